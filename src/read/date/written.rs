//! Dates as metadata writes them.

use super::{Told, YEARS, day};

/// Reads a date as metadata has it: ISO 8601, RFC 2822, English month names in any order, figures
/// in an order that is beyond doubt, seconds or milliseconds since 1970. Times of day are passed
/// over, and the day is the one written, in the zone that it was written in.
pub fn parse(written: &str) -> Told {
    let text = written.trim();
    let missing = [
        "", "null", "none", "nan", "nat", "unknown", "n/a", "undated",
    ];
    if missing.contains(&text.to_ascii_lowercase().as_str()) {
        return Told::NoDay;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_digits(text);
    }
    if let Some((seconds, fraction)) = text.split_once('.')
        && seconds.len() >= 9
        && (seconds.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit())
    {
        return from_digits(seconds);
    }
    let words = Words::of(text);
    if let Some(told) = words.figures() {
        return told;
    }
    words.with_month_name(text)
}

/// Figures only: a compact date, a year, or time since 1970.
fn from_digits(digits: &str) -> Told {
    let unclear = || Told::Unclear(digits.to_owned());
    let Ok(number) = digits.parse::<i64>() else {
        return unclear();
    };
    match digits.len() {
        4 if YEARS.contains(&number) => Told::NoDay,
        6 if YEARS.contains(&(number / 100)) && (1..=12).contains(&(number % 100)) => Told::NoDay,
        8 if YEARS.contains(&(number / 10_000)) => {
            day(number / 10_000, number / 100 % 100, number % 100)
        }
        // 20250227153000
        14 if YEARS.contains(&(number / 10_000_000_000)) => {
            let date = number / 1_000_000;
            day(date / 10_000, date / 100 % 100, date % 100)
        }
        9 | 10 => since_1970(number),
        12 | 13 => since_1970(number / 1_000),
        15 | 16 => since_1970(number / 1_000_000),
        18 | 19 => since_1970(number / 1_000_000_000),
        _ => unclear(),
    }
}

fn since_1970(seconds: i64) -> Told {
    jiff::Timestamp::from_second(seconds).map_or_else(
        |_| Told::Unclear(seconds.to_string()),
        |instant| Told::Day(instant.to_zoned(jiff::tz::TimeZone::UTC).date()),
    )
}

/// A word or number of a written date.
#[derive(Debug, Clone, Copy)]
enum Word<'t> {
    Number { value: i64, digits: usize },
    Letters(&'t str),
    Mark(char),
}

struct Words<'t>(Vec<Word<'t>>);

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut rest = text;
        // No written date is longer; what follows would only cost time.
        while let Some(first) = rest.chars().next().filter(|_| words.len() < 40) {
            let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
            let len = if class(first) == (false, false) {
                first.len_utf8()
            } else {
                rest.find(|c| class(c) != class(first))
                    .unwrap_or(rest.len())
            };
            let (word, after) = rest.split_at(len);
            rest = after;
            if first.is_ascii_digit() {
                let value = word.parse().unwrap_or(i64::MAX);
                words.push(Word::Number { value, digits: len });
            } else if first.is_alphabetic() {
                words.push(Word::Letters(word));
            } else if !first.is_whitespace() {
                words.push(Word::Mark(first));
            }
        }
        Self(words)
    }

    /// Three numbers with one and the same mark between: 2025-02-27, 27/02/2025, 27.2.2025.
    fn figures(&self) -> Option<Told> {
        match self.0.as_slice() {
            // 20250227T101500Z
            [Word::Number { value, digits: 8 }, ..] if YEARS.contains(&(value / 10_000)) => {
                return Some(day(value / 10_000, value / 100 % 100, value % 100));
            }
            [
                Word::Number { value, digits: 4 },
                Word::Mark('-' | '/'),
                Word::Number { value: month, .. },
            ] if YEARS.contains(value) && (1..=12).contains(month) => {
                return Some(Told::NoDay);
            }
            _ => {}
        }
        self.0.windows(5).find_map(|window| {
            let [
                Word::Number {
                    value: a,
                    digits: len_a,
                },
                Word::Mark(mark @ ('-' | '/' | '.')),
                Word::Number {
                    value: b,
                    digits: len_b,
                },
                Word::Mark(again),
                Word::Number {
                    value: c,
                    digits: len_c,
                },
            ] = *window
            else {
                return None;
            };
            if mark != again || len_b > 2 {
                return None;
            }
            if len_a == 4 && len_c <= 2 && YEARS.contains(&a) {
                return Some(day(a, b, c));
            }
            (len_c == 4 && len_a <= 2 && YEARS.contains(&c)).then(|| match (a, b) {
                _ if a == b => day(c, a, b),
                // 27.02.2025: with full stops the day stands first everywhere.
                _ if mark == '.' => day(c, b, a),
                (13.., ..=12) => day(c, b, a),
                (..=12, 13..) => day(c, a, b),
                _ if a > 12 => Told::Impossible(format!("{a:02}{mark}{b:02}{mark}{c}")),
                _ => Told::Ambiguous(format!("{a:02}{mark}{b:02}{mark}{c}")),
            })
        })
    }

    /// A date with the month in letters; its day and year are the numbers nearest to it that can
    /// be, and that are not part of a time of day.
    fn with_month_name(&self, text: &str) -> Told {
        let unclear = || Told::Unclear(text.chars().take(40).collect());
        let found = self.0.iter().enumerate().find_map(|(at, word)| match word {
            Word::Letters(letters) => Some((at, month(letters)?)),
            _ => None,
        });
        let Some((at, month)) = found else {
            return unclear();
        };
        let mut days = Vec::new();
        let mut year = None;
        for (index, word) in self.0.iter().enumerate() {
            let &Word::Number { value, digits } = word else {
                continue;
            };
            if self.in_time(index) {
                continue;
            }
            if digits == 4 && YEARS.contains(&value) {
                year = year.or(Some(value));
            } else if digits <= 2 {
                days.push((index.abs_diff(at), value));
            }
        }
        days.sort_unstable();
        match (year, days.first()) {
            (Some(year), Some(&(distance, number))) if distance <= 2 => day(year, month, number),
            (Some(_), _) => Told::NoDay,
            _ => unclear(),
        }
    }

    /// Is the number at `index` part of a time (10:30), a zone (+0100) or a fraction?
    fn in_time(&self, index: usize) -> bool {
        let mark = |at: Option<usize>| match at.and_then(|at| self.0.get(at)) {
            Some(Word::Mark(mark)) => Some(*mark),
            _ => None,
        };
        let number = |at: Option<usize>| {
            let word = at.and_then(|at| self.0.get(at));
            matches!(word, Some(Word::Number { .. }))
        };
        let after_colon = mark(index.checked_sub(1)) == Some(':') && number(index.checked_sub(2));
        let before_colon = mark(Some(index + 1)) == Some(':') && number(Some(index + 2));
        after_colon || before_colon || mark(index.checked_sub(1)) == Some('+')
    }
}

/// The number of an English month, by its name or a usual short form.
fn month(letters: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = letters.to_lowercase();
    let index = MONTHS
        .iter()
        .position(|name| lower.len() >= 3 && name.starts_with(&lower))?;
    i64::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;
    use super::*;

    #[test]
    fn written_dates() {
        for (written, expected) in [
            ("2025-02-27", "2025-02-27"),
            ("2025-02-27T23:30:00-05:00", "2025-02-27"),
            ("2025-02-27 23:30:00.123456+00:00", "2025-02-27"),
            ("2025/2/7", "2025-02-07"),
            ("20250227", "2025-02-27"),
            ("20250227T101500Z", "2025-02-27"),
            ("20250227101500", "2025-02-27"),
            ("Thu, 27 Feb 2025 10:00:00 GMT", "2025-02-27"),
            ("Thu, 27 Feb 2025 10:00:00 +0100", "2025-02-27"),
            ("Thu Feb 27 10:20:30 +0000 2025", "2025-02-27"),
            ("February 27, 2025", "2025-02-27"),
            ("Feb. 27th, 2025, 8:15 a.m. ET", "2025-02-27"),
            ("Published: 27 February 2025 at 18:04", "2025-02-27"),
            ("Updated 6:04 PM, Sept. 3, 2019", "2019-09-03"),
            ("27-Feb-2025", "2025-02-27"),
            ("27.02.2025", "2025-02-27"),
            ("04.03.2025", "2025-03-04"),
            ("02/27/2025", "2025-02-27"),
            ("27/02/2025 14:00", "2025-02-27"),
            ("1740650400", "2025-02-27"),
            ("1740650400000", "2025-02-27"),
            ("1740650400.25", "2025-02-27"),
            ("2025", "NoDay"),
            ("2025-02", "NoDay"),
            ("February 2025", "NoDay"),
            ("", "NoDay"),
            ("None", "NoDay"),
            ("31 February 2025", "Impossible(\"2025-02-31\")"),
            ("2025-02-31", "Impossible(\"2025-02-31\")"),
            ("2025-13-01", "Impossible(\"2025-13-01\")"),
            ("03/04/2025", "Ambiguous(\"03/04/2025\")"),
            ("03/03/2025", "2025-03-03"),
            ("yesterday", "Unclear(\"yesterday\")"),
            ("2", "Unclear(\"2\")"),
        ] {
            assert_eq!(shown(&parse(written)), expected, "{written}");
        }
    }
}
