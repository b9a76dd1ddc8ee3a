//! `text`: every finding in the look of a compiler's diagnostics, both sides quoted in place.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::compare::Verdict;
use crate::rules::Severity;

use super::title::title;
use super::words::{attribution, harmless, short, verdict};
use super::{Claim, Context, Finding, Report, Side};

/// Quotes per side; the rest is counted.
const QUOTES: usize = 3;
/// Sides that are quoted; the rest is named.
const SIDES: usize = 6;

/// All findings, a blank line after each.
pub fn render(report: &Report, context: &Context) -> String {
    let renderer = if context.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(context.width.unwrap_or(DEFAULT_TERM_WIDTH).max(60));
    let mut out = String::new();
    for finding in &report.findings {
        let mut places = Vec::new();
        let diagnostic = diagnostic(finding, &mut places);
        out.push_str(&with_places(&renderer.render(&[diagnostic]), &places));
        out.push_str("\n\n");
    }
    out
}

/// One finding as one diagnostic. `places` gets what stands for each placeholder.
fn diagnostic<'a>(finding: &'a Finding, places: &mut Vec<String>) -> Group<'a> {
    let level = level(finding).with_name(verdict(finding.verdict));
    let mut group = Group::with_title(
        level
            .primary_title(harmless(&title(finding)))
            .id(&*finding.rule),
    );
    let mut notes = vec![finding.reason.clone()];
    for (index, side) in finding.sides.iter().enumerate() {
        if index >= SIDES {
            notes.push(format!("also: {}", short(&side.answer)));
            continue;
        }
        let kind = if index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        for claim in side.claims.iter().take(QUOTES) {
            group = quote(group, side, claim, kind, places);
        }
        let more = side.claims.len().saturating_sub(QUOTES);
        if more > 0 {
            let verb = if more == 1 { "says" } else { "say" };
            notes.push(format!("and {more} more {verb} {}", short(&side.answer)));
        }
    }
    notes.push(format!(
        "confidence {:.2}, fingerprint {}",
        finding.confidence, finding.fingerprint
    ));
    let notes = notes.into_iter().filter(|note| !note.is_empty());
    group.elements(notes.map(|note| Level::NOTE.message(harmless(&note))))
}

/// Adds one quote: its place, and its sentence with the words marked. The sentence stands for the
/// line that it is on, because a line of an article is a paragraph.
fn quote<'a>(
    group: Group<'a>,
    side: &Side,
    claim: &'a Claim,
    kind: AnnotationKind,
    places: &mut Vec<String>,
) -> Group<'a> {
    let (place, path) = (&claim.span, &*claim.article.path);
    let end = claim.offset + claim.text.len();
    if claim.sentence.is_empty() || claim.sentence.get(claim.offset..end).is_none() {
        let origin = Origin::path(path)
            .line(place.line)
            .char_column(place.column);
        return group
            .element(origin)
            .element(Level::NOTE.message(harmless(&attribution(side, claim))));
    }
    let mark = kind.span(claim.offset..end).label(attribution(side, claim));
    let snippet = Snippet::source(claim.sentence.replace(['\n', '\r'], " "))
        .line_start(place.line)
        .path(format!("{OPEN}{}{CLOSE}", places.len()))
        .annotation(mark);
    places.push(harmless(&format!("{path}:{}:{}", place.line, place.column)));
    group.element(snippet)
}

/// Noncharacters, which no text holds: between them stands the number of a place. The renderer
/// would print the column in the sentence; an editor needs the column in the file.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// Puts the true places where the renderer has put placeholders, with its line and column.
fn with_places(rendered: &str, places: &[String]) -> String {
    let mut out = String::with_capacity(rendered.len());
    let mut rest = rendered;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let (number, after) = after.split_once(CLOSE).unwrap_or(("", after));
        let place = number
            .parse()
            .ok()
            .and_then(|number: usize| places.get(number));
        rest = match place {
            Some(place) => {
                out.push_str(place);
                after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit())
            }
            None => after,
        };
    }
    out.push_str(rest);
    out
}

fn level(finding: &Finding) -> Level<'static> {
    match (finding.verdict, finding.severity) {
        (Verdict::Conflict, Severity::Error) => Level::ERROR,
        (Verdict::Conflict, Severity::Warning) => Level::WARNING,
        (Verdict::Conflict, Severity::Info) => Level::INFO,
        _ => Level::NOTE,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn both_sides_are_quoted_in_place() {
        let report = sample::report();
        let text = render(&report, &Context::default());
        snapbox::assert_data_eq!(text, snapbox::file!["sample.txt"].raw());
    }

    #[test]
    fn places_are_those_of_the_file() {
        let mut report = sample::report();
        report.findings[0].sides[0].claims[0].span.column = 777;
        let text = render(&report, &Context::default());
        assert!(text.contains("--> articles/a.txt:3:777\n"), "{text}");
        assert!(!text.contains([OPEN, CLOSE]));
    }

    #[test]
    fn a_terminal_is_sent_no_commands_from_an_article() {
        let mut report = sample::report();
        report.findings[0].sides[0].claims[0]
            .sentence
            .push_str("\u{1b}[2J");
        report.findings[0].reason.push('\u{7}');
        let text = render(&report, &Context::default());
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
    }

    #[test]
    fn an_offset_that_does_not_fit_is_no_panic() {
        let mut report = sample::report();
        report.findings[0].sides[0].claims[0].offset = 10_000;
        assert!(render(&report, &Context::default()).contains("Ann Ito"));
    }
}
