//! The program in an editor's day: a repository of articles, a change that contradicts them, what
//! was known before, what was decided, and what goes wrong on disks.

#![allow(clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Articles in the repository.
const ARTICLES: usize = 500;

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

fn article(date: &str, source: &str, text: &str) -> String {
    format!("---\ndate: {date}\nsource: {source}\n---\n\n{text}\n")
}

/// Two articles that contradict each other.
fn two(folder: &Path) {
    let ito = "The mayor of Leeds, Ann Ito, opened the new bridge on Saturday.";
    let lund = "The mayor of Leeds, Bo Lund, opened the spring fair on Tuesday.";
    write(
        folder,
        "bridge.md",
        &article("2025-03-01", "Leeds Post", ito),
    );
    write(folder, "fair.md", &article("2025-03-04", "Dale News", lund));
}

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
fn a_comment_silences_and_the_report_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    two(folder.path());
    let text =
        "<!-- gainsay: ignore[office-holder] acting mayor -->\nThe mayor of Leeds, Bo Lund, came.";
    write(
        folder.path(),
        "fair.md",
        &article("2025-03-04", "Dale News", text),
    );
    let check = gainsay(folder.path(), &["check", "--output-format", "sarif"]);
    assert_eq!(status(&check), 0, "{}", err(&check));
    assert!(err(&check).contains("Silenced: 1 by comments in articles."));
    let log: serde_json::Value = serde_json::from_str(&out(&check)).expect("JSON");
    let suppression = &log["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["justification"], "acting mayor");

    let text =
        "Rain.\n\n<!-- gainsay: ignroe[office-holder] -->\n\nThe mayor of Leeds, Bo Lund, came.";
    write(
        folder.path(),
        "fair.md",
        &article("2025-03-04", "Dale News", text),
    );
    let check = gainsay(folder.path(), &["check"]);
    assert_says(
        &check,
        1,
        "fair.md:8: this comment says `gainsay: ignroe[office-holder]`",
    );
}

#[test]
fn a_decision_silences_until_the_finding_gains_a_side() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    two(folder);
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
    write(
        folder,
        "close.md",
        &article("2025-03-06", "York Star", third),
    );
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
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "start"]);
    git(folder, &["checkout", "-qb", "ann"]);
    write(folder, file, &decided(&[1, 4, 9]));
    git(folder, &["commit", "-qam", "ann"]);
    git(folder, &["checkout", "-q", "main"]);
    write(folder, file, &decided(&[1, 5, 9]));
    git(folder, &["commit", "-qam", "bo"]);
    git(folder, &["merge", "-q", "ann", "-m", "both"]);
    let merged = fs::read_to_string(folder.join(file)).expect("merged");
    let merged = gainsay::review::Decisions::parse(&merged, file).expect("no mistakes");
    assert_eq!(merged.iter().count(), 4);
}

#[test]
fn init_writes_what_works_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    two(folder);
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

#[test]
fn a_report_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    two(folder);
    let check = gainsay(
        folder,
        &[
            "check",
            "-q",
            "--report",
            "reports",
            "--output-format",
            "concise",
        ],
    );
    assert_eq!(status(&check), 1);
    for name in ["gainsay.html", "gainsay.json", "gainsay.md"] {
        assert!(folder.join("reports").join(name).is_file(), "{name}");
    }
    let page = fs::read_to_string(folder.join("reports/gainsay.html")).expect("a page");
    assert!(page.contains("\"href\":\"../bridge.md\""));

    let missing = gainsay(folder, &["check", "-o", "no/such/folder/out.json"]);
    assert_says(&missing, 2, "cannot write no/such/folder/out.json");
    if Path::new("/dev/full").exists() {
        let full = gainsay(folder, &["check", "-o", "/dev/full"]);
        assert_says(&full, 2, "cannot write /dev/full");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    two(folder.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["check", "--output-format", "json", "--exit-zero"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gainsay runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(!err(&output).contains("error:"), "{}", err(&output));
}

#[test]
fn nothing_leaks_with_quotes_switched_off() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    two(folder.path());
    for format in gainsay::report::Format::ALL {
        let arguments = ["check", "--quote", "none", "--output-format", format.name()];
        let check = gainsay(folder.path(), &arguments);
        assert_eq!(status(&check), 1);
        for secret in ["Ito", "Lund", "mayor of Leeds", "opened"] {
            assert!(
                !out(&check).contains(secret) && !err(&check).contains(secret),
                "{format}: {secret}"
            );
        }
    }
}

/// Articles with findings of as many rules as there are: the sample, and two accounts of one debate.
fn all_kinds(folder: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/harbour");
    copy(&sample, folder);
    let names = "Mayor Edda Lindqvist of Corvane spoke beside Tobias Rell, Maud Ferrier of Marlowe Shipping, Colin Freyne and \
                 Paula Dene of the Saltmarch Harbour Board. Rosalind Achterberg, who leads the Ostrand Dock Union, welcomed it. \
                 Hobart Quill of the Quayside Residents was against it.";
    for (name, source, million, verb, yard) in [
        ("debate-1.md", "Quay Gazette", 40, "arrested", "Ostrand"),
        (
            "debate-2.md",
            "Dale News",
            60,
            "did not arrest",
            "Saltmarch",
        ),
    ] {
        let text = format!(
            "The Corvane city council approved a budget of {million} million dollars for the new Ferrier Bridge on \
             Tuesday, after a debate of nine hours in the old town hall, in which the members of three parties spoke \
             against each other. {names} The police {verb} Gareth Pell, the driver of the “red, 100% new” lorry. \
             Marlowe Shipping closed its yard in {yard}."
        );
        write(folder, name, &article("2034-05-02", source, &text));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn every_format_holds_findings_of_every_rule() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    all_kinds(folder);
    let printed = |format: &str| {
        let check = gainsay(
            folder,
            &[
                "check",
                ".",
                "--isolated",
                "--exit-zero",
                "--output-format",
                format,
            ],
        );
        assert_eq!(status(&check), 0, "{format}: {}", err(&check));
        out(&check)
    };
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let report = json(&printed("json"));
    let findings = report["findings"].as_array().expect("findings");
    let rules: std::collections::BTreeSet<&str> = findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert!(rules.len() >= 8, "{rules:?}");

    let sarif = json(&printed("sarif"));
    let schema =
        include_str!("data/sarif-schema-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let validator = jsonschema::validator_for(&json(&schema)).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(&sarif)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), findings.len());
    let mut regions = 0;
    for result in results {
        for place in result["locations"].as_array().into_iter().flatten() {
            let place = &place["physicalLocation"];
            let path = place["artifactLocation"]["uri"].as_str().expect("a path");
            let region = &place["region"];
            let number = |name: &str| {
                region[name]
                    .as_u64()
                    .map(|n| usize::try_from(n).expect("small"))
            };
            let (start, length) = (
                number("byteOffset").expect("start"),
                number("byteLength").expect("length"),
            );
            let bytes = fs::read(folder.join(path)).expect("the article");
            let words = String::from_utf8_lossy(&bytes[start..start + length]).into_owned();
            // Entities and escapes are decoded in what is quoted.
            if !words.contains(['&', '<', '\\']) {
                assert_eq!(words, region["snippet"]["text"].as_str().expect("words"));
                regions += 1;
            }
        }
    }
    assert!(regions >= findings.len() / 2);

    let gitlab = json(&printed("gitlab"));
    assert_eq!(gitlab.as_array().map(Vec::len), Some(findings.len()));
    let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).count();
    for format in ["github", "rdjsonl", "concise"] {
        assert_eq!(lines(&printed(format)), findings.len(), "{format}");
    }
    let junit = printed("junit");
    assert_eq!(junit.matches("<failure ").count(), findings.len());
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    let titles = printed("markdown");
    let titles: Vec<&str> = titles
        .lines()
        .filter(|line| line.starts_with("### "))
        .collect();
    assert!(
        longest(&titles.join("\n")).is_some_and(|most| most < 200),
        "{titles:#?}"
    );
}

/// A file that may not be read is told, and the others are read. Root may read everything, so as
/// root this is tried as somebody else.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    two(folder);
    write(folder, "secret.txt", "The mayor of Leeds, Cy Marsh, came.");
    let mode = |path: &Path, bits| {
        fs::set_permissions(path, fs::Permissions::from_mode(bits)).expect("changed");
    };
    mode(folder, 0o755);
    mode(&folder.join("secret.txt"), 0o000);
    let other = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let run = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .output()
    };
    let binary = env!("CARGO_BIN_EXE_gainsay");
    let ours = fs::read(folder.join("secret.txt")).is_err();
    let check = ["check", ".", "--isolated"];
    let output = if ours {
        run(binary, &check)
    } else {
        run("setpriv", &[&other[..], &[binary], &check].concat())
    };
    let Some(output) = output
        .ok()
        .filter(|output| [Some(0), Some(1)].contains(&output.status.code()))
    else {
        println!("skipped: this runs as root, and nobody else may run the program");
        return;
    };
    if !err(&output).contains("gainsay") && !ours && err(&output).contains("setpriv") {
        println!("skipped: setpriv cannot be used here");
        return;
    }
    assert!(
        err(&output).contains("secret.txt: cannot be read: permission denied"),
        "{}",
        err(&output)
    );
    assert_eq!(status(&output), 1, "the other two contradict each other");
}
