//! Both say the same but for one detail: another number, day, place, name or word in its place.

use crate::extract::{Bearing, Frame, Role, Term, TermKind, Unit};
use crate::rules::Kinship;

use super::align::Meeting;
use super::amount::amounts;
use super::name::{names, one_office, one_speaker};
use super::pair::{Pair, RETOLD, SPARE, subject};
use super::time::{begins_at, times};
use super::{Contrast, Facet, Text};

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
        | (TermKind::Adverb, TermKind::Adverb)
        | (TermKind::Verb | TermKind::Adjective, TermKind::Verb | TermKind::Adjective) => {
            (Facet::Attribute, words(pair, a, b)?)
        }
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
    // "Not until an outbreak in Hong Kong": so from then on.
    let until = || {
        let mut terms = frame.terms.iter().enumerate();
        let clause = frame.clause(at);
        terms.any(|(other, term)| {
            term.bearing.has_any(Bearing::UNTIL) && frame.clause(other) == clause
        })
    };
    Pair::negated(frame, at) && !until()
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
    if on_one_head(pair, a, b) {
        return on_head(pair, a, b);
    }
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let clauses = || pair.joined(pair.a.frame.clause(a), pair.b.frame.clause(b));
    // Where a phrase hangs, on the verb or on its object, is the parser's least sure guess.
    let phrase = |term: &Term| matches!(term.role, Role::Oblique | Role::Attribute);
    let led_alike = x.preposition == y.preposition && x.preposition != 0;
    if phrase(x) && phrase(y) && led_alike && x.role != y.role {
        return clauses().then_some(0.9);
    }
    match (&x.kind, &y.kind) {
        // The same clause, one step apart: "born in June 1970" / "born on 3 May".
        (TermKind::Date(_), _) if clauses() => Some(0.85),
        // The only day, the only year of a sentence that is told again.
        (TermKind::Date(p), TermKind::Date(q)) if pair.retold() => {
            let of_grain =
                |kind: &TermKind| matches!(kind, TermKind::Date(date) if date.grain == p.grain);
            let only = || alone(pair.a.frame, of_grain) && alone(pair.b.frame, of_grain);
            (p.grain == q.grain && only()).then_some(0.85)
        }
        // The only sum of money, the only share: what else could it be?
        (TermKind::Quantity(p), TermKind::Quantity(q))
            if pair.knowledge.given && !matches!(p.unit, Unit::Count | Unit::Ordinal) =>
        {
            let of_unit = |unit: Unit| move |kind: &TermKind| matches!(kind, TermKind::Quantity(one) if one.unit == unit);
            (alone(pair.a.frame, of_unit(p.unit)) && alone(pair.b.frame, of_unit(q.unit)))
                .then_some(0.75)
        }
        // All else is said, and this is said of something in the same way.
        (TermKind::Name, TermKind::Name)
            if pair.knowledge.given && pair.missing_in_clause(b) <= SPARE =>
        {
            (x.role == y.role && led_alike).then_some(0.8)
        }
        _ => None,
    }
}

/// Is there one term of a kind in a sentence, and no more?
fn alone(frame: &Frame, of_kind: impl Fn(&TermKind) -> bool) -> bool {
    frame
        .terms
        .iter()
        .filter(|term| of_kind(&term.kind))
        .count()
        == 1
}

/// Do the two belong to words that meet, or to nothing, where what belongs to them meets?
fn on_one_head(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    match (pair.a.frame.head(a), pair.b.frame.head(b)) {
        (Some(p), Some(q)) => {
            let phrase = |frame: &Frame, at: usize| {
                let modifies = |&step: &usize| frame.terms[step].role == Role::Modifier;
                frame.path(at).find(|step| !modifies(step)).unwrap_or(at)
            };
            // Which word of a phrase another belongs to is a guess; which phrase is none.
            let both = [pair.term_a(a), pair.term_b(b)];
            let both = both.iter().all(|term| term.role == Role::Modifier);
            pair.joined(p, q)
                || both && pair.joined(phrase(pair.a.frame, a), phrase(pair.b.frame, b))
        }
        (None, None) => {
            let mut children = pair.b.frame.children(b);
            children.any(|child| pair.met(child).is_some())
        }
        _ => false,
    }
}

/// How sure it is that two details of one head answer one question.
fn on_head(pair: &Pair<'_>, a: usize, b: usize) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let head = pair.b.frame.head(b);
    let meeting = head
        .and_then(|head| pair.alignment.of_b[head])
        .map(|link| link.meeting);
    if let (TermKind::Quantity(p), TermKind::Quantity(q)) = (&x.kind, &y.kind) {
        // "Two daughters and three sons" are five children; but no seven daughters are four.
        let part = match meeting {
            Some(Meeting::Finer) => p.value <= q.value,
            Some(Meeting::Wider) => q.value <= p.value,
            _ => false,
        };
        let uneven = matches!(meeting, Some(Meeting::Finer | Meeting::Wider));
        return if part || uneven && !pair.retells() {
            None
        } else {
            Some(if x.role == y.role { 1.0 } else { 0.9 })
        };
    }
    let alike = x.role == y.role;
    match &x.kind {
        TermKind::Date(_) => Some(1.0),
        _ if alike && x.preposition == y.preposition => Some(1.0),
        // "Originated in Jamaica", "originating from Australia".
        _ if pair.knowledge.given && alike && placing(x) && placing(y) => Some(0.9),
        _ => None,
    }
}

/// Does a place with its preposition say where something is, or comes from?
fn placing(term: &Term) -> bool {
    term.body.is_some() && term.bearing.has_any(Bearing::PLACING)
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

/// Is one word on a noun the other with "un" before it: "an uncontrolled fire"?
fn negates(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let (p, q) = (x.span.of(pair.a.article), y.span.of(pair.b.article));
    let without = |word: &str, other: &str| {
        let cut = word.len().checked_sub(other.len());
        let parts = cut.and_then(|cut| word.split_at_checked(cut));
        parts.is_some_and(|(prefix, rest)| {
            pair.knowledge.is_negative_prefix(prefix) && rest.eq_ignore_ascii_case(other)
        })
    };
    // "Non - standard": the prefix stands by itself.
    let cut = |text: Text<'_>, term: &Term| {
        let before = text.article.get(..term.span.start as usize);
        before.is_some_and(|before| before.trim_end().ends_with('-'))
    };
    x.role == Role::Modifier
        && y.role == Role::Modifier
        && (without(p, q) || without(q, p))
        && !cut(pair.a, x)
        && !cut(pair.b, y)
}

/// Do two verbs tell of two things: "coffee sales", "bread sales"?
fn of_two(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let subjects = subject(pair.a.frame, a).zip(subject(pair.b.frame, b));
    subjects.is_some_and(|(p, q)| pair.met(q) == Some(p) && pair.told_apart(p, q))
}

fn words(pair: &Pair<'_>, a: usize, b: usize) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    if x.role != y.role {
        return None;
    }
    if x.body.is_some() && y.body.is_some() {
        return names(pair, a, b).map(|(_, sure)| sure);
    }
    let told = |text: Text<'_>, term: &Term| text.support.words.contains(&term.word);
    if (told(pair.a, y) || told(pair.b, x)) && !pair.repeats(a, b) {
        return None;
    }
    let kinship = pair.knowledge.thesaurus.kinship(x.meaning, y.meaning);
    let kinship = if negates(pair, a, b) {
        Some(Kinship::Opposite)
    } else {
        kinship
    };
    if x.kind != y.kind && kinship != Some(Kinship::Opposite) {
        return None;
    }
    match kinship {
        Some(Kinship::Opposite) if x.kind == TermKind::Verb && of_two(pair, a, b) => None,
        Some(Kinship::Opposite) => Some(if pair.alike_but(a, b) {
            0.8
        } else if pair.missing_in_clause(b) <= SPARE
            || pair.knowledge.given && modify_one(pair, a, b)
        {
            0.6
        } else {
            0.5
        }),
        // "Coffee sales rose", "bread sales fell": two things.
        Some(Kinship::Sibling)
            if x.role == Role::Modifier
                && pair.opposite(pair.a.frame.clause(a), pair.b.frame.clause(b)) =>
        {
            None
        }
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
