//! Trains the language model that the program carries, and measures it.
//!
//! ```text
//! cargo run --release --example train -- DIR/treebanks            trains, writes src/language/english.model
//! cargo run --release --example train -- evaluate DIR/treebanks   scores the model in the program
//! cargo run --release --example train -- boundaries DIR/treebanks en_gum-dev    lists wrong cuts
//! cargo run --release --example train -- clauses DIR/treebanks en_gum-dev news  lists wrong main clauses
//! cargo run --release --example train -- lexicon WORDNET/dict                    remakes the dictionary
//! ```
//!
//! DIR holds UD English EWT and GUM as `en_ewt-train.conllu.gz` and so on. Training reads the two
//! training files, chooses by nothing else, and writes the same bytes in every run.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that reports as it goes"
)]

mod clause;
mod corpus;
mod ensemble;
mod features;
mod lexicon;
mod net;
mod oracle;
mod parser;
mod score;
mod tagger;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use gainsay::language::conllu::Block;
use gainsay::language::training::tagger::Tagged;
use gainsay::language::training::{Lemmatiser, Lexicon, Model, Net, Reader, english};

use corpus::{Example, TagSet};

const MODEL: &str = "src/language/english.model";
const LEXICON: &str = "tests/examples/train/lexicon.txt";

const TAGGER: tagger::Plan = tagger::Plan {
    epochs: 8,
    rate: 0.05,
    blank: 0.15,
    least: 3,
    most: 90_000,
    seed: 1,
};

const PARSER: tagger::Plan = tagger::Plan {
    epochs: 12,
    rate: 0.05,
    blank: 0.25,
    least: 3,
    most: 62_000,
    seed: 2,
};

const TEACHING: parser::Teaching = parser::Teaching {
    teachers: 6,
    epochs: 6,
    most: 300_000,
    oracle: 0.3,
};

/// Parts of the training data, each tagged by a tagger trained on the others.
const FOLDS: usize = 4;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["evaluate", folder] => evaluate(english(), Path::new(folder), &["dev", "test"]),
        ["evaluate", folder, part, file] => {
            let bytes = std::fs::read(file)?;
            let model = Model::read(&bytes).context("not a model")?;
            evaluate(&model, Path::new(folder), &[part])
        }
        ["evaluate", folder, part] => evaluate(english(), Path::new(folder), &[part]),
        ["boundaries", folder, part] => {
            let blocks = corpus::load(Path::new(folder), part)?;
            for line in score::boundary_errors(&blocks) {
                println!("{line}");
            }
            Ok(())
        }
        ["clauses", folder, part, genre] => {
            let blocks = corpus::load(Path::new(folder), part)?;
            for line in clause::wrong(english(), &blocks, genre) {
                println!("{line}");
            }
            Ok(())
        }
        ["lexicon", dict] => {
            std::fs::write(LEXICON, lexicon::list(Path::new(dict))?)?;
            Ok(())
        }
        [folder] => train(Path::new(folder), Path::new(MODEL)),
        [folder, output] => train(Path::new(folder), Path::new(output)),
        _ => bail!("usage: train [evaluate] FOLDER-WITH-TREEBANKS"),
    }
}

/// Reads a plan's numbers from the environment for experiments: `TAGGER="rate=0.03 epochs=5"`.
fn tuned(mut plan: tagger::Plan, name: &str) -> Result<tagger::Plan> {
    for pair in std::env::var(name).unwrap_or_default().split_whitespace() {
        let (key, value) = pair.split_once('=').context("expected key=value")?;
        match key {
            "epochs" => plan.epochs = value.parse()?,
            "rate" => plan.rate = value.parse()?,
            "blank" => plan.blank = value.parse()?,
            "least" => plan.least = value.parse()?,
            "most" => plan.most = value.parse()?,
            "seed" => plan.seed = value.parse()?,
            _ => bail!("no setting {key}"),
        }
    }
    Ok(plan)
}

fn train(folder: &Path, output: &Path) -> Result<()> {
    let started = Instant::now();
    let blocks = corpus::training_blocks(folder)?;
    let words: usize = blocks.iter().map(|block| block.rows.len()).sum();
    eprintln!("{} sentences, {words} words", blocks.len());
    let list =
        std::fs::read_to_string(LEXICON).with_context(|| format!("cannot read {LEXICON}"))?;
    let entries = lexicon::entries(&list);
    let tag_set = TagSet::new(&blocks);
    let mut model = Model {
        tags: tag_set.tags.clone(),
        lexicon: Lexicon::new(&entries),
        lemmas: lemmatiser(&blocks, &tag_set),
        ..Model::default()
    };
    tag_set.learn_forms(&blocks, &mut model);
    eprintln!(
        "{} tags, {} forms in the dictionary",
        model.tags.len(),
        entries.len()
    );
    let cased = corpus::vary_case(&blocks);
    let mut examples = corpus::examples(&cased, &tag_set, &model.lexicon);
    let dev = corpus::load(folder, "en_ewt-dev").unwrap_or_default();
    let tagger_bytes = train_tagger(&mut examples, &dev, &tag_set, &model, started)?;
    model.tagger = Net::read(&mut Reader::new(&tagger_bytes)).context("tagger")?;
    model.grammar = oracle::grammar(&examples, model.tags.len());
    let mut dev_examples = corpus::examples(&dev, &tag_set, &model.lexicon);
    retag(&model.tagger, &mut dev_examples);
    let parser_bytes = train_parser(&examples, &dev, &dev_examples, &model, started)?;
    let bytes = model.write(&tagger_bytes, &parser_bytes);
    std::fs::write(output, &bytes).with_context(|| format!("cannot write {}", output.display()))?;
    eprintln!(
        "{:5.0?} {} bytes in {}",
        started.elapsed(),
        bytes.len(),
        output.display()
    );
    let model = Model::read(&bytes).context("the model does not read back")?;
    evaluate(&model, folder, &["dev"])
}

/// Trains the tagger, and gives every example the tags that a tagger trained without it predicts.
fn train_tagger(
    examples: &mut [Example],
    dev: &[Block],
    tag_set: &TagSet,
    model: &Model,
    started: Instant,
) -> Result<Vec<u8>> {
    let dev = corpus::examples(dev, tag_set, &model.lexicon);
    let labels = model.tags.len();
    let plan = tuned(TAGGER, "TAGGER")?;
    let shared = &*examples;
    let folds: Vec<usize> = (0..FOLDS).collect();
    let folds = net::halves(&folds, |fold| (fold, jackknife(shared, fold, labels, plan)));
    let bytes = tagger::train(shared, labels, plan, |epoch, net| {
        let right = tag_accuracy(net, &dev, model);
        eprintln!("{:5.0?} tagger {epoch}: {right}", started.elapsed());
    });
    for (fold, tags) in folds {
        for (example, tags) in examples.iter_mut().skip(fold).step_by(FOLDS).zip(tags) {
            example.seen_tags = tags;
        }
    }
    Ok(bytes)
}

/// Gives the examples the tags that the parser will see.
fn retag(net: &Net<{ gainsay::language::training::tagger::HIDDEN }>, examples: &mut [Example]) {
    use gainsay::language::training::tagger as library;
    let mut scratch = library::Scratch::default();
    for example in examples {
        library::tag(net, &example.lexemes, &mut scratch, &mut example.seen_tags);
    }
}

/// Trains the teachers, then the parser.
fn train_parser(
    examples: &[Example],
    dev: &[Block],
    dev_examples: &[Example],
    model: &Model,
    started: Instant,
) -> Result<Vec<u8>> {
    use gainsay::language::training::parser as library;
    let plan = tuned(PARSER, "PARSER")?;
    let landmark = |tag: u8| model.landmark(tag);
    let lessons = parser::Lessons {
        examples,
        grammar: &model.grammar,
        landmark: &landmark,
    };
    let teachers = parser::teachers(lessons, plan, TEACHING);
    let trial = parser::Lessons {
        examples: dev_examples,
        ..lessons
    };
    let accuracy = parser::accuracy(trial, &teachers);
    eprintln!("{:5.0?} teachers: {accuracy}", started.elapsed());
    let mut trial = model.clone();
    let report = |epoch: usize, trainer: &net::Trainer<{ library::HIDDEN }>| {
        if let Some(net) = Net::read(&mut Reader::new(&trainer.export())) {
            trial.parser = net;
            let scores = score::gold_tokens(&trial, dev);
            let line = scores
                .get("all")
                .map(score::Counts::line)
                .unwrap_or_default();
            eprintln!("{:5.0?} parser {epoch}: {line}", started.elapsed());
        }
    };
    let keys = parser::features(lessons, plan, Some(&teachers));
    let heard = Some((&teachers, TEACHING.oracle));
    let trained = parser::train(lessons, plan, &keys, heard, report);
    Ok(trained.export())
}

/// Tags one part of the examples with a tagger trained on the rest.
fn jackknife(
    examples: &[Example],
    fold: usize,
    labels: usize,
    plan: tagger::Plan,
) -> Vec<Vec<Tagged>> {
    use gainsay::language::training::tagger as library;
    let others: Vec<Example> = examples
        .iter()
        .enumerate()
        .filter(|(index, _)| index % FOLDS != fold)
        .map(|(_, example)| example.clone())
        .collect();
    let plan = tagger::Plan {
        epochs: plan.epochs.min(5),
        seed: plan.seed + 100,
        ..plan
    };
    let bytes = tagger::train(&others, labels, plan, |_, _| {});
    let Some(net) = Net::read(&mut Reader::new(&bytes)) else {
        return Vec::new();
    };
    let mut scratch = library::Scratch::default();
    let tag = |example: &Example| {
        let mut tags = Vec::new();
        library::tag(&net, &example.lexemes, &mut scratch, &mut tags);
        tags
    };
    examples.iter().skip(fold).step_by(FOLDS).map(tag).collect()
}

fn tag_accuracy(
    net: &Net<{ gainsay::language::training::tagger::HIDDEN }>,
    examples: &[Example],
    model: &Model,
) -> String {
    use gainsay::language::training::tagger as library;
    let (mut fine, mut coarse, mut total) = (0_usize, 0_usize, 0_usize);
    let (mut scratch, mut tags) = (library::Scratch::default(), Vec::new());
    for example in examples {
        library::tag(net, &example.lexemes, &mut scratch, &mut tags);
        for (found, gold) in tags.iter().zip(&example.tags) {
            fine += usize::from(found.tag == *gold);
            coarse += usize::from(model.upos(found.tag) == model.upos(*gold));
            total += 1;
        }
    }
    let percent = |right: usize| 100.0 * right as f64 / total.max(1) as f64;
    format!("UPOS {:.2}, own tags {:.2}", percent(coarse), percent(fine))
}

fn lemmatiser(blocks: &[Block], tags: &TagSet) -> Lemmatiser {
    let rows = blocks.iter().flat_map(|block| &block.rows);
    let examples: Vec<_> = rows
        .map(|row| {
            let tag = tags.number(row);
            let info = &tags.tags[usize::from(tag)];
            (
                row.form.as_str(),
                tag,
                info.upos,
                info.feats,
                row.lemma.as_str(),
            )
        })
        .collect();
    Lemmatiser::learn(&examples, tags.tags.len())
}

fn evaluate(model: &Model, folder: &Path, parts: &[&str]) -> Result<()> {
    let bytes = std::fs::read(MODEL)?;
    let started = Instant::now();
    let loaded = Model::read(&bytes).is_some();
    println!(
        "{MODEL}: {} bytes, read in {:.1?} ({loaded})",
        bytes.len(),
        started.elapsed()
    );
    for part in parts {
        for treebank in ["en_ewt", "en_gum"] {
            let blocks = corpus::load(folder, &format!("{treebank}-{part}"))?;
            println!("\n{treebank} {part}, gold tokens");
            for (genre, counts) in score::gold_tokens(model, &blocks) {
                println!("{genre:14} {}", counts.line());
            }
            println!("{treebank} {part}, raw text");
            for (genre, counts) in score::raw_text(model, &blocks) {
                println!("{genre:14} {}", counts.line());
            }
            println!("{treebank} {part}, clauses");
            for (genre, counts) in clause::score(model, &blocks) {
                println!("{genre:14} {}", counts.line());
            }
            if std::env::var_os("CONFUSIONS").is_some() {
                for (count, what) in score::confusions(model, &blocks).into_iter().take(40) {
                    println!("{count:5} {what}");
                }
            }
            speed(model, &blocks);
        }
    }
    Ok(())
}

/// Words a second on one core, tagging, lemmatising and parsing.
fn speed(model: &Model, blocks: &[Block]) {
    use gainsay::language::training::{parse_forms, tag_forms};
    use gainsay::language::{Parse, Scratch};
    let (mut scratch, mut parse) = (Scratch::default(), Parse::default());
    let words: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let mut time = |full: bool| {
        let started = Instant::now();
        let mut rounds = 0;
        while started.elapsed().as_millis() < 700 {
            for block in blocks {
                let forms = block.rows.iter().map(|row| row.form.as_str());
                if full {
                    parse_forms(model, forms, &mut scratch, &mut parse);
                } else {
                    tag_forms(model, forms, &mut scratch, &mut parse);
                }
            }
            rounds += 1;
        }
        (words * rounds) as f64 / started.elapsed().as_secs_f64()
    };
    let (tag, full) = (time(false), time(true));
    println!("words a second: {tag:.0} tagged, {full:.0} tagged and parsed");
}
