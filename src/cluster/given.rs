//! Claims of two texts that are given as speaking of one thing: what a corpus must prove by story,
//! place and time is granted.

use crate::extract::{UNNAMED, Value};
use crate::resolve::{Corpus, Likeness, Statement};

use super::overlap;

/// The share of the shorter quotation's words that one saying told twice has at least.
const ONE_SAYING: f64 = 0.6;

/// Do two claims answer one question, as far as either tells?
pub fn same_matter(corpus: &Corpus<'_>, a: &Statement, b: &Statement) -> bool {
    // What can have several true answers is no question to hold two texts against each other by.
    if a.claim.rule != b.claim.rule || !corpus.rules.rules[a.claim.rule].exclusive {
        return false;
    }
    let alike = |x: &Value, y: &Value| match (x, y) {
        (Value::Person(x), Value::Person(y)) => {
            x == UNNAMED || y == UNNAMED || corpus.people.likeness(x, y) >= Likeness::Shorter
        }
        (Value::Event(x), Value::Event(y)) => {
            let open = |x: &Option<String>, y: &Option<String>| match (x, y) {
                (Some(x), Some(y)) => x.eq_ignore_ascii_case(y),
                _ => true,
            };
            x.kind == y.kind && open(&x.name, &y.name) && open(&x.place, &y.place)
        }
        (Value::Quotation(x), Value::Quotation(y)) => overlap(x, y) >= ONE_SAYING,
        (Value::Office(x), Value::Office(y)) => {
            let open = x.body.is_empty() || y.body.is_empty();
            x.role == y.role && (open || x.body.eq_ignore_ascii_case(&y.body))
        }
        (Value::Weekday(x), Value::Weekday(y)) => x.first == y.first,
        (x, y) => x == y,
    };
    let mut slots = a.claim.question.iter().zip(&b.claim.question);
    let same_answer = match (&a.claim.answer, &b.claim.answer) {
        (Value::Quotation(x), Value::Quotation(y)) => overlap(x, y) >= ONE_SAYING,
        _ => true,
    };
    same_answer && slots.all(|(x, y)| alike(x, y))
}
