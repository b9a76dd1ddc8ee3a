//! A claim: one answer to one question.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::text::Span;

use super::frame::Detail;
use super::{Value, Voice};

/// One answer that one article gives to one question, about one time, in one voice.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index of the rule in [`RuleSet::rules`].
    pub rule: usize,
    /// What fills the question's slots, in the order of [`crate::rules::Rule::slots`].
    pub question: Vec<Value>,
    /// The answer.
    pub answer: Value,
    /// The words that carry the claim, from the first to the last slot.
    pub span: Span,
    /// The sentence that they stand in.
    pub sentence: Span,
    /// When the answer holds, as far as the article tells.
    pub when: When,
    /// Who says it, and how sure.
    pub voice: Voice,
}

impl Claim {
    /// One of the answers that an article of this day gives to a question put into its own words;
    /// `at` are the words that carry it and their sentence.
    pub(super) fn detail(
        rule: usize,
        question: &str,
        answer: Detail,
        at: (Span, Span),
        day: Option<Date>,
    ) -> Self {
        Self {
            rule,
            question: vec![Value::Word(question.to_owned())],
            answer: Value::Detail(answer),
            span: at.0,
            sentence: at.1,
            when: When::on(day),
            voice: Voice::default(),
        }
    }
}

/// The time that a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// First and last day of the time spoken of; `None` when unknown.
    pub days: Option<(Date, Date)>,
    /// The sentence itself names the time; otherwise it is the article's own.
    pub stated: bool,
    /// How sure it is that the sentence speaks of the article's own days.
    pub currency: Currency,
}

impl When {
    /// The time of an article of this day that names no other.
    pub fn on(day: Option<Date>) -> Self {
        Self {
            days: day.map(|day| (day, day)),
            ..Self::default()
        }
    }
}

/// Does a sentence speak of the days of its article, or look back?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Currency {
    /// It names an older time.
    Past,
    /// Nothing tells.
    #[default]
    Open,
    /// It dates itself to the article's days, or reports what somebody just said.
    Now,
}

/// A quotation that stands between two speakers belongs to one of them, and nothing tells to whom.
pub(super) fn drop_double_attributions(claims: &mut Vec<Claim>) {
    let quoted = |claim: &Claim| {
        matches!(
            (&claim.answer, claim.question.first()),
            (Value::Quotation(_), _) | (_, Some(Value::Quotation(_)))
        )
    };
    let rivals = |claim: &Claim, other: &Claim| {
        quoted(other)
            && other.rule == claim.rule
            && other.span.overlaps(claim.span)
            && (&other.question, &other.answer) != (&claim.question, &claim.answer)
    };
    let double: Vec<bool> = claims
        .iter()
        .map(|claim| quoted(claim) && claims.iter().any(|other| rivals(claim, other)))
        .collect();
    let mut double = double.into_iter();
    claims.retain(|_| !double.next().unwrap_or_default());
}

/// Keeps one claim where two patterns of a rule found the same words; the longer match wins.
pub(super) fn dedupe(claims: &mut Vec<Claim>) {
    claims.sort_by_key(|claim| {
        let Span { start, end } = claim.span;
        (claim.sentence, claim.rule, start, Reverse(end))
    });
    claims.dedup_by(|next, kept| {
        next.rule == kept.rule
            && kept.span.contains(next.span)
            && next.answer == kept.answer
            && next.question == kept.question
    });
}
