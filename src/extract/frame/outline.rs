//! The words of an article's sentences: what tells, before anything is parsed, which of them
//! another article tells again.

use crate::language::{Sentence, Shape};
use crate::rules::lower;

use super::super::Context;
use super::word_hash;

/// The words that carry meaning, sentence by sentence.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    sentences: Vec<Vec<u32>>,
}

/// Tokens of a sentence that is read; longer ones are lists and tables.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=100;
/// Sentences of an article that are read; what comes after is comments and transcripts.
const LEAD: usize = 200;
/// So many strokes make an address or a table of a line.
const SLASHES: usize = 3;
/// Words that two sentences on one thing share, and the part of the shorter one that they are.
const SHARED: usize = 4;
const PART: f64 = 0.4;

impl Outline {
    pub(in crate::extract) fn of(context: &Context<'_>) -> Self {
        let sentences = context.analysis.sentences.iter().take(LEAD);
        Self {
            sentences: sentences.map(|sentence| words(context, sentence)).collect(),
        }
    }

    /// The sentences of the two, by index, that may tell one thing, but not in the same words.
    pub fn retold(&self, other: &Self) -> Vec<(u32, u32)> {
        let mut index: Vec<(u32, u32)> = Vec::new();
        for (at, words) in other.sentences.iter().enumerate() {
            index.extend(words.iter().map(|&word| (word, at as u32)));
        }
        index.sort_unstable();
        let mut shared = vec![0_usize; other.sentences.len()];
        let mut found = Vec::new();
        for (at, words) in self.sentences.iter().enumerate() {
            shared.fill(0);
            for &word in words {
                let start = index.partition_point(|&(known, _)| known < word);
                for &(_, sentence) in index[start..]
                    .iter()
                    .take_while(|&&(known, _)| known == word)
                {
                    shared[sentence as usize] += 1;
                }
            }
            for (sentence, &count) in shared.iter().enumerate() {
                let shorter = words.len().min(other.sentences[sentence].len());
                let enough = count >= SHARED && count as f64 >= PART * shorter as f64;
                if enough {
                    found.push((at as u32, sentence as u32));
                }
            }
        }
        found
    }
}

/// Hashes of the words of a sentence that carry meaning, each once; none of a heading or caption.
fn words(context: &Context<'_>, sentence: &Sentence) -> Vec<u32> {
    let view = context.view(sentence);
    let slashes = (0..view.tokens.len())
        .filter(|&at| view.word(at) == "/")
        .count();
    let furniture = view.is_heading() || context.is_caption(&view) || slashes >= SLASHES;
    if !LENGTHS.contains(&view.tokens.len()) || furniture {
        return Vec::new();
    }
    let lists = &context.lists;
    let says = |at: &usize| {
        let form = view.form(*at);
        !view.shape(*at).has(Shape::PUNCTUATION)
            && view.word(*at).len() > 2
            && !context.is_in(form, &lists.function_words)
            && !context.is_in(form, &lists.slight)
    };
    let mut words: Vec<u32> = (0..view.tokens.len())
        .filter(says)
        .map(|at| word_hash(&lower(view.word(at))))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
