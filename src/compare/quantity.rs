//! Numbers and ages as answers.

use crate::extract::days_between;
use crate::extract::{Quantity, Value};
use crate::resolve::Statement;

use super::Relation;

pub(super) fn relation(x: &Quantity, y: &Quantity) -> Relation {
    if x == y {
        return Relation::Same;
    }
    if x.compatible(y) {
        return Relation::Narrower(format!("{x} and {y} can both be true"));
    }
    Relation::Different(0.9, format!("{x} is not {y}"))
}

/// Years between the ages of two who bear one name in one family.
const GENERATION: f64 = 15.0;

/// Two ages of one person on two days: each tells within a year when the person was born.
pub(super) fn age_relation(a: &Statement, b: &Statement, x: &Quantity, y: &Quantity) -> Relation {
    let (Some(first), Some(second)) = (a.day(), b.day()) else {
        if x == y {
            return Relation::Same;
        }
        return Relation::Unsure("the days on which the ages held are unknown".to_owned());
    };
    let years = f64::from(days_between(first, second)) / 365.25;
    let grown = y.value - x.value;
    if x == y {
        // The dead grow no older, nor does the age at which something was done.
        return if years.abs() <= 1.1 {
            Relation::Same
        } else {
            Relation::Unsure("one age, years apart".to_owned())
        };
    }
    // A birthday may lie between the two days or not, and an article may be a day or two late.
    let apart = if grown > years {
        grown - years
    } else {
        years - grown
    };
    // Father and son: one name longer than the other, and a generation between them.
    let named = |statement: &Statement| match &*statement.claim.question {
        [Value::Person(name)] => Some(name.clone()),
        _ => None,
    };
    if (y.value - x.value).abs() >= GENERATION && named(a) != named(b) {
        return Relation::Unsure("they may be parent and child".to_owned());
    }
    let reason = format!("{x} on {first} and {y} on {second} cannot both be right");
    if apart <= 1.1 {
        return Relation::Unsure("a birthday may lie between the two".to_owned());
    }
    Relation::Different(if apart <= 2.1 { 0.75 } else { 0.85 }, reason)
}
