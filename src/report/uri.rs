//! Paths as URI references.

/// A path as a URI reference: relative paths stay relative.
pub fn of_path(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
    let head = match path.as_bytes() {
        [b'/', ..] => "file://",
        [_, b':', ..] => "file:///",
        _ => "",
    };
    format!("{head}{}", encode(&path, true))
}

/// A link to a path, from a page in a folder from which `base` leads back to where paths begin.
pub fn link(base: &str, path: &str) -> String {
    let uri = of_path(path);
    if uri.starts_with("file://") {
        uri
    } else {
        format!("{base}{uri}")
    }
}

/// Percent-encodes all but unreserved characters, and slashes where `slashes` stand for folders.
pub fn encode(text: &str, slashes: bool) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        // The minus sign has a meaning in text fragments.
        let plain = matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~');
        if plain || (slashes && matches!(byte, b'/' | b'-')) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(of_path("./a b/ü[1]-2.txt"), "a%20b/%C3%BC%5B1%5D-2.txt");
        assert_eq!(of_path("/a/b.txt"), "file:///a/b.txt");
        assert_eq!(of_path("C:\\a.txt"), "file:///C%3A/a.txt");
    }

    #[test]
    fn links_lead_back_from_the_page() {
        assert_eq!(link("../", "a/b.txt"), "../a/b.txt");
        assert_eq!(link("../", "/a/b.txt"), "file:///a/b.txt");
    }
}
