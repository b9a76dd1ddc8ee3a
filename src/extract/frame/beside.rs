//! Which sentences of a text are held against those of another: a long text has few that have to do
//! with any one of them.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::language::Sentence;
use crate::rules::lower;

use super::word_hash;

/// So many sentences of a text are held against one of the other.
const CLOSEST: usize = 4;
/// A word that so many sentences hold tells none of them from the rest.
const COMMON: usize = 100;

/// For each of the `asked` sentences, those of the text that share most with it, ascending. A word
/// counts the more, the fewer sentences of the text hold it.
pub(super) fn closest<'a>(
    text: &str,
    sentences: &[Sentence],
    asked: impl Iterator<Item = &'a str>,
) -> Vec<SmallVec<[u32; CLOSEST]>> {
    let mut holding: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (sentence, at) in sentences.iter().zip(0..) {
        for word in words(sentence.span.of(text)) {
            holding.entry(word).or_default().push(at);
        }
    }
    let few = sentences.len() <= CLOSEST;
    let near = |asked: &str| {
        if few {
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
        let mut near: SmallVec<[u32; CLOSEST]> = best.map(|(sentence, _)| sentence).collect();
        near.sort_unstable();
        near
    };
    asked.map(near).collect()
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

    fn near(text: &str, asked: &[&str]) -> Vec<Vec<u32>> {
        let analysis = analyse(text);
        closest(text, &analysis.sentences, asked.iter().copied())
            .into_iter()
            .map(|near| near.to_vec())
            .collect()
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
        assert!(found[0].contains(&41), "{found:?}");
        assert!(found[1].contains(&20), "{found:?}");
        assert_eq!(found[2], [0_u32; 0]);
    }

    #[test]
    fn a_short_text_is_held_in_full() {
        assert_eq!(near("It rained. It snowed.", &["Herons."]), [[0, 1]]);
    }
}
