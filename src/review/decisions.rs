//! `gainsay-decisions.toml`: what editors decided about findings. One decision a line, sorted by
//! fingerprint, so that two desks' files merge line by line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::report::Problem;

/// The file's usual name.
pub const NAME: &str = "gainsay-decisions.toml";

const HEAD: &str = "\
# What editors decided about gainsay's findings: one line each, sorted by fingerprint.
# error-in-article: the finding is right, and an article must be mended; it stays listed until then.
# not-a-conflict: gainsay is wrong. accepted: it is right, and stays as printed.
";

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The finding is right; an article must be mended. It stays listed until then.
    ErrorInArticle,
    /// The finding is wrong.
    NotAConflict,
    /// The finding is right, and the articles stay as they are.
    Accepted,
}

impl Kind {
    /// As the file spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ErrorInArticle => "error-in-article",
            Self::NotAConflict => "not-a-conflict",
            Self::Accepted => "accepted",
        }
    }
}

/// One entry of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Of the finding: rule, question and the sides' answers. A finding that gains a side has
    /// another fingerprint, and comes back.
    pub fingerprint: String,
    /// What was decided.
    pub decision: Kind,
    /// The finding's rule.
    pub rule: String,
    /// The finding's question, for whoever reads the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// The day, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// The last day on which it holds, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

impl Decision {
    /// Does it still hold on this day (`YYYY-MM-DD`)?
    pub fn holds(&self, today: &str) -> bool {
        self.expires.as_deref().is_none_or(|last| today <= last)
    }
}

/// An entry that matches no finding any more, or has expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// One-based line in the file.
    pub line: usize,
    /// What is to be said about it.
    pub message: String,
}

/// How often a rule's findings were right: right ones, and all that were judged.
pub type Precision = BTreeMap<String, (usize, usize)>;

/// All decisions, by fingerprint, each with its line in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    entries: BTreeMap<String, (Decision, usize)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    decision: Vec<Spanned<toml::Value>>,
}

impl Decisions {
    /// Reads a file's text; `path` is for the messages.
    ///
    /// # Errors
    /// Every mistake in it, with its line.
    pub fn parse(text: &str, path: &str) -> Result<Self, Vec<Problem>> {
        let breaks: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let line = |at: usize| breaks.partition_point(|&end| end < at) + 1;
        let problem = |at: usize, message: String| Problem {
            path: path.to_owned(),
            line: Some(line(at)),
            message,
        };
        let written: Written = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let message = error.message().replace('\n', ", ");
            vec![problem(
                at,
                format!("{message}: mend the line, or take it from version control"),
            )]
        })?;
        let mut decisions = Self::default();
        let mut problems = Vec::new();
        for value in written.decision {
            let at = value.span().start;
            match value.into_inner().try_into::<Decision>() {
                Err(error) => problems.push(problem(at, error.message().replace('\n', ", "))),
                Ok(entry) => {
                    if let Some(message) = mistake(&entry) {
                        problems.push(problem(at, message));
                    }
                    decisions.insert(entry, line(at), &mut |message| {
                        problems.push(problem(at, message));
                    });
                }
            }
        }
        if problems.is_empty() {
            Ok(decisions)
        } else {
            Err(problems)
        }
    }

    /// Keeps the later of two decisions about one finding; equal ones are one.
    fn insert(&mut self, entry: Decision, line: usize, complain: &mut dyn FnMut(String)) {
        let fingerprint = entry.fingerprint.clone();
        match self.entries.get(&fingerprint) {
            Some((held, at)) if held.when == entry.when && held.decision != entry.decision => {
                complain(format!(
                    "{fingerprint} is decided in two ways on one day, here and in line {at}: keep \
                     one of the two lines"
                ));
            }
            Some((held, _)) if held.when >= entry.when => {}
            _ => {
                self.entries.insert(fingerprint, (entry, line));
            }
        }
    }

    /// Reads a file; one that is not there holds no decision.
    ///
    /// # Errors
    /// Every mistake in it, or that it cannot be read.
    pub fn load(path: &Path) -> Result<Self, Vec<Problem>> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, &path.display().to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(vec![Problem {
                path: path.display().to_string(),
                line: None,
                message: format!("cannot read the decisions: {error}"),
            }]),
        }
    }

    /// The decision about a finding.
    pub fn get(&self, fingerprint: &str) -> Option<&Decision> {
        self.entries.get(fingerprint).map(|(decision, _)| decision)
    }

    /// All decisions, by fingerprint.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.entries.values().map(|(decision, _)| decision)
    }

    /// Adds a decision, or replaces the one about the same finding.
    pub fn set(&mut self, decision: Decision) {
        self.entries
            .insert(decision.fingerprint.clone(), (decision, 0));
    }

    /// Takes a decision back.
    pub fn remove(&mut self, fingerprint: &str) {
        self.entries.remove(fingerprint);
    }

    /// As a file.
    pub fn render(&self) -> String {
        let mut out = format!("{HEAD}decision = [\n");
        for decision in self.iter() {
            let _ = write!(
                out,
                "  {{ fingerprint = {}, decision = {}, rule = {}",
                one_line(&decision.fingerprint),
                one_line(decision.decision.name()),
                one_line(&decision.rule)
            );
            let details = [
                ("question", Some(&decision.question)),
                ("reason", Some(&decision.reason)),
                ("who", Some(&decision.who)),
                ("when", Some(&decision.when)),
                ("expires", decision.expires.as_ref()),
            ];
            for (name, value) in details {
                if let Some(value) = value.filter(|value| !value.is_empty()) {
                    let _ = write!(out, ", {name} = {}", one_line(value));
                }
            }
            out.push_str(" },\n");
        }
        out.push_str("]\n");
        out
    }

    /// Entries that match none of these fingerprints, or hold no longer; with their `questions`, or
    /// without.
    pub fn stale(&self, found: impl Fn(&str) -> bool, today: &str, questions: bool) -> Vec<Stale> {
        let mut stale: Vec<Stale> = self
            .entries
            .values()
            .filter_map(|(entry, line)| {
                let question = match entry.question.as_str() {
                    question if questions && !question.is_empty() => format!(": {question}"),
                    _ => String::new(),
                };
                let about = format!("{} ({}{question})", entry.fingerprint, entry.rule);
                let message = if !found(&entry.fingerprint) {
                    format!(
                        "no finding matches {about} any more: if all articles were read, the line \
                         can go"
                    )
                } else if !entry.holds(today) {
                    let last = entry.expires.as_deref().unwrap_or_default();
                    format!("the decision about {about} held until {last}: decide anew")
                } else {
                    return None;
                };
                Some(Stale {
                    line: *line,
                    message,
                })
            })
            .collect();
        stale.sort_by_key(|one| one.line);
        stale
    }

    /// How often each rule's findings were right.
    pub fn precision(&self) -> Precision {
        let mut precision = Precision::new();
        for decision in self.iter() {
            let (right, all) = precision.entry(decision.rule.clone()).or_default();
            *all += 1;
            *right += usize::from(decision.decision != Kind::NotAConflict);
        }
        precision
    }
}

/// A TOML string on one line.
fn one_line(text: &str) -> String {
    // Most texts need no escapes.
    if !text.contains(['"', '\\', '\'']) && !text.chars().any(char::is_control) {
        return format!("\"{text}\"");
    }
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    toml::Value::from(text).to_string()
}

/// What is wrong with an entry.
fn mistake(entry: &Decision) -> Option<String> {
    let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10;
    if entry.fingerprint.len() != 16 || !entry.fingerprint.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(format!(
            "`{}` is no fingerprint: copy the 16 digits from the finding",
            entry.fingerprint
        ));
    }
    let dates = [
        ("when", entry.when.as_str()),
        ("expires", entry.expires.as_deref().unwrap_or("")),
    ];
    let wrong = dates
        .into_iter()
        .find(|(_, text)| !text.is_empty() && !day(text));
    wrong.map(|(name, text)| format!("`{name}` is `{text}`: write a day as \"2026-01-31\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(fingerprint: &str, kind: Kind, when: &str) -> Decision {
        Decision {
            fingerprint: fingerprint.into(),
            decision: kind,
            rule: "office-holder".into(),
            question: "Who is \"mayor\"?\nReally".into(),
            reason: "C:\\temp 'x' # no comment".into(),
            who: "Ann".into(),
            when: when.into(),
            expires: Some("2026-12-31".into()),
        }
    }

    const A: &str = "00000000000000aa";
    const B: &str = "00000000000000bb";

    #[test]
    fn it_reads_back_what_it_wrote_one_line_each() {
        let mut decisions = Decisions::default();
        decisions.set(decision(B, Kind::Accepted, "2026-01-02"));
        decisions.set(decision(A, Kind::NotAConflict, "2026-01-01"));
        let text = decisions.render();
        assert_eq!(
            text.lines().filter(|line| line.starts_with("  {")).count(),
            2
        );
        let read = Decisions::parse(&text, "d.toml").expect("no mistakes");
        assert_eq!(read.render(), text);
        let got = read.get(A).expect("it is there");
        assert_eq!(got.reason, "C:\\temp 'x' # no comment");
        assert!(text.find(A) < text.find(B));
    }

    #[test]
    fn the_later_decision_holds_after_a_merge() {
        let line = |kind: &str, when: &str| {
            format!(
                "{{ fingerprint = \"{A}\", decision = \"{kind}\", rule = \"x\", when = \"{when}\" }},"
            )
        };
        let text = format!(
            "decision = [\n{}\n{}\n]",
            line("accepted", "2026-02-01"),
            line("not-a-conflict", "2026-01-01")
        );
        let read = Decisions::parse(&text, "d.toml").expect("no mistakes");
        assert_eq!(read.get(A).map(|d| d.decision), Some(Kind::Accepted));
        let text = text.replace("2026-02-01", "2026-01-01");
        let problems = Decisions::parse(&text, "d.toml").expect_err("two ways");
        assert_eq!(problems[0].line, Some(3));
    }

    #[test]
    fn every_mistake_has_its_line() {
        let text = "decision = [\n  { fingerprint = \"x\", decision = \"accepted\", rule = \"r\" },\n  \
                    { fingerprint = \"00000000000000aa\", decision = \"maybe\", rule = \"r\" },\n  \
                    { fingerprint = \"00000000000000ab\", decision = \"accepted\", rule = \"r\", expires = \"soon\" },\n]\n";
        let problems = Decisions::parse(text, "d.toml").expect_err("mistakes");
        let lines: Vec<_> = problems.iter().filter_map(|p| p.line).collect();
        assert_eq!(lines, [2, 3, 4], "{problems:#?}");
        let broken = Decisions::parse("decision = [\n\n{ finger\n", "d.toml").expect_err("broken");
        assert!(broken[0].line > Some(1), "{broken:?}");
    }

    #[test]
    fn stale_entries_are_told() {
        let mut decisions = Decisions::default();
        decisions.set(decision(A, Kind::Accepted, "2026-01-01"));
        decisions.set(decision(B, Kind::Accepted, "2026-01-01"));
        let decisions = Decisions::parse(&decisions.render(), "d.toml").expect("no mistakes");
        let stale = decisions.stale(|fingerprint| fingerprint == A, "2027-01-01", true);
        assert_eq!(stale.len(), 2);
        assert!(stale[0].message.contains("held until 2026-12-31"));
        assert!(stale[1].message.contains("no finding matches"));
        assert_eq!(stale[1].line, 6);
    }

    #[test]
    fn precision_counts_what_was_right() {
        let mut decisions = Decisions::default();
        decisions.set(decision(A, Kind::ErrorInArticle, "2026-01-01"));
        decisions.set(decision(B, Kind::NotAConflict, "2026-01-01"));
        assert_eq!(decisions.precision()["office-holder"], (1, 2));
    }
}
