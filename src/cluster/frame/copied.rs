//! One sentence printed twice but for one word or phrase: a slip in one of the two. Told by the
//! words alone, so that it does not hang on the trees of both being right.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::extract::{Frame, Marks, Quantity, Role, Term, TermKind};
use crate::text::Span;

use super::{Contrast, Facet, Knowledge, Text};

/// Words that the two share before and after what differs, and the part of the longer that they are.
const SHARED: usize = 7;
const SHARED_PART: f64 = 0.7;
/// Words that may differ.
const DIFFERENT: usize = 4;
/// The part of a number that rounding may take.
const ROUNDING: f64 = 0.2;
/// Bytes of a name that is none in short.
const FULL_NAME: usize = 5;

/// The one place where two copies of a sentence exclude each other.
pub(super) fn find(knowledge: Knowledge<'_>, a: Text<'_>, b: Text<'_>) -> Option<Contrast> {
    let (left, right) = (words(a), words(b));
    let (p, q) = difference(&left, &right)?;
    let (left, right) = (Phrase::new(a, &left, p), Phrase::new(b, &right, q));
    let (facet, (x, y), confidence) = numbers(left, right)
        .or_else(|| dates(left, right))
        .or_else(|| names(knowledge, left, right))
        .or_else(|| negation(knowledge, left, right))?;
    Some(Contrast {
        facet,
        a: x,
        b: y,
        confidence,
    })
}

type Difference = (Facet, (usize, usize), f64);

/// What one of the two copies has in the place where they differ; may be empty.
#[derive(Clone, Copy)]
struct Phrase<'t> {
    text: Text<'t>,
    words: &'t [&'t str],
    span: Span,
}

/// The words of a sentence without the punctuation around them; "n't" is a word.
fn words<'t>(text: Text<'t>) -> Vec<&'t str> {
    let sentence = text.frame.sentence.of(text.article);
    let split = |word: &'t str| {
        let at = word.len()
            - ["n't", "n’t"]
                .iter()
                .find(|end| word.ends_with(*end))
                .map_or(0, |end| end.len());
        [&word[..at], &word[at..]]
    };
    let bare = |word: &'t str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '%');
        let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        owner.unwrap_or(word)
    };
    let words = sentence.split_whitespace().map(bare).flat_map(split);
    words.filter(|word| !word.is_empty()).collect()
}

/// Where two sentences differ, when they do in one place only and share enough around it.
fn difference(a: &[&str], b: &[&str]) -> Option<(Range<usize>, Range<usize>)> {
    let least = a.len().min(b.len());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let backward = a.iter().rev().zip(b.iter().rev());
    let end = backward
        .take(least - start)
        .take_while(|(x, y)| x == y)
        .count();
    let (left, right) = (start..a.len() - end, start..b.len() - end);
    let shared = start + end;
    let copy = shared >= SHARED && shared as f64 >= SHARED_PART * a.len().max(b.len()) as f64;
    let differs = (1..=DIFFERENT).contains(&left.len().max(right.len()));
    (copy && differs).then_some((left, right))
}

impl<'t> Phrase<'t> {
    fn new(text: Text<'t>, words: &'t [&'t str], range: Range<usize>) -> Self {
        let offset = |word: &str| word.as_ptr() as usize - text.article.as_ptr() as usize;
        let start = words
            .get(range.start)
            .map_or(text.frame.sentence.end as usize, |word| offset(word));
        let words = &words[range];
        let end = words.last().map_or(start, |word| offset(word) + word.len());
        Self {
            text,
            words,
            span: Span::new(start, end),
        }
    }

    fn frame(&self) -> &'t Frame {
        self.text.frame
    }

    fn written(&self) -> &'t str {
        self.span.of(self.text.article)
    }

    /// The terms from the phrase on.
    fn following(self) -> impl Iterator<Item = (usize, &'t Term)> {
        let terms = self.text.frame.terms.iter().enumerate();
        terms.filter(move |(_, term)| term.span.start >= self.span.start)
    }

    /// The term of a kind that the phrase is, or is a part of.
    fn term(&self, kind: impl Fn(&Term) -> bool) -> Option<usize> {
        let terms = &self.frame().terms;
        terms
            .iter()
            .position(|term| term.span.contains(self.span) && kind(term))
    }
}

fn numbers(a: Phrase<'_>, b: Phrase<'_>) -> Option<Difference> {
    let number =
        |phrase: Phrase<'_>| phrase.term(|term| matches!(term.kind, TermKind::Quantity(_)));
    let (x, y) = (number(a)?, number(b)?);
    let (TermKind::Quantity(p), TermKind::Quantity(q)) =
        (&a.frame().terms[x].kind, &b.frame().terms[y].kind)
    else {
        return None;
    };
    let sure = if !p.comparable(q) {
        return None;
    } else if !p.compatible(q) {
        0.85
    } else if apart(p, q) {
        0.6
    } else {
        return None;
    };
    Some((Facet::Amount, (x, y), sure))
}

/// "More than 200" and "more than 400" can both be true; where one sentence is printed twice, one
/// of them is a slip.
fn apart(p: &Quantity, q: &Quantity) -> bool {
    let far = (p.value - q.value).abs() > ROUNDING * p.value.abs().max(q.value.abs());
    far && p.exactness == q.exactness
}

fn dates(a: Phrase<'_>, b: Phrase<'_>) -> Option<Difference> {
    let date = |phrase: Phrase<'_>| phrase.term(|term| matches!(term.kind, TermKind::Date(_)));
    let (x, y) = (date(a)?, date(b)?);
    let (TermKind::Date(p), TermKind::Date(q)) =
        (&a.frame().terms[x].kind, &b.frame().terms[y].kind)
    else {
        return None;
    };
    // What happens every year has many days.
    let again = |frame: &Frame, at: usize| frame.terms[frame.clause(at)].marks.has(Marks::REPEATED);
    let week = p.weekday.is_some() && q.weekday.is_some();
    let many = !week && (again(a.frame(), x) || again(b.frame(), y));
    (!many && !p.compatible(q)).then_some((Facet::Time, (x, y), 0.8))
}

fn names(knowledge: Knowledge<'_>, a: Phrase<'_>, b: Phrase<'_>) -> Option<Difference> {
    let named = |phrase: Phrase<'_>| {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let all = !phrase.words.is_empty() && phrase.words.iter().all(capital);
        phrase
            .term(|term| matches!(term.kind, TermKind::Name | TermKind::Adjective))
            .filter(|_| all)
    };
    let (x, y) = (named(a)?, named(b)?);
    let (one, other) = (&a.frame().terms[x], &b.frame().terms[y]);
    let tables = knowledge.tables;
    let body = |phrase: Phrase<'_>| tables.body_index(phrase.written());
    match (body(a), body(b)) {
        (Some(p), Some(q)) => {
            let (place, second) = (&tables.bodies[p], &tables.bodies[q]);
            let apart = place.is_place() && place.kind == second.kind && !tables.overlap(p, q);
            let facet = if one.kind == TermKind::Adjective || one.role == Role::Modifier {
                Facet::Attribute
            } else {
                Facet::Place
            };
            apart.then_some((facet, (x, y), 0.85))
        }
        // Of an acronym, a nickname or a town nobody can tell whom it stands for; and two texts
        // that are given may name two people rightly.
        (None, None) if !knowledge.given => {
            let whole = a.words.len().max(b.words.len()) >= 2
                && a.written().len().min(b.written().len()) >= FULL_NAME
                && one.kind == other.kind
                && one.initial != other.initial;
            // Both may have done it, unless an office stands before the name.
            let told = |words: &FxHashSet<u32>, term: &Term| {
                term.parts.iter().any(|part| words.contains(part))
            };
            let both = told(&a.text.support.words, other) || told(&b.text.support.words, one);
            let titled = one.span.start < a.span.start && other.span.start < b.span.start;
            let whole = whole && (titled || !both);
            whole.then_some((Facet::Participant, (x, y), 0.7))
        }
        _ => None,
    }
}

/// A "not" that one of the two has and the other lacks.
fn negation(knowledge: Knowledge<'_>, a: Phrase<'_>, b: Phrase<'_>) -> Option<Difference> {
    let lists = knowledge.words.lists_named("negation.negations");
    let not = |phrase: Phrase<'_>| matches!(phrase.words, [word] if knowledge.words.holds(&lists, &word.to_lowercase()));
    let added = not(a) && b.words.is_empty() || not(b) && a.words.is_empty();
    let denied = |frame: &Frame, at: usize| {
        frame.terms[at].marks.has(Marks::NEGATED)
            || frame.terms[frame.clause(at)].marks.has(Marks::NEGATED)
    };
    // The next word that is denied in one and not in the other.
    let turned = a.following().zip(b.following()).find(|((x, _), (y, _))| {
        denied(a.frame(), *x) != denied(b.frame(), *y)
            && a.frame().terms[*x].word == b.frame().terms[*y].word
    });
    let ((x, _), (y, _)) = turned.filter(|_| added)?;
    Some((Facet::Happened, (x, y), 0.8))
}
