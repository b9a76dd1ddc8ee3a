//! Names in the place of a detail: whether two exclude each other.

use crate::extract::{Frame, Role, Term, TermKind};

use super::Facet;
use super::pair::{Pair, SPARE};
use super::place::places_apart;

/// Which question two names answer differently, and how sure that is.
pub(super) fn names(pair: &Pair<'_>, a: usize, b: usize) -> Option<(Facet, f64)> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    // Names change with the story; only a sentence told again word for word is about the same.
    let places = x.body.is_some() && y.body.is_some();
    if !(pair.knowledge.given || pair.repeats(a, b) || places && pair.retells()) {
        return None;
    }
    // "China's Huawei" is no other country's, whatever else the texts tell of that one.
    let named = |frame: &Frame, at: usize| {
        let head = frame.head(at)?;
        (frame.terms[head].kind == TermKind::Name).then_some(head)
    };
    let owner = x.role == Role::Owner && y.role == Role::Owner;
    let owned = named(pair.b.frame, b).and_then(|head| pair.met(head));
    let of_one = owner && owned.is_some() && owned == named(pair.a.frame, a);
    // Said elsewhere: the texts agree after all, or the name is one of several.
    if of_one && places && !pair.knowledge.given {
        return places_apart(pair.knowledge.tables, x, (x.body?.into(), y.body?.into()));
    }
    if pair.a.support.tells_of(y) || pair.b.support.tells_of(x) {
        return None;
    }
    if let (Some(p), Some(q)) = (x.body, y.body) {
        return places_apart(pair.knowledge.tables, x, (p.into(), q.into()));
    }
    // Two spellings of one name.
    if x.initial == y.initial || x.kind != y.kind {
        return None;
    }
    if y.role == Role::Subject && !agent(pair, b) {
        return None;
    }
    // Two names in one place of one statement exclude each other only where all else is the same.
    let known = x.body.is_some() || y.body.is_some();
    let actor = matches!(y.role, Role::Subject | Role::Object) && !known;
    if !(pair.knowledge.given || actor) {
        return None;
    }
    let whole = pair.missing_b(b) <= SPARE;
    whole.then_some((Facet::Participant, 0.7))
}

/// "Interior Secretary Ann Ito", "Interior Secretary Paul Denby": two holders of one office, neither
/// of whom the other text knows.
pub(super) fn one_office(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    /// "President" alone may be of anything.
    const LEAST: usize = 2;
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    if x.kind != TermKind::Name || y.kind != TermKind::Name || x.initial == y.initial {
        return false;
    }
    let one: Vec<&str> = x.span.of(pair.a.article).split_whitespace().collect();
    let other: Vec<&str> = y.span.of(pair.b.article).split_whitespace().collect();
    let title = one.iter().zip(&other).take_while(|(p, q)| p == q).count();
    let (p, q) = (&one[title..], &other[title..]);
    let held = one[..title]
        .iter()
        .any(|word| pair.knowledge.is_office(word));
    title >= LEAST
        && held
        && !p.is_empty()
        && !q.is_empty()
        && p.iter().all(|word| !q.contains(word))
        && !pair.a.support.tells_of(y)
        && !pair.b.support.tells_of(x)
}

/// "A spokesman, Ann Ito, said", "spokesman Paul Denby said": what the one said, said the other, who is
/// called the same.
pub(super) fn one_speaker(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let named = |term: &Term| {
        term.kind == TermKind::Name && term.role == Role::Subject && term.parts.len() >= 2
    };
    let (Some(p), Some(q)) = (pair.a.frame.head(a), pair.b.frame.head(b)) else {
        return false;
    };
    let called = |&child: &usize| {
        let met = pair
            .met(child)
            .filter(|&met| pair.a.frame.head(met) == Some(a));
        met.is_some() && pair.term_b(child).kind == TermKind::Noun
    };
    named(x)
        && named(y)
        && x.initial != y.initial
        && pair.met(q) == Some(p)
        && pair.b.frame.children(b).any(|child| called(&child))
        && !pair.a.support.tells_of(y)
        && !pair.b.support.tells_of(x)
}

/// "By X": who did it is asked for; the topic of the sentence is another. Of "written and directed
/// by X" either verb may have what was done.
fn agent(pair: &Pair<'_>, b: usize) -> bool {
    let frame = pair.b.frame;
    let Some(verb) = frame.head(b) else {
        return false;
    };
    let joined = |&at: &usize| frame.terms[at].role == Role::Conjunct;
    let first = frame.path(verb).skip(1).take(1).filter(|_| joined(&verb));
    let others = frame.children(verb).filter(joined);
    first.chain(others).chain([verb]).any(|verb| {
        let mut objects = frame.children(verb);
        objects.any(|child| frame.terms[child].role == Role::Object && pair.met(child).is_some())
    })
}
