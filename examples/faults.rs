//! Changes one fact in each of many articles and counts how many of the changes `gainsay check`
//! reports at the changed words.
//!
//! ```text
//! cargo run --release --example faults -- DATA/articles/news-12k.jsonl.gz > reports/accuracy-faults.md
//! ```
//!
//! A fact is a number, a day, a place, a polarity, a speaker or an office-holder. It is changed in
//! an article for which another one, within two days of it, states the same fact: some sentence
//! there shares the fact and at least half of the weight of the words. Every run makes the same changes. `--list` lists
//! them, both sentences each; `--keep=FOLDER` keeps the articles there.

#![expect(clippy::print_stdout, reason = "a program that reports")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use gainsay::compare::Verdict;
use gainsay::extract::days_between;
use gainsay::language::{Analysis, Shape, analyse};
use gainsay::pipeline::{Options, Progress, check};
use gainsay::read::{self, Article, Fields, Inputs};
use rustc_hash::{FxHashMap, FxHashSet};

/// Articles to change.
const WANTED: usize = 200;
/// The part of the words' weight, on either side, that two sentences on one fact share at least.
const STATES: f64 = 0.5;
/// Days between two articles on one story.
const DAYS: i32 = 2;
/// As the program's default.
const THRESHOLD: f64 = 0.55;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number,
    Day,
    Place,
    Polarity,
    Speaker,
    Holder,
}

const KINDS: [Kind; 6] = [
    Kind::Number,
    Kind::Day,
    Kind::Place,
    Kind::Polarity,
    Kind::Speaker,
    Kind::Holder,
];

/// A change that could be made.
#[derive(Debug, Clone)]
struct Fault {
    kind: Kind,
    /// Bytes of the article's text.
    at: std::ops::Range<usize>,
    new: String,
    /// The sentence as it was, and the one of the other article.
    sentences: [String; 2],
    /// How much of either the two share.
    alike: f64,
}

/// An article with its sentences as sets of words.
struct Read {
    article: Article,
    analysis: Analysis,
    sentences: Vec<FxHashSet<String>>,
    names: BTreeSet<String>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first().filter(|path| !path.starts_with('-')) else {
        bail!("usage: faults ARTICLES [--list] [--keep=FOLDER]");
    };
    let articles = read_all(Path::new(path))?;
    let weights = Weights::of(&articles);
    let chosen = choose(&articles, &weights);
    let scratch = tempfile::tempdir()?;
    let kept = arguments
        .iter()
        .find_map(|argument| argument.strip_prefix("--keep="));
    let folder = kept.map_or(scratch.path(), Path::new);
    let second = run(
        &folder.join("second"),
        &articles,
        &chosen,
        |&(_, other, _)| other,
    )?;
    let copy = run(&folder.join("copy"), &articles, &chosen, |&(one, _, _)| one)?;
    println!("{}", table(&chosen, &second, &copy));
    if arguments.iter().any(|argument| argument == "--list") {
        for (index, (_, _, fault)) in chosen.iter().enumerate() {
            let Fault {
                kind, new, alike, ..
            } = fault;
            let [one, other] = &fault.sentences;
            let told = |found: bool| if found { "found" } else { "missed" };
            println!(
                "{index} {kind:?} {alike:.2} [{new}] beside another {}, beside itself {}\n  {one}\n  {other}",
                told(second[index]),
                told(copy[index])
            );
        }
    }
    Ok(())
}

fn table(chosen: &[Chosen], second: &[bool], copy: &[bool]) -> String {
    let mut out = format!(
        "# Injected faults\n\n\
         Written by `cargo run --release --example faults -- DATA/articles/news-12k.jsonl.gz > reports/accuracy-faults.md`: \
         one fact changed in each of\n{} articles, found when `check` reports a conflict of {THRESHOLD} or more at the \
         changed words. Beside another article of the story,\nby how much of the words' weight the two sentences share; \
         and beside the article as it was.\n\n\
         | fact | changed | found beside another | 0.5 to 0.65 alike | 0.65 to 0.8 | 0.8 to 1 | beside itself |\n|---|---|---|---|---|---|---|\n",
        chosen.len()
    );
    let share = |found: &[bool], counts: &dyn Fn(&Fault) -> bool| {
        let of: Vec<bool> = chosen
            .iter()
            .zip(found)
            .filter(|((_, _, fault), _)| counts(fault))
            .map(|(_, &found)| found)
            .collect();
        let hits = of.iter().filter(|&&found| found).count();
        format!("{hits} of {}", of.len())
    };
    let mut row = |name: &str, kind: Option<Kind>| {
        let of = |fault: &Fault| kind.is_none_or(|kind| fault.kind == kind);
        let band = |low: f64, high: f64| {
            share(second, &|fault| {
                of(fault) && (low..high).contains(&fault.alike)
            })
        };
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            chosen.iter().filter(|(_, _, fault)| of(fault)).count(),
            share(second, &of),
            band(0.0, 0.65),
            band(0.65, 0.8),
            band(0.8, 1.01),
            share(copy, &of)
        );
    };
    for kind in KINDS {
        row(&format!("{kind:?}").to_lowercase(), Some(kind));
    }
    row("all", None);
    out
}

/// Indices of the article that is changed and of the other one.
type Chosen = (usize, usize, Fault);

/// Which changes are reported when each changed article stands beside the one that `beside` tells.
fn run(
    folder: &Path,
    articles: &[Read],
    chosen: &[Chosen],
    beside: impl Fn(&Chosen) -> usize,
) -> Result<Vec<bool>> {
    std::fs::create_dir_all(folder)?;
    let mut spans: BTreeMap<PathBuf, (usize, std::ops::Range<usize>)> = BTreeMap::new();
    let mut written = FxHashSet::default();
    for (index, one) in chosen.iter().enumerate() {
        let (changed, _, fault) = one;
        let other = beside(one);
        if written.insert(other) {
            write(folder, &format!("other-{other}"), &articles[other], None)?;
        }
        let (path, start) = write(
            folder,
            &format!("changed-{index}"),
            &articles[*changed],
            Some(fault),
        )?;
        let at = start + fault.at.start;
        spans.insert(path, (index, at..at + fault.new.len().max(1)));
    }
    let options = Options {
        inputs: Inputs {
            paths: vec![folder.to_path_buf()],
            ..Inputs::default()
        },
        use_reference: true,
        ..Options::default()
    };
    let report = check(&options, &Quiet)?;
    let mut found = vec![false; chosen.len()];
    let conflicts = report
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Conflict && finding.confidence >= THRESHOLD);
    for claim in conflicts.flat_map(|finding| finding.sides.iter().flat_map(|side| &side.claims)) {
        if let Some((index, at)) = spans.get(Path::new(&claim.article.path)) {
            let polarity = chosen[*index].2.kind == Kind::Polarity;
            // A "not" is told by the word that it denies, a few words on.
            let reach = if polarity { 60 } else { 2 };
            let hit = claim.span.start < at.end + reach && at.start < claim.span.end + reach;
            found[*index] |= hit;
        }
    }
    Ok(found)
}

struct Quiet;

impl Progress for Quiet {
    fn start(&self, _: usize) {}
    fn tick(&self) {}
    fn finish(&self) {}
}

/// Writes an article; its path, and where its text begins.
fn write(
    folder: &Path,
    name: &str,
    read: &Read,
    fault: Option<&Fault>,
) -> Result<(PathBuf, usize)> {
    let article = &read.article;
    let day = article
        .date
        .map_or_else(String::new, |date| date.day.to_string());
    let path = folder.join(format!("{day}-{name}.txt"));
    let title = article.title.clone().unwrap_or_default();
    let mut text = article.text.clone();
    if let Some(fault) = fault {
        text.replace_range(fault.at.clone(), &fault.new);
    }
    std::fs::write(&path, format!("{title}\n\n{text}\n"))?;
    Ok((path, title.len() + 2))
}

fn read_all(path: &Path) -> Result<Vec<Read>> {
    let inputs = Inputs {
        paths: vec![path.to_path_buf()],
        ..Inputs::default()
    };
    let (inputs, _) = read::walk(&inputs);
    let input = inputs.first().context("nothing to read")?;
    let Ok(file) = read::open(input) else {
        bail!("cannot read {}", path.display());
    };
    let fields = Fields::default();
    let (records, _) = read::records(&file, &fields);
    let articles = records
        .iter()
        .filter_map(|record| read::article(record, &fields).0);
    Ok(articles
        .filter(|article| article.date.is_some())
        .map(Read::of)
        .collect())
}

impl Read {
    fn of(article: Article) -> Self {
        let analysis = analyse(&article.text);
        let words = |tokens: &[gainsay::language::Token]| -> FxHashSet<String> {
            tokens
                .iter()
                .filter(|token| !token.shape.has(Shape::PUNCTUATION))
                .map(|token| token.span.of(&article.text).to_lowercase())
                .collect()
        };
        let sentences = analysis.sentences.iter();
        let sentences = sentences
            .map(|sentence| words(analysis.tokens_of(sentence)))
            .collect();
        let capital = |at: usize| {
            let token = analysis.tokens.get(at)?;
            let name = token.shape.has(Shape::CAPITAL) && token.span.len() > 2;
            name.then(|| token.span.of(&article.text))
        };
        let names = (0..analysis.tokens.len())
            .filter_map(|at| Some(format!("{} {}", capital(at)?, capital(at + 1)?)))
            .collect();
        Self {
            article,
            analysis,
            sentences,
            names,
        }
    }
}

/// Inverse document frequencies.
struct Weights(FxHashMap<String, f64>);

impl Weights {
    fn of(articles: &[Read]) -> Self {
        let mut counts: FxHashMap<String, f64> = FxHashMap::default();
        for read in articles {
            let words: BTreeSet<&String> = read.sentences.iter().flatten().collect();
            for word in words {
                *counts.entry(word.clone()).or_default() += 1.0;
            }
        }
        let all = articles.len() as f64;
        let weight = |(word, count): (String, f64)| (word, (all / count).ln());
        Self(counts.into_iter().map(weight).collect())
    }

    /// The part of the weight of either sentence that both share: the geometric mean.
    fn alike(&self, a: &FxHashSet<String>, b: &FxHashSet<String>) -> f64 {
        let weigh = |words: &mut dyn Iterator<Item = &String>| -> f64 {
            let mut weights: Vec<f64> =
                words.filter_map(|word| self.0.get(word)).copied().collect();
            weights.sort_by(f64::total_cmp);
            weights.iter().sum()
        };
        let both = weigh(&mut a.intersection(b));
        both / (weigh(&mut a.iter()) * weigh(&mut b.iter()))
            .sqrt()
            .max(1e-9)
    }
}

/// Pairs of articles on one story: five two-word names in common, each rare.
fn stories(articles: &[Read]) -> Vec<(usize, usize)> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, read) in articles.iter().enumerate() {
        for name in &read.names {
            by_name.entry(name).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in by_name
        .values()
        .filter(|holders| (2..=40).contains(&holders.len()))
    {
        for (at, &a) in holders.iter().enumerate() {
            for &b in &holders[at + 1..] {
                let (Some(p), Some(q)) = (articles[a].article.date, articles[b].article.date)
                else {
                    continue;
                };
                if days_between(p.day, q.day).abs() <= DAYS {
                    *shared.entry((a, b)).or_default() += 1;
                }
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = shared
        .into_iter()
        .filter(|&(_, count)| count >= 5)
        .map(|(pair, _)| pair)
        .collect();
    // Spread over the whole collection, and the same in each run.
    pairs.sort_by_key(|&(a, b)| {
        (a.wrapping_mul(2_654_435_761) ^ b.wrapping_mul(40_503)) % 1_000_003
    });
    pairs
}

/// One fault for each of [`WANTED`] articles, the kinds as even as they come.
fn choose(articles: &[Read], weights: &Weights) -> Vec<Chosen> {
    let mut used = FxHashSet::default();
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (a, b) in stories(articles) {
        if chosen.len() == WANTED {
            break;
        }
        if used.contains(&a)
            || used.contains(&b)
            || articles[a].article.text == articles[b].article.text
        {
            continue;
        }
        let faults = faults(&articles[a], &articles[b], weights);
        let rarest = |fault: &&Fault| {
            (
                counts.get(&fault.kind).copied().unwrap_or_default(),
                fault.at.start,
            )
        };
        let Some(fault) = faults.iter().min_by_key(rarest) else {
            continue;
        };
        if counts.get(&fault.kind).copied().unwrap_or_default() > WANTED / 4 {
            continue;
        }
        *counts.entry(fault.kind).or_default() += 1;
        used.extend([a, b]);
        chosen.push((a, b, fault.clone()));
    }
    chosen
}

/// Whatever can be changed in one article of what the other states as well.
fn faults(a: &Read, b: &Read, weights: &Weights) -> Vec<Fault> {
    /// Sentences from the start of an article.
    const LEAD: usize = 40;
    let mut found = Vec::new();
    for (at, words) in a.sentences.iter().enumerate().take(LEAD) {
        let closest = b
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, other)| other.len() >= 6)
            .map(|(index, other)| (weights.alike(words, other), index))
            .max_by(|x, y| x.0.total_cmp(&y.0));
        let Some((alike, other)) =
            closest.filter(|&(alike, _)| alike >= STATES && words.len() >= 6)
        else {
            continue;
        };
        let one = a.analysis.sentences[at].span.of(&a.article.text);
        let two = b.analysis.sentences[other].span.of(&b.article.text);
        let furniture = |text: &str| {
            ["\n", "Photos:", "Caption", " MORE "]
                .iter()
                .any(|mark| text.contains(mark))
                || !text.ends_with(['.', '”', '"'])
        };
        let line = |read: &Read, at: usize| {
            let text = &read.article.text;
            let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
            let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
            furniture(text[start..end].trim_end())
        };
        let start = |read: &Read, at: usize| read.analysis.sentences[at].span.start as usize;
        if line(a, start(a, at)) || line(b, start(b, other)) || furniture(one) || furniture(two) {
            continue;
        }
        for (kind, at, new) in changes(a, at, &b.sentences[other]) {
            // What the article tells again elsewhere it would contradict itself.
            let old = &a.article.text[at.clone()];
            let told = matches!(kind, Kind::Number | Kind::Speaker | Kind::Holder);
            if told && a.article.text.matches(old).count() > 1 {
                continue;
            }
            found.push(Fault {
                kind,
                at,
                new,
                sentences: [one.to_owned(), two.to_owned()],
                alike,
            });
        }
    }
    found
}

const PLACES: [&str; 24] = [
    "Chicago",
    "Houston",
    "Dallas",
    "Boston",
    "Seattle",
    "Denver",
    "Atlanta",
    "Miami",
    "London",
    "Paris",
    "Berlin",
    "Moscow",
    "Texas",
    "Florida",
    "Ohio",
    "Virginia",
    "California",
    "Iowa",
    "France",
    "Germany",
    "Russia",
    "China",
    "Iran",
    "Syria",
];
const DAYS_OF_WEEK: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const NUMBERS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
/// Offices that one person holds at a time.
const ROLES: [&str; 8] = [
    "President",
    "Governor",
    "Gov.",
    "Mayor",
    "Minister",
    "Secretary",
    "Speaker",
    "Chief",
];
const NOT_HOLDERS: [&str; 6] = ["former", "Former", "Vice", "Deputy", "ousted", "acting"];
const MONTHS: [&str; 24] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "Jun.",
    "Jul.",
    "Aug.",
    "Sept.",
    "Sep.",
    "Oct.",
    "Nov.",
    "Dec.",
];
/// Verbs that take a "not" behind them.
const AUXILIARIES: [&str; 8] = ["was", "were", "is", "are", "will", "would", "has", "did"];

/// The facts of a sentence that the words of the other state as well, each with another in its place.
fn changes(
    read: &Read,
    sentence: usize,
    other: &FxHashSet<String>,
) -> Vec<(Kind, std::ops::Range<usize>, String)> {
    let text = &read.article.text;
    let tokens = read.analysis.tokens_of(&read.analysis.sentences[sentence]);
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let next = |list: &[&str], word: &str, step: usize| {
        let at = list.iter().position(|one| *one == word)?;
        Some(list[(at + step) % list.len()].to_owned())
    };
    let quoted = tokens
        .iter()
        .any(|token| matches!(token.span.of(text), "\"" | "“" | "”" | "``" | "''"));
    let surname = |at: usize| {
        let full = tokens
            .get(at)
            .zip(tokens.get(at + 1))
            .is_some_and(|(first, last)| {
                first.shape.has(Shape::CAPITAL)
                    && last.shape.has(Shape::CAPITAL)
                    && last.span.len() > 3
            });
        full.then(|| tokens[at].span.to(tokens[at + 1].span).range())
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let here = word(at);
        let stated = other.contains(&here.to_lowercase());
        let range = token.span.range();
        if matches!(here, "said" | "says") && quoted {
            let name = surname(at + 1).or_else(|| at.checked_sub(2).and_then(surname));
            if let Some(name) = name {
                let last = text[name.clone()]
                    .split(' ')
                    .next_back()
                    .unwrap_or_default()
                    .to_lowercase();
                if other.contains(&last) {
                    found.push((Kind::Speaker, name, "Peter Hallmann".to_owned()));
                }
            }
        }
        if quoted {
            continue;
        }
        if AUXILIARIES.contains(&here)
            && stated
            && !matches!(word(at + 1), "not" | "n't" | "n’t" | "no")
        {
            found.push((Kind::Polarity, range.end..range.end, " not".to_owned()));
        }
        let held = !(at.saturating_sub(3)..at).any(|before| NOT_HOLDERS.contains(&word(before)));
        if ROLES.contains(&here)
            && held
            && let Some(name) = surname(at + 1)
            && other.contains(&word(at + 2).to_lowercase())
        {
            found.push((Kind::Holder, name, "Peter Hallmann".to_owned()));
        }
        if !stated {
            continue;
        }
        let joined = |at: usize| {
            MONTHS.contains(&word(at))
                || matches!(
                    word(at),
                    "-" | "–" | "/" | ":" | "." | "and" | "or" | "to" | "No"
                )
        };
        if let Some(new) = next(&NUMBERS, here, 3) {
            found.push((Kind::Number, range.clone(), new));
        } else if let Ok(number) = here.replace(',', "").parse::<u64>()
            && !(1900..2100).contains(&number)
            && !here.starts_with('0')
            && !joined(at + 1)
            && !at.checked_sub(1).is_some_and(joined)
        {
            found.push((Kind::Number, range.clone(), (number * 2 + 3).to_string()));
        }
        if let Some(new) = next(&DAYS_OF_WEEK, here, 2) {
            found.push((Kind::Day, range.clone(), new));
        }
        if let Some(new) = next(&PLACES, here, 1) {
            found.push((Kind::Place, range, new));
        }
    }
    found
}
