//! `gitlab`: a Code Quality report.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::compare::Verdict;
use crate::rules::Severity;

use super::title::title;
use super::words::primary;
use super::{Finding, Report};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// An array with an issue per finding, at the newest article.
pub fn render(report: &Report) -> String {
    let mut seen = BTreeSet::new();
    let issues: Vec<Issue> = report
        .findings
        .iter()
        .map(|finding| issue(finding, &mut seen))
        .collect();
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    text
}

fn issue(finding: &Finding, seen: &mut BTreeSet<String>) -> Issue {
    let claim = primary(finding).map(|(_, claim)| claim);
    let path = claim.map_or("", |claim| claim.article.path.as_str());
    // GitLab drops issues whose fingerprint it has seen.
    let mut fingerprint = finding.fingerprint.clone();
    while !seen.insert(fingerprint.clone()) {
        fingerprint.push('+');
    }
    Issue {
        description: title(finding),
        check_name: finding.rule.clone(),
        fingerprint,
        severity: severity(finding),
        location: Location {
            path: path.strip_prefix("./").unwrap_or(path).to_owned(),
            lines: Lines {
                begin: claim.map_or(1, |claim| claim.span.line),
                end: claim.map_or(1, |claim| claim.span.end_line),
            },
        },
    }
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Conflict, Severity::Error) => "major",
        (Verdict::Conflict, Severity::Warning) => "minor",
        _ => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_issue_has_what_gitlab_requires() {
        let mut report = sample::report();
        report.findings.push(report.findings[0].clone());
        let issues: Vec<serde_json::Value> =
            serde_json::from_str(&render(&report)).expect("an array");
        assert_eq!(issues.len(), report.findings.len());
        let schema = serde_json::json!({
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "pattern": "^[^/.]" },
                        "lines": { "type": "object", "required": ["begin"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 } } }
                    }
                }
            }
        });
        let mut prints = BTreeSet::new();
        for issue in &issues {
            assert!(jsonschema::is_valid(&schema, issue), "{issue:#}");
            assert!(prints.insert(issue["fingerprint"].to_string()));
        }
        assert_eq!(issues[0]["location"]["lines"]["begin"], 7);
    }
}
