//! Where a headline stands in the file that tells it: its value is laid beside the raw text, through
//! JSON escapes, character references and white space.

use super::{Article, entity, json};
use crate::text::{OffsetMap, Span};

/// Bytes behind the place of a field, element or tag in which its value begins.
const WINDOW: usize = 4096;

/// The way from `title` back to the raw text that begins at byte `at`; `None` when it cannot be
/// told letter for letter.
pub(super) fn place(raw: &str, at: usize, title: &str) -> Option<OffsetMap> {
    let first = title.chars().next()?;
    raw.char_indices()
        .take_while(|&(start, _)| start < WINDOW)
        .filter(|&(_, c)| c == first || c == '\\' || c == '&')
        .find_map(|(start, _)| follow(raw.get(start..)?, at + start, title))
}

fn follow(raw: &str, at: usize, title: &str) -> Option<OffsetMap> {
    let mut map = OffsetMap::default();
    let mut here = 0;
    for c in title.chars() {
        let rest = raw.get(here..)?;
        let width = match c {
            ' ' => blank(rest),
            // A reference stands for its letter, also where that letter is the "&" it opens with.
            _ if rest.starts_with('&') => match entity::decode_closed(rest) {
                Some((decoded, len)) => (decoded.chars().eq([c])).then_some(len)?,
                None => (c == '&').then_some(1)?,
            },
            _ if rest.starts_with(c) => c.len_utf8(),
            _ => {
                let (letter, len) = rest.starts_with('\\').then(|| json::unescape(rest))?;
                (letter == c).then_some(len)?
            }
        };
        if width == 0 {
            return None;
        }
        map.push(c.len_utf8(), at + here, width);
        here += width;
    }
    Some(map)
}

/// Bytes of the white space that a text begins with.
fn blank(text: &str) -> usize {
    let mut end = 0;
    while let Some(rest) = text.get(end..) {
        let c = rest.chars().next();
        end += match c {
            Some(c) if c.is_whitespace() => c.len_utf8(),
            Some('\\') => match json::unescape(rest) {
                (letter, len) if letter.is_whitespace() => len,
                _ => return end,
            },
            Some('&') => match entity::decode_closed(rest) {
                Some((decoded, len)) if decoded.trim().is_empty() => len,
                _ => return end,
            },
            _ => return end,
        };
    }
    end
}

impl Article {
    /// The span of the headline: in the text where it opens it, else behind the end of the text.
    /// `None` when its place in the file is not known.
    pub fn headline_span(&self) -> Option<Span> {
        let title = self.title.as_deref()?;
        let lead = self.text.len() - self.text.trim_start().len();
        if self.text.get(lead..)?.starts_with(title) {
            return Some(Span::new(lead, lead + title.len()));
        }
        let start = self.text.len() + 1;
        (self.headline.clean_len() > 0).then(|| Span::new(start, start + title.len()))
    }

    /// The words of a span of the text or of the headline behind it.
    pub fn words(&self, span: Span) -> &str {
        match self.behind(span) {
            Some(span) => span.of(self.title.as_deref().unwrap_or_default()),
            None => span.of(&self.text),
        }
    }

    /// The byte range of the original file behind a span of the text or of the headline.
    pub fn original(&self, span: Span) -> std::ops::Range<usize> {
        match self.behind(span) {
            Some(span) => self.headline.original(span),
            None => self.map.original(span),
        }
    }

    /// A span behind the end of the text as one of the headline.
    fn behind(&self, span: Span) -> Option<Span> {
        let start = (span.start as usize).checked_sub(self.text.len() + 1)?;
        Some(Span::new(start, start + span.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_found_behind_escapes_and_references() {
        for (raw, title) in [
            (
                r#""title": "Harbour \u201ccloses\u201d""#,
                "Harbour “closes”",
            ),
            ("<h1>Rell &amp; Sons   sold</h1>", "Rell & Sons sold"),
            ("title: Ferry sinks", "Ferry sinks"),
        ] {
            let map = place(raw, 10, title).unwrap();
            assert_eq!(map.clean_len(), title.len());
            let all = map.original(Span::new(0, title.len()));
            let words = &raw[all.start - 10..all.end - 10];
            assert_eq!(words.chars().next(), title.chars().next(), "{words}");
        }
        assert!(place("nothing of the kind", 0, "Ferry sinks").is_none());
    }
}
