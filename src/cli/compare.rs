//! `gainsay compare`: what two texts, or many pairs of texts, are to each other.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::compare::Verdict;
use crate::pipeline::{self, Options, Pair};

use super::args::Compare;
use super::settings::DEFAULT_CONFIDENCE;
use super::{FOUND_NOTHING, FOUND_SOMETHING, terminal};

/// Compares and prints one JSON object a line, in the order of the pairs.
///
/// # Errors
/// When a file cannot be read, a line is no pair, or the output cannot be written.
pub fn run(typed: &Compare) -> Result<u8> {
    let pairs = match &typed.pairs {
        Some(path) => pairs(path)?,
        None => vec![pair(typed)?],
    };
    let options = Options {
        rules_dirs: typed.rules.clone(),
        jobs: typed.jobs,
        ..Options::default()
    };
    let least = typed.min_confidence.unwrap_or(DEFAULT_CONFIDENCE);
    let mut out = String::new();
    let mut conflict = false;
    for mut compared in pipeline::compare_pairs(&options, &pairs, typed.explain)? {
        if compared.verdict == Verdict::Conflict && compared.confidence < least {
            compared.verdict = Verdict::Unrelated;
        }
        conflict |= compared.verdict == Verdict::Conflict;
        out.push_str(&serde_json::to_string(&compared)?);
        out.push('\n');
        if typed.explain {
            out.push_str(&compared.explanation);
        }
    }
    terminal::write(&out, typed.output_file.as_deref())?;
    Ok(if conflict && typed.pairs.is_none() {
        FOUND_SOMETHING
    } else {
        FOUND_NOTHING
    })
}

fn pair(typed: &Compare) -> Result<Pair> {
    let (a, b) = match (&typed.files[..], &typed.text[..]) {
        ([a, b], []) => (read(a)?, read(b)?),
        ([], [a, b]) => (a.clone(), b.clone()),
        _ => bail!("give two files, or --text twice, or --pairs FILE; see `gainsay help compare`"),
    };
    Ok(Pair {
        id: serde_json::Value::Null,
        a,
        b,
        a_date: None,
        b_date: None,
    })
}

fn read(path: &Path) -> Result<String> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn pairs(path: &Path) -> Result<Vec<Pair>> {
    let text = read(path)?;
    let mut pairs = Vec::new();
    let mut mistakes = Vec::new();
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        match serde_json::from_str(line) {
            Ok(pair) => pairs.push(pair),
            Err(error) => mistakes.push(format!(
                "{}:{}: not a pair: {error}",
                path.display(),
                number + 1
            )),
        }
    }
    if mistakes.is_empty() {
        Ok(pairs)
    } else {
        bail!(mistakes.join("\n"))
    }
}
