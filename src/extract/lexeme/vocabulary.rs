//! A quick way to look a word up in the closed vocabulary of the grammars.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tables::{COUNTRIES, WORDS};
use super::words::Lex;
use crate::extract::quantity::{CURRENCIES, UNITS};

/// Longest word of the vocabulary in bytes.
const LONGEST: usize = 16;

/// The vocabulary: a filter by first byte and length, and a map of packed words.
struct Vocabulary {
    /// For each first byte, the lengths that words with it have, one bit each.
    lengths: [u32; 256],
    map: FxHashMap<u128, Lex>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let units = UNITS.iter().enumerate().map(|(index, unit)| {
        let lex = Lex::Unit(index as u8);
        (unit.words, lex)
    });
    let currencies = CURRENCIES.iter().enumerate().map(|(index, currency)| {
        let lex = Lex::Currency(index as u8);
        (currency.words, lex)
    });
    let countries = COUNTRIES.iter().enumerate().map(|(index, country)| {
        let lex = Lex::Country(index as u8);
        (country.0, lex)
    });
    let mut vocabulary = Vocabulary {
        lengths: [0; 256],
        map: FxHashMap::default(),
    };
    let all = WORDS.iter().copied();
    for (words, lex) in all.chain(units).chain(currencies).chain(countries) {
        for word in words.split_whitespace() {
            let Some((key, len)) = pack(word) else {
                continue;
            };
            let first = key as u8;
            vocabulary.lengths[usize::from(first)] |= 1 << len;
            // Earlier entries win: a cue over a unit of the same name.
            vocabulary.map.entry(key).or_insert(lex);
        }
    }
    vocabulary
});

/// A word in small letters as one number, and its length; `None` when it is too long.
fn pack(word: &str) -> Option<(u128, usize)> {
    let bytes = word.as_bytes();
    let bytes = match bytes {
        [inner @ .., b'.'] if !inner.is_empty() => inner,
        _ => bytes,
    };
    if bytes.is_empty() || bytes.len() > LONGEST {
        return None;
    }
    let mut buffer = [0_u8; LONGEST];
    let used = &mut buffer[..bytes.len()];
    used.copy_from_slice(bytes);
    used.make_ascii_lowercase();
    Some((u128::from_le_bytes(buffer), bytes.len()))
}

/// What `word` is, in any case, with or without the full stop of an abbreviation.
pub(super) fn lookup(word: &str) -> Lex {
    let vocabulary = &*VOCABULARY;
    let Some(&first) = word.as_bytes().first() else {
        return Lex::Other;
    };
    let lengths = vocabulary.lengths[usize::from(first.to_ascii_lowercase())];
    let len = word.len();
    // One byte more than listed may be the full stop of an abbreviation.
    if len > LONGEST + 1 || lengths & (3 << (len - 1)) == 0 {
        return Lex::Other;
    }
    pack(word)
        .and_then(|(key, _)| vocabulary.map.get(&key).copied())
        .unwrap_or(Lex::Other)
}
