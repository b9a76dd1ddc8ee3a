//! Two texts that are given as speaking of one thing, and what the one is to the other.

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cluster::frame::{Knowledge, Text, contrasts, explain, says_all};
use crate::cluster::{Answering, Teller, rule_of, same_matter};
use crate::compare::{Verdict, compare};
use crate::extract::{Extractor, Frame, Told};
use crate::graph::question_text;
use crate::resolve::{Corpus, Origin, Statement, resolve};

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
pub fn compare_pairs(
    options: &Options,
    pairs: &[Pair],
    explain: bool,
) -> Result<Vec<Compared>, Failure> {
    let rules = super::rule_set(&options.rules_dirs, &options.references)?;
    let active = vec![true; rules.rules.len()];
    let extractor = Extractor::new(&rules, &active);
    let corpus = resolve(&rules, Vec::new(), false);
    super::pool(options)?.install(|| {
        Ok(pairs
            .par_iter()
            .map(|pair| compare_pair(&corpus, &extractor, pair, explain))
            .collect())
    })
}

/// A Wednesday like any other.
const SOME_DAY: Date = jiff::civil::date(2020, 1, 15);

fn compare_pair(
    corpus: &Corpus<'_>,
    extractor: &Extractor<'_>,
    pair: &Pair,
    explained: bool,
) -> Compared {
    // Two texts without a date are read as of one day, so that their weekdays can be compared.
    let day = pair.a_date.or(pair.b_date).or(Some(SOME_DAY));
    let (first, second) = (pair.a_date.or(day), pair.b_date.or(day));
    let (a, b);
    if pair.a.len() <= pair.b.len() {
        a = extractor.read(&pair.a, first, None);
        b = extractor.read(&pair.b, second, Some((&a, &pair.a)));
    } else {
        b = extractor.read(&pair.b, second, None);
        a = extractor.read(&pair.a, first, Some((&b, &pair.b)));
    }
    let knowledge = Knowledge::new(corpus.rules, true);
    let mut compared = Compared {
        id: pair.id.clone(),
        verdict: Verdict::Unrelated,
        confidence: 1.0,
        rule: String::new(),
        question: String::new(),
        reason: "nothing in the two can be held against each other".to_owned(),
        explanation: if explained {
            word_by_word(knowledge, pair, &a, &b)
        } else {
            String::new()
        },
        a_span: None,
        b_span: None,
    };
    let claims = |text: &str, day, origin| {
        let claims = extractor.extract_text(text, (None, None), day).claims;
        corpus.statements_of(Origin::Article(origin), claims)
    };
    let (left, right) = (claims(&pair.a, first, 0), claims(&pair.b, second, 1));
    for p in &left {
        for q in right.iter().filter(|q| same_matter(corpus, p, q)) {
            compared.take(corpus, p, q);
        }
    }
    for (x, y) in beside(&a, &b) {
        let (s, t) = (Text::of(&pair.a, &a, x), Text::of(&pair.b, &b, y));
        for found in contrasts(knowledge, s, t) {
            let Some(rule) = rule_of(corpus.rules, found.facet) else {
                continue;
            };
            let s = Teller {
                frame: s.frame,
                term: found.a,
                text: &pair.a,
                day: first,
                origin: Origin::Article(0),
            };
            let t = Teller {
                frame: t.frame,
                term: found.b,
                text: &pair.b,
                day: second,
                origin: Origin::Article(1),
            };
            let question = s.question();
            let answering = Answering {
                facet: found.facet,
                sure: found.confidence,
                by_words: found.by_words,
            };
            let p = s.statement(rule, answering, &question);
            let q = t.statement(rule, answering, &question);
            compared.take(corpus, &p, &q);
        }
    }
    if compared.verdict == Verdict::Unrelated {
        agreement(knowledge, (pair, &a, &b), &mut compared);
    }
    compared
}

impl Compared {
    /// Takes the judgement on two claims when it says more than what is known: a conflict before
    /// all else, then what is surest.
    fn take(&mut self, corpus: &Corpus<'_>, p: &Statement, q: &Statement) {
        let judgement = compare(corpus, p, q);
        let weighed = |verdict: Verdict, sure: f64| match verdict {
            Verdict::Unrelated => (0, 0.0),
            Verdict::Conflict => (2, sure),
            _ => (1, sure),
        };
        let (new, old) = (
            weighed(judgement.verdict, judgement.confidence),
            weighed(self.verdict, self.confidence),
        );
        if new <= old {
            return;
        }
        let rule = &corpus.rules.rules[p.claim.rule];
        self.verdict = judgement.verdict;
        self.confidence = (judgement.confidence * 100.0).round() / 100.0;
        self.rule.clone_from(&rule.id);
        self.question = question_text(rule, &p.claim.question);
        self.reason = judgement.reason;
        self.a_span = Some([p.claim.span.start, p.claim.span.end]);
        self.b_span = Some([q.claim.span.start, q.claim.span.end]);
    }
}

/// The sentences of the two texts, one of which was read beside the other, that are held against
/// each other.
fn beside(a: &Told, b: &Told) -> Vec<(usize, usize)> {
    let turned = a.near.iter().map(|&(y, x)| (x, y));
    let mut pairs: Vec<_> = turned.chain(b.near.iter().copied()).collect();
    pairs.sort_unstable();
    pairs
}

/// Does some sentence of one text say all that one of the other says?
fn agreement(
    knowledge: Knowledge<'_>,
    (pair, a, b): (&Pair, &Told, &Told),
    compared: &mut Compared,
) {
    for (x, y) in beside(a, b) {
        let (s, t) = (Text::of(&pair.a, a, x), Text::of(&pair.b, b, y));
        let Some(exactly) = says_all(knowledge, s, t).or_else(|| says_all(knowledge, t, s)) else {
            continue;
        };
        let (verdict, reason) = if exactly {
            (Verdict::Agree, "one says all that the other says")
        } else {
            (Verdict::Narrower, "one says the same more exactly")
        };
        compared.verdict = verdict;
        compared.confidence = 0.8;
        reason.clone_into(&mut compared.reason);
        compared.a_span = Some([s.frame.sentence.start, s.frame.sentence.end]);
        compared.b_span = Some([t.frame.sentence.start, t.frame.sentence.end]);
        if exactly {
            return;
        }
    }
}

/// Each sentence of the second text beside the one of the first that shares most with it, word by
/// word.
fn word_by_word(knowledge: Knowledge<'_>, pair: &Pair, a: &Told, b: &Told) -> String {
    let mut out = String::new();
    let mut pairs = beside(a, b);
    pairs.sort_unstable_by_key(|&(x, y)| (y, x));
    for near in pairs.chunk_by(|one, other| one.1 == other.1) {
        let y = &b.frames[near[0].1];
        let shared = |x: &&Frame| {
            let terms = x.terms.iter();
            terms
                .filter(|x| y.terms.iter().any(|y| x.word == y.word))
                .count()
        };
        if let Some(x) = near.iter().map(|&(x, _)| &a.frames[x]).max_by_key(shared) {
            out.push_str(&explain(knowledge, (&pair.a, x), (&pair.b, y)));
        }
    }
    out
}
