//! Titles of works that read like sentences: "Lost is a series", "As I Lay Dying is a novel". The
//! tagger, which goes by words, takes their words for verbs; here they become one name.

use smallvec::SmallVec;

use super::model::Model;
use super::tagger::Tagged;
use super::ud::Upos;
use super::words::small_in_titles;

/// A title at the head of a sentence has at most so many tokens.
const LONGEST: usize = 12;

/// Tags the words of a title at the head of a sentence as proper nouns, where "is" follows it.
pub(super) fn mark<'a>(model: &Model, forms: impl Iterator<Item = &'a str>, tags: &mut [Tagged]) {
    let mut head: SmallVec<[&str; LONGEST + 2]> = SmallVec::new();
    let mut copula = None;
    for form in forms.take(LONGEST + 2) {
        if matches!(head.last(), Some(&("is" | "was" | "has" | "had"))) {
            copula = Some((head.len() - 1, form));
            break;
        }
        head.push(form);
    }
    let Some((end, next)) = copula else { return };
    let is_a = matches!(next, "a" | "an" | "the");
    let upos = |at: usize| model.upos(tags[at].tag);
    let quoted = end >= 3 && upos(0) == Upos::Punct && upos(end - 1) == Upos::Punct;
    let (first, last) = if quoted { (1, end - 1) } else { (0, end) };
    let first = first + usize::from(last - first > 1 && upos(first) == Upos::Det);
    if first >= last || !is_titled(&head[first..last]) {
        return;
    }
    let verb = |at: usize| matches!(upos(at), Upos::Verb | Upos::Aux);
    let clausal = (first + 1..last).any(verb) && last - first > 1;
    let odd = (first..last)
        .any(|at| verb(at) || matches!(upos(at), Upos::Pron | Upos::Sconj | Upos::Intj))
        || matches!(upos(last - 1), Upos::Adj | Upos::Adv);
    let alone = last - first == 1;
    // "It is a", "There is a" are none; "Lost is a" is one.
    let holds = if alone {
        is_a && verb(first)
    } else {
        quoted || clausal || is_a && odd
    };
    if !holds {
        return;
    }
    let Some(name) = model.tag_named("NNP") else {
        return;
    };
    for tagged in &mut tags[first..last] {
        if model.upos(tagged.tag) != Upos::Punct {
            *tagged = Tagged {
                tag: name,
                rival: 0,
            };
        }
    }
}

/// Does every word begin with a capital but the small ones between two that do?
fn is_titled(words: &[&str]) -> bool {
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let small = |word: &&str| small_in_titles(word);
    words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().all(|word| capital(word) || small(word))
}
