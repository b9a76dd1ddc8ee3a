//! How fast the steps are, over made-up corpora of three sizes, each twice the one before: where the
//! throughput (bytes of article text a second) stays level, the time grows in line with the text.

#![allow(clippy::expect_used, reason = "a benchmark may panic")]

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::BytesCount;
use gainsay::cluster::{cluster, keys};
use gainsay::extract::{ArticleClaims, Extractor};
use gainsay::graph::{ClaimGraph, Finding, findings};
use gainsay::pipeline::{self, Options};
use gainsay::read::{Article, Fields, SourceFile, articles};
use gainsay::report::Report;
use gainsay::resolve::resolve;
use gainsay::rules::RuleSet;

/// Articles in a corpus.
const SIZES: [usize; 3] = [1000, 2000, 4000];

fn main() {
    divan::main();
}

static RULES: LazyLock<RuleSet> =
    LazyLock::new(|| pipeline::rule_set(&[], &[]).expect("the built-in rules have no mistakes"));

/// Numbers that look random and are the same in every run (`SplitMix64`: Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}

const FIRST: [&str; 16] = [
    "Edith", "Colin", "Paula", "Simon", "Maud", "Tobias", "Ilse", "Lucian", "Petra", "Olan",
    "Ruth", "Owen", "Hester", "Gareth", "Nora", "Bram",
];
const START: [&str; 12] = [
    "Mar", "Frey", "Den", "Har", "Vos", "Kam", "Bris", "Tar", "Am", "Pel", "Whit", "Toll",
];
const END: [&str; 12] = [
    "lowe", "ne", "by", "court", "sen", "per", "ick", "buck", "ory", "ham", "lam", "iver",
];
const MIDDLE: [&str; 8] = ["a", "e", "ing", "o", "er", "en", "is", "un"];
const TOWN: [&str; 6] = ["ford", "wick", "ton", "haven", "burg", "stead"];
const FILLER: [&str; 8] = [
    "The meeting lasted until late in the evening, and hardly anybody left before its end.",
    "Boats lay in the harbour because the wind had turned to the north in the night.",
    "The price of bread has risen twice since the mill raised its own, bakers complain.",
    "Nobody could say how much the repairs to the roof of the old market hall would cost.",
    "Schools will stay open, though buses from the villages may come later than usual.",
    "A spokeswoman for the railway promised that trains would run again within a week.",
    "Farmers had asked for rain for two months, and now there was too much of it.",
    "The court will hear three more witnesses before it comes to a decision.",
];

fn person(dice: &mut Dice) -> String {
    format!("{} {}{}", dice.of(&FIRST), dice.of(&START), dice.of(&END))
}

/// Ten words that nobody else says in this order.
fn saying(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..10)
        .filter_map(|_| {
            let words: Vec<&str> = dice.of(&FILLER).split(' ').collect();
            words.get(dice.below(words.len())).copied()
        })
        .collect();
    words.join(" ").replace(['.', ','], "")
}

/// One of so many towns, and its mayor, whom few articles get wrong.
fn town(dice: &mut Dice, towns: usize) -> (String, String) {
    let number = dice.below(towns);
    let mut fixed = Dice(number as u64);
    let name = format!(
        "{}{}{}",
        fixed.of(&START),
        fixed.of(&MIDDLE),
        fixed.of(&TOWN)
    );
    let mayor = person(&mut fixed);
    let wrong = dice.below(50) == 0;
    (name, if wrong { person(dice) } else { mayor })
}

fn text(dice: &mut Dice, towns: usize) -> String {
    let ((town, hero), other) = (town(dice, towns), person(dice));
    let mut text = format!("{hero} and {other} came to {town} on Tuesday. ");
    for _ in 0..6 + dice.below(24) {
        let number = 2 + dice.below(60);
        let _ = match dice.below(10) {
            0 => write!(
                text,
                "The hall was opened by {town} Mayor {hero}, who thanked the builders. "
            ),
            1 => write!(
                text,
                "The explosion in {town} killed {number} people, {other} said. "
            ),
            2 => write!(
                text,
                "{other}, {number}, was rescued from the river by {hero}. "
            ),
            3 => write!(text, "“{},” {hero} said. ", saying(dice)),
            4 => write!(
                text,
                "{other} died on {} June 2031 in {town}.\\n\\n",
                1 + number % 30
            ),
            _ => write!(text, "{} ", dice.of(&FILLER)),
        };
    }
    text
}

/// A JSONL file of so many articles.
fn corpus(size: usize) -> Vec<u8> {
    let mut dice = Dice(size as u64);
    let mut lines = String::new();
    for id in 0..size {
        let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
        // As in a real archive, more articles tell of more places.
        let text = text(&mut dice, size / 20);
        let _ = writeln!(
            lines,
            "{{\"id\": \"{id}\", \"date\": \"2031-{month:02}-{day:02}\", \"text\": \"{text}\"}}"
        );
    }
    lines.into_bytes()
}

fn read(bytes: Vec<u8>) -> Vec<Article> {
    let file = Arc::new(SourceFile::new("corpus.jsonl", bytes));
    articles(&file, &Fields::default()).0
}

fn letters(articles: &[Article]) -> BytesCount {
    BytesCount::new(
        articles
            .iter()
            .map(|article| article.text.len())
            .sum::<usize>(),
    )
}

fn extract(articles: &[Article]) -> Vec<ArticleClaims> {
    let extractor = Extractor::new(&RULES, &vec![true; RULES.rules.len()]);
    articles
        .iter()
        .map(|article| extractor.extract(article))
        .collect()
}

/// From the bytes of a file to articles, on one core.
#[divan::bench(args = SIZES)]
fn reading(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = corpus(size);
    let count = letters(&read(bytes.clone()));
    bencher
        .counter(count)
        .with_inputs(|| bytes.clone())
        .bench_values(read);
}

/// From articles to claims, on one core.
#[divan::bench(args = SIZES, sample_count = 5)]
fn extraction(bencher: Bencher<'_, '_>, size: usize) {
    let articles = read(corpus(size));
    bencher
        .counter(letters(&articles))
        .bench(|| extract(&articles));
}

/// From claims to findings (names, clusters, verdicts, sides), on one core.
#[divan::bench(args = SIZES, sample_count = 5)]
fn clustering(bencher: Bencher<'_, '_>, size: usize) {
    let articles = read(corpus(size));
    bencher
        .counter(letters(&articles))
        .with_inputs(|| extract(&articles))
        .bench_values(|claims| {
            let mut corpus = resolve(&RULES, claims, true);
            let keyed = corpus.statements.iter().zip(0..).flat_map(|(one, index)| {
                let keys = keys(&corpus, one).into_iter();
                keys.map(move |key| (key, index))
            });
            let keyed = keyed.collect();
            let all: Vec<Finding> = cluster(&mut corpus, keyed, &[], &[])
                .iter()
                .flat_map(|cluster| findings(&corpus, &ClaimGraph::of(&corpus, cluster)))
                .collect();
            all
        });
}

/// The main job from a file to a report, start included, on all cores.
#[divan::bench(args = SIZES, sample_count = 5)]
fn the_whole(bencher: Bencher<'_, '_>, size: usize) {
    let bytes = corpus(size);
    let folder = tempfile::tempdir().expect("a folder for the file");
    let path = folder.path().join("corpus.jsonl");
    std::fs::write(&path, &bytes).expect("it can be written");
    let mut options = Options {
        use_reference: true,
        ..Options::default()
    };
    options.inputs.paths.push(path);
    let run = || -> Report { pipeline::check(&options, &()).expect("the rules have no mistakes") };
    bencher.counter(letters(&read(bytes))).bench(run);
}
