//! Two sentences that run alike word for word around one detail: there, another number, day, place
//! or name, or a "not", is a slip in one of the two. Told by the words alone, so that it does not
//! hang on the trees of both being right.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::extract::{DateValue, Frame, Marks, Quantity, Role, Term, TermKind};
use crate::text::Span;

use super::pair::subject;
use super::{Contrast, Facet, Knowledge, Text};

/// Words that run alike around a detail, before and after it together.
const RUN: usize = 5;
/// The same around a "not", of them before and after it.
const DENIAL_RUN: usize = 7;
const DENIAL_SIDE: usize = 2;
/// The part of its words that the shorter sentence shares with the other.
const ALIKE: f64 = 0.6;
/// The part of the longer sentence that runs alike when it is a copy of the other.
const COPY: f64 = 0.7;
/// The part of a number that rounding may take.
const ROUNDING: f64 = 0.2;
/// Bytes of a name that is none in short.
const FULL_NAME: usize = 5;

/// The details in which two sentences that run alike exclude each other.
pub(super) fn find(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Vec<Contrast> {
    let (a, b) = (Running::new(a), Running::new(b));
    if a.words == b.words || !a.is_like(&b) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for x in 0..a.text.frame.terms.len() {
        for y in 0..b.text.frame.terms.len() {
            found.extend(detail(knowledge, (&a, x), (&b, y)));
        }
    }
    if found.is_empty() {
        found.extend(denial(knowledge, &a, &b));
    }
    found
}

/// A sentence as the run of its words.
struct Running<'t> {
    text: Text<'t>,
    words: Vec<&'t str>,
}

/// Words of a sentence.
#[derive(Clone, Copy)]
struct Phrase<'t> {
    words: &'t [&'t str],
    span: Span,
}

impl<'t> Running<'t> {
    fn new(text: Text<'t>) -> Self {
        Self {
            text,
            words: words(text.frame.sentence.of(text.article)),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        let (mut x, mut y) = (self.words.clone(), other.words.clone());
        x.sort_unstable();
        y.sort_unstable();
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
            shared += usize::from(p == q);
            i += usize::from(p <= q);
            j += usize::from(q <= p);
        }
        shared >= RUN && shared as f64 >= ALIKE * x.len().min(y.len()) as f64
    }

    fn span(&self, at: usize) -> Span {
        let word = self.words[at];
        let start = word.as_ptr() as usize - self.text.article.as_ptr() as usize;
        Span::new(start, start + word.len())
    }

    /// The words of a term.
    fn range(&self, term: &Term) -> Range<usize> {
        let start = (0..self.words.len())
            .find(|&at| self.span(at).overlaps(term.span))
            .unwrap_or(self.words.len());
        let inside = (start..self.words.len()).take_while(|&at| self.span(at).overlaps(term.span));
        start..start + inside.count()
    }

    fn phrase(&self, range: Range<usize>) -> Phrase<'_> {
        let span = self.span(range.start).to(self.span(range.end - 1));
        Phrase {
            words: &self.words[range],
            span,
        }
    }

    fn terms(&self) -> &'t [Term] {
        &self.text.frame.terms
    }
}

/// The words of a sentence without the punctuation around them; "n't" is a word, "'s" is none.
fn words(sentence: &str) -> Vec<&str> {
    fn split(word: &str) -> [&str; 2] {
        let denial = ["n't", "n’t"].iter().find(|end| word.ends_with(*end));
        let at = word.len() - denial.map_or(0, |end| end.len());
        [&word[..at], &word[at..]]
    }
    fn bare(word: &str) -> &str {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '%');
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        owner.unwrap_or(word)
    }
    let words = sentence.split_whitespace().map(bare).flat_map(split);
    words.filter(|word| !word.is_empty()).collect()
}

/// How many words run alike before and after two places.
fn runs(a: &[&str], b: &[&str], p: &Range<usize>, q: &Range<usize>) -> (usize, usize) {
    let before = a[..p.start].iter().rev().zip(b[..q.start].iter().rev());
    let after = a[p.end..].iter().zip(&b[q.end..]);
    (
        before.take_while(|(x, y)| x == y).count(),
        after.take_while(|(x, y)| x == y).count(),
    )
}

fn detail(
    knowledge: Knowledge<'_>,
    (a, x): (&Running<'_>, usize),
    (b, y): (&Running<'_>, usize),
) -> Option<Contrast> {
    let (one, other) = (&a.terms()[x], &b.terms()[y]);
    if !of_one_kind(one, other) {
        return None;
    }
    let (mut p, mut q) = (a.range(one), b.range(other));
    while !p.is_empty() && !q.is_empty() && a.words[p.start] == b.words[q.start] {
        p.start += 1;
        q.start += 1;
    }
    while !p.is_empty() && !q.is_empty() && a.words[p.end - 1] == b.words[q.end - 1] {
        p.end -= 1;
        q.end -= 1;
    }
    if p.is_empty() || q.is_empty() {
        return None;
    }
    let (before, after) = runs(&a.words, &b.words, &p, &q);
    let ends = p.end == a.words.len() && q.end == b.words.len();
    let copy = is_copy(a, b, before + after);
    let held = before > 0 && (after > 0 || ends) && !knowledge.given;
    if before + after < RUN || !(copy || held && of_one_thing((a, x), (b, y))) {
        return None;
    }
    // What the sentence says as well, it says of something else.
    let listed = |terms: &[Term], term: &Term| terms.iter().any(|each| same(each, term));
    if listed(a.terms(), other) || listed(b.terms(), one) {
        return None;
    }
    let (facet, confidence) = match (&one.kind, &other.kind) {
        (TermKind::Quantity(p), TermKind::Quantity(q)) => (Facet::Amount, numbers(p, q, copy)?),
        (TermKind::Date(p), TermKind::Date(q)) => (
            Facet::Time,
            dates((a.text.frame, x, p), (b.text.frame, y, q))?,
        ),
        // Who begins a sentence signs it, or is quoted in turn.
        _ if before == 0 && a.terms()[x].body.is_none() => return None,
        _ => names(
            knowledge,
            (a, one, a.phrase(p)),
            (b, other, b.phrase(q)),
            copy,
        )?,
    };
    Some(Contrast {
        facet,
        a: x,
        b: y,
        confidence,
    })
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

/// Are so many words alike nearly all of both sentences?
fn is_copy(a: &Running<'_>, b: &Running<'_>, alike: usize) -> bool {
    alike as f64 >= COPY * a.words.len().max(b.words.len()) as f64
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
        (copy && far && p.exactness == q.exactness).then_some(0.6)
    }
}

fn dates(
    (a, x, p): (&Frame, usize, &DateValue),
    (b, y, q): (&Frame, usize, &DateValue),
) -> Option<f64> {
    // What happens every year has many days.
    let again = |frame: &Frame, at: usize| frame.terms[frame.clause(at)].marks.has(Marks::REPEATED);
    let week = p.weekday.is_some() && q.weekday.is_some();
    let many = !week && (again(a, x) || again(b, y));
    (!many && !p.compatible(q)).then_some(0.8)
}

fn names(
    knowledge: Knowledge<'_>,
    (a, x, p): (&Running<'_>, &Term, Phrase<'_>),
    (b, y, q): (&Running<'_>, &Term, Phrase<'_>),
    copy: bool,
) -> Option<(Facet, f64)> {
    let capital = |phrase: Phrase<'_>| {
        let mut words = phrase.words.iter();
        words.all(|word| word.starts_with(char::is_uppercase))
    };
    if !capital(p) || !capital(q) {
        return None;
    }
    let tables = knowledge.tables;
    let written =
        |running: &Running<'_>, phrase: Phrase<'_>| phrase.span.of(running.text.article).to_owned();
    let (first, second) = (written(a, p), written(b, q));
    match (tables.body_index(&first), tables.body_index(&second)) {
        (Some(one), Some(other)) => {
            let (place, another) = (&tables.bodies[one], &tables.bodies[other]);
            let apart =
                place.is_place() && place.kind == another.kind && !tables.overlap(one, other);
            let facet = if x.kind == TermKind::Adjective || x.role == Role::Modifier {
                Facet::Attribute
            } else {
                Facet::Place
            };
            apart.then_some((facet, 0.85))
        }
        // Of an acronym, a nickname or a town nobody can tell whom it stands for; and two texts
        // that are given may name two people rightly.
        (None, None) if copy && !knowledge.given => {
            let titled = [(x, p), (y, q)].iter().all(|(term, phrase)| {
                term.span.start < phrase.span.start && term.parts.len() <= phrase.words.len()
            });
            let full = titled || p.words.len().min(q.words.len()) >= 2;
            let whole = full
                && first.len().min(second.len()) >= FULL_NAME
                && x.kind == y.kind
                && x.initial != y.initial;
            // Both may have done it, unless an office stands before the name.
            let told = |words: &FxHashSet<u32>, term: &Term| {
                term.parts.iter().any(|part| words.contains(part))
            };
            let both = told(&a.text.support.words, y) || told(&b.text.support.words, x);
            (whole && (titled || !both)).then_some((Facet::Participant, 0.7))
        }
        _ => None,
    }
}

/// A "not" that one of the two has and the other lacks.
fn denial(knowledge: Knowledge<'_>, a: &Running<'_>, b: &Running<'_>) -> Option<Contrast> {
    let lists = knowledge.words.lists_named("negation.negations");
    let denials = |running: &Running<'_>| -> Vec<usize> {
        let not = |at: &usize| {
            knowledge
                .words
                .holds(&lists, &running.words[*at].to_lowercase())
        };
        (0..running.words.len()).filter(not).collect()
    };
    let (left, right) = (denials(a), denials(b));
    let (at, gap) = if left.len() == right.len() + 1 {
        added(a, b, &left)?
    } else if left.len() + 1 == right.len() {
        let (at, gap) = added(b, a, &right)?;
        (gap, at)
    } else {
        return None;
    };
    let following = |running: &Running<'_>, at: usize| {
        let from = running.span(at.min(running.words.len() - 1)).start;
        let terms = running.terms();
        terms.iter().position(|term| term.span.start >= from)
    };
    let (from, until) = (following(a, at)?, following(b, gap)?);
    let denied = |frame: &Frame, at: usize| {
        frame.terms[at].marks.has(Marks::NEGATED)
            || frame.terms[frame.clause(at)].marks.has(Marks::NEGATED)
    };
    // The next word that is denied in one and not in the other.
    let (x, y) = (from..a.terms().len())
        .zip(until..b.terms().len())
        .find(|&(x, y)| {
            denied(a.text.frame, x) != denied(b.text.frame, y)
                && a.terms()[x].word == b.terms()[y].word
        })?;
    Some(Contrast {
        facet: Facet::Happened,
        a: x,
        b: y,
        confidence: 0.8,
    })
}

/// Where `a` has one of the words `at` beyond `b`, and where `b` lacks it, in two runs alike.
fn added(a: &Running<'_>, b: &Running<'_>, at: &[usize]) -> Option<(usize, usize)> {
    at.iter().find_map(|&at| {
        let gap = (0..=b.words.len()).find(|&gap| {
            let (before, after) = runs(&a.words, &b.words, &(at..at + 1), &(gap..gap));
            let sides = before.min(after) >= DENIAL_SIDE && before + after >= DENIAL_RUN;
            sides || before > 0 && before + after >= RUN && is_copy(a, b, before + after)
        })?;
        Some((at, gap))
    })
}
