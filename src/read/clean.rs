//! Cleaned text under construction, and the way back to where it came from.

use crate::text::{OffsetMap, Span};

/// Text with its map and the remarks to gainsay that stood in it.
#[derive(Debug, Default, Clone)]
pub(super) struct Clean {
    /// The text so far.
    pub text: String,
    /// From [`Clean::text`] to the place that it was taken from.
    pub map: OffsetMap,
    /// Comments that address gainsay: where they stood, and their words.
    pub comments: Vec<(Span, String)>,
}

impl Clean {
    /// A text that stands in its source as it is, from byte `original` on.
    pub fn verbatim(text: &str, original: usize) -> Self {
        let mut clean = Self::default();
        clean.copy(text, original);
        clean
    }

    /// Appends text that stands at `original` as it is.
    pub fn copy(&mut self, text: &str, original: usize) {
        self.text.push_str(text);
        self.map.push(text.len(), original, text.len());
    }

    /// Appends text that stands for `original_len` bytes at `original`.
    pub fn put(&mut self, text: &str, original: usize, original_len: usize) {
        self.text.push_str(text);
        self.map.push(text.len(), original, original_len);
    }

    /// Notes a comment (given without its marks) if it addresses gainsay.
    pub fn comment(&mut self, words: &str) {
        let words = words.trim();
        if words.starts_with("gainsay") {
            let here = Span::new(self.text.len(), self.text.len());
            self.comments.push((here, words.to_owned()));
        }
    }

    /// Ends the paragraph at `original`, if one was begun.
    pub fn paragraph(&mut self, original: usize) {
        if self.text.ends_with(' ') {
            self.trim_end();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.put("\n", original, 0);
        }
    }

    /// Takes white space off the end.
    pub fn trim_end(&mut self) {
        let len = self.text.trim_end().len();
        self.text.truncate(len);
        self.map.truncate(len);
        let last = self.comments.iter_mut().rev();
        for (at, _) in last.take_while(|(at, _)| at.start as usize > len) {
            *at = Span::new(len, len);
        }
    }

    /// The same text, mapped through `inner` to what lies below.
    pub fn over(mut self, inner: &OffsetMap) -> Self {
        self.map = self.map.then(inner);
        self
    }

    /// Appends another text with its map and comments.
    pub fn append(&mut self, other: &Self) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.map.extend(&other.map);
        self.comments
            .extend(other.comments.iter().map(|(at, words)| {
                let at = Span::new(at.start as usize + shift, at.end as usize + shift);
                (at, words.clone())
            }));
    }
}
