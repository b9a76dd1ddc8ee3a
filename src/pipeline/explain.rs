//! The account of one finding: what matched, what differed, what was weighed, and why the verdict
//! is what it is.

use std::fmt::Write as _;

use crate::cluster::frame::{self, Knowledge};
use crate::compare::compare;
use crate::extract::{Extractor, days_between};
use crate::graph::{Finding, answer_text};
use crate::read::Article;
use crate::report::{count, verdict};
use crate::resolve::{Corpus, Statement};

use super::print;

/// Pairs of sides that are told in full.
const PAIRS: usize = 6;

/// The account of a finding, line by line.
pub(super) fn account(
    corpus: &Corpus<'_>,
    articles: &[Article],
    extractor: &Extractor<'_>,
    finding: &Finding,
) -> String {
    let mut out = format!(
        "{}[{}] {}: {}\n  {}; confidence {:.2}\n",
        verdict(finding.verdict),
        finding.rule,
        finding.fingerprint,
        finding.question,
        finding.reason,
        finding.confidence
    );
    let shown = print::finding(corpus, articles, finding);
    for (number, side) in shown.sides.iter().enumerate() {
        let answers = count(side.claims.len(), "claim");
        let _ = writeln!(out, "\nSide {}: {}, {answers}", number + 1, side.answer);
        for claim in &side.claims {
            let when = claim.when.as_deref().unwrap_or("at an unknown time");
            let _ = writeln!(
                out,
                "  {}:{}:{}, {when}, says {}\n    “{}”",
                claim.article.path,
                claim.span.line,
                claim.span.column,
                claim.voice,
                claim.sentence.trim()
            );
        }
    }
    let first = |side: usize| &corpus.statements[finding.sides[side].statements[0]];
    let pairs =
        (0..finding.sides.len()).flat_map(|a| (a + 1..finding.sides.len()).map(move |b| (a, b)));
    for (a, b) in pairs.take(PAIRS) {
        let _ = writeln!(out, "\nSides {} and {}", a + 1, b + 1);
        weighed(&mut out, corpus, first(a), first(b));
        word_by_word(&mut out, corpus, (articles, extractor), first(a), first(b));
    }
    for other in &finding.considered {
        let answer = answer_text(&corpus.statements[other.statement].claim.answer);
        let _ = writeln!(
            out,
            "\nAlso considered: {answer}, {}: {}",
            verdict(other.verdict),
            other.reason
        );
    }
    out
}

/// The verdict on two claims, and what their articles share.
fn weighed(out: &mut String, corpus: &Corpus<'_>, a: &Statement, b: &Statement) {
    let judgement = compare(corpus, a, b);
    let _ = writeln!(
        out,
        "  verdict: {}, {:.2}: {}",
        verdict(judgement.verdict),
        judgement.confidence,
        judgement.reason
    );
    let (Some(p), Some(q)) = (a.article(), b.article()) else {
        let _ = writeln!(out, "  story: one side is a fact that is taken as given");
        return;
    };
    let (p, q) = (&corpus.articles[p], &corpus.articles[q]);
    let (share, rare) = corpus.stories.likeness(&p.profile, &q.profile);
    let apart = match (p.day, q.day) {
        (Some(x), Some(y)) if x == y => "of one day".to_owned(),
        (Some(x), Some(y)) => {
            let days = days_between(x, y).unsigned_abs() as usize;
            format!("{} apart", count(days, "day"))
        }
        _ => "of unknown days".to_owned(),
    };
    let _ = writeln!(
        out,
        "  story: the articles are {apart} and share {:.0} % of the smaller one's names by weight, {}",
        share * 100.0,
        count(rare, "rare name")
    );
    let likeness = corpus.happenings.likeness(&corpus.stories, p, q);
    let _ = writeln!(
        out,
        "  happening: {:.0} % likely to report the same one",
        likeness * 100.0
    );
}

/// What the words of the two sentences are to each other.
fn word_by_word(
    out: &mut String,
    corpus: &Corpus<'_>,
    (articles, extractor): (&[Article], &Extractor<'_>),
    a: &Statement,
    b: &Statement,
) {
    let read = |statement: &Statement| {
        let index = statement.article()?;
        let sentence = articles[index].words(statement.claim.sentence);
        let told = extractor.read(sentence, corpus.articles[index].day, None);
        Some((sentence, told.frames.into_iter().next()?))
    };
    let (Some((one, first)), Some((other, second))) = (read(a), read(b)) else {
        return;
    };
    let knowledge = Knowledge::new(corpus.rules, false);
    let _ = writeln!(
        out,
        "  words of the second sentence beside those of the first:"
    );
    let told = frame::explain(knowledge, (one, &first), (other, &second));
    for line in told.lines() {
        let _ = writeln!(out, "  {line}");
    }
}
