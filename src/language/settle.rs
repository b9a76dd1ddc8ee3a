//! What follows from a tree once it is found: how far each subtree reaches, and the person and number of verbs.

use super::parse::Word;
use super::ud::{Deprel, Feats};

/// First and last word of each subtree. Trees here are projective, so a subtree is a run of words.
pub fn find_reaches(words: &mut [Word]) {
    // The tree is projective and the arcs of the outermost dependents decide; going inward-out by
    // following heads once from each side keeps this linear: a word's left end is settled before
    // any head to its right asks for it.
    let mut order: Vec<u32> = Vec::new();
    topological(words, &mut order);
    for &at in &order {
        let word = words[at as usize];
        if word.head != at
            && let Some(head) = words.get_mut(word.head as usize)
        {
            head.reach.0 = head.reach.0.min(word.reach.0);
            head.reach.1 = head.reach.1.max(word.reach.1);
        }
    }
}

/// Every word after all of its dependents.
fn topological(words: &[Word], order: &mut Vec<u32>) {
    let mut waiting = vec![0_u32; words.len()];
    for (at, word) in words.iter().enumerate() {
        if word.head as usize != at {
            waiting[word.head as usize] += 1;
        }
    }
    order.extend((0..words.len() as u32).filter(|&at| waiting[at as usize] == 0));
    let mut done = 0;
    while let Some(&at) = order.get(done) {
        done += 1;
        let head = words[at as usize].head;
        if head != at {
            waiting[head as usize] -= 1;
            if waiting[head as usize] == 0 {
                order.push(head);
            }
        }
    }
}

/// Finite verbs whose form does not show person and number take them from their subject.
pub fn agree(words: &mut [Word]) {
    for at in 0..words.len() {
        let subject = words[at];
        if subject.deprel.universal() != Deprel::Nsubj {
            continue;
        }
        let person = subject.feats.has_any(Feats::PERSON);
        let number = subject.feats.has_any(Feats::NUMBER);
        let mut feats = if person {
            Feats::default()
        } else {
            Feats::THIRD
        };
        for flag in [
            Feats::FIRST,
            Feats::SECOND,
            Feats::THIRD,
            Feats::SINGULAR,
            Feats::PLURAL,
        ] {
            if subject.feats.has(flag) {
                feats = feats | flag;
            }
        }
        if !number {
            feats = feats | Feats::SINGULAR;
        }
        let head = subject.head as usize;
        let finite = |word: &Word| {
            word.feats.has(Feats::FINITE)
                && word.feats.has(Feats::INDICATIVE)
                && !word.feats.has_any(Feats::PERSON)
        };
        if let Some(verb) = words.get_mut(head).filter(|word| finite(word)) {
            verb.feats = verb.feats | feats;
            continue;
        }
        for word in words.iter_mut().take(head).skip(at) {
            let auxiliary = matches!(word.deprel.universal(), Deprel::Aux | Deprel::Cop);
            if auxiliary && word.head as usize == head && finite(word) {
                word.feats = word.feats | feats;
                break;
            }
        }
    }
}
