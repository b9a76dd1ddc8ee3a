//! What the grammar of English says for certain, put right where the models were wrong.

use super::lexeme::{Casing, Lexeme};
use super::model::Model;
use super::parse::{Parse, Word};
use super::tagger::{Tagged, is_all_caps};
use super::ud::{Deprel, Feats, Upos};

/// A name in capitals that no text has.
const UNKNOWN: &str = "QX";

/// Words between "there" and the form of "be" that goes with it: "there should not have been".
const FARTHEST: usize = 5;

/// Names in capitals that look like small words, "(WHO)" and "the WHO", are to be seen as names that nobody knows.
/// Gives whether there are any.
pub fn hide_acronyms<'a>(
    model: &Model,
    forms: impl Iterator<Item = &'a str>,
    tags: &[Tagged],
    lexemes: &mut [Lexeme],
) -> bool {
    let small = |lexeme: &Lexeme, tagged: &Tagged| {
        let upos = model.upos(tagged.tag);
        lexeme.casing == Casing::Upper
            && matches!(
                upos,
                Upos::Pron | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Det | Upos::Aux
            )
    };
    let any = lexemes.iter().zip(tags).any(|(l, t)| small(l, t));
    if !any || is_all_caps(lexemes) {
        return false;
    }
    let forms: Vec<&str> = forms.collect();
    let mut hidden = false;
    for at in 1..forms.len() {
        let before = forms[at - 1];
        let bracketed = before == "(" && forms.get(at + 1) == Some(&")");
        let named = bracketed || before.eq_ignore_ascii_case("the");
        if named && forms[at].len() > 1 && small(&lexemes[at], &tags[at]) {
            lexemes[at] = Lexeme::of(UNKNOWN);
            hidden = true;
        }
    }
    hidden
}

/// In "there is", "there has never been" the form of "be" is no auxiliary.
pub fn exist(model: &Model, lexemes: &[Lexeme], tags: &mut [Tagged], parse: &mut Parse) {
    for there in 0..tags.len() {
        if model.xpos(tags[there].tag) != "EX" {
            continue;
        }
        let words = there + 1..tags.len().min(there + 1 + FARTHEST);
        let helps = |at: &usize| {
            let upos = parse.words[*at].upos;
            matches!(upos, Upos::Adv | Upos::Part) || upos == Upos::Aux && parse.lemma(*at) != "be"
        };
        let Some(at) = words.clone().find(|at| !helps(at)) else {
            continue;
        };
        let Some(tag) = model.full_verb(tags[at].tag) else {
            continue;
        };
        let goes_on = tags
            .get(at + 1)
            .is_some_and(|next| matches!(model.xpos(next.tag), "VBG" | "VBN"));
        if parse.lemma(at) == "be" && !goes_on {
            tags[at] = Tagged { tag, rival: 0 };
            let word = &mut parse.words[at];
            word.tag = tag;
            word.upos = model.upos(tag);
            word.feats = model.feats(lexemes[at].word, tag);
        }
    }
}

/// A conjunction that has more than marks below it is no root: the first clause below it is, and all else hangs on
/// that.
pub fn uproot(parse: &mut Parse) {
    let words = &mut parse.words;
    let Some(root) = (0..words.len()).find(|&at| words[at].head as usize == at) else {
        return;
    };
    if words[root].upos != Upos::Cconj {
        return;
    }
    let below = |at: &usize| {
        words[*at].head as usize == root && *at != root && words[*at].deprel != Deprel::Punct
    };
    let mut children = (0..words.len()).filter(below);
    let verb = children
        .clone()
        .find(|&at| matches!(words[at].upos, Upos::Verb | Upos::Aux));
    let Some(heir) = verb.or_else(|| children.next()) else {
        return;
    };
    for word in words.iter_mut().filter(|word| word.head as usize == root) {
        word.head = heir as u32;
    }
    words[heir].deprel = Deprel::Root;
    words[root].deprel = Deprel::Cc;
}

/// "Revealed many are ill": what stands right before a finite verb that neither a subject nor a conjunction leads is
/// its subject, and the two are what was revealed.
pub fn subject_before(parse: &mut Parse) {
    let words = &mut parse.words;
    for verb in 2..words.len() {
        let head = words[verb].head;
        if words[verb].deprel != Deprel::Conj || head as usize >= verb {
            continue;
        }
        let helps = |word: &Word| {
            let relation = word.deprel.universal();
            word.head as usize == verb
                && matches!(relation, Deprel::Aux | Deprel::Cop | Deprel::Advmod)
        };
        let helpers = words[..verb].iter().rev().take_while(|word| helps(word));
        let first = verb - helpers.count();
        let Some(before) = first.checked_sub(1) else {
            continue;
        };
        // Trees have no crossing arcs, so the verb has nothing on the left of a word that hangs on its head.
        let free = words[before].head == head
            && before > head as usize
            && matches!(words[before].deprel, Deprel::Xcomp | Deprel::Obj)
            && words[before].upos != Upos::Verb;
        if free && words[first].feats.has(Feats::FINITE) {
            words[verb].deprel = Deprel::Ccomp;
            words[before].head = verb as u32;
            words[before].deprel = Deprel::Nsubj;
        }
    }
}

/// "Be" has no object: what is there is its subject.
pub fn subject_of_be(parse: &mut Parse) {
    let is_object = |parse: &Parse, at: usize| {
        let Word { deprel, head, .. } = parse.words[at];
        deprel == Deprel::Obj && parse.lemma(head as usize) == "be"
    };
    let count = parse.words.len();
    let Some(first) = (0..count).find(|&at| is_object(parse, at)) else {
        return;
    };
    let mut has_one = vec![false; count];
    for word in parse.words.iter().filter(|word| word.deprel.is_subject()) {
        has_one[word.head as usize] = true;
    }
    for at in first..count {
        if is_object(parse, at) {
            let had = &mut has_one[parse.words[at].head as usize];
            let relation = if *had { Deprel::Obl } else { Deprel::Nsubj };
            *had = true;
            parse.words[at].deprel = relation;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parsed;
    use super::*;

    #[test]
    fn what_is_there_is() {
        for text in [
            "There should not be anyone in the building.",
            "There has never been any evidence.",
        ] {
            let parse = parsed(text);
            let root = parse.root().unwrap();
            assert_eq!(parse.lemma(root), "be", "{text}");
            assert_eq!(parse.words[root].upos, Upos::Verb, "{text}");
            assert!(parse.child(root, Deprel::Nsubj).is_some(), "{text}");
        }
    }

    #[test]
    fn many_are() {
        let parse =
            parsed("A new study of children has revealed many are not getting enough sleep.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "reveal");
        let said = parse.child(root, Deprel::Ccomp).unwrap();
        assert_eq!(parse.lemma(said), "get");
        assert!(parse.child(said, Deprel::Nsubj).is_some());
    }

    #[test]
    fn an_organisation_is_no_pronoun() {
        let parse = parsed("The World Health Organization (WHO) has declared an emergency.");
        let root = parse.root().unwrap();
        assert_eq!(parse.lemma(root), "declare");
        assert_eq!(parse.child(root, Deprel::Nsubj), Some(3));
        assert_eq!(parse.words[5].upos, Upos::Propn);
        assert_eq!(parsed("I met the man who left.").words[4].upos, Upos::Pron);
    }

    #[test]
    fn a_conjunction_is_no_root() {
        let mut parse = parsed("But the mayor left.");
        for word in &mut parse.words {
            word.head = 0;
        }
        uproot(&mut parse);
        assert_eq!(parse.root(), Some(3));
        assert_eq!(parse.words[0].deprel, Deprel::Cc);
        assert_eq!(parse.head(0), Some(3));
    }
}
