//! `gainsay compare` on pairs of texts. Every `.jsonl` file of the folder holds pairs with `a`, `b`
//! and `label` (conflict, agree or neutral).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use gainsay::compare::Verdict;
use gainsay::pipeline::{Compared, Options, Pair, compare_pairs};
use gainsay::report::DEFAULT_CONFIDENCE;

use super::percent;

const HEAD: &str = "\
# Pairs of texts

Written by `cargo run --release --example accuracy -- DATA/pairs > reports/accuracy-pairs.md`. A conflict is counted from a confidence of 0.55 on
(the default). Recall: of the pairs labelled conflict. False alarms: of the pairs labelled agree or neutral. Speed: one
core, the reading of the rules included.
";

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    wrong: usize,
}

impl Count {
    fn add(&mut self, right: bool) {
        *if right {
            &mut self.right
        } else {
            &mut self.wrong
        } += 1;
    }

    fn precision(self) -> String {
        let all = self.right + self.wrong;
        if all == 0 {
            "–".to_owned()
        } else {
            percent(self.right, all)
        }
    }
}

pub(crate) fn report(folder: &Path) -> Result<()> {
    println!("{HEAD}");
    println!("| set | pairs | recall | false alarms | precision | pairs a second |");
    println!("|---|---|---|---|---|---|");
    let mut rules: BTreeMap<String, Count> = BTreeMap::new();
    let mut bins: BTreeMap<u32, Count> = BTreeMap::new();
    for path in sets(folder)? {
        let (pairs, conflicts) = read(&path)?;
        let options = Options {
            jobs: Some(1),
            ..Options::default()
        };
        let start = Instant::now();
        let compared = compare_pairs(&options, &pairs, false)?;
        let speed = pairs.len() as f64 / start.elapsed().as_secs_f64();
        let mut found = Count::default();
        for (one, &conflict) in compared.iter().zip(&conflicts) {
            if one.verdict != Verdict::Conflict {
                continue;
            }
            bins.entry(bin(one)).or_default().add(conflict);
            if one.confidence >= DEFAULT_CONFIDENCE {
                found.add(conflict);
                rules.entry(one.rule.clone()).or_default().add(conflict);
            }
        }
        let real = conflicts.iter().filter(|&&conflict| conflict).count();
        println!(
            "| {} | {} | {} | {} | {} | {speed:.0} |",
            path.file_stem().unwrap_or_default().to_string_lossy(),
            pairs.len(),
            percent(found.right, real),
            percent(found.wrong, pairs.len() - real),
            found.precision(),
        );
    }
    println!(
        "\n## By rule, all sets together\n\n| rule | right | wrong | precision |\n|---|---|---|---|"
    );
    for (rule, count) in &rules {
        println!(
            "| {rule} | {} | {} | {} |",
            count.right,
            count.wrong,
            count.precision()
        );
    }
    println!(
        "\n## By confidence, all sets together\n\n| confidence | right | wrong | precision |\n|---|---|---|---|"
    );
    for (bin, count) in &bins {
        let (low, high) = (f64::from(*bin) / 10.0, f64::from(bin + 1) / 10.0);
        println!(
            "| {low:.1} to {high:.1} | {} | {} | {} |",
            count.right,
            count.wrong,
            count.precision()
        );
    }
    Ok(())
}

/// Tenths.
fn bin(one: &Compared) -> u32 {
    (0..10)
        .rev()
        .find(|&bin| one.confidence >= f64::from(bin) / 10.0)
        .unwrap_or_default()
}

fn sets(folder: &Path) -> Result<Vec<PathBuf>> {
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
