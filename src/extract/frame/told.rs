//! All that a text tells: the frames of its sentences, and the words and values that it mentions
//! anywhere.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Sentence, Shape, Token};
use crate::rules::lower;

use super::super::lexeme::Lexemes;
use super::super::quotation::Quotations;
use super::super::spelling::Named;
use super::super::{Context, date, quantity, voice};
use super::{Builder, Frame, Marks, Role, Term, TermKind, word_hash};

/// What a text tells.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Of the sentences that were looked into, in order.
    pub frames: Vec<Frame>,
    /// For each frame of an article, the number of its sentence there.
    numbers: Vec<u32>,
    /// Hashes of all its words, as written in small letters, and of the lemmas in the frames.
    pub words: FxHashSet<u32>,
    /// All its quantities and dates.
    pub values: Vec<TermKind>,
    /// The people whom it names in full, when a rule asks for them.
    pub people: Vec<Named>,
}

/// So many sentences of a long text are looked into for each of the other's: those closest to it.
const CLOSEST: usize = 3;

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

    /// What the sentences of a text say that are closest to those of `about`, which is told by the
    /// text beside it, and all that the text mentions; every sentence when there is none.
    pub(in crate::extract) fn of(context: &Context<'_>, about: Option<(&Self, &str)>) -> Self {
        let mut told = Self::default();
        let sentences = &context.analysis.sentences;
        let asked = about.map(|(other, text)| {
            let frames = other.frames.iter();
            frames.map(|frame| words(frame.sentence.of(text))).collect()
        });
        let chosen = match asked {
            Some(asked) if sentences.len() > CLOSEST => closest(context, asked),
            _ => (0..sentences.len()).collect(),
        };
        let mut builder = Builder::default();
        for index in chosen {
            told.frames
                .extend(builder.frame(context, &sentences[index]));
        }
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

/// Of each of the `asked` sentences, given by their words, the few of the text that share most with
/// it: their indices, ascending. A word counts the more, the fewer sentences of the text have it.
fn closest(context: &Context<'_>, asked: Vec<FxHashSet<u32>>) -> Vec<usize> {
    let sentences: Vec<FxHashSet<u32>> = context
        .analysis
        .sentences
        .iter()
        .map(|sentence| words(sentence.span.of(context.text)))
        .collect();
    let mut holding: FxHashMap<u32, u32> = FxHashMap::default();
    for word in sentences.iter().flatten() {
        *holding.entry(*word).or_default() += 1;
    }
    let all = sentences.len() as f64;
    let mut chosen: Vec<usize> = Vec::new();
    for asked in &asked {
        let shared = |sentence: &FxHashSet<u32>| -> f64 {
            let mut common: Vec<u32> = sentence.intersection(asked).copied().collect();
            common.sort_unstable();
            let weight = |word: &u32| (1.0 + all / f64::from(holding[word])).ln();
            common.iter().map(weight).sum()
        };
        let mut ranked: Vec<(f64, usize)> = sentences.iter().map(shared).zip(0..).collect();
        ranked.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let sharing = ranked.iter().filter(|(shared, _)| *shared > 0.0);
        chosen.extend(sharing.take(CLOSEST).map(|&(_, index)| index));
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// Hashes of the full words of a sentence, in small letters.
fn words(sentence: &str) -> FxHashSet<u32> {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let full = words.filter(|word| word.len() > 3);
    full.map(|word| word_hash(&lower(word))).collect()
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
