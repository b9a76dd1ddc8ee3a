//! One configuration file's text, key by key, and what is wrong with it.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValue;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::report::Format;

use super::super::args::FIELDS;
use super::super::nearest::did_you_mean;
use super::{Config, KEYS};

/// Reads one file and notes what is wrong with it.
pub struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    /// Where each stands, and what is to be said.
    mistakes: Vec<(usize, String)>,
}

/// Lists as the messages show them.
const WORDS: &str = "[\"one\", \"two\"]";
const VERDICTS: &str = "[\"conflict\", \"disputed\"]";

type Value<'i> = Spanned<DeValue<'i>>;

impl<'a> Reader<'a> {
    /// For the file at `path` that holds `text`.
    pub fn new(path: &'a Path, text: &'a str) -> Self {
        Self {
            path,
            text,
            mistakes: Vec::new(),
        }
    }

    /// What is wrong with what was read, one line each, from the file's top.
    pub fn mistakes(mut self) -> impl Iterator<Item = String> {
        self.mistakes.sort_by_key(|&(at, _)| at);
        self.mistakes.into_iter().map(|(_, message)| message)
    }

    /// The file's settings, and the file that it extends with the place that says so.
    pub fn read(&mut self) -> (Config, Option<(PathBuf, String)>) {
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
                "select" => config.select = self.list(name, value, WORDS, Self::string),
                "ignore" => config.ignore = self.list(name, value, WORDS, Self::string),
                "rules" => config.rules = self.paths(name, value),
                "reference" => config.reference = self.paths(name, value),
                "use-reference" => config.use_reference = self.boolean(name, value),
                "verdicts" => config.verdicts = self.list(name, value, VERDICTS, Self::choice),
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

    fn mistake(&mut self, at: usize, message: &str) {
        let message = format!("{}{}", self.place(at), message.replace('\n', ", "));
        self.mistakes.push((at, message));
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

    /// A list whose items `one` reads; `example` shows such a list.
    fn list<T>(
        &mut self,
        name: &str,
        value: &Value<'_>,
        example: &str,
        one: impl Fn(&mut Self, &str, &Value<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, value, &format!("a list, such as {example}"));
            return None;
        };
        items.iter().map(|item| one(self, name, item)).collect()
    }

    fn paths(&mut self, name: &str, value: &Value<'_>) -> Option<Vec<PathBuf>> {
        let paths = self.list(name, value, WORDS, Self::string)?;
        Some(paths.iter().map(|path| self.beside(path)).collect())
    }

    fn boolean(&mut self, name: &str, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong(name, value, "true or false");
        }
        found
    }

    fn choice<T: ValueEnum>(&mut self, name: &str, value: &Value<'_>) -> Option<T> {
        let values = T::value_variants().iter();
        let values: Vec<_> = values.filter_map(ValueEnum::to_possible_value).collect();
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        self.one_of(name, value, &names, |typed| T::from_str(typed, false).ok())
    }

    fn format(&mut self, name: &str, value: &Value<'_>) -> Option<Format> {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        self.one_of(name, value, &names, |typed| typed.parse().ok())
    }

    /// What `read` makes of a text that is one of `known`.
    fn one_of<T>(
        &mut self,
        name: &str,
        value: &Value<'_>,
        known: &[&str],
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = self.string(name, value)?;
        let found = read(&typed);
        if found.is_none() {
            let what = format!("value of `{name}`:");
            self.unknown(&what, &typed, known, value.span().start);
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
