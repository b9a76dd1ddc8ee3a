//! The dynamic oracle of Goldberg & Nivre (2013) for arc-hybrid transitions: what is best from any configuration.
//! And what the training data needs of transitions.

use std::collections::BTreeSet;

use gainsay::language::Deprel;
use gainsay::language::training::parser::{Grammar, Transition};
use gainsay::language::training::{Action, NONE, State};

use crate::corpus::Example;

/// The tree that a sentence should get, with each word's dependents.
pub struct Gold<'a> {
    example: &'a Example,
    children: Vec<Vec<u32>>,
}

impl<'a> Gold<'a> {
    pub fn new(example: &'a Example) -> Self {
        let mut children = vec![Vec::new(); example.heads.len() + 1];
        for (child, &head) in example.heads.iter().enumerate() {
            children[head as usize].push(child as u32);
        }
        Self { example, children }
    }

    fn head(&self, word: u32) -> u32 {
        self.example
            .heads
            .get(word as usize)
            .copied()
            .unwrap_or(NONE)
    }

    /// Gold arcs that can no longer be made once the action is taken.
    pub fn cost(&self, state: &State, on_stack: &[bool], action: Action) -> u32 {
        let next = state.next();
        let (top, below) = (state.on_stack(0), state.on_stack(1));
        let waiting_children = |word: u32| {
            let children = &self.children[word as usize];
            children.iter().filter(|&&child| child >= next).count() as u32
        };
        match action {
            Action::Shift => {
                let head = self.head(next);
                let head_lost =
                    head != top && on_stack.get(head as usize).copied().unwrap_or(false);
                let children = self.children[next as usize].iter();
                let lost = children.filter(|&&child| on_stack[child as usize]).count() as u32;
                u32::from(head_lost) + lost
            }
            Action::Left => {
                let head = self.head(top);
                let lost = head != next && (head == below || head > next);
                u32::from(lost && head != NONE) + waiting_children(top)
            }
            Action::Right => {
                let head = self.head(top);
                u32::from(head >= next && head != NONE) + waiting_children(top)
            }
        }
    }

    /// Marks the best transitions in `target`; false when there is none.
    pub fn best(
        &self,
        state: &State,
        on_stack: &[bool],
        transitions: &[Transition],
        allowed: u128,
        target: &mut [bool],
    ) -> bool {
        let mut least = u32::MAX;
        let mut costs = [u32::MAX; 3];
        for action in [Action::Shift, Action::Left, Action::Right] {
            if state.allows(action) {
                costs[action as usize] = self.cost(state, on_stack, action);
                least = least.min(costs[action as usize]);
            }
        }
        let top = state.on_stack(0);
        let label = self.example.labels.get(top as usize).copied().unwrap_or(0);
        let mut any = false;
        for (at, (mark, transition)) in target.iter_mut().zip(transitions).enumerate() {
            let cheap = costs[transition.action as usize] == least;
            let labelled = transition.action == Action::Shift || transition.label == label;
            let fits = labelled || transition.root && state.next() == state.root();
            *mark = cheap && fits && allowed >> at & 1 == 1;
            any |= *mark;
        }
        any
    }
}

/// The transitions that the training data needs.
pub fn transitions(examples: &[Example]) -> Vec<Transition> {
    let mut found = BTreeSet::new();
    found.insert(Transition {
        action: Action::Shift,
        label: 0,
        root: false,
    });
    let root = Deprel::Root as u8;
    found.insert(Transition {
        action: Action::Left,
        label: root,
        root: true,
    });
    for example in examples {
        for (child, (&head, &label)) in example.heads.iter().zip(&example.labels).enumerate() {
            if label != root && (head as usize) < example.heads.len() {
                let left = head as usize > child;
                let action = if left { Action::Left } else { Action::Right };
                found.insert(Transition {
                    action,
                    label,
                    root: false,
                });
            }
        }
    }
    found.into_iter().collect()
}

/// How often a tag must have been seen in a transition.
const SEEN: u32 = 2;

/// The transitions that the training data needs, and which of them each tag was seen in.
pub fn grammar(examples: &[Example], tags: usize) -> Grammar {
    let transitions = transitions(examples);
    let mut counts = vec![[[0_u32; 128]; 2]; tags];
    for example in examples {
        let words = example.heads.iter().zip(&example.labels).enumerate();
        for (child, (&head, &label)) in words {
            let left = head as usize > child;
            let action = if left { Action::Left } else { Action::Right };
            let place = transitions
                .iter()
                .position(|t| t.action == action && t.label == label && !t.root);
            let (Some(place), Some(head)) = (place, example.seen_tags.get(head as usize)) else {
                continue;
            };
            counts[usize::from(example.seen_tags[child].tag)][0][place] += 1;
            counts[usize::from(head.tag)][1][place] += 1;
        }
    }
    let set = |counts: &[u32; 128]| {
        let seen = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count >= SEEN);
        seen.fold(0_u128, |set, (at, _)| set | 1 << at)
    };
    let fitting: Vec<_> = counts
        .iter()
        .map(|roles| roles.each_ref().map(set))
        .collect();
    Grammar::new(transitions, fitting)
}
