//! What a run found, ready to print: the values of JSON schema 1. Every format renders a
//! [`Report`]; nothing here writes to a file or a terminal.

use serde::{Deserialize, Serialize};

use crate::compare::Verdict;
use crate::rules::Severity;

pub mod graph;

mod concise;
mod format;
mod github;
mod gitlab;
pub mod html;
mod json;
mod junit;
mod markdown;
mod rdjsonl;
mod redact;
#[cfg(test)]
pub(crate) mod sample;
mod sarif;
mod statistics;
mod text;
mod title;
mod uri;
mod words;
mod xml;

pub use format::{Context, Format, RuleInfo, Silenced, SilencedBy, render};
pub use graph::{GraphEdge, GraphNode, GraphView};
pub use json::{JSON_SCHEMA, parse};
pub use redact::{redact, redact_silenced};
pub use statistics::statistics;
pub use words::{count, harmless, verdict};

/// The version of the JSON schema that [`Report`] serialises to.
pub const SCHEMA: u32 = 1;

/// Findings less sure than this, from 0 to 1, are listed only when asked for: on natural news, most
/// of those above it deserved an editor's time, and few of those below.
pub const DEFAULT_CONFIDENCE: f64 = 0.55;

/// The result of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// Articles read (reference facts not counted).
    pub articles: usize,
    /// Claims found in them.
    pub claims: usize,
    /// Questions that at least one claim answers.
    pub clusters: usize,
    /// What could not be read, sorted by path and line.
    pub problems: Vec<Problem>,
    /// Most severe, then most certain, first; ties by rule, question and fingerprint.
    pub findings: Vec<Finding>,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// One-based line, where there is one.
    pub line: Option<usize>,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// `path:line: message`.
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// One question and the sides that answer it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id, such as `office-holder`.
    pub rule: String,
    /// In plain English, with a question mark.
    pub question: String,
    /// What the sides are to each other.
    pub verdict: Verdict,
    /// Why the verdict is what it is, one sentence.
    pub reason: String,
    /// The rule's severity.
    pub severity: Severity,
    /// From 0 to 1, two decimals.
    pub confidence: f64,
    /// 16 hexadecimal digits made of rule, question and the sides' normalised answers.
    pub fingerprint: String,
    /// Two or more in conflict; one when the verdict is [`Verdict::Agree`].
    pub sides: Vec<Side>,
    /// Other answers to the question, and why they are no part of the finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub considered: Vec<Considered>,
}

/// An answer that was held against a side of a finding and is no side of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Considered {
    /// What it is to the side.
    pub verdict: Verdict,
    /// Why, in one clause.
    pub reason: String,
    /// The answer, normalised.
    pub answer: String,
    /// Where it stands.
    pub claim: Claim,
}

/// The claims that agree on one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The answer, normalised.
    pub answer: String,
    /// Claims in order of article date (unknown last), path, line and span.
    pub claims: Vec<Claim>,
}

/// One claim, quoted in place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The article that makes it.
    pub article: Article,
    /// The words that carry the claim, as bytes and places in the original file.
    pub span: Place,
    /// Those words, with entities and escapes decoded.
    pub text: String,
    /// The sentence that they stand in.
    pub sentence: String,
    /// Byte offset of [`Claim::text`] in [`Claim::sentence`].
    pub offset: usize,
    /// Who says it: `the article`, or the named source.
    pub voice: String,
    /// When the answer holds: a day, month, year or interval as ISO 8601; `None` when unknown.
    pub when: Option<String>,
    /// The reason that a comment in the article gives for ignoring this claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silenced: Option<String>,
    /// What changed here since the commit that the run asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Changed>,
}

/// How near a claim is to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Changed {
    /// Its article changed somewhere.
    Article,
    /// Its own lines changed.
    Lines,
}

/// The article of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The file.
    pub path: String,
    /// One-based line of the record in a file of many records.
    pub line: Option<usize>,
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its date as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Where the date was found: `metadata`, `file name` or `inferred`.
    pub date_origin: Option<String>,
    /// Its outlet.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The id of the article that this one is a copy of, word for word or nearly so: copies of one
    /// text are one source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
}

/// A region of an original file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// One-based line of the first character.
    pub line: usize,
    /// One-based column of the first character, in code points.
    pub column: usize,
    /// One-based line of the end.
    pub end_line: usize,
    /// One-based column just past the last character, in code points.
    pub end_column: usize,
}

/// One extracted claim by itself, as `gainsay claims` lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimLine {
    /// The rule's id.
    pub rule: String,
    /// The question that it answers.
    pub question: String,
    /// The answer, normalised.
    pub answer: String,
    /// When the answer holds, as in [`Claim::when`].
    pub when: Option<String>,
    /// Who says it, as in [`Claim::voice`].
    pub voice: String,
    /// The article that makes it.
    pub article: Article,
    /// The words that carry it.
    pub span: Place,
    /// Those words.
    pub text: String,
    /// The sentence that they stand in.
    pub sentence: String,
}

impl Article {
    /// Is this a table of facts taken as given rather than something that was published?
    pub fn is_reference(&self) -> bool {
        let table = std::path::Path::new(&self.path).extension();
        table.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
            || self.source.as_deref() == Some("reference")
    }

    /// Is this something that gainsay brings along, so that the reader has no such file?
    pub fn is_built_in(&self) -> bool {
        self.is_reference()
            && (self.path == "calendar" || self.path.starts_with("rules/reference/"))
    }
}

impl Finding {
    /// The question with what the sides say, counted: the title in every format.
    pub fn title(&self) -> String {
        title::title(self)
    }
}
