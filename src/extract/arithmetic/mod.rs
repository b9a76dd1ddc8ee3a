//! Numbers of one sentence that must fit each other: a change and its percentage, parts and their
//! total, years and the time between them. Each gives two answers to one question: the result as
//! the article says it, and the one that its other numbers make.

mod bounds;
mod change;
mod parts;
mod share;
mod words;
mod years;

use std::ops::Range;

use crate::language::Shape;
use crate::rules::{FormId, ListId, Vocabulary};
use crate::text::Span;

use super::frame::{Detail, DetailValue};
use super::measures::Measures;
use super::quantity::{QuantityMention, Unit};
use super::{Claim, Context, View};

pub use bounds::Bounds;

use words::Words;

/// A result that a sentence states, and what the numbers beside it make.
struct Sum {
    /// The tokens that state it.
    said: Range<usize>,
    /// The values that they allow.
    result: Bounds,
    /// The tokens of the other numbers.
    numbers: Range<usize>,
    /// What these make, in words.
    made: String,
    /// The values that they allow.
    makes: Bounds,
    /// How sure that the two are about one thing, from 0 to 1.
    sure: f64,
}

/// Checks the numbers of sentences for one rule.
#[derive(Debug, Clone)]
pub(super) struct Reckoner {
    rule: usize,
    words: Words,
}

impl Reckoner {
    pub(super) fn new(rule: usize, words: &Vocabulary) -> Self {
        let words = Words::new(words);
        Self { rule, words }
    }

    /// The claims of one sentence, two for each result that its own numbers contradict.
    pub(super) fn claims(
        &self,
        context: &Context<'_>,
        measures: &Measures<'_>,
        claims: &mut Vec<Claim>,
    ) {
        let view = measures.view();
        if !self.may_reckon(context, view) || view.is_heading() || context.is_caption(view) {
            return;
        }
        let numbers = Numbers {
            context,
            view,
            words: &self.words,
            found: measures.quantities(),
        };
        let mut sums = Vec::new();
        change::find(&numbers, &mut sums);
        share::find(&numbers, &mut sums);
        parts::find(&numbers, &mut sums);
        years::find(&numbers, &mut sums);
        let wrong = sums.iter().filter(|sum| !sum.result.meets(sum.makes));
        claims.extend(wrong.flat_map(|sum| two_answers(context, view, self.rule, sum)));
    }

    /// Two numbers and a word that says what they are to each other? One look at each token: what
    /// follows is dearer.
    fn may_reckon(&self, context: &Context<'_>, view: &View<'_>) -> bool {
        // Most sentences hold no digit at all, and numbers are seldom all written as words.
        if !view
            .tokens
            .iter()
            .any(|token| token.shape.has(Shape::DIGIT))
        {
            return false;
        }
        let words = &self.words;
        let (mut numbers, mut shares, mut moved, mut from) = (0, false, false, false);
        for at in 0..view.tokens.len() {
            let form = view.form(at);
            if view.shape(at).has(Shape::DIGIT) {
                numbers += 1;
            } else if form != FormId::default() {
                numbers += usize::from(context.is_in(form, &context.lists.numbers));
                shares |= context.is_in(form, &words.sharing);
                moved |= context.is_in(form, &words.reckoning);
                from |= context.is_in(form, &words.from);
            }
        }
        numbers >= 2 && (shares || moved && from)
    }
}

fn two_answers(context: &Context<'_>, view: &View<'_>, rule: usize, sum: &Sum) -> [Claim; 2] {
    let said = view.span_of(&sum.said);
    let question = gap(view.text, view.span, said);
    let claim = |tokens: &Range<usize>, text: String, bounds: Bounds, reckoned: bool| {
        let answer = Detail {
            text,
            value: DetailValue::Sum { bounds, reckoned },
            body: None,
            sure: sum.sure,
        };
        let at = (view.span_of(tokens), view.span);
        Claim::detail(rule, &question, answer, at, context.day)
    };
    let text = said.of(view.text).to_owned();
    [
        claim(&sum.said, text, sum.result, false),
        claim(&sum.numbers, sum.made.clone(), sum.makes, true),
    ]
}

/// A sentence, cut to what stands around `hole`, with an ellipsis in its place.
pub(super) fn gap(text: &str, sentence: Span, hole: Span) -> String {
    /// Words on either side that are shown.
    const SHOWN: usize = 14;
    let part = |start: u32, end: u32| Span { start, end }.of(text);
    let before: Vec<&str> = part(sentence.start, hole.start)
        .split_whitespace()
        .collect();
    let after: Vec<&str> = part(hole.end, sentence.end).split_whitespace().collect();
    let before = before[before.len().saturating_sub(SHOWN)..].join(" ");
    let after = after[..after.len().min(SHOWN)].join(" ");
    format!("“{before} […] {after}”").replace(" ”", "”")
}

/// The numbers of one sentence.
struct Numbers<'n> {
    context: &'n Context<'n>,
    view: &'n View<'n>,
    words: &'n Words,
    /// In order.
    found: &'n [QuantityMention],
}

/// Marks that part a result from the numbers that make it.
const PARTING: [&str; 6] = [",", "—", "–", "-", "--", "("];

impl Numbers<'_> {
    /// Is the token one of these punctuation marks?
    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        marks.contains(&self.view.word(at))
    }

    fn is_in(&self, at: usize, lists: &[ListId]) -> bool {
        self.context.is_in(self.view.form(at), lists)
    }

    /// Does one of the tokens stand in one of the lists?
    fn any_in(&self, mut tokens: Range<usize>, lists: &[ListId]) -> bool {
        tokens.any(|at| self.is_in(at, lists))
    }

    /// Does a word of the lists stand directly before a number?
    fn led_by(&self, number: &QuantityMention, lists: &[ListId]) -> bool {
        let before = number.tokens.start.checked_sub(1);
        before.is_some_and(|at| self.is_in(at, lists))
    }

    /// The tokens between a number and the next one.
    fn between(&self, first: usize) -> Range<usize> {
        let end = |at: usize| self.found.get(at).map_or(0, |found| found.tokens.end);
        let start = |at: usize| self.found.get(at).map_or(0, |found| found.tokens.start);
        end(first)..start(first + 1).max(end(first))
    }

    /// The token before a number, articles passed over.
    fn before(&self, number: usize) -> Option<usize> {
        let mut at = self.found[number].tokens.start.checked_sub(1)?;
        while at > 0 && self.is_in(at, &self.words.small) {
            at -= 1;
        }
        Some(at)
    }

    /// The token behind a number and its hyphens.
    fn after(&self, number: usize) -> usize {
        let mut at = self.found[number].tokens.end;
        while self.is_mark(at, &["-", "–"]) {
            at += 1;
        }
        at
    }

    /// "9 points", "a 9-point", "9 percentage points": one past the noun.
    fn points(&self, number: usize) -> Option<usize> {
        match self.found[number].quantity.unit {
            Unit::PercentagePoint => Some(self.after(number)),
            Unit::Count => {
                let at = self.after(number);
                let noun = self.context.list_at(self.view, at, &self.words.points);
                noun.map(|(_, len)| at + len)
            }
            _ => None,
        }
    }

    /// Does something in these tokens begin another thought?
    fn breaks(&self, mut tokens: Range<usize>) -> bool {
        const MARKS: [&str; 7] = [";", ":", "(", ")", "“", "”", "\""];
        tokens.any(|at| self.is_mark(at, &MARKS) || self.is_in(at, &self.words.next_thought))
    }
}
