//! From files to the claims of a corpus.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::extract::{ArticleClaims, Extractor};
use crate::language;
use crate::read::{self, Article, ArticleDate, DateOrigin, Fields, Problem, SourceFile};
use crate::resolve::resolve;
use crate::rules::RuleSet;

use super::{Options, Progress, Run, print};

/// Reads, extracts and resolves.
pub(super) fn read_all<'r>(
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
pub(super) struct Foreign {
    counts: BTreeMap<&'static str, usize>,
    line: Option<usize>,
}

impl Foreign {
    pub(super) fn see(&mut self, article: &Article, language: Option<&'static str>) {
        let Some(language) = language else { return };
        if self.counts.is_empty() {
            self.line = article.line;
        }
        *self.counts.entry(language).or_default() += 1;
    }

    pub(super) fn problem(self, path: &str) -> Option<Problem> {
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
