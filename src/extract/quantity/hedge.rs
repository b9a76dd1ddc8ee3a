//! Words around a number that say how exact it is.

use super::Exactness;
use crate::extract::lexeme::{Cue, Lex, Lexemes};

/// A word before a number that says how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    Exact,
    About,
    Nearly,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Between,
}

/// The hedge at `at` and the index past it; `at` itself when there is none.
#[allow(
    clippy::match_same_arms,
    reason = "one line a phrase is easier to read and to extend"
)]
pub(super) fn hedge(lexemes: &Lexemes, at: usize) -> (Option<Hedge>, usize) {
    use Cue as C;
    let cue = |at: usize| match lexemes.lex(at) {
        Lex::Cue(cue) => Some(cue),
        _ => None,
    };
    let (one, two, three) = (cue(at), cue(at + 1), cue(at + 2));
    let found = match (one, two, three) {
        (Some(C::No | C::Not), Some(C::More), Some(C::Than)) => (Hedge::AtMost, 3),
        (Some(C::No | C::Not), Some(C::Less), Some(C::Than)) => (Hedge::AtLeast, 3),
        (Some(C::Less), Some(C::Than), Some(C::Or)) => (Hedge::AtMost, or_equal(lexemes, at)),
        (Some(C::More), Some(C::Than), Some(C::Or)) => (Hedge::AtLeast, or_equal(lexemes, at)),
        (Some(C::Well | C::Just), Some(C::Over), _) => (Hedge::MoreThan, 2),
        (Some(C::Well | C::Just), Some(C::Under), _) => (Hedge::LessThan, 2),
        (Some(C::At), Some(C::Least), _) => (Hedge::AtLeast, 2),
        (Some(C::At), Some(C::Most), _) => (Hedge::AtMost, 2),
        (Some(C::More), Some(C::Than), _) => (Hedge::MoreThan, 2),
        (Some(C::Less), Some(C::Than), _) => (Hedge::LessThan, 2),
        (Some(C::Up), Some(C::To), _) => (Hedge::AtMost, 2),
        (Some(C::Upward), Some(C::Of), _) => (Hedge::MoreThan, 2),
        (Some(C::In), Some(C::Excess), Some(C::Of)) => (Hedge::MoreThan, 3),
        (Some(C::As), Some(C::Many | C::Much), Some(C::As)) => (Hedge::AtMost, 3),
        (Some(C::Close), Some(C::To), _) => (Hedge::About, 2),
        (Some(C::A), Some(C::Minimum), Some(C::Of)) => (Hedge::AtLeast, 3),
        (Some(C::A), Some(C::Maximum), Some(C::Of)) => (Hedge::AtMost, 3),
        (Some(C::A), Some(C::Estimated), _) => (Hedge::About, 2),
        (Some(C::Minimum), _, _) => (Hedge::AtLeast, 1),
        (Some(C::Maximum), _, _) => (Hedge::AtMost, 1),
        (Some(C::About | C::Some | C::Estimated), _, _) => (Hedge::About, 1),
        (Some(C::Nearly), _, _) => (Hedge::Nearly, 1),
        (Some(C::Over), _, _) => (Hedge::MoreThan, 1),
        (Some(C::Under), _, _) => (Hedge::LessThan, 1),
        (Some(C::Exactly | C::Only | C::Just), _, _) => (Hedge::Exact, 1),
        (Some(C::Between), _, _) => (Hedge::Between, 1),
        _ => return (None, at),
    };
    (Some(found.0), at + found.1)
}

/// Words of "less than or equal to".
pub(super) fn or_equal(lexemes: &Lexemes, at: usize) -> usize {
    match (lexemes.text(at + 3), lexemes.lex(at + 4)) {
        ("equal", Lex::Cue(Cue::To)) => 5,
        _ => 2,
    }
}

/// "or more", "or so", "-plus" behind a number.
pub(super) fn hedge_after(lexemes: &Lexemes, end: usize) -> Option<(Exactness, usize)> {
    let hyphen = usize::from(lexemes.lex(end) == Lex::Cue(Cue::Hyphen));
    match (lexemes.lex(end + hyphen), lexemes.lex(end + hyphen + 1)) {
        (Lex::Cue(Cue::Plus), _) if lexemes.glued(end + hyphen) => {
            Some((Exactness::AtLeast, end + hyphen + 1))
        }
        (Lex::Cue(Cue::Or), Lex::Cue(Cue::More | Cue::Over)) => Some((Exactness::AtLeast, end + 2)),
        (Lex::Cue(Cue::Or), Lex::Cue(Cue::Less | Cue::Under)) => Some((Exactness::AtMost, end + 2)),
        (Lex::Cue(Cue::Or), Lex::Cue(Cue::So)) => Some((Exactness::About, end + 2)),
        (Lex::Cue(Cue::Or), Lex::Other) => match lexemes.text(end + 1) {
            "older" => Some((Exactness::AtLeast, end + 2)),
            "younger" => Some((Exactness::AtMost, end + 2)),
            _ => None,
        },
        _ => None,
    }
}
