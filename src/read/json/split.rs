//! Where a JSON file's records lie: lines, an array, one object, an envelope round an array.

use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::value::RawValue;

use super::object::{Elements, Object, is_array_of_objects, within};
use super::{explain, place, scalar};
use crate::read::fields::{Fields, Role, same_name};
use crate::read::record::Split;

/// Names of the field that holds the array of articles in an envelope.
const ENVELOPES: [&str; 12] = [
    "articles",
    "items",
    "results",
    "entries",
    "docs",
    "documents",
    "stories",
    "posts",
    "records",
    "rows",
    "data",
    "response",
];

/// Finds the records of a file. Only what is needed to tell them apart is parsed.
pub(in crate::read) fn split(text: &str, fields: &Fields) -> Split {
    let start = text.len() - text.trim_start().len();
    let body = text.get(start..).unwrap_or_default();
    if body.starts_with('[') {
        return split_array(body, start);
    }
    let first_line = body.lines().next().unwrap_or_default();
    let has_more = first_line.len() < body.trim_end().len();
    if has_more && serde_json::from_str::<IgnoredAny>(first_line).is_ok() {
        return split_lines(text);
    }
    match serde_json::from_str::<Object<'_>>(body) {
        Ok(object) => split_object(&object, body, start, fields),
        // A broken first line must not hide the lines after it.
        Err(_) if has_more && looks_like_lines(body) => split_lines(text),
        Err(error) => Split {
            problems: vec![(start + place(&error, body), explain(&error))],
            ..Split::default()
        },
    }
}

/// Does any line after the first hold a whole object?
fn looks_like_lines(body: &str) -> bool {
    let mut lines = body.lines().skip(1).filter(|line| !line.trim().is_empty());
    lines.by_ref().take(20).any(|line| {
        line.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
    })
}

fn split_lines(text: &str) -> Split {
    let mut records = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end).unwrap_or_default();
        let blank = line.len() - line.trim_ascii_start().len();
        let range = start + blank..start + line.trim_ascii_end().len();
        if !range.is_empty() {
            records.push(range);
        }
        start = end + 1;
    }
    Split {
        records,
        is_many: true,
        ..Split::default()
    }
}

fn split_object(object: &Object<'_>, body: &str, start: usize, fields: &Fields) -> Split {
    if !object.has_text(fields)
        && let Some((array, outer)) = object.envelope(3)
    {
        let outer = outer.as_ref().unwrap_or(object);
        let at = start + within(body, array.get());
        let mut split = split_array(array.get(), at);
        split.outlet = outer
            .get("version")
            .filter(|version| version.get().contains("jsonfeed"))
            .and_then(|_| scalar(outer.get("title")?));
        return split;
    }
    let whole = start..start + body.trim_end().len();
    Split {
        records: Vec::from([whole]),
        ..Split::default()
    }
}

/// The elements of an array; those before a mistake are kept.
fn split_array(body: &str, start: usize) -> Split {
    let mut split = Split {
        is_many: true,
        ..Split::default()
    };
    let mut reader = serde_json::Deserializer::from_str(body);
    let elements = Elements {
        body,
        start,
        records: &mut split.records,
    };
    let result = elements
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    if let Err(error) = result {
        let at = start + place(&error, body);
        split.problems.push((at, explain(&error)));
    }
    split
}

/// The first records' field names, if none of them has a text: nothing in the file can be read
/// until the user says where the text is.
pub(in crate::read) fn fields_without_text<'t>(
    records: impl Iterator<Item = &'t str>,
    fields: &Fields,
) -> Option<String> {
    let mut names = None;
    for record in records {
        if record.starts_with('"') {
            return None;
        }
        let Ok(object) = serde_json::from_str::<Object<'_>>(record) else {
            continue;
        };
        if object.find(Role::Text, fields).is_some() {
            return None;
        }
        names.get_or_insert_with(|| {
            let keys = object.0.iter().take(12).map(|(key, _)| key.as_ref());
            keys.collect::<Vec<_>>().join(", ")
        });
    }
    names
}

impl<'t> Object<'t> {
    fn has_text(&self, fields: &Fields) -> bool {
        self.find(Role::Text, fields)
            .is_some_and(|raw| !is_array_of_objects(raw.get()))
    }

    /// The array of articles inside an envelope at most `depth` objects deep, and the object that
    /// holds it if that is not this one.
    fn envelope(&self, depth: u8) -> Option<(&'t RawValue, Option<Self>)> {
        ENVELOPES.iter().find_map(|name| {
            let (_, value) = self.0.iter().find(|(key, _)| same_name(key, name))?;
            if is_array_of_objects(value.get()) {
                return Some((*value, None));
            }
            let inner = depth.checked_sub(1)?;
            let object = Self::parse(value)?;
            let (array, outer) = object.envelope(inner)?;
            Some((array, Some(outer.unwrap_or(object))))
        })
    }
}
