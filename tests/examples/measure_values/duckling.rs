//! Duckling's English corpora: expressions in Haskell source, as a further check.

use gainsay::extract::date::Reader;
use gainsay::extract::quantity::{Unit, quantities};
use gainsay::language::analyse;

use super::Score;

/// For each corpus, how many of its expressions are found whole as one mention of its kind.
pub fn measure(files: &[(String, String)], shown: Option<&str>) {
    for (folder, fits) in KINDS {
        let Some((_, source)) = files
            .iter()
            .find(|(name, _)| name.ends_with(&format!("{folder}/EN/Corpus.hs")))
        else {
            continue;
        };
        let mut score = Score::default();
        for (value, text) in examples(source) {
            let Some(expected) = value else { continue };
            let analysis = analyse(&text);
            let right = analysis.sentences.iter().any(|sentence| {
                let tokens = analysis.tokens_of(sentence);
                let dates = Reader::new(None).read(&text, tokens);
                quantities(&text, tokens, &dates).iter().any(|mention| {
                    let value = mention.quantity.written_value();
                    fits(mention.quantity.unit)
                        && ((value - expected).abs() < 1e-6 * expected.abs().max(1.0)
                            || (mention.quantity.value - expected).abs()
                                < 1e-6 * expected.abs().max(1.0))
                })
            });
            score.add(right, || format!("{text:?} {expected}"));
        }
        score.print(&format!("duckling {folder}"), shown);
    }
}

type Kind = (&'static str, fn(Unit) -> bool);

const KINDS: &[Kind] = &[
    ("Numeral", |unit| {
        matches!(unit, Unit::Count | Unit::Fraction)
    }),
    ("Ordinal", |unit| unit == Unit::Ordinal),
    ("AmountOfMoney", |unit| matches!(unit, Unit::Money(_))),
    ("Distance", |unit| unit == Unit::Length),
    ("Volume", |unit| unit == Unit::Volume),
    ("Temperature", |unit| {
        matches!(unit, Unit::Temperature | Unit::Degree)
    }),
];

/// Expressions with the first number of the value that stands before them.
fn examples(source: &str) -> Vec<(Option<f64>, String)> {
    let mut found = Vec::new();
    let mut value = None;
    let mut in_list = false;
    let body = source
        .find("allExamples")
        .map_or(source, |at| &source[at..]);
    for line in body.lines() {
        let line = line.trim();
        if line.contains("examples (")
            || line.starts_with("[ examples")
            || line.starts_with(", examples")
        {
            value = number(line);
            in_list = false;
        }
        if line.starts_with("[ \"") || line.starts_with(", \"") && (in_list || value.is_some()) {
            in_list = true;
            if let Some(text) = line.split('"').nth(1) {
                found.push((value, text.to_owned()));
            }
        }
    }
    found
}

/// The number of a line such as `examples (simple Kilometre 3)`; none for intervals.
fn number(line: &str) -> Option<f64> {
    if ["between", "under", "above", "over", "interval"]
        .iter()
        .any(|word| line.contains(word))
    {
        return None;
    }
    line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
        .find_map(|word| {
            word.parse::<f64>()
                .ok()
                .filter(|_| word.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
        })
}
