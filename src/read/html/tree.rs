//! A page as elements and the blocks of text in them; every block knows its places in the source.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Spanned, StartTag, Token, Tokenizer};

use super::tags::{INLINE, OUTSIDE, OUTSIDE_ROLES, SILENT, VOID};
use crate::read::clean::Clean;
use crate::read::entity;

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Block elements in source order, parents before children; the first is the root.
    pub elements: Vec<Element>,
    /// Texts between the bounds of block elements, in source order; none is blank.
    pub blocks: Vec<Block>,
    /// `<meta>`, `<link>`, `<time>` and elements with `itemprop`, in source order.
    pub marks: Vec<Mark>,
    /// Texts of JSON-LD scripts with their places.
    pub scripts: Vec<(String, usize)>,
    /// The text of `<title>` with its place.
    pub title: Option<(String, usize)>,
}

/// A block element.
#[derive(Debug)]
pub(super) struct Element {
    /// Index of the element around it; the root is its own.
    pub parent: usize,
    pub name: String,
    /// Words of class, id and role, in lower case, parted by spaces.
    pub hints: String,
    /// Never part of an article: navigation, forms, what is hidden.
    pub is_outside: bool,
}

/// A paragraph, heading, list item: text without a bound of a block in it.
#[derive(Debug)]
pub(super) struct Block {
    pub element: usize,
    pub clean: Clean,
    /// Where it begins in the source.
    pub start: usize,
    /// Bytes of text inside links.
    pub linked: usize,
}

/// An element that may tell of the page: its attributes, and its text when it has one.
#[derive(Debug)]
pub(super) struct Mark {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub at: usize,
    pub is_outside: bool,
}

impl Mark {
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements that may be open at a time; what is nested deeper counts as text of the last one. Bounds
/// the work on broken pages.
const DEEPEST: usize = 512;

/// An element that is open while the page is read.
#[derive(Debug)]
struct Open {
    name: HtmlString,
    /// Index into [`Page::elements`], for a block.
    element: Option<usize>,
    /// Index into [`Page::marks`], when its text is wanted.
    mark: Option<usize>,
}

#[derive(Debug, Default)]
struct Builder {
    page: Page,
    open: Vec<Open>,
    links: usize,
    breaks: usize,
    block: Clean,
    linked: usize,
    /// The silent element that is being passed over.
    silent: Option<HtmlString>,
    /// What the text of that element is good for, if anything.
    wanted: Option<Wanted>,
}

#[derive(Debug, Clone, Copy)]
enum Wanted {
    Script,
    Title,
}

impl Page {
    /// Takes a page apart. Total: broken markup gives some tree. White space with at least
    /// `breaks` line feeds ends a paragraph.
    pub fn parse(text: &str, breaks: usize) -> Self {
        let mut builder = Builder {
            breaks,
            ..Builder::default()
        };
        builder.page.elements.push(Element {
            parent: 0,
            name: String::new(),
            hints: String::new(),
            is_outside: false,
        });
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
            match token {
                Token::StartTag(tag) => builder.start(&tag),
                Token::EndTag(tag) => builder.end(&tag.name, tag.span.start),
                Token::String(Spanned { span, .. }) => {
                    let raw = text.get(span.start..span.end).unwrap_or_default();
                    builder.text(raw, span.start);
                }
                Token::Comment(Spanned { value, .. }) => {
                    builder.block.comment(&lossy(&value));
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        builder.flush();
        builder.page
    }

    /// Is a block in a part of the page that is never part of an article?
    pub fn is_outside(&self, block: &Block) -> bool {
        self.element(block.element)
            .is_some_and(|element| element.is_outside)
    }

    pub fn element(&self, index: usize) -> Option<&Element> {
        self.elements.get(index)
    }
}

impl Builder {
    fn start(&mut self, tag: &StartTag<usize>) {
        if self.silent.is_some() {
            return;
        }
        let name = tag.name.as_slice();
        let is = |names: &[&str]| names.iter().any(|known| known.as_bytes() == name);
        let mark = self.mark(tag);
        if is(&SILENT) {
            self.begin_silent(tag);
        } else if name == b"br" {
            self.block.paragraph(tag.span.start);
        } else if is(&VOID) {
            if name == b"hr" {
                self.flush();
            }
        } else if self.open.len() < DEEPEST {
            let element = (!is(&INLINE)).then(|| self.begin_block(tag));
            self.links += usize::from(name == b"a");
            self.open.push(Open {
                name: tag.name.clone(),
                element,
                mark,
            });
        }
    }

    fn begin_silent(&mut self, tag: &StartTag<usize>) {
        self.wanted = match tag.name.as_slice() {
            b"title" if self.page.title.is_none() => Some(Wanted::Title),
            b"script" => attribute(tag, "type")
                .filter(|kind| kind.to_ascii_lowercase().contains("ld+json"))
                .map(|_| Wanted::Script),
            _ => None,
        };
        self.silent = Some(tag.name.clone());
    }

    /// Notes an element that may tell of the page; with its index if its text belongs to it.
    fn mark(&mut self, tag: &StartTag<usize>) -> Option<usize> {
        let name = tag.name.as_slice();
        let has_text =
            name == b"time" || (name == b"h1" || tag.attributes.contains_key(&b"itemprop"[..]));
        if !(has_text || name == b"meta" || name == b"link") || self.page.marks.len() > 2000 {
            return None;
        }
        let attributes = tag.attributes.iter();
        let around = self.element();
        self.page.marks.push(Mark {
            name: lossy(&tag.name),
            attributes: attributes
                .map(|(key, value)| (lossy(key), lossy(value)))
                .collect(),
            text: String::new(),
            at: tag.span.start,
            is_outside: self.page.elements.get(around).is_some_and(|e| e.is_outside),
        });
        has_text.then(|| self.page.marks.len() - 1)
    }

    fn begin_block(&mut self, tag: &StartTag<usize>) -> usize {
        self.flush();
        self.close_implied(&tag.name);
        let parent = self.element();
        let name = lossy(&tag.name);
        let role = attribute(tag, "role")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let style = attribute(tag, "style")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let style: String = style.split_whitespace().collect();
        let is_hidden = tag.attributes.contains_key(&b"hidden"[..])
            || attribute(tag, "aria-hidden").is_some_and(|value| value == "true")
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        let is_outside = OUTSIDE.contains(&name.as_str())
            || OUTSIDE_ROLES.contains(&role.as_str())
            || is_hidden
            || self
                .page
                .elements
                .get(parent)
                .is_some_and(|around| around.is_outside);
        let mut hints = String::new();
        for key in ["class", "id", "itemprop", "role"] {
            if let Some(value) = attribute(tag, key) {
                hints.push_str(&value.to_ascii_lowercase());
                hints.push(' ');
            }
        }
        self.page.elements.push(Element {
            parent,
            name,
            hints,
            is_outside,
        });
        self.page.elements.len() - 1
    }

    /// A paragraph ends where a block begins, a list item where the next one does.
    fn close_implied(&mut self, name: &HtmlString) {
        let closes: &[&[u8]] = match name.as_slice() {
            b"li" => &[b"li", b"p"],
            b"dt" | b"dd" => &[b"dt", b"dd", b"p"],
            b"td" | b"th" => &[b"td", b"th", b"p"],
            b"tr" => &[b"tr", b"td", b"th", b"p"],
            b"option" => &[b"option"],
            _ => &[b"p"],
        };
        while let Some(at) = self.open.iter().rposition(|open| open.element.is_some()) {
            let is_closed = self
                .open
                .get(at)
                .is_some_and(|open| closes.contains(&open.name.as_slice()));
            if !is_closed {
                break;
            }
            self.close(at);
        }
    }

    fn end(&mut self, name: &HtmlString, at: usize) {
        if let Some(silent) = &self.silent {
            if *silent == *name {
                self.silent = None;
                self.wanted = None;
            }
            return;
        }
        if let Some(found) = self.open.iter().rposition(|open| open.name == *name) {
            // An inline element does not end what it stands in.
            let crosses = |open: &Open| open.element.is_some();
            let inner = self.open.get(found + 1..).unwrap_or_default();
            let is_block = self.open.get(found).is_some_and(crosses);
            if is_block || !inner.iter().any(crosses) {
                self.close(found);
            }
        } else if name.as_slice() == b"p" || name.as_slice() == b"br" {
            self.block.paragraph(at);
        }
    }

    /// Closes the open element at `from` and all inside it.
    fn close(&mut self, from: usize) {
        if self
            .open
            .iter()
            .skip(from)
            .any(|open| open.element.is_some())
        {
            self.flush();
        }
        for open in self.open.drain(from..) {
            self.links -= usize::from(open.name.as_slice() == b"a");
        }
    }

    fn text(&mut self, raw: &str, at: usize) {
        if self.silent.is_some() {
            match self.wanted {
                Some(Wanted::Script) => self.page.scripts.push((raw.to_owned(), at)),
                Some(Wanted::Title) => {
                    let mut title = Clean::default();
                    entity::push_folded(&mut title, raw, at, usize::MAX);
                    self.page.title = Some((title.text, at));
                }
                None => {}
            }
            self.wanted = None;
            return;
        }
        let before = self.block.text.len();
        entity::push_folded(&mut self.block, raw, at, self.breaks);
        if self.links > 0 {
            self.linked += self.block.text.len().saturating_sub(before);
        }
        let added = self.block.text.get(before..).unwrap_or_default();
        for open in self.open.iter().rev().take(8) {
            if let Some(mark) = open.mark.and_then(|mark| self.page.marks.get_mut(mark))
                && mark.text.len() < 1000
            {
                mark.text.push_str(added);
            }
        }
    }

    /// Ends the block of text that is being read.
    fn flush(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        if self.block.text.trim().is_empty() && self.block.comments.is_empty() {
            self.block = Clean::default();
            return;
        }
        let mut clean = std::mem::take(&mut self.block);
        clean.trim_end();
        let start = clean.map.original(crate::text::Span::new(0, 0)).start;
        let element = self.element();
        self.page.blocks.push(Block {
            element,
            clean,
            start,
            linked,
        });
    }

    /// The innermost open block element.
    fn element(&self) -> usize {
        let mut open = self.open.iter().rev();
        open.find_map(|open| open.element).unwrap_or(0)
    }
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    tag.attributes
        .get(name.as_bytes())
        .map(|value| lossy(value))
}

fn lossy(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
