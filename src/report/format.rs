//! The output formats by name, and what they need besides the report.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::rules::Severity;

use super::{Finding, Report};

/// The output formats of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Both sides quoted in place, in the look of a compiler's diagnostics.
    #[default]
    Text,
    /// One line per finding.
    Concise,
    /// The whole report as one JSON value, schema 1.
    Json,
    /// One finding per line as JSON.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// GitHub Actions annotations.
    Github,
    /// GitLab Code Quality.
    Gitlab,
    /// `JUnit` XML.
    Junit,
    /// Reviewdog Diagnostic Format.
    Rdjsonl,
    /// For a pull request.
    Markdown,
    /// One self-contained page.
    Html,
}

impl Format {
    /// All formats, in the order of the help text.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Rdjsonl,
        Self::Markdown,
        Self::Html,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Rdjsonl => "rdjsonl",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|format| format.name() == name);
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|format| format.name()).collect();
            format!("no format `{name}`; the formats are {}", names.join(", "))
        })
    }
}

/// What a format needs besides the report.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Every rule of the run, in order of id.
    pub rules: Vec<RuleInfo>,
    /// Findings that someone decided not to see.
    pub silenced: Vec<Silenced>,
    /// Colour the text.
    pub color: bool,
    /// Width of the terminal in columns; `None` when there is none.
    pub width: Option<usize>,
    /// What leads from the page that is written back to the folder where paths begin (`../`);
    /// `None` when the page cannot link to the articles.
    pub link_base: Option<String>,
    /// Where the files can be looked at: the one-based column, in bytes, of a byte offset of a file.
    pub byte_column: Option<fn(&str, usize) -> Option<usize>>,
}

/// What a rule says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleInfo {
    /// Its id, such as `office-holder`.
    pub id: String,
    /// Its question, with slots in braces.
    pub question: String,
    /// Why it matters.
    pub why: String,
    /// What it leaves alone.
    pub limits: String,
    /// How loudly it speaks.
    pub severity: Severity,
    /// The share of its findings that editors found right, from 0 to 1, and how many they judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<(f64, usize)>,
}

/// A finding that was found and is not listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Silenced {
    /// The finding.
    pub finding: Finding,
    /// What silenced it.
    pub by: SilencedBy,
    /// The reason that was given for it.
    pub reason: String,
}

/// What silenced a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SilencedBy {
    /// A comment in an article.
    Comment,
    /// An entry in the decisions file.
    Decision,
    /// The baseline holds it.
    Baseline,
}

impl SilencedBy {
    /// In words, for the summary.
    pub fn words(self) -> &'static str {
        match self {
            Self::Comment => "by comments in articles",
            Self::Decision => "by decisions",
            Self::Baseline => "by the baseline",
        }
    }
}

/// The report in one format, ready to write.
pub fn render(format: Format, report: &Report, context: &Context) -> String {
    match format {
        Format::Text => super::text::render(report, context),
        Format::Concise => super::concise::render(report),
        Format::Json => super::json::render(report, context),
        Format::Jsonl => super::json::render_lines(report),
        Format::Sarif => super::sarif::render(report, context),
        Format::Github => super::github::render(report),
        Format::Gitlab => super::gitlab::render(report),
        Format::Junit => super::junit::render(report),
        Format::Rdjsonl => super::rdjsonl::render(report, context),
        Format::Markdown => super::markdown::render(report, context),
        Format::Html => super::html::render(report, context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_known_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(*format));
        }
        assert!("yaml".parse::<Format>().is_err_and(|e| e.contains("jsonl")));
    }
}
