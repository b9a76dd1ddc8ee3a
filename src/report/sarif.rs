//! `sarif`: SARIF 2.1.0, as GitHub code scanning and other readers take it.

use serde_json::{Map, Value, json};

use crate::compare::Verdict;
use crate::rules::Severity;

use super::title::asked;
use super::uri;
use super::words::{articles, attribution, linked, primary, short};
use super::{Claim, Context, Finding, Problem, Report, RuleInfo, Side, Silenced, SilencedBy};

/// Related places per side: code scanning shows a handful, and the message counts all.
const PLACES: usize = 8;
/// Judgements from which on a rule's precision is told.
const ENOUGH: usize = 5;
/// Where the package is told of, by the registry that its name stands for.
const PACKAGE: &str = concat!("https://crates.io/crates/", env!("CARGO_PKG_NAME"));
/// Where the registry's documentation shows the files of this version.
const SOURCE: &str = concat!(
    "https://docs.rs/crate/",
    env!("CARGO_PKG_NAME"),
    "/",
    env!("CARGO_PKG_VERSION"),
    "/source"
);

/// One run with every rule, every finding, and every silenced finding as a suppressed result.
pub fn render(report: &Report, context: &Context) -> String {
    let rules = all_rules(report, context);
    let mut results: Vec<Value> = report.findings.iter().map(|f| result(f, &rules)).collect();
    results.extend(context.silenced.iter().map(|one| suppressed(one, &rules)));
    let rules: Vec<Value> = rules.iter().map(rule).collect();
    let driver = json!({
        "name": "gainsay",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": PACKAGE,
        "rules": rules,
    });
    let problems: Vec<Value> = report.problems.iter().map(notification).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.articles > 0 || report.problems.is_empty(),
                "toolExecutionNotifications": problems,
            }],
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// The run's rules, and those that findings name besides.
fn all_rules(report: &Report, context: &Context) -> Vec<RuleInfo> {
    let mut rules = context.rules.clone();
    let silenced = context.silenced.iter().map(|one| &one.finding);
    for finding in report.findings.iter().chain(silenced) {
        if !rules.iter().any(|rule| rule.id == finding.rule) {
            rules.push(RuleInfo {
                id: finding.rule.clone(),
                question: finding.rule.replace('-', " "),
                why: String::new(),
                limits: String::new(),
                severity: finding.severity,
                precision: None,
            });
        }
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

fn rule(rule: &RuleInfo) -> Value {
    let text = |text: &str| json!({ "text": text });
    let why = if rule.why.is_empty() {
        &rule.question
    } else {
        &rule.why
    };
    let help = format!(
        "Asks: {}\n\n{why}\n\nLimits: {}",
        rule.question, rule.limits
    );
    json!({
        "id": rule.id,
        "name": rule.id,
        "shortDescription": text(&rule.question),
        "fullDescription": text(why),
        "help": { "text": help },
        "helpUri": format!("{SOURCE}/rules/{}.md", rule.id),
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "precision": precision(rule),
            "problem.severity": problem_severity(rule.severity),
            "tags": ["consistency"],
        },
    })
}

/// What editors' decisions say; `medium` until there are enough.
fn precision(rule: &RuleInfo) -> &'static str {
    match rule.precision {
        Some((share, judged)) if judged >= ENOUGH => match share {
            s if s >= 0.95 => "very-high",
            s if s >= 0.8 => "high",
            s if s >= 0.5 => "medium",
            _ => "low",
        },
        _ => "medium",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

fn result(finding: &Finding, rules: &[RuleInfo]) -> Value {
    let (kind, level) = match finding.verdict {
        Verdict::Conflict => ("fail", level(finding.severity)),
        _ => ("informational", "none"),
    };
    let related = linked(finding, PLACES);
    let mut value = json!({
        "ruleId": finding.rule,
        "kind": kind,
        "level": level,
        "rank": (finding.confidence * 1000.0).round() / 10.0,
        "message": { "text": message(finding, &related) },
        "partialFingerprints": { "primaryLocationLineHash": format!("{}:1", finding.fingerprint) },
        "properties": { "verdict": finding.verdict, "confidence": finding.confidence },
    });
    if let Some(index) = rules.iter().position(|rule| rule.id == finding.rule) {
        value["ruleIndex"] = index.into();
    }
    let locations: Vec<Value> = primary(finding)
        .map(|(_, claim)| location(claim))
        .into_iter()
        .collect();
    value["locations"] = locations.into();
    let related: Vec<Value> = related
        .iter()
        .enumerate()
        .map(|(at, (side, claim))| {
            let mut value = location(claim);
            value["id"] = (at + 1).into();
            value["message"] = json!({ "text": attribution(side, claim) });
            value
        })
        .collect();
    value["relatedLocations"] = related.into();
    value
}

/// The question and what every side says, each answer linked to a place where it stands.
fn message(finding: &Finding, related: &[(&Side, &Claim)]) -> String {
    let mut parts = Vec::new();
    for side in &finding.sides {
        let answer = escape(&short(&side.answer));
        let at = related
            .iter()
            .position(|(other, _)| std::ptr::eq(*other, side));
        let answer = at.map_or(answer.clone(), |at| format!("[{answer}]({})", at + 1));
        parts.push(match articles(side) {
            0 => format!("the reference says {answer}"),
            1 => format!("1 article says {answer}"),
            n => format!("{n} articles say {answer}"),
        });
    }
    let (question, reason) = (escape(&asked(&finding.question)), escape(&finding.reason));
    format!("{question} {}. {reason}", parts.join(", "))
        .trim_end()
        .to_owned()
}

/// Brackets make links in messages.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

fn location(claim: &Claim) -> Value {
    let place = &claim.span;
    let mut region = json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "byteOffset": place.start,
        "byteLength": place.end.saturating_sub(place.start),
    });
    if !claim.text.is_empty() {
        region["snippet"] = json!({ "text": claim.text });
    }
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri::of_path(&claim.article.path) },
            "region": region,
        },
    })
}

fn suppressed(one: &Silenced, rules: &[RuleInfo]) -> Value {
    let kind = match one.by {
        SilencedBy::Comment => "inSource",
        SilencedBy::Decision | SilencedBy::Baseline => "external",
    };
    let mut suppression = Map::new();
    suppression.insert("kind".into(), kind.into());
    suppression.insert("status".into(), "accepted".into());
    if !one.reason.is_empty() {
        suppression.insert("justification".into(), one.reason.as_str().into());
    }
    let mut value = result(&one.finding, rules);
    value["suppressions"] = Value::Array(vec![suppression.into()]);
    value
}

fn notification(problem: &Problem) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri::of_path(&problem.path) } });
    if let Some(line) = problem.line {
        place["region"] = json!({ "startLine": line });
    }
    json!({
        "level": "warning",
        "message": { "text": problem.message },
        "locations": [{ "physicalLocation": place }],
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn rendered() -> (Report, Value) {
        let report = sample::report();
        let context = Context {
            rules: vec![RuleInfo {
                id: "office-holder".into(),
                question: "Who is {office}?".into(),
                why: "Wrong names are printed often.".into(),
                limits: "Shared offices are left alone.".into(),
                severity: Severity::Error,
                precision: Some((0.97, 40)),
            }],
            silenced: vec![Silenced {
                finding: report.findings[1].clone(),
                by: SilencedBy::Comment,
                reason: "two bridges".into(),
            }],
            ..Context::default()
        };
        let text = render(&report, &context);
        (report, serde_json::from_str(&text).expect("JSON"))
    }

    #[test]
    fn it_is_valid_sarif() {
        let schema = include_str!("../../tests/data/sarif-schema-2.1.0.json");
        // One pattern in the published schema has a bracket that engines for Unicode refuse.
        let schema = schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
        let schema = serde_json::from_str(&schema).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let (_, log) = rendered();
        let errors: Vec<String> = validator
            .iter_errors(&log)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn every_region_is_the_quoted_text_and_no_finding_is_lost() {
        let (report, log) = rendered();
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert_eq!(results.len(), report.findings.len() + 1);
        for result in results {
            let related = result["relatedLocations"].as_array().expect("related");
            let own = result["locations"].as_array().expect("locations");
            assert_eq!(own.len(), 1);
            for location in own.iter().chain(related) {
                let place = &location["physicalLocation"];
                let path = place["artifactLocation"]["uri"].as_str().expect("a path");
                let number = |name: &str| place["region"][name].as_u64().expect(name) as usize;
                let words = sample::slice(
                    path,
                    number("startLine"),
                    number("startColumn"),
                    number("endColumn"),
                );
                assert_eq!(words, place["region"]["snippet"]["text"]);
                let start = number("byteOffset");
                assert_eq!(
                    sample::text(path)[start..start + number("byteLength")],
                    words
                );
            }
        }
    }

    #[test]
    fn the_other_side_is_linked_from_the_message() {
        let (_, log) = rendered();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(
            result["message"]["text"],
            "Who is the mayor of Leeds? 1 article says [Ann Ito](1), 4 articles say [Bo \
             Lund](2). One person holds this office at a time, and both were named within four days."
        );
        assert_eq!(result["relatedLocations"][0]["id"], 1);
        let rules = log["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules");
        assert_eq!(
            rules.len(),
            2,
            "rules that only findings name are listed too"
        );
        assert_eq!(rules[1]["properties"]["precision"], "very-high");
        let address = |value: &serde_json::Value| {
            value
                .as_str()
                .is_some_and(|uri| uri.starts_with("https://"))
        };
        assert!(address(&log["runs"][0]["tool"]["driver"]["informationUri"]));
        assert!(rules.iter().all(|rule| address(&rule["helpUri"])));
        assert_eq!(result["ruleIndex"], 1);
    }
}
