//! JSON: a file's records, and what each record tells, with places that lead through string escapes
//! back to the file.

mod object;
mod split;
mod string;

use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::value::RawValue;

use super::clean::Clean;
use super::fields::{Fields, Role, same_name};
use super::record::{Found, Meta};
use super::{date, entity, html, plain};
use object::{Elements, Object, within};
pub(super) use split::{fields_without_text, split};
use string::string;
pub(super) use string::unescape;

/// One record's text and metadata; `start` is its place in the file.
///
/// # Errors
/// Place and message when it is no JSON or has no text.
pub(super) fn read(
    record: &str,
    start: usize,
    fields: &Fields,
) -> Result<(Clean, Meta), (usize, String)> {
    if record.starts_with('"') {
        let raw: &RawValue = serde_json::from_str(record)
            .map_err(|error| (start + place(&error, record), explain(&error)))?;
        return Ok((tidy(string(raw.get(), start)), Meta::default()));
    }
    if !record.starts_with('{') {
        // Told apart here, as the parser would only say what type it found.
        let message = serde_json::from_str::<IgnoredAny>(record).err();
        let message = message.map_or_else(
            || "is JSON but no object with an article's fields: take it out".to_owned(),
            |error| explain(&error),
        );
        return Err((start, message));
    }
    let object: Object<'_> = serde_json::from_str(record)
        .map_err(|error| (start + place(&error, record), explain(&error)))?;
    let Some(raw) = object.find(Role::Text, fields) else {
        return Err((start, no_text(&object, fields)));
    };
    let at = start + within(record, raw.get());
    let Some(clean) = text_of(raw.get(), at, 3) else {
        let message = "the field for the text holds no string: say which does with --fields";
        return Err((at, message.to_owned()));
    };
    let found = |role| {
        let raw = object.find(role, fields)?;
        Some(Found {
            value: scalar(raw)?,
            at: start + within(record, raw.get()),
        })
    };
    let meta = Meta {
        id: found(Role::Id),
        title: found(Role::Title),
        date: date(&object, fields).map(|(value, raw)| Found {
            value,
            at: start + within(record, raw.get()),
        }),
        source: found(Role::Source),
        url: found(Role::Url),
        problems: Vec::new(),
    };
    Ok((tidy(clean), meta))
}

/// The first of the usual date fields that reads as a date, or else the first that holds anything:
/// `time` may well be a time of day, with the day in a field beside it.
fn date<'t>(object: &Object<'t>, fields: &Fields) -> Option<(String, &'t RawValue)> {
    let first = object.find(Role::Date, fields)?;
    let told = (scalar(first)?, first);
    if fields.given(Role::Date).is_some() || date::parse(&told.0).is_date() {
        return Some(told);
    }
    let others = Role::Date.usual_names().iter().filter_map(|name| {
        let (_, raw) = object.0.iter().find(|(key, _)| same_name(key, name))?;
        Some((scalar(raw)?, *raw))
    });
    let dated = others
        .into_iter()
        .find(|(value, _)| date::parse(value).is_date());
    Some(dated.unwrap_or(told))
}

fn no_text(object: &Object<'_>, fields: &Fields) -> String {
    if let Some(given) = fields.given(Role::Text) {
        return format!("has no field `{given}` for the text, which --fields names");
    }
    let is_empty = |name: &&str| object.0.iter().any(|(key, _)| same_name(key, name));
    if let Some(name) = Role::Text.usual_names().iter().find(|name| is_empty(name)) {
        return format!("has an empty `{name}`: put the article's text there or take it out");
    }
    let names: Vec<&str> = object
        .0
        .iter()
        .take(12)
        .map(|(key, _)| key.as_ref())
        .collect();
    format!(
        "has no text: its fields are {}; say which holds it with --fields text=FIELD",
        names.join(", ")
    )
}

/// Strips markup when there is some, decodes what is escaped all the same, and mends line ends.
fn tidy(clean: Clean) -> Clean {
    if html::is_marked_up(&clean.text) {
        return html::fragment(&clean.text).over(&clean.map);
    }
    let has_reference = memchr::memchr_iter(b'&', clean.text.as_bytes())
        .any(|at| entity::decode_closed(clean.text.get(at..).unwrap_or_default()).is_some());
    plain::tidy(if has_reference {
        entity::decode_all(&clean.text).over(&clean.map)
    } else {
        clean
    })
}

/// A value as text: a string, the strings of an array as paragraphs, or the telling field of an
/// object (`{"rendered": …}`).
fn text_of(raw: &str, at: usize, depth: u8) -> Option<Clean> {
    let depth = depth.checked_sub(1)?;
    match raw.as_bytes().first()? {
        b'"' => Some(string(raw, at)),
        b'[' => {
            let mut ranges = Vec::new();
            let mut reader = serde_json::Deserializer::from_str(raw);
            let elements = Elements {
                body: raw,
                start: 0,
                records: &mut ranges,
            };
            elements.deserialize(&mut reader).ok()?;
            let mut joined = Clean::default();
            for range in ranges {
                let inner = text_of(raw.get(range.clone())?, at + range.start, depth);
                joined.paragraph(at + range.start);
                joined.append(&inner.unwrap_or_default());
            }
            Some(joined)
        }
        b'{' => {
            let object: Object<'_> = serde_json::from_str(raw).ok()?;
            let names = [
                "rendered", "text", "value", "content", "html", "body", "#text",
            ];
            let inner = names.iter().find_map(|name| object.get(name))?.get();
            text_of(inner, at + within(raw, inner), depth)
        }
        _ => None,
    }
}

/// A value as a short string: strings, numbers, the names in an array or object.
fn scalar(raw: &RawValue) -> Option<String> {
    short(raw.get(), 3)
        .map(|s| s.trim().to_owned())
        .filter(|s| !s.is_empty())
}

fn short(raw: &str, depth: u8) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match raw.as_bytes().first()? {
        b'"' => Some(string(raw, 0).text),
        b'0'..=b'9' => Some(raw.to_owned()),
        b'[' => {
            let list: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
            let names = list
                .iter()
                .take(5)
                .filter_map(|item| short(item.get(), depth));
            Some(names.collect::<Vec<_>>().join(", "))
        }
        b'{' => {
            let object: Object<'_> = serde_json::from_str(raw).ok()?;
            let names = [
                "name", "title", "rendered", "text", "value", "domain", "$date", "$oid", "id",
            ];
            names
                .iter()
                .find_map(|name| short(object.get(name)?.get(), depth))
        }
        _ => None,
    }
}

/// The byte that an error of the JSON reader points at.
fn place(error: &serde_json::Error, text: &str) -> usize {
    let lines = error.line().saturating_sub(1);
    let start = match lines.checked_sub(1) {
        None => 0,
        Some(nth) => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(nth)
            .map_or(text.len(), |at| at + 1),
    };
    (start + error.column().saturating_sub(1)).min(text.len())
}

/// An error of the JSON reader in a sentence; its place is told apart from it.
fn explain(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let what = told.split(" at line ").next().unwrap_or(&told);
    format!(
        "is not valid JSON: {what} at column {}; mend it or take it out",
        error.column()
    )
}
