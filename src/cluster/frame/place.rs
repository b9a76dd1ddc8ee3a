//! Where a thing lies: it lies in no two places, unless one is within the other; and which places
//! exclude each other.

use crate::extract::{Bearing, Frame, Marks, Role, Term, TermKind};
use crate::rules::Tables;

use super::attribute::same_subject;
use super::pair::Pair;
use super::{Contrast, Facet};

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
pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    let (x, y) = (pair.a.frame, pair.b.frame);
    let known = whereabouts(pair, x);
    let contrast = whereabouts(pair, y).into_iter().find_map(|(is, said)| {
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
    });
    found.extend(contrast);
}

/// Do two places, by index in the tables, exclude each other where one text names the one in the
/// place of the other: which question that answers, and how sure.
pub(super) fn places_apart(
    tables: &Tables,
    term: &Term,
    (one, other): (usize, usize),
) -> Option<(Facet, f64)> {
    let (place, another) = (&tables.bodies[one], &tables.bodies[other]);
    if !place.is_place() || !another.is_place() || tables.overlap(one, other) {
        return None;
    }
    let modifies = term.kind == TermKind::Adjective || term.role == Role::Modifier;
    let facet = if modifies {
        Facet::Attribute
    } else {
        Facet::Place
    };
    Some((
        facet,
        if place.kind == another.kind {
            0.85
        } else {
            0.7
        },
    ))
}
