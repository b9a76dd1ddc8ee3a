//! The order of the steps. (A stand-in until the steps exist: every check finds nothing.)

use std::path::PathBuf;

use crate::report::{ClaimLine, GraphView, Problem, Report, RuleInfo, SCHEMA};

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// A file that lists more; `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// The name of standard input.
    pub stdin_filename: Option<String>,
    /// Names of JSON fields.
    pub fields: Vec<(String, String)>,
}

/// What to do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What to read.
    pub inputs: Inputs,
    /// Folders of rules beside the built-in ones.
    pub rules_dirs: Vec<PathBuf>,
    /// Tables of facts beside the built-in ones.
    pub references: Vec<PathBuf>,
    /// Check against tables of facts?
    pub use_reference: bool,
    /// Only these rules; all when empty.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Threads; one per core when `None`.
    pub jobs: Option<usize>,
}

/// Why a run could not be done.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::error_impl_error, reason = "a stand-in")]
pub enum Error {
    /// Mistakes in rule files.
    #[error("{0}")]
    Rules(String),
}

/// Who watches.
pub trait Progress: Sync {
    /// So many articles will be read.
    fn start(&self, articles: usize);
    /// One more is done.
    fn tick(&self);
    /// All are done.
    fn finish(&self);
}

/// All findings of all verdicts.
///
/// # Errors
/// When a rule file has a mistake.
pub fn check(options: &Options, progress: &dyn Progress) -> Result<Report, Error> {
    progress.start(0);
    progress.finish();
    let _ = options;
    Ok(Report {
        schema: SCHEMA,
        articles: 0,
        claims: 0,
        clusters: 0,
        problems: Vec::new(),
        findings: Vec::new(),
    })
}

/// All claims.
///
/// # Errors
/// When a rule file has a mistake.
pub fn claims(
    options: &Options,
    _progress: &dyn Progress,
) -> Result<(Vec<ClaimLine>, Vec<Problem>), Error> {
    let _ = options;
    Ok((Vec::new(), Vec::new()))
}

/// The claim graph.
///
/// # Errors
/// When a rule file has a mistake.
pub fn graph(options: &Options, _progress: &dyn Progress) -> Result<GraphView, Error> {
    let _ = options;
    Ok(GraphView::default())
}

/// All rules, in order of id.
///
/// # Errors
/// When a rule file has a mistake.
pub fn rules(dirs: &[PathBuf]) -> Result<Vec<RuleInfo>, Error> {
    let _ = dirs;
    Ok(Vec::new())
}

/// One example of a rule and what came of it.
#[derive(Debug, Clone)]
pub struct ExampleResult {
    /// The rule.
    pub rule: String,
    /// Which example, from 1.
    pub number: usize,
    /// What went wrong; `None` when it passed.
    pub failure: Option<String>,
}

/// Runs the examples of the rules in `dirs`, or of the built-in ones.
///
/// # Errors
/// When a rule file has a mistake.
pub fn test_rules(dirs: &[PathBuf]) -> Result<Vec<ExampleResult>, Error> {
    let _ = dirs;
    Ok(Vec::new())
}
