//! `github`: annotations as GitHub Actions reads them from a step's output.

use std::fmt::Write as _;

use crate::compare::Verdict;
use crate::rules::Severity;

use super::title::title;
use super::words::{evidence, others, primary};
use super::{Finding, Place, Report};

/// Quotes per side in a message.
const QUOTES: usize = 3;

/// One workflow command per finding. GitHub shows ten errors and ten warnings of a step, so the
/// most certain come first.
pub fn render(report: &Report) -> String {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "{}", command(finding));
    }
    out
}

fn command(finding: &Finding) -> String {
    let place = primary(finding).map_or_else(String::new, |(_, claim)| {
        let file = property(&claim.article.path);
        format!(",file={file}{}", region(&claim.span))
    });
    let mut message = format!("{}\n{}", title(finding), finding.reason);
    for (side, claim) in others(finding, QUOTES) {
        let _ = write!(message, "\n{}", evidence(side, claim));
    }
    let _ = write!(message, "\nFingerprint {}", finding.fingerprint);
    let heading = property(&format!("gainsay {}", finding.rule));
    format!(
        "::{} title={heading}{place}::{}",
        level(finding),
        escape(&message)
    )
}

/// Columns only when the region is on one line: GitHub refuses them otherwise.
fn region(place: &Place) -> String {
    let mut text = format!(",line={},endLine={}", place.line, place.end_line);
    if place.line == place.end_line {
        let _ = write!(text, ",col={},endColumn={}", place.column, place.end_column);
    }
    text
}

fn level(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Conflict, Severity::Error) => "error",
        (Verdict::Conflict, Severity::Warning) => "warning",
        _ => "notice",
    }
}

fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    /// What GitHub's runner makes of a line: command, properties, message.
    fn parse(line: &str) -> (String, Vec<(String, String)>, String) {
        let rest = line.strip_prefix("::").expect("a command");
        let (head, message) = rest.split_once("::").expect("an end of the properties");
        let (command, properties) = head.split_once(' ').expect("properties");
        let plain = |text: &str| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n");
            text.replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%25", "%")
        };
        let properties = properties
            .split(',')
            .map(|pair| pair.split_once('=').expect("name and value"))
            .map(|(name, value)| (name.to_owned(), plain(value)))
            .collect();
        (command.to_owned(), properties, plain(message))
    }

    #[test]
    fn every_finding_is_one_line_that_the_runner_reads() {
        let report = sample::report();
        let text = render(&report);
        assert_eq!(text.lines().count(), report.findings.len());
        for (line, finding) in text.lines().zip(&report.findings) {
            let (_, properties, message) = parse(line);
            assert!(message.starts_with(&title(finding)), "{message}");
            let get = |name: &str| {
                let found = properties.iter().find(|(n, _)| n == name);
                found.map(|(_, value)| value.clone()).expect(name)
            };
            let number = |name: &str| get(name).parse::<usize>().expect("a number");
            let (_, claim) = primary(finding).expect("claims");
            let words = sample::slice(
                &get("file"),
                number("line"),
                number("col"),
                number("endColumn"),
            );
            assert_eq!(words, claim.text);
        }
        assert!(
            text.lines()
                .nth(1)
                .is_some_and(|line| line.contains("100%25 sure?"))
        );
    }

    #[test]
    fn columns_are_left_out_over_several_lines() {
        let mut report = sample::report();
        for side in &mut report.findings[0].sides {
            for claim in &mut side.claims {
                claim.span.end_line += 1;
            }
        }
        let text = render(&report);
        let line = text.lines().next().expect("a line");
        assert!(
            line.contains("endLine=8::") && !line.contains("col="),
            "{line}"
        );
    }

    #[test]
    fn the_most_certain_come_first() {
        let mut report = sample::report();
        report.findings[1].confidence = 0.99;
        assert!(render(&report).starts_with("::warning title=gainsay casualty-toll,"));
    }
}
