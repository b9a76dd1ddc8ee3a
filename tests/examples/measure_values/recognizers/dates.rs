//! The sets on dates and on ranges of days.

use gainsay::extract::date::{DateMention, Grain, Reader, Reading};
use gainsay::language::analyse;
use jiff::civil::Date;
use serde_json::Value;

use super::super::Score;
use super::results;

/// Measures one set on dates or on ranges of days.
pub fn measure(name: &str, cases: &[Value], shown: Option<&str>) {
    let mut score = Score::default();
    for case in cases {
        let reason = left_out(case);
        let input = case["Input"].as_str().unwrap_or_default();
        let day = case["Context"]["ReferenceDateTime"]
            .as_str()
            .and_then(|day| day.get(..10)?.parse::<Date>().ok());
        // Where the case tells no day, any day will do: extents only are asked for.
        let day = day.or(Some(jiff::civil::date(2016, 11, 7)));
        let found: Vec<DateMention> = read_dates(input, day)
            .into_iter()
            .filter(|mention| !matches!(mention.reading, Reading::Vague(_)))
            .collect();
        let results = results(case);
        let right = if results.is_empty() {
            found.iter().all(|mention| wrong_kind(name, mention))
        } else {
            results.iter().all(|result| {
                let text = result["Text"].as_str().unwrap_or_default();
                found.iter().any(|mention| {
                    bare(mention.span.of(input)) == bare(text)
                        && value_fits(&result["Value"], mention)
                })
            })
        };
        if let Some(reason) = reason {
            score.add_left_out(reason, right);
            continue;
        }
        score.add(right, || {
            let expected: Vec<String> = results
                .iter()
                .map(|r| {
                    format!(
                        "{} {} {}",
                        r["Text"], r["Value"]["PastResolution"], r["Value"]["FutureResolution"]
                    )
                })
                .collect();
            let got: Vec<String> = found
                .iter()
                .map(|m| format!("{:?} {}", m.span.of(input), shown_value(m)))
                .collect();
            format!(
                "{day:?} {input:?}: {} BUT {}",
                expected.join("; "),
                got.join("; ")
            )
        });
    }
    score.print(&format!("recognizers {name}"), shown);
}

/// Why a date case is none that a news text could hold.
fn left_out(case: &Value) -> Option<&'static str> {
    results(case).iter().find_map(|result| {
        let text = result["Text"].as_str().unwrap_or_default().to_lowercase();
        left_out_text(bare(&text).as_str())
    })
}

/// Why a date is written as no news text writes it.
fn left_out_text(text: &str) -> Option<&'static str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let letters = text.chars().any(char::is_alphabetic);
    let marks = text.chars().filter(|c| "/-.,".contains(*c)).count();
    let touching = |left: fn(u8) -> bool, between: &str| {
        let bytes = text.as_bytes();
        bytes.windows(between.len() + 2).any(|w| {
            left(w[0])
                && w[1..w.len() - 1] == *between.as_bytes()
                && w[w.len() - 1].is_ascii_digit()
        })
    };
    let letter = |b: u8| b.is_ascii_alphabetic();
    let day_only = words.len() < 3
        && words
            .iter()
            .all(|word| NUMBERS.contains(word) || word.parse::<u8>().is_ok_and(|n| n < 32));
    let weekday_and_digits =
        words.len() == 2 && word(0).ends_with("day") && matches!(word(1), "7.6" | "7/6" | "7-6");
    let quarter_or_half = text.contains(['q', 'h']);
    let nth = words.len() == 2 && word(1).ends_with("day") && NTH.contains(&word(0));
    let reasons = [
        (
            day_only,
            "a bare day of the month (\"the 27\", \"on the second\")",
        ),
        (
            (!letters && marks == 1 && text.len() <= 5) || weekday_and_digits,
            "month and day without a year in digits (\"4.22\", \"4/22\")",
        ),
        (
            (touching(letter, "") && !quarter_or_half)
                || touching(letter, "/")
                || touching(letter, ".")
                || touching(letter, ". ") && text.starts_with("october")
                || text.starts_with("16. nov")
                || (text.contains('/') && text.contains(',')),
            "glued or oddly marked (\"jan/1\", \"Oct2\", \"11/12,2016\", \"september.15th\")",
        ),
        (
            !letters && marks == 1 && (text.contains(' ') || text == "2015.3"),
            "a month in digits with spaces or a dot (\"2016 / 11\", \"2015.3\")",
        ),
        (
            words.contains(&"my") || word(0) == "rest" || ASSISTANT.contains(&text),
            "talk to an assistant about one's own calendar (\"my week\", \"rest of week\", \"the day\")",
        ),
        (
            word(0) == "w/c" || (word(0) == "week" && word(1).parse::<u8>().is_ok()),
            "numbered weeks (\"week 31\", \"w/c feb 4\")",
        ),
        (
            word(0) == "year" && matches!(word(1), "247" | "two"),
            "years before 1000 (\"year 247\")",
        ),
        (nth, "an n-th weekday of no month (\"second Sunday\")"),
    ];
    reasons
        .iter()
        .find(|(out, _)| *out && !words.is_empty())
        .map(|(_, reason)| *reason)
}

const ASSISTANT: [&str; 5] = ["day", "this day", "past day", "next day", "last day"];

const NTH: [&str; 4] = ["first", "second", "third", "fifth"];

const NUMBERS: [&str; 8] = [
    "second", "first", "twenty", "thirty", "21st", "22nd", "27th", "the",
];

fn read_dates(text: &str, day: Option<Date>) -> Vec<DateMention> {
    let analysis = analyse(text);
    let mut reader = Reader::new(day);
    let mut all = Vec::new();
    for sentence in &analysis.sentences {
        all.extend(reader.read(text, analysis.tokens_of(sentence)));
    }
    all
}

/// Prepositions and articles that one side counts to the mention and the other does not.
fn bare(text: &str) -> String {
    let mut text = text.to_lowercase();
    loop {
        let before = text.len();
        for word in [
            "on ", "in ", "from ", "between ", "the ", "at ", "for ", "within ", "during ",
        ] {
            if let Some(rest) = text.strip_prefix(word) {
                text = rest.to_owned();
            }
        }
        text = text.trim_matches([' ', '.', ',']).to_owned();
        if text.len() == before {
            return text;
        }
    }
}

fn shown_value(mention: &DateMention) -> String {
    match mention.value() {
        Some(value) => format!("{}..{} {:?}", value.first, value.last, value.grain),
        None => format!("{:?}", mention.reading),
    }
}

/// A range where only days are asked for, or the other way round, is no false alarm.
fn wrong_kind(name: &str, mention: &DateMention) -> bool {
    // "in three weeks" is a day there.
    let day = mention.value().is_some_and(|value| {
        value.grain == Grain::Day
            || (!value.exact && value.part.is_none() && value.grain != Grain::Range)
    });
    day == name.starts_with("DatePeriod")
}

/// Does the mention's value equal the past or the future resolution?
fn value_fits(expected: &Value, mention: &DateMention) -> bool {
    if expected.is_null() {
        return true;
    }
    ["PastResolution", "FutureResolution"].iter().any(|which| {
        let resolution = &expected[which];
        if resolution["date"] == "0001-01-01" {
            return mention.reading == Reading::Impossible;
        }
        let Some(value) = mention.value() else {
            return false;
        };
        let date = |key: &str| {
            resolution[key]
                .as_str()
                .and_then(|d| d.parse::<Date>().ok())
        };
        if let Some(day) = date("date") {
            return value.middle() == day;
        }
        if let (Some(start), Some(end)) = (date("startDate"), date("endDate")) {
            // Their end is the day after for a period; the last day itself, or the first day of
            // the last year or month, for a range.
            let last = value.last;
            let next = last.tomorrow().unwrap_or(last);
            let year = last == last.last_of_year() && end == last.first_of_year();
            let month = last == last.last_of_month() && end == last.first_of_month();
            let range = value.grain == Grain::Range && (year || month || last == end);
            return value.first == start && (next == end || range);
        }
        if let Some(day) = date("startDate").or(date("endDate")) {
            return value.middle() == day;
        }
        // Seasons have no dates there.
        expected["Timex"].as_str().is_some_and(|timex| {
            ["SP", "SU", "FA", "WI"].iter().any(|s| timex.ends_with(s))
                && timex.get(..4).is_none_or(|year| {
                    year.parse::<i16>()
                        .map_or(true, |year| year == value.first.year())
                })
        })
    })
}
