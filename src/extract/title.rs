//! The title of an article, read once for all who ask.

use crate::language::{self, Analysis};
use crate::rules::{FormId, Vocabulary};
use crate::text::Span;

use super::View;

/// The words of a title; none where an article has none.
pub(super) struct Title<'t> {
    pub(super) text: &'t str,
    analysis: Analysis,
    forms: Vec<FormId>,
}

impl<'t> Title<'t> {
    pub(super) fn of(words: &Vocabulary, text: Option<&'t str>) -> Self {
        let text = text.unwrap_or_default();
        let analysis = language::analyse(text);
        let tokens = analysis.tokens.iter();
        Self {
            text,
            forms: tokens
                .map(|token| words.token(token.span.of(text)))
                .collect(),
            analysis,
        }
    }

    /// The whole title as one sentence of its own text.
    pub(super) fn view(&self) -> View<'_> {
        View {
            text: self.text,
            tokens: &self.analysis.tokens,
            forms: &self.forms,
            first: 0,
            span: Span::new(0, self.text.len()),
        }
    }
}
