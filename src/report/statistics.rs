//! `--statistics`: how many findings per rule and verdict.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Report;
use super::words::{count, verdict};

/// A table with a line per rule and verdict, the most frequent first.
pub fn statistics(report: &Report) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts
            .entry((&finding.rule, verdict(finding.verdict)))
            .or_default() += 1;
    }
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|((rule, verdict), n)| (n, rule, verdict))
        .collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut out = String::new();
    for (n, rule, verdict) in rows {
        let _ = writeln!(out, "{n:>6}  {verdict:<10}  {rule}");
    }
    let _ = writeln!(
        out,
        "{:>6}  in all, in {}, {}, {}",
        report.findings.len(),
        count(report.articles, "article"),
        count(report.claims, "claim"),
        count(report.clusters, "question")
    );
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn rules_are_counted() {
        let text = super::statistics(&sample::report());
        assert!(
            text.contains("     1  conflict    office-holder\n"),
            "{text}"
        );
        assert!(
            text.ends_with("in all, in 6 articles, 40 claims, 30 questions\n"),
            "{text}"
        );
    }
}
