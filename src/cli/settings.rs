//! The settings as they are meant: flags over the configuration file over defaults.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::compare::Verdict;
use crate::pipeline;
use crate::report::{self, DEFAULT_CONFIDENCE, Format};
use crate::review;
use crate::rules::Severity;

use super::args::{FailLevel, Global, Inputs, Judging, Knowledge, Output, Quote, VerdictArg};
use super::config::{self, Config};

/// The usual name of a baseline.
const BASELINE: &str = "gainsay-baseline.json";

/// The configuration that applies, and where it was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The file.
    pub path: Option<PathBuf>,
    /// What it says.
    pub config: Config,
}

impl Found {
    /// Finds and reads the configuration file that the flags and the working folder ask for.
    ///
    /// # Errors
    /// When it cannot be read or has mistakes.
    pub fn search(global: &Global) -> Result<Self> {
        if global.isolated {
            return Ok(Self::default());
        }
        let here = std::env::current_dir().context("cannot tell the working folder")?;
        let path = global.config.clone().or_else(|| config::find(&here));
        let Some(path) = path else {
            return Ok(Self::default());
        };
        // A path below the working folder is shown, and joined to others, as a relative one.
        let path = path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path);
        let config = config::load(&path)?;
        Ok(Self {
            path: Some(path),
            config,
        })
    }

    /// The folder that the project's own files stand in: that of the configuration file, else the
    /// working folder.
    pub fn root(&self) -> PathBuf {
        self.path
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
            .unwrap_or_default()
    }
}

/// How to print findings.
#[derive(Debug, Clone, PartialEq)]
pub struct Printing {
    /// The format.
    pub format: Format,
    /// The file; standard output when `None`.
    pub file: Option<PathBuf>,
    /// How much of the articles to quote.
    pub quote: Quote,
    /// Counts instead of findings?
    pub statistics: bool,
    /// A folder for the report.
    pub report: Option<PathBuf>,
}

impl Printing {
    /// As meant.
    pub fn new(typed: &Output, config: &Config) -> Self {
        Self {
            format: typed.format.or(config.output_format).unwrap_or_default(),
            file: typed.file.clone(),
            quote: typed.quote.or(config.quote).unwrap_or_default(),
            statistics: typed.statistics,
            report: typed.report.clone(),
        }
    }
}

/// Which findings are listed, and which make the check fail.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Verdicts that are listed.
    pub verdicts: Vec<Verdict>,
    /// Least confidence that is listed.
    pub min_confidence: f64,
    /// When conflicts make the check fail.
    pub fail_level: FailLevel,
}

impl Bar {
    /// As meant.
    pub fn new(typed: &Judging, config: &Config) -> Self {
        let verdicts = over(&typed.verdicts, config.verdicts.as_ref());
        let verdicts = if verdicts.is_empty() {
            vec![VerdictArg::One(Verdict::Conflict)]
        } else {
            verdicts
        };
        let mut verdicts: Vec<_> = verdicts.iter().flat_map(|v| v.verdicts()).collect();
        verdicts.sort_unstable();
        verdicts.dedup();
        let fail_level = typed.fail_level.or(config.fail_level).unwrap_or_default();
        Self {
            verdicts,
            min_confidence: typed
                .min_confidence
                .or(config.min_confidence)
                .unwrap_or(DEFAULT_CONFIDENCE),
            fail_level: if typed.exit_zero {
                FailLevel::None
            } else {
                fail_level
            },
        }
    }

    /// Does a conflict of this severity make the check fail?
    pub fn fails(&self, verdict: Verdict, severity: Severity) -> bool {
        let level = self.fail_level.severity();
        verdict == Verdict::Conflict && level.is_some_and(|level| severity >= level)
    }
}

/// Which findings are known already.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Findings to leave out.
    pub baseline: Option<PathBuf>,
    /// Where to write the findings instead of failing.
    pub write_baseline: Option<PathBuf>,
    /// Editors' decisions.
    pub decisions: PathBuf,
    /// List only what changed since this git commit.
    pub only_changed: Option<String>,
}

impl Known {
    /// As meant.
    pub fn new(typed: &Judging, found: &Found) -> Self {
        let baseline = typed.baseline.clone().or(found.config.baseline.clone());
        let target = || {
            baseline
                .clone()
                .unwrap_or_else(|| found.root().join(BASELINE))
        };
        let write_baseline = typed.write_baseline.then(target);
        let decisions = typed.decisions.clone().or(found.config.decisions.clone());
        Self {
            baseline: baseline.filter(|_| !typed.write_baseline),
            write_baseline,
            decisions: decisions.unwrap_or_else(|| found.root().join(review::NAME)),
            only_changed: typed.only_changed.clone(),
        }
    }
}

/// What to read and what to check it with.
pub fn options(inputs: &Inputs, knowledge: &Knowledge, config: &Config) -> pipeline::Options {
    let mut paths = inputs.paths.clone();
    if paths.is_empty() && inputs.files_from.is_none() {
        paths.push(PathBuf::from("."));
    }
    pipeline::Options {
        inputs: crate::read::Inputs {
            paths,
            files_from: inputs.files_from.clone(),
            stdin_name: inputs.stdin_filename.clone(),
        },
        fields: fields(&over(&inputs.fields, config.fields.as_ref())),
        rules_dirs: over(&knowledge.rules, config.rules.as_ref()),
        references: over(&knowledge.reference, config.reference.as_ref()),
        use_reference: !knowledge.no_reference && config.use_reference.unwrap_or(true),
        select: over(&knowledge.select, config.select.as_ref()),
        ignore: over(&knowledge.ignore, config.ignore.as_ref()),
        jobs: knowledge.threads.jobs.map(usize::from).or(config.jobs),
    }
}

/// Field names, checked when they were read.
fn fields(pairs: &[(String, String)]) -> crate::read::Fields {
    let parts: Vec<String> = pairs
        .iter()
        .map(|(role, field)| format!("{role}={field}"))
        .collect();
    parts.join(",").parse().unwrap_or_default()
}

/// A list that was typed wins over the configured one.
fn over<T: Clone>(typed: &[T], configured: Option<&Vec<T>>) -> Vec<T> {
    match configured {
        Some(configured) if typed.is_empty() => configured.clone(),
        _ => typed.to_vec(),
    }
}

/// `--show-settings`: the settings as a configuration file that would give them.
pub fn show(found: &Found, options: &pipeline::Options, printing: &Printing, bar: &Bar) -> String {
    let mut out = String::new();
    let _ = match &found.path {
        Some(path) => writeln!(out, "# from {} and the command line", path.display()),
        None => writeln!(out, "# no configuration file was found"),
    };
    let paths = |paths: &[PathBuf]| list(paths.iter().map(|p| p.display().to_string()));
    let verdicts = bar.verdicts.iter().map(|v| report::verdict(*v).to_owned());
    let level = format!("{:?}", bar.fail_level).to_lowercase();
    let quote = format!("{:?}", printing.quote).to_lowercase();
    let _ = writeln!(out, "# reads {}", paths(&options.inputs.paths));
    let _ = writeln!(out, "select = {}", list(options.select.iter().cloned()));
    let _ = writeln!(out, "ignore = {}", list(options.ignore.iter().cloned()));
    let _ = writeln!(out, "rules = {}", paths(&options.rules_dirs));
    let _ = writeln!(out, "reference = {}", paths(&options.references));
    let _ = writeln!(out, "use-reference = {}", options.use_reference);
    let _ = writeln!(out, "verdicts = {}", list(verdicts));
    let _ = writeln!(out, "min-confidence = {}", bar.min_confidence);
    let _ = writeln!(out, "fail-level = \"{level}\"");
    let _ = writeln!(out, "output-format = \"{}\"", printing.format);
    let _ = writeln!(out, "quote = \"{quote}\"");
    let _ = match options.jobs {
        Some(jobs) => writeln!(out, "jobs = {jobs}"),
        None => writeln!(out, "# jobs: one per core"),
    };
    if options.fields.iter().next().is_some() {
        out.push_str("[fields]\n");
        for (field, name) in options.fields.iter() {
            let _ = writeln!(out, "{field} = {}", toml::Value::from(name));
        }
    }
    out
}

fn list(items: impl Iterator<Item = String>) -> String {
    toml::Value::from(items.collect::<Vec<_>>()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let config = Config {
            select: Some(vec!["age".into()]),
            ignore: Some(vec!["weekday-date".into()]),
            jobs: Some(3),
            min_confidence: Some(0.5),
            fail_level: Some(FailLevel::Error),
            ..Config::default()
        };
        let knowledge = Knowledge {
            select: vec!["office-holder".into()],
            ..Knowledge::default()
        };
        let options = options(&Inputs::default(), &knowledge, &config);
        assert_eq!(options.select, ["office-holder"]);
        assert_eq!(options.ignore, ["weekday-date"]);
        assert_eq!(options.jobs, Some(3));
        assert_eq!(options.inputs.paths, [PathBuf::from(".")]);
        assert!(options.use_reference);
        let bar = Bar::new(
            &Judging {
                min_confidence: Some(0.9),
                ..Judging::default()
            },
            &config,
        );
        assert!(bar.min_confidence > 0.8);
        assert_eq!(bar.fail_level, FailLevel::Error);
        assert_eq!(bar.verdicts, [Verdict::Conflict]);
    }

    #[test]
    fn only_conflicts_at_the_level_fail() {
        let bar = Bar::new(&Judging::default(), &Config::default());
        assert!(bar.fails(Verdict::Conflict, Severity::Warning));
        assert!(!bar.fails(Verdict::Conflict, Severity::Info));
        assert!(!bar.fails(Verdict::Superseded, Severity::Error));
        let zero = Bar::new(
            &Judging {
                exit_zero: true,
                ..Judging::default()
            },
            &Config::default(),
        );
        assert!(!zero.fails(Verdict::Conflict, Severity::Error));
    }

    #[test]
    fn settings_are_shown_as_a_file_that_reads_back() {
        let found = Found::default();
        let printing = Printing::new(&Output::default(), &found.config);
        let bar = Bar::new(&Judging::default(), &found.config);
        let options = options(&Inputs::default(), &Knowledge::default(), &found.config);
        let text = show(&found, &options, &printing, &bar);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("gainsay.toml");
        std::fs::write(&path, &text).expect("a file");
        assert!(config::load(&path).is_ok(), "{text}");
    }
}
