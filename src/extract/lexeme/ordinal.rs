//! Ordinals and years in words: "twenty-first", "nineteen eighty-four".

use super::Lexemes;
use super::numeral::cardinal;
use super::words::{Cue, Lex, Period};

/// An ordinal at `at` ("21st", "twenty-first", "two hundredth") and the index past it.
pub(in crate::extract) fn ordinal(lexemes: &Lexemes, at: usize) -> Option<(f64, usize)> {
    match lexemes.lex(at) {
        Lex::Nth(n) => return Some((n.into(), at + 1)),
        Lex::Ordinal(n) => return Some((n.into(), at + 1)),
        Lex::Period(Period::Second, false) => return Some((2.0, at + 1)),
        Lex::PowerOrdinal(exponent, false) => {
            return Some((10_f64.powi(exponent.into()), at + 1));
        }
        _ => {}
    }
    let part = cardinal(lexemes, at)?;
    let hyphen = usize::from(lexemes.lex(part.end) == Lex::Cue(Cue::Hyphen));
    let and = usize::from(hyphen == 0 && lexemes.lex(part.end) == Lex::Cue(Cue::And));
    let last = part.end + hyphen + and;
    let worded = !matches!(lexemes.lex(at), Lex::Digits(_));
    let tens = part.value % 100.0;
    match lexemes.lex(last) {
        Lex::Ordinal(n) if worded && part.value >= 20.0 => {
            let fits = tens == 0.0 || (tens % 10.0 == 0.0 && n < 10 && and == 0);
            fits.then(|| (part.value + f64::from(n), last + 1))
        }
        Lex::Period(Period::Second, false) if worded && part.value >= 20.0 => {
            (tens % 10.0 == 0.0).then_some((part.value + 2.0, last + 1))
        }
        Lex::PowerOrdinal(exponent, false) if and == 0 => {
            Some((part.value * 10_f64.powi(exponent.into()), last + 1))
        }
        _ => None,
    }
}

/// A day of the month as an ordinal at `at`: "21st", "twenty-first".
pub(in crate::extract) fn small_ordinal(lexemes: &Lexemes, at: usize) -> Option<(u8, usize)> {
    ordinal(lexemes, at)
        .filter(|(value, _)| (1.0..=31.0).contains(value))
        .map(|(value, end)| (value as u8, end))
}

/// A year in words at `at`: "nineteen ninety-seven", "two thousand and eighteen", "twenty ten".
pub(in crate::extract) fn word_year(lexemes: &Lexemes, at: usize) -> Option<(i16, usize)> {
    let century = match lexemes.lex(at) {
        Lex::Small(n @ 11..=19) => n,
        Lex::Tens(20) => 20,
        Lex::Small(1 | 2) if lexemes.lex(at + 1) == Lex::Power(3, false) => {
            let year = cardinal(lexemes, at)?;
            return (year.value < 2200.0).then_some((year.value as i16, year.end));
        }
        _ => return None,
    };
    let base = i16::from(century) * 100;
    let rest = at + 1 + usize::from(lexemes.lex(at + 1) == Lex::Cue(Cue::Hyphen));
    match (lexemes.lex(rest), lexemes.lex(rest + 1)) {
        (Lex::Hundred(false), _) if century < 20 => Some((base, rest + 1)),
        (Lex::Small(0) | Lex::Other, Lex::Small(n @ 1..=9))
            if matches!(lexemes.text(rest), "zero" | "oh") =>
        {
            Some((base + i16::from(n), rest + 2))
        }
        (Lex::Small(0), Lex::Small(n @ 1..=9)) => Some((base + i16::from(n), rest + 2)),
        (Lex::Small(n @ 10..=19), _) => Some((base + i16::from(n), rest + 1)),
        (Lex::Tens(tens), next) => {
            let hyphen = usize::from(next == Lex::Cue(Cue::Hyphen));
            match lexemes.lex(rest + 1 + hyphen) {
                Lex::Small(n @ 1..=9) => Some((base + i16::from(tens + n), rest + 2 + hyphen)),
                _ => Some((base + i16::from(tens), rest + 1)),
            }
        }
        _ => None,
    }
}
