//! One says that it is so, the other that it is not.

use crate::extract::{Bearing, Frame, Marks, Role, TermKind};

use super::align::{Link, Meeting, weight};
use super::pair::{Pair, subject};
use super::{Contrast, Facet};

/// Weight of the words that a statement may have beyond the other and still be the same one.
const SLACK: f64 = 0.45;
/// A sentence that shares this weight retells the other; this part of it may be told otherwise.
const RETOLD: f64 = 4.0;
const LOOSE: f64 = 0.3;
/// Weight that two statements must share to be the same one.
const LEAST: f64 = 2.9;

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    for b in 0..pair.b.frame.terms.len() {
        let met = pair.alignment.of_b[b];
        let met =
            met.and_then(|link| Some((turned(pair, link.to, b, Some(link.meeting))?, link.to)));
        let best = met.or_else(|| said_by_opposite(pair, b));
        found
            .extend(best.map(|(confidence, a)| Contrast::new(Facet::Happened, (a, b), confidence)));
    }
}

/// The word of `a` that says the opposite, and how sure that is.
fn said_by_opposite(pair: &Pair<'_>, b: usize) -> Option<(f64, usize)> {
    if !loose(pair.alignment.of_b[b]) {
        return None;
    }
    (0..pair.a.frame.terms.len())
        .filter(|&a| loose(pair.alignment.of_a[a]) && pair.opposite(a, b))
        .filter_map(|a| Some((turned(pair, a, b, None)?, a)))
        .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))
}

/// Does a word meet none, or none that is sure to mean the same?
fn loose(link: Option<Link>) -> bool {
    link.is_none_or(|link| link.meeting == Meeting::Kin)
}

/// The roles of the full words that hang on both of two verbs that meet, in `a` and in `b`.
fn shared_roles(pair: &Pair<'_>, a: usize, b: usize) -> Vec<(Role, Role)> {
    let children = pair.b.frame.children(b);
    children
        .filter(|&child| weight(pair.term_b(child)) >= 1.0)
        .filter_map(|child| Some((pair.met(child)?, child)))
        .filter(|&(met, _)| pair.a.frame.head(met) == Some(a))
        .map(|(met, child)| (pair.term_a(met).role, pair.term_b(child).role))
        .collect()
}

/// Do two verbs meet with a subject or object, and with something else?
fn joins(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let shared = shared_roles(pair, a, b);
    let mut roles = shared.iter().map(|&(_, role)| role);
    shared.len() >= 2 && roles.any(|role| matches!(role, Role::Subject | Role::Object))
}

/// Do two verbs have the same object, or "it", and something else in the same role, whoever does
/// it: "staff must keep it on their phones", "the app has to be removed from phones"?
fn one_deed(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let shared = shared_roles(pair, a, b);
    let stands = |frame: &Frame, at: usize| {
        let object = frame.child(at, Role::Object);
        object.is_some_and(|object| frame.terms[object].kind == TermKind::Pronoun)
    };
    let either_stands = || stands(pair.a.frame, a) || stands(pair.b.frame, b);
    let object = shared.contains(&(Role::Object, Role::Object));
    let same = object && shared.len() >= 2 || !shared.is_empty() && either_stands();
    same && shared.iter().all(|(p, q)| p == q)
}

/// "Not until May", "not unless": so in the end.
fn limited(frame: &Frame, at: usize) -> bool {
    frame
        .children(at)
        .any(|child| frame.terms[child].bearing.has_any(Bearing::UNTIL))
}

/// What is denied must be said in full by the other.
fn said_in_full(
    pair: &Pair<'_>,
    (a, not_a): (usize, bool),
    (b, not_b): (usize, bool),
    opposite: bool,
) -> bool {
    // "Not well received", "did not immediately answer": how, or when, is what is denied.
    let manner = |at: usize| {
        let term = pair.term_b(at);
        let before = term.span.start < pair.term_b(b).span.start;
        term.kind == TermKind::Adverb && before && pair.met(at).is_none()
    };
    if not_b && pair.b.frame.children(b).any(manner) {
        return false;
    }
    if not_b || opposite {
        let retold = opposite && pair.knowledge.given && pair.shared() >= RETOLD;
        let part = if retold { LOOSE } else { 0.0 };
        // "The police, who did not find a weapon, …": what the clause on a noun says, it says by itself.
        let aside = pair.term_b(b).role == Role::Clause && pair.knowledge.given;
        let missing = if aside {
            pair.missing_below(b)
        } else {
            pair.missing_in_clause(b)
        };
        if missing > SLACK.max(part * pair.clause_weight(b)) {
            return false;
        }
    }
    if !not_a {
        return true;
    }
    let clause = pair.a.frame.clause(a);
    let missing: f64 = (0..pair.a.frame.terms.len())
        .filter(|&at| at != a && pair.alignment.of_a[at].is_none())
        .filter(|&at| pair.a.frame.path(at).any(|step| step == clause))
        .map(|at| weight(pair.term_a(at)))
        .sum();
    missing <= SLACK && pair.missing_b(b) <= 1.3
}

/// How sure it is that the two say the opposite of each other about these two words.
fn turned(pair: &Pair<'_>, a: usize, b: usize, meeting: Option<Meeting>) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let modifies = x.role == Role::Modifier
        && pair
            .a
            .frame
            .head(a)
            .is_some_and(|head| pair.a.frame.asserts(head));
    if !pair.b.frame.asserts(b) || !pair.a.frame.asserts(a) && !modifies {
        return None;
    }
    if matches!(meeting, Some(Meeting::Wider | Meeting::Stand)) {
        return None;
    }
    // A word that says little carries no statement of its own.
    let object = |frame: &Frame, links: &[Option<Link>], at: usize| {
        frame.children(at).any(|child| {
            frame.terms[child].role == Role::Object
                && links[child].is_some()
                && weight(&frame.terms[child]) >= 1.0
        })
    };
    let full = object(pair.a.frame, &pair.alignment.of_a, a)
        && object(pair.b.frame, &pair.alignment.of_b, b);
    if weight(y) < 0.5 && weight(x) < 0.5 && !full {
        return None;
    }
    let (not_a, not_b) = (
        Pair::negated(pair.a.frame, a),
        Pair::negated(pair.b.frame, b),
    );
    let opposite = meeting.is_none();
    if (not_a != not_b) == opposite || (not_a && not_b) || not_a && modifies {
        return None;
    }
    let open = opposite && pair.both_open(a, b);
    if !pair.same_mood(a, b) && !open
        || Pair::hedged(pair.a.frame, a)
        || Pair::hedged(pair.b.frame, b)
    {
        return None;
    }
    // "Not X" is refuted by what says X of a kind; "no dog" is not refuted by "an animal".
    if not_a && meeting == Some(Meeting::Finer) {
        return None;
    }
    if limited(pair.a.frame, a) || limited(pair.b.frame, b) || pair.shared() < pair.least(LEAST) {
        return None;
    }
    // "Not seen or heard": told once, of the word that bears it.
    let bears = |frame: &Frame, at: usize| {
        frame.clause(at) == at || frame.terms[at].marks.has(Marks::NEGATED)
    };
    let joined = x.role == Role::Conjunct && y.role == Role::Conjunct;
    if !bears(pair.a.frame, a) && !bears(pair.b.frame, b)
        || joined && !x.marks.has(Marks::NEGATED) && !y.marks.has(Marks::NEGATED) && !opposite
    {
        return None;
    }
    if !pair.one_statement(a, b) {
        return None;
    }
    // A sentence that is told again, its verb with those that it joins: the rest may be told
    // otherwise.
    if !pair.knowledge.given
        && meeting == Some(Meeting::Same)
        && pair.retells()
        && joins(pair, a, b)
    {
        return Some(0.65);
    }
    if !said_in_full(pair, (a, not_a), (b, not_b), opposite) {
        return None;
    }
    let about = of_one(pair, a, b, opposite)?;
    let sure = match meeting {
        Some(Meeting::Same) => 0.85,
        None => 0.75,
        Some(Meeting::Finer) => 0.5,
        _ => 0.7,
    };
    Some(sure * about)
}

/// How sure it is that two words, each said or denied, are said of one thing.
fn of_one(pair: &Pair<'_>, a: usize, b: usize, opposite: bool) -> Option<f64> {
    let verb = pair.term_a(a).kind == TermKind::Verb;
    match (subject(pair.a.frame, a), subject(pair.b.frame, b)) {
        (Some(p), Some(q)) if pair.met(q) == Some(p) => {
            (!opposite || !pair.told_apart(p, q)).then_some(1.0)
        }
        _ if opposite && pair.retold() && one_deed(pair, a, b) => Some(0.85),
        // "A sells to B" and "B buys from A" are one thing: opposites speak of one subject.
        _ if opposite && verb => None,
        // The subject is met elsewhere in the sentence: "Parker, a writer, …", "his mother, Ann".
        (_, Some(q)) if pair.met(q).is_some() => {
            let role = pair.met(q).map(|p| pair.term_a(p).role);
            let done_to =
                role == Some(Role::Object) && pair.term_b(q).role == Role::Subject && verb;
            (!done_to).then_some(0.9)
        }
        (_, Some(q)) if pair.term_b(q).marks.has(Marks::PREDICATE) => None,
        (None, None) => Some(0.9),
        _ => None,
    }
}
