//! What words mean to each other: same, opposite, kind of, sibling. Read from the table that
//! `rules/words/wordnet.txt` describes, from `opposites.txt` and from `sorts.txt`, when the first
//! sentence asks for it.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
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
    texts: ThesaurusTexts,
    table: OnceLock<Table>,
}

/// What a thesaurus is read from.
#[derive(Debug, Clone, Default)]
pub struct ThesaurusTexts {
    /// Senses and words.
    pub meanings: String,
    /// Words that exclude each other.
    pub opposites: String,
    /// Sorts of things that exclude each other.
    pub sorts: String,
}

#[derive(Debug, Clone, Default)]
struct Table {
    words: FxHashMap<Box<str>, u32>,
    /// Of each word, its senses by part of speech.
    meanings: Vec<Senses>,
    senses: Vec<Sense>,
    /// One per word.
    circles: Vec<Circle>,
    /// Pairs of words from the list of opposites, the lower first.
    listed: FxHashSet<(u32, u32)>,
    /// Of the wide senses of the sorts, the bits of their sorts.
    wide: FxHashMap<u32, u32>,
    /// Of the words that are of a sort whatever their senses, its bit.
    sorted: FxHashMap<u32, u32>,
}

type Senses = SmallVec<[(u8, u32); 4]>;

/// What may make another word the kin of a word, drawn once: nearly all words are nothing to each
/// other, and that is told by their circles.
#[derive(Debug, Clone, Default)]
struct Circle {
    /// Its senses, what they are kinds of, what is derived from them, and their opposites and those of
    /// what they are like, ascending.
    near: Box<[u32]>,
    /// What its commonest noun sense is a kind of, as far as cousins meet there; ascending.
    families: Box<[u32]>,
}

#[derive(Debug, Clone, Default)]
struct Sense {
    kinds: SmallVec<[u32; 2]>,
    opposites: SmallVec<[u32; 1]>,
    derived: SmallVec<[u32; 2]>,
}

/// Steps upward within which one sense is called a kind of another.
const NEAR: usize = 4;
/// Steps upward within which two senses are siblings or cousins; no more than [`NEAR`].
const COUSINS: usize = 3;
/// Steps from any sense up to the widest.
const HIGHEST: usize = 20;
/// A kind that is so many steps below the widest one is narrow, and not as wide as "object": two kinds
/// of it are cousins.
const DEEP: usize = 5;

impl Thesaurus {
    /// A thesaurus from its texts, which are read when first asked for.
    pub fn new(texts: ThesaurusTexts) -> Self {
        Self {
            texts,
            table: OnceLock::new(),
        }
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::read(&self.texts))
    }

    /// The word of this lemma, in small letters.
    pub fn meaning(&self, lemma: &str) -> Meaning {
        Meaning(self.table().words.get(lemma).copied().unwrap_or_default())
    }

    /// Do two nouns name things of wholly different sorts in their commonest sense: a person and a
    /// place? False when the sort of one of them is not known.
    pub fn disjoint(&self, a: Meaning, b: Meaning) -> bool {
        let (x, y) = (self.sorts(a), self.sorts(b));
        x != 0 && y != 0 && x & y == 0
    }

    /// The bits of the sorts that the noun belongs to; 0 for none.
    fn sorts(&self, word: Meaning) -> u32 {
        if word.0 == 0 {
            return 0;
        }
        let table = self.table();
        if let Some(&sort) = table.sorted.get(&word.0) {
            return sort;
        }
        let sense = noun(&table.meanings[word.0 as usize]);
        sense.map_or(0, |sense| table.sorts_above(sense, HIGHEST))
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
            x.iter()
                .any(|&(p, s)| y.iter().any(|&(q, t)| p == q && test(s, t)))
        };
        if table.listed.contains(&(a.0.min(b.0), a.0.max(b.0))) {
            return Some(Kinship::Opposite);
        }
        let (around_x, around_y) = (&table.circles[a.0 as usize], &table.circles[b.0 as usize]);
        if !around_x.holds(y) && !around_y.holds(x) {
            // Only the commonest sense tells that two words name things that exclude each other.
            let cousins = meet(&around_x.families, &around_y.families);
            return cousins.then_some(Kinship::Sibling);
        }
        if any(&|s, t| s == t) {
            return Some(Kinship::Same);
        }
        if table.opposites(x, y) {
            return Some(Kinship::Opposite);
        }
        let derived = |s: u32, t: u32| table.senses[s as usize].derived.contains(&t);
        if x.iter()
            .any(|&(_, s)| y.iter().any(|&(_, t)| derived(s, t) || derived(t, s)))
        {
            return Some(Kinship::Derived);
        }
        if any(&|s, t| table.is_kind_of(s, t)) {
            return Some(Kinship::KindOf);
        }
        if any(&|s, t| table.is_kind_of(t, s)) {
            return Some(Kinship::Includes);
        }
        meet(&around_x.families, &around_y.families).then_some(Kinship::Sibling)
    }
}

impl Circle {
    /// Is one of the senses near?
    fn holds(&self, senses: &[(u8, u32)]) -> bool {
        senses
            .iter()
            .any(|(_, sense)| self.near.binary_search(sense).is_ok())
    }
}

/// Have two ascending lists an element in common?
fn meet(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|sense| b.binary_search(sense).is_ok())
}

/// The commonest sense as a noun.
fn noun(senses: &[(u8, u32)]) -> Option<u32> {
    let mut nouns = senses.iter().filter(|&&(part, _)| part == b'n');
    nouns.next().map(|&(_, sense)| sense)
}

impl Table {
    fn read(texts: &ThesaurusTexts) -> Self {
        // Word 0 stands for none.
        let mut table = Self {
            meanings: vec![SmallVec::new()],
            ..Self::default()
        };
        let mut lines = texts.meanings.lines().filter(|line| !line.starts_with('#'));
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
                let numbers = numbers
                    .split(',')
                    .filter_map(|number| number.parse::<u32>().ok());
                senses.extend(
                    numbers
                        .filter(|&number| (number as usize) < known)
                        .map(|number| (letter, number)),
                );
            }
            table.words.insert(word.into(), table.meanings.len() as u32);
            table.meanings.push(senses);
        }
        for line in texts
            .opposites
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let Some((left, right)) = line.split_once('|') else {
                continue;
            };
            let known = |word: &str| table.words.get(word).copied();
            for a in left.split_whitespace().filter_map(known) {
                for b in right.split_whitespace().filter_map(known) {
                    table.listed.insert((a.min(b), a.max(b)));
                }
            }
        }
        table.sort(&texts.sorts);
        let inside =
            |numbers: &mut SmallVec<[u32; 2]>| numbers.retain(|number| (*number as usize) < known);
        for sense in &mut table.senses {
            inside(&mut sense.kinds);
            inside(&mut sense.derived);
            sense.opposites.retain(|number| (*number as usize) < known);
        }
        table.draw_circles();
        table
    }

    /// Reads the sorts, one a line.
    fn sort(&mut self, sorts: &str) {
        let lines = sorts.lines().filter(|line| !line.starts_with('#'));
        for (row, line) in lines.enumerate() {
            let Some((wide, own)) = line.split_once('|') else {
                continue;
            };
            let known = |word: &str| self.words.get(word).copied();
            for word in wide.split_whitespace().filter_map(known) {
                if let Some(sense) = noun(&self.meanings[word as usize]) {
                    *self.wide.entry(sense).or_default() |= 1 << row;
                }
            }
            for word in own.split_whitespace().filter_map(known) {
                *self.sorted.entry(word).or_default() |= 1 << row;
            }
        }
    }

    /// The sorts of a sense and of all that it is a kind of.
    fn sorts_above(&self, sense: u32, steps: usize) -> u32 {
        let own = self.wide.get(&sense).copied().unwrap_or_default();
        if steps == 0 {
            return own;
        }
        let kinds = self.senses[sense as usize].kinds.iter();
        kinds.fold(own, |bits, &kind| bits | self.sorts_above(kind, steps - 1))
    }

    fn draw_circles(&mut self) {
        let mut opposed: Vec<Vec<u32>> = vec![Vec::new(); self.senses.len()];
        for (sense, Sense { opposites, .. }) in self.senses.iter().enumerate() {
            for &opposite in opposites {
                opposed[opposite as usize].push(sense as u32);
                opposed[sense].push(opposite);
            }
        }
        let circle = |senses: &Senses| {
            let mut near = Vec::new();
            for &(_, sense) in senses {
                let Sense { kinds, derived, .. } = &self.senses[sense as usize];
                near.push(sense);
                near.extend(derived);
                near.extend(&opposed[sense as usize]);
                near.extend(kinds.iter().flat_map(|&head| &opposed[head as usize]));
                self.add_kinds(sense, NEAR, &mut near);
            }
            let mut families = Vec::new();
            if let Some(noun) = noun(senses) {
                self.add_kinds(noun, COUSINS, &mut families);
            }
            families.retain(|&kind| self.depth(kind) >= DEEP);
            Circle {
                near: ascending(near),
                families: ascending(families),
            }
        };
        self.circles = self.meanings.iter().map(circle).collect();
    }

    /// Adds what a sense is a kind of, up to so many steps.
    fn add_kinds(&self, sense: u32, steps: usize, found: &mut Vec<u32>) {
        if steps > 0 {
            for &kind in &self.senses[sense as usize].kinds {
                found.push(kind);
                self.add_kinds(kind, steps - 1, found);
            }
        }
    }

    /// Are two words opposites in their commonest senses? "Scorching" is like "hot", and so opposite
    /// to "cold".
    fn opposites(&self, x: &[(u8, u32)], y: &[(u8, u32)]) -> bool {
        let part = |letter: u8, senses: &[(u8, u32)]| -> SmallVec<[u32; 4]> {
            senses
                .iter()
                .filter(|&&(part, _)| part == letter)
                .map(|&(_, sense)| sense)
                .collect()
        };
        [b'a', b'v', b'n', b'r'].into_iter().any(|letter| {
            let (x, y) = (part(letter, x), part(letter, y));
            let direct = |a: u32, b: u32| {
                self.senses[a as usize].opposites.contains(&b)
                    || self.senses[b as usize].opposites.contains(&a)
            };
            let near = |senses: &[u32]| senses.len().min(2);
            if x[..near(&x)]
                .iter()
                .any(|&a| y[..near(&y)].iter().any(|&b| direct(a, b)))
            {
                return true;
            }
            // Adjectives are one level deep: a head has opposites, the others are like a head.
            let like = |a: u32, b: u32| {
                self.senses[a as usize]
                    .kinds
                    .iter()
                    .any(|&head| direct(head, b))
            };
            let first = x.first().zip(y.first());
            letter == b'a' && first.is_some_and(|(&a, &b)| like(a, b) || like(b, a))
        })
    }

    fn is_kind_of(&self, sense: u32, of: u32) -> bool {
        self.reaches(sense, of, NEAR)
    }

    fn reaches(&self, sense: u32, of: u32, steps: usize) -> bool {
        let kinds = &self.senses[sense as usize].kinds;
        steps > 0
            && kinds
                .iter()
                .any(|&kind| kind == of || self.reaches(kind, of, steps - 1))
    }

    /// Steps up to the widest kind.
    fn depth(&self, sense: u32) -> usize {
        let kind = |&sense: &u32| self.senses[sense as usize].kinds.first().copied();
        std::iter::successors(Some(sense), kind).take(20).count()
    }
}

fn ascending(mut senses: Vec<u32>) -> Box<[u32]> {
    senses.sort_unstable();
    senses.dedup();
    senses.into_boxed_slice()
}
