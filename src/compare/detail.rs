//! Details of two sentences that say the same but for them.

use crate::extract::{Detail, DetailValue};
use crate::resolve::Corpus;

use super::Relation;

/// `facet` is the kind of detail that the rule asks for.
pub(super) fn relation(corpus: &Corpus<'_>, facet: &str, x: &Detail, y: &Detail) -> Relation {
    let tables = &corpus.rules.tables;
    let sure = x.sure.min(y.sure);
    let alike = match facet {
        "headline" => "headline and text say the same",
        _ => "the sentences say the same",
    };
    let reason = format!("{alike} but for “{}” and “{}”", x.text, y.text);
    match (&x.value, &y.value) {
        (a, b) if a == b => Relation::Same,
        (
            DetailValue::Sum {
                bounds: p,
                reckoned,
            },
            DetailValue::Sum {
                bounds: q,
                reckoned: other,
            },
        ) => match (reckoned, other) {
            (a, b) if a == b => Relation::Unsure("the same sum twice".to_owned()),
            _ if p.meets(*q) => Relation::Narrower("the numbers fit each other".to_owned()),
            (true, _) => Relation::Different(sure, misreckoned(y, x)),
            _ => Relation::Different(sure, misreckoned(x, y)),
        },
        (DetailValue::Name(_), DetailValue::Name(_)) => spelling(corpus, sure, &x.text, &y.text),
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

fn misreckoned(said: &Detail, made: &Detail) -> String {
    format!(
        "the numbers beside it make {}, not {}",
        made.text, said.text
    )
}

/// A name that stands in so many articles is a name in its own right, or a house's way to write it.
const OWN_RIGHT: u32 = 4;

/// Two names that differ in one letter: one person's, or two people's.
fn spelling(corpus: &Corpus<'_>, sure: f64, x: &str, y: &str) -> Relation {
    let (people, words) = (&corpus.people, &corpus.rules.words);
    if people.canonical(x) == people.canonical(y) {
        return Relation::Unsure(format!("{x} and {y} are known as one name"));
    }
    let known = |name: &str| corpus.rules.tables.person(name).is_some();
    if known(x) && known(y) {
        return Relation::Unsure(format!("{x} and {y} are known as two people"));
    }
    let count = |name: &str| corpus.stories.frequency(name);
    if count(x).min(count(y)) >= OWN_RIGHT {
        return Relation::Unsure(format!("{x} and {y} are both usual"));
    }
    let Some(slip) = people.slip(x, y) else {
        return Relation::Unsure(format!("{x} and {y} are two names"));
    };
    let given = |name: &str| {
        let first = name.split(' ').next().unwrap_or_default();
        let lists = words.lists_named("first-names");
        let form = words.token(first);
        lists.iter().any(|&list| words.is_in(form, list))
    };
    let firsts = x.split(' ').next() != y.split(' ').next();
    // "Mark" and "Mary" are two people, "Brian" and "Bryan" may well be one.
    if firsts && given(x) && given(y) && !slip.soft {
        return Relation::Unsure(format!("{x} and {y} bear two first names"));
    }
    let sure = if firsts { sure * 0.85 } else { sure };
    Relation::Different(sure, format!("{x} and {y} differ in one letter"))
}
