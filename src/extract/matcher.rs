//! Finds a rule's pattern in a sentence by backtracking over its steps.

use std::slice::from_ref;

use smallvec::SmallVec;

use crate::rules::{FormId, GAP, ListId, Step, Vocabulary};

use super::mention::Mentions;
use super::{Mention, View};

/// What filled a slot.
#[derive(Debug, Clone, Copy)]
pub(super) enum Filled<'m> {
    Mention(&'m Mention),
    /// A word of a list, at this token.
    Word(ListId, usize),
}

/// A pattern found: the token after its last, and its slots.
pub(super) struct Match<'m> {
    pub(super) end: usize,
    pub(super) slots: Slots<'m>,
}

type Slots<'m> = SmallVec<[(&'m str, Filled<'m>); 4]>;

/// Matches patterns against one sentence.
pub(super) struct Matcher<'m> {
    view: &'m View<'m>,
    words: &'m Vocabulary,
    mentions: &'m Mentions<'m>,
}

/// What is still to match: steps, then what follows the group that they stand in.
#[derive(Clone, Copy)]
struct Rest<'m, 'c> {
    steps: &'m [Step],
    then: Option<&'c Rest<'m, 'c>>,
}

impl<'m, 'c> Rest<'m, 'c> {
    /// The steps of a group, and this behind them.
    fn behind(&'c self, steps: &'m [Step]) -> Self {
        Self {
            steps,
            then: Some(self),
        }
    }
}

impl<'m> Matcher<'m> {
    pub(super) fn new(
        view: &'m View<'m>,
        words: &'m Vocabulary,
        mentions: &'m Mentions<'m>,
    ) -> Self {
        Self {
            view,
            words,
            mentions,
        }
    }

    /// Matches all steps from token `at` on.
    pub(super) fn match_at(&self, steps: &'m [Step], at: usize) -> Option<Match<'m>> {
        let mut slots = SmallVec::new();
        let mut budget = 2_000;
        let end = self.run(Rest { steps, then: None }, at, &mut slots, &mut budget)?;
        Some(Match { end, slots })
    }

    fn run(
        &self,
        rest: Rest<'m, '_>,
        at: usize,
        slots: &mut Slots<'m>,
        budget: &mut u32,
    ) -> Option<usize> {
        *budget = budget.checked_sub(1)?;
        let Some((step, after)) = rest.steps.split_first() else {
            return match rest.then {
                Some(then) => self.run(*then, at, slots, budget),
                None => Some(at),
            };
        };
        let next = Rest {
            steps: after,
            then: rest.then,
        };
        match step {
            Step::Word(_) | Step::Form(_) | Step::Mark(_) | Step::List(_) => {
                let len = self.covers(step, at)?;
                self.run(next, at + len, slots, budget)
            }
            Step::Choice(name, lists) => {
                let (list, len) = self.words.list_at(self.view.forms.get(at..)?, lists)?;
                Self::fill(name, Filled::Word(list, at), slots, |slots| {
                    self.run(next, at + len, slots, budget)
                })
            }
            Step::Mention(name, kind) => self.mentions.at(at, *kind).find_map(|mention| {
                let filled = Filled::Mention(mention);
                Self::fill(name, filled, slots, |slots| {
                    self.run(next, mention.tokens.end, slots, budget)
                })
            }),
            Step::Any(branches) => branches
                .iter()
                .find_map(|branch| self.run(next.behind(branch), at, slots, budget)),
            Step::Optional(inner) => self
                .run(next.behind(from_ref(inner)), at, slots, budget)
                .or_else(|| self.run(next, at, slots, budget)),
            Step::Not(inner) => {
                let blocked = Rest {
                    steps: from_ref(inner),
                    then: None,
                };
                let len = slots.len();
                let found = self.run(blocked, at, slots, budget).is_some();
                slots.truncate(len);
                if found {
                    None
                } else {
                    self.run(next, at, slots, budget)
                }
            }
            Step::Gap => {
                let stop = (at..self.view.tokens.len())
                    .find(|&at| self.breaks_clause(at))
                    .unwrap_or(self.view.tokens.len());
                (at..=stop.min(at + GAP)).find_map(|to| self.run(next, to, slots, budget))
            }
        }
    }

    /// How many tokens a step covers from `at` on that asks for words alone.
    fn covers(&self, step: &Step, at: usize) -> Option<usize> {
        let form = self.view.form(at);
        let known = form != FormId::default();
        let met = match step {
            Step::Word(word) => known && self.words.is_word(form, *word),
            Step::Form(wanted) => known && form == *wanted,
            Step::Mark(mark) => self.view.word(at) == mark,
            Step::List(lists) => {
                let found = self.words.list_at(self.view.forms.get(at..)?, lists);
                return found.map(|(_, len)| len);
            }
            _ => false,
        };
        met.then_some(1)
    }

    fn fill(
        name: &'m str,
        filled: Filled<'m>,
        slots: &mut Slots<'m>,
        go: impl FnOnce(&mut Slots<'m>) -> Option<usize>,
    ) -> Option<usize> {
        slots.push((name, filled));
        let len = slots.len();
        let end = go(slots);
        if end.is_none() {
            slots.truncate(len - 1);
        }
        end
    }

    fn breaks_clause(&self, at: usize) -> bool {
        matches!(
            self.view.word(at),
            ";" | ":" | "." | "!" | "?" | "“" | "”" | "\"" | "—" | "--" | "(" | ")"
        )
    }
}
