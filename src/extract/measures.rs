//! The dates and numbers of one sentence, each read when they are first asked for.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::date::{self, DateMention};
use super::lexeme::Lexemes;
use super::quantity::{self, QuantityMention};
use super::{Context, View};

/// The dates and numbers of one sentence.
pub(super) struct Measures<'f> {
    view: &'f View<'f>,
    day: Option<Date>,
    lexemes: OnceCell<Lexemes<'f>>,
    dates: OnceCell<Vec<DateMention>>,
    quantities: OnceCell<Vec<QuantityMention>>,
}

impl<'f> Measures<'f> {
    pub(super) fn new(context: &Context<'_>, view: &'f View<'f>) -> Self {
        Self {
            view,
            day: context.day,
            lexemes: OnceCell::new(),
            dates: OnceCell::new(),
            quantities: OnceCell::new(),
        }
    }

    pub(super) fn view(&self) -> &'f View<'f> {
        self.view
    }

    pub(super) fn dates(&self) -> &[DateMention] {
        self.dates
            .get_or_init(|| date::dates_in(self.lexemes(), self.day))
    }

    /// In order, without those that are part of a date.
    pub(super) fn quantities(&self) -> &[QuantityMention] {
        self.quantities
            .get_or_init(|| quantity::quantities_in(self.lexemes(), self.dates()))
    }

    /// As [`Self::quantities`], for keeping.
    pub(super) fn into_quantities(self) -> Vec<QuantityMention> {
        self.quantities();
        self.quantities.into_inner().unwrap_or_default()
    }

    fn lexemes(&self) -> &Lexemes<'f> {
        self.lexemes
            .get_or_init(|| Lexemes::new(self.view.text, self.view.tokens))
    }
}
