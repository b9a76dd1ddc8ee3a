//! `markdown`: for a pull request's comment or a step's summary.

use std::fmt::Write as _;

use crate::compare::Verdict;
use crate::rules::Severity;

use super::title::{asked, tally};
use super::words::{articles, attribution, count, fact, marks, short, verdict};
use super::{Claim, Context, Finding, Report, Side};

/// Quotes per side; the rest is counted.
const QUOTES: usize = 3;

/// A heading with counts, then every finding with its sides.
pub fn render(report: &Report, context: &Context) -> String {
    let conflicts = report
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Conflict)
        .count();
    let mut out = format!(
        "## gainsay: {} in {}\n\n",
        count(conflicts, "conflict"),
        count(report.articles, "article")
    );
    for finding in &report.findings {
        section(&mut out, finding);
    }
    if !context.silenced.is_empty() {
        let _ = writeln!(
            out,
            "{} silenced.\n",
            count(context.silenced.len(), "finding")
        );
    }
    if !report.problems.is_empty() {
        out.push_str("### Not read\n\n");
        for problem in &report.problems {
            let line = problem
                .line
                .map_or_else(String::new, |line| format!(":{line}"));
            let _ = writeln!(
                out,
                "- {}: {}",
                code(&format!("{}{line}", problem.path)),
                escape(&problem.message)
            );
        }
        out.push('\n');
    }
    out
}

fn section(out: &mut String, finding: &Finding) {
    let _ = writeln!(
        out,
        "### {} {}\n",
        sign(finding),
        escape(&asked(&finding.question))
    );
    let _ = writeln!(
        out,
        "**{}** {}, confidence {:.2}: {}. {}\n",
        verdict(finding.verdict),
        code(&finding.rule),
        finding.confidence,
        escape(&tally(finding)),
        escape(&finding.reason)
    );
    for side in &finding.sides {
        let n = match articles(side) {
            0 => "reference".to_owned(),
            n => count(n, "article"),
        };
        let _ = writeln!(out, "- **{}** ({n})", escape(&short(&side.answer)));
        for claim in side.claims.iter().take(QUOTES) {
            let _ = writeln!(out, "  - {}", quote(side, claim));
        }
        let more = side.claims.len().saturating_sub(QUOTES);
        if more > 0 {
            let _ = writeln!(out, "  - and {more} more");
        }
    }
    let _ = writeln!(
        out,
        "\n<sub>fingerprint {}</sub>\n",
        code(&finding.fingerprint)
    );
}

/// The place, who and when, and the sentence with the words in bold.
fn quote(side: &Side, claim: &Claim) -> String {
    let place = format!(
        "{}:{}:{}",
        claim.article.path, claim.span.line, claim.span.column
    );
    let about = attribution(side, claim);
    let about = about
        .strip_prefix(&short(&side.answer))
        .unwrap_or(&about)
        .to_owned();
    let mut text = format!("{}{}", code(&place), escape(&about));
    if let Some([before, holder, after]) = fact(claim) {
        let _ = write!(
            text,
            ": {}**{}**{}",
            escape(&before),
            escape(&holder),
            escape(&after)
        );
        return text;
    }
    let end = claim.offset + claim.text.len();
    let parts = (
        claim.sentence.get(..claim.offset),
        claim.sentence.get(end..),
    );
    if let (false, (Some(before), Some(after))) = (claim.sentence.is_empty(), parts) {
        let words = escape(claim.text.trim());
        let (open, close) = marks(&claim.sentence);
        let (before, after) = (escape(before), escape(after));
        let _ = write!(text, ": {open}{before}**{words}**{after}{close}");
    }
    text
}

fn sign(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Conflict, Severity::Error) => "❌",
        (Verdict::Conflict, Severity::Warning) => "⚠️",
        _ => "ℹ️",
    }
}

/// Text that stays text: no markup, no mention, no link, no line break.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mention would call somebody.
            '@' => out.push_str("&#64;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A code span, whatever backticks are in it.
fn code(text: &str) -> String {
    let text = super::words::harmless(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::super::sample;
    use super::*;

    #[test]
    fn every_finding_is_a_section_and_every_quote_reads_back() {
        let report = sample::report();
        let text = render(&report, &Context::default());
        let (mut headings, mut plain) = (0, String::new());
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::Text(text) | Event::Code(text) => plain.push_str(&text),
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(matches!(&*html, "<sub>" | "</sub>"), "{html}");
                }
                _ => {}
            }
        }
        assert_eq!(headings, 1 + report.findings.len() + 1);
        assert!(plain.contains("York, <b>Star</b>"), "{plain}");
        assert!(plain.contains("Mayor of Leeds Bo Lund spoke"), "{plain}");
    }

    #[test]
    fn an_article_cannot_write_markup_or_call_anyone() {
        let mut report = sample::report();
        report.findings[0].question = "Who is *@octocat*\n# [x](http://y) <img src=x>?".into();
        let text = render(&report, &Context::default());
        let events: Vec<_> = Parser::new_ext(&text, Options::all()).collect();
        let marked = |e: &Event<'_>| {
            matches!(
                e,
                Event::Start(Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
            )
        };
        assert!(!events.iter().any(marked));
        assert!(!text.contains("@octocat") && !text.contains("<img"));
    }

    #[test]
    fn code_spans_hold_backticks() {
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("ab"), "`ab`");
    }
}
