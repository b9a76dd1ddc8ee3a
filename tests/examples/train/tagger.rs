//! Trains the tagger.

use gainsay::language::training::tagger::Tagged;
use gainsay::language::training::{Net, Reader, tagger};

use crate::corpus::Example;
use crate::ensemble::Ensemble;
use crate::features::Counter;
use crate::net::{Random, Settings, Trainer};

/// How the tagger is trained.
#[derive(Clone, Copy)]
pub struct Plan {
    pub epochs: usize,
    pub rate: f32,
    pub blank: f32,
    pub least: u32,
    pub most: usize,
    pub seed: u64,
}

/// Tags without rivals.
pub fn plain(tags: &[u8]) -> Vec<Tagged> {
    let tagged = |tag: &u8| Tagged {
        tag: *tag,
        rival: 0,
    };
    tags.iter().map(tagged).collect()
}

/// The features of the training data, counted.
fn features(examples: &[Example]) -> Counter {
    let mut counter = Counter::default();
    let mut keys = Vec::new();
    for example in examples {
        let caps = tagger::is_all_caps(&example.lexemes);
        for at in 0..example.tags.len() {
            tagger::features(&example.lexemes, caps, at, &plain(&example.tags), &mut keys);
            counter.add(&keys);
        }
    }
    counter
}

/// How a tagger is trained that shows which features to keep.
const SCOUT: (usize, usize) = (4, 400_000);

/// Trains on the examples and returns the network as the library reads it: first one with more features than can
/// be shipped, then one with those that mattered most. After each epoch, `report` sees the network so far.
pub fn train(
    examples: &[Example],
    labels: usize,
    plan: Plan,
    report: impl FnMut(usize, &Net<{ tagger::HIDDEN }>),
) -> Vec<u8> {
    let counter = features(examples);
    let (epochs, most) = SCOUT;
    let broad = counter.keys(plan.least, most);
    let scout = run(examples, labels, Plan { epochs, ..plan }, &broad, |_, _| {});
    let keys = counter.weighty(&Ensemble::new(vec![scout]), plan.most);
    run(examples, labels, plan, &keys, report).export()
}

fn run(
    examples: &[Example],
    labels: usize,
    plan: Plan,
    keys_kept: &[u32],
    mut report: impl FnMut(usize, &Net<{ tagger::HIDDEN }>),
) -> Trainer<{ tagger::HIDDEN }> {
    let mut keys = Vec::new();
    let settings = Settings {
        rate: plan.rate,
        blank: plan.blank,
    };
    let mut trainer = Trainer::<{ tagger::HIDDEN }>::new(keys_kept, labels, settings, plan.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(plan.seed ^ 0xABCD);
    let mut target = vec![0.0; labels];
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
                target[usize::from(gold)] = 1.0;
                trainer.learn(&target);
                target[usize::from(gold)] = 0.0;
                // The first pass stays on the gold path; later ones see the tagger's own mistakes.
                let tag = if epoch == 0 { gold } else { predicted as u8 };
                tags.push(Tagged { tag, rival: 0 });
            }
            if epoch >= plan.epochs / 2 && done % (order.len() / 4 + 1) == 0 {
                trainer.snapshot();
            }
        }
        if let Some(net) = Net::read(&mut Reader::new(&trainer.export())) {
            report(epoch, &net);
        }
    }
    trainer
}
