//! News articles with TIMEX3 mark-up: the mentions of type DATE, their extents and values.

use gainsay::extract::date::{DateValue, Grain, Part, Reader, Reading, Season, Tense, TimeOfDay};
use gainsay::language::analyse;
use jiff::civil::Date;

/// A date in the mark-up, or one that was found.
#[derive(Debug, Clone)]
struct Timex {
    start: usize,
    end: usize,
    value: String,
    date: bool,
}

#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    overlap: usize,
    value: usize,
    strict: usize,
}

pub fn measure(files: &[(String, String)], shown: Option<&str>) {
    let mut counts = Counts::default();
    let verbose = shown.is_some_and(|shown| "timebank".contains(shown));
    for (name, text) in files.iter().filter(|(name, _)| name.contains(".tml")) {
        article(name, text, &mut counts, verbose);
    }
    println!(
        "timebank DATE: {} expected, {} found",
        counts.gold, counts.found
    );
    for (name, right) in [
        ("extent overlaps", counts.overlap),
        ("extent overlaps, same value", counts.value),
        ("same extent, same value", counts.strict),
    ] {
        let precision = right as f64 / counts.found.max(1) as f64;
        let recall = right as f64 / counts.gold.max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        println!(
            "  {name:30} precision {:5.1}  recall {:5.1}  F1 {:5.1}",
            100.0 * precision,
            100.0 * recall,
            100.0 * f1
        );
    }
}

fn article(name: &str, source: &str, counts: &mut Counts, verbose: bool) {
    let day = source
        .find("<DCT>")
        .and_then(|at| attribute(&source[at..], "value"))
        .and_then(|value| value.get(..10)?.parse::<Date>().ok());
    let body = source.find("<TEXT>").map_or(source, |at| &source[at + 6..]);
    let body = body.find("</TEXT>").map_or(body, |at| &body[..at]);
    let (text, gold) = strip(body);
    let found = read(&text, day);
    let gold_dates: Vec<&Timex> = gold.iter().filter(|timex| timex.date).collect();
    let found: Vec<&Timex> = found.iter().filter(|timex| timex.date).collect();
    counts.gold += gold_dates.len();
    counts.found += found.len();
    let mut used = vec![false; gold_dates.len()];
    for mine in &found {
        let partner = (0..gold_dates.len()).find(|&at| {
            let theirs = gold_dates[at];
            !used[at] && mine.start < theirs.end && theirs.start < mine.end
        });
        let Some(at) = partner else {
            if verbose {
                println!(
                    "    + {name} {:?} {} | {}",
                    day,
                    mine.value,
                    around(&text, mine)
                );
            }
            continue;
        };
        used[at] = true;
        let theirs = gold_dates[at];
        let same = normal(&mine.value) == normal(&theirs.value);
        let extent = mine.start == theirs.start && mine.end == theirs.end;
        counts.overlap += 1;
        counts.value += usize::from(same);
        counts.strict += usize::from(same && extent);
        if verbose && !(same && extent) {
            println!(
                "    {} {name} {:?} {} for {} {:?} | {}",
                if same { "~" } else { "!" },
                day,
                mine.value,
                theirs.value,
                &text[theirs.start..theirs.end],
                around(&text, mine)
            );
        }
    }
    for (theirs, _) in gold_dates.iter().zip(&used).filter(|(_, used)| !**used) {
        if verbose {
            println!(
                "    - {name} {:?} {} | {}",
                day,
                theirs.value,
                around(&text, theirs)
            );
        }
    }
}

/// The text around a mention, in one line.
fn around(text: &str, timex: &Timex) -> String {
    let mut from = timex.start.saturating_sub(50);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (timex.end + 40).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    format!(
        "{}[{}]{}",
        &text[from..timex.start],
        &text[timex.start..timex.end],
        &text[timex.end..to]
    )
    .replace('\n', " ")
}

/// Decades are marked up as "198" and as "198X".
fn normal(value: &str) -> &str {
    if value.len() <= 4 {
        value.trim_end_matches('X')
    } else {
        value
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = &tag[at..];
    rest.find('"').map(|end| &rest[..end])
}

/// The text without mark-up, and the mentions that the mark-up tells.
fn strip(body: &str) -> (String, Vec<Timex>) {
    let (mut text, mut timexes, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = body;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(entity) = rest.strip_prefix('&') {
            let known = [
                ("amp;", "&"),
                ("lt;", "<"),
                ("gt;", ">"),
                ("quot;", "\""),
                ("apos;", "'"),
            ];
            let (name, mark) = known
                .iter()
                .find(|(name, _)| entity.starts_with(name))
                .unwrap_or(&("", "&"));
            text.push_str(mark);
            rest = &entity[name.len()..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[..end];
        if tag.starts_with("<TIMEX3") {
            open.push(Timex {
                start: text.len(),
                end: text.len(),
                value: attribute(tag, "value").unwrap_or_default().to_owned(),
                date: attribute(tag, "type") == Some("DATE"),
            });
        } else if tag.starts_with("</TIMEX3")
            && let Some(mut timex) = open.pop()
        {
            timex.end = text.len();
            timexes.push(timex);
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    timexes.retain(|timex| timex.end > timex.start);
    (text, timexes)
}

fn read(text: &str, day: Option<Date>) -> Vec<Timex> {
    let joined = paragraphs(text);
    let analysis = analyse(&joined);
    let mut reader = Reader::new(day);
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let mentions = reader.read(&joined, analysis.tokens_of(sentence));
        // The mark-up has the two ends of a range apart.
        let split = mentions.into_iter().flat_map(|mention| match mention.ends {
            Some(ends) => ends.to_vec(),
            None => vec![mention],
        });
        for mention in split {
            let value = match mention.reading {
                Reading::Value(value) if !is_time(&value, mention.span.of(&joined)) => {
                    timex_value(&value)
                }
                Reading::Vague(Tense::Past) => Some("PAST_REF".to_owned()),
                Reading::Vague(Tense::Present) => Some("PRESENT_REF".to_owned()),
                Reading::Vague(Tense::Future) => Some("FUTURE_REF".to_owned()),
                _ => None,
            };
            if let Some(value) = value {
                found.push(Timex {
                    start: mention.span.start as usize,
                    end: mention.span.end as usize,
                    value,
                    date: true,
                });
            }
        }
    }
    found
}

/// Does the mark-up call it a time? "9 a.m. Tuesday" and "this morning", but mostly not "Tuesday
/// night".
fn is_time(value: &DateValue, text: &str) -> bool {
    let named = text.to_lowercase().starts_with("this");
    matches!(value.time, Some(TimeOfDay::Clock(_))) || (value.time.is_some() && named)
}

/// The text with its lines joined to paragraphs, byte for byte: these files break lines inside
/// sentences, which no news text does that the reader hands over.
fn paragraphs(text: &str) -> String {
    let bytes = text.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    text.char_indices()
        .map(|(at, c)| {
            let inside = c == '\n' && at > 0 && !blank(at - 1) && !blank(at + 1);
            if inside { ' ' } else { c }
        })
        .collect()
}

/// The value as the mark-up writes it; `None` for what it calls a duration.
fn timex_value(value: &DateValue) -> Option<String> {
    let at = if value.part.is_some_and(|part| part != Part::After) {
        value.first
    } else {
        value.middle()
    };
    let year = at.year();
    let week = at.iso_week_date();
    Some(match value.grain {
        Grain::Day => value.first.to_string(),
        Grain::Week => format!("{}-W{:02}", week.year(), week.week()),
        Grain::Weekend => format!("{}-W{:02}-WE", week.year(), week.week()),
        Grain::Month => format!("{year}-{:02}", at.month()),
        Grain::Quarter => format!("{year}-Q{}", (at.month() - 1) / 3 + 1),
        Grain::Half => format!("{year}-H{}", (at.month() - 1) / 6 + 1),
        Grain::Season(season) => {
            let name = match season {
                Season::Spring => "SP",
                Season::Summer => "SU",
                Season::Autumn => "FA",
                Season::Winter => "WI",
            };
            format!("{}-{name}", value.first.year())
        }
        Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{}", year / 10),
        Grain::Century => format!("{}", year / 100),
        Grain::Range => return None,
    })
}
