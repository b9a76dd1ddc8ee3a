//! A number with its unit.

use super::age::age;
use super::dimension::{dimension, duration, temperature};
use super::money::{money_after, money_before};
use super::{Unit, Written};
use crate::extract::lexeme::{Cue, Kind, Lex, Lexemes, Numeral, cardinal, numeral, ordinal};

/// A number with its unit, before hedges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub numeral: Numeral,
    pub unit: Unit,
    pub written: Written,
    /// Where it begins, with a currency sign before it.
    pub start: usize,
    pub end: usize,
}

impl Measure {
    /// A value in the normal unit.
    pub fn scaled(&self, value: f64) -> f64 {
        value * self.written.scale + self.written.offset
    }
}

/// A number with its unit at `at`.
pub(super) fn measure(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    if let Some(found) = money_before(lexemes, at) {
        return Some(found);
    }
    if coded(lexemes, at) {
        return None;
    }
    if let Some(found) = age(lexemes, at).or_else(|| place(lexemes, at)) {
        return Some(found);
    }
    let negative = matches!(lexemes.lex(at), Lex::Cue(Cue::Minus))
        || (lexemes.lex(at) == Lex::Cue(Cue::Hyphen)
            && lexemes.glued(at + 1)
            && !lexemes.glued(at)
            && matches!(lexemes.lex(at + 1), Lex::Digits(_)));
    let mut numeral = numeral(lexemes, at + usize::from(negative))?;
    if negative {
        numeral.value = -numeral.value;
        numeral.high = -numeral.high;
    }
    let found = suffixed(lexemes, at, numeral);
    let bare = found.unit == Unit::Count;
    if bare && (pronoun(lexemes, at, &numeral) || label(lexemes, at, numeral.end)) {
        return None;
    }
    // "3D", "5G", "737MAX": letters glued to a bare number make it a name.
    let named = found.unit == Unit::Count
        && lexemes.glued(found.end)
        && matches!(
            lexemes.lex(found.end),
            Lex::Other | Lex::Unit(_) | Lex::Clock(_)
        )
        && lexemes
            .text(found.end)
            .starts_with(|c: char| c.is_alphanumeric());
    (!named).then_some(found)
}

/// Is the number at `at` part of a code: behind a letter, "#", or a word and a hyphen ("F-16")?
pub(super) fn coded(lexemes: &Lexemes, at: usize) -> bool {
    if !lexemes.glued(at) || !matches!(lexemes.lex(at), Lex::Digits(_)) {
        return false;
    }
    let word = |at: usize| lexemes.text(at).starts_with(char::is_alphanumeric);
    match lexemes.before(at, 1) {
        Lex::Cue(Cue::Hyphen | Cue::Slash | Cue::Dot) => {
            lexemes.glued(at - 1) && at >= 2 && word(at - 2)
        }
        _ => at >= 1 && (word(at - 1) || matches!(lexemes.text(at - 1), "_" | "@" | "=" | ":")),
    }
}

/// Is the number a name or an address and counts nothing: "Interstate 66", "the 1400 block",
/// "849 Chapel Street", ".40-caliber", "10 p.m.", "a 911 call"?
fn label(lexemes: &Lexemes, at: usize, end: usize) -> bool {
    if !matches!(lexemes.lex(at), Lex::Digits(_)) {
        return matches!(lexemes.lex(end), Lex::Meridiem(_));
    }
    let next = past_hyphen(lexemes, end).0;
    let counted = counted_next(lexemes, end);
    let kind = matches!(
        lexemes.text(next),
        "block" | "blk" | "caliber" | "calibre" | "gauge" | "o'clock"
    ) || matches!(lexemes.lex(next), Lex::Meridiem(_));
    let street = (next..next + 4)
        .take_while(|&at| lexemes.capital(at) || matches!(lexemes.lex(at), Lex::Nth(_)))
        .any(|at| {
            matches!(
                lexemes.text(at).trim_end_matches('.'),
                "Street"
                    | "St"
                    | "Avenue"
                    | "Ave"
                    | "Road"
                    | "Rd"
                    | "Drive"
                    | "Dr"
                    | "Boulevard"
                    | "Blvd"
                    | "Lane"
                    | "Ln"
                    | "Highway"
                    | "Hwy"
                    | "Court"
                    | "Parkway"
                    | "Pkwy"
                    | "Way"
            )
        });
    let named = at > 1
        && lexemes.capital(at - 1)
        && !lexemes.glued(at)
        && matches!(lexemes.lex(at - 1), Lex::Other)
        && lexemes.before(at, 2) != Lex::Cue(Cue::Dot)
        && end == at + 1;
    let emergency = lexemes.text(at) == "911";
    kind || street || ((named || emergency) && !counted)
}

/// "one" that counts nothing: "no one", "the one", "one another".
pub(super) fn pronoun(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    if lexemes.lex(at) != Lex::Small(1) || numeral.end != at + 1 {
        return false;
    }
    let before = matches!(
        lexemes.before(at, 1),
        Lex::Cue(
            Cue::The
                | Cue::This
                | Cue::That
                | Cue::No
                | Cue::Per
                | Cue::Next
                | Cue::Last
                | Cue::Previous
                | Cue::Latest
                | Cue::Current
                | Cue::A
        )
    ) || (at > 0
        && matches!(
            lexemes.text(at - 1).to_ascii_lowercase().as_str(),
            "which" | "any" | "every" | "another" | "some" | "good" | "new" | "other" | "big"
        ));
    before
        || matches!(
            lexemes.text(at + 1),
            "another" | "'s" | "’s" | "day" | "way"
        )
}

/// "third", "21st", "No. 5".
pub(super) fn place(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    let number_sign = matches!(lexemes.before(at, 1), Lex::Cue(Cue::No))
        && at > 0
        && lexemes.text(at - 1).ends_with('.')
        || (at > 0 && lexemes.text(at - 1) == "#");
    let (value, end) = match cardinal(lexemes, at) {
        Some(number) if number_sign => (number.value, number.end),
        // "two-thirds" and "a third of" are parts, "one second" is a time.
        _ if numeral(lexemes, at).is_some_and(|n| n.kind == Kind::Fraction) => return None,
        _ => ordinal(lexemes, at)?,
    };
    if matches!(lexemes.lex(at), Lex::Small(1) | Lex::Digits(_)) && !number_sign {
        return None;
    }
    let numeral = Numeral {
        kind: Kind::Cardinal,
        value,
        high: value,
        step: 1.0,
        end,
    };
    Some(Measure {
        numeral,
        unit: Unit::Ordinal,
        written: Written::PLAIN,
        start: at,
        end,
    })
}

/// The unit behind a number, with what belongs to it.
pub(super) fn suffixed(lexemes: &Lexemes, start: usize, numeral: Numeral) -> Measure {
    let plain = Measure {
        numeral,
        unit: if numeral.kind == Kind::Fraction {
            Unit::Fraction
        } else {
            Unit::Count
        },
        written: Written::PLAIN,
        start,
        end: numeral.end,
    };
    let (mut at, hyphen) = past_hyphen(lexemes, numeral.end);
    // "half a mile", "a quarter of an acre", "dozens of miles", "a couple of hours"
    if numeral.kind != Kind::Cardinal && !hyphen {
        let of = usize::from(lexemes.lex(at) == Lex::Cue(Cue::Of));
        let article = usize::from(lexemes.lex(at + of) == Lex::Cue(Cue::A));
        if of + article > 0 && numeral.kind != Kind::Fraction || article > 0 {
            at += of + article;
        }
    }
    percent(lexemes, at, &plain)
        .or_else(|| money_after(lexemes, at, &plain))
        .or_else(|| temperature(lexemes, at, &plain))
        .or_else(|| dimension(lexemes, at, &plain))
        .or_else(|| duration(lexemes, at, &plain))
        .or_else(|| people_millions(lexemes, &plain))
        .unwrap_or(plain)
}

pub(super) fn past_hyphen(lexemes: &Lexemes, at: usize) -> (usize, bool) {
    let hyphen = lexemes.lex(at) == Lex::Cue(Cue::Hyphen) && lexemes.glued(at);
    (at + usize::from(hyphen), hyphen)
}

/// "1.5m people", where "m" is no metre.
pub(super) fn people_millions(lexemes: &Lexemes, plain: &Measure) -> Option<Measure> {
    let end = plain.end;
    if lexemes.text(end) != "m" || !lexemes.glued(end) || !counted_next(lexemes, end + 1) {
        return None;
    }
    let mut found = *plain;
    found.numeral.value *= 1e6;
    found.numeral.high *= 1e6;
    found.numeral.step *= 1e6;
    found.end = end + 1;
    Some(found)
}

/// Does a word in the plural follow, as behind a number of people or things?
pub(super) fn counted_next(lexemes: &Lexemes, at: usize) -> bool {
    let word = lexemes.text(at);
    matches!(lexemes.lex(at), Lex::Other)
        && word.starts_with(char::is_lowercase)
        && ((word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"))
            || matches!(word, "people" | "children" | "women" | "men"))
        && !matches!(word, "hurdles" | "finals" | "championships")
}

pub(super) fn percent(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let mut found = *plain;
    let (unit, end) = match (lexemes.lex(at), lexemes.lex(at + 1)) {
        (Lex::Cue(Cue::Percent), Lex::Cue(Cue::Point)) => (Unit::PercentagePoint, at + 2),
        (Lex::Cue(Cue::Percent), _) if lexemes.text(at + 1) == "points" => {
            (Unit::PercentagePoint, at + 2)
        }
        (Lex::Cue(Cue::Percent), _) => (Unit::Percent, at + 1),
        (Lex::Cue(Cue::Per), _) if matches!(lexemes.text(at + 1), "cent" | "cents") => {
            if lexemes.text(at + 2).starts_with("point") {
                (Unit::PercentagePoint, at + 3)
            } else {
                (Unit::Percent, at + 2)
            }
        }
        (Lex::Cue(Cue::Percentage), next) => {
            if next == Lex::Cue(Cue::Point) || lexemes.text(at + 1) == "points" {
                (Unit::PercentagePoint, at + 2)
            } else {
                (Unit::Percent, at + 1)
            }
        }
        (Lex::Cue(Cue::Basis), _) if lexemes.text(at + 1).starts_with("point") => {
            found.written.scale = 0.01;
            found.written.name = "basis points";
            (Unit::PercentagePoint, at + 2)
        }
        _ => return None,
    };
    if unit == Unit::PercentagePoint && found.written.name.is_empty() {
        found.written.name = "percentage points";
    }
    found.unit = unit;
    found.end = end;
    Some(found)
}
