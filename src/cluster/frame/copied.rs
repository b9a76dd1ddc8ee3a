//! Two sentences that run alike word for word around one detail: there, another number, day, place
//! or name, or a "not", is a slip in one of the two. Told by the words alone, so that it does not
//! hang on the trees of both being right.

use std::ops::Range;

use crate::extract::{Bearing, DateValue, Exactness, Frame, Marks, Quantity, Term, TermKind, Unit};

use super::pair::subject;
use super::place::places_apart;
use super::running::{Around, Phrase, Running, Twins};
use super::time::other_hours;
use super::{Contrast, Facet, Knowledge, Text};

/// Words that run alike around a detail, before and after it together; each word that is not alike
/// in between takes one away.
const RUN: usize = 5;
/// The same around a "not", of them before and after it.
const DENIAL_RUN: usize = 7;
const DENIAL_SIDE: usize = 2;
/// The part of a number that rounding may take.
const ROUNDING: f64 = 0.2;
/// Bytes of a name that is none in short.
const FULL_NAME: usize = 5;

/// The details in which two sentences that run alike exclude each other.
pub(super) fn find(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Vec<Contrast> {
    let (a, b) = (Running::new(a), Running::new(b));
    if a.words == b.words || !a.is_like(&b) || other_hours(a.text, b.text) {
        return Vec::new();
    }
    let twins = Twins::new(knowledge, a, b);
    let mut found = Vec::new();
    for x in 0..twins.a.ranges.len() {
        for y in 0..twins.b.ranges.len() {
            found.extend(twins.detail(x, y));
        }
    }
    if found.is_empty() {
        found.extend(twins.denial());
    }
    found
}

impl Twins<'_> {
    fn detail(&self, x: usize, y: usize) -> Option<Contrast> {
        let (a, b) = (&self.a, &self.b);
        let (one, other) = (&a.terms()[x], &b.terms()[y]);
        if !of_one_kind(one, other) {
            return None;
        }
        let (p, q) = self.trimmed(x, y)?;
        let around = self.around(&p, &q);
        let ends = p.end == a.words.len() && q.end == b.words.len();
        let held = around.before > 0 && (around.after > 0 || ends) && !self.knowledge.given;
        // What comes right before a detail tells what it is a detail of.
        let led = around.nearest[0] <= 1;
        if !led || around.run() < RUN || !(self.copy || held && of_one_thing((a, x), (b, y))) {
            return None;
        }
        // "Younger than 45" tells no number of its own.
        let compared = |term: &Term| term.bearing.has_any(Bearing::THAN) && !term.hedged();
        if compared(one) || compared(other) {
            return None;
        }
        // What the sentence says as well, it says of something else.
        let listed = |terms: &[Term], term: &Term| terms.iter().any(|each| same(each, term));
        if listed(a.terms(), other) || listed(b.terms(), one) {
            return None;
        }
        let (facet, confidence) = match (&one.kind, &other.kind) {
            (TermKind::Quantity(p), TermKind::Quantity(q)) if counts_one_thing((a, x), (b, y)) => {
                (Facet::Amount, numbers(p, q, self.copy)?)
            }
            (TermKind::Quantity(_), _) => return None,
            (TermKind::Date(p), TermKind::Date(q)) => (
                Facet::Time,
                dates((a.text.frame, x, p), (b.text.frame, y, q))?,
            ),
            // Who begins a sentence signs it, or is quoted in turn.
            _ if around.before == 0 && one.body.is_none() => return None,
            _ => self.names((one, a.phrase(p)), (other, b.phrase(q)))?,
        };
        let fit = match (&one.kind, &other.kind) {
            // What is counted may grow; no share or price of one sentence does.
            (TermKind::Quantity(p), TermKind::Quantity(q)) => {
                p.compatible(q) || self.copy && p.unit != Unit::Count
            }
            _ => false,
        };
        Some(Contrast {
            by_words: fit,
            ..Contrast::new(facet, (x, y), confidence)
        })
    }

    /// The words of two terms without those that both begin or end with; `None` where one has
    /// nothing else.
    fn trimmed(&self, x: usize, y: usize) -> Option<(Range<usize>, Range<usize>)> {
        let (a, b) = (&self.a, &self.b);
        let (mut p, mut q) = (a.ranges[x].clone(), b.ranges[y].clone());
        while !p.is_empty() && !q.is_empty() && a.words[p.start] == b.words[q.start] {
            p.start += 1;
            q.start += 1;
        }
        while !p.is_empty() && !q.is_empty() && a.words[p.end - 1] == b.words[q.end - 1] {
            p.end -= 1;
            q.end -= 1;
        }
        (!p.is_empty() && !q.is_empty()).then_some((p, q))
    }

    fn names(
        &self,
        (x, p): (&Term, Phrase<'_>),
        (y, q): (&Term, Phrase<'_>),
    ) -> Option<(Facet, f64)> {
        let capital = |phrase: Phrase<'_>| {
            let mut words = phrase.words.iter();
            words.all(|word| word.starts_with(char::is_uppercase))
        };
        if !capital(p) || !capital(q) {
            return None;
        }
        let (a, b) = (self.a.text, self.b.text);
        let tables = self.knowledge.tables;
        let (first, second) = (p.span.of(a.article), q.span.of(b.article));
        match (tables.body_index(first), tables.body_index(second)) {
            (Some(one), Some(other)) => places_apart(tables, x, (one, other)),
            // "Ann Ito, Paul Denby, Ruth Askew": each of a list may stand for any other.
            (None, None) if is_listed(p, a.article) || is_listed(q, b.article) => None,
            // Of an acronym, a nickname or a town nobody can tell whom it stands for; and two texts
            // that are given may name two people rightly.
            (None, None) if self.copy && !self.knowledge.given => {
                let titled = [(x, p), (y, q)].iter().all(|(term, phrase)| {
                    term.span.start < phrase.span.start && term.parts.len() <= phrase.words.len()
                });
                let full = titled || p.words.len().min(q.words.len()) >= 2;
                let whole = full
                    && first.len().min(second.len()) >= FULL_NAME
                    && x.kind == y.kind
                    && x.initial != y.initial;
                // Both may have done it, unless an office stands before the name.
                let both = a.support.tells_of(y) || b.support.tells_of(x);
                (whole && (titled || !both)).then_some((Facet::Participant, 0.7))
            }
            _ => None,
        }
    }

    /// A "not" that one of the two has and the other lacks.
    fn denial(&self) -> Option<Contrast> {
        let negations = |running: &Running<'_>| -> Vec<usize> {
            let not = |at: &usize| self.knowledge.denies(running.words[*at]);
            (0..running.words.len()).filter(not).collect()
        };
        let (left, right) = (negations(&self.a), negations(&self.b));
        let (from, until) = if left.len() == right.len() + 1 {
            left.into_iter().find_map(|at| self.added(at, true))?
        } else if left.len() + 1 == right.len() {
            right.into_iter().find_map(|at| self.added(at, false))?
        } else {
            return None;
        };
        let following = |running: &Running<'_>, at: usize| {
            let from = running.span(at.min(running.words.len() - 1)).start;
            let terms = running.terms();
            terms.iter().position(|term| term.span.start >= from)
        };
        let (a, b) = (self.a.text.frame, self.b.text.frame);
        let denied = |frame: &Frame, at: usize| {
            frame.terms[at].marks.has(Marks::NEGATED)
                || frame.terms[frame.clause(at)].marks.has(Marks::NEGATED)
        };
        let (from, until) = (following(&self.a, from)?, following(&self.b, until)?);
        // The next word that is denied in one and not in the other.
        let (x, y) = (from..a.terms.len())
            .flat_map(|x| (until..b.terms.len()).map(move |y| (x, y)))
            .find(|&(x, y)| a.terms[x].word == b.terms[y].word && denied(a, x) != denied(b, y))?;
        Some(Contrast::new(Facet::Happened, (x, y), 0.8))
    }

    /// The places in both sentences of the word `at`, which only one of them has.
    fn added(&self, at: usize, in_a: bool) -> Option<(usize, usize)> {
        let own = |&(x, y): &(usize, usize)| if in_a { (x, y) } else { (y, x) };
        let pairs: Vec<(usize, usize)> = self.common.iter().map(own).collect();
        if pairs.iter().any(|&(mine, _)| mine == at) {
            return None;
        }
        let gap = pairs.iter().rev().find(|&&(mine, _)| mine < at);
        let gap = gap.map_or(0, |&(_, theirs)| theirs + 1);
        let (word, place) = (at..at + 1, gap..gap);
        let (p, q) = if in_a { (word, place) } else { (place, word) };
        let around = self.around(&p, &q);
        let Around { before, after, .. } = around;
        let sides = before.min(after) >= DENIAL_SIDE && around.run() >= DENIAL_RUN;
        let held = sides || before > 0 && around.run() >= RUN && self.copy;
        let (p, q) = (p.start, q.start);
        (held && around.nearest.iter().sum::<usize>() <= 1).then_some((p, q))
    }
}

/// Do two numbers hang on the same word, or on none?
fn counts_one_thing((a, x): (&Running<'_>, usize), (b, y): (&Running<'_>, usize)) -> bool {
    let (p, q) = (a.text.frame, b.text.frame);
    match (p.head(x), q.head(y)) {
        (Some(x), Some(y)) => p.terms[x].word == q.terms[y].word,
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Where only the words around a detail run alike: does it belong to the same word, and does the
/// same one do it, on the same day?
fn of_one_thing((a, x): (&Running<'_>, usize), (b, y): (&Running<'_>, usize)) -> bool {
    let (p, q) = (a.text.frame, b.text.frame);
    let meets = |x: Option<usize>, y: Option<usize>| match (x, y) {
        (Some(x), Some(y)) => {
            let (x, y) = (&p.terms[x], &q.terms[y]);
            x.word == y.word
                || x.parts.iter().any(|part| y.parts.contains(part))
                || [x, y].iter().any(|term| term.kind == TermKind::Pronoun)
        }
        _ => true,
    };
    let days = |frame: &Frame, but: usize| -> Vec<DateValue> {
        let terms = frame.terms.iter().enumerate().filter(|&(at, _)| at != but);
        let date = |(_, term): (usize, &Term)| match &term.kind {
            TermKind::Date(date) => Some(**date),
            _ => None,
        };
        terms.filter_map(date).collect()
    };
    let (first, second) = (days(p, x), days(q, y));
    let one_day = first.is_empty()
        || second.is_empty()
        || first
            .iter()
            .any(|one| second.iter().any(|other| one.compatible(other)));
    one_day
        && meets(p.head(x), q.head(y))
        && meets(subject(p, p.clause(x)), subject(q, q.clause(y)))
}

/// Does a comma with another name follow?
fn is_listed(phrase: Phrase<'_>, article: &str) -> bool {
    let behind = article.get(phrase.span.end as usize..).unwrap_or_default();
    let next = behind.strip_prefix(',').map(str::trim_start);
    next.is_some_and(|next| next.starts_with(char::is_uppercase))
}

fn of_one_kind(x: &Term, y: &Term) -> bool {
    let named = |term: &Term| match term.kind {
        TermKind::Name => true,
        TermKind::Adjective => term.body.is_some(),
        _ => false,
    };
    match (&x.kind, &y.kind) {
        (TermKind::Quantity(_), TermKind::Quantity(_)) | (TermKind::Date(_), TermKind::Date(_)) => {
            true
        }
        _ => named(x) && named(y),
    }
}

fn same(x: &Term, y: &Term) -> bool {
    match (&x.kind, &y.kind) {
        (TermKind::Quantity(p), TermKind::Quantity(q)) => p == q,
        (TermKind::Date(p), TermKind::Date(q)) => p == q,
        (TermKind::Name | TermKind::Adjective, TermKind::Name | TermKind::Adjective) => {
            x.parts == y.parts && x.word == y.word || x.body.is_some() && x.body == y.body
        }
        _ => false,
    }
}

/// "More than 200" and "more than 400" can both be true; where one sentence is printed twice, one
/// of them is a slip.
fn numbers(p: &Quantity, q: &Quantity, copy: bool) -> Option<f64> {
    let far = (p.value - q.value).abs() > ROUNDING * p.value.abs().max(q.value.abs());
    if !p.comparable(q) {
        None
    } else if !p.compatible(q) {
        Some(0.85)
    } else {
        let spans = p.exactness == Exactness::Between && p != q;
        (copy && (far || spans) && p.exactness == q.exactness).then_some(0.7)
    }
}

fn dates(
    (a, x, p): (&Frame, usize, &DateValue),
    (b, y, q): (&Frame, usize, &DateValue),
) -> Option<f64> {
    // What happens every year has many days.
    let week = p.weekday.is_some() && q.weekday.is_some();
    let many = !week && (a.is_repeated(x) || b.is_repeated(y));
    (!many && !p.compatible(q)).then_some(0.8)
}
