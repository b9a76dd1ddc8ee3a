//! What something is: of which country, of what kind, and that alone.

use crate::extract::{Frame, Marks, Role, TermKind};

use super::pair::{Pair, subject};
use super::{Contrast, Facet};

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    let (a, b) = (pair.a.frame, pair.b.frame);
    for said in predicates(b) {
        if Pair::negated(b, said) || Pair::hedged(b, said) || b.is_alternative(said) {
            continue;
        }
        let others: Vec<usize> = predicates(a)
            .filter(|&other| pair.one_statement(other, said))
            .filter(|&other| same_subject(pair, other, said) && pair.same_mood(other, said))
            .filter(|&other| !Pair::negated(a, other))
            .collect();
        found.extend(country(pair, &others, said));
        found.extend(kind(pair, &others, said));
        found.extend(only(pair, &others, said));
    }
}

/// Nouns and adjectives that are said of something.
fn predicates(frame: &Frame) -> impl Iterator<Item = usize> + '_ {
    (0..frame.terms.len()).filter(|&at| {
        let term = &frame.terms[at];
        matches!(term.kind, TermKind::Noun | TermKind::Adjective)
            && frame
                .path(at)
                .find(|&step| frame.terms[step].role != Role::Conjunct)
                .is_some_and(|step| {
                    let term = &frame.terms[step];
                    let apposed = frame
                        .head(step)
                        .is_some_and(|head| frame.terms[head].kind == TermKind::Name);
                    term.marks.has(Marks::PREDICATE) && term.preposition == 0
                        || term.role == Role::Apposition && apposed
                })
    })
}

/// Are two predicates said of one thing?
pub(super) fn same_subject(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    match (subject(pair.a.frame, a), subject(pair.b.frame, b)) {
        (Some(p), Some(q)) => {
            // "Ann Ito, known as Heron, is a singer", "Heron is a singer".
            let called = |frame: &Frame, name: usize, at: usize| {
                let mut way = frame.path(name);
                let calls = |step: usize| frame.terms[step].marks.has(Marks::CALLING);
                way.any(|step| step != at && calls(step)) && way.any(|step| step == at)
            };
            let met = pair.met(q);
            met.is_some_and(|met| met == p || called(pair.a.frame, met, p))
                || pair.alignment.of_a[p].is_some_and(|link| called(pair.b.frame, link.to, q))
                || pair.knowledge.given
                    && pair.met(q).is_none()
                    && pair.term_b(q).kind == TermKind::Name
                    && pair.term_a(p).kind == TermKind::Pronoun
        }
        _ => false,
    }
}

/// The countries that a predicate is of, as terms of the frame.
fn countries(pair: &Pair<'_>, frame: &Frame, at: usize) -> Vec<usize> {
    let is_country = |term: usize| {
        let term = &frame.terms[term];
        term.preposition == 0
            && term.body.is_some_and(|body| {
                let body = &pair.knowledge.tables.bodies[usize::from(body)];
                matches!(body.kind.as_str(), "country" | "nation")
            })
    };
    let mut all: Vec<usize> = frame
        .children(at)
        .filter(|&child| frame.terms[child].role == Role::Modifier)
        .flat_map(|child| std::iter::once(child).chain(frame.children(child)))
        .chain([at])
        .filter(|&term| is_country(term))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn country(pair: &Pair<'_>, others: &[usize], b: usize) -> Option<Contrast> {
    let (x, y) = (pair.a.frame, pair.b.frame);
    let said = countries(pair, y, b);
    let [said] = said[..] else { return None };
    let known: Vec<usize> = others.iter().flat_map(|&a| countries(pair, x, a)).collect();
    let first = *known.first()?;
    let overlap = |&a: &usize| {
        let (p, q) = (x.terms[a].body, y.terms[said].body);
        p.zip(q)
            .is_none_or(|(p, q)| pair.knowledge.tables.overlap(p.into(), q.into()))
    };
    if known.iter().any(overlap) || y.is_alternative(said) {
        return None;
    }
    // Said elsewhere of the same thing.
    let body = y.terms[said].body;
    if pair
        .a
        .support
        .frames
        .iter()
        .flat_map(|frame| &frame.terms)
        .any(|term| term.body == body)
    {
        return None;
    }
    Some(Contrast::new(Facet::Attribute, (first, said), 0.8))
}

/// The nouns among some terms of `a`.
fn nouns(pair: &Pair<'_>, terms: &[usize]) -> Vec<usize> {
    let mut nouns = terms.to_vec();
    nouns.retain(|&a| pair.term_a(a).kind == TermKind::Noun);
    nouns
}

fn kind(pair: &Pair<'_>, others: &[usize], b: usize) -> Option<Contrast> {
    let y = pair.term_b(b);
    if y.kind != TermKind::Noun || pair.met(b).is_some() || y.marks.has(Marks::SLIGHT) {
        return None;
    }
    let thesaurus = pair.knowledge.thesaurus;
    let nouns = nouns(pair, others);
    let apart = |&a: &usize| {
        pair.term_a(a).word != y.word && thesaurus.disjoint(pair.term_a(a).meaning, y.meaning)
    };
    let first = *nouns.first()?;
    nouns
        .iter()
        .all(apart)
        .then_some(Contrast::new(Facet::Attribute, (first, b), 0.75))
}

/// "Is only a model", where the other says that she is an actress as well.
fn only(pair: &Pair<'_>, others: &[usize], b: usize) -> Option<Contrast> {
    let y = pair.term_b(b);
    if !y.marks.has(Marks::ONLY) || y.kind != TermKind::Noun {
        return None;
    }
    let nouns = nouns(pair, others);
    let met = pair.met(b)?;
    let beside = nouns
        .iter()
        .copied()
        .find(|&a| a != met && pair.alignment.of_a[a].is_none())?;
    let joined = pair
        .b
        .frame
        .children(b)
        .any(|child| pair.b.frame.terms[child].role == Role::Conjunct);
    (!joined).then_some(Contrast::new(Facet::Attribute, (beside, b), 0.75))
}
