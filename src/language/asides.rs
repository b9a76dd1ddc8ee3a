//! What stands aside in a sentence: "The agency (once a bureau of the ministry) said", "Ann Ito, 42, and
//! her son". The words around a bracket or an age make a sentence of their own, and so do those in it;
//! each is parsed by itself, so that neither breaks the other. The treebanks have few of them, news has
//! them every day, and a name with an age behind it looks like the beginning of a list.

use std::ops::Range;

use super::parse::{Parse, Word};
use super::ud::{Deprel, Feats, Upos};

/// A longer bracket is hardly a remark within a sentence.
const LONGEST: usize = 60;
/// The highest age that a name may have behind it.
const OLDEST: u32 = 120;

/// A run of words that is parsed by itself.
#[derive(Debug, Clone)]
pub(super) struct Aside {
    /// With its brackets or commas.
    pub(super) all: Range<usize>,
    /// Without them.
    pub(super) inside: Range<usize>,
    age: bool,
}

/// What stands aside in a tagged sentence, in order; brackets within brackets belong to the outer one.
pub(super) fn find<'a>(
    forms: impl Iterator<Item = &'a str> + Clone,
    words: &[Word],
    found: &mut Vec<Aside>,
) {
    found.clear();
    let (mut depth, mut start) = (0_usize, 0);
    let mut rest = forms;
    for at in 0.. {
        let from_here = rest.clone();
        match rest.next() {
            None => break,
            Some("(") => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            Some(")") if depth > 0 => {
                depth -= 1;
                // A bracket that opens the sentence has nothing to belong to.
                if depth == 0 && start > 0 && (2..=LONGEST).contains(&(at - start)) {
                    found.push(Aside {
                        all: start..at + 1,
                        inside: start + 1..at,
                        age: false,
                    });
                }
            }
            Some(",") if depth == 0 => found.extend(age(from_here, at, words)),
            Some(_) => {}
        }
    }
    if depth > 0 {
        // A bracket that never closes may reach anywhere.
        found.retain(|aside| aside.all.end <= start);
    }
}

/// The age that begins with the comma `at`: "Ann Ito, 42, and".
fn age<'a>(mut forms: impl Iterator<Item = &'a str>, at: usize, words: &[Word]) -> Option<Aside> {
    let named = at > 0 && words[at - 1].upos == Upos::Propn;
    let figures = forms.nth(1).filter(|_| named)?;
    let digits = figures.len() < 4 && figures.bytes().all(|byte| byte.is_ascii_digit());
    let likely = digits && (1..=OLDEST).contains(&figures.parse::<u32>().ok()?);
    let next = words.get(at + 3)?;
    if !likely || forms.next()? != "," || next.upos == Upos::Num {
        return None;
    }
    // Before a verb or "and" the comma behind an age goes with it; before "of Leeds" it would stand
    // there without the age, too.
    let closes = next.feats.has(Feats::FINITE)
        || matches!(next.upos, Upos::Aux | Upos::Cconj | Upos::Adv | Upos::Part);
    Some(Aside {
        all: at..at + 2 + usize::from(closes),
        inside: at + 1..at + 2,
        age: true,
    })
}

/// Of each word the last of its dependents, itself where none is on its right; empty where nothing stands aside.
pub(super) fn bounds(parse: &Parse, asides: &[Aside]) -> Vec<usize> {
    if asides.is_empty() {
        return Vec::new();
    }
    let mut bounds: Vec<usize> = (0..parse.words.len()).collect();
    for (at, word) in parse.words.iter().enumerate() {
        let bound = &mut bounds[word.head as usize];
        *bound = at.max(*bound);
    }
    bounds
}

/// Hangs what stands aside, a tree with its root at `root`, on what stands before it.
pub(super) fn attach(parse: &mut Parse, aside: &Aside, root: usize, bounds: &[usize]) {
    let words = &mut parse.words;
    let mut anchor = aside.all.start - 1;
    // The first word of a name stands for all of it; nothing is said of a comma. What has a dependent behind the
    // aside keeps it, or arcs would cross.
    let ends = |at: usize| bounds.get(at).is_none_or(|bound| *bound < aside.all.start);
    while leans(&words[anchor]) && words[anchor].head as usize != anchor && ends(anchor) {
        anchor = words[anchor].head as usize;
    }
    words[root].head = anchor as u32;
    words[root].deprel = if aside.age {
        Deprel::Amod
    } else {
        relation(&words[root])
    };
    for sign in aside.all.clone().filter(|at| !aside.inside.contains(at)) {
        words[sign].head = root as u32;
        words[sign].deprel = Deprel::Punct;
    }
}

fn leans(word: &Word) -> bool {
    matches!(
        word.deprel.universal(),
        Deprel::Flat | Deprel::Fixed | Deprel::Punct | Deprel::Case | Deprel::Det | Deprel::Cc
    )
}

/// What a remark in brackets most often is to the word before it, by its own head: counted on the
/// training parts of the treebanks.
fn relation(word: &Word) -> Deprel {
    match word.upos {
        Upos::Noun | Upos::Propn | Upos::Sym | Upos::X | Upos::Pron => Deprel::Appos,
        Upos::Num => Deprel::Nmod,
        Upos::Verb if !word.feats.has(Feats::FINITE) => Deprel::Acl,
        _ => Deprel::Parataxis,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{analyse, parsed};
    use super::*;

    #[test]
    fn an_age_is_part_of_its_name() {
        let parse = parsed("Ann Ito, 42, and her son Bo, 17, of Leeds, were arrested on Monday.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "arrest");
        assert_eq!(parse.child(root, Deprel::NsubjPass), Some(0));
        let heads: Vec<_> = (2..5).map(|at| parse.head(at)).collect();
        assert_eq!(heads, [Some(3), Some(0), Some(3)]);
        assert_eq!((parse.head(9), parse.head(10)), (Some(10), Some(8)));
        assert_ne!(
            parse.head(11),
            Some(10),
            "the comma before \"of Leeds\" stays"
        );
    }

    #[test]
    fn brackets_break_no_sentence() {
        let parse = parsed("Senator Ann Ito (R-Ohio) speaks to reporters.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "speak");
        assert!(parse.child(root, Deprel::Nsubj).is_some());
        let parse = parsed("The agency (once a bureau (of sorts) of the ministry) said nothing.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "say");
        assert_eq!(parse.child(root, Deprel::Nsubj), Some(1));
    }

    #[test]
    fn other_signs_stay_where_they_are() {
        let mut found = Vec::new();
        for text in [
            "On January 8, 1880, Norton died.",
            "He bet on 3, 12, 14 and 20.",
            "They won in Leeds, 12, 14 and 20 times.",
            "(All of it) was said.",
            "It was said ( and never denied.",
        ] {
            let words = parsed(text).words;
            let analysis = analyse(text);
            let tokens = analysis.tokens_of(&analysis.sentences[0]);
            let forms = tokens.iter().map(|token| token.span.of(text));
            find(forms, &words, &mut found);
            assert!(found.is_empty(), "{text}");
        }
    }
}
