//! The program in an editor's day: a repository of articles, a change that contradicts them, what
//! was known before, what was decided, and what goes wrong on disks.

#![allow(clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod action;
mod archive;
mod decided;
mod formats;
mod reviewing;
mod trouble;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn gainsay(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .stdin(Stdio::null())
        .output()
        .expect("gainsay runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

/// Did the program end with this status, and say this on standard error?
#[track_caller]
fn assert_says(output: &Output, expected: i32, words: &str) {
    assert_eq!(status(output), expected);
    assert!(err(output).contains(words), "{}", err(output));
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Ann",
            "-c",
            "user.email=ann@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        err(&output)
    );
}

/// Commits all that the folder holds.
fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", message]);
}

/// Some cases need git; where it is missing they say so and pass.
fn has_git() -> bool {
    let found = Command::new("git")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        println!("skipped: git is not installed");
    }
    found
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Writes an article into the folder.
fn publish(folder: &Path, name: &str, date: &str, source: &str, text: &str) {
    write(folder, name, &article(date, source, text));
}

fn article(date: &str, source: &str, text: &str) -> String {
    format!("---\ndate: {date}\nsource: {source}\n---\n\n{text}\n")
}

/// A folder with two articles that contradict each other.
fn two() -> tempfile::TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let folder = desk.path();
    let ito = "The mayor of Leeds, Ann Ito, opened the new bridge on Saturday.";
    let lund = "The mayor of Leeds, Bo Lund, opened the spring fair on Tuesday.";
    publish(folder, "bridge.md", "2025-03-01", "Leeds Post", ito);
    publish(folder, "fair.md", "2025-03-04", "Dale News", lund);
    desk
}
