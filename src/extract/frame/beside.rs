//! Which sentences of a text are held against those of another: a long text has few that have to do
//! with any one of them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Sentence;
use crate::rules::lower;

use super::word_hash;

/// So many sentences of a text are held against one of the other.
const CLOSEST: usize = 4;
/// A word that so many sentences hold tells none of them from the rest.
const COMMON: usize = 100;

/// Each of the `asked` sentences with the few of the text that share most with it, as pairs of their
/// numbers. A word counts the more, the fewer sentences of the text hold it.
pub(super) fn closest<'a>(
    text: &str,
    sentences: &[Sentence],
    asked: impl Iterator<Item = &'a str>,
) -> Vec<(usize, u32)> {
    let mut holding: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (sentence, at) in sentences.iter().zip(0..) {
        for word in words(sentence.span.of(text)) {
            holding.entry(word).or_default().push(at);
        }
    }
    let near = |asked: &str| -> Vec<u32> {
        if sentences.len() <= CLOSEST {
            return (0..sentences.len() as u32).collect();
        }
        let mut shared: FxHashMap<u32, f64> = FxHashMap::default();
        for word in words(asked) {
            let Some(held) = holding.get(&word).filter(|held| held.len() <= COMMON) else {
                continue;
            };
            let weight = (1.0 + sentences.len() as f64 / held.len() as f64).ln();
            for &sentence in held {
                *shared.entry(sentence).or_default() += weight;
            }
        }
        let mut ranked: Vec<(u32, f64)> = shared.into_iter().collect();
        ranked.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let best = ranked.into_iter().take(CLOSEST);
        best.map(|(sentence, _)| sentence).collect()
    };
    let asked = asked.enumerate();
    let pairs =
        asked.flat_map(|(number, asked)| near(asked).into_iter().map(move |at| (number, at)));
    pairs.collect()
}

/// Hashes of the full words of a sentence, in small letters, each once and ascending.
fn words(sentence: &str) -> Vec<u32> {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let full = words.filter(|word| word.len() > 3);
    let once: FxHashSet<u32> = full.map(|word| word_hash(&lower(word))).collect();
    let mut words: Vec<u32> = once.into_iter().collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::analyse;

    fn near(text: &str, asked: &[&str]) -> Vec<(usize, u32)> {
        let analysis = analyse(text);
        closest(text, &analysis.sentences, asked.iter().copied())
    }

    #[test]
    fn each_sentence_has_its_own() {
        let filler = "Nothing happened here that anyone would tell again. ".repeat(20);
        let text = format!(
            "{filler}The mayor opened the bridge. {filler}Herons nest on the roof. {filler}"
        );
        let found = near(
            &text,
            &[
                "Herons were seen on the roof.",
                "The bridge was opened by the mayor.",
                "Tides.",
            ],
        );
        assert!(found.contains(&(0, 41)), "{found:?}");
        assert!(found.contains(&(1, 20)), "{found:?}");
        assert!(found.iter().all(|&(asked, _)| asked != 2), "{found:?}");
    }

    #[test]
    fn a_short_text_is_held_in_full() {
        assert_eq!(
            near("It rained. It snowed.", &["Herons."]),
            [(0, 0), (0, 1)]
        );
    }
}
