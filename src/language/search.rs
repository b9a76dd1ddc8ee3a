//! The search for the best tree: a few readings of the sentence side by side (a beam, as in Zhang &
//! Clark 2008), where the scorer is in doubt. Of readings that leave the same words on the stack only
//! the best goes on (after Huang & Sagae 2010), so that most sentences have one reading most of the
//! time.

use super::arcs::{Action, Arc, NO_LABEL, NONE, Node, Partial, State};
use super::grammar::{Grammar, Transition, forced};
use super::net::{Hidden, Net};
use super::parser::{HIDDEN, below_features, front_features, joint_features, top_features};
use super::softmax::{log_total, steps};

/// Configurations that are kept side by side.
const WIDTH: usize = 4;

/// A reading is given up when it is less probable than the best one by so much.
const WINDOW: u32 = 128;

/// By what scores are divided before they become probabilities: the network is surer of itself than it is
/// right. Found on the development sets.
const FLATTER: u32 = 2;

/// Words on the stack up to which there is a choice; beyond, copying and comparing them would be dear.
const DEEPEST: usize = 64;

/// One way to read the sentence so far.
#[derive(Debug, Clone, Default)]
struct Reading {
    state: State,
    /// How improbable it is: its logarithm, in steps of [`super::softmax`].
    cost: u64,
    /// The latest arc, as a place in [`Scratch::arcs`].
    arc: u32,
}

/// A step that a reading may take.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: u64,
    reading: usize,
    transition: Transition,
}

/// Reusable buffers; after [`parse`], [`Scratch::heads`] holds the tree.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// The words, as [`super::parser::load`] puts them there.
    pub nodes: Vec<Node>,
    /// Head and label of each word.
    pub heads: Vec<(u32, u8)>,
    keys: Vec<u32>,
    /// Sums of the rows of what depends on one word only, as front of the buffer, top of the stack and
    /// below; in the place after the last word, of the root or of no word.
    alone: Vec<[[i16; HIDDEN]; 3]>,
    hidden: Hidden<HIDDEN>,
    scores: Vec<i32>,
    readings: Vec<Reading>,
    later: Vec<Reading>,
    spare: Vec<Reading>,
    steps: Vec<Step>,
    /// Arcs of all readings, each with the place of the one before it.
    arcs: Vec<(Arc, u32)>,
    /// What was looked at last, and the place of the one to be forgotten next.
    memory: Vec<(Sight, Verdict)>,
    oldest: usize,
}

/// Sights that are kept in mind. Readings that differ far down the stack look at the same words a few steps
/// apart.
const MEMORY: usize = 16;

/// All of a configuration that features, and what is allowed, depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sight {
    /// The words in `places`, in which most sights differ.
    words: [u32; 3],
    places: [Partial; 3],
    /// Tags of the third word on the stack and of the lowest.
    tags: [u8; 2],
}

/// What the network says of a sight.
#[derive(Debug, Clone, Copy)]
struct Verdict {
    /// Of each action the best transition and its score.
    best: [Option<(i32, Transition)>; 3],
    /// The highest score of all, also of what may not be taken.
    most: i32,
    /// The logarithm of the sum of all probabilities, where the highest is 1; only where readings are compared.
    total: Option<u32>,
}

/// Parses the sentence that was loaded; always ends with a tree that has one root. All readings take
/// the same number of steps, so they are compared after each one.
pub fn parse(net: &Net<HIDDEN>, grammar: &Grammar, scratch: &mut Scratch) {
    scratch.look_alone(net);
    let mut first = scratch.spare.pop().unwrap_or_default();
    first.state.restart(scratch.nodes.len());
    (first.cost, first.arc) = (0, NONE);
    scratch.arcs.clear();
    scratch.memory.clear();
    scratch.oldest = 0;
    scratch.readings.push(first);
    let under_way = |readings: &[Reading]| readings.first().is_some_and(|r| !r.state.is_final());
    while under_way(&scratch.readings) {
        scratch.steps.clear();
        for index in 0..scratch.readings.len() {
            scratch.look(index, net, grammar);
        }
        scratch.select();
        scratch.advance();
    }
    let mut at = scratch.readings.first().map_or(NONE, |best| best.arc);
    scratch.spare.append(&mut scratch.readings);
    scratch.heads.clear();
    scratch.heads.resize(scratch.nodes.len(), (NONE, NO_LABEL));
    while let Some((arc, before)) = scratch.arcs.get(at as usize) {
        if let Some(head) = scratch.heads.get_mut(arc.child as usize) {
            *head = (arc.head, arc.label);
        }
        at = *before;
    }
}

impl Scratch {
    /// Sums what depends on one word only.
    fn look_alone(&mut self, net: &Net<HIDDEN>) {
        let end = self.nodes.len() as u32;
        self.alone.clear();
        for word in 0..=end {
            let mut sum = |list: fn(&[Node], u32, &mut Vec<u32>), word: u32| {
                self.keys.clear();
                list(&self.nodes, word, &mut self.keys);
                net.sum(&self.keys, &mut self.hidden)
            };
            let stacked = if word == end { NONE } else { word };
            let front = sum(front_features, word);
            let top = sum(top_features, stacked);
            self.alone.push([front, top, sum(below_features, stacked)]);
        }
    }

    /// Lists the steps that a reading may take: of each action the one with the best label, where it
    /// is near enough to the best of all.
    fn look(&mut self, index: usize, net: &Net<HIDDEN>, grammar: &Grammar) {
        let Some(reading) = self.readings.get(index) else {
            return;
        };
        let state = &reading.state;
        let mut step = Step {
            cost: reading.cost,
            reading: index,
            transition: Transition::default(),
        };
        if let Some(only) = forced(state) {
            step.transition = only;
            self.steps.push(step);
            return;
        }
        let alone = self.readings.len() == 1;
        let sight = self.sight(state);
        let mut known = self.memory.iter().filter(|_| !alone);
        let verdict = match known.find(|(known, _)| *known == sight) {
            Some((_, verdict)) => *verdict,
            None => self.judge(sight, index, net, grammar),
        };
        let Verdict { best, most, total } = verdict;
        let grain = grain(net);
        let offers = || best.iter().flatten();
        let top = offers().map(|(score, _)| *score).max().unwrap_or(0);
        let near = |score: i32| steps(top, score, grain) <= WINDOW;
        let several = offers().filter(|(score, _)| near(*score)).count() > 1;
        let state = &self.readings[index].state;
        let choice = several && state.stack.len() <= DEEPEST;
        if !choice && alone {
            let found = offers().find(|(score, _)| *score == top);
            step.transition = found.map_or_else(|| fallback(state), |(_, transition)| *transition);
            self.steps.push(step);
            return;
        }
        let total = total.unwrap_or_else(|| log_total(most, &self.scores, grain));
        for (score, transition) in best.into_iter().flatten() {
            if near(score) && (choice || score == top) {
                step.cost =
                    self.readings[index].cost + u64::from(steps(most, score, grain) + total);
                step.transition = transition;
                self.steps.push(step);
            }
        }
    }

    /// What the network sees of a configuration.
    fn sight(&self, state: &State) -> Sight {
        let tag = |word: u32| {
            self.nodes
                .get(word as usize)
                .map_or(u8::MAX, |node| node.tag)
        };
        let bottom = state.stack.first().map_or(NONE, |partial| partial.word);
        let places = [state.front, *state.partial(0), *state.partial(1)];
        Sight {
            words: places.map(|place| place.word),
            places,
            tags: [tag(state.on_stack(2)), tag(bottom)],
        }
    }

    /// Asks the network; its scores are left in `scores`.
    fn judge(
        &mut self,
        sight: Sight,
        index: usize,
        net: &Net<HIDDEN>,
        grammar: &Grammar,
    ) -> Verdict {
        let state = &self.readings[index].state;
        self.keys.clear();
        joint_features(&self.nodes, state, &mut self.keys);
        let end = self.nodes.len();
        let alone: [&[i16; HIDDEN]; 3] =
            std::array::from_fn(|at| &self.alone[end.min(sight.words[at] as usize)][at]);
        net.activate_with(&alone, &self.keys, &mut self.hidden);
        let allowed = grammar.allowed(&self.nodes, state);
        let unique = grammar.unique(state, allowed);
        let scores = &mut self.scores;
        let best = best(allowed, unique, grammar, net, &self.hidden, scores);
        // A reading pays for what it would rather have done and may not.
        let most = scores.iter().copied().max().unwrap_or(0);
        let mut verdict = Verdict {
            best,
            most,
            total: None,
        };
        if self.readings.len() > 1 {
            verdict.total = Some(log_total(most, scores, grain(net)));
            if self.memory.len() < MEMORY {
                self.memory.push((sight, verdict));
            } else {
                self.memory[self.oldest] = (sight, verdict);
                self.oldest = (self.oldest + 1) % MEMORY;
            }
        }
        verdict
    }

    /// Keeps the best steps, and of those that lead to one stack only the best.
    fn select(&mut self) {
        if self.steps.len() < 2 {
            return;
        }
        // Stable, so that ties stand as they came.
        self.steps.sort_by_key(|step| step.cost);
        let most = self.steps[0].cost + u64::from(WINDOW);
        let deep = self.readings[self.steps[0].reading].state.stack.len() > DEEPEST;
        let width = if deep { 1 } else { WIDTH };
        let mut kept = 1;
        for at in 1..self.steps.len() {
            let step = self.steps[at];
            if kept == width || step.cost > most {
                break;
            }
            let again = self.steps[..kept]
                .iter()
                .any(|other| self.alike(other, &step));
            if !again {
                self.steps[kept] = step;
                kept += 1;
            }
        }
        self.steps.truncate(kept);
    }

    /// Do two steps lead to the same words on the stack?
    fn alike(&self, a: &Step, b: &Step) -> bool {
        let after = |step: &Step| {
            let state = &self.readings[step.reading].state;
            match step.transition.action {
                Action::Shift => (state, state.stack.len() + 1),
                _ => (state, state.stack.len() - 1),
            }
        };
        let word = |state: &State, at: usize| {
            let partial = state.stack.get(at).unwrap_or(&state.front);
            partial.word
        };
        let ((a, a_len), (b, b_len)) = (after(a), after(b));
        a_len == b_len && (0..a_len).rev().all(|at| word(a, at) == word(b, at))
    }

    /// Takes the steps that were kept.
    fn advance(&mut self) {
        for at in 0..self.steps.len() {
            let step = self.steps[at];
            let needed = self.steps[at + 1..]
                .iter()
                .any(|later| later.reading == step.reading);
            let mut next = self.spare.pop().unwrap_or_default();
            let source = &mut self.readings[step.reading];
            if needed {
                next.state.copy_from(&source.state);
                next.arc = source.arc;
            } else {
                std::mem::swap(&mut next, source);
            }
            next.cost = step.cost;
            let Transition { action, label, .. } = step.transition;
            if let Some(arc) = next.state.apply(action, label) {
                self.arcs.push((arc, next.arc));
                next.arc = self.arcs.len() as u32 - 1;
            }
            self.later.push(next);
        }
        std::mem::swap(&mut self.readings, &mut self.later);
        self.spare.append(&mut self.later);
    }
}

/// Difference of scores that is one step of probability.
fn grain(net: &Net<HIDDEN>) -> u32 {
    net.unit().saturating_mul(FLATTER) / 64
}

/// For each action the allowed transition with the highest score; the scores of all that are allowed
/// are left in `scores`.
fn best(
    mut allowed: u128,
    unique: u128,
    grammar: &Grammar,
    net: &Net<HIDDEN>,
    hidden: &Hidden<HIDDEN>,
    scores: &mut Vec<i32>,
) -> [Option<(i32, Transition)>; 3] {
    let mut best: [Option<(i32, Transition)>; 3] = [None; 3];
    scores.clear();
    while allowed != 0 {
        let label = allowed.trailing_zeros() as usize;
        allowed &= allowed - 1;
        let score = net.score(hidden, label);
        scores.push(score);
        let Some(transition) = grammar.transitions.get(label) else {
            continue;
        };
        if unique >> label & 1 == 0 {
            continue;
        }
        let best = &mut best[transition.action as usize];
        if best.is_none_or(|(top, _)| score > top) {
            *best = Some((score, *transition));
        }
    }
    best
}

/// Without a model, a transition that keeps going.
fn fallback(state: &State) -> Transition {
    let action = if state.allows(Action::Shift) {
        Action::Shift
    } else if state.allows(Action::Right) {
        Action::Right
    } else {
        Action::Left
    };
    Transition {
        action,
        label: 0,
        root: state.next() == state.root(),
    }
}
