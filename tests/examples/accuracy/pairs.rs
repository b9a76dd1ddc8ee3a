//! `gainsay compare` on pairs of texts. Every `.jsonl` file of the folder holds pairs with `a`, `b`
//! and `label` (conflict, agree or neutral).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use gainsay::compare::Verdict;
use gainsay::pipeline::{Compared, Options, Pair, compare_pairs};
use gainsay::report::DEFAULT_CONFIDENCE;

use super::{Task, percent};

/// Rules with fewer conflicts than this are not calibrated on their own.
const ENOUGH: usize = 100;
/// The lowest tenth of confidence in the calibration table, and how many there are.
const TENTHS: std::ops::Range<usize> = 4..10;

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    wrong: usize,
    /// Of the confidences.
    sum: f64,
}

impl Count {
    fn add(&mut self, right: bool, confidence: f64) {
        *if right {
            &mut self.right
        } else {
            &mut self.wrong
        } += 1;
        self.sum += confidence;
    }

    fn all(self) -> usize {
        self.right + self.wrong
    }

    fn precision(self) -> String {
        match self.all() {
            0 => "–".to_owned(),
            all => percent(self.right, all),
        }
    }

    /// `| right | wrong | precision | recall | false alarms |` of a set.
    fn cells(self, set: &Set) -> String {
        let recall = percent(self.right, set.conflicts);
        let alarms = percent(self.wrong, set.pairs - set.conflicts);
        let Self { right, wrong, .. } = self;
        format!(
            "{right} | {wrong} | {} | {recall} | {alarms} |",
            self.precision()
        )
    }
}

/// One file of pairs and what was found in it.
#[derive(Default)]
struct Set {
    name: String,
    pairs: usize,
    /// Pairs so labelled.
    conflicts: usize,
    /// Listed conflicts by rule.
    rules: BTreeMap<String, Count>,
}

/// Conflicts of all sets, listed or not, by tenth of confidence; of all rules under "".
type Tenths = BTreeMap<String, [Count; 10]>;

/// The tables by set, by rule and set, and of calibration.
pub(crate) fn report(task: &Task) -> Result<String> {
    let mut sets = Vec::new();
    let mut tenths = Tenths::new();
    for path in files(&task.data.join("pairs"))? {
        sets.push(measure(&path, &mut tenths)?);
    }
    let mut out = by_set(&sets);
    out += "\n### By rule and set\n\n";
    out += &by_rule(&sets);
    out += "\n### Calibration\n\n";
    out += &calibration(&tenths);
    Ok(out)
}

fn measure(path: &Path, tenths: &mut Tenths) -> Result<Set> {
    let (pairs, conflicts) = read(path)?;
    let options = Options {
        jobs: Some(1),
        ..Options::default()
    };
    let start = Instant::now();
    let compared = compare_pairs(&options, &pairs, false)?;
    let speed = pairs.len() as f64 / start.elapsed().as_secs_f64();
    let mut set = Set {
        name: path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        pairs: pairs.len(),
        conflicts: conflicts.iter().filter(|&&conflict| conflict).count(),
        ..Set::default()
    };
    println!("{}: {speed:.0} pairs a second on one core", set.name);
    for (one, &conflict) in compared.iter().zip(&conflicts) {
        if one.verdict != Verdict::Conflict {
            continue;
        }
        for rule in ["", &one.rule] {
            tenths.entry(rule.to_owned()).or_default()[tenth(one)].add(conflict, one.confidence);
        }
        if one.confidence >= DEFAULT_CONFIDENCE {
            let rule = set.rules.entry(one.rule.clone()).or_default();
            rule.add(conflict, one.confidence);
        }
    }
    Ok(set)
}

fn sum<'c>(counts: impl Iterator<Item = &'c Count>) -> Count {
    counts.fold(Count::default(), |all, one| Count {
        right: all.right + one.right,
        wrong: all.wrong + one.wrong,
        sum: all.sum + one.sum,
    })
}

fn by_set(sets: &[Set]) -> String {
    let mut out = String::from(
        "| set | pairs | labelled conflict | right | wrong | precision | recall | false alarms |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for set in sets {
        let Set {
            name,
            pairs,
            conflicts,
            rules,
        } = set;
        let cells = sum(rules.values()).cells(set);
        let _ = writeln!(out, "| {name} | {pairs} | {conflicts} | {cells}");
    }
    out
}

fn by_rule(sets: &[Set]) -> String {
    let mut out = String::from(
        "| rule | set | right | wrong | precision | recall | false alarms |\n|---|---|---|---|---|---|---|\n",
    );
    let rules: BTreeSet<&String> = sets.iter().flat_map(|set| set.rules.keys()).collect();
    let all = Set {
        pairs: sets.iter().map(|set| set.pairs).sum(),
        conflicts: sets.iter().map(|set| set.conflicts).sum(),
        ..Set::default()
    };
    for rule in rules {
        let of = || {
            sets.iter()
                .filter_map(|set| Some((set, set.rules.get(rule)?)))
        };
        let total = sum(of().map(|(_, count)| count)).cells(&all);
        let _ = writeln!(out, "| **{rule}** | all | {total}");
        for (set, count) in of() {
            let _ = writeln!(out, "| | {} | {}", set.name, count.cells(set));
        }
    }
    out
}

fn calibration(tenths: &Tenths) -> String {
    let enough = |counts: &[Count; 10]| sum(counts.iter()).all() >= ENOUGH;
    let shown: Vec<_> = tenths.iter().filter(|(_, counts)| enough(counts)).collect();
    let mut out = String::from("| confidence | mean |");
    for (rule, _) in &shown {
        let _ = write!(
            out,
            " {} |",
            if rule.is_empty() { "all rules" } else { rule }
        );
    }
    let _ = writeln!(out, "\n|---|---|{}", "---|".repeat(shown.len()));
    for tenth in TENTHS {
        let all = tenths
            .get("")
            .map_or(Count::default(), |counts| counts[tenth]);
        if all.all() == 0 {
            continue;
        }
        let (low, high) = (tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
        let mean = all.sum / all.all() as f64;
        let _ = write!(out, "| {low:.1} to {high:.1} | {mean:.2} |");
        for (_, counts) in &shown {
            let count = counts[tenth];
            match count.all() {
                0 => out.push_str(" – |"),
                all => {
                    let _ = write!(out, " {} of {all} |", count.precision());
                }
            }
        }
        out.push('\n');
    }
    out
}

fn tenth(one: &Compared) -> usize {
    let at_least = |&tenth: &usize| one.confidence >= tenth as f64 / 10.0;
    (0..10).rev().find(at_least).unwrap_or_default()
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
    paths.sort();
    Ok(paths)
}

/// The pairs of a file, and which of them are labelled conflict.
fn read(path: &Path) -> Result<(Vec<Pair>, Vec<bool>)> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut pairs = Vec::new();
    let mut conflicts = Vec::new();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line)?;
        conflicts.push(value["label"] == "conflict");
        pairs.push(serde_json::from_value(value)?);
    }
    Ok((pairs, conflicts))
}
