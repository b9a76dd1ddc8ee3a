//! What words mean to each other: same, opposite, kind of, sibling. Read from the table that
//! `rules/words/wordnet.txt` describes, when the first sentence asks for it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// A word of the table; the default for one that it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Meaning(u32);

/// What one word means to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kinship {
    /// They share a sense.
    Same,
    /// The first is derived from the second, or the other way round: "sign", "signing".
    Derived,
    /// The first is a kind of the second.
    KindOf,
    /// The second is a kind of the first.
    Includes,
    /// Opposites.
    Opposite,
    /// Two kinds of one thing, neither a kind of the other.
    Sibling,
}

/// Word meanings.
#[derive(Debug, Clone, Default)]
pub struct Thesaurus {
    text: String,
    table: OnceLock<Table>,
}

#[derive(Debug, Clone, Default)]
struct Table {
    words: FxHashMap<Box<str>, u32>,
    /// Of each word, its senses by part of speech.
    meanings: Vec<SmallVec<[(u8, u32); 4]>>,
    senses: Vec<Sense>,
}

#[derive(Debug, Clone, Default)]
struct Sense {
    kinds: SmallVec<[u32; 2]>,
    opposites: SmallVec<[u32; 1]>,
    derived: SmallVec<[u32; 2]>,
}

/// Steps upward within which one sense is called a kind of another.
const NEAR: usize = 4;

impl Thesaurus {
    /// A thesaurus from its table; the table is read when first asked for.
    pub fn new(text: String) -> Self {
        Self { text, table: OnceLock::new() }
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::read(&self.text))
    }

    /// The word of this lemma, in small letters.
    pub fn meaning(&self, lemma: &str) -> Meaning {
        Meaning(self.table().words.get(lemma).copied().unwrap_or_default())
    }

    /// What `a` means to `b`, the closest kinship first; `None` when the table knows of none.
    pub fn kinship(&self, a: Meaning, b: Meaning) -> Option<Kinship> {
        if a.0 == 0 || b.0 == 0 {
            return None;
        }
        if a == b {
            return Some(Kinship::Same);
        }
        let table = self.table();
        let (x, y) = (&table.meanings[a.0 as usize], &table.meanings[b.0 as usize]);
        let any = |test: &dyn Fn(u32, u32) -> bool| {
            x.iter().any(|&(p, s)| y.iter().any(|&(q, t)| p == q && test(s, t)))
        };
        if any(&|s, t| table.opposite(s, t)) {
            return Some(Kinship::Opposite);
        }
        if any(&|s, t| s == t) {
            return Some(Kinship::Same);
        }
        let derived = |s: u32, t: u32| table.senses[s as usize].derived.contains(&t);
        if x.iter().any(|&(_, s)| y.iter().any(|&(_, t)| derived(s, t) || derived(t, s))) {
            return Some(Kinship::Derived);
        }
        if any(&|s, t| table.is_kind_of(s, t)) {
            return Some(Kinship::KindOf);
        }
        if any(&|s, t| table.is_kind_of(t, s)) {
            return Some(Kinship::Includes);
        }
        // Only the commonest sense tells that two words name things that exclude each other.
        let first = |senses: &SmallVec<[(u8, u32); 4]>| {
            let mut first: SmallVec<[(u8, u32); 4]> = SmallVec::new();
            for &(part, sense) in senses {
                if first.iter().all(|&(seen, _)| seen != part) {
                    first.push((part, sense));
                }
            }
            first
        };
        let (x, y) = (first(x), first(y));
        let sibling = x.iter().any(|&(p, s)| {
            y.iter().any(|&(q, t)| p == q && table.siblings(s, t))
        });
        sibling.then_some(Kinship::Sibling)
    }
}

impl Table {
    fn read(text: &str) -> Self {
        // Word 0 stands for none.
        let mut table = Self { meanings: vec![SmallVec::new()], ..Self::default() };
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        for line in lines.by_ref().take_while(|&line| line != "--") {
            let mut sense = Sense::default();
            for part in line.split(' ').filter(|part| !part.is_empty()) {
                let (mark, numbers) = part.split_at(1);
                let numbers = numbers.split(',').filter_map(|number| number.parse().ok());
                match mark {
                    ">" => sense.kinds.extend(numbers),
                    "!" => sense.opposites.extend(numbers),
                    _ => sense.derived.extend(numbers),
                }
            }
            table.senses.push(sense);
        }
        let known = table.senses.len();
        for line in lines {
            let mut parts = line.split(' ');
            let Some(word) = parts.next() else { continue };
            let mut senses = SmallVec::new();
            for part in parts {
                let (letter, numbers) = part.split_at(part.len().min(1));
                let letter = letter.bytes().next().unwrap_or_default();
                let numbers = numbers.split(',').filter_map(|number| number.parse::<u32>().ok());
                senses.extend(numbers.filter(|&number| (number as usize) < known).map(|number| (letter, number)));
            }
            table.words.insert(word.into(), table.meanings.len() as u32);
            table.meanings.push(senses);
        }
        let inside = |numbers: &mut SmallVec<[u32; 2]>| numbers.retain(|number| (*number as usize) < known);
        for sense in &mut table.senses {
            inside(&mut sense.kinds);
            inside(&mut sense.derived);
            sense.opposites.retain(|number| (*number as usize) < known);
        }
        table
    }

    /// Opposites of each other, or alike to such: "scorching" is like "hot", whose opposite is "cold".
    fn opposite(&self, a: u32, b: u32) -> bool {
        let up = |sense: u32| {
            let mut all: SmallVec<[u32; 3]> = SmallVec::from_slice(&[sense]);
            all.extend(self.senses[sense as usize].kinds.iter().copied());
            all
        };
        let direct = |a: u32, b: u32| {
            self.senses[a as usize].opposites.contains(&b) || self.senses[b as usize].opposites.contains(&a)
        };
        let head = |sense: u32| self.senses[sense as usize].opposites.is_empty();
        direct(a, b)
            || (head(a) || head(b)) && self.is_adjective(a) && self.is_adjective(b)
                && up(a).iter().any(|&a| up(b).iter().any(|&b| direct(a, b)))
    }

    /// Adjectives are one level deep: a head has opposites, a satellite one kind that has them.
    fn is_adjective(&self, sense: u32) -> bool {
        let sense = &self.senses[sense as usize];
        !sense.opposites.is_empty() && sense.kinds.is_empty()
            || sense.kinds.iter().any(|&kind| !self.senses[kind as usize].opposites.is_empty() && self.senses[kind as usize].kinds.is_empty())
    }

    fn is_kind_of(&self, sense: u32, of: u32) -> bool {
        let mut level: SmallVec<[u32; 4]> = SmallVec::from_slice(&[sense]);
        for _ in 0..NEAR {
            level = level.iter().flat_map(|&sense| self.senses[sense as usize].kinds.iter().copied()).collect();
            if level.contains(&of) {
                return true;
            }
        }
        false
    }

    fn siblings(&self, a: u32, b: u32) -> bool {
        let kinds = |sense: u32| &self.senses[sense as usize].kinds;
        kinds(a).iter().any(|kind| kinds(b).contains(kind))
    }
}
