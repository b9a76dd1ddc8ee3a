//! Sentences with brackets: "The agency (once a bureau of the ministry) said". The words around a
//! bracket make a sentence of their own, and so do those in it; each is parsed by itself, so that
//! neither breaks the other.

use std::ops::Range;

use super::ud::{Deprel, Feats, Upos};
use super::{Word, parse::Parse};

/// Longer brackets are hardly a remark within a sentence.
const LONGEST: usize = 60;

/// The brackets of a sentence with their signs, outermost first; what stands in one bracket may hold
/// others. Brackets that open a sentence have nothing to belong to and are left alone.
pub(super) fn find<'a>(forms: impl Iterator<Item = &'a str>, found: &mut Vec<Range<usize>>) {
    found.clear();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, form) in forms.enumerate() {
        match form {
            "(" => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            ")" if depth > 0 => {
                depth -= 1;
                let words = at - start;
                if depth == 0 && start > 0 && words > 1 && words <= LONGEST {
                    found.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        // A bracket that never closes may reach anywhere.
        found.retain(|bracket| bracket.end <= start);
    }
}

/// Hangs what stands in a bracket, a tree with its root at `root`, on what stands before it.
pub(super) fn attach(parse: &mut Parse, bracket: &Range<usize>, root: usize) {
    let words = &mut parse.words;
    let mut anchor = bracket.start - 1;
    // "Ann Ito (42)": the first word of a name stands for all of it; no bracket is of a comma.
    while anchor != root && needs_head(&words[anchor]) && words[anchor].head as usize != anchor {
        anchor = words[anchor].head as usize;
    }
    words[root].head = anchor as u32;
    words[root].deprel = relation(&words[root]);
    for sign in [bracket.start, bracket.end - 1] {
        words[sign].head = root as u32;
        words[sign].deprel = Deprel::Punct;
    }
}

fn needs_head(word: &Word) -> bool {
    matches!(
        word.deprel.universal(),
        Deprel::Flat | Deprel::Fixed | Deprel::Punct | Deprel::Case | Deprel::Det | Deprel::Cc
    )
}

/// What a remark in brackets most often is to the word before it, by its own head (counted on the
/// training parts of the treebanks).
fn relation(word: &Word) -> Deprel {
    match word.upos {
        Upos::Noun | Upos::Propn | Upos::Sym | Upos::X | Upos::Pron => Deprel::Appos,
        Upos::Num => Deprel::Nmod,
        Upos::Verb if !word.feats.has(Feats::FINITE) => Deprel::Acl,
        _ => Deprel::Parataxis,
    }
}
