//! `gainsay check`, and `gainsay report` that prints a saved one anew.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::compare::Verdict;
use crate::pipeline;
use crate::report::{self, Context, Format, Report, RuleInfo, Silenced, count};
use crate::rules::Severity;

use super::args::{Check, ColorWhen, Global, Quote, ReportCommand};
use super::judge::Judge;
use super::settings::{self, Bar, Found, Printing};
use super::{FAILED, FOUND_NOTHING, FOUND_SOMETHING, files, list_problems, terminal};

/// What `--report` writes.
const REPORT: &[(&str, Format)] = &[
    ("gainsay.html", Format::Html),
    ("gainsay.json", Format::Json),
    ("gainsay.md", Format::Markdown),
];

/// GitHub refuses a step's summary over 1 MiB.
const STEP_SUMMARY: usize = 1_000_000;

/// Checks articles and prints what was found.
///
/// # Errors
/// When the settings or the rules have mistakes, or the output cannot be written.
pub fn check(typed: &Check, global: &Global) -> Result<u8> {
    let started = Instant::now();
    let found = Found::search(global)?;
    let options = settings::options(&typed.inputs, &typed.knowledge, &found.config);
    let printing = Printing::new(&typed.output, &found.config);
    let bar = Bar::new(&typed.judging, &found.config);
    if typed.show_settings {
        terminal::write(&settings::show(&found, &options, &printing, &bar), None)?;
        return Ok(FOUND_NOTHING);
    }
    if let (Some(path), true) = (&found.path, global.verbose > 0) {
        terminal::tell(&format!("configuration: {}", path.display()));
    }
    if let Some(fingerprint) = &typed.explain {
        if printing.quote == Quote::None {
            bail!("`--explain` quotes the articles: it does not go with `quote` set to `none`");
        }
        return explain(&options, fingerprint, global);
    }
    let whole = options.select.is_empty() && options.ignore.is_empty();
    let judge = Judge::new(bar, settings::Known::new(&typed.judging, &found), whole)?;
    let report = pipeline::check(&options, &terminal::Bar::new(global))?;
    let run = Run {
        global,
        printing,
        judge,
        rules_dirs: options.rules_dirs,
        started: Some(started),
    };
    run.finish(report)
}

/// Prints the accounts of the findings whose fingerprints begin so.
fn explain(options: &pipeline::Options, fingerprint: &str, global: &Global) -> Result<u8> {
    let bar = terminal::Bar::new(global);
    let accounts = pipeline::explain(options, &fingerprint.to_lowercase(), &bar)?;
    if accounts.is_empty() {
        terminal::tell(&format!(
            "No finding has the fingerprint `{fingerprint}`. `gainsay check --output-format concise` \
             ends each line with one; add `--verdicts all` for findings of every verdict."
        ));
        return Ok(FAILED);
    }
    let lines = accounts.iter().flat_map(|account| account.lines());
    let text: String = lines.map(|line| report::harmless(line) + "\n").collect();
    terminal::write(&text, None)?;
    Ok(FOUND_NOTHING)
}

/// Prints a saved report in another format.
///
/// # Errors
/// When it cannot be read or written.
pub fn report(typed: &ReportCommand, global: &Global) -> Result<u8> {
    let found = Found::search(global)?;
    let text = read(&typed.saved)?;
    let report = report::parse(&text).map_err(|e| anyhow!("{}: {e}", typed.saved.display()))?;
    let bar = Bar::new(&typed.judging, &found.config);
    let run = Run {
        global,
        printing: Printing::new(&typed.output, &found.config),
        judge: Judge::new(bar, settings::Known::new(&typed.judging, &found), false)?,
        rules_dirs: found.config.rules.unwrap_or_default(),
        started: None,
    };
    run.finish(report)
}

fn read(path: &Path) -> Result<String> {
    if path != Path::new("-") {
        return std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the report {}", path.display()));
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("cannot read the report on standard input")?;
    Ok(text)
}

/// What is done with a report once it is there.
struct Run<'a> {
    global: &'a Global,
    printing: Printing,
    judge: Judge,
    rules_dirs: Vec<PathBuf>,
    /// When the check began; `None` when nothing was checked.
    started: Option<Instant>,
}

impl Run<'_> {
    /// Drops what is not to be listed, prints the rest, and tells the exit status.
    fn finish(self, mut report: Report) -> Result<u8> {
        list_problems(&report.problems, self.global);
        self.judge
            .tell_stale(&report, self.global, self.printing.quote);
        let silenced = self.judge.judge(&mut report);
        if let Some(path) = self.judge.write_baseline(&report)? {
            let n = count(report.findings.len(), "finding");
            terminal::tell(&format!("Wrote {n} to {}.", path.display()));
            return Ok(FOUND_NOTHING);
        }
        self.summarise(&report, &silenced);
        let fails = self.judge.fails(&report);
        self.print(&mut report, silenced)?;
        if report.articles == 0 && !report.problems.is_empty() {
            return Ok(FAILED);
        }
        Ok(if fails {
            FOUND_SOMETHING
        } else {
            FOUND_NOTHING
        })
    }

    fn print(&self, report: &mut Report, mut silenced: Vec<Silenced>) -> Result<()> {
        let rules = self.rules()?;
        if self.printing.quote == Quote::None {
            report::redact(report, &rules);
            report::redact_silenced(&mut silenced, &rules);
        }
        let file = self.printing.file.as_deref();
        let context = self.context(rules, silenced, file);
        if let Some(folder) = &self.printing.report {
            self.write_report(folder, report, context.clone())?;
        }
        if self.printing.statistics {
            return terminal::write(&report::statistics(report), file);
        }
        if self.printing.format == Format::Github {
            step_summary(report, &context);
        }
        terminal::write(
            &report::render(self.printing.format, report, &context),
            file,
        )
    }

    /// The rules, for the formats that tell about them.
    fn rules(&self) -> Result<Vec<RuleInfo>> {
        let printing = &self.printing;
        let told = matches!(printing.format, Format::Sarif | Format::Html)
            || printing.report.is_some()
            || printing.quote == Quote::None;
        if !told {
            return Ok(Vec::new());
        }
        let mut rules = pipeline::rules(&self.rules_dirs)?;
        self.judge.add_precision(&mut rules);
        Ok(rules)
    }

    fn context(
        &self,
        rules: Vec<RuleInfo>,
        silenced: Vec<Silenced>,
        file: Option<&Path>,
    ) -> Context {
        let color = self.global.color;
        Context {
            rules,
            silenced,
            color: terminal::color(color) && (file.is_none() || color == ColorWhen::Always),
            width: file.is_none().then(terminal::width).flatten(),
            link_base: file.and_then(files::way_back),
            byte_column: Some(files::byte_column),
        }
    }

    /// Writes the report for people and for programs into a folder.
    fn write_report(&self, folder: &Path, report: &Report, mut context: Context) -> Result<()> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        for (name, format) in REPORT {
            let path = folder.join(name);
            context.link_base = files::way_back(&path);
            terminal::write(&report::render(*format, report, &context), Some(&path))?;
        }
        if self.global.quiet == 0 {
            terminal::tell(&format!("Wrote {}.", folder.join(REPORT[0].0).display()));
        }
        Ok(())
    }

    /// One line on standard error that says what was done and found.
    fn summarise(&self, report: &Report, silenced: &[Silenced]) {
        if self.global.quiet > 0 {
            return;
        }
        if report.articles > 0 || self.started.is_none() {
            terminal::tell(&summary(report));
        }
        if !silenced.is_empty() {
            terminal::tell(&silence(silenced));
        }
        if let Some(started) = self.started {
            let seconds = started.elapsed().as_secs_f64();
            terminal::tell(&read_words(report, seconds));
        }
    }
}

/// GitHub shows a few annotations of each step; the rest is in the step's summary.
fn step_summary(report: &Report, context: &Context) {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return;
    };
    let mut text = report::render(Format::Markdown, report, context);
    if text.len() > STEP_SUMMARY {
        let cut = text.floor_char_boundary(STEP_SUMMARY);
        let cut = text[..cut].rfind("\n### ").map_or(cut, |at| at + 1);
        text.truncate(cut);
        text.push_str("\nThe list goes on: GitHub's summary holds no more.\n");
    }
    let file = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path);
    if let Err(error) = file.and_then(|mut file| file.write_all(text.as_bytes())) {
        let path = Path::new(&path).display();
        terminal::tell(&format!(
            "cannot write the step's summary to {path}: {error}"
        ));
    }
}

/// `Found 3 conflicts (2 errors, 1 warning) and 4 other findings.`
fn summary(report: &Report) -> String {
    let mut by_severity: BTreeMap<Severity, usize> = BTreeMap::new();
    for finding in report
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Conflict)
    {
        *by_severity.entry(finding.severity).or_default() += 1;
    }
    let conflicts: usize = by_severity.values().sum();
    let severities: Vec<String> = by_severity
        .iter()
        .rev()
        .map(|(severity, &n)| match severity {
            Severity::Error => count(n, "error"),
            Severity::Warning => count(n, "warning"),
            Severity::Info => format!("{n} info"),
        })
        .collect();
    let others = match report.findings.len() - conflicts {
        0 => String::new(),
        n => format!(" and {}", count(n, "other finding")),
    };
    match conflicts {
        0 => format!("Found no conflicts{others}."),
        n => format!(
            "Found {} ({}){others}.",
            count(n, "conflict"),
            severities.join(", ")
        ),
    }
}

/// `Silenced: 2 by decisions, 1 by the baseline.`
fn silence(silenced: &[Silenced]) -> String {
    let mut counts = BTreeMap::new();
    for one in silenced {
        *counts.entry(one.by).or_insert(0_usize) += 1;
    }
    let words: Vec<String> = counts
        .iter()
        .map(|(by, n)| format!("{n} {}", by.words()))
        .collect();
    format!("Silenced: {}.", words.join(", "))
}

/// `Read 15 articles: 210 claims on 96 questions, in 0.42 s.`
fn read_words(report: &Report, seconds: f64) -> String {
    let unread = match report.problems.len() {
        0 => String::new(),
        n => format!(" {} listed above.", count(n, "problem")),
    };
    let advice = if report.articles == 0 && report.problems.is_empty() {
        " gainsay reads .txt, .md, .html, .json, .jsonl, RSS and Atom files, also as .gz or .zst."
    } else {
        ""
    };
    format!(
        "Read {}: {} on {}, in {seconds:.2} s.{unread}{advice}",
        count(report.articles, "article"),
        count(report.claims, "claim"),
        count(report.clusters, "question"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_summary_counts_conflicts_and_others() {
        let mut report = sample::report();
        assert_eq!(summary(&report), "Found 2 conflicts (1 error, 1 warning).");
        report.findings[0].verdict = Verdict::Revised;
        assert_eq!(
            summary(&report),
            "Found 1 conflict (1 warning) and 1 other finding."
        );
        report.findings.clear();
        assert_eq!(summary(&report), "Found no conflicts.");
    }
}
