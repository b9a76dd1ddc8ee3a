//! Quotations: the words between quotation marks, paragraph by paragraph.

use std::ops::Range;

use crate::rules::lower;
use crate::text::Span;

use super::{Context, View};

/// Fewer words than this are a phrase, not a quotation that could be told apart from another.
const MIN_WORDS: usize = 6;

/// One quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Quotation {
    /// From the opening to the closing mark.
    span: Span,
    /// Tokens of the article inside, marks included.
    tokens: Range<usize>,
    words: usize,
}

/// The quotations of one article, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Quotations {
    all: Vec<Quotation>,
    /// Per sentence: does a quotation of [`MIN_WORDS`] reach into it?
    sentences: Vec<bool>,
}

impl Quotations {
    pub(super) fn find(context: &Context<'_>) -> Self {
        let mut found = Self {
            all: Vec::new(),
            sentences: vec![false; context.analysis.sentences.len()],
        };
        let mut open: Option<(usize, bool)> = None;
        for (at, token) in context.analysis.tokens.iter().enumerate() {
            let curly = match token.span.of(context.text) {
                "“" => Some((true, true)),
                "”" => Some((false, true)),
                "\"" => Some((open.is_none(), false)),
                _ => None,
            };
            if let Some((opens, curly)) = curly {
                match open {
                    _ if opens => open = Some((at, curly)),
                    Some((start, was_curly)) if was_curly == curly => {
                        found.push(context, start..at + 1);
                        open = None;
                    }
                    _ => {}
                }
            }
            // A mark that a paragraph leaves open is taken up again by the next one, or a typo.
            if token.shape.has(crate::language::Shape::BREAK_AFTER) {
                open = None;
            }
        }
        let mut from = 0;
        for (index, sentence) in context.analysis.sentences.iter().enumerate() {
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            while found
                .all
                .get(from)
                .is_some_and(|quote| quote.tokens.end <= tokens.start)
            {
                from += 1;
            }
            found.sentences[index] = found.all[from..]
                .iter()
                .take_while(|quote| quote.tokens.start < tokens.end)
                .any(|quote| quote.words >= MIN_WORDS);
        }
        found
    }

    fn push(&mut self, context: &Context<'_>, tokens: Range<usize>) {
        let all = &context.analysis.tokens[tokens.clone()];
        let words = all
            .iter()
            .filter(|token| !token.shape.has(crate::language::Shape::PUNCTUATION))
            .count();
        let span = all[0].span.to(all[all.len() - 1].span);
        self.all.push(Quotation {
            span,
            tokens,
            words,
        });
    }

    /// Does a quotation worth comparing reach into this sentence?
    pub(super) fn touch(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).copied().unwrap_or_default()
    }

    /// The quotations that reach into a sentence: their tokens there, their whole span, and their
    /// words in lower case.
    pub(super) fn in_sentence(
        &self,
        view: &View<'_>,
        sentence: usize,
    ) -> Vec<(Range<usize>, Span, String)> {
        if !self.touch(sentence) {
            return Vec::new();
        }
        let end = view.first + view.tokens.len();
        let from = self
            .all
            .partition_point(|quote| quote.tokens.end <= view.first);
        self.all[from..]
            .iter()
            .take_while(|quote| quote.tokens.start < end)
            .filter(|quote| quote.words >= MIN_WORDS)
            .map(|quote| {
                let tokens = quote.tokens.start.max(view.first) - view.first
                    ..quote.tokens.end.min(end) - view.first;
                (tokens, quote.span, normalise(quote.span.of(view.text)))
            })
            .collect()
    }

    /// Does the span hold a whole quotation worth comparing?
    pub(super) fn is_quotation(&self, span: Span) -> bool {
        self.all
            .iter()
            .any(|quote| quote.words >= MIN_WORDS && span.contains(quote.span))
    }

    /// Does the span lie inside quotation marks?
    pub(super) fn quotes(&self, span: Span) -> bool {
        self.all
            .iter()
            .any(|quote| quote.span.contains(span) && quote.span != span)
    }
}

/// The words of a quotation: lower case, plain apostrophes, no other punctuation.
fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '/')) {
        let word = word.trim_matches(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '[' | ']' | '(' | ')' | '…' | '@' | '$' | '%'))
        });
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&lower(word));
    }
    out
}
