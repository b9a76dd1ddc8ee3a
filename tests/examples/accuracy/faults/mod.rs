//! Changes one fact in each of many articles and counts how many of the changes `gainsay check`
//! reports at the changed words.
//!
//! A fact is a number, a day, a place, a polarity, a speaker or an office-holder. It is changed in
//! an article for which another one, within two days of it, states the same fact: the sentence there
//! that is most like it shares half of the weight of the words or more, and has the same word among
//! at least half of the full words next to it. A "not" wants the same verb there; a speaker, four
//! words of the quotation; an office-holder, the office before the name. Every run makes the same
//! changes.

mod changes;
mod stories;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use gainsay::pipeline::check;
use rustc_hash::FxHashSet;

use changes::{Kind, Sentences};
use stories::{Read, Weights, read_all, stories};

use super::{Task, claims_of, conflicts, options};

/// Articles to change.
const WANTED: usize = 200;
/// The part of the words' weight, on either side, that two sentences on one fact share at least.
const STATES: f64 = 0.5;
/// Shorter sentences, in words, say too little.
const LEAST: usize = 6;

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

/// The table of what was found.
pub(crate) fn report(task: &Task) -> Result<String> {
    let articles = read_all(&task.articles("news-12k.jsonl.gz"))?;
    let weights = Weights::of(&articles);
    let chosen = choose(&articles, &weights);
    let scratch = tempfile::tempdir()?;
    let folder = task.keep.as_deref().unwrap_or(scratch.path());
    let beside = |which: &str, beside: fn(&Chosen) -> usize| {
        run(&folder.join(which), &articles, &chosen, beside)
    };
    let second = beside("second", |&(_, other, _)| other)?;
    let copy = beside("copy", |&(one, _, _)| one)?;
    if task.list {
        list(&chosen, &second, &copy);
    }
    Ok(table(&chosen, &second, &copy))
}

/// Prints the changes, both sentences each, and whether they were found.
fn list(chosen: &[Chosen], second: &[bool], copy: &[bool]) {
    let told = |found: bool| if found { "found" } else { "missed" };
    for (index, (_, _, fault)) in chosen.iter().enumerate() {
        let [one, other] = &fault.sentences;
        println!(
            "{index} {:?} {:.2} [{}] beside another {}, beside itself {}\n  {one}\n  {other}",
            fault.kind,
            fault.alike,
            fault.new,
            told(second[index]),
            told(copy[index])
        );
    }
}

fn table(chosen: &[Chosen], second: &[bool], copy: &[bool]) -> String {
    let mut out = String::from(
        "| fact | changed | found beside another | 0.5 to 0.65 alike | 0.65 to 0.8 | 0.8 to 1 | beside itself |\n\
         |---|---|---|---|---|---|---|\n",
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
    for kind in Kind::ALL {
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
    let report = check(&options(folder), &())?;
    let mut found = vec![false; chosen.len()];
    for claim in conflicts(&report).flat_map(claims_of) {
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

/// One fault for each of [`WANTED`] articles, the kinds as even as they come. An article that is
/// changed stands beside no other.
fn choose(articles: &[Read], weights: &Weights) -> Vec<Chosen> {
    let (mut changed, mut beside) = (BTreeSet::new(), BTreeSet::new());
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (a, b) in stories(articles) {
        let taken = changed.contains(&a) || beside.contains(&a) || changed.contains(&b);
        if taken || articles[a].article.text == articles[b].article.text {
            continue;
        }
        let rarest = |fault: &Fault| {
            (
                counts.get(&fault.kind).copied().unwrap_or_default(),
                fault.at.start,
            )
        };
        let faults = faults(&articles[a], &articles[b], weights);
        let Some(fault) = faults.into_iter().min_by_key(rarest) else {
            continue;
        };
        *counts.entry(fault.kind).or_default() += 1;
        changed.insert(a);
        beside.insert(b);
        chosen.push((a, b, fault));
        if chosen.len() == WANTED {
            break;
        }
    }
    chosen
}

/// Whatever can be changed in one article of what the other states as well.
fn faults(a: &Read, b: &Read, weights: &Weights) -> Vec<Fault> {
    let mut found = Vec::new();
    for (at, words) in a.sentences.iter().enumerate() {
        let closest = b
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, other)| other.len() >= LEAST)
            .map(|(index, other)| (weights.alike(words, other), index))
            .max_by(|x, y| x.0.total_cmp(&y.0));
        let Some((alike, other)) =
            closest.filter(|&(alike, _)| alike >= STATES && words.len() >= LEAST)
        else {
            continue;
        };
        if a.is_furniture(at) || b.is_furniture(other) {
            continue;
        }
        for (kind, span, new) in Sentences::new((a, at), (b, other), weights).changes() {
            // What the article tells again elsewhere it would contradict itself.
            let old = &a.article.text[span.clone()];
            let told = matches!(kind, Kind::Number | Kind::Speaker | Kind::Holder);
            if told && a.article.text.matches(old).count() > 1 {
                continue;
            }
            found.push(Fault {
                kind,
                at: span,
                new,
                sentences: [a.sentence(at).to_owned(), b.sentence(other).to_owned()],
                alike,
            });
        }
    }
    found
}
