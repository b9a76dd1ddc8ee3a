//! The baseline: findings that were there when a desk began, and are not asked about again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::report::Finding;

/// Fingerprints of findings with their rule and question, for the reader of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    findings: BTreeMap<String, (String, String)>,
}

#[derive(Deserialize)]
struct Written {
    schema: u32,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    fingerprint: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    question: String,
}

impl Baseline {
    /// The baseline that holds these findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let entry = |finding: &Finding| {
            let about = (finding.rule.clone(), finding.question.clone());
            (finding.fingerprint.clone(), about)
        };
        Self {
            findings: findings.into_iter().map(entry).collect(),
        }
    }

    /// Does it hold this finding?
    pub fn holds(&self, finding: &Finding) -> bool {
        self.findings.contains_key(&finding.fingerprint)
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Does it hold none?
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Reads a baseline, or the JSON report of an earlier run.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(text).map_err(|error| {
            format!("this is no baseline ({error}): write it anew with --write-baseline")
        })?;
        if written.schema != crate::report::SCHEMA {
            let schema = written.schema;
            return Err(format!(
                "this baseline has schema {schema}, which this gainsay does not know: write it \
                 anew with --write-baseline"
            ));
        }
        let entry = |entry: Entry| (entry.fingerprint, (entry.rule, entry.question));
        Ok(Self {
            findings: written.findings.into_iter().map(entry).collect(),
        })
    }

    /// As a file: one finding a line, sorted, so that it merges and shows what changed.
    pub fn render(&self) -> String {
        let mut out = String::from("{\n  \"schema\": 1,\n  \"findings\": [");
        for (number, (fingerprint, (rule, question))) in self.findings.iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            let text = |text: &str| serde_json::Value::from(text).to_string();
            let _ = write!(
                out,
                "{comma}\n    {{ \"fingerprint\": {}, \"rule\": {}, \"question\": {} }}",
                text(fingerprint),
                text(rule),
                text(question)
            );
        }
        out.push_str("\n  ]\n}\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(fingerprint: &str) -> Finding {
        Finding {
            rule: "age".into(),
            question: "How old is \"Ann\"?".into(),
            verdict: crate::compare::Verdict::Conflict,
            reason: String::new(),
            severity: crate::rules::Severity::Error,
            confidence: 0.5,
            fingerprint: fingerprint.into(),
            sides: Vec::new(),
            considered: Vec::new(),
        }
    }

    #[test]
    fn it_reads_back_what_it_wrote() {
        let baseline = Baseline::of([&finding("b"), &finding("a")]);
        let text = baseline.render();
        assert_eq!(Baseline::parse(&text), Ok(baseline.clone()));
        assert!(baseline.holds(&finding("a")) && !baseline.holds(&finding("c")));
        assert!(text.find("\"a\"") < text.find("\"b\""), "{text}");
        let empty = Baseline::default();
        assert_eq!(Baseline::parse(&empty.render()), Ok(empty));
    }

    #[test]
    fn a_broken_file_is_told() {
        assert!(Baseline::parse("{").is_err_and(|e| e.contains("--write-baseline")));
        assert!(Baseline::parse(r#"{"schema":9,"findings":[]}"#).is_err());
    }
}
