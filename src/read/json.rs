//! JSON: a file's records (lines, an array, one object, an envelope round an array), and what each
//! record tells, with places that lead through string escapes back to the file.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::clean::Clean;
use super::fields::{Fields, Role, same_name};
use super::record::{Found, Meta, Split};
use super::{entity, html, plain};

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
pub(super) fn split(text: &str, fields: &Fields) -> Split {
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

struct Elements<'s, 'r> {
    body: &'s str,
    start: usize,
    records: &'r mut Vec<Range<usize>>,
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
struct Object<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

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
    fn parse(raw: &'t RawValue) -> Option<Self> {
        raw.get().starts_with('{').then_some(())?;
        serde_json::from_str(raw.get()).ok()
    }

    fn get(&self, name: &str) -> Option<&'t RawValue> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| *value)
    }

    /// The value for `role`: in the field that the user named, or else in the first of the usual
    /// ones that holds something.
    fn find(&self, role: Role, fields: &Fields) -> Option<&'t RawValue> {
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
    fn lead(&self, name: &str) -> Option<&'t RawValue> {
        if let Some(found) = self.get(name) {
            return Some(found);
        }
        let (outer, inner) = name.split_once('.')?;
        Self::parse(self.get(outer)?)?.lead(inner)
    }

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

fn is_array_of_objects(raw: &str) -> bool {
    let inside = raw.strip_prefix('[').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with('{'))
}

/// The first records' field names, if none of them has a text: nothing in the file can be read
/// until the user says where the text is.
pub(super) fn fields_without_text<'t>(
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
        date: found(Role::Date),
        source: found(Role::Source),
        url: found(Role::Url),
        problems: Vec::new(),
    };
    Ok((tidy(clean), meta))
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

/// A JSON string with its escapes decoded; `raw` has its quotes and stands at `at`.
fn string(raw: &str, at: usize) -> Clean {
    let inside = raw.strip_prefix('"').unwrap_or(raw);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    let at = at + 1;
    let mut clean = Clean::default();
    clean.text.reserve(inside.len());
    let mut done = 0;
    while let Some(found) = memchr::memchr(b'\\', inside.get(done..).unwrap_or_default().as_bytes())
    {
        let escape = done + found;
        clean.copy(inside.get(done..escape).unwrap_or_default(), at + done);
        let (letter, len) = unescape(inside.get(escape..).unwrap_or_default());
        clean.put(letter.encode_utf8(&mut [0; 4]), at + escape, len);
        done = escape + len;
    }
    clean.copy(inside.get(done..).unwrap_or_default(), at + done);
    clean
}

/// The letter of the escape that `text` begins with, and the escape's length.
fn unescape(text: &str) -> (char, usize) {
    let letter = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unescape_unicode(text),
        Some(other) if other.is_ascii() => char::from(*other),
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (letter, 2)
}

fn unescape_unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, text.len().min(2));
    };
    if let Some(letter) = char::from_u32(u32::from(first)) {
        return (letter, 6);
    }
    // The first half of a pair; without its second half it stands for nothing.
    let pair = unit(6).and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    pair.map_or((char::REPLACEMENT_CHARACTER, 6), |letter| (letter, 12))
}

/// Where `part`, a slice of `whole`, begins in it.
fn within(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
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
