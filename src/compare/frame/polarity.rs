//! One says that it is so, the other that it is not.

use crate::extract::{Marks, Role, TermKind};

use super::align::{Meeting, weight};
use super::{Contrast, Facet, Pair, subject};

/// Weight of the words that a statement may have beyond the other and still be the same one.
const SLACK: f64 = 0.45;
/// Weight that two statements must share to be the same one.
const LEAST: f64 = 2.9;

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    for (b, link) in pair.alignment.of_b.iter().enumerate() {
        let Some(link) = link else { continue };
        if let Some(confidence) = turned(pair, link.to, b, link.meeting) {
            found.push(Contrast { facet: Facet::Happened, a: link.to, b, confidence });
        }
    }
}

/// How sure it is that the two say the opposite of each other about these two words.
fn turned(pair: &Pair<'_>, a: usize, b: usize, meeting: Meeting) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    let said = |term: &crate::extract::Term| {
        term.is_predicate()
            || matches!(term.kind, TermKind::Noun | TermKind::Adjective)
                && matches!(term.role, Role::Conjunct | Role::Apposition | Role::Modifier | Role::Complement)
    };
    if !said(x) || !said(y) || matches!(meeting, Meeting::Wider | Meeting::Stand) {
        return None;
    }
    // A word that says little carries no statement of its own.
    if weight(y) < 0.5 && weight(x) < 0.5 {
        return None;
    }
    let (not_a, not_b) = (Pair::negated(pair.a.frame, a), Pair::negated(pair.b.frame, b));
    let opposite = meeting == Meeting::Opposite;
    if (not_a != not_b) == opposite || (not_a && not_b) {
        return None;
    }
    if !pair.same_mood(a, b) || Pair::hedged(pair.a.frame, a) || Pair::hedged(pair.b.frame, b) {
        return None;
    }
    // "Not X" is refuted by what says X of a kind; "no dog" is not refuted by "an animal".
    if not_b && meeting == Meeting::Wider || not_a && meeting == Meeting::Finer {
        return None;
    }
    if pair.shared() < LEAST {
        return None;
    }
    // What is denied must be said in full by the other.
    if not_b || opposite {
        let missing = pair.missing_b(&[b]);
        if missing > SLACK {
            return None;
        }
    }
    if not_a {
        let clause = pair.a.frame.clause(a);
        let missing: f64 = (0..pair.a.frame.terms.len())
            .filter(|&at| at != a && pair.alignment.of_a[at].is_none())
            .filter(|&at| pair.a.frame.path(at).any(|step| step == clause))
            .map(|at| weight(pair.term_a(at)))
            .sum();
        if missing > SLACK || pair.missing_b(&[b]) > 1.3 {
            return None;
        }
    }
    let about = match (subject(pair.a.frame, a), subject(pair.b.frame, b)) {
        (Some(p), Some(q)) if pair.alignment.of_b[q].is_some_and(|link| link.to == p) => 1.0,
        // The subject is met elsewhere in the sentence: "Parker, a writer, …", "his mother, Ann".
        (_, Some(q)) if pair.met(q).is_some() => {
            let role = pair.met(q).map(|p| pair.term_a(p).role);
            if role == Some(Role::Object) && pair.term_b(q).role == Role::Subject && pair.term_a(a).kind == TermKind::Verb {
                return None;
            }
            0.9
        }
        (_, Some(q)) if pair.term_b(q).marks.has(Marks::PREDICATE) => return None,
        (None, None) => 0.9,
        _ => return None,
    };
    let sure = match meeting {
        Meeting::Same => 0.9,
        Meeting::Opposite => 0.75,
        _ => 0.8,
    };
    Some(sure * about)
}
