//! Finds a rule's patterns in a sentence: which patterns can match at all (a few table look-ups
//! per token), then backtracking over their steps.

use smallvec::SmallVec;

use crate::language::Shape;
use crate::rules::{FormId, GAP, ListId, MentionKind, Pattern, RuleSet, Step, Vocabulary};

use super::{Lists, Mention, View};

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
    /// Sorted by first token; among equals the longest first.
    mentions: &'m [Mention],
}

/// What is still to match: steps, then what follows the group that they stand in.
#[derive(Clone, Copy)]
struct Rest<'m, 'c> {
    steps: &'m [Step],
    then: Option<&'c Rest<'m, 'c>>,
}

impl<'m> Matcher<'m> {
    pub(super) fn new(view: &'m View<'m>, words: &'m Vocabulary, mentions: &'m [Mention]) -> Self {
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
        let go =
            |to: usize, slots: &mut Slots<'m>, budget: &mut u32| self.run(next, to, slots, budget);
        let form = self.view.form(at);
        match step {
            Step::Word(word) => (form != FormId::default() && self.words.is_word(form, *word))
                .then(|| go(at + 1, slots, budget))
                .flatten(),
            Step::Form(wanted) => (form == *wanted && form != FormId::default())
                .then(|| go(at + 1, slots, budget))
                .flatten(),
            Step::Mark(mark) => (self.view.word(at) == mark)
                .then(|| go(at + 1, slots, budget))
                .flatten(),
            Step::List(lists) => {
                let (_, len) = self.words.list_at(self.view.forms.get(at..)?, lists)?;
                go(at + len, slots, budget)
            }
            Step::Choice(name, lists) => {
                let (list, len) = self.words.list_at(self.view.forms.get(at..)?, lists)?;
                Self::fill(name, Filled::Word(list, at), slots, |slots| {
                    go(at + len, slots, budget)
                })
            }
            Step::Mention(name, kind) => self.mentions_at(at, *kind).find_map(|mention| {
                let filled = Filled::Mention(mention);
                Self::fill(name, filled, slots, |slots| {
                    go(mention.tokens.end, slots, budget)
                })
            }),
            Step::Any(branches) => branches.iter().find_map(|branch| {
                self.run(
                    Rest {
                        steps: branch,
                        then: Some(&next),
                    },
                    at,
                    slots,
                    budget,
                )
            }),
            Step::Optional(inner) => self
                .run(
                    Rest {
                        steps: std::slice::from_ref(inner),
                        then: Some(&next),
                    },
                    at,
                    slots,
                    budget,
                )
                .or_else(|| go(at, slots, budget)),
            Step::Not(inner) => {
                let blocked = Rest {
                    steps: std::slice::from_ref(inner),
                    then: None,
                };
                let len = slots.len();
                let found = self.run(blocked, at, slots, budget).is_some();
                slots.truncate(len);
                if found { None } else { go(at, slots, budget) }
            }
            Step::Gap => {
                let stop = (at..self.view.tokens.len())
                    .find(|&at| self.breaks_clause(at))
                    .unwrap_or(self.view.tokens.len());
                (at..=stop.min(at + GAP)).find_map(|to| go(to, slots, budget))
            }
        }
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

    fn mentions_at(&self, at: usize, kind: MentionKind) -> impl Iterator<Item = &'m Mention> {
        let start = self
            .mentions
            .partition_point(|mention| mention.tokens.start < at);
        let here = self.mentions[start..]
            .iter()
            .take_while(move |mention| mention.tokens.start == at);
        here.filter(move |mention| mention.kind == kind)
    }

    fn breaks_clause(&self, at: usize) -> bool {
        matches!(
            self.view.word(at),
            ";" | ":" | "." | "!" | "?" | "“" | "”" | "\"" | "—" | "--" | "(" | ")"
        )
    }
}

/// Which patterns a sentence can match, told by its words.
pub(super) struct Triggers {
    /// All active patterns as (rule, pattern).
    patterns: Vec<(usize, usize)>,
    kinds: Vec<Vec<MentionKind>>,
    /// Per form: the patterns that it triggers, as bits.
    by_form: Vec<u128>,
    by_digit: u128,
    by_capital: u128,
    by_quotation: u128,
}

/// The word classes that can begin a mention, for patterns without a word of their own.
enum Trigger {
    Forms(Vec<FormId>),
    Digit(Vec<FormId>),
    Capital,
    Quotation,
}

/// More patterns than this are told apart by the last bit together.
const BITS: usize = 128;

impl Triggers {
    pub(super) fn new(rules: &RuleSet, lists: &Lists, active: &[bool]) -> Self {
        let mut triggers = Self {
            patterns: Vec::new(),
            kinds: Vec::new(),
            by_form: vec![0; rules.words.len()],
            by_digit: 0,
            by_capital: 0,
            by_quotation: 0,
        };
        for (rule, _) in active.iter().enumerate().filter(|(_, active)| **active) {
            for (index, pattern) in rules.rules[rule].patterns.iter().enumerate() {
                let bit = 1 << triggers.patterns.len().min(BITS - 1);
                triggers.patterns.push((rule, index));
                let mut kinds = Vec::new();
                mention_kinds(&pattern.steps, &mut kinds);
                triggers.kinds.push(kinds);
                match trigger(&pattern.steps, &rules.words, lists) {
                    Trigger::Forms(forms) => triggers.set(&forms, bit),
                    Trigger::Digit(forms) => {
                        triggers.by_digit |= bit;
                        triggers.set(&forms, bit);
                    }
                    Trigger::Capital => triggers.by_capital |= bit,
                    Trigger::Quotation => triggers.by_quotation |= bit,
                }
            }
        }
        triggers
    }

    fn set(&mut self, forms: &[FormId], bit: u128) {
        for form in forms {
            self.by_form[form.0 as usize] |= bit;
        }
    }

    /// The patterns that may match, as (rule, index for [`Triggers::pattern`]).
    pub(super) fn of(&self, view: &View<'_>, quotation: bool) -> SmallVec<[(usize, usize); 8]> {
        let mut bits = if quotation { self.by_quotation } else { 0 };
        for (form, token) in view.forms.iter().zip(view.tokens) {
            bits |= self.by_form[form.0 as usize];
            if token.shape.has(Shape::DIGIT) {
                bits |= self.by_digit;
            } else if token.shape.has(Shape::CAPITAL) {
                bits |= self.by_capital;
            }
        }
        let mut found = SmallVec::new();
        while bits != 0 {
            let at = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            let last = if at == BITS - 1 {
                self.patterns.len()
            } else {
                at + 1
            };
            found.extend((at..last).map(|pattern| (self.patterns[pattern].0, pattern)));
        }
        found
    }

    pub(super) fn pattern<'r>(&self, rules: &'r RuleSet, index: usize) -> &'r Pattern {
        let (rule, pattern) = self.patterns[index];
        &rules.rules[rule].patterns[pattern]
    }

    /// The types of mention that a pattern asks for.
    pub(super) fn kinds(&self, index: usize) -> &[MentionKind] {
        &self.kinds[index]
    }
}

fn mention_kinds(steps: &[Step], kinds: &mut Vec<MentionKind>) {
    for step in steps {
        match step {
            Step::Mention(_, kind) if !kinds.contains(kind) => kinds.push(*kind),
            Step::Any(branches) => branches
                .iter()
                .for_each(|branch| mention_kinds(branch, kinds)),
            Step::Optional(inner) | Step::Not(inner) => {
                mention_kinds(std::slice::from_ref(inner), kinds);
            }
            _ => {}
        }
    }
}

/// The most telling step that must be there.
fn trigger(steps: &[Step], words: &Vocabulary, lists: &Lists) -> Trigger {
    let of_lists = |lists: &[ListId]| -> Vec<FormId> {
        lists
            .iter()
            .flat_map(|&list| words.forms_of_list(list))
            .collect()
    };
    let candidate = |step: &Step| match step {
        Step::Word(word) => Some((0, Trigger::Forms(words.forms_of_word(*word).collect()))),
        Step::Form(form) => Some((0, Trigger::Forms(vec![*form]))),
        Step::Mention(_, MentionKind::Quotation) => Some((1, Trigger::Quotation)),
        Step::Choice(_, of) | Step::List(of) => Some((2, Trigger::Forms(of_lists(of)))),
        Step::Mention(_, MentionKind::Weekday) => {
            Some((3, Trigger::Forms(of_lists(&lists.weekdays))))
        }
        Step::Mention(_, MentionKind::Office) => {
            let roles = [
                &lists.exclusive[..],
                &lists.portfolio_heads,
                &lists.portfolio,
                &lists.variants,
                &lists.aliases,
            ]
            .concat();
            Some((4, Trigger::Forms(of_lists(&roles))))
        }
        Step::Mention(_, MentionKind::Event) => Some((4, Trigger::Forms(of_lists(&lists.events)))),
        Step::Mention(_, MentionKind::Date) => Some((5, Trigger::Digit(of_lists(&lists.calendar)))),
        Step::Mention(_, MentionKind::Age | MentionKind::Count) => {
            Some((6, Trigger::Digit(of_lists(&lists.numbers))))
        }
        Step::Mention(..) => Some((7, Trigger::Capital)),
        Step::Any(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                match trigger(branch, words, lists) {
                    Trigger::Forms(forms) => all.extend(forms),
                    _ => return None,
                }
            }
            Some((1, Trigger::Forms(all)))
        }
        Step::Optional(_) | Step::Not(_) | Step::Gap | Step::Mark(_) => None,
    };
    let best = steps
        .iter()
        .filter_map(candidate)
        .min_by_key(|&(rank, _)| rank);
    best.map_or(Trigger::Capital, |(_, trigger)| trigger)
}
