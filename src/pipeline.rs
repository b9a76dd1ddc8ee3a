//! The order of the steps, and the only user of rayon.

mod examples;
mod pairs;
mod parse;
mod print;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::{Cluster, between, candidates, cluster, spell};
use crate::compare::Verdict;
use crate::extract::{ArticleClaims, Extractor, Told};
use crate::graph::{ClaimGraph, Finding, findings};
use crate::language;
use crate::read::{self, Article, ArticleDate, DateOrigin, Fields, Inputs, Problem, SourceFile};
use crate::report::{self, ClaimLine, GraphView, Report, RuleInfo, SCHEMA};
use crate::resolve::{Corpus, resolve};
use crate::rules::{self, RuleError, RuleSet};

pub use examples::ExampleResult;
pub use pairs::{Compared, Pair, compare_pairs};
pub use parse::{ParsedArticle, ParsedSentence, parse};

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
    let rules = rule_set(&options.rules_dirs, &options.references)?;
    let active = active(&rules, options)?;
    pool(options)?.install(|| {
        let extractor = Extractor::new(&rules, &active);
        let mut run = read_all(options, &rules, &extractor, progress);
        let clusters = clusters(&mut run.corpus, &run.articles, &extractor);
        Ok(report_of(&run, &clusters, options, &active))
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
    let rules = rule_set(&options.rules_dirs, &options.references)?;
    let active = active(&rules, options)?;
    pool(options)?.install(|| {
        let extractor = Extractor::new(&rules, &active);
        let run = read_all(options, &rules, &extractor, progress);
        Ok((
            print::claim_lines(&run.corpus, &run.articles),
            run.problems.iter().map(print::problem).collect(),
        ))
    })
}

/// The claim graph: all claims, and what those on one question are to each other.
///
/// # Errors
/// As [`check`].
pub fn graph(options: &Options, progress: &dyn Progress) -> Result<GraphView, Failure> {
    let rules = rule_set(&options.rules_dirs, &options.references)?;
    let active = active(&rules, options)?;
    pool(options)?.install(|| {
        let extractor = Extractor::new(&rules, &active);
        let mut run = read_all(options, &rules, &extractor, progress);
        let graphs: Vec<ClaimGraph> = clusters(&mut run.corpus, &run.articles, &extractor)
            .par_iter()
            .map(|cluster| ClaimGraph::of(&run.corpus, cluster))
            .collect();
        Ok(print::graph_view(&run.corpus, &run.articles, &graphs))
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

static BUILT_IN: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The built-in rules with those of `dirs` and the tables `references` added.
fn rule_set(dirs: &[PathBuf], references: &[PathBuf]) -> Result<RuleSet, Failure> {
    let mut sources = Vec::new();
    built_in(&BUILT_IN, &mut sources);
    for dir in dirs {
        folder(dir, &mut sources).map_err(|error| Failure::Unreadable {
            path: dir.display().to_string(),
            error,
        })?;
    }
    for table in references {
        let text = std::fs::read_to_string(table).map_err(|error| Failure::Unreadable {
            path: table.display().to_string(),
            error,
        })?;
        sources.push(rules::Source {
            path: table.to_string_lossy().replace('\\', "/"),
            text,
        });
    }
    rules::load(&sources).map_err(Failure::Rules)
}

fn built_in(dir: &include_dir::Dir<'_>, sources: &mut Vec<rules::Source>) {
    let mut files: Vec<_> = dir.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        if let Some(text) = file.contents_utf8() {
            let path = format!("rules/{}", file.path().to_string_lossy().replace('\\', "/"));
            sources.push(rules::Source {
                path,
                text: text.to_owned(),
            });
        }
    }
    dir.dirs().for_each(|dir| built_in(dir, sources));
}

fn folder(dir: &Path, sources: &mut Vec<rules::Source>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let known = path
            .extension()
            .is_some_and(|end| end == "toml" || end == "csv");
        if path.is_dir() {
            folder(&path, sources)?;
        } else if known {
            let text = std::fs::read_to_string(&path)?;
            sources.push(rules::Source {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
    Ok(())
}

/// Which rules take part.
fn active(rules: &RuleSet, options: &Options) -> Result<Vec<bool>, Failure> {
    for id in options.select.iter().chain(&options.ignore) {
        if rules.index(id).is_none() {
            let near = rules
                .rules
                .iter()
                .map(|rule| (strsim::damerau_levenshtein(id, &rule.id), &rule.id))
                .min();
            let hint = near
                .filter(|&(distance, _)| distance <= 4)
                .map_or_else(String::new, |(_, near)| format!(": did you mean '{near}'?"));
            return Err(Failure::UnknownRule {
                id: id.clone(),
                hint,
            });
        }
    }
    let chosen = |id: &String| {
        (options.select.is_empty() || options.select.contains(id)) && !options.ignore.contains(id)
    };
    // A rule that checks another's claims needs them found.
    let needed = |rule: &rules::Rule| {
        rules
            .rules
            .iter()
            .any(|other| other.checks.as_deref() == Some(&rule.id) && chosen(&other.id))
    };
    Ok(rules
        .rules
        .iter()
        .map(|rule| chosen(&rule.id) || needed(rule))
        .collect())
}

fn pool(options: &Options) -> Result<rayon::ThreadPool, Failure> {
    let threads = options.jobs.unwrap_or(0);
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|_| Failure::Threads(threads))
}

/// Reads, extracts and resolves.
fn read_all<'r>(
    options: &Options,
    rules: &'r RuleSet,
    extractor: &Extractor<'_>,
    progress: &dyn Progress,
) -> Run<'r> {
    let (inputs, mut problems) = read::walk(&options.inputs);
    let parts: Vec<_> = inputs
        .par_iter()
        .map(|input| match read::open(input) {
            Ok(file) => articles_of(&file, &options.fields, extractor, progress),
            Err(problem) => (Vec::new(), vec![problem]),
        })
        .collect();
    let mut read: Vec<(Article, ArticleClaims)> = Vec::new();
    for (articles, mistakes) in parts {
        problems.extend(
            articles
                .iter()
                .flat_map(|(article, _)| print::comment_problems(article)),
        );
        read.extend(articles);
        problems.extend(mistakes);
    }
    progress.finish();
    problems.sort();
    problems.dedup();
    let (articles, extracted) = newest_versions(read);
    let corpus = resolve(rules, extracted, options.use_reference);
    Run {
        articles,
        corpus,
        problems,
    }
}

fn articles_of(
    file: &Arc<SourceFile>,
    fields: &Fields,
    extractor: &Extractor<'_>,
    progress: &dyn Progress,
) -> (Vec<(Article, ArticleClaims)>, Vec<Problem>) {
    let (records, mut problems) = read::records(file, fields);
    progress.start(records.len());
    let read: Vec<_> = records
        .par_iter()
        .map(|record| {
            let (article, problems) = read::article(record, fields);
            let article = article.map(|mut article| {
                if let Some(language) = language::foreign(&article.text) {
                    return (article, ArticleClaims::default(), Some(language));
                }
                let claims = extractor.extract(&article);
                if claims.day_inferred {
                    article.date = claims.day.map(|day| ArticleDate {
                        day,
                        origin: DateOrigin::Inferred,
                    });
                }
                (article, claims, None)
            });
            progress.tick();
            (article, problems)
        })
        .collect();
    let mut articles = Vec::with_capacity(read.len());
    let mut foreign = Foreign::default();
    for (article, mistakes) in read {
        if let Some((article, claims, language)) = article {
            foreign.see(&article, language);
            articles.push((article, claims));
        }
        problems.extend(mistakes);
    }
    problems.extend(foreign.problem(&file.path));
    (articles, problems)
}

/// Articles of one file in other languages: they are left alone, which is said once a file.
#[derive(Default)]
struct Foreign {
    counts: BTreeMap<&'static str, usize>,
    line: Option<usize>,
}

impl Foreign {
    fn see(&mut self, article: &Article, language: Option<&'static str>) {
        let Some(language) = language else { return };
        if self.counts.is_empty() {
            self.line = article.line;
        }
        *self.counts.entry(language).or_default() += 1;
    }

    fn problem(self, path: &str) -> Option<Problem> {
        let languages: Vec<&str> = self.counts.keys().copied().collect();
        let languages = languages.join(", ");
        let message = match self.counts.values().sum() {
            0_usize => return None,
            1 => format!("this article is left alone: it is in another language ({languages})"),
            count => {
                format!(
                    "{count} articles are left alone: they are in other languages ({languages})"
                )
            }
        };
        Some(Problem {
            path: path.to_owned(),
            line: self.line,
            message,
        })
    }
}

/// Sorts articles and keeps the newest of those that bear one id; the others' claims are retired.
fn newest_versions(mut read: Vec<(Article, ArticleClaims)>) -> (Vec<Article>, Vec<ArticleClaims>) {
    read.sort_by(|(a, _), (b, _)| {
        (&a.file.path, a.line, &a.id).cmp(&(&b.file.path, b.line, &b.id))
    });
    let mut newest: FxHashMap<String, usize> = FxHashMap::default();
    for (index, (article, claims)) in read.iter().enumerate() {
        let kept = newest.entry(article.id.clone()).or_insert(index);
        if claims.day >= read[*kept].1.day {
            *kept = index;
        }
    }
    let mut index = 0;
    read.retain_mut(|(article, _)| {
        let keep = newest.get(&article.id) == Some(&index);
        index += 1;
        keep
    });
    read.into_iter().unzip()
}

/// All questions with those who answer them. Whole sentences are read only of articles that share
/// their story with another.
fn clusters(
    corpus: &mut Corpus<'_>,
    articles: &[Article],
    extractor: &Extractor<'_>,
) -> Vec<Cluster> {
    let mut found = Vec::new();
    if extractor.reads_sentences() {
        let pairs = candidates(corpus);
        let mut wanted: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let told: Vec<Told> = wanted
            .par_iter()
            .map(|&index| extractor.tell(&articles[index as usize]))
            .collect();
        for (&index, told) in wanted.iter().zip(told) {
            corpus.articles[index as usize].told = told;
        }
        spell(corpus, &pairs);
        let corpus = &*corpus;
        found = pairs
            .into_par_iter()
            .flat_map_iter(|pair| between(corpus, pair))
            .collect();
    }
    let texts: Vec<&str> = articles
        .iter()
        .map(|article| article.text.as_str())
        .collect();
    cluster(corpus, &found, &texts)
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
    let mut found: Vec<Finding> = clusters
        .par_iter()
        .flat_map_iter(|cluster| findings(&run.corpus, &ClaimGraph::of(&run.corpus, cluster)))
        .collect();
    let rules = &run.corpus.rules;
    found.retain(|finding| {
        rules
            .index(&finding.rule)
            .is_some_and(|index| active[index])
            && wanted(options, &finding.rule)
    });
    sort(&mut found);
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
            .iter()
            .map(|finding| print::finding(&run.corpus, &run.articles, finding))
            .collect(),
    }
}

fn wanted(options: &Options, rule: &str) -> bool {
    (options.select.is_empty() || options.select.iter().any(|id| id == rule))
        && !options.ignore.iter().any(|id| id == rule)
}

/// Conflicts first, then the most severe and most certain; ties by rule, question, fingerprint.
fn sort(findings: &mut [Finding]) {
    let rank = |finding: &Finding| finding.verdict != Verdict::Conflict;
    findings.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(b.severity.cmp(&a.severity))
            .then(b.confidence.total_cmp(&a.confidence))
            .then_with(|| {
                (&a.rule, &a.question, &a.fingerprint).cmp(&(&b.rule, &b.question, &b.fingerprint))
            })
    });
}
