//! What something is: of which country, of what kind, and that alone.

use crate::extract::{Bearing, Frame, Marks, Role, Term, TermKind};

use super::pair::{Pair, places_apart, subject};
use super::{Contrast, Facet};

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    found.extend(located(pair));
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

fn same_subject(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    match (subject(pair.a.frame, a), subject(pair.b.frame, b)) {
        (Some(p), Some(q)) => {
            // "Ann Ito, known as Heron, is a singer", "Heron is a singer".
            let called = |frame: &Frame, name: usize, at: usize| {
                let mut way = frame.path(name).take_while(|&step| step != at);
                way.any(|step| frame.terms[step].marks.has(Marks::CALLING))
                    && frame.path(name).any(|step| step == at)
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

/// What a frame says of where a thing is, "is a city in the north of Spain", "is in Spain": the
/// predicate and the place.
fn whereabouts(pair: &Pair<'_>, frame: &Frame) -> Vec<(usize, usize)> {
    let thesaurus = pair.knowledge.thesaurus;
    let [person, city] = ["person", "city"].map(|word| thesaurus.meaning(word));
    // People are of more than one place.
    let lies = |term: &Term| {
        term.kind == TermKind::Name
            || thesaurus.disjoint(term.meaning, person) && !thesaurus.disjoint(term.meaning, city)
    };
    let place = |term: &Term| {
        let body = term.body.map(usize::from);
        body.is_some_and(|body| pair.knowledge.tables.bodies[body].is_place())
    };
    let mut found = Vec::new();
    for at in (0..frame.terms.len()).filter(|&at| place(&frame.terms[at])) {
        let mut clause = frame.clause(at);
        // "Is a city located in Spain", "is located in Spain".
        let lying = frame.terms[clause].marks.has(Marks::LYING);
        if lying && frame.terms[clause].role == Role::Clause {
            clause = frame.head(clause).unwrap_or(clause);
        }
        // "Is in Spain", or every step up to "city": "in the north of Spain". Of "is the capital and
        // the largest city in Spain" the city says it for both.
        let way: Vec<usize> = frame.path(at).take_while(|&step| step != clause).collect();
        let joined = |&&step: &&usize| frame.terms[step].role == Role::Conjunct;
        let said = way.iter().find(joined).copied().unwrap_or(clause);
        let term = &frame.terms[said];
        let is = frame.terms[clause].marks.has(Marks::PREDICATE) && lies(term);
        if !lying && !is {
            continue;
        }
        let placing = |&&step: &&usize| {
            let term = &frame.terms[step];
            term.bearing.has_any(Bearing::PLACING) || term.marks.has(Marks::LYING)
        };
        let mut steps = way.iter().take_while(|&&step| step != said);
        if frame.terms[at].bearing.has_any(Bearing::PLACING) && steps.all(|step| placing(&step)) {
            found.push((clause, at));
        }
    }
    found
}

/// One thing, and two places that it is in.
fn located(pair: &Pair<'_>) -> Option<Contrast> {
    let (x, y) = (pair.a.frame, pair.b.frame);
    let known = whereabouts(pair, x);
    whereabouts(pair, y).into_iter().find_map(|(is, said)| {
        let one = |&&(other, _): &&(usize, usize)| {
            pair.one_statement(other, is)
                && pair.same_mood(other, is)
                && same_subject(pair, other, is)
                && !Pair::negated(x, other)
                && !Pair::negated(y, is)
        };
        let known: Vec<usize> = known.iter().filter(one).map(|&(_, place)| place).collect();
        let first = *known.first()?;
        let apart = |&a: &usize| {
            let (p, q) = (x.terms[a].body?, y.terms[said].body?);
            places_apart(pair.knowledge.tables, &x.terms[a], (p.into(), q.into()))
        };
        let (facet, sure) = *known
            .iter()
            .map(apart)
            .collect::<Option<Vec<_>>>()?
            .first()?;
        let told =
            pair.a.support.tells_of(&y.terms[said]) || pair.b.support.tells_of(&x.terms[first]);
        (!told).then_some(Contrast::new(facet, (first, said), sure))
    })
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
