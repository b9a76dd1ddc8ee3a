//! Frames: what one sentence says, as its words that carry meaning, each with its place in the
//! dependency tree, its polarity and how it is meant. Function words are folded into the words
//! that they belong to; names, dates and quantities are one term each.

mod beside;
mod build;
mod detail;
mod lives;
mod outline;
mod scope;
mod told;
mod word;

use smallvec::SmallVec;

use crate::rules::Meaning;
use crate::text::Span;

use super::date::DateValue;
use super::quantity::Quantity;
use super::voice::{Status, Voice};

use build::Builder;
pub use detail::{Detail, DetailValue};
pub use outline::Outline;
pub use told::Told;

/// What one sentence says.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The sentence.
    pub sentence: Span,
    /// In order of the text.
    pub terms: Vec<Term>,
    /// Who says it.
    pub voice: Voice,
}

/// A word, name, date or quantity of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its place in the text.
    pub span: Span,
    /// What it is.
    pub kind: TermKind,
    /// Hash of its lemma; of a name, of its last word.
    pub word: u32,
    /// The lemma in the thesaurus.
    pub meaning: Meaning,
    /// Of a name, hash of the first letters of its last word.
    pub initial: u32,
    /// Index in [`crate::rules::Tables::bodies`] of the place or body that it names.
    pub body: Option<u16>,
    /// Hashes of all words of a name, in order.
    pub parts: SmallVec<[u32; 3]>,
    /// Index of the term that it hangs on; its own for a root.
    pub head: u16,
    /// What it is to its head.
    pub role: Role,
    /// Hash of the preposition before it; 0 for none.
    pub preposition: u32,
    /// What that preposition says.
    pub bearing: Bearing,
    /// What else the words around it say of it.
    pub marks: Marks,
    /// How the clause that it heads is meant.
    pub status: Status,
}

/// What a term is.
#[derive(Debug, Clone, PartialEq)]
pub enum TermKind {
    /// A verb.
    Verb,
    /// A common noun.
    Noun,
    /// A name.
    Name,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// "it", "he", "who".
    Pronoun,
    /// A quantity with its unit.
    Quantity(Box<Quantity>),
    /// A date.
    Date(Box<DateValue>),
    /// A date or number that has no value: "31 February", "yesterday" in an undated text.
    Opaque,
}

/// What a term is to its head; passives are turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The head of a sentence or of a clause beside another.
    Root,
    /// Who does it.
    Subject,
    /// To whom it is done.
    Object,
    /// For whom.
    Recipient,
    /// A phrase with a preposition, or a bare one of time and measure, on a verb.
    Oblique,
    /// A clause that a verb says, wants or begins.
    Complement,
    /// A clause on a noun or a verb.
    Clause,
    /// An adjective, noun or number on a noun; an adverb.
    Modifier,
    /// A phrase with a preposition on a noun.
    Attribute,
    /// The same thing in other words.
    Apposition,
    /// The same as its head, joined by "and".
    Conjunct,
    /// Whose it is.
    Owner,
    /// Nothing that is compared.
    Other,
}

/// Flags of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u16);

impl Marks {
    /// Said not to be so.
    pub const NEGATED: Self = Self(1);
    /// "hardly", "nearly", "few": neither so nor not.
    pub const HEDGED: Self = Self(2);
    /// "the", "this", "its".
    pub const DEFINITE: Self = Self(4);
    /// "only", "exclusively".
    pub const ONLY: Self = Self(8);
    /// "is a teacher": a noun or adjective that is said of the subject.
    pub const PREDICATE: Self = Self(16);
    /// Joined by "or".
    pub const ALTERNATIVE: Self = Self(32);
    /// Turned from a passive.
    pub const PASSIVE: Self = Self(64);
    /// What happens more than once to the same: to win, to visit.
    pub const REPEATED: Self = Self(128);
    /// A word without which the sentence says nearly the same.
    pub const SLIGHT: Self = Self(256);
    /// In a past tense, and so over: what came later does not change it.
    pub const PAST: Self = Self(512);
    /// "located", "based": what follows is where.
    pub const LYING: Self = Self(1024);
    /// "known as", "called": what follows is a name.
    pub const CALLING: Self = Self(2048);
    /// "rose", "growth": something went up.
    pub const RISING: Self = Self(4096);
    /// "fell", "reduction": something went down.
    pub const FALLING: Self = Self(8192);
    /// "who", "which", "that": what a clause on a noun calls the noun.
    pub const RELATIVE: Self = Self(16384);
    /// "has closed": it is done, though it may still be so.
    pub const PERFECT: Self = Self(32768);

    /// Are all flags of `other` set?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(super) fn flip(&mut self, other: Self) {
        self.0 ^= other.0;
    }
}

/// Flags of a preposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bearing(u8);

impl Bearing {
    /// "before"
    pub const BEFORE: Self = Self(1);
    /// "by"
    pub const BY: Self = Self(2);
    /// "until", "till"
    pub const UNTIL: Self = Self(4);
    /// "after"
    pub const AFTER: Self = Self(8);
    /// "since", "from"
    pub const SINCE: Self = Self(16);
    /// "between", "to", "through"
    pub const BETWEEN: Self = Self(32);
    /// "than"
    pub const THAN: Self = Self(64);
    /// "in", "at", "from", "of"
    pub const PLACING: Self = Self(128);

    /// Is at least one flag of `other` set?
    pub fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Bearing {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Frame {
    /// The term that `at` hangs on; `None` for a root.
    pub fn head(&self, at: usize) -> Option<usize> {
        let head = usize::from(self.terms[at].head);
        (head != at).then_some(head)
    }

    /// The terms that hang on `at`.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.terms.len()).filter(move |&child| self.head(child) == Some(at))
    }

    /// The first term in this role on `at`.
    pub fn child(&self, at: usize, role: Role) -> Option<usize> {
        self.children(at)
            .find(|&child| self.terms[child].role == role)
    }

    /// From `at` up to its root, `at` first.
    pub fn path(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| self.head(at)).take(self.terms.len())
    }

    /// Is the term said of something: a verb, a predicate, an apposition, or joined to one?
    pub fn asserts(&self, at: usize) -> bool {
        self.path(at)
            .find(|&step| self.terms[step].role != Role::Conjunct)
            .is_some_and(|step| {
                let term = &self.terms[step];
                term.kind == TermKind::Verb
                    || term.marks.has(Marks::PREDICATE)
                    || matches!(term.role, Role::Apposition | Role::Complement)
                    || term.role == Role::Root
            })
    }

    /// Is the term one of several that are left open: "in 1889 or 1890"?
    pub fn is_alternative(&self, at: usize) -> bool {
        let or = |at: usize| self.terms[at].marks.has(Marks::ALTERNATIVE);
        or(at)
            || self
                .children(at)
                .any(|child| self.terms[child].role == Role::Conjunct && or(child))
            || self.terms[at].role == Role::Conjunct
                && self.head(at).is_some_and(|head| self.is_alternative(head))
    }

    /// The head of the clause that a term stands in: the nearest verb or predicate above it, or
    /// itself.
    pub fn clause(&self, at: usize) -> usize {
        self.path(at)
            .find(|&at| self.terms[at].is_predicate())
            .unwrap_or_else(|| self.path(at).last().unwrap_or(at))
    }

    /// Does it happen again and again: "every year"?
    pub fn is_repeated(&self, at: usize) -> bool {
        self.terms[self.clause(at)].marks.has(Marks::REPEATED)
    }
}

impl Term {
    /// A number with a hedge.
    pub fn hedged(&self) -> bool {
        matches!(&self.kind, TermKind::Quantity(quantity) if quantity.exactness != super::quantity::Exactness::Exactly)
    }

    /// Does it say something of a subject?
    pub fn is_predicate(&self) -> bool {
        self.kind == TermKind::Verb || self.marks.has(Marks::PREDICATE) || self.role == Role::Root
    }
}

/// The hash that stands for a word in [`Term::word`]; `word` in small letters.
pub fn word_hash(word: &str) -> u32 {
    // 0 stands for none.
    (xxhash_rust::xxh3::xxh3_64(word.as_bytes()) as u32).max(1)
}
