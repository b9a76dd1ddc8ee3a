//! Parts of a whole ("two-thirds", "one in five") and vague numbers ("dozens", "a few hundred").

use super::Lexemes;
use super::numeral::{Numeral, cardinal, power, whole_step};
use super::words::{Cue, Lex, Period};

/// "two and a half (million)", "1 3/4", "one million and a half" behind a whole number; and
/// "one in five", "two out of three".
pub(super) fn mixed(lexemes: &Lexemes, whole: Numeral) -> Option<Numeral> {
    let end = whole.end;
    let with = |part: Numeral| {
        let (power, past) = power(lexemes, part.end).unwrap_or((1.0, part.end));
        Numeral::cardinal((whole.value + part.value) * power, part.value * power, past)
    };
    match lexemes.lex(end) {
        Lex::Cue(Cue::And) => fraction(lexemes, end + 1, true)
            .filter(|p| p.value < 1.0)
            .map(|part| {
                let unit = whole_step(whole.value);
                // "one million and a half" is 1.5 million.
                if unit >= 1e6 {
                    let own = power(lexemes, part.end);
                    let scale = if whole.value >= 1e9 { 1e9 } else { 1e6 };
                    let (scale, past) = own.unwrap_or((scale, part.end));
                    return Numeral::cardinal(whole.value + part.value * scale, 0.0, past);
                }
                with(part)
            }),
        Lex::Digits(_) if lexemes.glued(end) => None,
        Lex::Digits(_) | Lex::Glyph(_) => fraction(lexemes, end, true)
            .filter(|part| part.value < 1.0 && whole.value.fract() == 0.0)
            .map(with),
        Lex::Cue(Cue::Hyphen) if matches!(lexemes.lex(end + 1), Lex::Digits(_)) => {
            // "6-1/2"
            fraction(lexemes, end + 1, true)
                .filter(|part| part.value < 1.0 && whole.value < 1000.0)
                .map(with)
        }
        Lex::Cue(Cue::In | Cue::Out) => ratio(lexemes, whole),
        _ => None,
    }
}

/// "one in five", "nine out of 10" behind the first number.
pub(super) fn ratio(lexemes: &Lexemes, part: Numeral) -> Option<Numeral> {
    let out = lexemes.lex(part.end) == Lex::Cue(Cue::Out);
    if out && lexemes.lex(part.end + 1) != Lex::Cue(Cue::Of) {
        return None;
    }
    let of = cardinal(lexemes, part.end + 1 + usize::from(out))?;
    let small = part.value == 1.0 || of.value <= 10.0;
    let year = !out && (1000.0..2200.0).contains(&of.value);
    let blocked = matches!(
        lexemes.lex(of.end),
        Lex::Period(..) | Lex::Month(..) | Lex::Unit(_) | Lex::Cue(Cue::Percent) | Lex::Digits(_)
    );
    let fits = part.value < of.value && part.value >= 1.0 && (out || small);
    (fits && !year && !blocked).then(|| Numeral::fraction(part.value / of.value, of.end))
}

/// "half", "two-thirds", "a quarter of", "3/4", "½", also with a magnitude ("half a million")
/// unless it stands `behind` a whole number.
pub(super) fn fraction(lexemes: &Lexemes, at: usize, behind: bool) -> Option<Numeral> {
    let (value, end) = match (lexemes.lex(at), lexemes.lex(at + 1)) {
        (Lex::Glyph(part), _) => (f64::from(part) / 840.0, at + 1),
        (Lex::Half(false), _) => (0.5, at + 1),
        (Lex::Cue(Cue::A), Lex::Half(false)) => (0.5, at + 2),
        (Lex::Digits(top), Lex::Cue(Cue::Slash)) => {
            let Lex::Digits(below) = lexemes.lex(at + 2) else {
                return None;
            };
            let tight = lexemes.glued(at + 1) && lexemes.glued(at + 2);
            let more = lexemes.lex(at + 3) == Lex::Cue(Cue::Slash) && lexemes.glued(at + 3);
            let plain = top.decimals == 0 && below.decimals == 0;
            if !plain || more || !tight || top.value >= below.value || below.value > 1000.0 {
                return None;
            }
            (top.value / below.value, at + 3)
        }
        (Lex::Cue(Cue::A), next) => {
            let (below, end) = denominator(lexemes, at + 1)?;
            let quarter = matches!(next, Lex::Period(Period::Quarter, _));
            let closes = match lexemes.lex(end) {
                _ if behind => true,
                Lex::Cue(Cue::Of) | Lex::Power(..) => true,
                Lex::Cue(Cue::Dot | Cue::Comma) | Lex::End => !quarter,
                _ => false,
            };
            if !closes {
                return None;
            }
            (1.0 / below, end)
        }
        (Lex::Period(Period::Quarter, false), Lex::Power(..)) => (0.25, at + 1),
        (Lex::Small(_) | Lex::Tens(_) | Lex::Digits(_), _) => {
            let top = cardinal(lexemes, at)?;
            let hyphen = usize::from(lexemes.lex(top.end) == Lex::Cue(Cue::Hyphen));
            let (below, end) = denominator(lexemes, top.end + hyphen)?;
            let plural = lexemes.text(end - 1).ends_with('s');
            let digits = matches!(lexemes.lex(at), Lex::Digits(_));
            let halves = below <= 2.0;
            // "one third" is a part, "two third" is not; "two quarters" are periods unless "of".
            let quarters = matches!(lexemes.lex(end - 1), Lex::Period(..))
                && top.value != 3.0
                && !matches!(lexemes.lex(end), Lex::Cue(Cue::Of) | Lex::Power(..));
            if plural != (top.value > 1.0) || digits || quarters || (halves && top.value > 1.0) {
                return None;
            }
            (top.value / below, end)
        }
        _ => return None,
    };
    if behind {
        return Some(Numeral::fraction(value, end));
    }
    // "half a million", "a quarter of a million", "half million"
    let mut past = end + usize::from(lexemes.lex(end) == Lex::Cue(Cue::Of));
    past += usize::from(lexemes.lex(past) == Lex::Cue(Cue::A));
    match lexemes.lex(past) {
        Lex::Power(exponent, false) if lexemes.text(past).len() > 2 => {
            let power = 10_f64.powi(exponent.into());
            Some(Numeral::cardinal(value * power, value * power, past + 1))
        }
        Lex::Dozen(false) => Some(Numeral::cardinal(value * 12.0, 1.0, past + 1)),
        _ => Some(Numeral::fraction(value, end)),
    }
}

/// The lower part of a fraction in words at `at`, and the index past it.
pub(super) fn denominator(lexemes: &Lexemes, at: usize) -> Option<(f64, usize)> {
    match lexemes.lex(at) {
        Lex::Half(_) => Some((2.0, at + 1)),
        Lex::Period(Period::Quarter, _) => Some((4.0, at + 1)),
        Lex::Parts(n) | Lex::Ordinal(n @ 3..) => Some((n.into(), at + 1)),
        Lex::PowerOrdinal(exponent, _) => Some((10_f64.powi(exponent.into()), at + 1)),
        _ => None,
    }
}

/// "dozens", "hundreds of thousands", "several hundred", "a few", "a couple".
pub(super) fn vague(lexemes: &Lexemes, at: usize) -> Option<Numeral> {
    let plural = |at: usize| match lexemes.lex(at) {
        Lex::Dozen(true) => Some((24.0, 150.0)),
        Lex::Scores => Some((40.0, 200.0)),
        Lex::Hundred(true) => Some((200.0, 2_000.0)),
        Lex::Power(exponent, true) => {
            let power = 10_f64.powi(exponent.into());
            Some((2.0 * power, 20.0 * power))
        }
        Lex::Nineties(10) => Some((20.0, 100.0)),
        _ => None,
    };
    if let Some((low, high)) = plural(at) {
        let of = lexemes.lex(at + 1) == Lex::Cue(Cue::Of);
        let scale = match lexemes.lex(at + 2) {
            Lex::Power(exponent, true) if of => Some(10_f64.powi(exponent.into())),
            _ => None,
        };
        return match scale {
            Some(scale) => Some(Numeral::vague(low * scale, high * scale, at + 3)),
            None if matches!(lexemes.lex(at), Lex::Nineties(_)) => None,
            None if lexemes.lex(at) == Lex::Scores && !of => None,
            None => Some(Numeral::vague(low, high, at + 1)),
        };
    }
    let article = usize::from(lexemes.lex(at) == Lex::Cue(Cue::A));
    let (low, high) = match lexemes.lex(at + article) {
        Lex::Cue(Cue::Several) if article == 0 => (3.0, 20.0),
        Lex::Cue(Cue::Few) if article == 1 => (2.0, 12.0),
        Lex::Cue(Cue::Couple) => (2.0, 3.0),
        _ => return None,
    };
    let mut end = at + article + 1;
    let of = usize::from(lexemes.lex(end) == Lex::Cue(Cue::Of));
    let scale = match lexemes.lex(end + of) {
        Lex::Hundred(false) => 100.0,
        Lex::Power(exponent, false) => 10_f64.powi(exponent.into()),
        Lex::Dozen(false) => 12.0,
        _ => return Some(Numeral::vague(low, high, end)),
    };
    end += of + 1;
    Some(Numeral::vague(low * scale, high * scale, end))
}
