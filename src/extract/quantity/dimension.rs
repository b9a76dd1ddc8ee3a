//! Lengths, weights, areas, volumes, speeds, temperatures, durations.

use super::measure::{Measure, counted_next, past_hyphen};
use super::{UNITS, Unit, Written};
use crate::extract::lexeme::{Cue, Lex, Lexemes, Period, cardinal};

/// "30 degrees Celsius", "90°F", "20C".
pub(super) fn temperature(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let degrees = match lexemes.lex(at) {
        Lex::Cue(Cue::Degree) => true,
        Lex::Unit(index) => UNITS[usize::from(index)].unit == Unit::Degree,
        _ => false,
    };
    let dot = usize::from(degrees && lexemes.text(at) == "deg" && lexemes.text(at + 1) == ".");
    let scale = at + usize::from(degrees) + dot;
    let scale = past_hyphen(lexemes, scale).0;
    let named = match lexemes.lex(scale) {
        Lex::Unit(index) if UNITS[usize::from(index)].unit == Unit::Temperature => {
            Some(lexemes.text(scale).starts_with(['f', 'F']))
        }
        _ => match lexemes.text(scale) {
            "C" | "c" if degrees => Some(false),
            "F" | "f" if degrees => Some(true),
            "C" | "F" if lexemes.glued(scale) && plain.numeral.step >= 0.1 => {
                let usual = (-60.0..=130.0).contains(&plain.numeral.value);
                let closed = usual && !lexemes.glued(scale + 1)
                    || matches!(
                        lexemes.lex(scale + 1),
                        Lex::Cue(Cue::Dot | Cue::Comma | Cue::Close_)
                    );
                closed.then(|| lexemes.text(scale) == "F")
            }
            _ => None,
        },
    };
    let mut found = *plain;
    if let Some(fahrenheit) = named {
        found.unit = Unit::Temperature;
        found.end = scale + 1;
        found.written = if fahrenheit {
            Written {
                scale: 5.0 / 9.0,
                offset: -160.0 / 9.0,
                name: "°F",
            }
        } else {
            Written {
                scale: 1.0,
                offset: 0.0,
                name: "°C",
            }
        };
        return Some(found);
    }
    degrees.then(|| {
        found.unit = Unit::Degree;
        found.written.name = "degrees";
        found.end = at + 1 + dot;
        found
    })
}

/// One unit of measure at `at`: entry of [`UNITS`], power (square, cubic), index past it.
pub(super) fn unit_at(
    lexemes: &Lexemes,
    at: usize,
    after_digits: bool,
) -> Option<(usize, i32, usize)> {
    let mut at = at;
    let power = match lexemes.lex(at) {
        Lex::Cue(Cue::Square) => 2,
        Lex::Cue(Cue::Cubic) => 3,
        _ => 1,
    };
    if power > 1 || matches!(lexemes.lex(at), Lex::Cue(Cue::Metric | Cue::Nautical)) {
        at = past_hyphen(lexemes, at + 1).0;
    }
    let Lex::Unit(index) = lexemes.lex(at) else {
        return None;
    };
    let index = usize::from(index);
    if UNITS[index].symbol && !after_digits {
        return None;
    }
    let mut end = at + 1;
    // "5 ft. 2", "10 lbs."
    if lexemes.lex(end) == Lex::Cue(Cue::Dot)
        && UNITS[index].symbol
        && lexemes.lex(end + 1) != Lex::End
    {
        end += usize::from(matches!(lexemes.lex(end + 1), Lex::Digits(_)));
    }
    Some((index, power, end))
}

/// Lengths, weights, areas, volumes, speeds and the like.
pub(super) fn dimension(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let after_digits = matches!(
        lexemes.before(plain.numeral.end, 1),
        Lex::Digits(_) | Lex::Glyph(_)
    );
    let single = |at: usize| lexemes.text(at).len() == 1 && !lexemes.glued(at);
    // A lone letter must be glued to the digits, or close the phrase.
    if single(at) && matches!(lexemes.lex(at), Lex::Unit(_)) && counted_next(lexemes, at + 1) {
        return None;
    }
    if lexemes.text(at) == "m" && counted_next(lexemes, at + 1) {
        return None;
    }
    let (index, power, end) = unit_at(lexemes, at, after_digits).or_else(|| {
        let mark = match lexemes.lex(at) {
            Lex::Cue(Cue::DoubleQuote) if after_digits && lexemes.glued(at) => "inches",
            _ => return None,
        };
        let index = UNITS.iter().position(|unit| unit.name == mark)?;
        (plain.numeral.value < 100.0 && quoted_inches(lexemes, at)).then_some((index, 1, at + 1))
    })?;
    let entry = &UNITS[index];
    if entry.words.contains("cup")
        && !matches!(lexemes.lex(end), Lex::Cue(Cue::Of))
        && power == 1
        && entry.unit == Unit::Volume
        && entry.name == "cups"
        && plain.numeral.value > 8.0
    {
        return None;
    }
    // "24703L202" is a code.
    let coded = lexemes.glued(end)
        && (matches!(lexemes.lex(end), Lex::Digits(_))
            || (lexemes.glued(end + 1) && matches!(lexemes.lex(end + 1), Lex::Digits(_))));
    if coded && entry.symbol {
        return None;
    }
    let mut found = *plain;
    found.end = end;
    found.unit = match (entry.unit, power) {
        (Unit::Length, 2) => Unit::Area,
        (Unit::Length, 3) => Unit::Volume,
        (unit, 1) => unit,
        _ => return None,
    };
    found.written = Written {
        scale: entry.scale.powi(power),
        offset: 0.0,
        name: shown_name(entry.name, power),
    };
    if lexemes.before(end, 1) == Lex::Unit(index as u8)
        && lexemes.lex(at) == Lex::Cue(Cue::Nautical)
    {
        found.written.scale = 1852.0;
        found.written.name = "nautical miles";
    }
    if let Some((seconds, end)) = per_time(lexemes, end)
        && found.unit == Unit::Length
    {
        found.unit = Unit::Speed;
        found.written.scale /= seconds;
        found.written.name = match (entry.name, seconds as u32) {
            ("miles", 3600) => "mph",
            ("km", 3600) => "km/h",
            ("metres", 1) => "metres per second",
            ("feet", 1) => "feet per second",
            _ => {
                // Shown in metres per second.
                let scale = found.written.scale;
                found.numeral.value *= scale;
                found.numeral.high *= scale;
                found.numeral.step *= scale;
                found.written.scale = 1.0;
                "metres per second"
            }
        };
        found.end = end;
        return Some(found);
    }
    Some(compound(lexemes, found, index))
}

/// Does a double quote behind a number stand for inches, not for the end of a quotation?
pub(super) fn quoted_inches(lexemes: &Lexemes, at: usize) -> bool {
    let opened = (0..at)
        .any(|i| matches!(lexemes.lex(i), Lex::Cue(Cue::DoubleQuote)) || lexemes.text(i) == "“");
    !opened && lexemes.text(at) != "”"
}

pub(super) fn shown_name(name: &'static str, power: i32) -> &'static str {
    match (name, power) {
        ("km", 2) => "square km",
        ("metres", 2) => "square metres",
        ("miles", 2) => "square miles",
        ("feet", 2) => "square feet",
        ("yards", 2) => "square yards",
        ("inches", 2) => "square inches",
        ("metres", 3) => "cubic metres",
        ("feet", 3) => "cubic feet",
        ("yards", 3) => "cubic yards",
        ("cm", 3) => "cubic cm",
        ("km", 3) => "cubic km",
        _ => name,
    }
}

/// "per hour", "an hour", "/s" behind a length: seconds, index past it.
pub(super) fn per_time(lexemes: &Lexemes, at: usize) -> Option<(f64, usize)> {
    let linked = matches!(lexemes.lex(at), Lex::Cue(Cue::Per | Cue::A | Cue::Slash));
    let hyphen = usize::from(lexemes.lex(at) == Lex::Cue(Cue::Hyphen));
    let at = if linked {
        at + 1
    } else if hyphen == 1 && matches!(lexemes.lex(at + 1), Lex::Cue(Cue::Per | Cue::A)) {
        past_hyphen(lexemes, at + 2).0
    } else {
        return None;
    };
    match lexemes.lex(at) {
        Lex::Period(Period::Hour, false) => Some((3600.0, at + 1)),
        Lex::Period(Period::Minute, false) => Some((60.0, at + 1)),
        Lex::Period(Period::Second, false) => Some((1.0, at + 1)),
        _ => match lexemes.text(at) {
            "h" | "hr" => Some((3600.0, at + 1)),
            "s" | "sec" => Some((1.0, at + 1)),
            "ms" | "millisecond" => Some((0.001, at + 1)),
            _ => None,
        },
    }
}

/// "5 feet 2 inches", "6 ft 4", "9 pounds and 3 ounces": a smaller unit of the same kind.
pub(super) fn compound(lexemes: &Lexemes, first: Measure, index: usize) -> Measure {
    let and = usize::from(lexemes.lex(first.end) == Lex::Cue(Cue::And));
    let Some(second) = cardinal(lexemes, first.end + and) else {
        return first;
    };
    let entry = &UNITS[index];
    let smaller = match lexemes.lex(second.end) {
        Lex::Unit(other) => Some(&UNITS[usize::from(other)]),
        Lex::Cue(Cue::In | Cue::DoubleQuote) if entry.name == "feet" => {
            UNITS.iter().find(|unit| unit.name == "inches")
        }
        // "six feet four"
        _ if entry.name == "feet"
            && and == 0
            && second.value < 12.0
            && second.end == first.end + 1 =>
        {
            let mut found = first;
            found.numeral.value += second.value / 12.0;
            found.numeral.high = found.numeral.value;
            found.numeral.step = 1.0 / 12.0;
            found.end = second.end;
            return found;
        }
        _ => None,
    };
    match smaller {
        Some(smaller)
            if smaller.unit == entry.unit
                && smaller.scale < entry.scale
                && second.value * smaller.scale < entry.scale
                && entry.scale / smaller.scale < 40.0 =>
        {
            let mut found = first;
            let part = smaller.scale / entry.scale;
            found.numeral.value += second.value * part;
            found.numeral.high = found.numeral.value;
            found.numeral.step = part;
            found.end = second.end + 1;
            found
        }
        _ => first,
    }
}

/// Seconds of one period, and its name.
pub(super) fn period_unit(period: Period) -> Option<(f64, &'static str)> {
    const DAY: f64 = 86_400.0;
    const YEAR: f64 = 365.25 * DAY;
    Some(match period {
        Period::Second => (1.0, "seconds"),
        Period::Minute => (60.0, "minutes"),
        Period::Hour => (3600.0, "hours"),
        Period::Day => (DAY, "days"),
        Period::Week => (7.0 * DAY, "weeks"),
        Period::Fortnight => (14.0 * DAY, "fortnights"),
        Period::Month => (YEAR / 12.0, "months"),
        Period::Year => (YEAR, "years"),
        Period::Decade => (10.0 * YEAR, "decades"),
        Period::Century => (100.0 * YEAR, "centuries"),
        Period::Weekend | Period::Quarter | Period::Half => return None,
    })
}

/// "three days", "a two-hour", "1 hour 30 minutes".
pub(super) fn duration(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let Lex::Period(period, _) = lexemes.lex(at) else {
        return None;
    };
    let (scale, name) = period_unit(period)?;
    let mut found = *plain;
    found.unit = Unit::Duration;
    found.written = Written {
        scale,
        offset: 0.0,
        name,
    };
    found.end = at + 1;
    // "two and a half hours" is one number; "an hour and a half" begins with no number.
    let linked = matches!(lexemes.lex(found.end), Lex::Cue(Cue::And | Cue::Comma));
    if let Some(second) = cardinal(lexemes, found.end + usize::from(linked))
        && let Lex::Period(smaller, _) = lexemes.lex(second.end)
        && let Some((part, _)) = period_unit(smaller)
        && part < scale
        && second.value * part < scale
    {
        found.numeral.value += second.value * part / scale;
        found.numeral.high = found.numeral.value;
        found.numeral.step = part / scale;
        found.end = second.end + 1;
    }
    Some(found)
}
