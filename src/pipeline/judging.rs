//! From clusters to the findings of a run, in their order.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::cluster::Cluster;
use crate::compare::Verdict;
use crate::graph::{ClaimGraph, Finding, findings};
use crate::resolve::{Corpus, Origin};
use crate::text::Span;

use super::{Options, Run};

/// The findings of the rules that were asked for, most certain first.
pub(super) fn judged(
    run: &Run<'_>,
    clusters: &[Cluster],
    options: &Options,
    active: &[bool],
) -> Vec<Finding> {
    let mut found: Vec<Finding> = clusters
        .par_iter()
        .flat_map_iter(|cluster| findings(&run.corpus, &ClaimGraph::of(&run.corpus, cluster)))
        .collect();
    let rules = &run.corpus.rules;
    found.retain(|finding| {
        rules
            .index(&finding.rule)
            .is_some_and(|index| active[index])
            && wanted(options, &finding.rule)
    });
    sort(&mut found);
    drop_asked_twice(&run.corpus, &mut found);
    found
}

fn wanted(options: &Options, rule: &str) -> bool {
    (options.select.is_empty() || options.select.iter().any(|id| id == rule))
        && !options.ignore.iter().any(|id| id == rule)
}

/// What a pattern has understood is asked with a better question than what a whole sentence leaves
/// open: of two findings at one place, the pattern's stays, unless the other weighs more.
fn drop_asked_twice(corpus: &Corpus<'_>, findings: &mut Vec<Finding>) {
    let whole = |finding: &Finding| {
        let rule = corpus.rules.index(&finding.rule);
        rule.is_some_and(|rule| corpus.rules.rules[rule].facet.is_some())
    };
    let places = |finding: &Finding| -> Vec<(Origin, Span)> {
        let statements = finding.sides.iter().flat_map(|side| &side.statements);
        let place = |&at: &usize| {
            (
                corpus.statements[at].origin,
                corpus.statements[at].claim.span,
            )
        };
        statements.map(place).collect()
    };
    let mut asked: BTreeMap<Origin, Vec<(Verdict, Span)>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !whole(finding)) {
        for (origin, span) in places(finding) {
            asked
                .entry(origin)
                .or_default()
                .push((finding.verdict, span));
        }
    }
    findings.retain(|finding| {
        let known = |(origin, span): (Origin, Span)| {
            let here = asked.get(&origin).into_iter().flatten();
            here.into_iter()
                .any(|(verdict, at)| *verdict <= finding.verdict && at.overlaps(span))
        };
        !whole(finding) || !places(finding).into_iter().any(known)
    });
}

/// Conflicts first, then the most severe and most certain; ties by rule, question, fingerprint.
fn sort(findings: &mut [Finding]) {
    let rank = |finding: &Finding| finding.verdict != Verdict::Conflict;
    findings.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(b.severity.cmp(&a.severity))
            .then(b.confidence.total_cmp(&a.confidence))
            .then_with(|| {
                (&a.rule, &a.question, &a.fingerprint).cmp(&(&b.rule, &b.question, &b.fingerprint))
            })
    });
}
