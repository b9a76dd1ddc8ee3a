//! The command line as it was typed. Nothing is decided here: [`super::settings`] turns these
//! values, together with the configuration file, into what is meant.

mod commands;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use crate::report::Format;

pub use commands::{
    Check, Claims, ClaimsFormat, Compare, Graph, GraphFormat, Parse, ParseFormat, ReportCommand,
    Review, Rules, Show,
};
pub use values::{ColorWhen, FIELDS, FailLevel, Quote, VerdictArg};
use values::{confidence, field, format_parser};

const AFTER_HELP: &str = "\
Exit status: 0 nothing at or above the fail level; 1 such findings; 2 gainsay could not do its \
work.\n\nTry `gainsay check articles/`, and `gainsay help check` for all that it can do.";

/// Finds where a collection of articles contradicts itself.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
}

/// What every command takes.
#[derive(Debug, Default, Args)]
pub struct Global {
    /// Use this configuration file instead of searching for `gainsay.toml`
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(
        long,
        global = true,
        conflicts_with = "config",
        help_heading = "Configuration"
    )]
    pub isolated: bool,
    /// Say less: -q no summary and no progress, -qq not even the list of problems
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub quiet: u8,
    /// Say more: which configuration is used, what was silenced and why
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub verbose: u8,
    /// Colour the output (the variable `NO_COLOR` is obeyed)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorWhen,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find contradictions in articles (the main job)
    Check(Box<Check>),
    /// Turn a saved JSON report into another format, without checking again
    Report(ReportCommand),
    /// Go through the findings one by one in the browser, and keep what is decided
    Review(Box<Review>),
    /// Show one question: all its claims over time, and why each verdict is what it is
    Show(Box<Show>),
    /// Say what two texts are to each other, or each of many pairs
    Compare(Compare),
    /// List the claims that were found in articles
    Claims(Claims),
    /// Write the graph of claims: which support, which contradict each other
    Graph(Graph),
    /// Show how sentences are understood: tags, lemmas and dependency trees
    Parse(Parse),
    /// List, show and test the rules
    Rules {
        /// What to do with them.
        #[command(subcommand)]
        command: Rules,
    },
    /// Set gainsay up in this folder: configuration, GitHub workflow, pre-commit hook
    ///
    /// Files that are there already are left as they are.
    Init,
    /// Print a script that completes gainsay's commands in your shell
    Completions {
        /// The shell to complete in
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    #[command(hide = true)]
    Man,
}

/// Which articles to read.
#[derive(Debug, Default, Args)]
pub struct Inputs {
    /// Files and folders to read (default: the working folder); `-` is standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Also read the files that FILE lists, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Reading")]
    pub files_from: Option<PathBuf>,
    /// Under which name standard input is reported; its ending tells the format
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub stdin_filename: Option<String>,
    /// Field names in JSON records, as in `text=body,date=published`
    #[arg(long, value_name = "FIELD=NAME,…", value_delimiter = ',', value_parser = field, help_heading = "Reading")]
    pub fields: Vec<(String, String)>,
}

/// Which rules and facts to check with.
#[derive(Debug, Default, Args)]
pub struct Knowledge {
    /// Use these rules only
    #[arg(
        long,
        value_name = "RULE,…",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub select: Vec<String>,
    /// Leave these rules out
    #[arg(
        long,
        value_name = "RULE,…",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub ignore: Vec<String>,
    /// Add the rules in this folder; one with a built-in id replaces it
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Rules")]
    pub rules: Vec<PathBuf>,
    /// Add a table of facts to check against (CSV)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Rules")]
    pub reference: Vec<PathBuf>,
    /// Compare the articles with each other only, not with tables of known facts
    #[arg(long, help_heading = "Rules")]
    pub no_reference: bool,
    /// How fast.
    #[command(flatten)]
    pub threads: Threads,
}

/// With how many threads.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Threads {
    /// How many threads to use (default: one per core)
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Where to write what is no report.
#[derive(Debug, Default, Args)]
pub struct Target {
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub output_file: Option<PathBuf>,
}

/// How to print findings.
#[derive(Debug, Default, Args)]
pub struct Output {
    /// How to print what was found (default: text)
    #[arg(long = "output-format", value_name = "FORMAT", value_parser = format_parser(), help_heading = "Output")]
    pub format: Option<Format>,
    /// Write it to FILE instead of standard output
    #[arg(short = 'o', long = "output-file", value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub file: Option<PathBuf>,
    /// Also write the report for people into DIR as a web page, JSON and Markdown (default: reports)
    #[arg(
        long, value_name = "DIR", num_args = 0..=1, default_missing_value = "reports",
        value_hint = ValueHint::DirPath, help_heading = "Output"
    )]
    pub report: Option<PathBuf>,
    /// Print `none` of the articles' words: for logs that the public can read
    #[arg(long, value_name = "WHAT", help_heading = "Output")]
    pub quote: Option<Quote>,
    /// Print counts by rule and verdict instead of the findings
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
}

/// Which findings are listed and which make the check fail.
#[derive(Debug, Default, Args)]
pub struct Judging {
    /// Which verdicts to list (default: conflict)
    #[arg(
        long,
        value_name = "VERDICT,…",
        value_delimiter = ',',
        help_heading = "Findings"
    )]
    pub verdicts: Vec<VerdictArg>,
    /// Leave out findings less certain than this, from 0 to 1 (default: 0.55)
    #[arg(long, value_name = "P", value_parser = confidence, help_heading = "Findings")]
    pub min_confidence: Option<f64>,
    /// Exit with 1 when a conflict is at least this severe (default: warning)
    #[arg(long, value_name = "LEVEL", help_heading = "Findings")]
    pub fail_level: Option<FailLevel>,
    /// Exit with 0 even when conflicts were found
    #[arg(long, help_heading = "Findings")]
    pub exit_zero: bool,
    /// List findings only where an article changed since this git commit, branch or tag
    #[arg(long, value_name = "REF", help_heading = "Findings")]
    pub only_changed: Option<String>,
    /// Leave out the findings that this file holds
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Findings")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to the baseline file (default: gainsay-baseline.json), and exit with 0
    #[arg(long, help_heading = "Findings")]
    pub write_baseline: bool,
    /// What editors decided about findings (default: gainsay-decisions.toml)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Findings")]
    pub decisions: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }
}
