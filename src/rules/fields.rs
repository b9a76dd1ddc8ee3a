//! The keys of one table of a rule file, read with every mistake kept at its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::RuleError;
use super::load::{Source, place};

/// Reads keys of one table and remembers what was wrong.
pub(super) struct Reader<'s, 'e> {
    pub(super) source: &'s Source,
    pub(super) errors: &'e mut Vec<RuleError>,
}

impl<'s> Reader<'s, '_> {
    pub(super) fn error(&mut self, span: &Range<usize>, message: impl Into<String>) {
        self.errors.push(place(self.source, span.start, message));
    }

    pub(super) fn known_keys(&mut self, table: &DeTable<'s>, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let hint = hint(key.get_ref(), known, "the keys are");
                self.error(
                    &key.span(),
                    format!("unknown key '{}'; {hint}", key.get_ref()),
                );
            }
        }
    }

    pub(super) fn string<'t>(
        &mut self,
        table: &'t DeTable<'s>,
        key: &str,
    ) -> Option<(&'t str, Range<usize>)> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.error(&value.span(), format!("'{key}' must be text in quotes"));
        }
        text.map(|text| (text, value.span()))
    }

    pub(super) fn owned(&mut self, table: &DeTable<'s>, key: &str) -> Option<String> {
        self.string(table, key).map(|(text, _)| text.to_owned())
    }

    /// The text of a key, one of the `known`.
    pub(super) fn one_of(
        &mut self,
        table: &DeTable<'s>,
        key: &str,
        known: &[&str],
    ) -> Option<String> {
        let (text, span) = self.string(table, key)?;
        if !known.contains(&text) {
            let hint = hint(text, known, "there are");
            self.error(&span, format!("no {key} '{text}'; {hint}"));
        }
        Some(text.to_owned())
    }

    /// The texts of a list with their places.
    pub(super) fn texts(&mut self, table: &DeTable<'s>, key: &str) -> Vec<(String, Range<usize>)> {
        let mut texts = Vec::new();
        for value in self.array(table, key) {
            match value.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), value.span())),
                None => self.error(&value.span(), format!("'{key}' holds words in quotes")),
            }
        }
        texts
    }

    pub(super) fn required<'t>(
        &mut self,
        table: &'t Spanned<DeTable<'s>>,
        key: &str,
        what: &str,
    ) -> Option<(&'t str, Range<usize>)> {
        if !table.get_ref().contains_key(key) {
            self.error(&table.span(), format!("'{key}' is missing: {what}"));
        }
        self.string(table.get_ref(), key)
    }

    pub(super) fn boolean(&mut self, table: &DeTable<'s>, key: &str, default: bool) -> bool {
        let Some(value) = table.get(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.error(&value.span(), format!("'{key}' must be true or false"));
            default
        })
    }

    pub(super) fn choice<T: Copy>(
        &mut self,
        table: &DeTable<'s>,
        key: &str,
        default: T,
        choices: &[(&str, T)],
    ) -> T {
        let Some((text, span)) = self.string(table, key) else {
            return default;
        };
        choices.iter().find(|(name, _)| *name == text).map_or_else(
            || {
                let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
                self.error(
                    &span,
                    format!("'{key}' must be one of {}, not '{text}'", names.join(", ")),
                );
                default
            },
            |&(_, value)| value,
        )
    }

    pub(super) fn array<'t>(
        &mut self,
        table: &'t DeTable<'s>,
        key: &str,
    ) -> &'t [Spanned<DeValue<'s>>] {
        let Some(value) = table.get(key) else {
            return &[];
        };
        if let DeValue::Array(array) = value.get_ref() {
            return array;
        }
        self.error(&value.span(), format!("'{key}' must be a list"));
        &[]
    }
}

/// What may have been meant by a name that is not known, or else all that are, after `all`.
pub(super) fn hint(name: &str, known: &[&str], all: &str) -> String {
    nearest(name, known).map_or_else(
        || format!("{all} {}", known.join(", ")),
        |near| format!("did you mean '{near}'?"),
    )
}

/// The known name that is most like a mistyped one.
fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|&candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|&(distance, _)| distance <= 2)
        .map(|(_, candidate)| candidate)
}
