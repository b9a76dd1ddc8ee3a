//! Numbers in digits, as one lexeme each.

use super::Digits;
use super::words::Lex;

/// The number that `rest` begins with, and its length in bytes.
pub(super) fn scan_digits(rest: &str) -> (Lex, usize) {
    let bytes = rest.as_bytes();
    let run = |from: usize| {
        let digits = bytes.get(from..).unwrap_or_default();
        digits.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let whole = run(0);
    let next = |at: usize| (bytes.get(at).copied(), run(at + 1));
    match next(whole) {
        (Some(b':'), 2) if whole <= 2 => {
            let minutes = value_of(&bytes[..whole]) * 60.0 + value_of(&bytes[whole + 1..whole + 3]);
            let mut len = whole + 3;
            while let (Some(b':' | b'.'), more @ 1..) = next(len) {
                len += more + 1;
            }
            return (Lex::Clock(minutes as u16), len);
        }
        (Some(b'.'), second @ 1..) => {
            let len = whole + 1 + second;
            if let (Some(b'.'), third @ 1..) = next(len) {
                let end = len + 1 + third;
                let more = matches!(next(end), (Some(b'.'), 1..));
                if more || whole.max(second).max(third) > 4 {
                    return (Lex::Other, rest.len());
                }
                let part = |from: usize, to: usize| value_of(&bytes[from..to]) as u16;
                let lex = Lex::Dotted(part(0, whole), part(whole + 1, len), part(len + 1, end));
                return (lex, end);
            }
        }
        _ => {}
    }
    let mut len = whole;
    let mut value = value_of(&bytes[..whole]);
    let mut digits = whole;
    while whole <= 3 && matches!(next(len), (Some(b','), 3)) {
        value = value * 1000.0 + value_of(&bytes[len + 1..len + 4]);
        len += 4;
        digits += 3;
    }
    if len == whole
        && let Some((indian, end)) = indian_groups(bytes, whole)
    {
        (value, len, digits) = (indian, end, 9);
    }
    let grouped = len > whole;
    let mut decimals = 0;
    if let (Some(b'.'), run @ 1..) = next(len) {
        decimals = run;
        value += value_of(&bytes[len + 1..len + 1 + run]) / 10_f64.powi(run as i32);
        len += 1 + run;
    }
    let number = Digits {
        value,
        whole: digits.min(255) as u8,
        decimals: decimals.min(255) as u8,
        grouped,
    };
    suffixed(number, rest, len)
}

/// "12,34,567": groups of two, as in India, up to a last one of three.
fn indian_groups(bytes: &[u8], whole: usize) -> Option<(f64, usize)> {
    let group = |at: usize, len: usize| {
        let group = bytes.get(at + 1..at + 1 + len)?;
        let more = bytes.get(at + 1 + len).is_some_and(u8::is_ascii_digit);
        (bytes[at] == b',' && group.iter().all(u8::is_ascii_digit) && !more)
            .then(|| value_of(group))
    };
    let (mut value, mut at) = (value_of(&bytes[..whole]), whole);
    while whole <= 2
        && let Some(pair) = group(at, 2)
    {
        value = value * 100.0 + pair;
        at += 3;
    }
    let last = group(at, 3).filter(|_| at > whole)?;
    Some((value * 1000.0 + last, at + 4))
}

/// "14th", "1990s", or the number as it is.
fn suffixed(number: Digits, rest: &str, len: usize) -> (Lex, usize) {
    let suffix = &rest[len..];
    let word = suffix
        .find(|c: char| !c.is_alphabetic())
        .map_or(suffix, |end| &suffix[..end]);
    if number.decimals == 0 && number.whole <= 9 {
        let whole = number.value as u32;
        if ["st", "nd", "rd", "th"]
            .iter()
            .any(|s| word.eq_ignore_ascii_case(s))
        {
            return (Lex::Nth(whole), len + 2);
        }
        let decade = matches!(number.whole, 2 | 4) && whole.is_multiple_of(10) && !number.grouped;
        if decade && word.eq_ignore_ascii_case("s") {
            return (Lex::Decade(whole as u16), len + 1);
        }
    }
    (Lex::Digits(number), len)
}

fn value_of(digits: &[u8]) -> f64 {
    digits
        .iter()
        .fold(0.0, |value, digit| value * 10.0 + f64::from(digit - b'0'))
}
