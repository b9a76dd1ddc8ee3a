//! Measures gainsay on text whose answers are known, and writes the tables of `reports/accuracy.md`.
//!
//! ```text
//! cargo run --release --example accuracy -- DATA                 all parts
//! cargo run --release --example accuracy -- DATA pairs news      these parts
//! cargo run --release --example accuracy -- DATA faults --list --keep=FOLDER
//! ```
//!
//! `DATA` holds public sets: `pairs/*.jsonl`, pairs of texts, and in `articles/` news, reports of
//! incidents with what a registry says of them, and topics of two events that look alike. Each part
//! is written between its two marks in the page; what stands outside of them is written by hand and
//! stays. `--list` prints the changed facts, both sentences each, and `--keep` keeps the articles.

#![expect(clippy::print_stdout, reason = "a program that reports")]

mod collections;
mod faults;
mod incidents;
mod pairs;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use gainsay::compare::Verdict;
use gainsay::pipeline::Options;
use gainsay::read::Inputs;
use gainsay::report::{Claim, DEFAULT_CONFIDENCE, Finding, Report};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/accuracy.md");

/// The parts of the page by name, in its order.
const PARTS: [(&str, Measure); 5] = [
    ("pairs", pairs::report),
    ("news", collections::news),
    ("incidents", incidents::report),
    ("look-alikes", collections::look_alikes),
    ("faults", faults::report),
];

type Measure = fn(&Task) -> Result<String>;

/// What is to be measured.
struct Task {
    data: PathBuf,
    list: bool,
    keep: Option<PathBuf>,
}

impl Task {
    fn articles(&self, name: &str) -> PathBuf {
        self.data.join("articles").join(name)
    }
}

fn main() -> Result<()> {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with("--"));
    let [data, parts @ ..] = &words[..] else {
        bail!("usage: accuracy DATA [PART…] [--list] [--keep=FOLDER]");
    };
    let task = Task {
        data: PathBuf::from(data),
        list: flags.iter().any(|flag| flag == "--list"),
        keep: flags
            .iter()
            .find_map(|flag| Some(flag.strip_prefix("--keep=")?.into())),
    };
    let known = |part: &String| PARTS.iter().any(|(name, _)| name == part);
    if let Some(part) = parts.iter().find(|part| !known(part)) {
        let names = PARTS.map(|(name, _)| name).join(", ");
        bail!("no part `{part}`; there are {names}");
    }
    for (name, measure) in PARTS {
        if parts.is_empty() || parts.iter().any(|part| part == name) {
            let text = measure(&task)?;
            println!("{text}");
            let page = std::fs::read_to_string(PAGE)?;
            std::fs::write(PAGE, filled(&page, name, &text)?)?;
        }
    }
    Ok(())
}

/// The page with this text between the part's marks.
fn filled(page: &str, part: &str, text: &str) -> Result<String> {
    let (begin, end) = (
        format!("<!-- {part} -->"),
        format!("<!-- end of {part} -->"),
    );
    let parted = page.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some(format!(
            "{before}{begin}\n\n{}\n\n{end}{after}",
            text.trim_end()
        ))
    });
    parted.with_context(|| format!("{PAGE} has no marks `{begin}` and `{end}`"))
}

/// A check of these articles, as the program does it unless told otherwise.
fn options(articles: &Path) -> Options {
    Options {
        inputs: Inputs {
            paths: vec![articles.to_owned()],
            ..Inputs::default()
        },
        use_reference: true,
        ..Options::default()
    }
}

/// The conflicts that are listed unless someone asks for more.
fn conflicts(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| {
        finding.verdict == Verdict::Conflict && finding.confidence >= DEFAULT_CONFIDENCE
    })
}

fn claims_of(finding: &Finding) -> impl Iterator<Item = &Claim> {
    finding.sides.iter().flat_map(|side| &side.claims)
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
