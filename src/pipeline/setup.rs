//! The rules of a run: the built-in ones with the user's, and which of them take part.

use std::path::{Path, PathBuf};

use crate::rules::{self, RuleSet};

use super::{Failure, Options};

/// Paths (`rules/…`, in order) and texts of the built-in rules, word lists and tables.
static BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The built-in rules with those of `dirs` and the tables `references` added.
///
/// # Errors
/// When a folder or table cannot be read, or a rule, word list or table has a mistake.
pub fn rule_set(dirs: &[PathBuf], references: &[PathBuf]) -> Result<RuleSet, Failure> {
    let built_in = |&(path, text): &(&str, &str)| rules::Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let mut sources: Vec<_> = BUILT_IN.iter().map(built_in).collect();
    for dir in dirs {
        folder(dir, &mut sources).map_err(|error| Failure::Unreadable {
            path: dir.display().to_string(),
            error,
        })?;
    }
    for table in references {
        let text = std::fs::read_to_string(table).map_err(|error| Failure::Unreadable {
            path: table.display().to_string(),
            error,
        })?;
        sources.push(rules::Source {
            path: table.to_string_lossy().replace('\\', "/"),
            text,
        });
    }
    rules::load(&sources).map_err(Failure::Rules)
}

fn folder(dir: &Path, sources: &mut Vec<rules::Source>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let known = path
            .extension()
            .is_some_and(|end| end == "toml" || end == "csv");
        if path.is_dir() {
            folder(&path, sources)?;
        } else if known {
            let text = std::fs::read_to_string(&path)?;
            sources.push(rules::Source {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
    Ok(())
}

/// Which rules take part.
pub(super) fn active(rules: &RuleSet, options: &Options) -> Result<Vec<bool>, Failure> {
    for id in options.select.iter().chain(&options.ignore) {
        if rules.index(id).is_none() {
            let near = rules
                .rules
                .iter()
                .map(|rule| (strsim::damerau_levenshtein(id, &rule.id), &rule.id))
                .min();
            let hint = near
                .filter(|&(distance, _)| distance <= 4)
                .map_or_else(String::new, |(_, near)| format!(": did you mean '{near}'?"));
            return Err(Failure::UnknownRule {
                id: id.clone(),
                hint,
            });
        }
    }
    let chosen = |id: &String| {
        (options.select.is_empty() || options.select.contains(id)) && !options.ignore.contains(id)
    };
    // A rule that checks another's claims needs them found.
    let needed = |rule: &rules::Rule| {
        rules
            .rules
            .iter()
            .any(|other| other.checks.as_deref() == Some(&rule.id) && chosen(&other.id))
    };
    Ok(rules
        .rules
        .iter()
        .map(|rule| chosen(&rule.id) || needed(rule))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_about_rules_are_not_built_in() {
        let ending = |path: &str| path.rsplit('.').next().map(str::to_owned);
        let endings: std::collections::BTreeSet<_> = BUILT_IN
            .iter()
            .filter_map(|(path, _)| ending(path))
            .collect();
        assert_eq!(
            endings.into_iter().collect::<Vec<_>>(),
            ["csv", "toml", "txt"]
        );
    }
}
