//! A repository of articles: a change that contradicts them, what was known before, what was set up.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;

/// Articles in the repository.
const ARTICLES: usize = 500;

#[test]
fn a_commit_that_contradicts_the_archive() {
    if !has_git() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    for number in 0..ARTICLES {
        let mut text = format!("The harvest in district {number} was good, farmers said.");
        if number == 77 {
            text = "The mayor of Leeds, Ann Ito, opened the new bridge on Saturday.".into();
        }
        if number < 2 {
            // The archive contradicts itself already.
            let name = ["Cy Marsh", "Di Novak"][number];
            text = format!("The mayor of York, {name}, thanked the fire brigade.");
        }
        publish(
            folder,
            &format!("archive/{number}.md"),
            "2025-03-01",
            "Leeds Post",
            &text,
        );
    }
    git(folder, &["init", "-q", "-b", "main"]);
    commit(folder, "archive");
    let baseline = gainsay(folder, &["check", "--write-baseline"]);
    assert_eq!(status(&baseline), 0, "{}", err(&baseline));
    assert!(err(&baseline).contains("Wrote 1 finding to gainsay-baseline.json."));

    // A change that contradicts nothing.
    publish(
        folder,
        "archive/300.md",
        "2025-03-02",
        "Leeds Post",
        "It rained in Leeds all day.",
    );
    commit(folder, "rain");
    for check in new_only(folder) {
        assert_eq!(
            (status(&check), out(&check).as_str()),
            (0, ""),
            "{}",
            err(&check)
        );
    }

    // One that does.
    let text = "Rain fell.\n\nThe mayor of Leeds, Bo Lund, spoke to the guests.";
    publish(folder, "archive/301.md", "2025-03-02", "Leeds Post", text);
    commit(folder, "mayor");
    for check in new_only(folder) {
        assert_eq!(status(&check), 1, "{}", err(&check));
        let text = out(&check);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(
            text.starts_with("::error title=gainsay office-holder,file=archive/301.md,line=8,"),
            "{text}"
        );
        assert!(text.contains("archive/77.md:6:"), "{text}");
    }
    let unknown = gainsay(folder, &["check", "--only-changed", "no-such-branch"]);
    assert_eq!(status(&unknown), 2);
    assert!(err(&unknown).contains("git knows no commit `no-such-branch`"));
}

/// What a check annotates of the last commit, told from the rest by git or by the baseline.
fn new_only(folder: &Path) -> [Output; 2] {
    [
        ["--only-changed", "HEAD~1"],
        ["--baseline", "gainsay-baseline.json"],
    ]
    .map(|[flag, known]| gainsay(folder, &["check", "--output-format", "github", flag, known]))
}

/// An editor's window is checked in place of the file that it will be saved to.
#[test]
fn a_draft_on_standard_input_stands_for_its_file() {
    let desk = two();
    let check = |text: &str| {
        let arguments = ["check", "-", ".", "--stdin-filename", "./fair.md"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(arguments)
            .args(["--output-format", "concise", "--isolated"])
            .current_dir(desk.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("gainsay runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(text.as_bytes()).expect("written");
        drop(stdin);
        child.wait_with_output().expect("it ends")
    };
    let mended = check(&article(
        "2025-03-04",
        "Dale News",
        "The mayor of Leeds, Ann Ito, came.",
    ));
    assert_eq!(
        (status(&mended), out(&mended)),
        (0, String::new()),
        "{}",
        err(&mended)
    );
    assert!(err(&mended).contains("Read 2 articles"));
    let worse = check(&article(
        "2025-03-04",
        "Dale News",
        "The mayor of Leeds, Cy Marsh, came.",
    ));
    assert_eq!(status(&worse), 1);
    assert!(out(&worse).starts_with("fair.md:6:"), "{}", out(&worse));
    assert!(!out(&worse).contains("Lund"));
}

#[test]
fn init_writes_what_works_and_overwrites_nothing() {
    let desk = two();
    let folder = desk.path();
    write(folder, ".pre-commit-config.yaml", "repos: []\n");
    let init = gainsay(folder, &["init"]);
    assert_eq!(status(&init), 0, "{}", err(&init));
    assert!(out(&init).contains("wrote gainsay.toml"));
    assert!(out(&init).contains("kept .pre-commit-config.yaml as it is; if it lacks this, add:"));
    let kept = fs::read_to_string(folder.join(".pre-commit-config.yaml")).expect("kept");
    assert_eq!(kept, "repos: []\n");
    let check = gainsay(folder, &["check", "-v"]);
    assert_eq!(status(&check), 1, "{}", err(&check));
    assert!(err(&check).contains("configuration: gainsay.toml"));
}
