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
