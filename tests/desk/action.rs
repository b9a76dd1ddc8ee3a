//! The GitHub action: its script as it stands, run with the variables that GitHub sets.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::*;

const ACTION: &str = include_str!("../../action.yml");
/// The inputs that the script takes, as the step's `env` names them, and their values unless a case
/// says otherwise.
const INPUTS: [(&str, &str); 8] = [
    ("FILES", "."),
    ("CONFIG", ""),
    ("MORE", ""),
    ("FORMAT", "github"),
    ("OUTPUT", ""),
    ("FAIL_LEVEL", "warning"),
    ("SUMMARY", "true"),
    ("ONLY_CHANGED", ""),
];

/// The lines of a block scalar in the last step.
fn script() -> String {
    let (_, step) = ACTION.rsplit_once("      run: |\n").expect("a script");
    let lines = step.lines().map(|line| line.strip_prefix("        "));
    lines
        .map(|line| line.unwrap_or("").to_owned() + "\n")
        .collect()
}

/// Some cases need bash; where it is missing they say so and pass.
fn has_bash() -> bool {
    let version = Command::new("bash").arg("--version").output();
    let found = version.is_ok_and(|output| output.status.success());
    if !found {
        println!("skipped: bash is not installed");
    }
    found
}

/// Runs the script as a runner does, in `folder`; its files for outputs and summary are beside it.
fn act(folder: &Path, inputs: &[(&str, &str)]) -> Output {
    let runner = folder.parent().expect("a parent");
    for name in ["output", "summary"] {
        fs::write(runner.join(name), "").expect("a file");
    }
    fs::write(runner.join("step.sh"), script()).expect("a file");
    let bin = Path::new(env!("CARGO_BIN_EXE_gainsay"))
        .parent()
        .expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail"])
        .arg(runner.join("step.sh"))
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_OUTPUT", runner.join("output"))
        .env("GITHUB_STEP_SUMMARY", runner.join("summary"))
        .envs(INPUTS)
        .envs(inputs.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("bash runs")
}

/// What the script left for later steps and for the job's page.
fn left(folder: &Path) -> (String, String) {
    let read = |name: &str| {
        let path = folder.parent().expect("a parent").join(name);
        fs::read_to_string(path).expect("a file")
    };
    (read("output"), read("summary"))
}

/// Two articles that contradict each other, in a folder beside which a runner can write.
fn checkout() -> tempfile::TempDir {
    let runner = tempfile::tempdir().expect("a temporary folder");
    let desk = two();
    let folder = runner.path().join("repository");
    for name in ["bridge.md", "fair.md"] {
        let text = fs::read_to_string(desk.path().join(name)).expect("an article");
        write(&folder, &format!("the desk/{name}"), &text);
    }
    publish(
        &folder,
        "other/rain.md",
        "2025-03-04",
        "Dale News",
        "It rained.",
    );
    runner
}

#[test]
fn every_input_reaches_the_script() {
    for (name, _) in INPUTS {
        assert!(
            ACTION.contains(&format!("        {name}: ${{{{ inputs.")),
            "{name}"
        );
        assert!(script().contains(&format!("${name}")), "{name}");
    }
    assert!(
        !script().contains("${{"),
        "an input in a script can be a command"
    );
}

#[test]
fn every_input_is_documented() {
    let (_, inputs) = ACTION.split_once("\ninputs:\n").expect("inputs");
    let (inputs, _) = inputs.split_once("\noutputs:\n").expect("outputs");
    let names = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
    let names: Vec<&str> = names.filter(|name| !name.starts_with(' ')).collect();
    assert_eq!(names.len(), INPUTS.len());
    let page = include_str!("../../reports/ci.md");
    for name in names.into_iter().chain(["exit-code"]) {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn findings_are_annotations_a_summary_and_an_exit_code() {
    if !has_bash() {
        return;
    }
    let runner = checkout();
    let folder = runner.path().join("repository");
    let run = act(&folder, &[]);
    assert_eq!(status(&run), 1, "{}", err(&run));
    assert!(
        out(&run).starts_with("::error title=gainsay office-holder,file=the desk/fair.md,line=6,")
    );
    let (output, summary) = left(&folder);
    assert_eq!(output, "exit-code=1\n");
    assert!(
        summary.contains("### ❌ Who is the mayor of Leeds?"),
        "{summary}"
    );

    let quiet = act(&folder, &[("SUMMARY", "false"), ("FAIL_LEVEL", "none")]);
    assert_eq!(status(&quiet), 0, "{}", err(&quiet));
    assert_eq!(left(&folder), ("exit-code=0\n".to_owned(), String::new()));
}

#[test]
fn files_and_arguments_are_taken_line_by_line() {
    if !has_bash() {
        return;
    }
    let runner = checkout();
    let folder = runner.path().join("repository");
    let one = act(&folder, &[("FILES", "the desk/bridge.md\nother\n")]);
    assert_eq!(
        (status(&one), out(&one)),
        (0, String::new()),
        "{}",
        err(&one)
    );
    assert!(err(&one).contains("Read 2 articles"), "{}", err(&one));

    let more = [
        ("MORE", "--select\nage,office-holder\n"),
        ("FORMAT", "sarif"),
        ("OUTPUT", "a report.sarif"),
    ];
    let saved = act(&folder, &more);
    assert_eq!(status(&saved), 1, "{}", err(&saved));
    let log = fs::read_to_string(folder.join("a report.sarif")).expect("the output");
    assert!(log.contains("the%20desk/fair.md"), "{log}");

    // Nothing that is typed becomes a command.
    let evil = act(
        &folder,
        &[
            ("FILES", "$(touch evil); `touch evil`"),
            ("MORE", "--quiet; touch evil"),
        ],
    );
    assert_eq!(status(&evil), 2);
    assert!(!folder.join("evil").exists());
    assert_eq!(left(&folder).0, "exit-code=2\n");
}

#[test]
fn a_pull_request_is_told_what_it_changes() {
    if !has_bash() || !has_git() {
        return;
    }
    let runner = checkout();
    let folder = runner.path().join("repository");
    git(&folder, &["init", "-q", "-b", "main"]);
    commit(&folder, "start");
    let none = act(&folder, &[("ONLY_CHANGED", "HEAD")]);
    assert_eq!(
        (status(&none), out(&none)),
        (0, String::new()),
        "{}",
        err(&none)
    );
    let text = "The mayor of Leeds, Cy Marsh, closed the spring fair.";
    publish(
        &folder,
        "the desk/bridge.md",
        "2025-03-05",
        "Leeds Post",
        text,
    );
    let changed = act(&folder, &[("ONLY_CHANGED", "HEAD")]);
    assert_eq!(status(&changed), 1, "{}", err(&changed));
    assert!(
        out(&changed).contains("file=the desk/bridge.md,line=6,"),
        "{}",
        out(&changed)
    );
}
