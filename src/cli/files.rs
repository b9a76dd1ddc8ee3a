//! A look at the original files, for what a report does not hold.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Component, Path};

/// Bytes looked at in one go.
const STEP: usize = 64 * 1024;

/// The one-based column, in bytes, of a byte offset of a file; `None` when the file cannot be read
/// or is compressed.
pub fn byte_column(path: &str, offset: usize) -> Option<usize> {
    let ending = Path::new(path).extension();
    if ending.is_some_and(|e| e.eq_ignore_ascii_case("gz") || e.eq_ignore_ascii_case("zst")) {
        return None;
    }
    let mut file = File::open(path).ok()?;
    if file.metadata().ok()?.len() < offset as u64 {
        return None;
    }
    let mut end = offset;
    while end > 0 {
        let start = end.saturating_sub(STEP);
        let mut bytes = vec![0; end - start];
        file.seek(SeekFrom::Start(start as u64)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        if let Some(at) = memchr::memrchr(b'\n', &bytes) {
            return Some(offset - (start + at));
        }
        end = start;
    }
    Some(offset + 1)
}

/// What leads from a file back to the working folder: `../` for each folder on its path. `None`
/// for a path that does not go straight down from there.
pub fn way_back(path: &Path) -> Option<String> {
    let mut back = String::new();
    for part in path.parent()?.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(_) => back.push_str("../"),
            _ => return None,
        }
    }
    Some(back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_goes_up_once_for_each_folder() {
        assert_eq!(
            way_back(Path::new("reports/a/x.html")).as_deref(),
            Some("../../")
        );
        assert_eq!(way_back(Path::new("./x.html")).as_deref(), Some(""));
        assert_eq!(way_back(Path::new("/tmp/x.html")), None);
    }

    #[test]
    fn columns_count_bytes_from_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.txt");
        let long = "x".repeat(STEP + 10);
        std::fs::write(&path, format!("é\nüb\n{long}")).expect("a file");
        let path = path.to_str().expect("a path");
        assert_eq!(byte_column(path, 0), Some(1));
        assert_eq!(byte_column(path, 3), Some(1));
        assert_eq!(byte_column(path, 5), Some(3));
        assert_eq!(byte_column(path, 7 + STEP + 5), Some(STEP + 6));
        assert_eq!(byte_column(path, 9_999_999), None);
        assert_eq!(byte_column("no such file", 0), None);
    }
}
