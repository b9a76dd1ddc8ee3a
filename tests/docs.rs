//! A page per rule under `docs/rules`, made of the rule files. What a page says of its rule must be
//! what the rule says; `SNAPSHOTS=overwrite cargo test --test docs` writes the pages with the
//! examples as they are now.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toml::Value;

/// Examples on a page.
const EXAMPLES: usize = 6;

#[test]
fn every_rule_has_its_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = gainsay::pipeline::rules(&[]).expect("the built-in rules");
    assert!(!rules.is_empty());
    let mut index = String::from("# The rules\n\n| rule | severity | asks |\n|---|---|---|\n");
    for rule in &rules {
        let severity = format!("{:?}", rule.severity).to_lowercase();
        let _ = writeln!(
            index,
            "| [{0}]({0}.md) | {severity} | {1} |",
            rule.id, rule.question
        );
        let source = fs::read_to_string(root.join(format!("rules/{}.toml", rule.id)));
        let source: Value = source
            .expect("a rule file")
            .parse::<toml::Table>()
            .expect("TOML")
            .into();
        let mut page = format!(
            "# {}\n\n**{}** ({severity})\n\n{}\n\n## What it leaves alone\n\n{}\n\n## Examples\n",
            rule.id, rule.question, rule.why, rule.limits
        );
        let examples = source.get("example").and_then(Value::as_array);
        for example in examples.into_iter().flatten().take(EXAMPLES) {
            add_example(&mut page, example);
        }
        let page_file = root.join(format!("docs/rules/{}.md", rule.id));
        hold(&page_file, &page, "\n## Examples\n");
    }
    let index_file = root.join("docs/rules/README.md");
    hold(&index_file, &index, "\n\n\n");
}

/// Holds a page as far as `until` against the file, or writes it.
fn hold(file: &Path, page: &str, until: &str) {
    if std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        fs::write(file, page).expect("written");
    }
    let written = fs::read_to_string(file).unwrap_or_default();
    let head = |text: &str| text.split(until).next().unwrap_or_default().to_owned();
    let advice = "is out of date: run SNAPSHOTS=overwrite cargo test --test docs";
    assert_eq!(head(&written), head(page), "{} {advice}", file.display());
}

/// The articles of an example, and what is found in them.
fn add_example(page: &mut String, example: &Value) {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or("").to_owned();
    let _ = write!(page, "\n### {}\n\n", text(example.get("why")));
    let articles = example.get("articles").and_then(Value::as_array);
    for article in articles.into_iter().flatten() {
        let about = [text(article.get("date")), text(article.get("source"))];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let about = if about.is_empty() {
            "undated".to_owned()
        } else {
            about.join(", ")
        };
        let words = text(article.get("text"));
        let words: Vec<&str> = words
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let _ = writeln!(page, "- {about}: {}", words.join(" "));
    }
    let finds: Vec<String> = match example.get("finds") {
        Some(Value::Array(lines)) => lines.iter().map(|line| text(Some(line))).collect(),
        line => vec![text(line)],
    };
    let _ = writeln!(page, "\nFinds **{}**.", finds.join("; "));
}
