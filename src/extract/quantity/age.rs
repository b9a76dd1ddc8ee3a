//! Ages: "aged 32", "32-year-old", "Smith, 32,".

use super::measure::Measure;
use super::{Unit, Written};
use crate::extract::lexeme::{Cue, Kind, Lex, Lexemes, Numeral, Period, cardinal};

/// "aged 32", "32-year-old", "Smith, 32,", "in his 30s".
pub(super) fn age(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    let years = |numeral: Numeral, start: usize, end: usize| Measure {
        numeral,
        unit: Unit::Age,
        written: Written {
            scale: 1.0,
            offset: 0.0,
            name: "years",
        },
        start,
        end,
    };
    match lexemes.lex(at) {
        Lex::Cue(Cue::Aged | Cue::Age | Cue::Ages) => {
            let numeral = cardinal(lexemes, at + 1).filter(|n| n.value <= 130.0)?;
            let plain = !matches!(lexemes.lex(numeral.end), Lex::Cue(Cue::Percent));
            return plain.then(|| years(numeral, at, numeral.end));
        }
        Lex::Decade(ten @ 20..=90) if of_a_person(lexemes, at) => {
            let numeral = Numeral {
                kind: Kind::Vague,
                value: ten.into(),
                high: f64::from(ten + 9),
                step: 0.0,
                end: at + 1,
            };
            return Some(years(numeral, at, at + 1));
        }
        Lex::Nineties(ten @ 20..=90) if of_a_person(lexemes, at) => {
            let numeral = Numeral {
                kind: Kind::Vague,
                value: ten.into(),
                high: f64::from(ten + 9),
                step: 0.0,
                end: at + 1,
            };
            return Some(years(numeral, at, at + 1));
        }
        _ => {}
    }
    // "Twenty-one-year-old" under any spelling of its first half.
    if lexemes.before(at, 1) == Lex::Cue(Cue::Hyphen) {
        return None;
    }
    let numeral = cardinal(lexemes, at)?;
    let hyphen = |at: usize| at + usize::from(lexemes.lex(at) == Lex::Cue(Cue::Hyphen));
    let unit = hyphen(numeral.end);
    if let Lex::Period(period, _) = lexemes.lex(unit) {
        let old = hyphen(unit + 1);
        let end = match (lexemes.lex(old), lexemes.lex(old + 1)) {
            (Lex::Cue(Cue::Old), _) => old + 1,
            (Lex::Other, _) if matches!(lexemes.text(old), "olds" | "Old") => old + 1,
            (Lex::Cue(Cue::Of), Lex::Cue(Cue::Age)) => old + 2,
            _ => return None,
        };
        let (scale, name) = match period {
            Period::Year => (1.0, "years"),
            Period::Month => (1.0 / 12.0, "months"),
            Period::Week => (7.0 / 365.25, "weeks"),
            Period::Day => (1.0 / 365.25, "days"),
            _ => return None,
        };
        let mut found = years(numeral, at, end);
        found.written.scale = scale;
        found.written.name = name;
        return Some(found);
    }
    if matches!(lexemes.text(numeral.end), "yo" | "y/o") {
        return Some(years(numeral, at, numeral.end + 1));
    }
    (apposed(lexemes, at, &numeral)
        || in_brackets(lexemes, at, &numeral)
        || turned(lexemes, at, &numeral))
    .then(|| years(numeral, at, numeral.end))
}

/// "his 30s", "her late 50s", "their mid-20s".
fn of_a_person(lexemes: &Lexemes, at: usize) -> bool {
    (1..=3)
        .find(|&back| {
            !matches!(
                lexemes.before(at, back),
                Lex::Cue(Cue::Early | Cue::Mid | Cue::Late | Cue::Hyphen)
            )
        })
        .is_some_and(|back| lexemes.before(at, back) == Lex::Cue(Cue::His))
}

/// A word for a person behind which an age may stand: "the boy, 6, was hurt".
fn person(word: &str) -> bool {
    matches!(
        word,
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "son"
            | "daughter"
            | "mother"
            | "father"
            | "brother"
            | "sister"
            | "husband"
            | "wife"
            | "child"
            | "teenager"
            | "teen"
            | "victim"
            | "suspect"
            | "driver"
            | "gunman"
            | "boyfriend"
            | "girlfriend"
            | "student"
            | "officer"
            | "uncle"
            | "aunt"
            | "cousin"
            | "nephew"
            | "niece"
            | "grandson"
            | "granddaughter"
            | "grandmother"
            | "grandfather"
            | "toddler"
            | "passenger"
    )
}

/// A number of years that a person can be old, in two digits or three.
fn is_age(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    matches!(lexemes.lex(at), Lex::Digits(digits) if digits.whole <= 3 && digits.decimals == 0)
        && numeral.end == at + 1
        && (10.0..=115.0).contains(&numeral.value)
}

/// "Smith (32)": a number in brackets behind a name.
fn in_brackets(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    is_age(lexemes, at, numeral)
        && lexemes.before(at, 1) == Lex::Cue(Cue::Open)
        && lexemes.lex(numeral.end) == Lex::Cue(Cue::Close_)
        // A surname alone with a number is a line of a poll.
        && at >= 3
        && lexemes.capital(at - 2)
        && lexemes.capital(at - 3)
        && lexemes.text(at - 2).chars().any(char::is_lowercase)
}

/// "who is 32.", "who turned 32 on Monday": a number that ends a clause, or the birthday's.
fn turned(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let (birthday, is) = match lexemes.text(before) {
        "turned" | "turns" => (true, false),
        "is" => (false, at >= 2 && lexemes.text(at - 2) == "who"),
        _ => (false, false),
    };
    let ends = match lexemes.lex(numeral.end) {
        Lex::Cue(Cue::Comma | Cue::Dot) | Lex::End => true,
        _ => birthday && matches!(lexemes.text(numeral.end), "on" | "last" | "this" | "in"),
    };
    is_age(lexemes, at, numeral) && (birthday || is) && ends
}

/// "Smith, 32, …": a number between commas behind a name.
pub(super) fn apposed(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    let plain = matches!(lexemes.lex(at), Lex::Digits(digits) if digits.whole <= 3 && digits.decimals == 0)
        && numeral.end == at + 1
        && (1.0..=115.0).contains(&numeral.value);
    let opens = lexemes.before(at, 1) == Lex::Cue(Cue::Comma)
        && at >= 2
        && (lexemes.capital(at - 2) || person(lexemes.text(at - 2)))
        && matches!(
            lexemes.lex(at - 2),
            Lex::Other | Lex::Month(_, true) | Lex::Season(..)
        )
        && lexemes.text(at - 2).len() > 1
        && lexemes.text(at - 2).chars().any(char::is_lowercase);
    if !plain || !opens {
        return false;
    }
    match lexemes.lex(numeral.end) {
        // "Smith, 1 of 4"
        Lex::Cue(Cue::Of) => cardinal(lexemes, numeral.end + 1).is_none(),
        Lex::Cue(Cue::Comma | Cue::Dot | Cue::From | Cue::Was | Cue::Close_) | Lex::End => true,
        Lex::Other => matches!(lexemes.text(numeral.end), ";" | "who" | "is"),
        // "Smith, 32 and Jones, 40"
        Lex::Cue(Cue::And) => lexemes.capital(numeral.end + 1),
        _ => false,
    }
}
