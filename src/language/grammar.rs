//! Which transitions the parser chooses from: what the state of the parse allows, what the tags of the two
//! words were seen in, and what a word has only once.

use super::arcs::{Action, Node, State, once};
use super::ud::Deprel;

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

/// Which transitions go with which tags: a determiner is no object, and nothing is the object of one. Sets of
/// transitions are bit masks in the order of the network's labels.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    /// The network's labels; at most 128.
    pub transitions: Vec<Transition>,
    /// Transitions that a dependent and a head of each tag have been seen in.
    pub fitting: Vec<[u128; 2]>,
    /// Transitions by action, LEFT from words.
    actions: [u128; 3],
    /// LEFT from the root.
    root: u128,
    /// Transitions by the bit of [`once`].
    once: [u128; 5],
}

impl Grammar {
    /// A grammar of at most 128 transitions.
    pub fn new(transitions: Vec<Transition>, fitting: Vec<[u128; 2]>) -> Self {
        let (mut actions, mut root, mut unique) = ([0; 3], 0, [0; 5]);
        for (at, transition) in transitions.iter().enumerate().take(128) {
            let set = if transition.root {
                &mut root
            } else {
                &mut actions[transition.action as usize]
            };
            *set |= 1 << at;
            for (bit, unique) in unique.iter_mut().enumerate() {
                *unique |= u128::from(once(transition.label) >> bit & 1) << at;
            }
        }
        Self {
            transitions,
            fitting,
            actions,
            root,
            once: unique,
        }
    }

    /// Of the transitions that may be taken now those that give no word a second subject, object or the like,
    /// as long as there are any.
    #[inline]
    pub fn unique(&self, state: &State, allowed: u128) -> u128 {
        let had = |had: u8| {
            let there = self.once.iter().enumerate();
            there.fold(0, |set, (bit, once)| {
                set | if had >> bit & 1 == 1 { *once } else { 0 }
            })
        };
        let left = self.actions[Action::Left as usize] & had(state.front.had);
        let right = self.actions[Action::Right as usize] & had(state.partial(1).had);
        match allowed & !(left | right) {
            0 => allowed,
            unique => unique,
        }
    }

    /// The transitions that may be taken now. Those that no tag speaks for are left out, as long as there
    /// are others.
    #[inline]
    pub fn allowed(&self, nodes: &[Node], state: &State) -> u128 {
        let of = |action: Action| match (state.allows(action), action) {
            (false, _) => 0,
            (true, Action::Left) if state.next() == state.root() => self.root,
            (true, _) => self.actions[action as usize],
        };
        let fitting = |word: u32, role: usize| {
            let tag = nodes.get(word as usize).map(|node| usize::from(node.tag));
            let fitting = tag.and_then(|tag| self.fitting.get(tag));
            fitting.map_or(u128::MAX, |fitting| fitting[role])
        };
        let (left, right) = (of(Action::Left), of(Action::Right));
        let top = fitting(state.on_stack(0), 0) | self.root;
        let likely = left & fitting(state.next(), 1) | right & fitting(state.on_stack(1), 1);
        let likely = of(Action::Shift) | likely & top;
        if likely == 0 { left | right } else { likely }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(action: Action, label: Deprel) -> Transition {
        Transition {
            action,
            label: label as u8,
            root: false,
        }
    }

    /// SHIFT, and a subject and an object on the left.
    fn grammar() -> Grammar {
        let shift = to(Action::Shift, Deprel::Acl);
        let subject = to(Action::Left, Deprel::Nsubj);
        let object = to(Action::Left, Deprel::Obj);
        let clause = to(Action::Left, Deprel::Ccomp);
        // Words of tag 0 may be anything but an object, and may have anything.
        let fitting = vec![[0b1011, u128::MAX]];
        Grammar::new(vec![shift, subject, object, clause], fitting)
    }

    #[test]
    fn tags_rule_out_what_they_were_not_seen_in() {
        let node = Node {
            tag: 0,
            ..Node::OUTSIDE
        };
        let mut state = State::default();
        state.restart(2);
        state.apply(Action::Shift, 0);
        assert_eq!(grammar().allowed(&[node; 2], &state), 0b1011);
        let unknown = Node { tag: 9, ..node };
        assert_eq!(grammar().allowed(&[unknown; 2], &state), 0b1111);
    }

    #[test]
    fn a_word_has_one_subject_and_one_object_or_clause() {
        let mut state = State::default();
        state.restart(4);
        state.apply(Action::Shift, 0);
        state.apply(Action::Shift, 0);
        state.apply(Action::Left, Deprel::Nsubj as u8);
        assert_eq!(grammar().unique(&state, 0b1111), 0b1101);
        state.apply(Action::Left, Deprel::Obj as u8);
        assert_eq!(grammar().unique(&state, 0b1111), 0b0001);
        // Where nothing else is left, it may have two.
        assert_eq!(grammar().unique(&state, 0b1110), 0b1110);
    }
}
