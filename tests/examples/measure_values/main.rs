//! Measures the grammars of dates and quantities on public sets of expected values.
//!
//! `cargo run --release --example measure_values -- DATA [--errors SET]`, where `DATA` holds
//! `normalise/*.tar.gz` and `articles/news-12k.jsonl.gz`. Prints one line per set; `--errors`
//! lists what went wrong in the sets whose name holds `SET`.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]
#![allow(missing_docs, reason = "an example has no public items")]

mod duckling;
mod recognizers;
mod speed;
mod timebank;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Files of an archive: name and text.
fn files(archive: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let file = std::fs::File::open(archive)?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut files = Vec::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        files.push((name, text.trim_start_matches('\u{feff}').to_owned()));
    }
    files.sort();
    Ok(files)
}

/// Hits, misses and false alarms, with a line for each that went wrong.
#[derive(Default)]
struct Score {
    right: usize,
    total: usize,
    /// Of those that no news text could hold: how many are right, and how many there are of each
    /// reason.
    left_right: usize,
    left: BTreeMap<&'static str, usize>,
    errors: Vec<String>,
}

impl Score {
    fn add(&mut self, right: bool, error: impl FnOnce() -> String) {
        self.total += 1;
        if right {
            self.right += 1;
        } else {
            self.errors.push(error());
        }
    }

    fn add_left_out(&mut self, reason: &'static str, right: bool) {
        *self.left.entry(reason).or_default() += 1;
        self.left_right += usize::from(right);
    }

    fn print(&self, name: &str, shown: Option<&str>) {
        let percent = |right: usize, total: usize| 100.0 * right as f64 / total.max(1) as f64;
        print!(
            "{name:48} {:4} of {:4}  {:5.1} %",
            self.right,
            self.total,
            percent(self.right, self.total)
        );
        if !self.left.is_empty() {
            let left: usize = self.left.values().sum();
            let (right, total) = (self.right + self.left_right, self.total + left);
            print!(
                "   with those left out {right:4} of {total:4}  {:5.1} %",
                percent(right, total)
            );
        }
        println!();
        if shown.is_some_and(|shown| name.contains(shown)) {
            for error in &self.errors {
                println!("    {error}");
            }
        }
        for (reason, count) in &self.left {
            println!("    left out: {count:4} {reason}");
        }
    }
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let data = PathBuf::from(
        args.next()
            .context("usage: measure_values DATA [--errors SET]")?,
    );
    let mut shown = None;
    while let Some(arg) = args.next() {
        if arg == "--errors" {
            shown = args.next();
        }
    }
    let shown = shown.as_deref();
    let normalise = data.join("normalise");
    timebank::measure(&files(&normalise.join("timebank-half.tar.gz"))?, shown);
    recognizers::measure(
        &files(&normalise.join("recognizers-text-english.tar.gz"))?,
        shown,
    )?;
    duckling::measure(&files(&normalise.join("duckling-english.tar.gz"))?, shown);
    speed::measure(&data.join("articles/news-12k.jsonl.gz"))?;
    Ok(())
}
