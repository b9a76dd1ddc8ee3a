//! Rule files, word lists and reference tables to a [`RuleSet`], with every mistake reported at
//! its line.

mod draft;
mod fields;
mod load;
mod pattern;
mod tables;
mod thesaurus;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use load::{Source, load};
pub use pattern::{GAP, MentionKind, SlotKind};
pub use tables::{Body, OfficeFact, Tables};
pub use thesaurus::{Kinship, Meaning, Thesaurus};
pub use words::{FormId, ListId, Vocabulary, WordId, lower};

/// How loudly a finding speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong in one of the places shown, unless the reader knows better.
    Error,
}

/// As rule files name it.
impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// How an answer may change with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeMode {
    /// True over a period, one after another: who holds an office.
    State,
    /// Fixed once: when a treaty was signed.
    Event,
    /// Only grows while it is counted: a death toll.
    Tally,
}

/// Which claims a rule compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Claims of all articles.
    Corpus,
    /// Claims within one article only.
    Article,
}

/// One kind of fact: its question, the patterns that find answers, how answers compare.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Kebab-case id, unique in a rule set.
    pub id: String,
    /// The question with its slots in braces.
    pub question: String,
    /// The names of the question's slots, in order.
    pub slots: Vec<String>,
    /// The type of the answer.
    pub answer: MentionKind,
    /// How loudly its findings speak.
    pub severity: Severity,
    /// How its answers may change with time.
    pub time: TimeMode,
    /// Which claims it compares.
    pub scope: Scope,
    /// Whether the question has one true answer at a time.
    pub exclusive: bool,
    /// The rule whose claims it compares with the reference tables, for a rule without patterns.
    pub checks: Option<String>,
    /// The kind of detail that it asks for, for a rule that holds whole sentences against each
    /// other instead of finding patterns.
    pub facet: Option<String>,
    /// The kinds of happening (lists of `words/events.toml`) that it speaks of; all when empty.
    pub happenings: Vec<String>,
    /// Why the rule is worth having.
    pub why: String,
    /// What it leaves alone.
    pub limits: String,
    /// What finds its claims.
    pub patterns: Vec<Pattern>,
    /// What it asks of the happening that an article reports, with slots of fixed value.
    pub gists: Vec<(GistPart, Vec<(String, String)>)>,
    /// What it finds and what it must not find.
    pub examples: Vec<Example>,
    /// The file that it came from.
    pub path: String,
}

impl Rule {
    /// Does it speak of this kind of happening?
    pub fn speaks_of(&self, kind: &str) -> bool {
        self.happenings.is_empty() || self.happenings.iter().any(|known| known == kind)
    }
}

/// A compiled pattern with the slots that it fills with fixed values.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written.
    pub text: String,
    /// The steps, compiled against the rule set's vocabulary.
    pub steps: Vec<Step>,
    /// Slots with a fixed value.
    pub fixed: Vec<(String, String)>,
}

/// One compiled step of a pattern; see [`pattern`] for what each finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Any inflection of a word.
    Word(WordId),
    /// One exact form.
    Form(FormId),
    /// A punctuation mark.
    Mark(String),
    /// A word of one of these lists.
    List(Vec<ListId>),
    /// A mention that fills the slot with this name.
    Mention(String, MentionKind),
    /// A word of one of these lists, which fills the slot with the list's name.
    Choice(String, Vec<ListId>),
    /// One of several sequences.
    Any(Vec<Vec<Step>>),
    /// The step or nothing.
    Optional(Box<Step>),
    /// Nothing, and only where the step does not follow.
    Not(Box<Step>),
    /// A gap inside the clause.
    Gap,
}

/// What an article tells of the happening that it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GistPart {
    /// What kind of happening it was.
    Kind,
    /// Where it was.
    Place,
    /// On which day it was.
    Day,
}

/// An example in a rule file: articles and what the rule finds in them.
#[derive(Debug, Clone)]
pub struct Example {
    /// What the example shows.
    pub why: String,
    /// The articles.
    pub articles: Vec<ExampleArticle>,
    /// What is found: `nothing`, or `VERDICT: answer ≠ answer` per finding.
    pub finds: Vec<String>,
    /// Whether the reference tables take part.
    pub reference: bool,
    /// One-based line in the rule file.
    pub line: usize,
}

/// An article of an example.
#[derive(Debug, Clone)]
pub struct ExampleArticle {
    /// Its text.
    pub text: String,
    /// Its date as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its outlet.
    pub source: Option<String>,
}

/// All rules, word lists and tables of a run.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// Sorted by id.
    pub rules: Vec<Rule>,
    /// All words and lists that the rules and the engine know.
    pub words: Vocabulary,
    /// Facts taken as given.
    pub tables: Tables,
    /// What words mean to each other.
    pub thesaurus: Thesaurus,
}

impl RuleSet {
    /// The index of the rule with this id.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.rules
            .binary_search_by(|rule| rule.id.as_str().cmp(id))
            .ok()
    }
}

/// A mistake in a rule file, a word list or a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub struct RuleError {
    /// The file.
    pub path: String,
    /// One-based line.
    pub line: usize,
    /// One-based column in code points.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.path, self.line, self.column, self.message
        )
    }
}
