//! What the dependency parser looks at: arc-hybrid transitions, scored by a small network over the
//! templates of Zhang & Nivre (2011), trained with a dynamic oracle (Goldberg & Nivre 2013).

use super::arcs::{Child, NONE, Node, Partial, State};
use super::lexeme::{Lexeme, mix};
use super::tagger::Tagged;

/// Hidden units of the parser's network.
pub const HIDDEN: usize = 64;

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
pub fn load<'a>(
    nodes: &mut Vec<Node>,
    words: impl Iterator<Item = (&'a Lexeme, &'a Tagged)>,
    landmark: impl Fn(u8) -> Landmark,
) {
    nodes.clear();
    let (mut before, mut past) = ([0_u16; 3], 0_u16);
    for (lexeme, Tagged { tag, rival }) in words {
        nodes.push(Node {
            word: lexeme.word,
            tag: *tag,
            rival: u32::from(*rival),
            suffix: lexeme.suffixes[2],
            casing: lexeme.casing as u8,
            entry: lexeme.entry,
            before,
            past,
            verb: landmark(*tag) == Landmark::Verb,
            ..Node::OUTSIDE
        });
        past = pass(past, landmark(*tag));
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
        skeleton = pass(skeleton, kind);
    }
}

/// The last three landmarks passed, with one more that may be one.
fn pass(skeleton: u16, kind: Landmark) -> u16 {
    match kind {
        Landmark::Other => skeleton,
        _ => (skeleton << 3 | kind as u16) & 0x1FF,
    }
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

/// What features ask of one word.
impl Node {
    /// Its tag.
    fn t(&self) -> u32 {
        u32::from(self.tag)
    }

    /// Word and tag.
    fn wt(&self) -> u32 {
        mix(self.word, self.t())
    }

    /// What it is about as a noun and as a verb.
    fn about(&self) -> u32 {
        mix(self.t(), self.entry.noun() | self.entry.verb() << 8)
    }
}

/// Tags of two words.
fn two(a: &Node, b: &Node) -> u32 {
    a.t() | b.t() << 8
}

/// Tags of three words.
fn three(a: &Node, b: &Node, c: &Node) -> u32 {
    two(a, b) | c.t() << 16
}

/// The word of that number; the artificial root where the sentence ends.
#[inline]
fn node(nodes: &[Node], word: u32) -> &Node {
    match nodes.get(word as usize) {
        Some(node) => node,
        None if word as usize == nodes.len() => &Node::ROOT,
        None => &Node::OUTSIDE,
    }
}

/// The features of a configuration.
pub fn features(nodes: &[Node], state: &State, keys: &mut Vec<u32>) {
    keys.clear();
    front_features(nodes, state.next(), keys);
    top_features(nodes, state.on_stack(0), keys);
    below_features(nodes, state.on_stack(1), keys);
    joint_features(nodes, state, keys);
}

/// The features of the front of the buffer that depend on its place in the sentence only, so that they are
/// summed once for a word, however often it is looked at.
#[inline]
pub fn front_features(nodes: &[Node], front: u32, keys: &mut Vec<u32>) {
    let near = |offset: i32| node(nodes, front.wrapping_add_signed(offset));
    let (b0, b1, b2, b3) = (near(0), near(1), near(2), near(3));
    let a1 = near(-1);
    keys.extend([
        mix(3, b0.word),
        mix(4, b1.word),
        mix(6, b2.word),
        mix(9, b0.t()),
        mix(10, two(b0, b1)),
        mix(12, b2.t()),
        mix(15, b0.wt()),
        mix(16, b1.wt()),
        mix(31, three(b0, b1, b2)),
        mix(33, three(b1, b2, b3)),
        mix(73, b0.suffix),
        mix(86, b0.about()),
        mix(95, b1.suffix),
        mix(96, b3.word),
        mix(99, b1.about()),
        mix(
            101,
            u32::from(b0.casing) | u32::from(b1.casing) << 4 | u32::from(b2.casing) << 8,
        ),
        mix(102, b3.t()),
        mix(111, b0.t() | b0.rival << 8),
        mix(112, b1.t() | b1.rival << 8),
        mix(114, three(a1, b0, b1)),
        mix(115, mix(b0.t(), u32::from(b0.skeleton))),
        mix(116, mix(b0.t(), u32::from(b0.past))),
        mix(119, mix(b0.t() | b1.t() << 8, b0.rival | b1.rival << 16)),
    ]);
}

/// The features of the top of the stack alone.
#[inline]
pub fn top_features(nodes: &[Node], top: u32, keys: &mut Vec<u32>) {
    let near = |offset: i32| node(nodes, top.wrapping_add_signed(offset));
    let (s0, before, after, after2) = (near(0), near(-1), near(1), near(2));
    keys.extend([
        mix(1, s0.word),
        mix(7, s0.t()),
        mix(13, s0.wt()),
        mix(72, s0.suffix),
        mix(84, s0.about()),
        mix(120, s0.t() | s0.rival << 8),
        mix(121, three(before, s0, after)),
        mix(123, three(s0, after, after2)),
        mix(124, mix(after.word, s0.t())),
        mix(125, mix(s0.t(), u32::from(s0.skeleton))),
        mix(126, mix(s0.t(), u32::from(s0.past))),
    ]);
}

/// The features of the word below the top of the stack alone.
#[inline]
pub fn below_features(nodes: &[Node], below: u32, keys: &mut Vec<u32>) {
    let near = |offset: i32| match below {
        NONE => &Node::OUTSIDE,
        _ => node(nodes, below.wrapping_add_signed(offset)),
    };
    let (s1, before, after) = (near(0), near(-1), near(1));
    keys.extend([
        mix(2, s1.word),
        mix(8, s1.t()),
        mix(14, s1.wt()),
        mix(85, s1.about()),
        mix(130, s1.t() | s1.rival << 8),
        mix(131, three(before, s1, after)),
        mix(132, mix(s1.t(), u32::from(s1.skeleton))),
        mix(133, mix(s1.t(), u32::from(s1.past))),
    ]);
}

/// The features that depend on more than one place or on what has been found so far.
#[inline]
#[expect(clippy::similar_names, reason = "one list of templates")]
pub fn joint_features(nodes: &[Node], state: &State, keys: &mut Vec<u32>) {
    let node = |word: u32| node(nodes, word);
    let (s0, s1) = (state.partial(0), state.partial(1));
    let b0 = &state.front;
    let (b0_, b1_) = (node(b0.word), node(b0.word.saturating_add(1)));
    let (s0_, s1_, s2_) = (node(s0.word), node(s1.word), node(state.on_stack(2)));
    let child = |child: Child| (node(child.word), u32::from(child.label) << 8);
    let (s0l, s0r, s0l2) = (child(s0.outer[0]), child(s0.outer[1]), child(s0.second[0]));
    let (s1l, s1r, s1r2) = (child(s1.outer[0]), child(s1.outer[1]), child(s1.second[1]));
    let (b0l, b0l2) = (child(b0.outer[0]), child(b0.second[0]));
    let t = Node::t;
    let tl = |(node, label): &(&Node, u32)| u32::from(node.tag) | label;
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
    keys.extend([
        mix(11, t(s2_)),
        mix(18, mix(s0_.word, t(b0_))),
        mix(22, mix(s1_.word, t(s0_))),
        mix(30, three(s0_, b0_, b1_)),
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
        mix(75, mix(two(s0_, b0_), between(s0_, b0_))),
        mix(76, mix(two(s1_, s0_), between(s1_, s0_))),
        mix(77, mix(two(s1_, b0_), between(s1_, b0_))),
        mix(
            80,
            u32::from(s0_.casing) | u32::from(b0_.casing) << 4 | u32::from(s1_.casing) << 8,
        ),
        mix(83, mix(s1r.0.word, s0_.word)),
        mix(87, mix(two(s1_, s0_), sense(s1_) | sense(s0_) << 8)),
        mix(90, mix(t(s0_), s0_.entry.frames()) ^ s0.labels[1]),
        mix(
            91,
            mix(t(s1_), s1_.entry.frames()) ^ mix(t(s0_), s1.labels[1]),
        ),
        mix(92, mix(sense(s0_), s0l.0.word)),
        mix(94, mix(s0l.0.word, s1_.word)),
        mix(103, mix(two(s0_, b0_), ahead)),
        mix(104, mix(three(s1_, s0_, b0_), ahead)),
        mix(105, mix(t(s0_), ahead2)),
        mix(106, mix(two(s0_, b0_), u32::from(b0_.skeleton))),
        mix(107, mix(two(s1_, b0_), ahead2)),
        mix(109, mix(two(s0_, b0_), t(bottom))),
        mix(110, mix(two(bottom, b0_), ahead)),
        mix(140, mix(two(s0_, b0_), s0_.rival | b0_.rival << 16)),
        mix(141, mix(two(s0_, b0_), b0_.rival | ahead << 16)),
        mix(142, mix(two(s1_, s0_), s1_.rival | s0_.rival << 16)),
    ]);
}
