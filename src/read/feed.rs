//! RSS and Atom: a file's entries, and what each entry tells.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::clean::Clean;
use super::record::{Found, Meta, Split};
use super::{entity, html, plain};
use crate::text::OffsetMap;

/// Finds the entries (`item` in RSS, `entry` in Atom); those before a mistake are kept.
pub(super) fn split(text: &str) -> Split {
    let mut split = Split {
        is_many: true,
        ..Split::default()
    };
    let mut reader = reader(text);
    let mut entry: Option<(usize, String)> = None;
    let mut depth = 0_usize;
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                let name = tag.name();
                if entry.is_none() && matches!(name.as_ref(), "item" | "entry") {
                    entry = Some((before, name.as_ref().to_owned()));
                } else if name.as_ref() == "title" && entry.is_none() && depth <= 3 {
                    let rest = text.get(position(&reader)..).unwrap_or_default();
                    let end = rest.find("</title").unwrap_or(0);
                    let title = xml_text(rest.get(..end).unwrap_or_default(), 0).text;
                    split.outlet = split.outlet.or(Some(title.trim().to_owned()));
                }
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                if let Some((start, _)) = entry.take_if(|(_, name)| name == tag.name().as_ref()) {
                    split.records.push(start..position(&reader));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let message = format!("is not well-formed XML: {error}; mend it or fetch it again");
                split.problems.push((position(&reader), message));
                break;
            }
        }
    }
    if let Some((start, _)) = entry
        && split.problems.is_empty()
    {
        let message = "ends inside an entry: fetch the feed again";
        split.problems.push((start, message.to_owned()));
    }
    split.outlet = split.outlet.filter(|title| !title.is_empty());
    split
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// A child of an entry: its inside as it stands, and the attributes that matter.
#[derive(Debug, Default, Clone)]
struct Child {
    name: String,
    inside: Range<usize>,
    kind: Option<String>,
    href: Option<String>,
    rel: Option<String>,
}

/// Names of the element with the text, fullest first.
const TEXTS: [&str; 4] = ["content:encoded", "content", "description", "summary"];
const DATES: [&str; 5] = ["pubDate", "published", "dc:date", "date", "updated"];
const AUTHORS: [&str; 4] = ["source", "dc:publisher", "author", "dc:creator"];

/// One entry's text and metadata; `start` is its place in the file.
pub(super) fn read(text: &str, start: usize) -> (Clean, Meta) {
    let children = children(text);
    let child = |names: &[&str]| {
        let filled = |child: &&Child| !child.inside.is_empty();
        names.iter().find_map(|name| {
            let named = children.iter().filter(|child| child.name == *name);
            named.into_iter().find(filled)
        })
    };
    let found = |names: &[&str]| {
        let child = child(names)?;
        let inside = text.get(child.inside.clone())?;
        // A person or source holds its name in an element of its own.
        let inside = inside.split_once("<name>").map_or(inside, |(_, rest)| {
            rest.split_once("</name>").map_or(rest, |(name, _)| name)
        });
        let value = html::fragment(&xml_text(inside, 0).text).text;
        let at = start + child.inside.start;
        (!value.trim().is_empty()).then_some(Found { value, at })
    };
    let link = children.iter().find(|child| {
        let is_alternate = child.rel.as_deref().is_none_or(|rel| rel == "alternate");
        child.name == "link" && child.href.is_some() && is_alternate
    });
    let meta = Meta {
        id: found(&["guid", "id"]),
        title: found(&["title"]),
        date: found(&DATES),
        source: found(&AUTHORS),
        url: match link {
            Some(child) => child.href.clone().map(|value| Found {
                value,
                at: start + child.inside.start,
            }),
            None => found(&["link"]),
        },
        problems: Vec::new(),
    };
    let clean = child(&TEXTS).map(|child| content(text, child));
    let mut clean = clean.unwrap_or_default();
    if start > 0 {
        clean = clean.over(&OffsetMap::identity(start, text.len()));
    }
    (clean, meta)
}

/// The text of the element that holds it: HTML, escaped or not, or plain.
fn content(text: &str, child: &Child) -> Clean {
    let inside = text.get(child.inside.clone()).unwrap_or_default();
    if child.kind.as_deref() == Some("xhtml") {
        let inner = OffsetMap::identity(child.inside.start, inside.len());
        return html::fragment(inside).over(&inner);
    }
    let decoded = xml_text(inside, child.inside.start);
    if child.kind.as_deref() == Some("text") || !decoded.text.contains(['<', '&']) {
        return plain::tidy(decoded);
    }
    html::fragment(&decoded.text).over(&decoded.map)
}

/// The elements right inside an entry.
fn children(text: &str) -> Vec<Child> {
    let mut children = Vec::new();
    let mut reader = reader(text);
    let mut depth = 0_usize;
    let mut open = Child::default();
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth == 2 {
                    open = Child::of(&tag, position(&reader));
                }
            }
            Ok(Event::Empty(tag)) if depth == 1 => {
                children.push(Child::of(&tag, position(&reader)));
            }
            Ok(Event::End(_)) => {
                if depth == 2 {
                    open.inside.end = before.max(open.inside.start);
                    children.push(std::mem::take(&mut open));
                }
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    children
}

impl Child {
    fn of(tag: &BytesStart<'_>, at: usize) -> Self {
        let get = |name: &str| {
            let found = tag.try_get_attribute(name).ok().flatten()?;
            Some(xml_text(&found.value, 0).text)
        };
        Self {
            name: tag.name().as_ref().to_owned(),
            inside: at..at,
            kind: get("type"),
            href: get("href"),
            rel: get("rel"),
        }
    }
}

/// The characters that a piece of XML spells, without its tags: CDATA as it stands, references
/// decoded. `raw` stands at `at`.
fn xml_text(raw: &str, at: usize) -> Clean {
    const CDATA: &str = "<![CDATA[";
    let mut clean = Clean::default();
    let mut done = 0;
    while let Some(found) = memchr::memchr2(b'<', b'&', raw.as_bytes().get(done..).unwrap_or(&[])) {
        let next = done + found;
        clean.copy(raw.get(done..next).unwrap_or_default(), at + done);
        let rest = raw.get(next..).unwrap_or_default();
        let upto = |end: &str| rest.find(end).map_or(rest.len(), |found| found + end.len());
        done = next
            + if let Some(inside) = rest.strip_prefix(CDATA) {
                let inside = inside.split("]]>").next().unwrap_or(inside);
                clean.copy(inside, at + next + CDATA.len());
                upto("]]>")
            } else if rest.starts_with("<!--") {
                upto("-->")
            } else if rest.starts_with('<') {
                upto(">")
            } else if let Some((decoded, len)) = entity::decode(rest) {
                clean.put(&decoded, at + next, len);
                len
            } else {
                clean.copy("&", at + next);
                1
            };
    }
    clean.copy(raw.get(done..).unwrap_or_default(), at + done);
    clean
}
