//! `rdjsonl`: Reviewdog Diagnostic Format, one diagnostic per line.

use serde::Serialize;

use crate::compare::Verdict;
use crate::rules::Severity;

use super::title::title;
use super::words::{attribution, linked, primary};
use super::{Claim, Context, Finding, Report};

/// Other places per side.
const PLACES: usize = 5;

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Line from 1; column from 1 in UTF-8 bytes.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

/// One line per finding.
pub fn render(report: &Report, context: &Context) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let diagnostic = diagnostic(finding, context);
        out.push_str(&serde_json::to_string(&diagnostic).unwrap_or_default());
        out.push('\n');
    }
    out
}

fn diagnostic(finding: &Finding, context: &Context) -> Diagnostic {
    let related = |(side, claim): (&_, &Claim)| Related {
        message: attribution(side, claim),
        location: location(claim, context),
    };
    Diagnostic {
        message: format!("{}\n{}", title(finding), finding.reason),
        location: primary(finding).map(|(_, claim)| location(claim, context)),
        severity: severity(finding),
        source: Source { name: "gainsay" },
        code: Code {
            value: finding.rule.clone(),
        },
        related_locations: linked(finding, PLACES).into_iter().map(related).collect(),
    }
}

/// Where the file can be looked at, columns count bytes; else code points, the nearest there is.
fn location(claim: &Claim, context: &Context) -> Location {
    let (place, path) = (&claim.span, &claim.article.path);
    let column = |offset, code_points| {
        let bytes = context.byte_column.and_then(|column| column(path, offset));
        bytes.unwrap_or(code_points)
    };
    Location {
        path: path.clone(),
        range: Range {
            start: Position {
                line: place.line,
                column: column(place.start, place.column),
            },
            end: Position {
                line: place.end_line,
                column: column(place.end, place.end_column),
            },
        },
    }
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Conflict, Severity::Error) => "ERROR",
        (Verdict::Conflict, Severity::Warning) => "WARNING",
        _ => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::sample;
    use super::*;

    fn byte_column(path: &str, offset: usize) -> Option<usize> {
        let before = &sample::text(path).get(..offset)?;
        Some(offset - before.rfind('\n').map_or(0, |at| at + 1) + 1)
    }

    /// The words at a location, by the format's own rules.
    fn words(location: &Value) -> String {
        let text = sample::text(location["path"].as_str().expect("a path"));
        let number = |value: &Value| value.as_u64().expect("a number") as usize;
        let (start, end) = (&location["range"]["start"], &location["range"]["end"]);
        assert_eq!(start["line"], end["line"]);
        let line = text
            .lines()
            .nth(number(&start["line"]) - 1)
            .expect("the line");
        line[number(&start["column"]) - 1..number(&end["column"]) - 1].to_owned()
    }

    #[test]
    fn every_region_is_the_quoted_text_in_bytes() {
        let report = sample::report();
        let context = Context {
            byte_column: Some(byte_column),
            ..Context::default()
        };
        let text = render(&report, &context);
        assert_eq!(text.lines().count(), report.findings.len());
        let mayor: Value =
            serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
        assert_eq!(words(&mayor["location"]), "Bo Lund");
        let related = mayor["related_locations"].as_array().expect("others");
        let related: Vec<String> = related.iter().map(|one| words(&one["location"])).collect();
        assert_eq!(related, ["Ann Ito", "Bo Lund", "Bo Lund", "Bo Lund"]);
        assert_eq!(mayor["severity"], "ERROR");
        assert_eq!(mayor["code"]["value"], "office-holder");
    }
}
