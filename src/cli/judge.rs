//! From all that was found to what is listed: verdicts, confidence, what changed, and what someone
//! decided not to see.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use crate::report::{Problem, Report, RuleInfo, Silenced};
use crate::review::{Baseline, Decisions, Silencers, silence, write_whole};

use super::args::{Global, Quote};
use super::settings::{Bar, Known};
use super::{git, terminal};

/// Stale decisions that are listed without being asked for.
const STALE: usize = 5;

/// Decides what is listed and what makes the check fail.
pub struct Judge {
    bar: Bar,
    known: Known,
    silencers: Silencers,
    changes: Option<git::Changes>,
    /// Were all rules used, so that a decision that matches nothing is stale?
    whole: bool,
}

impl Judge {
    /// Reads the files that say what is known already. Everything that can fail fails here, before
    /// a long check.
    ///
    /// # Errors
    /// When one of them cannot be read or has mistakes, or git does not answer.
    pub fn new(bar: Bar, known: Known, whole: bool) -> Result<Self> {
        let baseline = match &known.baseline {
            Some(path) => load_baseline(path)?,
            None => Baseline::default(),
        };
        let silencers = Silencers {
            decisions: load_decisions(&known.decisions)?,
            baseline,
            today: today(),
        };
        let changes = known
            .only_changed
            .as_deref()
            .map(git::Changes::since)
            .transpose()?;
        Ok(Self {
            bar,
            known,
            silencers,
            changes,
            whole,
        })
    }

    /// Leaves in the report what is to be listed, and returns what was silenced.
    pub fn judge(&self, report: &mut Report) -> Vec<Silenced> {
        report.findings.retain(|finding| {
            self.bar.verdicts.contains(&finding.verdict)
                && finding.confidence >= self.bar.min_confidence
        });
        if let Some(changes) = &self.changes {
            changes.mark(report);
            report.findings.retain(|finding| {
                let mut claims = finding.sides.iter().flat_map(|side| &side.claims);
                claims.any(|claim| claim.changed.is_some())
            });
        }
        silence(report, &self.silencers)
    }

    /// Does what is listed make the check fail?
    pub fn fails(&self, report: &Report) -> bool {
        report
            .findings
            .iter()
            .any(|finding| self.bar.fails(finding.verdict, finding.severity))
    }

    /// Writes the baseline when it was asked for, and tells where.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_baseline(&self, report: &Report) -> Result<Option<&Path>> {
        let Some(path) = &self.known.write_baseline else {
            return Ok(None);
        };
        let text = Baseline::of(&report.findings).render();
        write_whole(path, text.as_bytes())
            .with_context(|| format!("cannot write the baseline {}", path.display()))?;
        Ok(Some(path))
    }

    /// Tells of decisions that match nothing any more, or have expired.
    /// Their questions are told only where articles may be quoted.
    pub fn tell_stale(&self, report: &Report, global: &Global, quote: Quote) {
        if global.quiet > 0 || !self.whole {
            return;
        }
        let found = |fingerprint: &str| {
            report
                .findings
                .iter()
                .any(|finding| finding.fingerprint == fingerprint)
        };
        let (decisions, today) = (&self.silencers.decisions, &self.silencers.today);
        let stale = decisions.stale(found, today, quote != Quote::None);
        let path = self.known.decisions.display();
        let listed = if global.verbose > 0 {
            usize::MAX
        } else {
            STALE
        };
        for one in stale.iter().take(listed) {
            terminal::tell(&format!("{path}:{}: {}", one.line, one.message));
        }
        if let Some(more) = stale.len().checked_sub(listed).filter(|&more| more > 0) {
            terminal::tell(&format!("{path}: {more} more such lines (-v lists them)"));
        }
    }

    /// Tells each rule how often editors found it right.
    pub fn add_precision(&self, rules: &mut [RuleInfo]) {
        add_precision(rules, &self.silencers.decisions);
    }
}

/// Tells each rule how often editors found it right.
pub fn add_precision(rules: &mut [RuleInfo], decisions: &Decisions) {
    let precision = decisions.precision();
    for rule in rules {
        rule.precision = precision
            .get(&rule.id)
            .map(|&(right, all)| (right as f64 / all as f64, all));
    }
}

/// Reads the decisions; a file that is not there holds none.
///
/// # Errors
/// All mistakes in it.
pub fn load_decisions(path: &Path) -> Result<Decisions> {
    Decisions::load(path).map_err(|problems| mistakes(&problems))
}

/// Problems as one error, one line each.
pub fn mistakes(problems: &[Problem]) -> anyhow::Error {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    anyhow!(lines.join("\n"))
}

fn load_baseline(path: &Path) -> Result<Baseline> {
    let text = std::fs::read_to_string(path).with_context(|| {
        let path = path.display();
        format!("cannot read the baseline {path} (--write-baseline writes one)")
    })?;
    Baseline::parse(&text).map_err(|error| anyhow!("{}: {error}", path.display()))
}

/// Today in UTC, `YYYY-MM-DD`.
pub fn today() -> String {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
        .to_string()
}
