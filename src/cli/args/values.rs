//! The values that flags take, and how they are read.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::compare::Verdict;
use crate::report::{self, Format};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictArg {
    /// This one.
    One(Verdict),
    /// All that can be listed.
    All,
}

impl VerdictArg {
    /// The verdicts that it stands for.
    pub fn verdicts(self) -> Vec<Verdict> {
        let one = |arg: &Self| match arg {
            Self::One(verdict) => Some(*verdict),
            Self::All => None,
        };
        match self {
            Self::One(verdict) => vec![verdict],
            Self::All => Self::value_variants().iter().filter_map(one).collect(),
        }
    }
}

impl ValueEnum for VerdictArg {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::One(Verdict::Conflict),
            Self::One(Verdict::Disputed),
            Self::One(Verdict::Superseded),
            Self::One(Verdict::Revised),
            Self::One(Verdict::Narrower),
            Self::One(Verdict::Agree),
            Self::All,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let Self::One(verdict) = *self else {
            return Some(PossibleValue::new("all").help("All of these"));
        };
        let help = match verdict {
            Verdict::Conflict => "The articles contradict each other",
            Verdict::Disputed => "Named sources disagree, and the articles report that",
            Verdict::Superseded => "The state changed in between",
            Verdict::Revised => "A running figure was updated",
            Verdict::Narrower => "One is a more exact form of the other",
            Verdict::Agree => "They say the same",
            Verdict::Unrelated => return None,
        };
        Some(PossibleValue::new(report::verdict(verdict)).help(help))
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
