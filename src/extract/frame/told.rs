//! All that a text tells: the frames of its sentences, and the words and values that it mentions
//! anywhere.

use rustc_hash::FxHashSet;

use crate::language::{Sentence, Shape, Token};
use crate::rules::lower;

use super::super::lexeme::Lexemes;
use super::super::quotation::Quotations;
use super::super::spelling::Named;
use super::super::{Context, date, quantity, voice};
use super::beside::closest;
use super::{Builder, Frame, Marks, Role, Term, TermKind, word_hash};

/// What a text tells.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Of the sentences that were looked into, in order.
    pub frames: Vec<Frame>,
    /// For each frame, the number of its sentence.
    numbers: Vec<u32>,
    /// Where it was read beside another text: each frame of that one, with each of the few here that
    /// are closest to it.
    pub near: Vec<(usize, usize)>,
    /// Hashes of all its words, as written in small letters, and of the lemmas in the frames.
    pub words: FxHashSet<u32>,
    /// All its quantities and dates.
    pub values: Vec<TermKind>,
    /// The people whom it names in full, when a rule asks for them.
    pub people: Vec<Named>,
}

/// Days of a range that says no more than when something began and when it ended.
const LIFE: i32 = 15 * 365;

impl Told {
    /// Does the text have a name anywhere: all words of a place's, one of a person's?
    pub fn tells_of(&self, name: &Term) -> bool {
        let mut parts = name.parts.iter();
        let told = |part: &u32| self.words.contains(part);
        // "North" tells of no North Carolina, but "Ito" tells of Ann Ito.
        match name.body {
            Some(_) if !name.parts.is_empty() => parts.all(told),
            _ => told(&name.word) || parts.any(told),
        }
    }

    /// What the `chosen` sentences of an article tell, and all that the article mentions.
    pub(in crate::extract) fn of_article(
        context: &Context<'_>,
        quotes: &Quotations,
        chosen: &[u32],
    ) -> Self {
        let sentences = &context.analysis.sentences;
        let mut told = Self::default();
        let mut builder = Builder::default();
        for &number in chosen {
            let Some(sentence) = sentences.get(number as usize) else {
                continue;
            };
            let Some(mut frame) = builder.frame(context, sentence) else {
                continue;
            };
            let says =
                |term: &Term| term.kind == TermKind::Verb || term.marks.has(Marks::PREDICATE);
            if frame.terms.iter().any(says) {
                let view = context.view(sentence);
                let root = frame.terms.iter().find(|term| term.role == Role::Root);
                let at = root.map_or(view.span, |term| term.span);
                frame.voice.source = voice::of(context, &view, at, quotes).source;
                told.frames.push(frame);
                told.numbers.push(number);
            }
        }
        for sentence in sentences {
            told.values.extend(values(context, sentence));
        }
        told.note_words(context);
        told
    }

    /// The frame of the sentence of this number.
    pub fn frame_of(&self, sentence: u32) -> Option<usize> {
        self.numbers.binary_search(&sentence).ok()
    }

    /// What the sentences of a text say, and all that the text mentions; beside another text, given
    /// with what it tells, only of the sentences that are closest to one of its own.
    pub(in crate::extract) fn of(context: &Context<'_>, beside: Option<(&Self, &str)>) -> Self {
        let mut told = Self::default();
        let sentences = &context.analysis.sentences;
        let near = beside.map(|(other, text)| {
            let asked = other.frames.iter();
            let asked = asked.map(|frame| frame.sentence.of(text));
            closest(context.text, sentences, asked)
        });
        let mut wanted = vec![near.is_none(); sentences.len()];
        for &(_, sentence) in near.iter().flatten() {
            wanted[sentence as usize] = true;
        }
        let mut builder = Builder::default();
        for (sentence, number) in sentences.iter().zip(0..) {
            if wanted[number as usize]
                && let Some(frame) = builder.frame(context, sentence)
            {
                told.frames.push(frame);
                told.numbers.push(number);
            }
        }
        let near = near.into_iter().flatten();
        told.near = near
            .filter_map(|(other, sentence)| Some((other, told.frame_of(sentence)?)))
            .collect();
        for sentence in sentences {
            told.values.extend(values(context, sentence));
        }
        told.note_words(context);
        told
    }

    /// All words of the text, and the lemmas in the frames.
    fn note_words(&mut self, context: &Context<'_>) {
        let tokens = context.analysis.tokens.iter();
        let words = tokens.filter(|token| !token.shape.has(Shape::PUNCTUATION));
        self.words.extend(words.map(|token| word(context, token)));
        let terms = self.frames.iter().flat_map(|frame| &frame.terms);
        self.words.extend(terms.map(|term| term.word));
    }
}

/// The hash of a token as written in small letters.
fn word(context: &Context<'_>, token: &Token) -> u32 {
    word_hash(&lower(token.span.of(context.text)))
}

fn values(context: &Context<'_>, sentence: &Sentence) -> Vec<TermKind> {
    let tokens = context.analysis.tokens_of(sentence);
    let lexemes = Lexemes::new(context.text, tokens);
    let dates = date::dates_in(&lexemes, context.day);
    let numbers = quantity::quantities_in(&lexemes, &dates);
    let numbers = numbers
        .iter()
        .map(|found| TermKind::Quantity(Box::new(found.quantity)));
    let dates = dates.iter().flat_map(|date| match &date.ends {
        // In a life there is room for any day.
        Some(ends) if date.value().is_some_and(|all| all.days() > LIFE) => &ends[..],
        _ => std::slice::from_ref(date),
    });
    let dates = dates.filter_map(|date| date.value().map(|value| TermKind::Date(Box::new(*value))));
    numbers.chain(dates).collect()
}
