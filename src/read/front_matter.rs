//! The metadata that a Markdown file begins with, in YAML (`---`) or TOML (`+++`).

use saphyr_parser::{Event, Parser};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{Fields, Role, same_name};
use super::record::{Found, Meta};

/// Front matter and where the text after it begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub meta: Meta,
    /// Place of the text after it.
    pub body: usize,
    /// What is wrong with it, with its place.
    pub problem: Option<(usize, String)>,
}

/// One `key: value` at the top level; the values of a list are joined by commas.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    key: String,
    value: String,
    at: usize,
}

/// Entries with the first mistake, if any.
type Parsed = (Vec<Entry>, Option<(usize, String)>);

/// Longest front matter in bytes; what goes on longer is a text that begins with a rule.
const LONGEST: usize = 64 * 1024;

/// Reads the front matter of `text`, if it begins with some.
pub(super) fn read(text: &str, fields: &Fields) -> Option<FrontMatter> {
    let first = text.lines().next()?;
    let (closing, is_yaml): (&[&str], bool) = match first.trim_end() {
        "---" => (&["---", "..."], true),
        "+++" => (&["+++"], false),
        _ => return None,
    };
    let start = text.find('\n')? + 1;
    let mut at = start;
    let (end, body) = loop {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let len = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest.get(..len)?;
        if closing.contains(&line.trim_end()) {
            break (at, at + len);
        }
        at += len;
        if at > LONGEST {
            return None;
        }
    };
    let inside = text.get(start..end)?;
    let (entries, problem) = if is_yaml { yaml(inside) } else { toml(inside) };
    if entries.is_empty() && problem.is_none() && !inside.trim().is_empty() {
        // Text between two rules.
        return None;
    }
    let found = |role: Role| {
        let is_it = |entry: &&Entry, name: &str| match fields.given(role) {
            Some(given) => entry.key == given,
            None => same_name(&entry.key, name),
        };
        let entry = role.usual_names().iter().find_map(|name| {
            let with_value = entries.iter().filter(|entry| !entry.value.is_empty());
            with_value.into_iter().find(|entry| is_it(entry, name))
        })?;
        Some(Found {
            value: entry.value.clone(),
            at: entry.at + start,
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
    // A day that no calendar has is an error of TOML too; it is told once, with the date.
    let problem = problem
        .filter(|(_, message)| !message.contains("invalid date"))
        .map(|(at, message)| (at + start, message));
    Some(FrontMatter {
        meta,
        body,
        problem,
    })
}

/// YAML by its parser; where that gives up, by lines, so that one unquoted colon does not cost the
/// article its date.
fn yaml(text: &str) -> Parsed {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
        .collect();
    let line_start = |line: usize| starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
    let mut entries: Vec<Entry> = Vec::new();
    // The open collections, each with the key that waits for its value if it is a mapping.
    let mut open: Vec<Collection> = Vec::new();
    let mut key: Option<(String, usize)> = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = line_start(error.marker().line());
                let message = format!(
                    "is not valid YAML: {}; put quotes round a value with a colon in it",
                    error.info()
                );
                return (by_lines(text), Some((at, message)));
            }
        };
        match event {
            Event::MappingStart(..) => open.push(Collection::Mapping(None)),
            Event::SequenceStart(..) => open.push(Collection::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                value_ends(&mut open);
            }
            Event::Alias(_) => value_ends(&mut open),
            Event::Scalar(scalar, ..) => {
                if let Some(Collection::Mapping(waiting @ None)) = open.last_mut() {
                    *waiting = Some(scalar.to_string());
                    if open.len() == 1 {
                        key = Some((scalar.into_owned(), line_start(span.start.line())));
                    }
                    continue;
                }
                // Of a nested object (author: {name: …, role: …}) only the name counts.
                let is_wanted = open.iter().skip(1).all(|collection| match collection {
                    Collection::Mapping(key) => key.as_deref() == Some("name"),
                    Collection::Sequence => true,
                });
                let is_map = matches!(open.first(), Some(Collection::Mapping(_)));
                if let Some((name, at)) = key.as_ref().filter(|_| is_map && is_wanted) {
                    push(&mut entries, name, &scalar, *at);
                }
                value_ends(&mut open);
            }
            _ => {}
        }
    }
    (entries, None)
}

/// A collection of YAML that is being read.
#[derive(Debug)]
enum Collection {
    Mapping(Option<String>),
    Sequence,
}

/// The next scalar in an open mapping is a key again.
fn value_ends(open: &mut [Collection]) {
    if let Some(Collection::Mapping(key)) = open.last_mut() {
        *key = None;
    }
}

/// Adds a value to the entry of `key`, or begins it.
fn push(entries: &mut Vec<Entry>, key: &str, value: &str, at: usize) {
    let value = match value.trim() {
        "null" | "~" => "",
        value => value,
    };
    match entries.last_mut() {
        Some(last) if last.key == key && last.at == at => {
            last.value.push_str(", ");
            last.value.push_str(value);
        }
        _ => entries.push(Entry {
            key: key.to_owned(),
            value: value.to_owned(),
            at,
        }),
    }
}

/// `key: value` at the beginnings of lines.
fn by_lines(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = line.split_once(':')
            && !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        {
            let value = value.trim().trim_matches(['"', '\'']);
            push(&mut entries, key, value, at);
        }
        at += line.len();
    }
    entries
}

/// TOML by its parser, which goes on after a mistake.
fn toml(text: &str) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problem = errors.first().map(|error| {
        let at = error.span().map_or(0, |span| span.start);
        (at, format!("is not valid TOML: {}", error.message()))
    });
    let mut entries: Vec<Entry> = table
        .get_ref()
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().clone().into_owned(),
            value: toml_value(value, text, 3),
            at: key.span().start,
        })
        .collect();
    entries.sort_by_key(|entry| entry.at);
    (entries, problem)
}

fn toml_value(value: &Spanned<DeValue<'_>>, text: &str, depth: u8) -> String {
    let Some(depth) = depth.checked_sub(1) else {
        return String::new();
    };
    match value.get_ref() {
        DeValue::String(string) => string.clone().into_owned(),
        DeValue::Array(list) => {
            let all = list.iter().map(|item| toml_value(item, text, depth));
            all.collect::<Vec<_>>().join(", ")
        }
        DeValue::Table(table) => {
            let name = table.iter().find(|(key, _)| key.get_ref() == "name");
            name.map_or_else(String::new, |(_, value)| toml_value(value, text, depth))
        }
        // As it is written: a day that no calendar has is told apart later.
        _ => text.get(value.span()).unwrap_or_default().to_owned(),
    }
}
