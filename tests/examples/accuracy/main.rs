//! Measures gainsay on text whose answers are known.
//!
//! ```text
//! cargo run --release --example accuracy -- DATA/pairs > reports/accuracy-pairs.md
//! cargo run --release --example accuracy -- ARTICLES FACTS > reports/accuracy-incidents.md
//! ```
//!
//! A folder holds pairs of texts; `ARTICLES` holds reports as gainsay reads them, each with a field
//! `incident`, and `FACTS` what a registry says of each incident.

#![expect(clippy::print_stdout, reason = "a program that reports")]

mod incidents;
mod pairs;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match &std::env::args().skip(1).collect::<Vec<_>>()[..] {
        [folder] => pairs::report(Path::new(folder)),
        [articles, facts] => incidents::report(Path::new(articles), Path::new(facts)),
        _ => bail!("usage: accuracy FOLDER-WITH-PAIRS | accuracy ARTICLES FACTS"),
    }
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
