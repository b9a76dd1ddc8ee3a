//! What a dictionary says of a word form: which parts of speech it can be, what its senses are
//! about, which complements it takes. It tells the models about words that no treebank holds.
//!
//! Made from `WordNet` (Fellbaum 1998) when the model is trained; `NOTICE` has its licence.

use super::bytes::Reader;
use super::table::FeatureTable;

/// An entry: bit flags and small numbers packed into 32 bits; 0 for an unknown word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Entry(pub u32);

impl Entry {
    /// Bits of [`Self::classes`]: noun, plural noun, verb, its third person, past, participle and
    /// -ing form, adjective, its comparative and superlative, adverb, name.
    pub const NOUN: u32 = 1;
    /// Plural of a noun.
    pub const PLURAL: u32 = 1 << 1;
    /// Base form of a verb.
    pub const VERB: u32 = 1 << 2;
    /// Third person of a verb.
    pub const THIRD: u32 = 1 << 3;
    /// Past or participle of a verb.
    pub const PAST: u32 = 1 << 4;
    /// -ing form of a verb.
    pub const ING: u32 = 1 << 5;
    /// Adjective.
    pub const ADJECTIVE: u32 = 1 << 6;
    /// Comparative or superlative.
    pub const COMPARED: u32 = 1 << 7;
    /// Adverb.
    pub const ADVERB: u32 = 1 << 8;
    /// Written with a capital.
    pub const NAME: u32 = 1 << 9;

    /// The parts of speech that the form can be, and the one that prevails.
    pub fn classes(self) -> u32 {
        self.0 & 0x1FFF
    }

    /// What the commonest sense as a noun is about (a lexicographer file of `WordNet`); 0 for none.
    pub fn noun(self) -> u32 {
        self.0 >> 13 & 0x3F
    }

    /// What the commonest sense as a verb is about; 0 for none.
    pub fn verb(self) -> u32 {
        self.0 >> 19 & 0x3F
    }

    /// Kinds of complements that it takes as a verb, five bits: none, object, two objects, clause,
    /// infinitive.
    pub fn frames(self) -> u32 {
        self.0 >> 25 & 0x1F
    }

    /// Noun, verb and complements together: what the word is about.
    pub fn sense(self) -> u32 {
        self.0 >> 13
    }

    /// Packs an entry; `prevailing` is 1 to 4 for noun, verb, adjective, adverb, or 0.
    pub fn new(classes: u32, prevailing: u32, noun: u32, verb: u32, frames: u32) -> Self {
        let classes = classes & 0x3FF | (prevailing & 7) << 10;
        Self(classes | (noun & 0x3F) << 13 | (verb & 0x3F) << 19 | (frames & 0x1F) << 25)
    }
}

/// Entries by the hash of the form.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    table: FeatureTable,
    /// The entry of the key in each place.
    entries: Vec<Entry>,
}

impl Lexicon {
    /// A lexicon of the given entries.
    pub fn new(entries: &[(u32, Entry)]) -> Self {
        let table = FeatureTable::new(entries.iter().map(|(key, _)| *key));
        let mut places = vec![Entry::default(); table.keys().len()];
        for (key, entry) in entries {
            if let Some(place) = table.place(*key) {
                places[place as usize] = *entry;
            }
        }
        Self {
            table,
            entries: places,
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let table = FeatureTable::read(reader)?;
        let mut entries = Vec::with_capacity(table.keys().len());
        for key in table.keys() {
            entries.push(Entry(if *key == 0 { 0 } else { reader.u32()? }));
        }
        Some(Self { table, entries })
    }

    /// Writes the hashes, then the entry of each.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.table.write(out);
        let entries = self.table.keys().iter().zip(&self.entries);
        let there = entries.filter(|(key, _)| **key != 0);
        out.extend(there.flat_map(|(_, entry)| entry.0.to_le_bytes()));
    }

    /// The entry of a form; empty for one that the dictionary does not have.
    #[inline]
    pub fn get(&self, word: u32) -> Entry {
        let place = self.table.place(word);
        place
            .and_then(|place| self.entries.get(place as usize))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_gives_back_its_parts() {
        let entry = Entry::new(Entry::NOUN | Entry::ADVERB, 3, 28, 43, 0b10101);
        assert_eq!(entry.classes(), Entry::NOUN | Entry::ADVERB | 3 << 10);
        assert_eq!(
            (entry.noun(), entry.verb(), entry.frames()),
            (28, 43, 0b10101)
        );
    }

    #[test]
    fn entries_are_found_again() {
        let mut bytes = Vec::new();
        Lexicon::new(&[(7, Entry(1)), (9, Entry(2))]).write(&mut bytes);
        let lexicon = Lexicon::read(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(lexicon.get(9), Entry(2));
        assert_eq!(lexicon.get(8), Entry(0));
    }
}
