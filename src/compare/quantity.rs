//! Numbers and ages as answers.

use crate::extract::Quantity;
use crate::extract::days_between;
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

/// Two ages of one person on two days: each tells within a year when the person was born.
pub(super) fn age_relation(a: &Statement, b: &Statement, x: &Quantity, y: &Quantity) -> Relation {
    if x == y {
        return Relation::Same;
    }
    let (Some(first), Some(second)) = (a.day(), b.day()) else {
        return Relation::Unsure("the days on which the ages held are unknown".to_owned());
    };
    let years = f64::from(days_between(first, second)) / 365.25;
    let grown = y.value - x.value;
    // A birthday may lie between the two days or not, and an article may be a day or two late.
    let apart = if grown > years {
        grown - years
    } else {
        years - grown
    };
    let reason = format!("{x} on {first} and {y} on {second} cannot both be right");
    if apart <= 1.1 {
        return Relation::Unsure("a birthday may lie between the two".to_owned());
    }
    Relation::Different(if apart <= 2.1 { 0.75 } else { 0.85 }, reason)
}
