//! Reports of incidents against a registry: victims, day and town; which reports stand in one
//! cluster (B³; Bagga and Baldwin 1998); conflicts within incidents and between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay::pipeline::{Options, check, claims, graph};
use gainsay::report::ClaimLine;
use serde_json::Value;

use super::collections::{labels, listed};
use super::{Task, options, percent};

/// The rules whose claims are about the happening that an article reports.
const EVENT_RULES: [&str; 4] = ["casualty-toll", "event", "event-date", "event-place"];

/// What the registry says of an incident.
struct Facts {
    killed: u64,
    injured: u64,
    day: String,
    towns: BTreeSet<String>,
}

/// What agrees with the registry, what stands together, what contradicts.
pub(crate) fn report(task: &Task) -> Result<String> {
    let articles = task.articles("incidents-articles.jsonl.gz");
    let incidents = labels(&articles, "incident")?;
    let facts = registry(&task.articles("incidents-facts.jsonl"))?;
    let options = options(&articles);
    let (lines, _) = claims(&options, &())?;
    let mut out = answers(&lines, &incidents, &facts);
    out += &clusters(&options, &incidents)?;
    out += &listed(&check(&options, &())?, &incidents);
    Ok(out)
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
) -> String {
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
    let mut out =
        format!("| answer | articles that claim one, of {known} | agree |\n|---|---|---|\n");
    for kind in ["killed", "injured", "day", "town"] {
        let of_kind = || said.iter().filter(|((of, _), _)| *of == kind);
        let (all, right) = (
            of_kind().count(),
            of_kind().filter(|(_, agrees)| **agrees).count(),
        );
        let _ = writeln!(out, "| {kind} | {all} | {} |", percent(right, all));
    }
    out
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

fn clusters(options: &Options, incidents: &BTreeMap<String, String>) -> Result<String> {
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
    Ok(format!(
        "\nB³ over the {articles} articles of incidents with two articles or more: precision \
         {precision:.3}, recall {recall:.3},\n**F1 {:.3}**. {} of {} articles make such a claim.\n\n",
        2.0 * precision * recall / (precision + recall),
        linked.len(),
        incidents.len(),
    ))
}
