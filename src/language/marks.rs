//! How long a token of marks is: dots and dashes, emoticons, joined emoji.

/// Bytes of a run of one punctuation mark that is one token ("...", "--").
pub(super) fn run_len(rest: &str, first: char) -> usize {
    rest.bytes().take_while(|&b| b == first as u8).count()
}

/// Bytes of a run of stops that is one token: "...", "?!", ".?", "!.".
pub(super) fn stops_len(rest: &str) -> usize {
    let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
    if dots > 1 {
        return dots;
    }
    let marks = rest[dots..]
        .bytes()
        .take_while(|byte| matches!(byte, b'!' | b'?'));
    let len = dots + marks.count();
    let tail = &rest[len..];
    let stop = dots == 0 && tail.starts_with('.') && !tail.starts_with("..");
    len + usize::from(stop)
}

/// Bytes of a line that is drawn with several marks ("---===").
pub(super) fn drawn_len(rest: &str) -> usize {
    let drawn = |byte: &u8| matches!(byte, b'-' | b'=' | b'*' | b'_' | b'~' | b'+');
    rest.bytes().take_while(drawn).count()
}

/// Bytes of an emoticon such as `:-)`.
pub(super) fn emoticon_len(rest: &str) -> Option<usize> {
    const MOUTHS: [u8; 8] = *b"()DPpO|/";
    let bytes = rest.as_bytes();
    let nose = usize::from(matches!(bytes.get(1), Some(b'-')));
    let mouth = bytes.get(1 + nose).is_some_and(|b| MOUTHS.contains(b));
    let ends = !rest.get(2 + nose..)?.starts_with(char::is_alphanumeric);
    let face = mouth && ends && !rest[2 + nose..].starts_with('/');
    face.then_some(2 + nose)
}

/// Bytes of marks and joiners that belong to the character before: a skin tone, a variation
/// selector, the rest of a joined emoji.
pub(super) fn joined_len(rest: &str) -> usize {
    let mut len = 0;
    let mut joined = false;
    for c in rest.chars() {
        let belongs = matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{20E3}')
            || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
            || is_mark(c)
            || joined;
        if !belongs {
            break;
        }
        joined = c == '\u{200D}';
        len += c.len_utf8();
    }
    len
}

/// A combining mark, which belongs to the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
