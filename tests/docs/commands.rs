//! The commands that stand inside the sentences and workflows of the documents. What stands in
//! blocks that open with `sh ci` is run by `.ci/run`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Commands that have tests of their own: one serves until it is stopped, one takes long.
const ELSEWHERE: [&str; 2] = ["gainsay review", "gainsay rules test"];

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("it runs")
}

/// The documents for users.
const DOCUMENTS: [&str; 3] = [
    include_str!("../../README.md"),
    include_str!("../../reports/ci.md"),
    include_str!("../../rules/WRITING.md"),
];

/// The code spans of a text, without its blocks.
fn spans(text: &str) -> impl Iterator<Item = String> {
    let prose = text.split("\n```").step_by(2);
    let spans = prose.flat_map(|part| part.split('`').skip(1).step_by(2));
    spans
        .map(|span| span.replace('\n', " "))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The commands of workflows and hooks: what follows `run: `, `entry: ` or a dash.
fn steps(text: &str) -> impl Iterator<Item = String> {
    let blocks = text.split("```yaml\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or("").lines());
    let command = |line: &str| {
        let line = line.trim_start().trim_start_matches("- ");
        let line = line
            .trim_start_matches("run: ")
            .trim_start_matches("entry: ");
        line.starts_with("gainsay ")
            .then(|| line.replace("\"$BASE\"", "HEAD"))
    };
    lines.filter_map(command).collect::<Vec<_>>().into_iter()
}

/// A repository with the sample as `articles`, the rules that the page for writers makes, and two
/// texts to compare.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let folder = desk.path();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/harbour");
    let copied = run(
        folder,
        "cp",
        &["-r", &sample.display().to_string(), "articles"],
    );
    assert!(copied.status.success());
    let page = include_str!("../../rules/WRITING.md");
    for block in page.split("\n```toml file=").skip(1) {
        let (name, rest) = block.split_once('\n').expect("a name");
        let file = folder.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, rest.split("\n```").next().unwrap_or("")).expect("written");
    }
    fs::write(folder.join("draft.txt"), "The board bought 14 ferries.").expect("written");
    fs::write(folder.join("source.txt"), "The board bought 19 ferries.").expect("written");
    for arguments in [
        &["init", "-q", "-b", "main"][..],
        &["add", "-A"],
        &[
            "-c",
            "user.name=Ann",
            "-c",
            "user.email=ann@example.org",
            "commit",
            "-qm",
            "articles",
        ],
        &["branch", "origin/main"],
    ] {
        assert!(run(folder, "git", arguments).status.success());
    }
    desk
}

#[test]
fn every_command_in_a_sentence_or_a_workflow_runs() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let desk = desk();
    let folder = desk.path();
    let binary = env!("CARGO_BIN_EXE_gainsay");
    let listed = run(
        folder,
        binary,
        &["check", "articles", "--output-format", "gitlab"],
    );
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("JSON");
    let fingerprint = listed[0]["fingerprint"].as_str().expect("a finding");
    let mut commands = BTreeSet::new();
    for text in DOCUMENTS {
        commands.extend(spans(text).chain(steps(text)));
    }
    let elsewhere = |command: &String| ELSEWHERE.iter().any(|other| command.starts_with(other));
    commands.retain(|command| command.starts_with("gainsay ") && !elsewhere(command));
    assert!(commands.len() > 15, "{commands:#?}");
    for command in &commands {
        let meant = command
            .replace("PATH…", "articles")
            .replace("FINGERPRINT", fingerprint);
        let arguments: Vec<&str> = meant.split(' ').skip(1).collect();
        let output = run(folder, binary, &arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "`{command}`: {said}"
        );
    }
}

#[test]
fn every_flag_in_the_texts_is_a_flag() {
    let mut known = String::new();
    for command in [
        "check",
        "report",
        "review",
        "show",
        "compare",
        "claims",
        "graph",
        "parse",
        "rules list",
    ] {
        let arguments: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let help = run(Path::new("."), env!("CARGO_BIN_EXE_gainsay"), &arguments);
        known += &String::from_utf8_lossy(&help.stdout);
    }
    for text in DOCUMENTS {
        for span in spans(text).filter(|span| span.starts_with("--")) {
            let flag = span.split([' ', '=']).next().unwrap_or("");
            let there = known.contains(&format!("{flag} ")) || known.contains(&format!("{flag}\n"));
            assert!(there || flag == "---", "`{span}` is no flag");
        }
    }
}
