//! What `gainsay check` lists in collections of articles: how much by each rule, how sure, and how
//! much of it between articles that tell of two events.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use gainsay::pipeline::check;
use gainsay::read::{self, Inputs};
use gainsay::report::Report;
use serde_json::Value;

use super::{Task, claims_of, conflicts, options};

/// From where on a conflict counts as surer.
const SURER: [f64; 3] = [0.7, 0.8, 0.9];

/// Natural news: nothing is known of it, so all is counted and the rest is for the eye.
pub(crate) fn news(task: &Task) -> Result<String> {
    let report = check(&options(&task.articles("news-12k.jsonl.gz")), &())?;
    Ok(listed(&report, &BTreeMap::new()))
}

/// Topics of two events that look alike.
pub(crate) fn look_alikes(task: &Task) -> Result<String> {
    let articles = task.articles("ecbplus-1-35.jsonl.gz");
    let events = labels(&articles, "event")?;
    Ok(listed(&check(&options(&articles), &())?, &events))
}

/// The conflicts by rule; with the events of articles, how many of them hold articles of two.
pub(crate) fn listed(report: &Report, events: &BTreeMap<String, String>) -> String {
    #[derive(Default)]
    struct Row {
        all: usize,
        surer: [usize; 3],
        between: usize,
    }
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    for finding in conflicts(report) {
        let of: BTreeSet<&String> = claims_of(finding)
            .filter_map(|claim| events.get(&claim.article.id))
            .collect();
        for rule in ["all", &finding.rule] {
            let row = rows.entry(rule).or_default();
            row.all += 1;
            row.between += usize::from(of.len() > 1);
            for (count, least) in row.surer.iter_mut().zip(SURER) {
                *count += usize::from(finding.confidence >= least);
            }
        }
    }
    let mut out = String::from("| rule | conflicts | from 0.7 on | from 0.8 on | from 0.9 on |");
    out += if events.is_empty() {
        ""
    } else {
        " between two events |"
    };
    out += "\n|---|---|---|---|---|";
    out += if events.is_empty() { "\n" } else { "---|\n" };
    let all = rows.remove("all").unwrap_or_default();
    let name = format!("all, in {} articles", report.articles);
    for (rule, row) in rows.into_iter().chain([(&*name, all)]) {
        let [a, b, c] = row.surer;
        let _ = write!(out, "| {rule} | {} | {a} | {b} | {c} |", row.all);
        if !events.is_empty() {
            let _ = write!(out, " {} |", row.between);
        }
        out.push('\n');
    }
    out
}

/// A field of each article of a JSONL file, by its id.
pub(crate) fn labels(path: &Path, field: &str) -> Result<BTreeMap<String, String>> {
    let inputs = Inputs {
        paths: vec![path.to_owned()],
        ..Inputs::default()
    };
    let mut found = BTreeMap::new();
    for input in read::walk(&inputs).0 {
        let Ok(file) = read::open(&input) else {
            continue;
        };
        let lines = file.bytes.split(|&byte| byte == b'\n');
        for line in lines.filter(|line| !line.is_empty()) {
            let article: Value = serde_json::from_slice(line)?;
            let told = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
            found.insert(told("id"), told(field));
        }
    }
    Ok(found)
}
