//! `gainsay compare`: what two texts, or many pairs of texts, are to each other.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::compare::Verdict;
use crate::pipeline::{self, Compared, Options, Pair};
use crate::report::{DEFAULT_CONFIDENCE, harmless, verdict};

use super::args::{ClaimsFormat, Compare};
use super::{FOUND_NOTHING, FOUND_SOMETHING, terminal};

/// Compares and prints the verdicts in the order of the pairs.
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
        jobs: typed.threads.jobs.map(usize::from),
        ..Options::default()
    };
    let least = typed.min_confidence.unwrap_or(DEFAULT_CONFIDENCE);
    let mut out = String::new();
    let mut conflict = false;
    let format = typed.output_format.unwrap_or(match typed.pairs {
        Some(_) => ClaimsFormat::Jsonl,
        None => ClaimsFormat::Text,
    });
    let all = pipeline::compare_pairs(&options, &pairs, typed.explain)?;
    for (mut compared, pair) in all.into_iter().zip(&pairs) {
        if compared.verdict == Verdict::Conflict && compared.confidence < least {
            compared.verdict = Verdict::Unrelated;
        }
        conflict |= compared.verdict == Verdict::Conflict;
        match format {
            ClaimsFormat::Jsonl => out.push_str(&serde_json::to_string(&compared)?),
            ClaimsFormat::Text => out.push_str(&sentence(&compared, pair)),
        }
        out.push('\n');
        if typed.explain {
            out.push_str(&compared.explanation);
        }
    }
    terminal::write(&out, typed.target.output_file.as_deref())?;
    Ok(if conflict && typed.pairs.is_none() && !typed.exit_zero {
        FOUND_SOMETHING
    } else {
        FOUND_NOTHING
    })
}

/// `conflict[happened]: Is it so: “…”?`, and both sides.
fn sentence(compared: &Compared, pair: &Pair) -> String {
    let name = verdict(compared.verdict);
    let mut text = if compared.rule.is_empty() {
        format!("{name}: {}", compared.reason)
    } else {
        format!("{name}[{}]: {}", compared.rule, compared.question)
    };
    if !compared.rule.is_empty() {
        for (which, text_of, span) in [
            ("first", &pair.a, compared.a_span),
            ("second", &pair.b, compared.b_span),
        ] {
            if let Some([start, end]) = span {
                let said = text_of
                    .get(start as usize..end as usize)
                    .unwrap_or_default();
                let _ = write!(
                    text,
                    "\n  the {which} text says “{said}” (bytes {start} to {end})"
                );
            }
        }
        let _ = write!(
            text,
            "\n  {}; confidence {:.2}",
            compared.reason, compared.confidence
        );
    }
    text.lines().map(harmless).collect::<Vec<_>>().join("\n")
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
