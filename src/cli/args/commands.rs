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
    /// Tell what was weighed for the finding of this fingerprint, and why its verdict is what it is
    #[arg(long, value_name = "FINGERPRINT", help_heading = "Findings")]
    pub explain: Option<String>,
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

/// A command that lists what it made of the articles: `F` is how it can be printed, `K` what it
/// works with.
#[derive(Debug, Args)]
pub struct Listing<F: ListingFormat, K: Args = Knowledge> {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// What to look for, or how fast.
    #[command(flatten)]
    pub with: K,
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = F::DEFAULT,
        help = F::HELP,
        help_heading = "Output"
    )]
    pub output_format: F,
    /// Where to write.
    #[command(flatten)]
    pub target: Target,
}

/// `gainsay claims`.
pub type Claims = Listing<ClaimsFormat>;
/// `gainsay graph`.
pub type Graph = Listing<GraphFormat>;
/// `gainsay parse`.
pub type Parse = Listing<ParseFormat, Threads>;

/// The ways to print a listing.
pub trait ListingFormat: ValueEnum + Send + Sync + 'static {
    /// What is printed when nothing is said.
    const DEFAULT: &str;
    /// What the help says of `--output-format`.
    const HELP: &str;
}

/// How to print claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClaimsFormat {
    /// One claim a line, for reading.
    Text,
    /// One JSON object a line.
    Jsonl,
}

impl ListingFormat for ClaimsFormat {
    const DEFAULT: &str = "text";
    const HELP: &str = "How to print the claims";
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

impl ListingFormat for GraphFormat {
    const DEFAULT: &str = "dot";
    const HELP: &str = "How to write the graph";
}

/// How to print analysed sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParseFormat {
    /// A word a line: part of speech, lemma, relation, head.
    Text,
    /// CoNLL-U, as treebanks and their tools have it.
    Conllu,
}

impl ListingFormat for ParseFormat {
    const DEFAULT: &str = "text";
    const HELP: &str = "How to print the sentences";
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
