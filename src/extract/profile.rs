//! What an article is about, small enough to keep for every article of a corpus: the hashes of its
//! names and of the words of its title.

use xxhash_rust::xxh3::xxh3_64;

use crate::rules::lower;

use super::event::Gist;
use super::name::plain;
use super::{Context, NameBook};

/// The features that two articles on one story share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Hashes of the names in the article, sorted, each once.
    pub names: Vec<u64>,
    /// The numbers in its report ("17" years old, the "1100" block) when it reports
    /// a happening, as hashes, sorted, each once.
    pub numbers: Vec<u64>,
    /// Hash of a short form of the text, equal for copies with small edits.
    pub shingles: Vec<u64>,
    /// The happening that the article reports.
    pub gist: Gist,
}

/// How many of the smallest shingle hashes stand for a text (a bottom-k sketch: Broder 1997).
const SKETCH: usize = 32;

impl Profile {
    pub(super) fn of(context: &Context<'_>, gist: Gist) -> Self {
        let mut found = Vec::new();
        let book: &NameBook = &context.names;
        for sentence in &context.analysis.sentences {
            let view = context.view(sentence);
            if view.is_heading() {
                continue;
            }
            for name in context.names_of(&view) {
                let text = plain(&view, &name.tokens);
                let full = book.full(&text).unwrap_or(text);
                found.push(hash(&full));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.shrink_to_fit();
        Self {
            names: found,
            numbers: if gist.kind.is_empty() {
                Vec::new()
            } else {
                numbers(context)
            },
            shingles: sketch(context),
            gist,
        }
    }

    /// The hash that stands for a name in [`Profile::names`].
    pub fn hash_of(name: &str) -> u64 {
        hash(name)
    }

    /// The share of shingles that two texts have in common, from 0 to 1 (an estimate of their
    /// Jaccard similarity from bottom-k sketches).
    pub fn overlap(&self, other: &Self) -> f64 {
        let (mut shared, mut seen) = (0_u32, 0_u32);
        let (mut a, mut b) = (
            self.shingles.iter().peekable(),
            other.shingles.iter().peekable(),
        );
        while seen < SKETCH as u32 {
            let (Some(x), Some(y)) = (a.peek(), b.peek()) else {
                break;
            };
            match x.cmp(y) {
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a.next();
                    b.next();
                }
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
            }
            seen += 1;
        }
        if seen == 0 {
            0.0
        } else {
            f64::from(shared) / f64::from(seen)
        }
    }
}

/// Sentences at the start of an article in which its numbers tell which happening it reports.
const REPORT: usize = 14;

fn numbers(context: &Context<'_>) -> Vec<u64> {
    let sentences = context.analysis.sentences.iter().take(REPORT);
    let tokens = sentences.flat_map(|sentence| context.analysis.tokens_of(sentence));
    let mut found: Vec<u64> = tokens
        .map(|token| token.span.of(context.text))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| {
            let end = word.find(|c: char| !c.is_ascii_digit() && c != ':');
            xxh3_64(&word.as_bytes()[..end.unwrap_or(word.len())])
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn hash(name: &str) -> u64 {
    xxh3_64(lower(name).as_bytes())
}

/// The smallest hashes of all runs of five words.
fn sketch(context: &Context<'_>) -> Vec<u64> {
    const RUN: usize = 5;
    let words: Vec<u64> = context
        .analysis
        .tokens
        .iter()
        .filter(|token| !token.shape.has(crate::language::Shape::PUNCTUATION))
        .map(|token| xxh3_64(token.span.of(context.text).as_bytes()))
        .collect();
    let mix = |run: &[u64]| {
        run.iter().fold(0_u64, |mixed, &word| {
            (mixed.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    };
    let mut all: Vec<u64> = words.windows(RUN).map(mix).collect();
    if all.len() > SKETCH {
        all.select_nth_unstable(SKETCH);
        all.truncate(SKETCH);
    }
    all.sort_unstable();
    all.dedup();
    // One for every word was room for; a large corpus keeps many.
    all.shrink_to_fit();
    all
}
