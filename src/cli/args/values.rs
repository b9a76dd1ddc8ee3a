//! The values that flags take, and how they are read.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::compare::Verdict;
use crate::report::Format;
use crate::rules::Severity;

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much of the articles' words to print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Quote {
    /// The sentences that carry the claims.
    #[default]
    Sentence,
    /// Nothing that comes from an article's text: no sentence, title, question or answer.
    None,
}

/// A verdict on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerdictArg {
    /// The articles contradict each other.
    Conflict,
    /// Named sources disagree, and the articles report that.
    Disputed,
    /// The state changed in between.
    Superseded,
    /// A running figure was updated.
    Revised,
    /// One is a more exact form of the other.
    Narrower,
    /// They say the same.
    Agree,
    /// All of these.
    All,
}

impl VerdictArg {
    /// The verdicts that it stands for.
    pub fn verdicts(self) -> &'static [Verdict] {
        match self {
            Self::Conflict => &[Verdict::Conflict],
            Self::Disputed => &[Verdict::Disputed],
            Self::Superseded => &[Verdict::Superseded],
            Self::Revised => &[Verdict::Revised],
            Self::Narrower => &[Verdict::Narrower],
            Self::Agree => &[Verdict::Agree],
            Self::All => &[
                Verdict::Conflict,
                Verdict::Disputed,
                Verdict::Superseded,
                Verdict::Revised,
                Verdict::Narrower,
                Verdict::Agree,
            ],
        }
    }
}

/// From which severity on a conflict makes the check fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum FailLevel {
    /// Never.
    None,
    /// Any conflict.
    Info,
    /// Warnings and errors.
    #[default]
    Warning,
    /// Errors only.
    Error,
}

impl FailLevel {
    /// The least severity that fails; `None` when nothing does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::None => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The names that `--fields` and `[fields]` know.
pub const FIELDS: &[&str] = &["id", "title", "text", "date", "source", "url"];

/// Reads the name of an output format.
pub(super) fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .try_map(|name| name.parse::<Format>())
}

/// Reads one `field=name` of `--fields`.
pub(super) fn field(typed: &str) -> Result<(String, String), String> {
    let (field, name) = typed
        .split_once('=')
        .ok_or("write it as FIELD=NAME, for example `text=body`")?;
    if !FIELDS.contains(&field) {
        let known = FIELDS.join(", ");
        return Err(format!("no field `{field}`; the fields are {known}"));
    }
    if name.is_empty() {
        return Err(format!(
            "say which name stands for `{field}`, for example `{field}=body`"
        ));
    }
    Ok((field.to_owned(), name.to_owned()))
}

/// Reads a confidence from 0 to 1.
pub(super) fn confidence(typed: &str) -> Result<f64, String> {
    typed
        .parse()
        .ok()
        .filter(|p| (0.0..=1.0).contains(p))
        .ok_or_else(|| "give a number from 0 to 1, for example 0.8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_checked() {
        assert_eq!(field("text=body"), Ok(("text".into(), "body".into())));
        assert!(field("txt=body").is_err_and(|e| e.contains("id, title, text")));
        assert!(field("text").is_err());
        assert!(field("text=").is_err());
    }

    #[test]
    fn a_confidence_lies_between_0_and_1() {
        assert_eq!(confidence("0.8"), Ok(0.8));
        for bad in ["1.1", "-1", "NaN", "high"] {
            assert!(confidence(bad).is_err(), "{bad}");
        }
    }
}
