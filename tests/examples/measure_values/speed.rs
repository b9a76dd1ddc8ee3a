//! Tokens a second on news articles, one core.

use std::hint::black_box;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use gainsay::extract::date::Reader;
use gainsay::extract::quantity::quantities;
use gainsay::language::analyse;

/// Articles that are enough for a steady figure.
const ARTICLES: usize = 3000;

pub fn measure(file: &Path) -> anyhow::Result<()> {
    let reader = BufReader::new(flate2::read::GzDecoder::new(std::fs::File::open(file)?));
    let mut texts = Vec::new();
    for line in reader.lines().take(ARTICLES) {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        texts.push(article["text"].as_str().unwrap_or_default().to_owned());
    }
    let analyses: Vec<_> = texts.iter().map(|text| analyse(text)).collect();
    let tokens: usize = analyses.iter().map(|analysis| analysis.tokens.len()).sum();
    let day = Some(jiff::civil::date(2018, 6, 15));
    let (mut dates, mut numbers) = (0, 0);
    let start = Clock::now();
    let mut found = Vec::new();
    for (text, analysis) in texts.iter().zip(&analyses) {
        let mut reader = Reader::new(day);
        for sentence in &analysis.sentences {
            let mentions = reader.read(text, analysis.tokens_of(sentence));
            dates += mentions.len();
            found.push(black_box(mentions));
        }
    }
    let date_time = start.elapsed();
    let start = Clock::now();
    let mut at = 0;
    for (text, analysis) in texts.iter().zip(&analyses) {
        for sentence in &analysis.sentences {
            let mentions = quantities(text, analysis.tokens_of(sentence), &found[at]);
            numbers += black_box(mentions).len();
            at += 1;
        }
    }
    let number_time = start.elapsed();
    // The same texts without what a date or a number could begin with: nothing is found.
    let bare: Vec<String> = texts.iter().map(|text| without_heads(text)).collect();
    let bare_analyses: Vec<_> = bare.iter().map(|text| analyse(text)).collect();
    let bare_tokens: usize = bare_analyses
        .iter()
        .map(|analysis| analysis.tokens.len())
        .sum();
    let mut left = 0;
    let start = Clock::now();
    for (text, analysis) in bare.iter().zip(&bare_analyses) {
        let mut reader = Reader::new(day);
        for sentence in &analysis.sentences {
            left += reader.read(text, analysis.tokens_of(sentence)).len();
        }
    }
    let bare_time = start.elapsed();
    println!(
        "{bare_tokens} tokens without dates ({left} found): {:.1} M tokens/s",
        bare_tokens as f64 / bare_time.as_secs_f64() / 1e6
    );
    let rate = |time: Duration| tokens as f64 / time.as_secs_f64() / 1e6;
    println!(
        "{tokens} tokens of news: {dates} dates at {:.1} M tokens/s, {numbers} quantities at {:.1} M tokens/s",
        rate(date_time),
        rate(number_time)
    );
    Ok(())
}

/// Only words that begin no date: those of letters of which the text keeps the rare ones out.
fn without_heads(text: &str) -> String {
    let keep = |word: &&str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        !word.chars().any(|c| c.is_ascii_digit())
            && gainsay::extract::date::dates(&word, &analyse(&word).tokens, None).is_empty()
            && !HEADS.iter().any(|head| word.starts_with(head))
    };
    text.lines()
        .map(|line| line.split(' ').filter(keep).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

const HEADS: [&str; 13] = [
    "day", "week", "month", "year", "hour", "minute", "second", "decade", "past", "quarter",
    "future", "fiscal", "twenty",
];

/// Time that this thread spent on a processor, where the system tells it; other work on the machine
/// does not count. Else wall time.
struct Clock {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Clock {
    fn now() -> Self {
        Self {
            wall: Instant::now(),
            cpu: cpu_time(),
        }
    }

    fn elapsed(&self) -> Duration {
        match (self.cpu, cpu_time()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => self.wall.elapsed(),
        }
    }
}

fn cpu_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}
