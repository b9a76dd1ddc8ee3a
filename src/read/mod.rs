//! Files to articles: walk, decode, strip markup, find title, date and source.
//!
//! The only step besides [`crate::rules`] that can fail; a file that cannot be read becomes a
//! listed [`Problem`] and never stops a run.

use std::sync::Arc;

use crate::text::{LineColumn, OffsetMap, Span};

/// Something that could not be read, told so that an editor can mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as it was named or found.
    pub path: String,
    /// One-based line, where there is one.
    pub line: Option<usize>,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// Where an article's date was found; earlier variants are trusted more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrigin {
    /// Front matter, a JSON field, HTML metadata, a feed entry.
    Metadata,
    /// A date in the file's name.
    FileName,
    /// Inferred from absolute dates in the text.
    Inferred,
}

/// The day that an article is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticleDate {
    /// The day, in the article's own time zone.
    pub day: jiff::civil::Date,
    /// Where it was found.
    pub origin: DateOrigin,
}

/// One file after decompression, shared by all articles in it.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as it was named or found, with `/` between parts; `<stdin>` for standard input.
    pub path: String,
    /// The bytes as they stand in the file (after `.gz` / `.zst` decompression).
    pub bytes: Vec<u8>,
}

/// One text with what is known about it.
#[derive(Debug, Clone)]
pub struct Article {
    /// A given id, or else the path (with `#line` in a file of many records).
    pub id: String,
    /// The file that holds it.
    pub file: Arc<SourceFile>,
    /// One-based line where the record begins in a file of many records (JSONL, feeds).
    pub line: Option<usize>,
    /// The headline, when the file tells it.
    pub title: Option<String>,
    /// The date, when it is known.
    pub date: Option<ArticleDate>,
    /// Outlet, author or host: who speaks in this article.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The cleaned text: paragraphs parted by line breaks, no markup, entities decoded.
    pub text: String,
    /// From [`Article::text`] back to the bytes of [`SourceFile::bytes`].
    pub map: OffsetMap,
    /// Hash of the cleaned text.
    pub hash: u64,
}

impl Article {
    /// The byte range of the original file behind a span of the cleaned text.
    pub fn original(&self, span: Span) -> std::ops::Range<usize> {
        self.map.original(span)
    }

    /// Line and column of a byte offset of the original file.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let before = &self.file.bytes[..offset.min(self.file.bytes.len())];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        // A code point is one byte that does not continue a UTF-8 sequence.
        let column = before[start..]
            .iter()
            .filter(|&&byte| byte & 0xC0 != 0x80)
            .count()
            + 1;
        LineColumn { line, column }
    }
}
