//! Reports of incidents against a registry: victims, day and town; which reports stand in one
//! cluster (B³; Bagga and Baldwin 1998); conflicts within incidents and between them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay::compare::Verdict;
use gainsay::pipeline::{Options, check, claims, graph};
use gainsay::read::{self, Inputs};
use gainsay::report::{ClaimLine, DEFAULT_CONFIDENCE};
use serde_json::Value;

use super::percent;

const HEAD: &str = "\
# Reports of incidents

Written by `cargo run --release --example accuracy -- ARTICLES FACTS > reports/accuracy-incidents.md`. An answer of an article agrees when every
claim that the article makes in its own voice or a source's, not alleged or denied, says what the registry says: the
number of the killed and of the injured, the day, the town (or one of the two that the registry names).
";

/// The rules whose claims are about the happening that an article reports.
const EVENT_RULES: [&str; 4] = ["casualty-toll", "event", "event-date", "event-place"];

/// What the registry says of an incident.
struct Facts {
    killed: u64,
    injured: u64,
    day: String,
    towns: BTreeSet<String>,
}

pub(crate) fn report(articles: &Path, facts: &Path) -> Result<()> {
    let incidents = incidents(articles)?;
    let facts = registry(facts)?;
    let options = Options {
        inputs: Inputs {
            paths: vec![articles.to_owned()],
            ..Inputs::default()
        },
        use_reference: true,
        ..Options::default()
    };
    println!("{HEAD}");
    let (lines, _) = claims(&options, &())?;
    answers(&lines, &incidents, &facts);
    clusters(&options, &incidents)?;
    conflicts(&options, &incidents)
}

/// The incident of each article, by id.
fn incidents(path: &Path) -> Result<BTreeMap<String, String>> {
    let inputs = Inputs {
        paths: vec![path.to_owned()],
        ..Inputs::default()
    };
    let mut found = BTreeMap::new();
    for input in read::walk(&inputs).0 {
        let Ok(file) = read::open(&input) else {
            continue;
        };
        for line in file.bytes.split(|&byte| byte == b'\n') {
            if line.is_empty() {
                continue;
            }
            let article: Value = serde_json::from_slice(line)?;
            let field = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
            found.insert(field("id"), field("incident"));
        }
    }
    Ok(found)
}

fn registry(path: &Path) -> Result<BTreeMap<String, Facts>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut found = BTreeMap::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line)?;
        let field = |name: &str| row[name].as_str().unwrap_or_default();
        let day = jiff::civil::Date::strptime("%B %d, %Y", field("date"))?;
        let towns = field("city_or_county").split(['(', ')']).map(town);
        let facts = Facts {
            killed: row["num_killed"].as_u64().unwrap_or_default(),
            injured: row["num_injured"].as_u64().unwrap_or_default(),
            day: gainsay::extract::DateValue::day(day).to_string(),
            towns: towns.filter(|town| !town.is_empty()).collect(),
        };
        found.insert(field("incident").to_owned(), facts);
    }
    Ok(found)
}

/// A town's name for comparison: "St. Louis" is "Saint Louis", "Polk County" is "Polk (county)".
fn town(name: &str) -> String {
    let words = name.to_lowercase().replace('.', "");
    let words = words.split_whitespace().map(|word| match word {
        "st" => "saint",
        "ft" => "fort",
        word => word,
    });
    let words: Vec<&str> = words
        .filter(|word| !matches!(*word, "county" | "parish"))
        .collect();
    words.join(" ")
}

fn answers(
    lines: &[ClaimLine],
    incidents: &BTreeMap<String, String>,
    facts: &BTreeMap<String, Facts>,
) {
    let known = incidents
        .values()
        .filter(|incident| facts.contains_key(*incident));
    let known = known.count();
    // Per kind of answer and article: does all that it says agree?
    let mut said: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for line in lines {
        let facts = incidents
            .get(&line.article.id)
            .and_then(|incident| facts.get(incident));
        if line.voice.contains('(') {
            continue;
        }
        if let Some((kind, agrees)) = facts.and_then(|facts| judge(line, facts)) {
            *said.entry((kind, &line.article.id)).or_insert(true) &= agrees;
        }
    }
    println!("| answer | articles that claim one, of {known} | agree |\n|---|---|---|");
    for kind in ["killed", "injured", "day", "town"] {
        let of_kind = || said.iter().filter(|((of, _), _)| *of == kind);
        let (all, right) = (
            of_kind().count(),
            of_kind().filter(|(_, agrees)| **agrees).count(),
        );
        println!("| {kind} | {all} | {} |", percent(right, all));
    }
}

/// What a claim answers, and whether it agrees with the registry.
fn judge<'k>(line: &ClaimLine, facts: &Facts) -> Option<(&'k str, bool)> {
    let number = || {
        let digits = line.answer.chars().skip_while(|c| !c.is_ascii_digit());
        let digits: String = digits.take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().ok()
    };
    match line.rule.as_str() {
        "casualty-toll" if line.question.contains(" were killed ") => {
            Some(("killed", number()? == facts.killed))
        }
        "casualty-toll" if line.question.contains(" were injured ") => {
            Some(("injured", number()? == facts.injured))
        }
        "event-date" if line.question.contains(" happen?") => {
            Some(("day", line.answer == facts.day))
        }
        "event-place" => Some(("town", facts.towns.contains(&town(&line.answer)))),
        _ => None,
    }
}

fn clusters(options: &Options, incidents: &BTreeMap<String, String>) -> Result<()> {
    let graph = graph(options, &())?;
    let mut clusters: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let events = graph
        .nodes
        .iter()
        .filter(|node| EVENT_RULES.contains(&node.rule.as_str()));
    for node in events.filter(|node| incidents.contains_key(&node.article)) {
        clusters
            .entry(node.cluster)
            .or_default()
            .insert(&node.article);
    }
    let mut linked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for articles in clusters.values() {
        for article in articles {
            linked.entry(article).or_default().extend(articles);
        }
    }
    let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (article, incident) in incidents {
        groups.entry(incident).or_default().insert(article);
    }
    let (mut precision, mut recall, mut articles) = (0.0, 0.0, 0);
    for group in groups.values().filter(|group| group.len() > 1) {
        for article in group {
            let alone = BTreeSet::from([*article]);
            let found = linked.get(article).unwrap_or(&alone);
            let shared = found.intersection(group).count() as f64;
            precision += shared / found.len() as f64;
            recall += shared / group.len() as f64;
            articles += 1;
        }
    }
    let (precision, recall) = (
        precision / f64::from(articles),
        recall / f64::from(articles),
    );
    println!(
        "\nTwo articles are linked when a cluster holds claims of both on what they report. Over the \
         {articles} articles\nof incidents with two articles or more: B³ precision {precision:.3}, \
         recall {recall:.3}, **F1 {:.3}**.\n{} of {} articles make such a claim.",
        2.0 * precision * recall / (precision + recall),
        linked.len(),
        incidents.len(),
    );
    Ok(())
}

fn conflicts(options: &Options, incidents: &BTreeMap<String, String>) -> Result<()> {
    let report = check(options, &())?;
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    let mut between = 0;
    let found = report.findings.iter().filter(|found| {
        found.verdict == Verdict::Conflict && found.confidence >= DEFAULT_CONFIDENCE
    });
    for finding in found {
        *rules.entry(&finding.rule).or_default() += 1;
        let claims = finding.sides.iter().flat_map(|side| &side.claims);
        let of: BTreeSet<&String> = claims
            .filter_map(|claim| incidents.get(&claim.article.id))
            .collect();
        between += usize::from(of.len() > 1);
    }
    println!("\n| rule | conflicts |\n|---|---|");
    for (rule, count) in &rules {
        println!("| {rule} | {count} |");
    }
    println!(
        "\n{between} of them between articles of two incidents, in {} articles.",
        incidents.len()
    );
    Ok(())
}
