//! What editors said about findings: in a comment, in the file of decisions, two of them at once.

use std::fmt::Write as _;
use std::fs;

use super::*;

#[test]
fn a_comment_silences_and_the_report_says_so() {
    let folder = two();
    let text =
        "<!-- gainsay: ignore[office-holder] acting mayor -->\nThe mayor of Leeds, Bo Lund, came.";
    publish(folder.path(), "fair.md", "2025-03-04", "Dale News", text);
    let check = gainsay(folder.path(), &["check", "--output-format", "sarif"]);
    assert_eq!(status(&check), 0, "{}", err(&check));
    assert!(err(&check).contains("Silenced: 1 by comments in articles."));
    let log: serde_json::Value = serde_json::from_str(&out(&check)).expect("JSON");
    let suppression = &log["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["justification"], "acting mayor");

    let text =
        "Rain.\n\n<!-- gainsay: ignroe[office-holder] -->\n\nThe mayor of Leeds, Bo Lund, came.";
    publish(folder.path(), "fair.md", "2025-03-04", "Dale News", text);
    let check = gainsay(folder.path(), &["check"]);
    assert_says(
        &check,
        1,
        "fair.md:8: this comment says `gainsay: ignroe[office-holder]`",
    );
}

#[test]
fn a_decision_silences_until_the_finding_gains_a_side() {
    let desk = two();
    let folder = desk.path();
    let check = gainsay(folder, &["check", "--output-format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&check)).expect("JSON");
    let fingerprint = report["findings"][0]["fingerprint"]
        .as_str()
        .expect("a fingerprint");
    let entry = format!(
        "decision = [\n  {{ fingerprint = \"{fingerprint}\", decision = \"not-a-conflict\", rule = \
         \"office-holder\", reason = \"two towns\" }},\n]\n"
    );
    write(folder, "gainsay-decisions.toml", &entry);
    let check = gainsay(folder, &["check"]);
    assert_eq!(
        (status(&check), out(&check).as_str()),
        (0, ""),
        "{}",
        err(&check)
    );
    assert!(err(&check).contains("Silenced: 1 by decisions."));

    let third = "The mayor of Leeds, Cy Marsh, closed the spring fair on Thursday.";
    publish(folder, "close.md", "2025-03-06", "York Star", third);
    let check = gainsay(folder, &["check"]);
    assert_says(&check, 1, "gainsay-decisions.toml:2: no finding matches");

    write(
        folder,
        "gainsay-decisions.toml",
        "decision = [\n  { fingerprint = \n",
    );
    let check = gainsay(folder, &["check"]);
    assert_says(&check, 2, "gainsay-decisions.toml:2");
}

#[test]
fn two_reviewers_files_merge() {
    if !has_git() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    git(folder, &["init", "-q", "-b", "main"]);
    let init = gainsay(folder, &["init"]);
    assert_eq!(status(&init), 0, "{}", err(&init));
    let decided = |numbers: &[usize]| {
        let mut text = String::from("decision = [\n");
        for number in numbers {
            let _ = writeln!(
                text,
                "  {{ fingerprint = \"{number:016x}\", decision = \"accepted\", rule = \"age\", when = \"2026-01-02\" }},"
            );
        }
        text.push_str("]\n");
        text
    };
    let file = "gainsay-decisions.toml";
    write(folder, file, &decided(&[1, 9]));
    commit(folder, "start");
    git(folder, &["checkout", "-qb", "ann"]);
    write(folder, file, &decided(&[1, 4, 9]));
    commit(folder, "ann");
    git(folder, &["checkout", "-q", "main"]);
    write(folder, file, &decided(&[1, 5, 9]));
    commit(folder, "bo");
    git(folder, &["merge", "-q", "ann", "-m", "both"]);
    let merged = fs::read_to_string(folder.join(file)).expect("merged");
    let merged = gainsay::review::Decisions::parse(&merged, file).expect("no mistakes");
    assert_eq!(merged.iter().count(), 4);
}
