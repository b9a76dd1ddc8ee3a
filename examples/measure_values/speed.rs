//! Tokens a second on news articles, one core.

use std::hint::black_box;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Instant;

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
    let start = Instant::now();
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
    let start = Instant::now();
    let mut at = 0;
    for (text, analysis) in texts.iter().zip(&analyses) {
        for sentence in &analysis.sentences {
            let mentions = quantities(text, analysis.tokens_of(sentence), &found[at]);
            numbers += black_box(mentions).len();
            at += 1;
        }
    }
    let number_time = start.elapsed();
    let rate = |time: std::time::Duration| tokens as f64 / time.as_secs_f64() / 1e6;
    println!(
        "{tokens} tokens of news: {dates} dates at {:.1} M tokens/s, {numbers} quantities at {:.1} M tokens/s",
        rate(date_time),
        rate(number_time)
    );
    Ok(())
}
