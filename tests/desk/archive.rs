//! A repository of articles: a change that contradicts them, what was known before, what was set up.

use std::fs;

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
        write(
            folder,
            &format!("archive/{number}.md"),
            &article("2025-03-01", "Leeds Post", &text),
        );
    }
    git(folder, &["init", "-q", "-b", "main"]);
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "archive"]);
    let baseline = gainsay(folder, &["check", "--write-baseline"]);
    assert_eq!(status(&baseline), 0, "{}", err(&baseline));
    assert!(err(&baseline).contains("Wrote 1 finding to gainsay-baseline.json."));

    // A change that contradicts nothing.
    write(
        folder,
        "archive/300.md",
        &article("2025-03-02", "Leeds Post", "It rained in Leeds all day."),
    );
    git(folder, &["add", "archive"]);
    git(folder, &["commit", "-qm", "rain"]);
    for known in [
        ["--only-changed", "HEAD~1"],
        ["--baseline", "gainsay-baseline.json"],
    ] {
        let check = gainsay(
            folder,
            &["check", "--output-format", "github", known[0], known[1]],
        );
        assert_eq!(
            (status(&check), out(&check).as_str()),
            (0, ""),
            "{}",
            err(&check)
        );
    }

    // One that does.
    let text = "Rain fell.\n\nThe mayor of Leeds, Bo Lund, spoke to the guests.";
    write(
        folder,
        "archive/301.md",
        &article("2025-03-02", "Leeds Post", text),
    );
    git(folder, &["add", "archive"]);
    git(folder, &["commit", "-qm", "mayor"]);
    for known in [
        ["--only-changed", "HEAD~1"],
        ["--baseline", "gainsay-baseline.json"],
    ] {
        let check = gainsay(
            folder,
            &["check", "--output-format", "github", known[0], known[1]],
        );
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
