//! Details of two sentences that say the same but for them.

use crate::extract::{Detail, DetailValue};
use crate::rules::Tables;

use super::Relation;

pub(super) fn relation(tables: &Tables, x: &Detail, y: &Detail) -> Relation {
    let sure = x.sure.min(y.sure);
    let reason = format!(
        "the sentences say the same but for “{}” and “{}”",
        x.text, y.text
    );
    match (&x.value, &y.value) {
        (a, b) if a == b => Relation::Same,
        (DetailValue::Quantity(p), DetailValue::Quantity(q)) if p.compatible(q) => {
            Relation::Narrower(format!("{p} and {q} can both be true"))
        }
        (DetailValue::Date(p), DetailValue::Date(q)) if p.compatible(q) => {
            Relation::Narrower(format!("{p} and {q} can be the same day"))
        }
        _ => match (x.body, y.body) {
            (Some(p), Some(q)) if tables.overlap(p.into(), q.into()) => Relation::Narrower(
                format!("{} and {} lie one within the other", x.text, y.text),
            ),
            _ => Relation::Different(sure, reason),
        },
    }
}
