//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011): a stack, a buffer,
//! and the arcs made so far. The root stands at the end of the buffer, as in Ballesteros & Nivre
//! (2013).
//!
//! SHIFT moves the front of the buffer onto the stack; LEFT makes the top of the stack a dependent
//! of the front of the buffer and pops it; RIGHT makes it a dependent of the word below it and
//! pops it. A sentence of n words takes 2n steps.

use super::lexicon::Entry;

/// No word.
pub const NONE: u32 = u32::MAX;

/// "Label" of a word that has none yet.
pub const NO_LABEL: u8 = u8::MAX;

/// What is known of one word while its sentence is parsed.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Hash of the word.
    pub word: u32,
    /// Tag number of the tagger.
    pub tag: u8,
    /// Label of the arc from its head, [`NO_LABEL`] before there is one.
    pub label: u8,
    /// Dependents on the left and on the right, so far; stops at 255.
    pub valency: [u8; 2],
    /// Its head, [`NONE`] before there is one.
    pub head: u32,
    /// Outermost left and right dependent.
    pub outer: [u32; 2],
    /// Second outermost left and right dependent.
    pub second: [u32; 2],
    /// Sums over the labels of left and right dependents.
    pub labels: [u32; 2],
    /// Packed last three bytes.
    pub suffix: u32,
    /// Commas, verbs and coordinating conjunctions before this word in the sentence.
    pub before: [u16; 3],
    /// Tags of the next two verbs or auxiliaries after this word.
    pub ahead: [u8; 2],
    /// Kinds of the next three landmarks after this word, three bits each.
    pub skeleton: u16,
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
        label: NO_LABEL,
        valency: [0; 2],
        head: NONE,
        outer: [NONE; 2],
        second: [NONE; 2],
        labels: [0; 2],
        suffix: 1,
        before: [0; 3],
        ahead: [u8::MAX; 2],
        skeleton: 0,
        casing: u8::MAX,
        verb: false,
        entry: Entry(0),
    };
}

/// Which of the three kinds a transition is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Front of the buffer onto the stack.
    Shift,
    /// Top of the stack under the front of the buffer.
    Left,
    /// Top of the stack under the word below it.
    Right,
}

/// A configuration. The word numbered [`State::root`] is the artificial root.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Words in order, without the root.
    pub nodes: Vec<Node>,
    /// Words with neither head nor place in the buffer.
    pub stack: Vec<u32>,
    /// Front of the buffer.
    pub next: u32,
}

impl State {
    /// Number of the artificial root: one past the last word.
    pub fn root(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Back to an empty stack and a full buffer over the present nodes.
    pub fn restart(&mut self) {
        self.stack.clear();
        self.next = 0;
        for node in &mut self.nodes {
            node.label = NO_LABEL;
            node.valency = [0; 2];
            node.head = NONE;
            node.outer = [NONE; 2];
            node.second = [NONE; 2];
            node.labels = [0; 2];
        }
    }

    /// Has every word its head?
    pub fn is_final(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Whether an action may be taken. LEFT at the root is only for the last word on the stack, so
    /// that a tree has one root.
    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.root(),
            Action::Left if self.next == self.root() => self.stack.len() == 1,
            Action::Left => !self.stack.is_empty(),
            Action::Right => self.stack.len() > 1,
        }
    }

    /// The word `depth` places below the top of the stack.
    #[inline]
    pub fn on_stack(&self, depth: usize) -> u32 {
        let place = self.stack.len().checked_sub(depth + 1);
        place.map_or(NONE, |place| self.stack[place])
    }

    /// Takes an action; one that is not allowed changes nothing.
    pub fn apply(&mut self, action: Action, label: u8) {
        if !self.allows(action) {
            return;
        }
        if action == Action::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let Some(child) = self.stack.pop() else {
            return;
        };
        let head = if action == Action::Left {
            self.next
        } else {
            self.on_stack(0)
        };
        if let Some(node) = self.nodes.get_mut(child as usize) {
            node.head = head;
            node.label = label;
        }
        let side = usize::from(action == Action::Right);
        if let Some(node) = self.nodes.get_mut(head as usize) {
            node.valency[side] = node.valency[side].saturating_add(1);
            node.labels[side] =
                node.labels[side].wrapping_add(super::lexeme::mix(77, u32::from(label)));
            node.second[side] = node.outer[side];
            node.outer[side] = child;
        }
    }

    /// The word of that number, or what stands for none.
    #[inline]
    pub fn node(&self, index: u32) -> &Node {
        const ROOT: Node = Node {
            word: 2,
            tag: u8::MAX - 1,
            ..Node::OUTSIDE
        };
        match self.nodes.get(index as usize) {
            Some(node) => node,
            None if index == self.root() => &ROOT,
            None => &Node::OUTSIDE,
        }
    }
}
