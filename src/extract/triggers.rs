//! Which of the rules' patterns a sentence can match at all, by a few table look-ups per token.

use std::ops::BitOr;

use smallvec::SmallVec;

use crate::language::Shape;
use crate::rules::{FormId, ListId, MentionKind, Pattern, RuleSet, Step, Vocabulary};

use super::mention::Kinds;
use super::{Lists, View, office};

/// Which patterns a sentence can match, told by its words.
pub(super) struct Triggers {
    patterns: Vec<Watched>,
    /// Per form: the needs that it meets, as bits.
    by_form: Vec<u128>,
    by_digit: u128,
    by_capital: u128,
    by_quotation: u128,
}

/// A pattern, and what it cannot match without.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watched {
    /// Index of its rule.
    pub(super) rule: usize,
    pattern: usize,
    /// What the words of the sentence must meet.
    needs: u128,
    /// The types of mention that it asks for.
    pub(super) kinds: Kinds,
    /// Those that must be there.
    pub(super) musts: Kinds,
}

impl Watched {
    pub(super) fn of<'r>(&self, rules: &'r RuleSet) -> &'r Pattern {
        &rules.rules[self.rule].patterns[self.pattern]
    }
}

/// What a sentence must hold for a step to match: one of these forms, or what else is set.
#[derive(Debug, PartialEq, Eq, Default)]
struct Need {
    forms: Vec<FormId>,
    digit: bool,
    capital: bool,
    quotation: bool,
}

/// How sure a need is: a guess is only asked for where it is the most telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    Word,
    List,
    Role,
    Calendar,
    Number,
    Capital,
}

impl Triggers {
    pub(super) fn new(rules: &RuleSet, lists: &Lists, active: &[bool]) -> Self {
        let mut triggers = Self {
            patterns: Vec::new(),
            by_form: vec![0; rules.words.len()],
            by_digit: 0,
            by_capital: 0,
            by_quotation: 0,
        };
        let mut known: Vec<Need> = Vec::new();
        for (rule, _) in active.iter().enumerate().filter(|(_, active)| **active) {
            for (pattern, Pattern { steps, .. }) in rules.rules[rule].patterns.iter().enumerate() {
                let mut bits = 0;
                for need in needs(steps, &rules.words, lists) {
                    let at = known.iter().position(|other| *other == need);
                    let at = at.unwrap_or_else(|| {
                        triggers.watch(&need, known.len());
                        known.push(need);
                        known.len() - 1
                    });
                    bits |= bit(at);
                }
                let musts = steps.iter().filter_map(|step| match step {
                    Step::Mention(_, kind) => Some(*kind),
                    _ => None,
                });
                triggers.patterns.push(Watched {
                    rule,
                    pattern,
                    needs: bits,
                    kinds: mention_kinds(steps),
                    musts: musts.collect(),
                });
            }
        }
        triggers
    }

    fn watch(&mut self, need: &Need, at: usize) {
        let bit = bit(at);
        for form in &need.forms {
            self.by_form[form.0 as usize] |= bit;
        }
        let when = |set: bool| if set { bit } else { 0 };
        self.by_digit |= when(need.digit);
        self.by_capital |= when(need.capital);
        self.by_quotation |= when(need.quotation);
    }

    /// The patterns that may match.
    pub(super) fn of(&self, view: &View<'_>, quotation: bool) -> SmallVec<[Watched; 4]> {
        let mut met = if quotation { self.by_quotation } else { 0 };
        for (form, token) in view.forms.iter().zip(view.tokens) {
            met |= self.by_form[form.0 as usize];
            if token.shape.has(Shape::DIGIT) {
                met |= self.by_digit;
            } else if token.shape.has(Shape::CAPITAL) {
                met |= self.by_capital;
            }
        }
        let may = |watched: &&Watched| watched.needs & !met == 0;
        self.patterns.iter().filter(may).copied().collect()
    }
}

/// The bit of a need; needs beyond the last bit are not asked for.
fn bit(at: usize) -> u128 {
    1_u128.checked_shl(at as u32).unwrap_or_default()
}

fn mention_kinds(steps: &[Step]) -> Kinds {
    let mut kinds = Kinds::default();
    for step in steps {
        kinds = kinds
            | match step {
                Step::Mention(_, kind) => (*kind).into(),
                Step::Any(branches) => branches
                    .iter()
                    .map(|branch| mention_kinds(branch))
                    .fold(Kinds::default(), Kinds::bitor),
                Step::Optional(inner) | Step::Not(inner) => {
                    mention_kinds(std::slice::from_ref(inner))
                }
                _ => Kinds::default(),
            };
    }
    kinds
}

/// What must be there for a sequence of steps to match.
fn needs(steps: &[Step], words: &Vocabulary, lists: &Lists) -> Vec<Need> {
    let found: Vec<(Telling, Need)> = steps
        .iter()
        .filter_map(|step| need(step, words, lists))
        .collect();
    let Some(best) = found.iter().map(|&(telling, _)| telling).min() else {
        return Vec::new();
    };
    // Dates and numbers are written in more ways than the lists hold.
    let sure = |telling: Telling| {
        !matches!(telling, Telling::Calendar | Telling::Number) || telling == best
    };
    found
        .into_iter()
        .filter(|&(telling, _)| sure(telling))
        .map(|(_, need)| need)
        .collect()
}

fn need(step: &Step, words: &Vocabulary, lists: &Lists) -> Option<(Telling, Need)> {
    let forms = |mut forms: Vec<FormId>| {
        forms.sort_unstable();
        forms.dedup();
        Need {
            forms,
            ..Need::default()
        }
    };
    let of_lists = |lists: &[&[ListId]]| {
        let of_list = |&list: &ListId| words.forms_of_list(list);
        forms(lists.iter().copied().flatten().flat_map(of_list).collect())
    };
    let digit_or = |need: Need| Need {
        digit: true,
        ..need
    };
    Some(match step {
        Step::Word(word) => (Telling::Word, forms(words.forms_of_word(*word).collect())),
        Step::Form(form) => (Telling::Word, forms(vec![*form])),
        Step::Choice(_, of) | Step::List(of) => (Telling::List, of_lists(&[of])),
        Step::Any(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                let needs = branch.iter().filter_map(|step| need(step, words, lists));
                let (telling, need) = needs.min_by_key(|&(telling, _)| telling)?;
                if telling > Telling::List || need.quotation {
                    return None;
                }
                all.extend(need.forms);
            }
            (Telling::List, forms(all))
        }
        Step::Mention(_, kind) => match kind {
            // A name, a noun or a pronoun.
            MentionKind::Someone => return None,
            MentionKind::Quotation => (
                Telling::List,
                Need {
                    quotation: true,
                    ..Need::default()
                },
            ),
            MentionKind::Office => (Telling::Role, forms(office::beginnings(words, lists))),
            MentionKind::Event => (Telling::Role, of_lists(&[&lists.events])),
            MentionKind::Weekday => (Telling::Calendar, of_lists(&[&lists.weekdays])),
            MentionKind::Date => (Telling::Calendar, digit_or(of_lists(&[&lists.calendar]))),
            MentionKind::Age | MentionKind::Count => {
                (Telling::Number, digit_or(of_lists(&[&lists.numbers])))
            }
            MentionKind::Person
            | MentionKind::Place
            | MentionKind::Organisation
            | MentionKind::Name => (
                Telling::Capital,
                Need {
                    capital: true,
                    ..Need::default()
                },
            ),
        },
        Step::Optional(_) | Step::Not(_) | Step::Gap | Step::Mark(_) => return None,
    })
}
