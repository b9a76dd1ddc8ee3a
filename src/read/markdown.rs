//! Markdown: its text without mark-up, code, tables and pictures.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::clean::Clean;
use super::fields::Fields;
use super::record::{Found, Meta};
use super::{front_matter, html};
use crate::text::OffsetMap;

/// A Markdown file's article and metadata.
pub(super) fn read(text: &str, start: usize, fields: &Fields) -> (Clean, Meta) {
    let front = front_matter::read(text, fields).unwrap_or_default();
    let body = text.get(front.body..).unwrap_or_default();
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        reader.take(event, range, body);
    }
    let mut meta = front.meta;
    meta.problems.extend(front.problem);
    if meta.title.is_none() {
        meta.title = reader.title.map(|(value, at)| Found {
            value,
            at: at + front.body,
        });
    }
    let all = [
        &mut meta.id,
        &mut meta.title,
        &mut meta.date,
        &mut meta.source,
        &mut meta.url,
    ];
    for found in all.into_iter().flatten() {
        found.at += start;
    }
    for (at, _) in &mut meta.problems {
        *at += start;
    }
    let mut clean = reader.clean;
    clean.trim_end();
    let place = start + front.body;
    if place > 0 {
        clean = clean.over(&OffsetMap::identity(place, body.len()));
    }
    (clean, meta)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

#[derive(Debug, Default)]
struct Reader {
    clean: Clean,
    /// Open code blocks, tables and pictures, whose text is left out.
    silent: usize,
    /// The first heading of the first level, if nothing but it came before.
    title: Option<(String, usize)>,
    /// Where the text of that heading begins in the clean text, while it is open.
    heading: Option<(usize, usize)>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, range: std::ops::Range<usize>, source: &str) {
        match event {
            Event::Start(tag) => self.start(&tag, range, source),
            Event::End(tag) => self.end(tag, range.end),
            Event::InlineHtml(tag) => self.inline_html(&tag, range.start),
            _ if self.silent > 0 => {}
            Event::Text(text) | Event::Code(text) => {
                let raw = source.get(range.clone()).unwrap_or_default();
                // Code stands between backticks, an escaped letter after its backslash.
                let inside = raw.find(&*text).filter(|_| !raw.starts_with('&'));
                match inside {
                    Some(at) => self.clean.copy(&text, range.start + at),
                    None => self.clean.put(&text, range.start, range.len()),
                }
            }
            Event::SoftBreak => self.clean.put(" ", range.start, range.len()),
            Event::HardBreak | Event::Rule => self.clean.paragraph(range.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: std::ops::Range<usize>, source: &str) {
        match tag {
            Tag::HtmlBlock if self.silent == 0 => {
                let raw = source.get(range.clone()).unwrap_or_default();
                let block = html::fragment(raw).over(&OffsetMap::identity(range.start, raw.len()));
                self.clean.paragraph(range.start);
                self.clean.append(&block);
                self.silent += 1;
            }
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::Image { .. } | Tag::HtmlBlock => {
                self.silent += 1;
            }
            Tag::Heading { level, .. } => {
                self.clean.paragraph(range.start);
                if *level == HeadingLevel::H1 && self.title.is_none() && self.clean.text.is_empty()
                {
                    self.heading = Some((self.clean.text.len(), range.start));
                }
            }
            tag if !is_inline(tag) => self.clean.paragraph(range.start),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::CodeBlock | TagEnd::Table | TagEnd::Image | TagEnd::HtmlBlock => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                if let Some((from, place)) = self.heading.take() {
                    let title = self.clean.text.get(from..).unwrap_or_default().trim();
                    self.title = (!title.is_empty()).then(|| (title.to_owned(), place));
                }
                self.clean.paragraph(at);
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_) => {
                self.clean.paragraph(at);
            }
            _ => {}
        }
    }

    fn inline_html(&mut self, tag: &str, at: usize) {
        if let Some(words) = tag.strip_prefix("<!--") {
            self.clean.comment(words.trim_end_matches("-->"));
        } else if tag.to_ascii_lowercase().starts_with("<br") {
            self.clean.paragraph(at);
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
    )
}
