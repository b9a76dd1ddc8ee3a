//! The command line as it was typed. Nothing is decided here: [`super::settings`] turns these
//! values, together with the configuration file, into what is meant.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::compare::Verdict;
use crate::report::Format;
use crate::rules::Severity;

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

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
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

/// `gainsay compare`.
#[derive(Debug, Default, Args)]
pub struct Compare {
    /// Two files to compare
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, num_args = 0..=2)]
    pub files: Vec<PathBuf>,
    /// A text to compare; given twice
    #[arg(long, value_name = "TEXT", conflicts_with = "files")]
    pub text: Vec<String>,
    /// Compare many pairs: JSON lines with `a` and `b`, and if you like `id`, `a_date`, `b_date`; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "text"], value_hint = ValueHint::FilePath)]
    pub pairs: Option<PathBuf>,
    /// `text` to read (the default for two texts), `jsonl` for programs (the default for pairs)
    #[arg(long, value_name = "FORMAT")]
    pub output_format: Option<ClaimsFormat>,
    /// Exit with 0 even when the two contradict each other
    #[arg(long)]
    pub exit_zero: bool,
    /// Show word by word what met what
    #[arg(long)]
    pub explain: bool,
    /// Call nothing a conflict that is less sure than this, from 0 to 1
    #[arg(long, value_name = "NUMBER")]
    pub min_confidence: Option<f64>,
    /// Add the rules and words in this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub rules: Vec<PathBuf>,
    /// Use so many threads (default: one per core)
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output_file: Option<PathBuf>,
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
    /// How many threads to use (default: one per core)
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
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

/// How much of the articles' words to print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Quote {
    /// The sentences that carry the claims.
    #[default]
    Sentence,
    /// Nothing that comes from an article's text: no sentence, title, question or answer.
    None,
}

/// `gainsay check`.
#[derive(Debug, Default, Args)]
pub struct Check {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to check with.
    #[command(flatten)]
    pub knowledge: Knowledge,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
    /// Which findings count.
    #[command(flatten)]
    pub judging: Judging,
    /// Print the settings that would be used, as a configuration file, and stop
    #[arg(long, help_heading = "Configuration")]
    pub show_settings: bool,
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
    /// Leave out findings less certain than this, from 0 to 1 (default: 0)
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

/// `gainsay report`.
#[derive(Debug, Args)]
pub struct ReportCommand {
    /// A report that `gainsay check --output-format json` wrote; `-` is standard input
    #[arg(value_name = "REPORT", value_hint = ValueHint::FilePath)]
    pub saved: PathBuf,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
    /// Which findings count.
    #[command(flatten)]
    pub judging: Judging,
}

/// `gainsay review`.
#[derive(Debug, Args)]
pub struct Review {
    /// What to read; a single JSON report is reviewed as it is.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to check with.
    #[command(flatten)]
    pub knowledge: Knowledge,
    /// The decisions file (default: gainsay-decisions.toml beside the configuration)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub decisions: Option<PathBuf>,
    /// The name that goes into decisions (default: git's user.name)
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// The port on 127.0.0.1 (default: any that is free)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    /// Print the page's address, and do not open it
    #[arg(long)]
    pub no_open: bool,
}

/// `gainsay show`.
#[derive(Debug, Args)]
pub struct Show {
    /// A finding's fingerprint (or its first digits), or words of the question, as in "mayor Leeds"
    #[arg(value_name = "FINGERPRINT|WORDS")]
    pub query: String,
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to check with.
    #[command(flatten)]
    pub knowledge: Knowledge,
}

/// `gainsay claims`.
#[derive(Debug, Args)]
pub struct Claims {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to look for.
    #[command(flatten)]
    pub knowledge: Knowledge,
    /// How to print the claims
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output"
    )]
    pub output_format: ClaimsFormat,
    /// Write them to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub output_file: Option<PathBuf>,
}

/// How to print claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClaimsFormat {
    /// One claim a line, for reading.
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// `gainsay graph`.
#[derive(Debug, Args)]
pub struct Graph {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to look for.
    #[command(flatten)]
    pub knowledge: Knowledge,
    /// How to write the graph
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "dot",
        help_heading = "Output"
    )]
    pub output_format: GraphFormat,
    /// Write it to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub output_file: Option<PathBuf>,
}

/// How to write the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// For Graphviz.
    Dot,
    /// For Gephi, yEd, Cytoscape, networkx.
    Graphml,
    /// Nodes and edges.
    Json,
}

/// `gainsay parse`.
#[derive(Debug, Args)]
pub struct Parse {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to print the sentences
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output"
    )]
    pub output_format: ParseFormat,
    /// Write them to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub output_file: Option<PathBuf>,
    /// How many threads to use (default: one per core)
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// How to print analysed sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParseFormat {
    /// A word a line: part of speech, lemma, relation, head.
    Text,
    /// CoNLL-U, as treebanks and their tools have it.
    Conllu,
}

/// `gainsay rules`.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// List all rules: id, severity, question
    List {
        /// Also tell how often editors' decisions found the rule's findings right
        #[arg(long)]
        precision: bool,
        /// Also list the rules in this folder
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        rules: Vec<PathBuf>,
    },
    /// Show one rule: what it asks, why it matters, what it leaves alone
    Show {
        /// The rule's id, such as `office-holder`
        id: String,
        /// Also look in this folder
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        rules: Vec<PathBuf>,
    },
    /// Run the examples in the rules, or in the rules of a folder of your own
    Test {
        /// A folder with rule files (default: the built-in rules)
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dirs: Vec<PathBuf>,
    },
}

/// A verdict on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerdictArg {
    /// The articles contradict each other.
    Conflict,
    /// Named sources disagree, and the articles report that.
    Disputed,
    /// The state changed in between.
    Superseded,
    /// A running figure was updated.
    Revised,
    /// One is a more exact form of the other.
    Narrower,
    /// They say the same.
    Agree,
    /// All of these.
    All,
}

impl VerdictArg {
    /// The verdicts that it stands for.
    pub fn verdicts(self) -> &'static [Verdict] {
        match self {
            Self::Conflict => &[Verdict::Conflict],
            Self::Disputed => &[Verdict::Disputed],
            Self::Superseded => &[Verdict::Superseded],
            Self::Revised => &[Verdict::Revised],
            Self::Narrower => &[Verdict::Narrower],
            Self::Agree => &[Verdict::Agree],
            Self::All => &[
                Verdict::Conflict,
                Verdict::Disputed,
                Verdict::Superseded,
                Verdict::Revised,
                Verdict::Narrower,
                Verdict::Agree,
            ],
        }
    }
}

/// From which severity on a conflict makes the check fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum FailLevel {
    /// Never.
    None,
    /// Any conflict.
    Info,
    /// Warnings and errors.
    #[default]
    Warning,
    /// Errors only.
    Error,
}

impl FailLevel {
    /// The least severity that fails; `None` when nothing does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::None => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The names that `--fields` and `[fields]` know.
pub const FIELDS: &[&str] = &["id", "title", "text", "date", "source", "url"];

/// Reads the name of an output format.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .try_map(|name| name.parse::<Format>())
}

/// Reads one `field=name` of `--fields`.
fn field(typed: &str) -> Result<(String, String), String> {
    let (field, name) = typed
        .split_once('=')
        .ok_or("write it as FIELD=NAME, for example `text=body`")?;
    if !FIELDS.contains(&field) {
        let known = FIELDS.join(", ");
        return Err(format!("no field `{field}`; the fields are {known}"));
    }
    if name.is_empty() {
        return Err(format!(
            "say which name stands for `{field}`, for example `{field}=body`"
        ));
    }
    Ok((field.to_owned(), name.to_owned()))
}

/// Reads a confidence from 0 to 1.
fn confidence(typed: &str) -> Result<f64, String> {
    typed
        .parse()
        .ok()
        .filter(|p| (0.0..=1.0).contains(p))
        .ok_or_else(|| "give a number from 0 to 1, for example 0.8".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn fields_are_checked() {
        assert_eq!(field("text=body"), Ok(("text".into(), "body".into())));
        assert!(field("txt=body").is_err_and(|e| e.contains("id, title, text")));
        assert!(field("text").is_err());
        assert!(field("text=").is_err());
    }

    #[test]
    fn a_confidence_lies_between_0_and_1() {
        assert_eq!(confidence("0.8"), Ok(0.8));
        for bad in ["1.1", "-1", "NaN", "high"] {
            assert!(confidence(bad).is_err(), "{bad}");
        }
    }
}
