//! Runs the examples of a rule: the articles of each go the whole way, and what is found is held
//! against what the example says.

use std::sync::Arc;

use serde_json::json;

use crate::compare::Verdict;
use crate::extract::Extractor;
use crate::graph::{ClaimGraph, Finding, findings};
use crate::read::{self, Fields, SourceFile};
use crate::resolve::resolve;
use crate::rules::{Example, Rule, RuleSet};

/// One example of a rule and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleResult {
    /// The rule's id.
    pub rule: String,
    /// Which example, from 1; 0 for the rule as a whole.
    pub number: usize,
    /// What went wrong; `None` when it passed.
    pub failure: Option<String>,
}

/// All examples of a rule, and whether it has both a hit and a near miss.
pub(super) fn run(rules: &RuleSet, rule: &Rule) -> Vec<ExampleResult> {
    let nothing = |example: &Example| example.finds.iter().all(|line| line == "nothing");
    let hits = rule.examples.iter().any(|example| !nothing(example));
    let misses = rule.examples.iter().any(nothing);
    let whole = (!hits || !misses).then(|| {
        let lack = if hits {
            "an example that finds nothing (a near miss)"
        } else {
            "an example that finds something"
        };
        format!("{}: the rule needs {lack}", rule.path)
    });
    let result = |number, failure| ExampleResult {
        rule: rule.id.clone(),
        number,
        failure,
    };
    let mut results = vec![result(0, whole)];
    for (index, example) in rule.examples.iter().enumerate() {
        let found = found(rules, rule, example);
        let mut expected: Vec<&str> = example
            .finds
            .iter()
            .map(String::as_str)
            .filter(|line| *line != "nothing")
            .collect();
        expected.sort_unstable();
        let failure = (found != expected).then(|| {
            let show = |lines: &[String]| {
                if lines.is_empty() {
                    "nothing".to_owned()
                } else {
                    lines.join("; ")
                }
            };
            let wanted: Vec<String> = expected.iter().map(|&line| line.to_owned()).collect();
            format!(
                "{}:{}: wanted {}, found {} ({})",
                rule.path,
                example.line,
                show(&wanted),
                show(&found),
                example.why
            )
        });
        results.push(result(index + 1, failure));
    }
    results
}

/// What the rule finds in an example, a line per finding, sorted. Agreement is listed only when
/// the example asks for it.
fn found(rules: &RuleSet, rule: &Rule, example: &Example) -> Vec<String> {
    let involved = |other: &Rule| other.id == rule.id || rule.checks.as_deref() == Some(&other.id);
    let active: Vec<bool> = rules.rules.iter().map(involved).collect();
    let extractor = Extractor::new(rules, &active);
    let mut extracted = Vec::new();
    let mut read = Vec::new();
    for (index, article) in example.articles.iter().enumerate() {
        let fields = json!({
            "id": format!("article {}", index + 1),
            "text": article.text,
            "title": article.title,
            "date": article.date,
            "source": article.source,
        });
        let file = Arc::new(SourceFile::new(
            format!("{index}.json"),
            fields.to_string().into_bytes(),
        ));
        for article in read::articles(&file, &Fields::default()).0 {
            extracted.push(extractor.extract(&article));
            read.push(article);
        }
    }
    let mut corpus = resolve(rules, extracted, example.reference || rule.checks.is_some());
    let quiet = |verdict| matches!(verdict, Verdict::Agree | Verdict::Narrower);
    let asked = |finding: &Finding| {
        let name = verdict_name(finding.verdict);
        !quiet(finding.verdict) || example.finds.iter().any(|line| line.starts_with(&name))
    };
    let mut lines: Vec<String> = super::clusters(&mut corpus, &read, &extractor)
        .iter()
        .flat_map(|cluster| findings(&corpus, &ClaimGraph::of(&corpus, cluster)))
        .filter(|finding| finding.rule == rule.id && asked(finding))
        .map(|finding| line(&finding))
        .collect();
    lines.sort();
    lines
}

/// `conflict: Josep Borrell ≠ Kaja Kallas`, the answers in order.
fn line(finding: &Finding) -> String {
    let mut answers: Vec<&str> = finding
        .sides
        .iter()
        .map(|side| side.answer.as_str())
        .collect();
    answers.sort_unstable();
    format!("{}: {}", verdict_name(finding.verdict), answers.join(" ≠ "))
}

fn verdict_name(verdict: Verdict) -> String {
    serde_json::to_value(verdict)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}
