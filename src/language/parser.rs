//! What the dependency parser looks at: arc-hybrid transitions, scored by a small network over the
//! templates of Zhang & Nivre (2011), trained with a dynamic oracle (Goldberg & Nivre 2013).

use super::arcs::{Action, Child, NONE, Node, Partial, State};
use super::lexeme::{Lexeme, mix};
use super::ud::Deprel;

/// Hidden units of the parser's network.
pub const HIDDEN: usize = 64;

/// One label of the parser's network: an action, and the relation that an arc gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Transition {
    /// What to do.
    pub action: Action,
    /// Number of the relation; 0 for SHIFT.
    pub label: u8,
    /// Is this the arc from the artificial root?
    pub root: bool,
}

/// Which classes of tags are counted for what lies between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Landmark {
    /// None of these.
    #[default]
    Other,
    /// A comma or a bracket.
    Comma,
    /// A verb.
    Verb,
    /// An auxiliary or a copula.
    Auxiliary,
    /// A word that begins a clause: "that", "which", "because".
    Subordinator,
    /// A coordinating conjunction.
    Conjunction,
}

/// Writes down what features see of a tagged sentence.
pub fn load(
    nodes: &mut Vec<Node>,
    lexemes: &[Lexeme],
    tags: &[u8],
    landmark: impl Fn(u8) -> Landmark,
) {
    nodes.clear();
    let mut before = [0_u16; 3];
    for (lexeme, tag) in lexemes.iter().zip(tags) {
        nodes.push(Node {
            word: lexeme.word,
            tag: *tag,
            suffix: lexeme.suffixes[2],
            casing: lexeme.casing as u8,
            entry: lexeme.entry,
            before,
            verb: landmark(*tag) == Landmark::Verb,
            ..Node::OUTSIDE
        });
        let counter = match landmark(*tag) {
            Landmark::Other | Landmark::Auxiliary | Landmark::Subordinator => continue,
            Landmark::Comma => 0,
            Landmark::Verb => 1,
            Landmark::Conjunction => 2,
        };
        before[counter] = before[counter].wrapping_add(1);
    }
    look_ahead(nodes, landmark);
}

/// Tells each word what comes after it.
fn look_ahead(nodes: &mut [Node], landmark: impl Fn(u8) -> Landmark) {
    let (mut ahead, mut skeleton) = ([u8::MAX; 2], 0_u16);
    for node in nodes.iter_mut().rev() {
        (node.ahead, node.skeleton) = (ahead, skeleton);
        let kind = landmark(node.tag);
        if matches!(kind, Landmark::Verb | Landmark::Auxiliary) {
            ahead = [node.tag, ahead[0]];
        }
        if kind != Landmark::Other {
            skeleton = (skeleton << 3 | kind as u16) & 0x1FF;
        }
    }
}

/// The transition to take where there is no choice: SHIFT onto an empty stack, and the arc from the
/// root at the end.
pub fn forced(state: &State) -> Option<Transition> {
    let at_root = state.next() == state.root();
    match state.stack.len() {
        0 if !at_root => Some(Transition {
            action: Action::Shift,
            label: 0,
            root: false,
        }),
        1 if at_root => Some(Transition {
            action: Action::Left,
            label: Deprel::Root as u8,
            root: true,
        }),
        _ => None,
    }
}

/// Is the transition one that may be taken now?
#[inline]
pub fn allowed(state: &State, transition: Transition) -> bool {
    state.allows(transition.action)
        && (transition.action != Action::Left || transition.root == (state.next() == state.root()))
}

/// Distance between two words in seven steps.
fn distance(from: u32, to: u32) -> u32 {
    if from == NONE || to == NONE {
        return 0;
    }
    match to.saturating_sub(from) {
        near @ 0..=4 => near,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// What stands between two words: commas, verbs, conjunctions, each counted up to two.
fn between(from: &Node, to: &Node) -> u32 {
    let count = |index: usize| u32::from(to.before[index].wrapping_sub(from.before[index]).min(2));
    count(0) | count(1) << 2 | count(2) << 4
}

/// The features of a configuration.
#[inline]
#[expect(
    clippy::too_many_lines,
    clippy::similar_names,
    reason = "one list of templates"
)]
pub fn features(nodes: &[Node], state: &State, keys: &mut Vec<u32>) {
    let root = state.root();
    let node = |word: u32| match nodes.get(word as usize) {
        Some(node) => node,
        None if word == root => &Node::ROOT,
        None => &Node::OUTSIDE,
    };
    let (s0, s1, s2) = (state.partial(0), state.partial(1), state.partial(2));
    let b0 = &state.front;
    let after = |offset: u32| node(b0.word.saturating_add(offset));
    let (b0_, b1_, b2_, b3_) = (node(b0.word), after(1), after(2), after(3));
    let (s0_, s1_, s2_) = (node(s0.word), node(s1.word), node(s2.word));
    let child = |child: Child| (node(child.word), u32::from(child.label) << 8);
    let (s0l, s0r, s0l2) = (child(s0.outer[0]), child(s0.outer[1]), child(s0.second[0]));
    let (s1l, s1r, s1r2) = (child(s1.outer[0]), child(s1.outer[1]), child(s1.second[1]));
    let (b0l, b0l2) = (child(b0.outer[0]), child(b0.second[0]));
    let t = |node: &Node| u32::from(node.tag);
    let tl = |(node, label): &(&Node, u32)| u32::from(node.tag) | label;
    let wt = |node: &Node| mix(node.word, u32::from(node.tag));
    let two = |a: &Node, b: &Node| t(a) | t(b) << 8;
    let three = |a: &Node, b: &Node, c: &Node| t(a) | t(b) << 8 | t(c) << 16;
    let val = |partial: &Partial, side: usize| u32::from(partial.valency[side].min(4));
    // What a word is about, in the part of speech that it was tagged as.
    let sense = |node: &Node| {
        if node.verb {
            node.entry.verb()
        } else {
            node.entry.noun()
        }
    };
    // What the rest of the sentence holds: a noun that still waits for its verb is not the root.
    let (ahead, ahead2) = (
        u32::from(b0_.ahead[0]),
        u32::from(b0_.ahead[0]) | u32::from(b0_.ahead[1]) << 8,
    );
    let bottom = node(state.stack.first().map_or(NONE, |partial| partial.word));
    let d_sb = distance(s0.word, b0.word);
    keys.clear();
    keys.extend([
        mix(1, s0_.word),
        mix(2, s1_.word),
        mix(3, b0_.word),
        mix(4, b1_.word),
        mix(6, b2_.word),
        mix(7, t(s0_)),
        mix(8, t(s1_)),
        mix(9, t(b0_)),
        mix(10, two(b0_, b1_)),
        mix(11, t(s2_)),
        mix(12, t(b2_)),
        mix(13, wt(s0_)),
        mix(14, wt(s1_)),
        mix(15, wt(b0_)),
        mix(16, wt(b1_)),
        mix(18, mix(s0_.word, t(b0_))),
        mix(20, two(s0_, b0_)),
        mix(22, mix(s1_.word, t(s0_))),
        mix(24, two(s1_, s0_)),
        mix(30, three(s0_, b0_, b1_)),
        mix(31, three(b0_, b1_, b2_)),
        mix(33, three(b1_, b2_, b3_)),
        mix(37, tl(&s0l)),
        mix(38, tl(&s0r)),
        mix(39, tl(&s1l)),
        mix(40, tl(&s1r)),
        mix(41, tl(&b0l)),
        mix(42, tl(&b0l2)),
        mix(44, tl(&s1r2)),
        mix(45, tl(&s0l2)),
        mix(46, s0l.0.word),
        mix(47, s0r.0.word),
        mix(48, s1l.0.word),
        mix(49, s1r.0.word),
        mix(50, b0l.0.word),
        mix(51, mix(two(s0_, b0_), tl(&s0l))),
        mix(53, mix(two(s0_, b0_), tl(&b0l))),
        mix(54, mix(two(s1_, s0_), tl(&s1l))),
        mix(56, mix(two(s1_, s0_), tl(&s0l))),
        mix(57, mix(two(s1_, s0_), tl(&s0r))),
        mix(58, mix(two(s0_, b0_), d_sb)),
        mix(60, mix(s0_.word, d_sb)),
        mix(62, t(s0_) | val(s0, 0) << 8 | val(s0, 1) << 12),
        mix(63, t(s1_) | val(s1, 0) << 8 | val(s1, 1) << 12),
        mix(64, t(b0_) | val(b0, 0) << 8),
        mix(65, mix(t(s0_), s0.labels[1])),
        mix(66, mix(t(s1_), s1.labels[1])),
        mix(67, mix(t(b0_), b0.labels[0])),
        mix(68, mix(t(s0_), s0.labels[0])),
        mix(69, mix(t(s1_), s1.labels[0])),
        mix(70, mix(s0_.word, s0.labels[1])),
        mix(71, mix(s1_.word, s1.labels[1])),
        mix(72, s0_.suffix),
        mix(73, b0_.suffix),
        mix(75, mix(two(s0_, b0_), between(s0_, b0_))),
        mix(76, mix(two(s1_, s0_), between(s1_, s0_))),
        mix(77, mix(two(s1_, b0_), between(s1_, b0_))),
        mix(
            80,
            u32::from(s0_.casing) | u32::from(b0_.casing) << 4 | u32::from(s1_.casing) << 8,
        ),
        mix(83, mix(s1r.0.word, s0_.word)),
        mix(84, mix(t(s0_), s0_.entry.noun() | s0_.entry.verb() << 8)),
        mix(85, mix(t(s1_), s1_.entry.noun() | s1_.entry.verb() << 8)),
        mix(86, mix(t(b0_), b0_.entry.noun() | b0_.entry.verb() << 8)),
        mix(87, mix(two(s1_, s0_), sense(s1_) | sense(s0_) << 8)),
        mix(90, mix(t(s0_), s0_.entry.frames()) ^ s0.labels[1]),
        mix(
            91,
            mix(t(s1_), s1_.entry.frames()) ^ mix(t(s0_), s1.labels[1]),
        ),
        mix(92, mix(sense(s0_), s0l.0.word)),
        mix(94, mix(s0l.0.word, s1_.word)),
        mix(95, b1_.suffix),
        mix(96, b3_.word),
        mix(99, mix(t(b1_), b1_.entry.noun() | b1_.entry.verb() << 8)),
        mix(
            101,
            u32::from(b0_.casing) | u32::from(b1_.casing) << 4 | u32::from(b2_.casing) << 8,
        ),
        mix(102, t(b3_)),
        mix(103, mix(two(s0_, b0_), ahead)),
        mix(104, mix(three(s1_, s0_, b0_), ahead)),
        mix(105, mix(t(s0_), ahead2)),
        mix(106, mix(two(s0_, b0_), u32::from(b0_.skeleton))),
        mix(107, mix(two(s1_, b0_), ahead2)),
        mix(108, mix(two(s0_, b0_), state.stack.len().min(4) as u32)),
        mix(109, mix(two(s0_, b0_), t(bottom))),
        mix(110, mix(two(bottom, b0_), ahead)),
    ]);
}
