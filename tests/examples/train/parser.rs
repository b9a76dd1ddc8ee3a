//! Trains the parser with the dynamic oracle of Goldberg & Nivre (2013): the parser follows its
//! own, often wrong, choices and learns what is best from there.

use gainsay::language::Deprel;
use gainsay::language::training::parser::{self, Grammar, Landmark, Transition};
use gainsay::language::training::{Action, NONE, Node, State};

use crate::corpus::Example;
use crate::ensemble::{Ensemble, Opinion};
use crate::features::Counter;
use crate::net::{Random, Settings, Trainer, halves};
use crate::oracle::Gold;
use crate::tagger::Plan;

/// What is learned from.
#[derive(Clone, Copy)]
pub struct Lessons<'a> {
    pub examples: &'a [Example],
    pub grammar: &'a Grammar,
    pub landmark: &'a (dyn Fn(u8) -> Landmark + Sync),
}

/// How the teachers are trained, and how much they are heard.
#[derive(Clone, Copy)]
pub struct Teaching {
    pub teachers: usize,
    pub epochs: usize,
    pub most: usize,
    /// How much the oracle counts beside what the teachers think.
    pub oracle: f32,
}

/// A sentence on its way through the parser.
#[derive(Default)]
struct Course {
    nodes: Vec<Node>,
    state: State,
    /// Which words are on the stack.
    on_stack: Vec<bool>,
    /// Head and label that each word has been given.
    found: Vec<(u32, u8)>,
}

impl Course {
    fn begin(&mut self, example: &Example, landmark: &(dyn Fn(u8) -> Landmark + Sync)) {
        let words = example.heads.len();
        parser::load(
            &mut self.nodes,
            example.lexemes.iter().zip(&example.seen_tags),
            landmark,
        );
        self.state.restart(words);
        self.on_stack.clear();
        self.on_stack.resize(words + 1, false);
        self.found.clear();
        self.found.resize(words, (NONE, 0));
    }

    /// Goes on to where there is a choice; false at the end.
    fn at_choice(&mut self) -> bool {
        while !self.state.is_final() {
            let Some(only) = parser::forced(&self.state) else {
                return true;
            };
            self.follow(only);
        }
        false
    }

    fn follow(&mut self, transition: Transition) {
        let (next, top) = (self.state.next(), self.state.on_stack(0));
        match transition.action {
            Action::Shift => self.on_stack[next as usize] = true,
            _ => self.on_stack[top as usize] = false,
        }
        if let Some(arc) = self.state.apply(transition.action, transition.label) {
            self.found[arc.child as usize] = (arc.head, arc.label);
        }
    }

    fn allowed(&self, grammar: &Grammar) -> u128 {
        grammar.allowed(&self.nodes, &self.state)
    }

    fn features(&self, keys: &mut Vec<u32>) {
        parser::features(&self.nodes, &self.state, keys);
    }
}

/// Hidden units of a teacher.
pub const TEACHER: usize = 128;

/// Larger networks that the shipped one learns from.
pub type Teachers = Ensemble<TEACHER>;

/// The features of the training data that get a row: the most frequent ones, or those that move the
/// teachers most.
pub fn features(lessons: Lessons<'_>, plan: Plan, teachers: Option<&Teachers>) -> Vec<u32> {
    let Lessons {
        examples,
        grammar,
        landmark,
    } = lessons;
    let transitions = &grammar.transitions;
    let mut course = Course::default();
    let mut keys = Vec::new();
    let mut marks = vec![false; transitions.len()];
    let mut counter = Counter::default();
    for example in examples {
        let gold = Gold::new(example);
        course.begin(example, landmark);
        while course.at_choice() {
            course.features(&mut keys);
            counter.add(&keys);
            let allowed = course.allowed(grammar);
            if !gold.best(
                &course.state,
                &course.on_stack,
                transitions,
                allowed,
                &mut marks,
            ) {
                break;
            }
            let Some(first) = marks.iter().position(|mark| *mark) else {
                break;
            };
            course.follow(transitions[first]);
        }
    }
    match teachers {
        Some(teachers) => counter.weighty(teachers, plan.most),
        None => counter.keys(plan.least, plan.most),
    }
}

/// Trains on the examples. What the oracle says is mixed with what the teachers, trained before,
/// think of the same state (Liu, Che, Zhao, Qin & Liu 2018): they also know how close the second
/// choice comes. After each epoch, `report` sees the network so far.
pub fn train<const H: usize>(
    lessons: Lessons<'_>,
    plan: Plan,
    keys_kept: &[u32],
    teachers: Option<(&Teachers, f32)>,
    mut report: impl FnMut(usize, &Trainer<H>),
) -> Trainer<H> {
    let Lessons {
        examples,
        grammar,
        landmark,
    } = lessons;
    let transitions = &grammar.transitions;
    let mut course = Course::default();
    let mut keys = Vec::new();
    let mut marks = vec![false; transitions.len()];
    let settings = Settings {
        rate: plan.rate,
        blank: plan.blank,
    };
    let mut trainer = Trainer::<H>::new(keys_kept, transitions.len(), settings, plan.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(plan.seed ^ 0xABCD);
    let mut target = vec![0.0; transitions.len()];
    let mut opinion = vec![0.0; transitions.len()];
    let mut scratch = Opinion::default();
    for epoch in 0..plan.epochs {
        random.shuffle(&mut order);
        for (done, &index) in order.iter().enumerate() {
            let example = &examples[index];
            let gold = Gold::new(example);
            course.begin(example, landmark);
            while course.at_choice() {
                course.features(&mut keys);
                let set = course.allowed(grammar);
                let allowed = |label: usize| set >> label & 1 == 1;
                trainer.forward(&keys, &allowed, true);
                if gold.best(
                    &course.state,
                    &course.on_stack,
                    transitions,
                    set,
                    &mut marks,
                ) {
                    spread(&marks, &trainer.probabilities, &mut target);
                    if let Some((teachers, oracle)) = teachers {
                        teachers.opinion(&keys, &allowed, &mut scratch, &mut opinion);
                        for (target, opinion) in target.iter_mut().zip(&opinion) {
                            *target = oracle * *target + (1.0 - oracle) * opinion;
                        }
                    }
                    trainer.learn(&target);
                }
                let chosen = if epoch == 0 {
                    best_marked(&marks, &trainer.probabilities).unwrap_or_else(|| trainer.best())
                } else {
                    trainer.draw()
                };
                course.follow(transitions[chosen]);
            }
            if epoch >= plan.epochs / 2 && done % (order.len() / 4 + 1) == 0 {
                trainer.snapshot();
            }
        }
        report(epoch, &trainer);
    }
    trainer
}

/// Trains the teachers: networks with more hidden units and more features, each from another
/// beginning, two at a time.
pub fn teachers(lessons: Lessons<'_>, plan: Plan, teaching: Teaching) -> Teachers {
    let plan = Plan {
        epochs: teaching.epochs,
        most: teaching.most,
        ..plan
    };
    let keys = features(lessons, plan, None);
    let numbers: Vec<usize> = (1..=teaching.teachers).collect();
    Ensemble::new(halves(&numbers, |number| {
        let plan = Plan {
            seed: plan.seed + 10 * number as u64,
            ..plan
        };
        train(lessons, plan, &keys, None, |_, _| {})
    }))
}

/// Right heads, and right heads with right relations, of what the teachers find together.
pub fn accuracy(lessons: Lessons<'_>, teachers: &Teachers) -> String {
    let Lessons {
        examples,
        grammar,
        landmark,
    } = lessons;
    let transitions = &grammar.transitions;
    let (mut heads, mut arcs, mut total) = (0_usize, 0_usize, 0_usize);
    let mut course = Course::default();
    let (mut keys, mut scratch) = (Vec::new(), Opinion::default());
    let mut opinion = vec![0.0; transitions.len()];
    for example in examples {
        course.begin(example, landmark);
        while course.at_choice() {
            course.features(&mut keys);
            let set = course.allowed(grammar);
            let allowed = |label: usize| set >> label & 1 == 1;
            teachers.opinion(&keys, &allowed, &mut scratch, &mut opinion);
            let best = (0..opinion.len()).max_by(|&a, &b| opinion[a].total_cmp(&opinion[b]));
            course.follow(transitions[best.unwrap_or(0)]);
        }
        for (at, &(head, label)) in course.found.iter().enumerate() {
            let head = head == example.heads[at];
            let universal = |label| Deprel::from_index(label).map(Deprel::universal);
            total += 1;
            heads += usize::from(head);
            arcs += usize::from(head && universal(label) == universal(example.labels[at]));
        }
    }
    let percent = |right: usize| 100.0 * right as f64 / total.max(1) as f64;
    format!("UAS {:.2}, LAS {:.2}", percent(heads), percent(arcs))
}

/// Shares the target among the best transitions as the network weighs them.
fn spread(marks: &[bool], probabilities: &[f32], target: &mut [f32]) {
    let marked = || marks.iter().zip(probabilities).filter(|(mark, _)| **mark);
    let total: f32 = marked().map(|(_, probability)| probability).sum();
    let count = marked().count() as f32;
    for ((target, mark), probability) in target.iter_mut().zip(marks).zip(probabilities) {
        *target = match (mark, total > 1e-12) {
            (false, _) => 0.0,
            (true, true) => probability / total,
            (true, false) => 1.0 / count,
        };
    }
}

fn best_marked(marks: &[bool], probabilities: &[f32]) -> Option<usize> {
    let marked = (0..marks.len()).filter(|&index| marks[index]);
    marked.max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]))
}
