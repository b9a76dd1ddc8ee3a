//! The main job on the sample corpus: what is found, where it stands in the original files, and that
//! neither the number of threads nor the order of the files changes a byte.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the corpus is ours and in small letters"
)]
#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

const CORPUS: &str = "tests/corpora/harbour";
const ALL: &str = "conflict,disputed,superseded,revised,narrower,agree";

/// Runs `gainsay check` with JSON output and gives what it printed.
fn check(arguments: &[&str], input: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "check",
            "--isolated",
            "--output-format",
            "json",
            "--verdicts",
            ALL,
        ])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut stdin = program.stdin.take().expect("its input is a pipe");
    stdin
        .write_all(input.as_bytes())
        .expect("it reads the list");
    drop(stdin);
    let output = program.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1), "conflicts were found");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

fn report() -> Value {
    serde_json::from_str(&check(&[CORPUS], "")).expect("it prints JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// `conflict age: 31 years old ≠ 38 years old`.
fn line(finding: &Value) -> String {
    let mut answers: Vec<&str> = list(finding, "sides")
        .iter()
        .map(|side| text(side, "answer"))
        .collect();
    answers.sort_unstable();
    format!(
        "{} {}: {}",
        text(finding, "verdict"),
        text(finding, "rule"),
        answers.join(" ≠ ")
    )
}

fn claims(report: &Value) -> impl Iterator<Item = &Value> {
    list(report, "findings")
        .iter()
        .flat_map(|finding| list(finding, "sides"))
        .flat_map(|side| list(side, "claims"))
}

#[test]
fn it_finds_what_is_there_and_nothing_else() {
    let report = report();
    assert_eq!(list(&report, "problems"), &[] as &[Value]);
    let found: BTreeSet<String> = list(&report, "findings").iter().map(line).collect();
    let expected = include_str!("corpora/harbour.expected");
    let expected: BTreeSet<String> = expected.lines().map(str::to_owned).collect();
    assert_eq!(found, expected);
    assert_eq!(list(&report, "findings").len(), expected.len());
}

#[test]
fn the_look_alike_and_the_copies_stay_out() {
    let report = report();
    let of = |ending: &str| {
        let in_file = |claim: &&Value| text(&claim["article"], "path").ends_with(ending);
        claims(&report).filter(in_file).count()
    };
    assert_eq!(
        of("ostrand.html"),
        0,
        "two explosions on one day in two towns never meet"
    );
    assert_eq!(
        of("regatta-post.md"),
        0,
        "a wire text agrees with no copy of itself"
    );
    assert_eq!(
        of("regatta-beacon.md"),
        0,
        "a wire text agrees with no copy of itself"
    );
}

#[test]
fn every_region_is_the_quoted_text() {
    let report = report();
    let mut checked = 0;
    for claim in claims(&report) {
        let path = text(&claim["article"], "path");
        if path.ends_with(".csv") || claim["article"]["source"] == "reference" {
            continue;
        }
        let bytes = original(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        let at = |key: &str| {
            usize::try_from(claim["span"][key].as_u64().expect("a number")).expect("small")
        };
        let slice = std::str::from_utf8(&bytes[at("start")..at("end")]).expect("whole characters");
        assert_eq!(decoded(path, slice), text(claim, "text"), "{path}");
        let before = std::str::from_utf8(&bytes[..at("start")]).expect("whole characters");
        assert_eq!(at("line"), before.matches('\n').count() + 1, "{path}");
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        assert_eq!(at("column"), column, "{path}");
        let sentence = text(claim, "sentence");
        let offset = usize::try_from(claim["offset"].as_u64().expect("a number")).expect("small");
        assert!(
            sentence[offset..].starts_with(text(claim, "text")),
            "{path}: {sentence}"
        );
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
}

#[test]
fn threads_and_order_change_nothing() {
    let files = files();
    assert!(files.len() >= 15, "{}", files.len());
    let once = check(&["-j1", CORPUS], "");
    assert_eq!(once, check(&["-j2", CORPUS], ""));
    let forward = files.join("\n");
    let backward: Vec<String> = files.iter().rev().cloned().collect();
    let from_list = check(&["-j1", "--files-from", "-"], &forward);
    assert_eq!(
        from_list,
        check(&["-j2", "--files-from", "-"], &backward.join("\n"))
    );
    assert_eq!(once, from_list);
}

/// The files of the corpus in order of path.
fn files() -> Vec<String> {
    let mut folders = vec![PathBuf::from(CORPUS)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder);
        for entry in std::fs::read_dir(full).expect("the corpus is there") {
            let entry = entry.expect("it can be listed");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}

/// The bytes of a file, unpacked.
fn original(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).expect("the file is there");
    if path.extension().is_none_or(|ending| ending != "gz") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&*bytes)
        .read_to_end(&mut unpacked)
        .expect("it is a gzip file");
    unpacked
}

/// The words that a piece of a file spells, by its format.
fn decoded(path: &str, slice: &str) -> String {
    if path.ends_with(".jsonl") {
        return serde_json::from_str(&format!("\"{slice}\"")).expect("a piece of a JSON string");
    }
    if path.ends_with(".html") || path.ends_with(".xml") {
        let entities = [
            ("&rsquo;", "’"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ];
        return entities
            .iter()
            .fold(slice.to_owned(), |slice, (entity, letter)| {
                slice.replace(entity, letter)
            });
    }
    slice.to_owned()
}
