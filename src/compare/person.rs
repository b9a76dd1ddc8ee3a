//! People as answers.

use crate::resolve::{Corpus, Likeness};

use super::Relation;

pub(super) fn relation(corpus: &Corpus<'_>, x: &str, y: &str) -> Relation {
    match corpus.people.likeness(x, y) {
        Likeness::Same => Relation::Same,
        Likeness::Shorter => Relation::Narrower(format!("{x} and {y} are forms of one name")),
        Likeness::Unsure => Relation::Unsure(format!("{x} and {y} may be one person")),
        Likeness::Different => {
            // Two surnames alone say little; two full names say much.
            let full = [x, y].iter().filter(|name| name.contains(' ')).count();
            let sure = [0.5, 0.7, 0.95][full];
            Relation::Different(sure, format!("{x} and {y} are two people"))
        }
    }
}

/// A spelling is taken for a slip when the usual one stands in so many times as many articles.
const USUAL: u32 = 4;
/// So much more usual that no transliteration explains it.
const NEARLY_ALWAYS: u32 = 20;

/// Two names of one office-holder of which one is a slip: one letter too many, too few, wrong or in
/// the wrong place, against a spelling that is much more usual or that the tables know.
pub(super) fn spelling(corpus: &Corpus<'_>, body: &str, x: &str, y: &str) -> Option<Relation> {
    let slip = corpus.people.slip(x, y)?;
    let tables = &corpus.rules.tables;
    let known = |name: &str| {
        tables.person(name).is_some() || tables.offices.iter().any(|fact| fact.holder == name)
    };
    let count = |name: &str| corpus.stories.frequency(name);
    let (wrong, right) = match (known(x), known(y)) {
        (true, true) => return None,
        (true, false) => (y, x),
        (false, true) => (x, y),
        _ if count(x) < count(y) => (x, y),
        _ => (y, x),
    };
    let (few, many) = (count(wrong).max(1), count(right));
    let listed = known(right);
    let usual = many >= few * USUAL;
    let plain = listed && slip.swapped;
    if !usual && !plain {
        return None;
    }
    // What is written in another script has several spellings in this one.
    let words = &corpus.rules.words;
    let foreign = words.holds(&words.lists_named("scripts.other"), &body.to_lowercase());
    if slip.soft && foreign && !(listed && many >= few * NEARLY_ALWAYS) {
        return None;
    }
    let sure = match (slip.swapped, many >= few * NEARLY_ALWAYS) {
        (true, _) => 0.85,
        (_, true) => 0.8,
        _ => 0.65,
    };
    Some(Relation::Misspelt(
        sure,
        format!("one name in two spellings, and {right} is the usual one"),
    ))
}
