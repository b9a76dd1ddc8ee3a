//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011): a stack, a buffer,
//! and the arcs made so far. The root stands at the end of the buffer, as in Ballesteros & Nivre
//! (2013).
//!
//! SHIFT moves the front of the buffer onto the stack; LEFT makes the top of the stack a dependent
//! of the front of the buffer and pops it; RIGHT makes it a dependent of the word below it and
//! pops it. A sentence of n words takes 2n steps.

use super::lexicon::Entry;
use super::ud::Deprel;

/// No word.
pub const NONE: u32 = u32::MAX;

/// "Label" of a word that has none yet.
pub const NO_LABEL: u8 = u8::MAX;

/// What features see of one word, the same throughout a parse.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Hash of the word.
    pub word: u32,
    /// Tag number of the tagger.
    pub tag: u8,
    /// The tag that came second, plus one, and in the next byte how near it came; 0 when it was far.
    pub rival: u32,
    /// Packed last three bytes.
    pub suffix: u32,
    /// Commas, verbs and coordinating conjunctions before this word in the sentence.
    pub before: [u16; 3],
    /// Tags of the next two verbs or auxiliaries after this word.
    pub ahead: [u8; 2],
    /// Kinds of the next three landmarks after this word, three bits each.
    pub skeleton: u16,
    /// Kinds of the last three landmarks before this word.
    pub past: u16,
    /// Capitalisation.
    pub casing: u8,
    /// Was it tagged as a verb?
    pub verb: bool,
    /// What the dictionary says of the word.
    pub entry: Entry,
}

impl Node {
    /// What features see where there is no word.
    pub const OUTSIDE: Self = Self {
        word: 1,
        tag: u8::MAX,
        rival: 0,
        suffix: 1,
        before: [0; 3],
        ahead: [u8::MAX; 2],
        skeleton: 0,
        past: 0,
        casing: u8::MAX,
        verb: false,
        entry: Entry(0),
    };

    /// What features see of the artificial root.
    pub const ROOT: Self = Self {
        word: 2,
        tag: u8::MAX - 1,
        ..Self::OUTSIDE
    };
}

/// A dependent, by its number, and its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Child {
    /// Its number in the sentence, [`NONE`] where there is none.
    pub word: u32,
    /// Label of the arc to it.
    pub label: u8,
}

/// A word that is on the stack or at the front of the buffer, with the dependents found so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partial {
    /// Its number in the sentence.
    pub word: u32,
    /// Dependents on the left and on the right; stops at 255.
    pub valency: [u8; 2],
    /// Outermost left and right dependent.
    pub outer: [Child; 2],
    /// Second outermost left and right dependent.
    pub second: [Child; 2],
    /// Sums over the labels of left and right dependents.
    pub labels: [u32; 2],
    /// Which of the dependents that a word has once it has, as bits of [`once`].
    pub had: u8,
}

/// The bit of a relation that a word has at most one dependent in; 0 for others. An object and a clause in its place
/// share one. In UD these are rules, with a handful of exceptions in 22,000 sentences.
pub fn once(label: u8) -> u8 {
    match Deprel::from_index(label) {
        Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass) => 1,
        Some(Deprel::Obj) => 1 << 1,
        Some(Deprel::Ccomp) => 1 << 1 | 1 << 3,
        Some(Deprel::Iobj) => 1 << 2,
        Some(Deprel::Xcomp) => 1 << 3,
        Some(Deprel::Expl) => 1 << 4,
        _ => 0,
    }
}

impl Partial {
    /// No word.
    pub const NONE: Self = Self::new(NONE);

    /// A word without dependents.
    pub const fn new(word: u32) -> Self {
        const CHILD: Child = Child {
            word: NONE,
            label: NO_LABEL,
        };
        Self {
            word,
            valency: [0; 2],
            outer: [CHILD; 2],
            second: [CHILD; 2],
            labels: [0; 2],
            had: 0,
        }
    }

    /// Takes a dependent on the left (0) or on the right (1).
    fn adopt(&mut self, side: usize, child: Child) {
        self.valency[side] = self.valency[side].saturating_add(1);
        self.labels[side] =
            self.labels[side].wrapping_add(super::lexeme::mix(77, u32::from(child.label)));
        self.had |= once(child.label);
        self.second[side] = self.outer[side];
        self.outer[side] = child;
    }
}

/// An arc of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// Number of the head; [`State::root`] for the artificial root.
    pub head: u32,
    /// Number of the dependent.
    pub child: u32,
    /// Number of the relation.
    pub label: u8,
}

/// Which of the three kinds a transition is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Action {
    /// Front of the buffer onto the stack.
    #[default]
    Shift,
    /// Top of the stack under the front of the buffer.
    Left,
    /// Top of the stack under the word below it.
    Right,
}

/// A configuration. The word numbered [`State::root`] is the artificial root.
#[derive(Debug, Clone)]
pub struct State {
    /// Words with neither head nor place in the buffer.
    pub stack: Vec<Partial>,
    /// Front of the buffer.
    pub front: Partial,
    /// Words in the sentence.
    length: u32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            stack: Vec::new(),
            front: Partial::new(0),
            length: 0,
        }
    }
}

impl State {
    /// Number of the artificial root: one past the last word.
    pub fn root(&self) -> u32 {
        self.length
    }

    /// Number of the word at the front of the buffer.
    pub fn next(&self) -> u32 {
        self.front.word
    }

    /// Back to an empty stack and a full buffer, for a sentence of so many words.
    pub fn restart(&mut self, length: usize) {
        self.stack.clear();
        self.front = Partial::new(0);
        self.length = length as u32;
    }

    /// Becomes like `other`, in the memory at hand.
    pub fn copy_from(&mut self, other: &Self) {
        self.stack.clone_from(&other.stack);
        (self.front, self.length) = (other.front, other.length);
    }

    /// Has every word its head?
    pub fn is_final(&self) -> bool {
        self.next() == self.root() && self.stack.is_empty()
    }

    /// Whether an action may be taken. LEFT at the root is only for the last word on the stack, so
    /// that a tree has one root.
    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next() < self.root(),
            Action::Left if self.next() == self.root() => self.stack.len() == 1,
            Action::Left => !self.stack.is_empty(),
            Action::Right => self.stack.len() > 1,
        }
    }

    /// The word `depth` places below the top of the stack.
    #[inline]
    pub fn partial(&self, depth: usize) -> &Partial {
        const OUTSIDE: Partial = Partial::NONE;
        let place = self.stack.len().checked_sub(depth + 1);
        place.map_or(&OUTSIDE, |place| &self.stack[place])
    }

    /// The number of the word `depth` places below the top of the stack.
    #[inline]
    pub fn on_stack(&self, depth: usize) -> u32 {
        self.partial(depth).word
    }

    /// Takes an action and gives the arc that it makes; one that is not allowed changes nothing.
    pub fn apply(&mut self, action: Action, label: u8) -> Option<Arc> {
        if !self.allows(action) {
            return None;
        }
        if action == Action::Shift {
            self.stack.push(self.front);
            self.front = Partial::new(self.front.word + 1);
            return None;
        }
        let child = self.stack.pop()?.word;
        let side = usize::from(action == Action::Right);
        let head = match action {
            Action::Left => &mut self.front,
            _ => self.stack.last_mut()?,
        };
        head.adopt(side, Child { word: child, label });
        Some(Arc {
            head: head.word,
            child,
            label,
        })
    }
}
