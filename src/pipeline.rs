//! The order of the steps, and the only user of rayon.

mod examples;
mod explain;
mod judging;
mod pairs;
mod parse;
mod print;
mod reading;
mod setup;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::{ArticlePair, Cluster, Found, between, candidates, cluster, keys, spell};
use crate::extract::{Extractor, Outline, Told};
use crate::graph::ClaimGraph;
use crate::read::{Article, Fields, Inputs, Problem};
use crate::report::{self, ClaimLine, GraphView, Report, RuleInfo, SCHEMA};
use crate::resolve::Corpus;
use crate::rules::RuleError;

use judging::judged;
use reading::read_all;
use setup::active;

pub use examples::ExampleResult;
pub use pairs::{Compared, Pair, compare_pairs};
pub use parse::{ParsedArticle, ParsedSentence, parse};
pub use setup::rule_set;

/// What to do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What to read.
    pub inputs: Inputs,
    /// Names of JSON fields.
    pub fields: Fields,
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
#[non_exhaustive]
pub enum Failure {
    /// Mistakes in rule files, word lists or tables: all of them, one a line.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Rules(Vec<RuleError>),
    /// A folder or file of rules that cannot be read.
    #[error("{path}: {error}; give a folder of rule files, or a table")]
    Unreadable {
        /// The folder or file.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A rule that does not exist.
    #[error("no rule '{id}'{hint}; `gainsay rules list` shows all")]
    UnknownRule {
        /// As it was given.
        id: String,
        /// The nearest known id.
        hint: String,
    },
    /// Threads that could not be started.
    #[error("cannot start {0} threads; give a smaller number to --jobs")]
    Threads(usize),
}

/// Who watches a run.
pub trait Progress: Sync {
    /// So many more articles will be read.
    fn start(&self, articles: usize);
    /// One more is done.
    fn tick(&self);
    /// All are done.
    fn finish(&self);
}

/// Nobody watches.
impl Progress for () {
    fn start(&self, _: usize) {}
    fn tick(&self) {}
    fn finish(&self) {}
}

/// Everything that was read and found, before it is put into words.
struct Run<'r> {
    articles: Vec<Article>,
    corpus: Corpus<'r>,
    problems: Vec<Problem>,
}

/// All findings of all verdicts.
///
/// # Errors
/// When a rule, word list or table has a mistake, or a rule that was asked for does not exist.
pub fn check(options: &Options, progress: &dyn Progress) -> Result<Report, Failure> {
    clustered(options, progress, |run, _, clusters, active| {
        report_of(run, clusters, options, active)
    })
}

/// The accounts of the findings whose fingerprints begin so: what matched, what differed, what was
/// weighed, and why the verdict is what it is.
///
/// # Errors
/// As [`check`].
pub fn explain(
    options: &Options,
    fingerprint: &str,
    progress: &dyn Progress,
) -> Result<Vec<String>, Failure> {
    clustered(options, progress, |run, extractor, clusters, active| {
        let found = judged(run, clusters, options, active);
        let asked = found
            .iter()
            .filter(|finding| finding.fingerprint.starts_with(fingerprint));
        let account = |finding| explain::account(&run.corpus, &run.articles, extractor, finding);
        asked.map(account).collect()
    })
}

/// All claims, in order of article and place.
///
/// # Errors
/// As [`check`].
pub fn claims(
    options: &Options,
    progress: &dyn Progress,
) -> Result<(Vec<ClaimLine>, Vec<report::Problem>), Failure> {
    extracted(options, progress, |run, _, _| {
        (
            print::claim_lines(&run.corpus, &run.articles),
            run.problems.iter().map(print::problem).collect(),
        )
    })
}

/// The claim graph: all claims, and what those on one question are to each other.
///
/// # Errors
/// As [`check`].
pub fn graph(options: &Options, progress: &dyn Progress) -> Result<GraphView, Failure> {
    clustered(options, progress, |run, _, clusters, _| {
        let graphs: Vec<ClaimGraph> = clusters
            .par_iter()
            .map(|cluster| ClaimGraph::of(&run.corpus, cluster))
            .collect();
        print::graph_view(&run.corpus, &run.articles, &graphs)
    })
}

/// All rules, in order of id.
///
/// # Errors
/// When a rule file has a mistake.
pub fn rules(dirs: &[PathBuf]) -> Result<Vec<RuleInfo>, Failure> {
    Ok(rule_set(dirs, &[])?
        .rules
        .iter()
        .map(print::rule_info)
        .collect())
}

/// Runs the examples of the rules in `dirs`, or of the built-in ones when there are none.
///
/// # Errors
/// When a rule file has a mistake.
pub fn test_rules(dirs: &[PathBuf]) -> Result<Vec<ExampleResult>, Failure> {
    let rules = rule_set(dirs, &[])?;
    let mine = |path: &str| {
        dirs.is_empty()
            || dirs
                .iter()
                .any(|dir| path.starts_with(&*dir.to_string_lossy()))
    };
    Ok(rules
        .rules
        .iter()
        .filter(|rule| mine(&rule.path))
        .flat_map(|rule| examples::run(&rules, rule))
        .collect())
}

fn pool(options: &Options) -> Result<rayon::ThreadPool, Failure> {
    let threads = options.jobs.unwrap_or(0);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|_| Failure::Threads(threads))
}

/// Reads everything, and hands the claims to `last` with which rules are on.
fn extracted<T: Send>(
    options: &Options,
    progress: &dyn Progress,
    last: impl FnOnce(Run<'_>, &Extractor<'_>, &[bool]) -> T + Send,
) -> Result<T, Failure> {
    let rules = rule_set(&options.rules_dirs, &options.references)?;
    let active = active(&rules, options)?;
    pool(options)?.install(|| {
        let extractor = Extractor::new(&rules, &active);
        let run = read_all(options, &rules, &extractor, progress);
        Ok(last(run, &extractor, &active))
    })
}

/// As [`extracted`], with the claims put under their questions.
fn clustered<T: Send>(
    options: &Options,
    progress: &dyn Progress,
    last: impl FnOnce(&Run<'_>, &Extractor<'_>, &[Cluster], &[bool]) -> T + Send,
) -> Result<T, Failure> {
    extracted(options, progress, |mut run, extractor, active| {
        let clusters = clusters(&mut run.corpus, &run.articles, extractor);
        last(&run, extractor, &clusters, active)
    })
}

/// All questions with those who answer them.
fn clusters(
    corpus: &mut Corpus<'_>,
    articles: &[Article],
    extractor: &Extractor<'_>,
) -> Vec<Cluster> {
    let texts: Vec<&str> = articles
        .iter()
        .map(|article| article.text.as_str())
        .collect();
    let found = if extractor.reads_sentences() {
        told_apart(corpus, articles, &texts, extractor)
    } else {
        Vec::new()
    };
    let keyed = corpus.statements.par_iter().zip(0_u32..u32::MAX);
    let keyed = keyed
        .flat_map_iter(|(statement, index)| {
            let keys = keys(corpus, statement).into_iter();
            keys.map(move |key| (key, index))
        })
        .collect();
    cluster(corpus, keyed, &found, &texts)
}

/// What whole sentences of articles on one story tell differently. Only those are parsed that
/// another article may tell again.
fn told_apart(
    corpus: &mut Corpus<'_>,
    articles: &[Article],
    texts: &[&str],
    extractor: &Extractor<'_>,
) -> Vec<Found> {
    let pairs = candidates(corpus);
    let mut wanted: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let outlines: FxHashMap<u32, Outline> = wanted
        .par_iter()
        .map(|&index| (index, extractor.outline(&articles[index as usize])))
        .collect();
    let retold: Vec<(ArticlePair, Vec<(u32, u32)>)> = pairs
        .par_iter()
        .map(|&(a, b)| ((a, b), outlines[&a].retold(&outlines[&b])))
        .filter(|(_, sentences)| !sentences.is_empty())
        .collect();
    let mut chosen: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for ((a, b), sentences) in &retold {
        chosen
            .entry(*a)
            .or_default()
            .extend(sentences.iter().map(|pair| pair.0));
        chosen
            .entry(*b)
            .or_default()
            .extend(sentences.iter().map(|pair| pair.1));
    }
    let told: Vec<(u32, Told)> = chosen
        .into_par_iter()
        .map(|(index, mut sentences)| {
            sentences.sort_unstable();
            sentences.dedup();
            (index, extractor.tell(&articles[index as usize], &sentences))
        })
        .collect();
    for (index, told) in told {
        corpus.articles[index as usize].told = told;
    }
    let same_story: Vec<ArticlePair> = retold.iter().map(|&(pair, _)| pair).collect();
    spell(corpus, &same_story);
    let corpus = &*corpus;
    retold
        .par_iter()
        .flat_map_iter(|(pair, sentences)| between(corpus, *pair, sentences, texts))
        .collect()
}

fn report_of(run: &Run<'_>, clusters: &[Cluster], options: &Options, active: &[bool]) -> Report {
    let with_articles = |statements: &[usize]| {
        statements
            .iter()
            .any(|&at| run.corpus.statements[at].article().is_some())
    };
    let count = clusters
        .iter()
        .filter(|cluster| with_articles(&cluster.statements))
        .count();
    let found = judged(run, clusters, options, active);
    Report {
        schema: SCHEMA,
        articles: run.articles.len(),
        claims: run
            .corpus
            .statements
            .iter()
            .filter(|statement| statement.article().is_some())
            .count(),
        clusters: count,
        problems: run.problems.iter().map(print::problem).collect(),
        findings: found
            .par_iter()
            .map(|finding| print::finding(&run.corpus, &run.articles, finding))
            .collect(),
    }
}
