//! `junit`: a suite per article, a case per finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::compare::Verdict;

use super::title::title;
use super::words::{evidence, primary, verdict};
use super::xml::escape;
use super::{Finding, Report};

/// Quotes per side.
const QUOTES: usize = 5;

/// Conflicts are failed cases, all else passed ones. A report without findings has one passed
/// case, because readers of such files take an empty one for a broken run.
pub fn render(report: &Report) -> String {
    let mut suites: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        let path = primary(finding).map_or("gainsay", |(_, claim)| claim.article.path.as_str());
        suites.entry(path).or_default().push(finding);
    }
    let failures = failures(report.findings.iter());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests = report.findings.len().max(1);
    let _ = writeln!(
        out,
        "<testsuites name=\"gainsay\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    for (path, findings) in &suites {
        suite(&mut out, path, findings);
    }
    if suites.is_empty() {
        out.push_str(
            "  <testsuite name=\"gainsay\" tests=\"1\" failures=\"0\" errors=\"0\">\n    <testcase \
             classname=\"gainsay\" name=\"no contradictions\" time=\"0\"/>\n  </testsuite>\n",
        );
    }
    out.push_str("</testsuites>\n");
    out
}

fn failures<'a>(findings: impl Iterator<Item = &'a Finding>) -> usize {
    findings
        .filter(|finding| finding.verdict == Verdict::Conflict)
        .count()
}

fn suite(out: &mut String, path: &str, findings: &[&Finding]) {
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        escape(path),
        findings.len(),
        failures(findings.iter().copied())
    );
    for finding in findings {
        case(out, finding);
    }
    out.push_str("  </testsuite>\n");
}

fn case(out: &mut String, finding: &Finding) {
    let (class, title) = (escape(&finding.rule), escape(&title(finding)));
    let line = primary(finding).map_or(1, |(_, claim)| claim.span.line);
    let _ = writeln!(
        out,
        "    <testcase classname=\"{class}\" name=\"{title}\" time=\"0\">"
    );
    let mut text = format!("line {line}: {}\n", finding.reason);
    for side in &finding.sides {
        for claim in side.claims.iter().take(QUOTES) {
            let _ = writeln!(text, "{}", evidence(side, claim));
        }
    }
    let _ = write!(text, "fingerprint {}", finding.fingerprint);
    let text = escape(&text);
    if finding.verdict == Verdict::Conflict {
        let kind = verdict(finding.verdict);
        let _ = writeln!(
            out,
            "      <failure type=\"{kind}\" message=\"{title}\">{text}</failure>"
        );
    } else {
        let _ = writeln!(out, "      <system-out>{text}</system-out>");
    }
    out.push_str("    </testcase>\n");
}

#[cfg(test)]
mod tests {
    use quick_xml::events::{BytesStart, Event};

    use super::super::sample;
    use super::*;

    fn number(tag: &BytesStart<'_>, name: &str) -> usize {
        let attribute = tag
            .try_get_attribute(name)
            .expect("well-formed")
            .expect(name);
        attribute.value.parse().expect("a number")
    }

    /// Reads a file by the rules of the usual XSD and counts suites, cases and failures.
    fn counts(text: &str) -> (usize, usize, usize) {
        let mut reader = quick_xml::Reader::from_str(text);
        let (mut suites, mut cases, mut failures) = (0, 0, 0);
        let (mut promised, mut promised_failures) = (0, 0);
        let mut open: Vec<String> = Vec::new();
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Eof => break,
                Event::End(_) => {
                    open.pop();
                }
                event @ (Event::Start(_) | Event::Empty(_)) => {
                    let empty = matches!(event, Event::Empty(_));
                    let (Event::Start(tag) | Event::Empty(tag)) = event else {
                        unreachable!()
                    };
                    let name = tag.name().as_ref().to_owned();
                    let parent = open.last().map_or("", String::as_str);
                    match (parent, name.as_str()) {
                        ("", "testsuites") | ("testcase", "system-out") => {}
                        ("testsuites", "testsuite") => {
                            suites += 1;
                            promised += number(&tag, "tests");
                            promised_failures += number(&tag, "failures");
                        }
                        ("testsuite", "testcase") => cases += 1,
                        ("testcase", "failure") => failures += 1,
                        other => panic!("{other:?} is not allowed"),
                    }
                    if !empty {
                        open.push(name);
                    }
                }
                _ => {}
            }
        }
        assert_eq!((promised, promised_failures), (cases, failures));
        (suites, cases, failures)
    }

    #[test]
    fn a_suite_per_article_and_a_case_per_finding() {
        let mut report = sample::report();
        assert_eq!(counts(&render(&report)), (1, 2, 2));
        report.findings[1].verdict = Verdict::Revised;
        assert_eq!(counts(&render(&report)), (1, 2, 1));
    }

    #[test]
    fn no_findings_is_one_passed_case() {
        let mut report = sample::report();
        report.findings.clear();
        assert_eq!(counts(&render(&report)), (1, 1, 0));
    }
}
