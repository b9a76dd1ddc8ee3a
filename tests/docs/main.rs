//! A page per rule under `rules`, made of the rule files. What a page says of its rule must be
//! what the rule says; `SNAPSHOTS=overwrite cargo test --test docs` writes the pages with the
//! examples as they are now.

#![allow(clippy::expect_used, reason = "a test may panic")]

mod commands;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use toml::Value;

/// Examples on a page.
const EXAMPLES: usize = 6;
/// What sets the rules without patterns apart.
const FACET: &str = "This rule has no patterns: it holds any two sentences against each other that \
                     tell of the same thing, and asks where they differ \
                     ([more](WRITING.md#the-rules-without-patterns)).";

/// The kinds of detail that are read without laying two sentences beside each other.
const ALONE: [&str; 4] = ["arithmetic", "first-or-only", "headline", "name-spelling"];
const READ: &str = "This rule has no patterns: what it looks for is built in \
                    ([more](WRITING.md#the-rules-without-patterns)).";

#[test]
fn every_rule_has_its_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = gainsay::pipeline::rules(&[]).expect("the built-in rules");
    assert!(!rules.is_empty());
    let mut index = String::from("# The rules\n\n| rule | severity | asks |\n|---|---|---|\n");
    for rule in &rules {
        let severity = rule.severity;
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
        let mut page = format!("# {}\n\n**{}** ({severity})\n", rule.id, rule.question);
        if !rule.why.is_empty() {
            let _ = write!(page, "\n{}\n", rule.why);
        }
        if let Some(facet) = source.get("facet").and_then(Value::as_str) {
            let how = if ALONE.contains(&facet) { READ } else { FACET };
            let _ = write!(page, "\n{how}\n");
        }
        if !rule.limits.is_empty() {
            let _ = write!(page, "\n## What it leaves alone\n\n{}\n", rule.limits);
        }
        let examples = source.get("example").and_then(Value::as_array);
        if examples.is_some() {
            page.push_str("\n## Examples\n");
        }
        for example in examples.into_iter().flatten().take(EXAMPLES) {
            add_example(&mut page, example);
        }
        let page_file = root.join(format!("rules/{}.md", rule.id));
        hold(&page_file, &page, "\n## Examples\n");
    }
    let index_file = root.join("rules/README.md");
    index.push_str("\n[Writing a rule of your own](WRITING.md)\n");
    hold(&index_file, &index, "\n\n\n");
}

#[test]
fn the_rules_on_the_page_for_writers_pass_their_examples() {
    let page = include_str!("../../rules/WRITING.md");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = page.split("\n```toml file=").skip(1);
    let mut written = 0;
    for block in files {
        let (name, rest) = block.split_once('\n').expect("a name");
        let (text, _) = rest.split_once("\n```").expect("an end");
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
        // The rule that only turns a built-in one down comes without examples.
        written += usize::from(text.contains("[[example]]"));
    }
    assert!(written >= 2, "the page shows rules");
    let dirs = [folder.path().join("desk/rules")];
    let results = gainsay::pipeline::test_rules(&dirs).expect("rules without mistakes");
    let own = |id: &str| {
        page.contains(&format!("id = \"{id}\"")) && !page.contains(&format!("facet = \"{id}\""))
    };
    let own = results.iter().filter(|result| own(&result.rule));
    let failures: Vec<_> = own.filter_map(|result| result.failure.as_ref()).collect();
    assert!(failures.is_empty(), "{failures:?}");
}

#[test]
fn the_picture_of_the_terminal_is_what_is_printed() {
    let rules = "office-holder,weekday-date";
    let command = format!("gainsay check tests/corpora/harbour --select {rules}");
    let printed = checked(&["--select", rules, "--color", "always"]);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/terminal.svg");
    hold(&file, &picture(&command, &printed), "\n\n\n");
}

/// What a check of the sample prints.
fn checked(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["check", "tests/corpora/harbour", "--isolated"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("gainsay runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A terminal as SVG: the colours are those that the program asks for, on a dark ground.
fn picture(command: &str, printed: &str) -> String {
    const ROW: usize = 19;
    const COLUMN: f64 = 8.4;
    let mut lines = vec![format!("$ {command}")];
    lines.extend(printed.trim_end().lines().map(str::to_owned));
    let mut rows = String::new();
    let (mut colour, mut bold) = ("#d8dbe2", false);
    let mut widest = 0;
    for (number, line) in lines.iter().enumerate() {
        let _ = write!(rows, "<text x=\"16\" y=\"{}\">", 30 + ROW * number);
        let mut width = 0;
        for part in line.split('\u{1b}') {
            let escape = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
            let text = escape.map_or(part, |(_, text)| text);
            match escape.map(|(code, _)| code) {
                Some("0") => (colour, bold) = ("#d8dbe2", false),
                Some("1") => bold = true,
                Some("91" | "31") => colour = "#ff8b83",
                Some("93" | "33") => colour = "#f2c063",
                Some("92" | "32") => colour = "#8fd79a",
                Some("94" | "34" | "96" | "36") => colour = "#8fb8ff",
                _ => {}
            }
            width += text.chars().count();
            if !text.is_empty() {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                // Runs of plain spaces would be drawn as one.
                let text = text.replace(' ', "\u{a0}");
                let weight = if bold { " font-weight=\"bold\"" } else { "" };
                let _ = write!(rows, "<tspan fill=\"{colour}\"{weight}>{text}</tspan>");
            }
        }
        widest = widest.max(width);
        rows.push_str("</text>\n");
    }
    #[allow(clippy::cast_precision_loss, reason = "a few hundred columns")]
    let width = (widest as f64 * COLUMN).ceil() + 32.0;
    let height = 36 + ROW * lines.len();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 \
         {width} {height}\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" \
         fill=\"#15171b\"/>\n{rows}</svg>\n"
    )
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
