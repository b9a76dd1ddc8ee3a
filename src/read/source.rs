//! One file in memory: its bytes as they stand, the text that they spell, and where its lines begin.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::decode::{self, Decoded};
use crate::text::{LineColumn, OffsetMap};

/// One file after decompression, shared by all articles in it.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as it was named or found, with `/` between parts; `<stdin>` for standard input.
    pub path: String,
    /// The bytes as they stand in the file (after `.gz` / `.zst` decompression).
    pub bytes: Vec<u8>,
    decoded: Decoded,
    lines: OnceLock<Lines>,
}

impl SourceFile {
    /// The file of these bytes; tells their encoding apart and decodes what is not UTF-8.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let decoded = decode::decode(&bytes);
        Self {
            path: path.into(),
            bytes,
            decoded,
            lines: OnceLock::new(),
        }
    }

    /// How the bytes spell text: `UTF-8`, `UTF-16LE`, `windows-1252` …
    pub fn encoding(&self) -> &'static str {
        match &self.decoded {
            Decoded::Utf8 { .. } => "UTF-8",
            Decoded::Other { encoding, .. } => encoding,
        }
    }

    /// The share of characters that could not be decoded, 0 to 1.
    pub fn broken(&self) -> f64 {
        match &self.decoded {
            Decoded::Utf8 { .. } => 0.0,
            Decoded::Other { text, broken, .. } => *broken as f64 / text.len().max(1) as f64,
        }
    }

    /// The decoded text as UTF-8 bytes, without a byte order mark. Places in it are what
    /// [`super::Record`] and the readers of each format count in.
    pub(super) fn utf8(&self) -> &[u8] {
        match &self.decoded {
            Decoded::Utf8 { bom } => self.bytes.get(*bom..).unwrap_or_default(),
            Decoded::Other { text, .. } => text.as_bytes(),
        }
    }

    /// A stretch of the decoded text; empty when it does not fit.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        match &self.decoded {
            // The whole was checked once in `new`; checking a stretch again is cheap.
            Decoded::Utf8 { bom } => self
                .bytes
                .get(range.start + bom..range.end + bom)
                .and_then(|bytes| std::str::from_utf8(bytes).ok())
                .unwrap_or_default(),
            Decoded::Other { text, .. } => text.get(range).unwrap_or_default(),
        }
    }

    /// A map into the decoded text as a map into [`SourceFile::bytes`].
    pub(super) fn to_bytes(&self, map: OffsetMap) -> OffsetMap {
        let mut map = match &self.decoded {
            Decoded::Utf8 { bom: 0 } => map,
            Decoded::Utf8 { bom } => map.then(&OffsetMap::identity(*bom, self.bytes.len())),
            Decoded::Other { map: inner, .. } => map.then(inner),
        };
        map.shrink();
        map
    }

    /// One-based line of a place in the decoded text.
    pub(super) fn line(&self, decoded: usize) -> usize {
        self.lines().line(decoded)
    }

    /// Line and column of a byte offset of [`SourceFile::bytes`].
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let decoded = match &self.decoded {
            Decoded::Utf8 { bom } => offset.saturating_sub(*bom),
            Decoded::Other { map, .. } => map.cleaned(offset),
        };
        let text = self.utf8();
        let decoded = decoded.min(text.len());
        let lines = self.lines();
        let line = lines.line(decoded);
        let start = lines.starts.get(line - 1).copied().unwrap_or(0);
        LineColumn {
            line,
            column: lines.chars(text, start, decoded) + 1,
        }
    }

    /// The whole text of a line, for showing it; without its line break.
    pub fn line_text(&self, line: usize) -> Cow<'_, str> {
        let lines = self.lines();
        let text = self.utf8();
        let Some(&start) = line.checked_sub(1).and_then(|line| lines.starts.get(line)) else {
            return Cow::Borrowed("");
        };
        let end = lines.starts.get(line).map_or(text.len(), |next| next - 1);
        let bytes = text.get(start..end).unwrap_or_default();
        String::from_utf8_lossy(bytes.strip_suffix(b"\r").unwrap_or(bytes))
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(self.utf8()))
    }
}

/// Bytes between two counts of characters.
const BLOCK: usize = 16 * 1024;

/// Where the lines of a text begin, and how many characters stand before every [`BLOCK`] bytes, so
/// that no look-up reads more than a block, however long a line is.
#[derive(Debug)]
struct Lines {
    starts: Vec<usize>,
    chars_before: Vec<usize>,
}

impl Lines {
    fn of(text: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text).map(|at| at + 1));
        starts.shrink_to_fit();
        let mut before = 0;
        let chars_before = text
            .chunks(BLOCK)
            .map(|block| {
                let here = before;
                before += count_chars(block);
                here
            })
            .collect();
        Self {
            starts,
            chars_before,
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// Characters that begin in `start..end`.
    fn chars(&self, text: &[u8], start: usize, end: usize) -> usize {
        if end.saturating_sub(start) <= BLOCK {
            return count_chars(text.get(start..end).unwrap_or_default());
        }
        self.before(text, end) - self.before(text, start)
    }

    fn before(&self, text: &[u8], offset: usize) -> usize {
        let block = offset / BLOCK;
        let Some(&before) = self.chars_before.get(block) else {
            // Just past the last block.
            let last = block.saturating_sub(1);
            let before = self.chars_before.get(last).copied().unwrap_or(0);
            return before + count_chars(text.get(last * BLOCK..offset).unwrap_or_default());
        };
        before + count_chars(text.get(block * BLOCK..offset).unwrap_or_default())
    }
}

/// Code points in UTF-8: the bytes that do not continue a sequence.
fn count_chars(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
