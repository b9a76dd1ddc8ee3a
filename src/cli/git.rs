//! What changed since a git commit.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, anyhow};

use crate::report::{Changed, Report};

/// Does git merge this file line by line, so that two desks' decisions meet without a conflict?
/// `None` where no git answers.
pub fn merges_lines(path: &Path) -> Option<bool> {
    let answer = git(&["check-attr", "merge", "--", path.to_str()?]).ok()?;
    Some(answer.trim_end().ends_with(": union"))
}

/// Changed files with their changed lines.
#[derive(Debug, Default)]
pub struct Changes {
    /// By absolute path: the lines, one-based; all of them for a file that is new.
    files: BTreeMap<PathBuf, Vec<Range<usize>>>,
}

impl Changes {
    /// All that differs between the commit where this work left `reference`, and the files as they
    /// are now, new files included.
    ///
    /// # Errors
    /// When git is not there, this is no repository, or it does not know the commit.
    pub fn since(reference: &str) -> Result<Self> {
        let commit = format!("{reference}^{{commit}}");
        let known = git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]);
        let commit = known.with_context(|| {
            format!(
                "--only-changed: git knows no commit `{reference}` here (in a shallow clone, \
                 fetch more history)"
            )
        })?;
        let commit = commit.trim();
        let base = git(&["merge-base", commit, "HEAD"]).unwrap_or_else(|_| commit.to_owned());
        let root = git(&["rev-parse", "--show-toplevel"])?;
        let root = PathBuf::from(root.trim_end_matches(['\n', '\r']));
        let diff = git(&[
            "-c",
            "core.quotePath=false",
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-prefix",
            "--no-renames",
            "--diff-filter=d",
            "--unified=0",
            base.trim(),
            "--",
        ])?;
        let new = git(&[
            "ls-files",
            "--others",
            "--exclude-standard",
            "--full-name",
            "-z",
        ])?;
        let mut files = changed_lines(&diff);
        for path in new.split('\0').filter(|path| !path.is_empty()) {
            files.insert(path.to_owned(), all_lines());
        }
        let absolute = |path: &str| {
            let path = root.join(path);
            path.canonicalize().unwrap_or(path)
        };
        Ok(Self {
            files: files
                .into_iter()
                .map(|(path, lines)| (absolute(&path), lines))
                .collect(),
        })
    }

    /// Marks the claims of articles that changed. In a file of many articles, one changed when one
    /// of its own lines did.
    pub fn mark(&self, report: &mut Report) {
        let mut absolute: HashMap<String, Option<PathBuf>> = HashMap::new();
        for finding in &mut report.findings {
            for claim in finding.sides.iter_mut().flat_map(|side| &mut side.claims) {
                let path = &claim.article.path;
                let path = absolute
                    .entry(path.clone())
                    .or_insert_with(|| Path::new(path).canonicalize().ok());
                let Some(lines) = path.as_ref().and_then(|path| self.files.get(path)) else {
                    continue;
                };
                let (first, last) = (claim.span.line, claim.span.end_line);
                let touched = |line: usize| lines.iter().any(|range| range.contains(&line));
                claim.changed = if (first..=last).any(touched) {
                    Some(Changed::Lines)
                } else {
                    let whole = claim.article.line.is_none_or(touched);
                    whole.then_some(Changed::Article)
                };
            }
        }
    }
}

fn git(arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .args(arguments)
        .output()
        .context("--only-changed needs git, and it cannot be run")?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(anyhow!(
        "git {} failed: {}",
        arguments.first().unwrap_or(&""),
        said.trim()
    ))
}

/// The new line ranges of a diff without context lines, by path from the repository's root.
fn changed_lines(diff: &str) -> BTreeMap<String, Vec<Range<usize>>> {
    let mut files: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    let mut path = String::new();
    let mut left = 0_usize;
    for line in diff.lines() {
        // Lines of a hunk are counted off, so that an article's own `+++` is not taken for a head.
        if left > 0 && line.starts_with(['+', '-', '\\']) {
            left -= usize::from(!line.starts_with('\\'));
        } else if let Some(name) = line.strip_prefix("+++ ") {
            path = unquoted(name.trim_end_matches('\t'));
            files.entry(path.clone()).or_default();
        } else if let Some((old, new)) = hunk(line) {
            left = old.len() + new.len();
            files.entry(path.clone()).or_default().push(new);
        } else if let Some(names) = line.strip_prefix("Binary files ") {
            // No lines to tell: the file changed as a whole.
            if let Some((_, name)) = names.trim_end_matches(" differ").rsplit_once(" and ") {
                files.insert(unquoted(name), all_lines());
            }
        }
    }
    files
}

/// The lines of a file that is new as a whole.
fn all_lines() -> Vec<Range<usize>> {
    std::iter::once(0..usize::MAX).collect()
}

/// The old and new lines of `@@ -a,b +c,d @@`. A pure deletion touches the line after it.
fn hunk(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut words = line.strip_prefix("@@ -")?.split(' ');
    let range = |text: &str| {
        let (start, len) = text.split_once(',').unwrap_or((text, "1"));
        let (start, len): (usize, usize) = (start.parse().ok()?, len.parse().ok()?);
        Some(start..start + len)
    };
    let old = range(words.next()?)?;
    let new = range(words.next()?.strip_prefix('+')?)?;
    Some((old, new))
}

/// A path as git writes it: in quotation marks with C escapes when it holds odd characters.
fn unquoted(name: &str) -> String {
    let Some(inside) = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
    else {
        return name.to_owned();
    };
    let mut out = String::new();
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_read_from_a_diff() {
        let diff = "diff --git a.txt a.txt\nindex 1..2 100644\n--- a.txt\n+++ a.txt\n\
                    @@ -3 +3,2 @@ head\n-old\n+new\n++++ not a head\n@@ -9,2 +10,0 @@\n-x\n-y\n\
                    diff --git b b\n--- /dev/null\n+++ \"b \\\"q\\\".txt\"\n@@ -0,0 +1 @@\n+only\n\
                    Binary files c.gz and c.gz differ\n";
        let files = changed_lines(diff);
        assert_eq!(files["a.txt"], [3..5, 10..10]);
        assert_eq!(
            files["b \"q\".txt"],
            std::iter::once(1..2).collect::<Vec<_>>()
        );
        assert_eq!(
            files["c.gz"],
            std::iter::once(0..usize::MAX).collect::<Vec<_>>()
        );
        assert_eq!(files.len(), 3);
    }
}
