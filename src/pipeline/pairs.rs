//! Two texts that are given as speaking of one thing, and what the one is to the other.

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::compare::Verdict;
use crate::cluster::frame::{Contrast, Knowledge, Text, contrasts, explain};
use crate::extract::{Extractor, Told};
use crate::rules::RuleSet;
use crate::text::Span;

use super::{Failure, Options};

/// Two texts to compare.
#[derive(Debug, Clone, Deserialize)]
pub struct Pair {
    /// Whatever names it; a number is taken as written.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The first text.
    pub a: String,
    /// The second text.
    pub b: String,
    /// The day of the first text.
    #[serde(default)]
    pub a_date: Option<Date>,
    /// The day of the second text.
    #[serde(default)]
    pub b_date: Option<Date>,
}

/// What two texts are to each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// As in [`Pair::id`].
    pub id: serde_json::Value,
    /// The verdict.
    pub verdict: Verdict,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// The kind of detail, named as the rule.
    pub rule: String,
    /// The detail in question.
    pub question: String,
    /// Why.
    pub reason: String,
    /// The closest two sentences word by word, when asked for.
    #[serde(skip)]
    pub explanation: String,
    /// Where in the first text, in bytes.
    pub a_span: Option<[u32; 2]>,
    /// Where in the second text, in bytes.
    pub b_span: Option<[u32; 2]>,
}

/// Compares many pairs; the answers come in the same order. `explain` asks for the account of
/// each, word by word.
///
/// # Errors
/// As [`super::check`].
pub fn compare_pairs(options: &Options, pairs: &[Pair], explain: bool) -> Result<Vec<Compared>, Failure> {
    let rules = super::rule_set(&options.rules_dirs, &options.references)?;
    let active = vec![true; rules.rules.len()];
    let extractor = Extractor::new(&rules, &active);
    super::pool(options)?.install(|| {
        Ok(pairs.par_iter().map(|pair| compare(&rules, &extractor, pair, explain)).collect())
    })
}

/// A Wednesday like any other.
const SOME_DAY: Date = jiff::civil::date(2020, 1, 15);

fn compare(rules: &RuleSet, extractor: &Extractor<'_>, pair: &Pair, explained: bool) -> Compared {
    // Two texts without a date are read as of one day, so that their weekdays can be compared.
    let day = pair.a_date.or(pair.b_date).or(Some(SOME_DAY));
    let (short_a, none) = (pair.a.len() <= pair.b.len(), FxHashSet::default());
    let (a, b);
    if short_a {
        a = extractor.read(&pair.a, pair.a_date.or(day), &none);
        b = extractor.read(&pair.b, pair.b_date.or(day), &a.words);
    } else {
        b = extractor.read(&pair.b, pair.b_date.or(day), &none);
        a = extractor.read(&pair.a, pair.a_date.or(day), &b.words);
    }
    let knowledge = Knowledge { thesaurus: &rules.thesaurus, tables: &rules.tables, given: true };
    let best = best(knowledge, &a, &b);
    let unrelated = Compared {
        id: pair.id.clone(),
        verdict: Verdict::Unrelated,
        confidence: 1.0,
        rule: String::new(),
        question: String::new(),
        reason: "nothing in the two can be held against each other".to_owned(),
        a_span: None,
        b_span: None,
        explanation: if explained { closest(knowledge, pair, &a, &b) } else { String::new() },
    };
    let Some((contrast, x, y)) = best else { return unrelated };
    let span = |span: Span| Some([span.start, span.end]);
    Compared {
        verdict: Verdict::Conflict,
        confidence: contrast.confidence,
        rule: format!("{:?}", contrast.facet).to_lowercase(),
        question: String::new(),
        reason: format!("“{}” is not “{}”", x.of(&pair.a), y.of(&pair.b)),
        a_span: span(x),
        b_span: span(y),
        ..unrelated
    }
}

/// The sentences that share most, word by word.
fn closest(knowledge: Knowledge<'_>, pair: &Pair, a: &Told, b: &Told) -> String {
    let mut out = String::new();
    for y in &b.frames {
        let shared = |x: &&crate::extract::Frame| {
            x.terms.iter().filter(|x| y.terms.iter().any(|y| x.word == y.word)).count()
        };
        if let Some(x) = a.frames.iter().max_by_key(shared) {
            out.push_str(&explain(knowledge, (&pair.a, x), (&pair.b, y)));
        }
    }
    out
}

/// The surest contrast between any two sentences, looked at from both sides.
fn best(knowledge: Knowledge<'_>, a: &Told, b: &Told) -> Option<(Contrast, Span, Span)> {
    let mut best: Option<(Contrast, Span, Span)> = None;
    for x in &a.frames {
        for y in &b.frames {
            let (s, t) = (Text { frame: x, support: a }, Text { frame: y, support: b });
            let there = contrasts(knowledge, s, t);
            let back = contrasts(knowledge, t, s);
            let back = back.into_iter().map(|found| Contrast { a: found.b, b: found.a, ..found });
            for found in there.into_iter().chain(back) {
                if best.as_ref().is_none_or(|(best, ..)| found.confidence > best.confidence) {
                    let spans = (x.terms[found.a].span, y.terms[found.b].span);
                    best = Some((found, spans.0, spans.1));
                }
            }
        }
    }
    best
}
