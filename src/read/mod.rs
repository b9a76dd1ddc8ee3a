//! Files to articles: walk, decode, strip markup, find title, date and source.
//!
//! The way through: [`walk()`] tells which files, [`open`] reads one, [`records`] splits it, and
//! [`article`] makes an [`Article`] of each record. The last is the heavy part and may run in
//! parallel; all of them may run for one file while another is still to be opened.
//!
//! The only step besides [`crate::rules`] that can fail; a file that cannot be read becomes a
//! listed [`Problem`] and never stops a run.

mod clean;
mod date;
mod decode;
mod entity;
mod feed;
mod fields;
mod front_matter;
mod headline;
mod html;
mod json;
mod markdown;
mod plain;
mod record;
mod source;
mod walk;

use std::sync::Arc;

use crate::text::{LineColumn, OffsetMap, Span};

pub use fields::{Fields, FieldsError, Role};
pub use record::{Format, Record, article, articles, records};
pub use source::SourceFile;
pub use walk::{Input, Inputs, open, walk};

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

impl Problem {
    /// A problem of a whole file.
    pub fn of(path: &str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            message: message.into(),
        }
    }
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
    /// From [`Article::title`] back to the bytes of the file; empty when its place is not known.
    pub headline: OffsetMap,
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
    /// Comments that address gainsay (`<!-- gainsay off -->`), without their marks: the empty span
    /// of [`Article::text`] where each stood, in order.
    pub comments: Vec<(Span, String)>,
    /// Hash of the cleaned text.
    pub hash: u64,
}

impl Article {
    /// Line and column of a byte offset of the original file.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        self.file.line_column(offset)
    }
}
