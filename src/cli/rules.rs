//! `gainsay rules`: list, show and test.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, anyhow};

use crate::pipeline;
use crate::report::{RuleInfo, count};

use super::args::{Global, Judging, Rules};
use super::judge::{add_precision, load_decisions};
use super::nearest::did_you_mean;
use super::settings::{Found, Known};
use super::{FOUND_NOTHING, FOUND_SOMETHING, terminal};

/// Runs one of the subcommands.
///
/// # Errors
/// When a rule has mistakes or does not exist.
pub fn run(command: &Rules, global: &Global) -> Result<u8> {
    let configured = |typed: &[PathBuf]| -> Result<Vec<PathBuf>> {
        if typed.is_empty() {
            return Ok(Found::search(global)?.config.rules.unwrap_or_default());
        }
        Ok(typed.to_vec())
    };
    match command {
        Rules::List { rules, precision } => {
            let mut infos = pipeline::rules(&configured(rules)?)?;
            if *precision {
                let found = Found::search(global)?;
                let known = Known::new(&Judging::default(), &found);
                add_precision(&mut infos, &load_decisions(&known.decisions)?);
            }
            list(&infos, *precision)
        }
        Rules::Show { id, rules } => show(id, &pipeline::rules(&configured(rules)?)?),
        Rules::Test { dirs } => test(dirs, global),
    }
}

fn list(rules: &[RuleInfo], precision: bool) -> Result<u8> {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let share = match (precision, rule.precision) {
            (false, _) => String::new(),
            (true, None) => "   no decisions  ".to_owned(),
            (true, Some((share, judged))) => format!("{:>4.0} % of {judged:<5}  ", share * 100.0),
        };
        let _ = writeln!(
            out,
            "{:width$}  {:<7}  {share}{}",
            rule.id, rule.severity, rule.question
        );
    }
    terminal::write(&out, None)?;
    Ok(FOUND_NOTHING)
}

fn show(id: &str, rules: &[RuleInfo]) -> Result<u8> {
    let Some(rule) = rules.iter().find(|rule| rule.id == id) else {
        let hint = did_you_mean(id, rules.iter().map(|rule| rule.id.as_str()));
        let hint = hint.unwrap_or_else(|| "`gainsay rules list` shows all rules".to_owned());
        return Err(anyhow!("no rule `{id}`: {hint}"));
    };
    let mut out = format!(
        "{}  ({})\n\n  asks   {}\n",
        rule.id, rule.severity, rule.question
    );
    for (name, text) in [("why", &rule.why), ("limits", &rule.limits)] {
        if !text.is_empty() {
            let _ = writeln!(out, "  {name:<6} {text}");
        }
    }
    terminal::write(&out, None)?;
    Ok(FOUND_NOTHING)
}

fn test(dirs: &[PathBuf], global: &Global) -> Result<u8> {
    let results = pipeline::test_rules(dirs)?;
    let mut out = String::new();
    for result in &results {
        match &result.failure {
            Some(failure) => {
                let _ = writeln!(
                    out,
                    "FAIL {} example {}: {failure}",
                    result.rule, result.number
                );
            }
            None if global.verbose > 0 => {
                let _ = writeln!(out, "pass {} example {}", result.rule, result.number);
            }
            None => {}
        }
    }
    let failed = results
        .iter()
        .filter(|result| result.failure.is_some())
        .count();
    let _ = writeln!(out, "{}, {failed} failed", count(results.len(), "example"));
    terminal::write(&out, None)?;
    Ok(if failed > 0 {
        FOUND_SOMETHING
    } else {
        FOUND_NOTHING
    })
}
