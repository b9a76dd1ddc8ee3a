//! The configuration file: found upward, read with all its mistakes told at once.

mod reader;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::report::Format;

use super::args::{FailLevel, Quote, VerdictArg};
use reader::Reader;

/// The names under which a configuration file is found, the first wins.
pub const NAMES: &[&str] = &["gainsay.toml", ".gainsay.toml"];

/// The keys of a configuration file.
pub const KEYS: &[&str] = &[
    "extend",
    "select",
    "ignore",
    "rules",
    "reference",
    "use-reference",
    "verdicts",
    "min-confidence",
    "fail-level",
    "output-format",
    "quote",
    "jobs",
    "baseline",
    "decisions",
    "fields",
];

/// What a configuration file says; `None` where it is silent. Paths are relative to the working
/// folder, as flags are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Only these rules.
    pub select: Option<Vec<String>>,
    /// Not these rules.
    pub ignore: Option<Vec<String>>,
    /// Folders with rules.
    pub rules: Option<Vec<PathBuf>>,
    /// Tables of facts.
    pub reference: Option<Vec<PathBuf>>,
    /// Check against tables of facts?
    pub use_reference: Option<bool>,
    /// Verdicts to list.
    pub verdicts: Option<Vec<VerdictArg>>,
    /// From 0 to 1.
    pub min_confidence: Option<f64>,
    /// When to fail.
    pub fail_level: Option<FailLevel>,
    /// How to print.
    pub output_format: Option<Format>,
    /// How much to quote.
    pub quote: Option<Quote>,
    /// Threads.
    pub jobs: Option<usize>,
    /// The baseline file.
    pub baseline: Option<PathBuf>,
    /// The decisions file.
    pub decisions: Option<PathBuf>,
    /// Names of JSON fields.
    pub fields: Option<Vec<(String, String)>>,
}

impl Config {
    /// Takes from `base` what this one is silent about.
    fn over(self, base: Self) -> Self {
        Self {
            select: self.select.or(base.select),
            ignore: self.ignore.or(base.ignore),
            rules: self.rules.or(base.rules),
            reference: self.reference.or(base.reference),
            use_reference: self.use_reference.or(base.use_reference),
            verdicts: self.verdicts.or(base.verdicts),
            min_confidence: self.min_confidence.or(base.min_confidence),
            fail_level: self.fail_level.or(base.fail_level),
            output_format: self.output_format.or(base.output_format),
            quote: self.quote.or(base.quote),
            jobs: self.jobs.or(base.jobs),
            baseline: self.baseline.or(base.baseline),
            decisions: self.decisions.or(base.decisions),
            fields: self.fields.or(base.fields),
        }
    }
}

/// All that is wrong with a configuration, one line each.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<String>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Mistakes {}

/// The nearest configuration file in `folder` or above it.
pub fn find(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .flat_map(|folder| NAMES.iter().map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// Reads a configuration file and those that it extends.
///
/// # Errors
/// All mistakes in all of these files.
pub fn load(path: &Path) -> Result<Config, Mistakes> {
    let mut mistakes = Mistakes::default();
    let mut seen = Vec::new();
    let mut config = Config::default();
    let mut next = Some((path.to_owned(), String::new()));
    while let Some((path, asked_by)) = next.take() {
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
        if seen.contains(&identity) {
            mistakes.0.push(format!(
                "{asked_by}`extend` leads back to {}: remove one of the two",
                path.display()
            ));
            break;
        }
        seen.push(identity);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                let path = path.display();
                mistakes.0.push(format!(
                    "{asked_by}cannot read the configuration {path}: {error}"
                ));
                break;
            }
        };
        let mut reader = Reader::new(&path, &text);
        let (read, extends) = reader.read();
        mistakes.0.extend(reader.mistakes());
        config = config.over(read);
        next = extends;
    }
    if mistakes.0.is_empty() {
        Ok(config)
    } else {
        Err(mistakes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    #[test]
    fn the_nearest_file_upward_is_found() {
        let folder = folder(&[
            ("gainsay.toml", ""),
            ("a/.gainsay.toml", ""),
            ("a/b/c.txt", ""),
        ]);
        let a = folder.path().join("a");
        assert_eq!(find(&a.join("b")), Some(a.join(".gainsay.toml")));
        assert_eq!(
            find(folder.path()),
            Some(folder.path().join("gainsay.toml"))
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once_with_line_and_advice() {
        let folder = folder(&[(
            "gainsay.toml",
            "selekt = [\"age\"]\nmin-confidence = 2\nfail-level = \"eror\"\njobs = 0\n\
             verdicts = \"conflict\"\n[fields]\ntxt = \"body\"\n",
        )]);
        let text = load(&folder.path().join("gainsay.toml"))
            .expect_err("mistakes")
            .to_string();
        for part in [
            "gainsay.toml:1: unknown key `selekt`: did you mean `select`?",
            "gainsay.toml:2: `min-confidence` must be a number from 0 to 1",
            "gainsay.toml:3: unknown value of `fail-level`: `eror`: did you mean `error`?",
            "gainsay.toml:4: `jobs` must be",
            "gainsay.toml:5: `verdicts` must be a list",
            "gainsay.toml:7: unknown field `txt`: did you mean `text`?",
        ] {
            assert!(text.contains(part), "{part} is missing in:\n{text}");
        }
        assert_eq!(text.lines().count(), 6);
    }

    #[test]
    fn broken_toml_is_told_with_its_line() {
        let folder = folder(&[("gainsay.toml", "select = [\"age\"]\nignore = [\n")]);
        let text = load(&folder.path().join("gainsay.toml"))
            .expect_err("mistakes")
            .to_string();
        assert!(text.contains("gainsay.toml:"), "{text}");
    }

    #[test]
    fn a_file_wins_over_the_one_that_it_extends() {
        let folder = folder(&[
            (
                "base.toml",
                "jobs = 1\nignore = [\"age\"]\nrules = [\"desk\"]\n",
            ),
            ("sub/gainsay.toml", "extend = \"../base.toml\"\njobs = 2\n"),
        ]);
        let config = load(&folder.path().join("sub/gainsay.toml")).expect("no mistakes");
        assert_eq!(config.jobs, Some(2));
        assert_eq!(config.ignore, Some(vec!["age".into()]));
        assert_eq!(config.rules, Some(vec![folder.path().join("sub/../desk")]));
    }

    #[test]
    fn a_circle_of_extends_ends() {
        let folder = folder(&[
            ("a.toml", "extend = \"b.toml\"\n"),
            ("b.toml", "extend = \"a.toml\"\n"),
        ]);
        let text = load(&folder.path().join("a.toml"))
            .expect_err("a circle")
            .to_string();
        assert!(text.contains("leads back"), "{text}");
    }

    #[test]
    fn a_missing_base_is_told_with_the_place_that_names_it() {
        let folder = folder(&[("a.toml", "\nextend = \"b.toml\"\n")]);
        let text = load(&folder.path().join("a.toml"))
            .expect_err("a mistake")
            .to_string();
        assert!(text.contains("a.toml:2: cannot read"), "{text}");
    }
}
