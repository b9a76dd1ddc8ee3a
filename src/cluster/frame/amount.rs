//! Numbers in the place of a detail: whether two exclude each other.

use crate::extract::{Bearing, Exactness, Quantity, Term, TermKind, Unit};

use super::Text;
use super::align::fits;
use super::pair::Pair;
use super::time::apart_in_time;

/// How sure it is that two numbers exclude each other as answers to one question.
pub(super) fn amounts(
    pair: &Pair<'_>,
    a: usize,
    b: usize,
    p: &Quantity,
    q: &Quantity,
) -> Option<f64> {
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
    let part = |text: Text<'_>, at: usize, quantity: &Quantity| {
        let other = |term: usize| {
            let word = text.frame.terms[term].span.of(text.article);
            pair.knowledge.tells_of_others(word)
        };
        let beside = |head| text.frame.children(head).any(other);
        quantity.unit == Unit::Count && quantity.value <= 1.0
            || text.frame.head(at).is_some_and(beside)
    };
    if !pair.alike_but(a, b) && (part(pair.a, a, p) || part(pair.b, b, q)) {
        return None;
    }
    // The numbers of two days are no answers to one question.
    if apart_in_time(pair, a, b) || than(x) || than(y) {
        return None;
    }
    // The article gives the other number elsewhere; what fits both explains neither.
    let supported = |values: &[TermKind], own: &Quantity, one: &Quantity| {
        let explains = |said: &Quantity| said != own && gives(said, one) && !gives(said, own);
        let mut values = values.iter();
        values.any(|value| matches!(value, TermKind::Quantity(said) if explains(said)))
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
