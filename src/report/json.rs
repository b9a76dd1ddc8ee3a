//! `json` and `jsonl`, as `schema-1.json` describes them.

use serde::{Deserialize, Serialize};

use super::{Context, Finding, Report, SCHEMA, Silenced};

/// The JSON Schema of the `json` format; `$defs/finding` is one line of `jsonl`.
pub const JSON_SCHEMA: &str = include_str!("schema-1.json");

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "<[Silenced]>::is_empty")]
    silenced: &'a [Silenced],
}

/// The whole report.
pub fn render(report: &Report, context: &Context) -> String {
    let written = Written {
        report,
        silenced: &context.silenced,
    };
    // Maps with string keys, finite numbers: this cannot fail.
    let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
    text.push('\n');
    text
}

/// One finding per line.
pub fn render_lines(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&serde_json::to_string(finding).unwrap_or_default());
        out.push('\n');
    }
    out
}

#[derive(Deserialize)]
struct Version {
    schema: u32,
}

/// Reads what [`render`] or [`render_lines`] wrote.
///
/// # Errors
/// A message that says what is wrong with the text, with line and column where there are some.
pub fn parse(text: &str) -> Result<Report, String> {
    if let Ok(Version { schema }) = serde_json::from_str(text) {
        if schema != SCHEMA {
            return Err(format!(
                "this report has schema {schema}, and this gainsay reads schema {SCHEMA}: use the \
                 version of gainsay that wrote it, or check the articles again"
            ));
        }
        return serde_json::from_str(text).map_err(|error| not_ours(&error));
    }
    let findings = serde_json::Deserializer::from_str(text)
        .into_iter::<Finding>()
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| not_ours(&error))?;
    Ok(Report {
        schema: SCHEMA,
        articles: 0,
        claims: 0,
        clusters: 0,
        problems: Vec::new(),
        findings,
    })
}

fn not_ours(error: &serde_json::Error) -> String {
    format!(
        "this is no report that `gainsay check --output-format json` or `jsonl` wrote ({error})"
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::report::SilencedBy;

    fn validator(of: &str) -> jsonschema::Validator {
        let mut schema: serde_json::Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
        if of != "#" {
            schema["$ref"] = of.into();
            for key in ["type", "required", "properties", "additionalProperties"] {
                schema.as_object_mut().expect("object").remove(key);
            }
        }
        jsonschema::validator_for(&schema).expect("a valid schema")
    }

    fn assert_valid(of: &str, value: &serde_json::Value) {
        let errors: Vec<_> = validator(of)
            .iter_errors(value)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn json_validates_and_reads_back() {
        let report = sample::report();
        let silenced = Silenced {
            finding: report.findings[1].clone(),
            by: SilencedBy::Decision,
            reason: "two bridges".into(),
        };
        let context = Context {
            silenced: vec![silenced],
            ..Context::default()
        };
        let text = render(&report, &context);
        assert_valid("#", &serde_json::from_str(&text).expect("JSON"));
        assert_eq!(parse(&text), Ok(report));
    }

    /// The whole-binary cases print this report in every format.
    #[test]
    fn the_saved_report_of_the_cli_cases_is_the_sample() {
        let text = render(&sample::report(), &Context::default());
        let saved = snapbox::file!["../../tests/cli/report.in/report.json"].raw();
        snapbox::assert_data_eq!(text, saved);
    }

    #[test]
    fn jsonl_validates_and_reads_back() {
        let report = sample::report();
        let text = render_lines(&report);
        assert_eq!(text.lines().count(), report.findings.len());
        for line in text.lines() {
            assert_valid(
                "#/$defs/finding",
                &serde_json::from_str(line).expect("JSON"),
            );
        }
        assert_eq!(parse(&text).map(|read| read.findings), Ok(report.findings));
    }

    #[test]
    fn the_schema_is_strict() {
        let mut value = serde_json::to_value(sample::report()).expect("JSON");
        value["findings"][0]["confidence"] = 1.5.into();
        assert!(!validator("#").is_valid(&value));
    }

    #[test]
    fn another_schema_is_refused_with_advice() {
        assert!(parse(r#"{"schema": 7}"#).is_err_and(|e| e.contains("schema 7")));
        assert!(parse("not json").is_err_and(|e| e.contains("no report")));
    }
}
