//! Both say the same but for one detail: another number, day, place, name or word in its place.

use crate::extract::{Anchoring, DateValue, Exactness, Frame, Grain, Quantity, Role, Term, TermKind, Unit, word_hash};
use crate::rules::Kinship;

use super::{Contrast, Facet, Pair, SPARE};

/// Weight of the words of `b` that may meet nothing in `a` besides the detail itself.
const SLACK: f64 = 0.7;
/// The part of a clause that may be told otherwise.
const LOOSE: f64 = 0.3;
/// Weight that the two must share besides the detail.
const LEAST: f64 = 2.9;

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    for b in 0..pair.b.frame.terms.len() {
        if pair.met(b).is_some() || Pair::negated(pair.b.frame, b) {
            continue;
        }
        let best = (0..pair.a.frame.terms.len())
            .filter(|&a| pair.alignment.of_a[a].is_none())
            .filter_map(|a| contrast(pair, a, b))
            .max_by(|x, y| x.confidence.total_cmp(&y.confidence).then(y.a.cmp(&x.a)));
        found.extend(best);
    }
}

fn contrast(pair: &Pair<'_>, a: usize, b: usize) -> Option<Contrast> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let (facet, sure) = match (x.kind, y.kind) {
        (TermKind::Quantity(p), TermKind::Quantity(q)) => (Facet::Amount, amounts(pair, a, b, &p, &q)?),
        (TermKind::Date(p), TermKind::Date(q)) => (Facet::Time, times(pair, x, y, &p, &q)?),
        (TermKind::Name, TermKind::Name) => names(pair, a, b)?,
        (TermKind::Name, TermKind::Adjective) | (TermKind::Adjective, TermKind::Name) => names(pair, a, b)?,
        (TermKind::Noun, TermKind::Noun)
        | (TermKind::Verb, TermKind::Verb)
        | (TermKind::Adjective, TermKind::Adjective)
        | (TermKind::Adverb, TermKind::Adverb) => (Facet::Attribute, words(pair, a, b)?),
        _ => return None,
    };
    if Pair::negated(pair.a.frame, a) || !pair.same_mood(a, b) {
        return None;
    }
    let place = placed(pair, a, b)?;
    let alike = pair.knowledge.given && pair.alike_but(a, b);
    if !alike && (pair.missing_in_clause(b) > slack(pair, facet, b) || pair.shared() < pair.least(LEAST)) {
        return None;
    }
    if pair.a.frame.is_alternative(a) || pair.b.frame.is_alternative(b) {
        return None;
    }
    Some(Contrast { facet, a, b, confidence: sure * place })
}

/// Numbers and days are seldom told in the same words; what surrounds them may differ more.
fn slack(pair: &Pair<'_>, facet: Facet, b: usize) -> f64 {
    match facet {
        Facet::Amount | Facet::Time => SLACK.max(LOOSE * pair.clause_weight(b)),
        _ => SLACK,
    }
}

/// Do the two stand in the same place of the same statement? How sure.
fn placed(pair: &Pair<'_>, a: usize, b: usize) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let (p, q) = (pair.a.frame.head(a), pair.b.frame.head(b));
    let heads = match (p, q) {
        (Some(p), Some(q)) => pair.alignment.of_b[q].is_some_and(|link| link.to == p),
        (None, None) => {
            // Two roots: what hangs on them must meet.
            let met = pair.b.frame.children(b).filter(|&child| pair.met(child).is_some());
            met.count() > 0
        }
        _ => false,
    };
    let same_role = x.role == y.role;
    let same_preposition = x.preposition == y.preposition;
    match (heads, same_role, same_preposition) {
        (true, true, true) => Some(1.0),
        (true, true, false) if matches!(x.kind, TermKind::Date(_)) => Some(1.0),
        (true, _, _) if matches!(x.kind, TermKind::Date(_) | TermKind::Quantity(_)) => Some(0.9),
        // The only sum of money, the only share: what else could it be?
        (false, ..) if matches!(x.kind, TermKind::Quantity(q) if !matches!(q.unit, Unit::Count | Unit::Ordinal)) => {
            let same = |frame: &Frame, unit: Unit| {
                frame.terms.iter().filter(|term| matches!(term.kind, TermKind::Quantity(q) if q.unit == unit)).count()
            };
            let TermKind::Quantity(p) = x.kind else { return None };
            let TermKind::Quantity(q) = y.kind else { return None };
            (same(pair.a.frame, p.unit) == 1 && same(pair.b.frame, q.unit) == 1).then_some(0.75)
        }
        // The same clause, one step apart: "born in June 1970" / "born on 3 May".
        (false, ..) if matches!(x.kind, TermKind::Date(_)) => {
            let (p, q) = (pair.a.frame.clause(a), pair.b.frame.clause(b));
            pair.alignment.of_b[q].is_some_and(|link| link.to == p).then_some(0.85)
        }
        _ => None,
    }
}

fn amounts(pair: &Pair<'_>, a: usize, b: usize, p: &Quantity, q: &Quantity) -> Option<f64> {
    if !p.comparable(q) || fits(p, q) {
        return None;
    }
    // "One of five", "four others": parts of what the other counts.
    let part = |frame: &Frame, at: usize, quantity: &Quantity| {
        let other = word_hash("other");
        let beside = frame.head(at).into_iter().flat_map(|head| frame.children(head));
        quantity.unit == Unit::Count && quantity.value <= 1.0
            || beside.into_iter().any(|term| frame.terms[term].word == other)
    };
    if !pair.alike_but(a, b) && (part(pair.a.frame, a, p) || part(pair.b.frame, b, q)) {
        return None;
    }
    // The article gives the other number elsewhere.
    let supported = |values: &[TermKind], one: &Quantity| {
        values.iter().any(|value| matches!(value, TermKind::Quantity(other) if fits(other, one)))
    };
    if supported(&pair.a.support.values, q) || supported(&pair.b.support.values, p) {
        return None;
    }
    Some(match p.unit {
        Unit::Ordinal => 0.8,
        _ => 0.85,
    })
}

/// Can both be true? "More than 60" is not 60.
fn fits(p: &Quantity, q: &Quantity) -> bool {
    let beyond = |p: &Quantity, q: &Quantity| {
        let bound = matches!(p.exactness, Exactness::MoreThan | Exactness::LessThan);
        let apart = (p.value - q.value).abs();
        bound && q.exactness == Exactness::Exactly && apart <= 1e-9 * p.value.abs()
    };
    p.compatible(q) && !beyond(p, q) && !beyond(q, p)
}

/// The days that a date with its preposition leaves open.
fn reach(term: &Term, date: &DateValue) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    use jiff::civil::Date;
    let is = |words: &[&str]| words.iter().any(|word| term.preposition == word_hash(word));
    if is(&["before", "until", "till", "by"]) {
        Some((Date::MIN, if is(&["before"]) { date.first.yesterday().ok()? } else { date.last }))
    } else if is(&["after", "since", "from"]) {
        Some((if is(&["after"]) { date.last.tomorrow().ok()? } else { date.first }, Date::MAX))
    } else if is(&["between", "to", "through"]) {
        None
    } else {
        Some((date.first, date.last))
    }
}

fn times(pair: &Pair<'_>, x: &Term, y: &Term, p: &DateValue, q: &DateValue) -> Option<f64> {
    // A year that the text leaves to be guessed is no answer.
    let sure = |date: &DateValue| date.anchoring == Anchoring::Absolute && date.exact;
    if !sure(p) || !sure(q) || p.grain == Grain::Decade || q.grain == Grain::Decade {
        return None;
    }
    let (first, second) = (reach(x, p)?, reach(y, q)?);
    if first.0 <= second.1 && second.0 <= first.1 || p.compatible(q) {
        return None;
    }
    let supported = |values: &[TermKind], range: (jiff::civil::Date, jiff::civil::Date)| {
        values.iter().any(|value| {
            matches!(value, TermKind::Date(other) if other.first <= range.1 && range.0 <= other.last)
        })
    };
    if supported(&pair.a.support.values, second) || supported(&pair.b.support.values, first) {
        return None;
    }
    Some(0.85)
}

fn names(pair: &Pair<'_>, a: usize, b: usize) -> Option<(Facet, f64)> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    // Said elsewhere: the texts agree after all, or the name is one of several.
    let told = |words: &rustc_hash::FxHashSet<u32>, term: &Term| {
        words.contains(&term.word) || term.parts.iter().any(|part| words.contains(part))
    };
    if told(&pair.a.support.words, y) || told(&pair.b.support.words, x) {
        return None;
    }
    if let (Some(p), Some(q)) = (x.body, y.body) {
        let tables = pair.knowledge.tables;
        if tables.overlap(p.into(), q.into()) {
            return None;
        }
        let kind = |index: u16| tables.bodies[usize::from(index)].kind.as_str();
        let place = |kind: &str| matches!(kind, "country" | "state" | "city" | "province" | "region" | "continent" | "territory");
        if place(kind(p)) && place(kind(q)) {
            let facet = if x.kind == TermKind::Adjective || x.role == Role::Modifier { Facet::Attribute } else { Facet::Place };
            return Some((facet, if kind(p) == kind(q) { 0.85 } else { 0.7 }));
        }
        return None;
    }
    if x.body.is_some() != y.body.is_some() || x.kind != y.kind {
        return None;
    }
    // Two names in one place of one statement exclude each other only where all else is the same.
    let whole = pair.missing_b(b) <= SPARE;
    whole.then_some((Facet::Participant, 0.7))
}

fn words(pair: &Pair<'_>, a: usize, b: usize) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    if x.role != y.role {
        return None;
    }
    if let (Some(p), Some(q)) = (x.body, y.body) {
        return names(pair, a, b).map(|(_, sure)| sure).filter(|_| p != q);
    }
    let told = |words: &rustc_hash::FxHashSet<u32>, term: &Term| words.contains(&term.word);
    if told(&pair.a.support.words, y) || told(&pair.b.support.words, x) {
        return None;
    }
    match pair.knowledge.thesaurus.kinship(x.meaning, y.meaning) {
        Some(Kinship::Opposite) => Some(if pair.alike_but(a, b) { 0.8 } else { 0.6 }),
        Some(Kinship::Sibling) if pair.knowledge.given => {
            // Two kinds of one thing exclude each other where nothing else differs at all.
            pair.alike_but(a, b).then_some(0.7)
        }
        _ => None,
    }
}
