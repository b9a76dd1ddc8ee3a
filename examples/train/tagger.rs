//! Trains the tagger.

use gainsay::language::training::tagger;

use crate::corpus::Example;
use crate::net::{Counter, Ensemble, Opinion, Random, Settings, Trainer};

/// How the tagger is trained.
#[derive(Clone, Copy)]
pub struct Plan {
    pub epochs: usize,
    pub rate: f32,
    pub blank: f32,
    pub least: u32,
    pub most: usize,
    pub seed: u64,
    /// How much the oracle counts beside what the teachers think.
    pub oracle: f32,
    /// How many teachers, how long each is trained, how many features they have.
    pub teachers: usize,
    pub teacher_epochs: usize,
    pub teacher_most: usize,
}

impl Plan {
    /// The plan that all teachers share.
    pub fn of_teachers(self) -> Self {
        Self {
            epochs: self.teacher_epochs,
            most: self.teacher_most,
            ..self
        }
    }

    /// The plan of one teacher: it begins elsewhere.
    pub fn of_teacher(self, number: usize) -> Self {
        Self {
            seed: self.seed + 10 * number as u64,
            ..self
        }
    }
}

/// Hidden units of a teacher.
pub const TEACHER: usize = 128;

/// Larger networks that the shipped one learns from.
pub type Teachers = Ensemble<TEACHER>;

/// The features of the training data that get a row.
pub fn features(examples: &[Example], plan: Plan) -> Vec<u32> {
    let mut counter = Counter::default();
    let mut keys = Vec::new();
    for example in examples {
        let caps = tagger::is_all_caps(&example.lexemes);
        for at in 0..example.tags.len() {
            tagger::features(&example.lexemes, caps, at, &example.tags, &mut keys);
            counter.add(&keys);
        }
    }
    counter.keys(plan.least, plan.most)
}

/// Trains on the examples. What the treebank says is mixed with what the teachers, trained before,
/// think. After each epoch, `report` sees the network so far.
pub fn train<const H: usize>(
    examples: &[Example],
    labels: usize,
    plan: Plan,
    keys_kept: Vec<u32>,
    teachers: &Teachers,
    mut report: impl FnMut(usize, &Trainer<H>),
) -> Trainer<H> {
    let mut keys = Vec::new();
    let settings = Settings {
        rate: plan.rate,
        blank: plan.blank,
    };
    let mut trainer = Trainer::<H>::new(keys_kept, labels, settings, plan.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(plan.seed ^ 0xABCD);
    let mut target = vec![0.0; labels];
    let mut scratch = Opinion::default();
    let mut tags = Vec::new();
    for epoch in 0..plan.epochs {
        random.shuffle(&mut order);
        for (done, &index) in order.iter().enumerate() {
            let example = &examples[index];
            let caps = tagger::is_all_caps(&example.lexemes);
            tags.clear();
            for (at, &gold) in example.tags.iter().enumerate() {
                tagger::features(&example.lexemes, caps, at, &tags, &mut keys);
                trainer.forward(&keys, &|_| true, true);
                let predicted = trainer.draw();
                target.fill(0.0);
                if !teachers.is_empty() {
                    teachers.opinion(&keys, &|_| true, &mut scratch, &mut target);
                    for target in &mut target {
                        *target *= 1.0 - plan.oracle;
                    }
                }
                target[usize::from(gold)] += if teachers.is_empty() {
                    1.0
                } else {
                    plan.oracle
                };
                trainer.learn(&target);
                // The first pass stays on the gold path; later ones see the tagger's own mistakes.
                tags.push(if epoch == 0 { gold } else { predicted as u8 });
            }
            if epoch >= plan.epochs / 2 && done % (order.len() / 4 + 1) == 0 {
                trainer.snapshot();
            }
        }
        report(epoch, &trainer);
    }
    trainer
}
