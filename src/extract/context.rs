//! What is known while an article is read: the article as a whole, and one sentence of it.

use jiff::civil::Date;

use crate::language::{Analysis, Sentence, Shape, Token};
use crate::rules::{FormId, ListId, RuleSet};
use crate::text::Span;

use super::Lists;
use super::name::{self, NameBook};

/// Everything known about the article at hand while its sentences are read.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    pub(crate) rules: &'a RuleSet,
    pub(crate) lists: &'a Lists,
    pub(crate) analysis: &'a Analysis,
    /// One per token of the analysis.
    pub(crate) forms: Vec<FormId>,
    pub(crate) names: NameBook,
    /// The names of each sentence, told apart with the help of the whole article.
    pub(crate) named: Vec<Vec<name::Name>>,
    pub(crate) day: Option<Date>,
}

/// Tokens of one sentence with what is known of each.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) forms: &'a [FormId],
    /// Index of the first token in the article.
    pub(crate) first: usize,
    pub(crate) span: Span,
}

/// The year that a word is: four digits, from 1500 to 2099.
pub(super) fn year_of(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1500..2100).contains(&year).then_some(year)
}

impl<'a> View<'a> {
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.tokens
            .get(at)
            .map_or_else(Shape::default, |token| token.shape)
    }

    pub(crate) fn form(&self, at: usize) -> FormId {
        self.forms.get(at).copied().unwrap_or_default()
    }

    /// The year that a token is, see [`year_of`].
    pub(crate) fn year(&self, at: usize) -> Option<i16> {
        year_of(self.word(at))
    }

    pub(crate) fn span_of(&self, tokens: &std::ops::Range<usize>) -> Span {
        match self.tokens.get(tokens.clone()) {
            Some([head, .., tail] | [head @ tail]) => head.span.to(tail.span),
            _ => Span::default(),
        }
    }

    /// A line in title case or capitals: a heading, whose capitals tell nothing about names.
    pub(super) fn is_heading(&self) -> bool {
        let words = self
            .tokens
            .iter()
            .filter(|token| !token.shape.has(Shape::PUNCTUATION) && token.span.len() > 3);
        let (mut all, mut capital) = (0, 0);
        for word in words {
            all += 1;
            capital += usize::from(word.shape.has(Shape::CAPITAL));
        }
        let ends = self
            .tokens
            .last()
            .is_some_and(|token| token.shape.has(Shape::PUNCTUATION));
        (!ends && all >= 4 && capital * 10 >= all * 7) || (all >= 6 && capital * 10 >= all * 9)
    }
}

impl<'a> Context<'a> {
    pub(crate) fn view(&'a self, sentence: &Sentence) -> View<'a> {
        let first = sentence.tokens.start as usize;
        View {
            text: self.text,
            tokens: self.analysis.tokens_of(sentence),
            forms: &self.forms[first..sentence.tokens.end as usize],
            first,
            span: sentence.span,
        }
    }

    /// Finds the names of all sentences, each on its own.
    pub(super) fn find_names(&mut self) {
        let sentences = self.analysis.sentences.iter();
        self.named = sentences
            .map(|sentence| name::names(self, &self.view(sentence)))
            .collect();
    }

    /// Collects the full names of the article, and finds the names of a sentence again where they
    /// tell more.
    pub(super) fn learn_names(&mut self) {
        self.names = NameBook::collect(self);
        for (index, sentence) in self.analysis.sentences.iter().enumerate() {
            let view = self.view(sentence);
            if self.names.tells_of(&view, &self.named[index]) {
                self.named[index] = name::names(self, &view);
            }
        }
    }

    /// The names of a sentence.
    pub(crate) fn names_of(&self, view: &View<'_>) -> &[name::Name] {
        let sentences = &self.analysis.sentences;
        let index = sentences.partition_point(|other| (other.tokens.start as usize) < view.first);
        self.named.get(index).map_or(&[], Vec::as_slice)
    }

    /// A caption or credit: its words are often years older than the article.
    pub(super) fn is_caption(&self, view: &View<'_>) -> bool {
        let captions = &self.lists.captions;
        let after = view.first + view.forms.len();
        let behind = self.forms.get(after..).unwrap_or_default();
        (0..view.forms.len()).any(|at| self.begins(view, at, captions))
            || self.is_gallery(view.first)
            || self.rules.words.list_at(behind, captions).is_some()
            || self.is_gallery(after)
    }

    /// "Image 3 of 11": the words around it are a caption's.
    pub(super) fn is_gallery(&self, at: usize) -> bool {
        let word = |at: usize| {
            let token = self.analysis.tokens.get(at);
            token.map_or("", |token| token.span.of(self.text))
        };
        let number = |at: usize| word(at).starts_with(|c: char| c.is_ascii_digit());
        let form = self.forms.get(at).copied().unwrap_or_default();
        self.is_in(form, &self.lists.galleries)
            && word(at).starts_with(char::is_uppercase)
            && number(at + 1)
            && word(at + 2) == "of"
            && number(at + 3)
    }

    pub(crate) fn is_in(&self, form: FormId, lists: &[ListId]) -> bool {
        self.rules.words.is_in_any(form, lists)
    }

    pub(crate) fn is_he_or_she(&self, form: FormId) -> bool {
        self.is_in(form, &self.lists.he_or_she)
    }

    /// The first of `lists` with an entry that begins at a token, and how many tokens it covers;
    /// see [`Vocabulary::list_at`](crate::rules::Vocabulary::list_at).
    pub(crate) fn list_at(
        &self,
        view: &View<'_>,
        at: usize,
        lists: &[ListId],
    ) -> Option<(ListId, usize)> {
        self.rules.words.list_at(view.forms.get(at..)?, lists)
    }

    /// Does an entry of one of the lists begin at a token?
    pub(crate) fn begins(&self, view: &View<'_>, at: usize, lists: &[ListId]) -> bool {
        self.list_at(view, at, lists).is_some()
    }
}
