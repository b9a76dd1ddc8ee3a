//! Two claims that answer one question, and what follows: a [`Verdict`] with its reason in words.
//! Comparing is symmetric, and no claim conflicts with itself.

mod date;
mod detail;
mod person;
mod quantity;
mod time;
mod wording;

pub(crate) use date::weekday_name;
use serde::{Deserialize, Serialize};

use crate::extract::{Anchoring, Status, UNNAMED, Value, days_between};
use crate::resolve::{Corpus, Likeness, Origin, Statement};
use crate::rules::TimeMode;

/// What two answers to one question are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They cannot both be true of the same time.
    Conflict,
    /// Two named sources disagree and the articles report that correctly.
    Disputed,
    /// The state changed between the two times.
    Superseded,
    /// A running tally or figure was updated.
    Revised,
    /// One is a more exact form of the other.
    Narrower,
    /// They say the same.
    Agree,
    /// They do not speak of the same thing.
    Unrelated,
}

/// A verdict on two claims with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// Why, in one clause.
    pub reason: String,
}

impl Judgement {
    fn new(verdict: Verdict, confidence: f64, reason: impl Into<String>) -> Self {
        Self {
            verdict,
            confidence,
            reason: reason.into(),
        }
    }

    fn unrelated(reason: impl Into<String>) -> Self {
        Self::new(Verdict::Unrelated, 1.0, reason)
    }
}

/// What two answers are to each other, apart from time and voice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Relation {
    /// The same answer.
    Same,
    /// One is a more exact form of the other.
    Narrower(String),
    /// Both cannot be true; how sure, and why.
    Different(f64, String),
    /// One answer, written wrongly in one of the two, whenever they were written.
    Misspelt(f64, String),
    /// Cannot be told.
    Unsure(String),
}

/// The verdict on two statements of one cluster.
pub fn compare(corpus: &Corpus<'_>, a: &Statement, b: &Statement) -> Judgement {
    // One fixed order, so that the judgement is the same from both sides.
    let (a, b) = if order(a) <= order(b) { (a, b) } else { (b, a) };
    if let Some(reason) = a.claim.not_compared().or_else(|| b.claim.not_compared()) {
        return Judgement::unrelated(reason);
    }
    let rule = &corpus.rules.rules[a.claim.rule];
    let relation = of_one_happening(corpus, a, b, relation(corpus, a, b));
    match relation {
        Relation::Misspelt(sure, reason) => Judgement::new(Verdict::Conflict, sure, reason),
        Relation::Same => Judgement::new(Verdict::Agree, 1.0, "both give the same answer"),
        Relation::Narrower(reason) => Judgement::new(Verdict::Narrower, 0.9, reason),
        Relation::Unsure(reason) => Judgement::unrelated(reason),
        Relation::Different(..) if !rule.exclusive => {
            Judgement::unrelated("the question can have several true answers")
        }
        Relation::Different(sure, reason) if matches!(a.claim.answer, Value::Detail(_)) => {
            time::detail(a, b, rule.time, sure, reason)
        }
        Relation::Different(sure, reason) => match rule.time {
            TimeMode::State => time::state(corpus, a, b, sure, reason),
            TimeMode::Tally => time::tally(a, b, sure, reason),
            TimeMode::Event => by_voice(a, b, sure, reason),
        },
    }
}

/// Two reports that may be of two happenings are hardly ever worth holding against each other.
const ONE_HAPPENING: f64 = 0.9;

/// What two articles say differently of what they report is no surer than that it is one happening.
fn of_one_happening(
    corpus: &Corpus<'_>,
    a: &Statement,
    b: &Statement,
    relation: Relation,
) -> Relation {
    let own = |value: &Value| matches!(value, Value::Event(happening) if happening.name.is_none());
    let Relation::Different(sure, reason) = relation else {
        return relation;
    };
    let (Some(x), Some(y)) = (a.article(), b.article()) else {
        return Relation::Different(sure, reason);
    };
    if x == y || !a.claim.question.iter().any(own) {
        return Relation::Different(sure, reason);
    }
    let reckoned = |statement: &Statement| match &statement.claim.answer {
        Value::Date(date) => date.anchoring > Anchoring::YearFromArticle,
        _ => false,
    };
    if reckoned(a) || reckoned(b) {
        return Relation::Unsure("a day is reckoned from an article's own date".to_owned());
    }
    let facts = |article: usize| corpus.articles.get(article);
    // Two texts that stand in no corpus are given as speaking of one thing.
    let one = match (facts(x), facts(y)) {
        (Some(x), Some(y)) => corpus.happenings.likeness(&corpus.stories, x, y),
        _ => 1.0,
    };
    if one < ONE_HAPPENING {
        return Relation::Unsure("the two may report two happenings".to_owned());
    }
    // Counts of one kind of victims are often counts of a part of them.
    let slots = &corpus.rules.rules[a.claim.rule].slots;
    let victims = slots.iter().position(|slot| slot == "victims");
    let all = victims.is_none_or(|at| a.claim.question[at] == Value::Word("people".to_owned()));
    let part = if all { 1.0 } else { 0.75 };
    Relation::Different(sure * one * part, reason)
}

type Order = (Origin, crate::text::Span, crate::text::Span);

fn order(statement: &Statement) -> Order {
    (
        statement.origin,
        statement.claim.sentence,
        statement.claim.span,
    )
}

fn relation(corpus: &Corpus<'_>, a: &Statement, b: &Statement) -> Relation {
    match (&a.claim.answer, &b.claim.answer) {
        (Value::Person(x), Value::Person(y)) => match &*a.claim.question {
            [Value::Office(office)] => person::spelling(corpus, &office.body, x, y),
            _ => None,
        }
        .unwrap_or_else(|| person::relation(corpus, x, y)),
        (Value::Count(x), Value::Count(y)) => quantity::relation(x, y),
        (Value::Age(x), Value::Age(y)) => quantity::age_relation(a, b, x, y),
        (Value::Date(x), Value::Date(y)) => date::relation(x, y),
        (Value::Weekday(x), Value::Weekday(y)) => date::weekday_relation(a, b, x, y),
        (Value::Detail(x), Value::Detail(y)) => {
            let facet = corpus.rules.rules[a.claim.rule].facet.as_deref();
            detail::relation(corpus, facet.unwrap_or_default(), x, y)
        }
        (Value::Quotation(x), Value::Quotation(y)) => wording_relation(corpus, a, b, x, y),
        (x, y) if x == y => Relation::Same,
        (
            Value::Place(x) | Value::Name(x) | Value::Organisation(x) | Value::Word(x),
            Value::Place(y) | Value::Name(y) | Value::Organisation(y) | Value::Word(y),
        ) => name_relation(corpus, x, y),
        _ => Relation::Unsure("the answers are of different kinds".to_owned()),
    }
}

fn wording_relation(
    corpus: &Corpus<'_>,
    a: &Statement,
    b: &Statement,
    x: &str,
    y: &str,
) -> Relation {
    let speaker = |statement: &Statement| match &*statement.claim.question {
        [Value::Person(name)] if name != UNNAMED => Some(name.clone()),
        _ => None,
    };
    let speakers = (speaker(a), speaker(b));
    if let (Some(one), Some(other)) = &speakers
        && corpus.people.likeness(one, other) < Likeness::Shorter
    {
        return Relation::Unsure("two people said it".to_owned());
    }
    let pair = wording::Pair {
        x,
        y,
        named: usize::from(speakers.0.is_some()) + usize::from(speakers.1.is_some()),
        apart: days_apart(a, b),
    };
    match wording::relation(&corpus.rules.words, &pair) {
        // What differs within one article was said twice.
        Relation::Different(..) if a.origin == b.origin => {
            Relation::Unsure("one article quotes two sayings".to_owned())
        }
        relation => relation,
    }
}

/// Days between two statements; 0 where one has none.
fn days_apart(a: &Statement, b: &Statement) -> i32 {
    let days = a.day().zip(b.day());
    days.map_or(0, |(x, y)| days_between(x, y).abs())
}

fn name_relation(corpus: &Corpus<'_>, x: &str, y: &str) -> Relation {
    if x.eq_ignore_ascii_case(y) {
        return Relation::Same;
    }
    let tables = &corpus.rules.tables;
    if let (Some(p), Some(q)) = (tables.body(x), tables.body(y)) {
        if p.name == q.name {
            return Relation::Same;
        }
        if p.within == q.name || q.within == p.name {
            return Relation::Narrower(format!("{x} and {y} lie one within the other"));
        }
        if p.kind == q.kind {
            return Relation::Different(0.8, format!("{x} is not {y}"));
        }
    }
    Relation::Unsure(format!("{x} and {y} may be names of one thing"))
}

/// A difference at one time: a dispute when two named sources are reported, else a conflict.
fn by_voice(a: &Statement, b: &Statement, sure: f64, reason: String) -> Judgement {
    match (&a.claim.voice.source, &b.claim.voice.source) {
        (Some(x), Some(y)) if x != y => Judgement::new(
            Verdict::Disputed,
            sure,
            format!("{reason}; {x} and {y} disagree, and the articles report both"),
        ),
        _ => Judgement::new(Verdict::Conflict, sure, reason),
    }
}

impl crate::extract::Claim {
    /// Why the claim takes no part in comparing; `None` when it does.
    fn not_compared(&self) -> Option<&'static str> {
        match self.voice.status {
            Status::Asserted => None,
            Status::Doubted => Some("one is only alleged"),
            Status::Denied => Some("one is denied"),
            Status::Planned => Some("one is only planned"),
            Status::Hypothetical => Some("one is under a condition, or asked"),
            Status::Past => Some("one speaks of a former or a coming time"),
        }
    }
}
