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
                let hint = nearest(key.get_ref(), known).map_or_else(
                    || format!("the keys are {}", known.join(", ")),
                    |near| format!("did you mean '{near}'?"),
                );
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

/// The known name that is most like a mistyped one.
fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|&candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|&(distance, _)| distance <= 2)
        .map(|(_, candidate)| candidate)
}
