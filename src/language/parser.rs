//! The dependency parser: greedy arc-hybrid transitions chosen by a small network over the
//! templates of Zhang & Nivre (2011), trained with a dynamic oracle (Goldberg & Nivre 2013).

use super::arcs::{Action, NONE, Node, State};
use super::lexeme::{Lexeme, mix};
use super::net::{Hidden, Net};
use super::ud::Deprel;

/// Hidden units of the parser's network.
pub const HIDDEN: usize = 64;

/// One label of the parser's network: an action, and the relation that an arc gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Reusable buffers; after [`parse`], [`Scratch::state`] holds the tree.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// The configuration.
    pub state: State,
    keys: Vec<u32>,
    hidden: Hidden<HIDDEN>,
}

/// Puts a tagged sentence in front of the parser.
pub fn load(state: &mut State, lexemes: &[Lexeme], tags: &[u8], landmark: impl Fn(u8) -> Landmark) {
    state.nodes.clear();
    let mut before = [0_u16; 3];
    for (lexeme, tag) in lexemes.iter().zip(tags) {
        state.nodes.push(Node {
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
    look_ahead(state, landmark);
    state.restart();
}

/// Tells each word what comes after it.
fn look_ahead(state: &mut State, landmark: impl Fn(u8) -> Landmark) {
    let (mut ahead, mut skeleton) = ([u8::MAX; 2], 0_u16);
    for node in state.nodes.iter_mut().rev() {
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

/// Parses the sentence that was loaded; always ends with a tree that has one root.
pub fn parse(net: &Net<HIDDEN>, transitions: &[Transition], scratch: &mut Scratch) {
    while !scratch.state.is_final() {
        if let Some(only) = forced(&scratch.state) {
            scratch.state.apply(only.action, only.label);
            continue;
        }
        features(&scratch.state, &mut scratch.keys);
        net.activate(&scratch.keys, &mut scratch.hidden);
        let best = best(&scratch.state, transitions, net, &scratch.hidden);
        scratch.state.apply(best.action, best.label);
    }
}

/// The transition to take where there is no choice: SHIFT onto an empty stack, and the arc from the
/// root at the end.
pub fn forced(state: &State) -> Option<Transition> {
    let at_root = state.next == state.root();
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
        && (transition.action != Action::Left || transition.root == (state.next == state.root()))
}

/// The allowed transition with the highest score; without a model, one that keeps going.
fn best(
    state: &State,
    transitions: &[Transition],
    net: &Net<HIDDEN>,
    hidden: &Hidden<HIDDEN>,
) -> Transition {
    let at_root = state.next == state.root();
    let shift = state.allows(Action::Shift);
    let left = state.allows(Action::Left);
    let right = state.allows(Action::Right);
    let mut best: Option<(i32, Transition)> = None;
    for (label, transition) in transitions.iter().enumerate() {
        let allowed = match transition.action {
            Action::Shift => shift,
            Action::Left => left && transition.root == at_root,
            Action::Right => right,
        };
        if allowed {
            let score = net.score(hidden, label);
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, *transition));
            }
        }
    }
    let action = if shift {
        Action::Shift
    } else if right {
        Action::Right
    } else {
        Action::Left
    };
    best.map_or(
        Transition {
            action,
            label: 0,
            root: at_root,
        },
        |(_, transition)| transition,
    )
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
pub fn features(state: &State, keys: &mut Vec<u32>) {
    let (s0, s1, s2) = (state.on_stack(0), state.on_stack(1), state.on_stack(2));
    let b0 = state.next;
    let (b0_, b1_) = (state.node(b0), state.node(b0.saturating_add(1)));
    let (b2_, b3_) = (
        state.node(b0.saturating_add(2)),
        state.node(b0.saturating_add(3)),
    );
    let (s0_, s1_, s2_) = (state.node(s0), state.node(s1), state.node(s2));
    let child = |node: &Node, side: usize| *state.node(node.outer[side]);
    let second = |node: &Node, side: usize| *state.node(node.second[side]);
    let (s0l, s0r, s0l2) = (child(s0_, 0), child(s0_, 1), second(s0_, 0));
    let (s1l, s1r, s1r2) = (child(s1_, 0), child(s1_, 1), second(s1_, 1));
    let (b0l, b0l2) = (child(b0_, 0), second(b0_, 0));
    let t = |node: &Node| u32::from(node.tag);
    let tl = |node: &Node| u32::from(node.tag) | u32::from(node.label) << 8;
    let wt = |node: &Node| mix(node.word, u32::from(node.tag));
    let two = |a: &Node, b: &Node| t(a) | t(b) << 8;
    let three = |a: &Node, b: &Node, c: &Node| t(a) | t(b) << 8 | t(c) << 16;
    let val = |node: &Node, side: usize| u32::from(node.valency[side].min(4));
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
    let bottom = state.node(state.stack.first().copied().unwrap_or(NONE));
    let d_sb = distance(s0, b0);
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
        mix(46, s0l.word),
        mix(47, s0r.word),
        mix(48, s1l.word),
        mix(49, s1r.word),
        mix(50, b0l.word),
        mix(51, mix(two(s0_, b0_), tl(&s0l))),
        mix(53, mix(two(s0_, b0_), tl(&b0l))),
        mix(54, mix(two(s1_, s0_), tl(&s1l))),
        mix(56, mix(two(s1_, s0_), tl(&s0l))),
        mix(57, mix(two(s1_, s0_), tl(&s0r))),
        mix(58, mix(two(s0_, b0_), d_sb)),
        mix(60, mix(s0_.word, d_sb)),
        mix(62, t(s0_) | val(s0_, 0) << 8 | val(s0_, 1) << 12),
        mix(63, t(s1_) | val(s1_, 0) << 8 | val(s1_, 1) << 12),
        mix(64, t(b0_) | val(b0_, 0) << 8),
        mix(65, mix(t(s0_), s0_.labels[1])),
        mix(66, mix(t(s1_), s1_.labels[1])),
        mix(67, mix(t(b0_), b0_.labels[0])),
        mix(68, mix(t(s0_), s0_.labels[0])),
        mix(69, mix(t(s1_), s1_.labels[0])),
        mix(70, mix(s0_.word, s0_.labels[1])),
        mix(71, mix(s1_.word, s1_.labels[1])),
        mix(72, s0_.suffix),
        mix(73, b0_.suffix),
        mix(75, mix(two(s0_, b0_), between(s0_, b0_))),
        mix(76, mix(two(s1_, s0_), between(s1_, s0_))),
        mix(77, mix(two(s1_, b0_), between(s1_, b0_))),
        mix(
            80,
            u32::from(s0_.casing) | u32::from(b0_.casing) << 4 | u32::from(s1_.casing) << 8,
        ),
        mix(83, mix(s1r.word, s0_.word)),
        mix(84, mix(t(s0_), s0_.entry.noun() | s0_.entry.verb() << 8)),
        mix(85, mix(t(s1_), s1_.entry.noun() | s1_.entry.verb() << 8)),
        mix(86, mix(t(b0_), b0_.entry.noun() | b0_.entry.verb() << 8)),
        mix(87, mix(two(s1_, s0_), sense(s1_) | sense(s0_) << 8)),
        mix(90, mix(t(s0_), s0_.entry.frames()) ^ s0_.labels[1]),
        mix(
            91,
            mix(t(s1_), s1_.entry.frames()) ^ mix(t(s0_), s1_.labels[1]),
        ),
        mix(92, mix(sense(s0_), s0l.word)),
        mix(94, mix(s0l.word, s1_.word)),
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
