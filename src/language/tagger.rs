//! The tagger: greedy, left to right, each word's tag chosen from the words around it and the
//! tags of the two words before.
//!
//! A tag of the model is finer than UPOS (it tells `VBD` from `VBN`, an imperative from an
//! infinitive, a passive participle from an active one), so that features follow from it.

use super::lexeme::{Casing, Lexeme, mix};
use super::lexicon::Entry;
use super::net::{Hidden, Net};

/// Hidden units of the tagger's network.
pub const HIDDEN: usize = 64;

/// "Tag" of a place outside the sentence.
pub const NO_TAG: u8 = u8::MAX;

/// What the tagger says of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tagged {
    /// Number of the tag.
    pub tag: u8,
    /// The tag that came second, plus one, and in the upper byte how near it came: 0 less than e times less
    /// probable, 1 less than e² times, 2 less than e⁴ times. 0 where it was farther away.
    pub rival: u16,
}

/// Reusable buffers.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    keys: Vec<u32>,
    hidden: Hidden<HIDDEN>,
}

/// Tags a sentence; `tags` gets one entry per lexeme.
pub fn tag(net: &Net<HIDDEN>, lexemes: &[Lexeme], scratch: &mut Scratch, tags: &mut Vec<Tagged>) {
    tags.clear();
    let caps = is_all_caps(lexemes);
    for at in 0..lexemes.len() {
        features(lexemes, caps, at, tags, &mut scratch.keys);
        net.activate(&scratch.keys, &mut scratch.hidden);
        tags.push(best(net, &scratch.hidden));
    }
}

/// The first label with the highest score, and the one that comes next.
fn best(net: &Net<HIDDEN>, hidden: &Hidden<HIDDEN>) -> Tagged {
    let (mut best, mut next) = ((i32::MIN, 0), (i32::MIN, 0));
    for label in 0..net.labels() {
        let score = net.score(hidden, label);
        if score > best.0 {
            (best, next) = ((score, label), best);
        } else if score > next.0 {
            next = (score, label);
        }
    }
    let behind = best.0.abs_diff(next.0) / net.unit().max(1);
    let nearness = match behind {
        0 => Some(0),
        1 => Some(1),
        2..4 => Some(2),
        _ => None,
    };
    Tagged {
        tag: best.1 as u8,
        rival: nearness.map_or(0, |near| (next.1 + 1) as u16 | near << 8),
    }
}

/// Is this a line in capitals, where capitals tell nothing?
pub fn is_all_caps(lexemes: &[Lexeme]) -> bool {
    let count = |casing| lexemes.iter().filter(|l| l.casing == casing).count();
    let upper = count(Casing::Upper);
    upper > 2 && upper > 2 * (count(Casing::Lower) + count(Casing::Mixed))
}

/// The features of the word `at`, given the tags of the words before it.
#[inline]
pub fn features(lexemes: &[Lexeme], caps: bool, at: usize, tags: &[Tagged], keys: &mut Vec<u32>) {
    const OUTSIDE: Lexeme = Lexeme {
        word: 1,
        suffixes: [1; 4],
        prefixes: [1; 3],
        pattern: 1,
        casing: Casing::Other,
        entry: Entry(1 << 31),
        hyphen: false,
    };
    let lexeme = |offset: isize| {
        let place = at.checked_add_signed(offset);
        place
            .and_then(|place| lexemes.get(place))
            .unwrap_or(&OUTSIDE)
    };
    let tag = |back: usize| {
        let place = at.checked_sub(back);
        let tagged = place.and_then(|place| tags.get(place));
        u32::from(tagged.map_or(NO_TAG, |tagged| tagged.tag))
    };
    let casing = |lexeme: &Lexeme| if caps { 7 } else { lexeme.casing as u32 };
    let (here, before, after) = (lexeme(0), lexeme(-1), lexeme(1));
    let (before2, after2) = (lexeme(-2), lexeme(2));
    let first = u32::from(at == 0);
    let tags2 = tag(1) | tag(2) << 8;
    let shape = casing(here) | first << 4 | u32::from(here.hyphen) << 5;
    keys.clear();
    keys.extend([
        mix(1, here.word),
        mix(2, before.word),
        mix(3, after.word),
        mix(4, before2.word),
        mix(5, after2.word),
        mix(6, mix(before.word, here.word)),
        mix(7, mix(here.word, after.word)),
        mix(8, mix(before.word, after.word)),
        mix(9, here.suffixes[0]),
        mix(10, here.suffixes[1]),
        mix(11, here.suffixes[2]),
        mix(12, here.suffixes[3]),
        mix(13, here.prefixes[0]),
        mix(14, here.prefixes[1]),
        mix(15, here.prefixes[2]),
        mix(16, here.pattern),
        mix(17, shape),
        mix(18, before.suffixes[2]),
        mix(19, after.suffixes[2]),
        mix(20, after.suffixes[1]),
        mix(21, casing(before) | casing(after) << 4 | first << 8),
        mix(22, tag(1)),
        mix(23, tag(2)),
        mix(24, tags2),
        mix(25, mix(tag(1), here.word)),
        mix(27, mix(tag(1), after.word)),
        mix(28, mix(tag(1), here.suffixes[2])),
        mix(29, mix(tags2, here.suffixes[1])),
        mix(30, mix(here.suffixes[2], shape)),
        mix(31, mix(here.word, shape)),
        mix(32, mix(tag(1), shape)),
        mix(33, mix(here.suffixes[1], after.suffixes[1])),
        mix(34, mix(here.suffixes[2], after.word)),
        mix(37, mix(tag(1), after.suffixes[2])),
        mix(38, lexeme(3).word),
        mix(39, here.entry.classes()),
        mix(40, after.entry.classes()),
        mix(41, before.entry.classes()),
        mix(42, after2.entry.classes()),
        mix(43, mix(here.entry.classes(), tag(1))),
        mix(44, mix(here.entry.classes(), after.entry.classes())),
        mix(45, mix(here.entry.classes(), tags2)),
        mix(46, mix(here.entry.classes(), shape)),
        mix(47, mix(here.entry.classes(), here.suffixes[1])),
        mix(48, here.entry.sense()),
        mix(49, mix(here.entry.classes(), after.word)),
    ]);
}
