//! The configuration file: found upward, read with all its mistakes told at once.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::report::Format;

use super::args::{FIELDS, FailLevel, Quote, VerdictArg};
use super::nearest::did_you_mean;

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
        let mut reader = Reader {
            path: &path,
            text: &text,
            mistakes: &mut mistakes,
        };
        let (read, extends) = reader.read();
        reader.sort();
        config = config.over(read);
        next = extends;
    }
    if mistakes.0.is_empty() {
        Ok(config)
    } else {
        Err(mistakes)
    }
}

/// Reads one file and notes what is wrong with it.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    mistakes: &'a mut Mistakes,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    /// The file's settings, and the file that it extends with the place that says so.
    fn read(&mut self) -> (Config, Option<(PathBuf, String)>) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.mistake(at, error.message().trim());
        }
        let mut config = Config::default();
        let mut extends = None;
        for (key, value) in table.get_ref() {
            let name: &str = key.get_ref();
            match name {
                "extend" => {
                    let place = self.place(value.span().start);
                    extends = self.string(name, value).map(|p| (self.beside(&p), place));
                }
                "select" => config.select = self.strings(name, value),
                "ignore" => config.ignore = self.strings(name, value),
                "rules" => config.rules = self.paths(name, value),
                "reference" => config.reference = self.paths(name, value),
                "use-reference" => config.use_reference = self.boolean(name, value),
                "verdicts" => config.verdicts = self.verdicts(name, value),
                "min-confidence" => config.min_confidence = self.confidence(name, value),
                "fail-level" => config.fail_level = self.choice(name, value),
                "output-format" => config.output_format = self.format(name, value),
                "quote" => config.quote = self.choice(name, value),
                "jobs" => config.jobs = self.jobs(name, value),
                "baseline" => config.baseline = self.string(name, value).map(|p| self.beside(&p)),
                "decisions" => config.decisions = self.string(name, value).map(|p| self.beside(&p)),
                "fields" => config.fields = self.fields(value),
                _ => self.unknown("key", name, KEYS, key.span().start),
            }
        }
        (config, extends)
    }

    /// `gainsay.toml:3: `
    fn place(&self, at: usize) -> String {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        format!("{}:{line}: ", self.path.display())
    }

    /// Puts this file's mistakes in order of their lines.
    fn sort(&mut self) {
        let head = format!("{}:", self.path.display());
        let line = |text: &String| -> Option<usize> {
            text.strip_prefix(&head)?.split(':').next()?.parse().ok()
        };
        self.mistakes.0.sort_by_key(line);
    }

    fn mistake(&mut self, at: usize, message: &str) {
        let message = format!("{}{}", self.place(at), message.replace('\n', ", "));
        self.mistakes.0.push(message);
    }

    fn unknown(&mut self, what: &str, name: &str, known: &[&str], at: usize) {
        let hint = did_you_mean(name, known.iter().copied())
            .unwrap_or_else(|| format!("known are {}", known.join(", ")));
        self.mistake(at, &format!("unknown {what} `{name}`: {hint}"));
    }

    fn wrong(&mut self, name: &str, value: &Value<'_>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.mistake(
            value.span().start,
            &format!("`{name}` must be {wanted}, not {found}"),
        );
    }

    /// A path that the file gives, relative to the file's own folder.
    fn beside(&self, path: &str) -> PathBuf {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let joined = folder.join(path);
        joined
            .strip_prefix("./")
            .map(Path::to_owned)
            .unwrap_or(joined)
    }

    fn string(&mut self, name: &str, value: &Value<'_>) -> Option<String> {
        let found = value.get_ref().as_str().map(str::to_owned);
        if found.is_none() {
            self.wrong(name, value, "a text in quotation marks");
        }
        found
    }

    fn strings(&mut self, name: &str, value: &Value<'_>) -> Option<Vec<String>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, value, "a list, such as [\"one\", \"two\"]");
            return None;
        };
        items.iter().map(|item| self.string(name, item)).collect()
    }

    fn paths(&mut self, name: &str, value: &Value<'_>) -> Option<Vec<PathBuf>> {
        let paths = self.strings(name, value)?;
        Some(paths.iter().map(|path| self.beside(path)).collect())
    }

    fn boolean(&mut self, name: &str, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong(name, value, "true or false");
        }
        found
    }

    fn verdicts(&mut self, name: &str, value: &Value<'_>) -> Option<Vec<VerdictArg>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, value, "a list, such as [\"conflict\", \"disputed\"]");
            return None;
        };
        items.iter().map(|item| self.choice(name, item)).collect()
    }

    fn choice<T: ValueEnum>(&mut self, name: &str, value: &Value<'_>) -> Option<T> {
        let typed = self.string(name, value)?;
        let found = T::from_str(&typed, false).ok();
        if found.is_none() {
            let values: Vec<_> = T::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value)
                .collect();
            let names: Vec<&str> = values
                .iter()
                .map(clap::builder::PossibleValue::get_name)
                .collect();
            self.unknown(
                &format!("value of `{name}`:"),
                &typed,
                &names,
                value.span().start,
            );
        }
        found
    }

    fn format(&mut self, name: &str, value: &Value<'_>) -> Option<Format> {
        let typed = self.string(name, value)?;
        let found = typed.parse().ok();
        if found.is_none() {
            let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
            self.unknown(
                &format!("value of `{name}`:"),
                &typed,
                &names,
                value.span().start,
            );
        }
        found
    }

    fn confidence(&mut self, name: &str, value: &Value<'_>) -> Option<f64> {
        let found = match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let found = found.filter(|p| (0.0..=1.0).contains(p));
        if found.is_none() {
            self.mistake(
                value.span().start,
                &format!("`{name}` must be a number from 0 to 1"),
            );
        }
        found
    }

    fn jobs(&mut self, name: &str, value: &Value<'_>) -> Option<usize> {
        let found = value
            .get_ref()
            .as_integer()
            .and_then(|n| n.as_str().parse().ok());
        let found = found.filter(|n| (1..=usize::from(u16::MAX)).contains(n));
        if found.is_none() {
            self.mistake(
                value.span().start,
                &format!("`{name}` must be a number of threads, from 1 on"),
            );
        }
        found
    }

    fn fields(&mut self, value: &Value<'_>) -> Option<Vec<(String, String)>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("fields", value, "a table, such as { text = \"body\" }");
            return None;
        };
        let mut fields = Vec::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            if !FIELDS.contains(&name) {
                self.unknown("field", name, FIELDS, key.span().start);
            }
            fields.extend(self.string(name, value).map(|text| (name.to_owned(), text)));
        }
        Some(fields)
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
