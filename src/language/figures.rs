//! How long a number is, with its separators and what is written onto it.

use super::marks::is_mark;
use super::piece::{apostrophe_width, digit_at};

/// Bytes of a number with its separators: "1,200.50", "10:30", "9/11", "555-0123", "2026-11-22".
pub(super) fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let hyphens = hyphenated_number(bytes);
    while at < bytes.len() {
        let goes_on = match bytes[at] {
            b'0'..=b'9' => true,
            b'.' | b',' | b':' | b'/' => digit_at(rest, at + 1),
            b'-' => at < hyphens || ends_call(bytes, at),
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at.max(1)
}

/// Does the hyphen at `at` stand in a telephone number with a slash: "800/555-0123"?
fn ends_call(bytes: &[u8], at: usize) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let last = bytes[at + 1..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    at == 7 && bytes[3] == b'/' && digits(&bytes[..3]) && digits(&bytes[4..7]) && last.count() == 4
}

/// Bytes of a telephone number or date with hyphens at the start; 0 when there is none. A range
/// ("10-12") is three tokens.
fn hyphenated_number(bytes: &[u8]) -> usize {
    // Longer than any such number, and short enough that a long line of digits costs little.
    let run = bytes
        .iter()
        .take(20)
        .take_while(|b| b.is_ascii_digit() || **b == b'-');
    let end = run.count();
    let mut groups = [0_usize; 4];
    let mut count = 0;
    for group in bytes[..end].split(|b| *b == b'-') {
        match groups.get_mut(count) {
            Some(slot) => *slot = group.len(),
            None => return 0,
        }
        count += 1;
    }
    let known = matches!(
        groups[..count],
        [1 | 3 | 5, 4] | [3, 3, 4] | [1, 3, 3, 4] | [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4]
    );
    if known { end } else { 0 }
}

/// What of the letters after a number belongs to it: "th" of "5th", "s" of "1990s",
/// but not "pm" of "5pm" or "m" of "$5m".
pub(super) fn unit_len(rest: &str) -> usize {
    const UNITS: &[&str] = &[
        "am", "pm", "a.m", "p.m", "km", "kg", "mm", "cm", "mph", "kmh", "km/h", "ft", "min",
        "mins", "hrs", "hr", "lbs", "lb", "oz", "sec", "secs", "hours", "minutes", "years",
        "percent", "mg", "ml", "gb", "mb", "tb", "ghz", "mhz", "hz", "kw", "mw", "gw", "kwh",
        "mwh", "k", "m", "b", "bn", "mn", "tn",
    ];
    let tail: usize = {
        let run = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || is_mark(*c));
        run.map(char::len_utf8).sum()
    };
    if tail == 0 {
        // "1990's" is one token.
        let width = apostrophe_width(rest, 0);
        let decade = width > 0 && rest[width..].starts_with('s');
        let ends = decade && !rest[width + 1..].starts_with(char::is_alphanumeric);
        return if ends { width + 1 } else { 0 };
    }
    let lower = rest[..tail].to_ascii_lowercase();
    let dotted = rest
        .get(..3)
        .is_some_and(|t| matches!(&*t.to_ascii_lowercase(), "a.m" | "p.m"));
    if dotted || UNITS.contains(&lower.as_str()) {
        0
    } else {
        tail
    }
}
