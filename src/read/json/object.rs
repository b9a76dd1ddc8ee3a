//! JSON objects and arrays taken apart without looking into their values.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::read::fields::{Fields, Role, same_name};

/// Collects the places of an array's elements; those before a mistake are kept.
pub(super) struct Elements<'s, 'r> {
    pub body: &'s str,
    pub start: usize,
    pub records: &'r mut Vec<Range<usize>>,
}

impl<'de> DeserializeSeed<'de> for Elements<'de, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'de, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(raw) = seq.next_element::<&'de RawValue>()? {
            let at = self.start + within(self.body, raw.get());
            self.records.push(at..at + raw.get().len());
        }
        Ok(())
    }
}

/// A JSON object whose values are left as they stand.
pub(super) struct Object<'t>(pub Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Object<'t> {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the article's fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::with_capacity(8);
                while let Some((Key(key), value)) = map.next_entry()? {
                    entries.push((key, value));
                }
                Ok(entries)
            }
        }
        reader.deserialize_map(Entries).map(Object)
    }
}

#[derive(Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

impl<'t> Object<'t> {
    pub(super) fn parse(raw: &'t RawValue) -> Option<Self> {
        raw.get().starts_with('{').then_some(())?;
        serde_json::from_str(raw.get()).ok()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'t RawValue> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| *value)
    }

    /// The value for `role`: in the field that the user named, or else in the first of the usual
    /// ones that holds something.
    pub(super) fn find(&self, role: Role, fields: &Fields) -> Option<&'t RawValue> {
        if let Some(given) = fields.given(role) {
            return self.lead(given);
        }
        role.usual_names().iter().find_map(|name| {
            let found = self.0.iter().find(|(key, value)| {
                same_name(key, name) && !matches!(value.get(), "null" | "\"\"" | "[]" | "{}")
            });
            found.map(|(_, value)| *value)
        })
    }

    /// Follows a name, dotted for nested objects.
    pub(super) fn lead(&self, name: &str) -> Option<&'t RawValue> {
        if let Some(found) = self.get(name) {
            return Some(found);
        }
        let (outer, inner) = name.split_once('.')?;
        Self::parse(self.get(outer)?)?.lead(inner)
    }
}

pub(super) fn is_array_of_objects(raw: &str) -> bool {
    let inside = raw.strip_prefix('[').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with('{'))
}

/// Where `part`, a slice of `whole`, begins in it.
pub(super) fn within(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}
