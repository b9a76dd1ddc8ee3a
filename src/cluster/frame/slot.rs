//! Both say the same but for one detail: another number, day, place, name or word in its place.

use crate::extract::{Bearing, Exactness, Frame, Quantity, Role, Term, TermKind, Unit, word_hash};
use crate::rules::Kinship;

use super::align::{Meeting, fits};
use super::pair::{Pair, RETOLD, SPARE, places_apart};
use super::time::{apart_in_time, begins_at, times};
use super::{Contrast, Facet};

/// Weight of the words of `b` that may meet nothing in `a` besides the detail itself.
const SLACK: f64 = 0.7;
/// Or this part of the clause.
const LOOSE: f64 = 0.5;
/// Weight that the two must share besides a number or a day, in texts given as about one thing.
const LEAST_MEASURED: f64 = 1.5;
/// Weight that the two must share otherwise.
const LEAST: f64 = 2.9;

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    for b in 0..pair.b.frame.terms.len() {
        if pair.met(b).is_some() || denied(pair.b.frame, b) {
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
    if (one_office(pair, a, b) || one_speaker(pair, a, b)) && pair.retells() {
        return Some(Contrast::new(Facet::Participant, (a, b), 0.7));
    }
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let (facet, sure) = match (&x.kind, &y.kind) {
        (TermKind::Quantity(p), TermKind::Quantity(q)) => {
            (Facet::Amount, amounts(pair, a, b, p, q)?)
        }
        (TermKind::Date(p), TermKind::Date(q)) => (Facet::Time, times(pair, (a, p), (b, q))?),
        (TermKind::Name, TermKind::Name) => names(pair, a, b)?,
        (TermKind::Name, TermKind::Adjective) | (TermKind::Adjective, TermKind::Name) => {
            names(pair, a, b)?
        }
        (TermKind::Noun, TermKind::Noun)
        | (TermKind::Verb, TermKind::Verb)
        | (TermKind::Adjective, TermKind::Adjective)
        | (TermKind::Adverb, TermKind::Adverb) => (Facet::Attribute, words(pair, a, b)?),
        _ => return None,
    };
    let until = begins_at(pair.a.frame, a) == begins_at(pair.b.frame, b);
    if denied(pair.a.frame, a) || !until || !pair.same_mood(a, b) && !pair.supposed_alike(a, b) {
        return None;
    }
    let place = placed(pair, a, b)?;
    let again = match facet {
        Facet::Amount => pair.counts_again(a, b),
        Facet::Time | Facet::Place => pair.retells(),
        _ => false,
    };
    if !pair.one_statement(a, b) && !again {
        return None;
    }
    let alike = pair.knowledge.given && pair.alike_but(a, b);
    if !alike
        && (pair.missing_in_clause(b) > SLACK.max(LOOSE * pair.clause_weight(b))
            || pair.shared() < least(pair, facet))
    {
        return None;
    }
    if pair.a.frame.is_alternative(a) || pair.b.frame.is_alternative(b) {
        return None;
    }
    // "More than 61", "61": by what is usual, one of them for the other.
    let by_words = match (&x.kind, &y.kind) {
        (TermKind::Quantity(p), TermKind::Quantity(q)) => p.compatible(q),
        (TermKind::Date(p), TermKind::Date(q)) => p.compatible(q),
        _ => false,
    };
    Some(Contrast {
        by_words,
        ..Contrast::new(facet, (a, b), sure * place)
    })
}

fn denied(frame: &Frame, at: usize) -> bool {
    Pair::negated(frame, at) && !begins_at(frame, at)
}

/// How much the two must share: less where a number or a day stands in the same place.
fn least(pair: &Pair<'_>, facet: Facet) -> f64 {
    match facet {
        Facet::Amount | Facet::Time if pair.knowledge.given => LEAST_MEASURED,
        _ => pair.least(LEAST),
    }
}

/// Do the two stand in the same place of the same statement? How sure.
fn placed(pair: &Pair<'_>, a: usize, b: usize) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let heads = match (pair.a.frame.head(a), pair.b.frame.head(b)) {
        (Some(p), Some(q)) => {
            let phrase = |frame: &Frame, at: usize| {
                let modifies = |&step: &usize| frame.terms[step].role == Role::Modifier;
                frame.path(at).find(|step| !modifies(step)).unwrap_or(at)
            };
            // Which word of a phrase another belongs to is a guess; which phrase is none.
            let both = x.role == Role::Modifier && y.role == Role::Modifier;
            pair.joined(p, q)
                || both && pair.joined(phrase(pair.a.frame, a), phrase(pair.b.frame, b))
        }
        // Two roots: what hangs on them must meet.
        (None, None) => pair
            .b
            .frame
            .children(b)
            .any(|child| pair.met(child).is_some()),
        _ => false,
    };
    if heads {
        let same = pair
            .b
            .frame
            .head(b)
            .and_then(|head| pair.alignment.of_b[head]);
        let uneven =
            same.is_some_and(|link| matches!(link.meeting, Meeting::Finer | Meeting::Wider));
        // "Two daughters and three sons" are five children; but no seven daughters are four.
        let part = match (&x.kind, &y.kind, same.map(|link| link.meeting)) {
            (TermKind::Quantity(p), TermKind::Quantity(q), Some(Meeting::Finer)) => {
                p.value <= q.value
            }
            (TermKind::Quantity(p), TermKind::Quantity(q), Some(Meeting::Wider)) => {
                q.value <= p.value
            }
            _ => false,
        };
        return match &x.kind {
            TermKind::Quantity(_) if part || uneven && !pair.retells() => None,
            TermKind::Date(_) => Some(1.0),
            TermKind::Quantity(_) if x.role == y.role => Some(1.0),
            TermKind::Quantity(_) => Some(0.9),
            _ if x.role == y.role && x.preposition == y.preposition => Some(1.0),
            // "Originated in Jamaica", "originating from Australia".
            _ if pair.knowledge.given && x.role == y.role && placing(x) && placing(y) => Some(0.9),
            _ => None,
        };
    }
    // Where a phrase hangs, on the verb or on its object, is the parser's least sure guess.
    let phrase = |term: &Term| matches!(term.role, Role::Oblique | Role::Attribute);
    if phrase(x)
        && phrase(y)
        && x.preposition == y.preposition
        && x.preposition != 0
        && x.role != y.role
    {
        let (p, q) = (pair.a.frame.clause(a), pair.b.frame.clause(b));
        return pair.joined(p, q).then_some(0.9);
    }
    match (&x.kind, &y.kind) {
        // The same clause, one step apart: "born in June 1970" / "born on 3 May".
        (TermKind::Date(_), _) => {
            let (p, q) = (pair.a.frame.clause(a), pair.b.frame.clause(b));
            pair.joined(p, q).then_some(0.85)
        }
        // The only sum of money, the only share: what else could it be?
        (TermKind::Quantity(p), TermKind::Quantity(q))
            if pair.knowledge.given && !matches!(p.unit, Unit::Count | Unit::Ordinal) =>
        {
            let same = |frame: &Frame, unit: Unit| {
                frame
                    .terms
                    .iter()
                    .filter(|term| matches!(&term.kind, TermKind::Quantity(q) if q.unit == unit))
                    .count()
            };
            (same(pair.a.frame, p.unit) == 1 && same(pair.b.frame, q.unit) == 1).then_some(0.75)
        }
        // All else is said, and this is said of something in the same way.
        (TermKind::Name, TermKind::Name)
            if pair.knowledge.given && pair.missing_in_clause(b) <= SPARE =>
        {
            (x.role == y.role && x.preposition == y.preposition && x.preposition != 0)
                .then_some(0.8)
        }
        _ => None,
    }
}

/// Does a place with its preposition say where something is, or comes from?
fn placing(term: &Term) -> bool {
    term.body.is_some() && term.bearing.has_any(Bearing::PLACING)
}

fn amounts(pair: &Pair<'_>, a: usize, b: usize, p: &Quantity, q: &Quantity) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let than = |term: &Term| term.bearing.has_any(Bearing::THAN) && !term.hedged();
    if !p.comparable(q) || fits(pair.knowledge.given, p, q) {
        return None;
    }
    // "21 months old", "a two-year-old".
    if p.unit == Unit::Age && (p.value - q.value).abs() < 1.0 {
        return None;
    }
    // "One of five", "four others": parts of what the other counts.
    let part = |frame: &Frame, at: usize, quantity: &Quantity| {
        let other = word_hash("other");
        let beside = frame
            .head(at)
            .into_iter()
            .flat_map(|head| frame.children(head));
        quantity.unit == Unit::Count && quantity.value <= 1.0
            || beside
                .into_iter()
                .any(|term| frame.terms[term].word == other)
    };
    if !pair.alike_but(a, b) && (part(pair.a.frame, a, p) || part(pair.b.frame, b, q)) {
        return None;
    }
    // The numbers of two days are no answers to one question.
    if apart_in_time(pair, a, b) || than(x) || than(y) {
        return None;
    }
    // The article gives the other number elsewhere.
    let supported = |values: &[TermKind], own: &Quantity, one: &Quantity| {
        values.iter().any(
            |value| matches!(value, TermKind::Quantity(said) if **said != *own && gives(said, one)),
        )
    };
    // What is measured, not counted, is measured once in a sentence that is told again.
    let measured = !matches!(p.unit, Unit::Count | Unit::Ordinal) && pair.retells();
    let alone = pair.repeats(a, b) || measured && !pair.knowledge.given;
    if !alone
        && (supported(&pair.a.support.values, p, q) || supported(&pair.b.support.values, q, p))
    {
        return None;
    }
    Some(match p.unit {
        Unit::Ordinal => 0.8,
        _ => 0.85,
    })
}

/// How often one number may hold the other, for one of them to be a loose form of the other.
const FAR: f64 = 2.0;

/// Does a text that says one number support another? Not by rounding alone.
fn gives(said: &Quantity, one: &Quantity) -> bool {
    let near = (said.value - one.value).abs() <= 1e-6 * one.value.abs();
    // "More than 50" fits "at least three" as well.
    let far = said.value.abs().max(one.value.abs()) > FAR * said.value.abs().min(one.value.abs());
    fits(false, said, one)
        && !far
        && (near || said.exactness != Exactness::Exactly || one.exactness != Exactness::Exactly)
}

fn names(pair: &Pair<'_>, a: usize, b: usize) -> Option<(Facet, f64)> {
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
fn one_office(pair: &Pair<'_>, a: usize, b: usize) -> bool {
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
fn one_speaker(pair: &Pair<'_>, a: usize, b: usize) -> bool {
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

/// Two adjectives on one noun of sentences that share more than that noun.
fn modify_one(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let heads = pair.a.frame.head(a).zip(pair.b.frame.head(b));
    x.role == Role::Modifier
        && y.role == Role::Modifier
        && heads.is_some_and(|(p, q)| pair.met(q) == Some(p))
        && pair.shared() >= LEAST
}

fn words(pair: &Pair<'_>, a: usize, b: usize) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    if x.role != y.role {
        return None;
    }
    if x.body.is_some() && y.body.is_some() {
        return names(pair, a, b).map(|(_, sure)| sure);
    }
    if pair.a.support.words.contains(&y.word) || pair.b.support.words.contains(&x.word) {
        return None;
    }
    match pair.knowledge.thesaurus.kinship(x.meaning, y.meaning) {
        Some(Kinship::Opposite) => Some(if pair.alike_but(a, b) {
            0.8
        } else if pair.missing_in_clause(b) <= SPARE
            || pair.knowledge.given && modify_one(pair, a, b)
        {
            0.6
        } else {
            0.5
        }),
        Some(Kinship::Sibling) if pair.knowledge.given && x.kind != TermKind::Verb => {
            // Two kinds of one thing exclude each other where nothing else differs at all.
            let retold =
                pair.shared() >= RETOLD && pair.missing_in_clause(b) <= pair.clause_weight(b) * 0.2;
            let modifies = x.role == Role::Modifier && pair.missing_b(b) <= SPARE;
            if pair.alike_but(a, b) {
                Some(0.7)
            } else if modifies {
                Some(0.6)
            } else {
                (retold && x.kind == TermKind::Noun).then_some(0.6)
            }
        }
        _ => None,
    }
}
