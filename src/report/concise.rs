//! `concise`: one line per finding, `path:line:column: verdict[rule] title`.

use super::Report;
use super::title::title;
use super::words::{harmless, primary, verdict};

/// One line per finding.
pub fn render(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let place = primary(finding).map_or_else(String::new, |(_, claim)| {
            let place = &claim.span;
            format!("{}:{}:{}: ", claim.article.path, place.line, place.column)
        });
        let line = format!(
            "{place}{}[{}] {} ({:.2}, {})",
            verdict(finding.verdict),
            finding.rule,
            title(finding),
            finding.confidence,
            finding.fingerprint
        );
        out.push_str(&harmless(&line));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_line_per_finding() {
        let mut report = sample::report();
        report.findings[0].sides[0].answer = "Ann\nIto\u{1b}[31m".into();
        let text = render(&report);
        assert_eq!(text.lines().count(), report.findings.len());
        assert!(!text.contains('\u{1b}'));
        assert!(text.starts_with("articles/d.md:7:12: conflict[office-holder] Who is the mayor"));
    }
}
