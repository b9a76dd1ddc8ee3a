//! What each subcommand takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::{Inputs, Judging, Knowledge, Output, Target, Threads};

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
    /// How fast.
    #[command(flatten)]
    pub threads: Threads,
    /// Where to write.
    #[command(flatten)]
    pub target: Target,
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
    /// Where to write.
    #[command(flatten)]
    pub target: Target,
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
    /// Where to write.
    #[command(flatten)]
    pub target: Target,
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
    /// Where to write.
    #[command(flatten)]
    pub target: Target,
    /// How fast.
    #[command(flatten)]
    pub threads: Threads,
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
