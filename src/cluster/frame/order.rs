//! Which came first: what one sentence puts before another happening, the other puts after it.

use crate::extract::{Frame, Marks, Role, Status, Term, TermKind, word_hash};

use super::align::Meeting;
use super::pair::Pair;
use super::{Contrast, Facet};

/// "before" or "after", as a hash and as a word; `None` for any other preposition.
pub fn order_of(term: &Term) -> Option<&'static str> {
    ["before", "after"]
        .into_iter()
        .find(|word| term.preposition == word_hash(word))
}

pub(super) fn find(pair: &Pair<'_>, found: &mut Vec<Contrast>) {
    let (a, b) = (pair.a.frame, pair.b.frame);
    for later in 0..b.terms.len() {
        let Some(word) = order_of(&b.terms[later]).filter(|_| is_happening(b, later)) else {
            continue;
        };
        let Some(link) = pair.alignment.of_b[later].filter(|link| is_same(link.meeting)) else {
            continue;
        };
        let turned = order_of(&a.terms[link.to]).is_some_and(|other| other != word)
            && is_happening(a, link.to);
        let (Some(p), Some(q)) = (a.head(link.to), b.head(later)) else {
            continue;
        };
        let heads = pair.alignment.of_b[q].is_some_and(|met| met.to == p && is_same(met.meeting));
        if turned && heads && is_told(pair, p, q) && pair.one_statement(link.to, later) {
            found.push(Contrast {
                facet: Facet::Order,
                a: link.to,
                b: later,
                confidence: if pair.repeats(link.to, later) { 0.8 } else { 0.65 },
            });
        }
    }
}

fn is_same(meeting: Meeting) -> bool {
    matches!(meeting, Meeting::Same | Meeting::Kin)
}

/// A noun or clause that the deed is timed by; nobody stands before a judge here.
fn is_happening(frame: &Frame, at: usize) -> bool {
    let term = &frame.terms[at];
    let timed = matches!(term.role, Role::Oblique | Role::Clause | Role::Attribute);
    timed && matches!(term.kind, TermKind::Noun | TermKind::Verb) && !term.marks.has(Marks::NEGATED)
}

/// Do both deeds take place, in the same mood?
fn is_told(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    let status = |term: &Term| matches!(term.status, Status::Asserted | Status::Planned);
    pair.same_mood(a, b)
        && status(pair.term_a(a))
        && status(pair.term_b(b))
        && Pair::negated(pair.a.frame, a) == Pair::negated(pair.b.frame, b)
        && !Pair::hedged(pair.a.frame, a)
        && !Pair::hedged(pair.b.frame, b)
}
