//! Which came first: what one sentence puts before another happening, the other puts after it.

use crate::extract::{Bearing, Frame, Marks, Role, Term, TermKind};

use super::align::Meeting;
use super::pair::Pair;
use super::{Contrast, Facet};

/// "before" or "after"; `None` for any other preposition.
fn order_of(term: &Term) -> Option<&'static str> {
    if term.bearing.has_any(Bearing::BEFORE) {
        Some("before")
    } else if term.bearing.has_any(Bearing::AFTER) {
        Some("after")
    } else {
        None
    }
}

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    let (a, b) = (pair.a.frame, pair.b.frame);
    for later in 0..b.terms.len() {
        let Some(word) = timed(b, later) else {
            continue;
        };
        let Some(link) = pair.alignment.of_b[later].filter(|link| is_same(link.meeting)) else {
            continue;
        };
        if timed(a, link.to).is_none_or(|other| other == word) {
            continue;
        }
        let (Some(p), Some(q)) = (a.head(link.to), b.head(later)) else {
            continue;
        };
        let meets = pair.alignment.of_b[q].is_some_and(|met| met.to == p && is_same(met.meeting));
        // Two parses may hang the same words on each other in two ways.
        let alike = pair.alike_but(link.to, later);
        let told = is_told(pair, a.clause(p), b.clause(q));
        if (meets && pair.one_statement(link.to, later) || alike) && told {
            found.push(Contrast::new(
                Facet::Order,
                (link.to, later),
                if alike { 0.8 } else { 0.65 },
            ));
            return;
        }
    }
}

/// "before the vote", "after the ferry sank": whether a term, or the clause of which it is the
/// subject, is what another happening is timed by, and how.
pub fn timed(frame: &Frame, at: usize) -> Option<&'static str> {
    let term = &frame.terms[at];
    let happens = matches!(term.kind, TermKind::Noun | TermKind::Verb | TermKind::Name);
    if !happens || term.marks.has(Marks::NEGATED) {
        return None;
    }
    let own = order_of(term)
        .filter(|_| !matches!(term.role, Role::Other | Role::Conjunct | Role::Complement));
    let above = || {
        let head = frame.head(at)?;
        let joined = matches!(term.role, Role::Subject | Role::Clause);
        order_of(&frame.terms[head]).filter(|_| joined)
    };
    own.or_else(above)
}

fn is_same(meeting: Meeting) -> bool {
    matches!(meeting, Meeting::Same | Meeting::Kin)
}

/// Do both deeds take place, in the same mood?
fn is_told(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    pair.same_mood(a, b)
        && Pair::negated(pair.a.frame, a) == Pair::negated(pair.b.frame, b)
        && !Pair::hedged(pair.a.frame, a)
        && !Pair::hedged(pair.b.frame, b)
}
