//! The order of the house: a folder of `src/` uses only what stands before it on the way, and each
//! concern has one owner.

#![allow(clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::panic, reason = "a test may panic")]

use std::path::{Path, PathBuf};

/// The way, from the first step to the last.
const ORDER: [&str; 13] = [
    "text", "read", "language", "rules", "extract", "resolve", "cluster", "compare", "graph",
    "report", "review", "pipeline", "cli",
];

/// Words that only one folder may use: what they are, who owns them.
const OWNED: [(&str, &[&str]); 13] = [
    ("rayon", &["pipeline"]),
    ("petgraph", &["graph"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("std::env", &["cli"]),
    ("process::exit", &["cli"]),
    ("ExitCode", &["cli"]),
    ("println!", &["cli"]),
    ("print!", &["cli"]),
    ("eprint!", &["cli"]),
    ("SystemTime::now", &["cli"]),
    ("Instant::now", &["cli"]),
    ("Zoned::now", &["cli"]),
];

/// A file of the library with its folder and its lines of code: comments and tests left out.
struct Source {
    path: PathBuf,
    folder: String,
    code: Vec<(usize, String)>,
}

#[test]
fn nothing_goes_back() {
    let mut wrong = Vec::new();
    for source in sources() {
        let own = rank(&source.folder).unwrap_or_else(|| panic!("{} is on no map", source.folder));
        for (line, code) in &source.code {
            for used in used(code) {
                if rank(&used).is_some_and(|used| used > own) {
                    wrong.push(format!(
                        "{}:{line}: {} uses {used}",
                        source.path.display(),
                        source.folder
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_owner_per_concern() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, code) in &source.code {
            for (word, owners) in OWNED {
                if holds(code, word) && !owners.contains(&source.folder.as_str()) {
                    wrong.push(format!(
                        "{}:{line}: {word} belongs to {}",
                        source.path.display(),
                        owners.join(", ")
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_understood() {
    assert_eq!(
        used("use crate::{read::Article, text::{Span, Place}};"),
        ["read", "text"]
    );
    assert_eq!(
        used("let x = crate::compare::weekday_name(crate::text::Span::new(0, 1));"),
        ["compare", "text"]
    );
    assert!(holds("use rayon::prelude::*;", "rayon"));
    assert!(!holds("let crayons = 3;", "rayon"));
}

fn rank(folder: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == folder)
}

/// The folders named after `crate::` in a line of code.
fn used(code: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            used.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                ' ' => {}
                _ if start => {
                    used.push(name(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    used
}

/// Does the code use the word as a whole one?
fn holds(code: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    let mut only_tests = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let inside = path.strip_prefix(&root).expect("it lies in src");
            let first = inside.components().next().expect("it has a name");
            let step = first.as_os_str().to_string_lossy();
            let step = step.trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&path).expect("it can be read");
            only_tests.extend(test_modules(&text).map(|name| folder.join(format!("{name}.rs"))));
            // The map, the program and the build script belong to no step.
            if !["lib", "main", "build"].contains(&step.as_str()) {
                sources.push(Source {
                    code: code(&text),
                    path,
                    folder: step,
                });
            }
        }
    }
    sources.retain(|source| !only_tests.contains(&source.path));
    assert!(sources.len() > 20, "{}", sources.len());
    sources
}

/// The names of modules in files of their own that only tests have.
fn test_modules(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .zip(text.lines().skip(1))
        .filter_map(|(above, line)| {
            let name = line.rsplit("mod ").next()?.strip_suffix(';')?;
            above.starts_with("#[cfg(test)]").then_some(name)
        })
}

/// One-based lines of code before the tests, without comments.
fn code(text: &str) -> Vec<(usize, String)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("mod tests {") && !line.starts_with("mod laws {"))
        .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(line, code)| (line, code.to_owned()))
        .collect()
}
