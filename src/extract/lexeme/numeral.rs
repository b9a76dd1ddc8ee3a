//! Numbers in digits and in words.

use super::fraction::{denominator, fraction, mixed, vague};
use super::words::{Cue, Lex};
use super::{Digits, Lexemes};

/// What sort of number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Kind {
    /// A number that counts or measures.
    Cardinal,
    /// A part of a whole: "two-thirds", "one in five", "3/4".
    Fraction,
    /// "dozens", "several hundred".
    Vague,
}

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::extract) struct Numeral {
    /// What sort.
    pub kind: Kind,
    /// Its value; for a vague one the smallest usual.
    pub value: f64,
    /// The largest usual value of a vague one, else the value.
    pub high: f64,
    /// To what it is rounded as written: 12,000 to 1,000; 1.2 to 0.1.
    pub step: f64,
    /// Index just past it.
    pub end: usize,
}

impl Numeral {
    pub(super) fn cardinal(value: f64, step: f64, end: usize) -> Self {
        Self {
            kind: Kind::Cardinal,
            value,
            high: value,
            step,
            end,
        }
    }

    pub(super) fn fraction(value: f64, end: usize) -> Self {
        Self {
            kind: Kind::Fraction,
            ..Self::cardinal(value, 0.0, end)
        }
    }

    pub(super) fn vague(value: f64, high: f64, end: usize) -> Self {
        Self {
            kind: Kind::Vague,
            high,
            ..Self::cardinal(value, 0.0, end)
        }
    }
}

/// The power of ten (at least 1) that a whole number is a multiple of; 1 below 100, since small
/// numbers are seldom rounded.
pub(super) fn whole_step(value: f64) -> f64 {
    if value < 100.0 || value.fract() != 0.0 {
        return 1.0;
    }
    let mut step = 1.0;
    while step < 1e15 && (value / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step
}

fn digits_step(digits: Digits) -> f64 {
    if digits.decimals > 0 {
        10_f64.powi(-i32::from(digits.decimals))
    } else {
        whole_step(digits.value)
    }
}

/// Is the lexeme at `at` a short magnitude ("k", "m", "bn", "b") glued to a number?
fn glued_power(lexemes: &Lexemes, at: usize) -> Option<f64> {
    if !lexemes.glued(at) {
        return None;
    }
    match lexemes.text(at) {
        "M" | "MM" => Some(1e6),
        "b" | "B" | "G" => Some(1e9),
        _ => None,
    }
}

/// A magnitude word at `at`, also after a hyphen ("20-billion"), and the index past it.
pub(super) fn power(lexemes: &Lexemes, at: usize) -> Option<(f64, usize)> {
    let hyphen = usize::from(lexemes.lex(at) == Lex::Cue(Cue::Hyphen));
    match lexemes.lex(at + hyphen) {
        // A lone "k" is a magnitude only right behind its number.
        Lex::Power(3, false)
            if lexemes.text(at + hyphen).len() == 1 && !lexemes.glued(at + hyphen) =>
        {
            None
        }
        Lex::Power(exponent, _) => Some((10_f64.powi(exponent.into()), at + hyphen + 1)),
        Lex::Hundred(false) => Some((100.0, at + hyphen + 1)),
        _ if hyphen == 0 => glued_power(lexemes, at).map(|power| (power, at + 1)),
        _ => None,
    }
}

/// A whole or decimal number at `at`: digits with an optional magnitude, or words.
pub(in crate::extract) fn cardinal(lexemes: &Lexemes, at: usize) -> Option<Numeral> {
    if let Lex::Digits(digits) = lexemes.lex(at) {
        let (mut value, mut step, mut end) = (digits.value, digits_step(digits), at + 1);
        if let Lex::Glyph(part) = lexemes.lex(end)
            && digits.decimals == 0
        {
            value += f64::from(part) / 840.0;
            step = 0.0;
            end += 1;
        }
        if let Lex::Dozen(_) = lexemes.lex(end) {
            return Some(Numeral::cardinal(value * 12.0, 1.0, end + 1));
        }
        if let Some(spaced) = spaced_groups(lexemes, at, digits) {
            return Some(spaced);
        }
        let mut magnitude = 1.0;
        while let Some((power, past)) = power(lexemes, end) {
            magnitude *= power;
            end = past;
        }
        if magnitude > 1.0 && digits.decimals == 0 {
            // "4 thousand 3 hundred and 21"
            let words = words(lexemes, at);
            if let Some(words) = words.filter(|words| words.end > end) {
                return Some(words);
            }
        }
        let shown = if magnitude > 1.0 && digits.decimals == 0 {
            whole_step(value * magnitude)
        } else {
            step * magnitude
        };
        return Some(Numeral::cardinal(value * magnitude, shown, end));
    }
    words(lexemes, at)
}

/// "1 234 567", "40 000": groups of three between spaces.
fn spaced_groups(lexemes: &Lexemes, at: usize, first: Digits) -> Option<Numeral> {
    let (mut value, mut end, mut zeros) = (f64::from(first.plain()?), at + 1, false);
    while let Lex::Digits(group) = lexemes.lex(end)
        && first.whole <= 3
        && end < at + 6
        && !lexemes.glued(end)
        && group.whole == 3
        && !group.grouped
    {
        value = value * 1000.0 + group.value;
        zeros = group.value == 0.0;
        end += 1;
        if group.decimals > 0 {
            break;
        }
    }
    // "in May 12 300 people": one group alone is a number of its own, unless it is round.
    let many = end > at + 2 || (end == at + 2 && zeros);
    many.then(|| Numeral::cardinal(value, whole_step(value), end))
}

/// A number in words: "twenty-one", "a hundred and five", "two dozen".
fn words(lexemes: &Lexemes, start: usize) -> Option<Numeral> {
    let mut at = start;
    let (mut total, mut current, mut last) = (0.0_f64, 0.0_f64, Last::None);
    let mut smallest = f64::INFINITY;
    if lexemes.lex(at) == Lex::Cue(Cue::A)
        && matches!(
            lexemes.lex(at + 1),
            Lex::Hundred(false) | Lex::Power(_, false) | Lex::Dozen(false)
        )
    {
        current = 1.0;
        at += 1;
    }
    let mut end = at;
    loop {
        match lexemes.lex(at) {
            Lex::Digits(digits) if digits.decimals == 0 && digits.value < 1000.0 => match last {
                Last::None => current = digits.value,
                Last::Power if digits.whole <= 3 => current = digits.value,
                Last::And if current % 100.0 == 0.0 && (1.0..100.0).contains(&digits.value) => {
                    current += digits.value;
                }
                _ => break,
            },
            // "19 million four years ago": behind a million only hundreds or thousands go on.
            Lex::Small(_) | Lex::Tens(_)
                if last == Last::Power && smallest >= 1e6 && !scaled_next(lexemes, at) =>
            {
                break;
            }
            Lex::Small(n) => match last {
                Last::Tens if n > 0 && n < 10 => current += f64::from(n),
                Last::None | Last::Power => current = f64::from(n),
                Last::Hundred | Last::And if n > 0 => current += f64::from(n),
                _ => break,
            },
            Lex::Tens(n) => match last {
                Last::None | Last::Power | Last::Hundred | Last::And => current += f64::from(n),
                _ => break,
            },
            Lex::Hundred(false) if current < 100.0 && last != Last::And => {
                current = current.max(1.0) * 100.0;
            }
            // "12 lakhs", but not "thousands of people".
            Lex::Power(exponent, plural)
                if last != Last::And && (!plural || last != Last::None) =>
            {
                let power = 10_f64.powi(exponent.into());
                let short = lexemes.text(at).len() <= 2;
                if power >= smallest || (short && last != Last::None) {
                    break;
                }
                smallest = power;
                total += current.max(1.0) * power;
                current = 0.0;
            }
            Lex::Dozen(_) if last != Last::And => {
                let value = (total + current).max(1.0) * 12.0;
                return Some(Numeral::cardinal(value, 1.0, at + 1));
            }
            Lex::Cue(Cue::And)
                if matches!(last, Last::Hundred | Last::Power)
                    && joined_by_and(lexemes, at + 1, smallest, last) =>
            {
                last = Last::And;
                at += 1;
                continue;
            }
            Lex::Cue(Cue::Hyphen)
                if at > start
                    && matches!(
                        (last, lexemes.lex(at + 1)),
                        (Last::Tens, Lex::Small(1..=9))
                            | (
                                Last::Small | Last::Tens,
                                Lex::Hundred(_) | Lex::Power(..) | Lex::Dozen(_)
                            )
                    ) =>
            {
                at += 1;
                continue;
            }
            _ => break,
        }
        last = match lexemes.lex(at) {
            Lex::Tens(_) => Last::Tens,
            Lex::Hundred(_) => Last::Hundred,
            Lex::Power(..) => Last::Power,
            _ => Last::Small,
        };
        at += 1;
        end = at;
    }
    if end == start || (last == Last::None) {
        return None;
    }
    let value = total + current;
    let numeral = Numeral::cardinal(value, whole_step(value), end);
    Some(decimal_words(lexemes, numeral).unwrap_or(numeral))
}

/// Does "hundred" or a magnitude follow the number word at `at`, or the two of "fifty-six"?
fn scaled_next(lexemes: &Lexemes, at: usize) -> bool {
    (at + 1..at + 4)
        .find(|&at| !matches!(lexemes.lex(at), Lex::Small(_) | Lex::Cue(Cue::Hyphen)))
        .is_some_and(|at| matches!(lexemes.lex(at), Lex::Hundred(_) | Lex::Power(..)))
}

/// May the number at `at` be the rest of one that "and" follows? "Five million and two dogs" are
/// two numbers, and so are "two hundred and three quarters".
fn joined_by_and(lexemes: &Lexemes, at: usize, smallest: f64, last: Last) -> bool {
    if !matches!(
        lexemes.lex(at),
        Lex::Small(1..) | Lex::Tens(_) | Lex::Digits(_)
    ) {
        return false;
    }
    let large = matches!(
        lexemes.lex(at + 1),
        Lex::Hundred(false) | Lex::Power(_, false)
    );
    let part = lexemes.text(at + 1).ends_with('s') && denominator(lexemes, at + 1).is_some()
        || lexemes.lex(at + 1) == Lex::Half(false);
    (last == Last::Hundred || smallest <= 1e3 || large) && !part
}

/// What the loop over number words saw last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    None,
    Small,
    Tens,
    Hundred,
    Power,
    And,
}

/// "point five", "point zero three" behind a whole number.
fn decimal_words(lexemes: &Lexemes, whole: Numeral) -> Option<Numeral> {
    if lexemes.lex(whole.end) != Lex::Cue(Cue::Point) {
        return None;
    }
    let (mut value, mut scale, mut at) = (whole.value, 1.0, whole.end + 1);
    loop {
        match (lexemes.lex(at), lexemes.lex(at + 1)) {
            (Lex::Tens(tens), next) => {
                let hyphen = usize::from(next == Lex::Cue(Cue::Hyphen));
                let small = match lexemes.lex(at + 1 + hyphen) {
                    Lex::Small(n @ 1..=9) => n,
                    _ => 0,
                };
                at += if small > 0 { 1 + hyphen } else { 0 };
                scale /= 100.0;
                value += f64::from(tens + small) * scale;
            }
            (Lex::Small(n @ 0..=9), _) => {
                scale /= 10.0;
                value += f64::from(n) * scale;
            }
            (Lex::Small(n), _) => {
                scale /= 100.0;
                value += f64::from(n) * scale;
            }
            _ => break,
        }
        at += 1;
    }
    let (power, end) = power(lexemes, at).unwrap_or((1.0, at));
    (scale < 1.0).then(|| Numeral::cardinal(value * power, scale * power, end))
}

/// Any number at `at`: cardinal, fraction or vague.
pub(in crate::extract) fn numeral(lexemes: &Lexemes, at: usize) -> Option<Numeral> {
    if let Some(found) = vague(lexemes, at).or_else(|| fraction(lexemes, at, false)) {
        return Some(found);
    }
    let whole = cardinal(lexemes, at)?;
    Some(mixed(lexemes, whole).unwrap_or(whole))
}
