//! All that a text tells: the frames of its sentences, and the words and values that it mentions
//! anywhere.

use rustc_hash::FxHashSet;

use crate::language::{Sentence, Shape};
use crate::rules::lower;

use super::super::{Context, date, quantity};
use super::{Builder, Frame, TermKind, word_hash};

/// What a text tells.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Of the sentences that were looked into, in order.
    pub frames: Vec<Frame>,
    /// Hashes of all its words, as written in small letters, and of the lemmas in the frames.
    pub words: FxHashSet<u32>,
    /// All its quantities and dates.
    pub values: Vec<TermKind>,
}

/// So many sentences of a long text are looked into, those that share most words.
const CLOSEST: usize = 4;

impl Told {
    pub(in crate::extract) fn of(context: &Context<'_>, about: &FxHashSet<u32>) -> Self {
        let mut told = Self::default();
        let mut shared: Vec<(usize, usize)> = Vec::new();
        for (index, sentence) in context.analysis.sentences.iter().enumerate() {
            let mut count = 0;
            for token in context.analysis.tokens_of(sentence) {
                if token.shape.has(Shape::PUNCTUATION) {
                    continue;
                }
                let word = word_hash(&lower(token.span.of(context.text)));
                count += usize::from(about.contains(&word) && token.span.len() > 3);
                told.words.insert(word);
            }
            shared.push((count, index));
        }
        let sentences = &context.analysis.sentences;
        if !about.is_empty() && sentences.len() > CLOSEST {
            shared.sort_unstable_by_key(|&(count, index)| (std::cmp::Reverse(count), index));
            shared.truncate(CLOSEST);
            shared.sort_unstable_by_key(|&(_, index)| index);
        }
        let mut builder = Builder::default();
        for (_, index) in shared {
            told.frames.extend(builder.frame(context, &sentences[index]));
        }
        for sentence in sentences {
            told.values.extend(values(context, sentence));
        }
        let lemmas = told.frames.iter().flat_map(|frame| &frame.terms).map(|term| term.word);
        told.words.extend(lemmas);
        told
    }
}

fn values(context: &Context<'_>, sentence: &Sentence) -> Vec<TermKind> {
    let tokens = context.analysis.tokens_of(sentence);
    let dates = date::dates(context.text, tokens, context.day);
    let numbers = quantity::quantities(context.text, tokens, &dates);
    let numbers = numbers.iter().map(|found| TermKind::Quantity(found.quantity));
    let dates = dates.iter().filter_map(|date| date.value().copied().map(TermKind::Date));
    numbers.chain(dates).collect()
}
