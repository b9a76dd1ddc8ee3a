//! Articles, the weights of their words, and which of them are on one story.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use gainsay::extract::days_between;
use gainsay::language::{Analysis, Shape, analyse};
use gainsay::read::{self, Article, Fields, Inputs};
use rustc_hash::{FxHashMap, FxHashSet};

/// Days between two articles on one story.
const DAYS: i32 = 2;

/// An article with its sentences as sets of words.
pub(crate) struct Read {
    pub(crate) article: Article,
    pub(crate) analysis: Analysis,
    pub(crate) sentences: Vec<FxHashSet<String>>,
    names: BTreeSet<String>,
}

pub(crate) fn read_all(path: &Path) -> Result<Vec<Read>> {
    let inputs = Inputs {
        paths: vec![path.to_path_buf()],
        ..Inputs::default()
    };
    let (inputs, _) = read::walk(&inputs);
    let input = inputs.first().context("nothing to read")?;
    let Ok(file) = read::open(input) else {
        bail!("cannot read {}", path.display());
    };
    let (articles, _) = read::articles(&file, &Fields::default());
    Ok(articles
        .into_iter()
        .filter(|article| article.date.is_some())
        .map(Read::of)
        .collect())
}

impl Read {
    pub(crate) fn of(article: Article) -> Self {
        let analysis = analyse(&article.text);
        let words = |tokens: &[gainsay::language::Token]| -> FxHashSet<String> {
            tokens
                .iter()
                .filter(|token| !token.shape.has(Shape::PUNCTUATION))
                .map(|token| token.span.of(&article.text).to_lowercase())
                .collect()
        };
        let sentences = analysis.sentences.iter();
        let sentences = sentences
            .map(|sentence| words(analysis.tokens_of(sentence)))
            .collect();
        let capital = |at: usize| {
            let token = analysis.tokens.get(at)?;
            let name = token.shape.has(Shape::CAPITAL) && token.span.len() > 2;
            name.then(|| token.span.of(&article.text))
        };
        let names = (0..analysis.tokens.len())
            .filter_map(|at| Some(format!("{} {}", capital(at)?, capital(at + 1)?)))
            .collect();
        Self {
            article,
            analysis,
            sentences,
            names,
        }
    }

    pub(crate) fn sentence(&self, at: usize) -> &str {
        self.analysis.sentences[at].span.of(&self.article.text)
    }

    /// Is the sentence, or the line that it begins in, no running text: a caption, a list of links?
    pub(crate) fn is_furniture(&self, at: usize) -> bool {
        let text = &self.article.text;
        let begins = self.analysis.sentences[at].span.start as usize;
        let start = text[..begins].rfind('\n').map_or(0, |found| found + 1);
        let end = text[begins..].find('\n');
        let line = &text[start..end.map_or(text.len(), |found| begins + found)];
        [self.sentence(at), line.trim_end()].iter().any(|text| {
            let marks = ["\n", "Photos:", "Caption", " MORE "];
            marks.iter().any(|mark| text.contains(mark)) || !text.ends_with(['.', '”', '"'])
        })
    }

    /// The words of a sentence, with what each weighs.
    pub(crate) fn words(&self, sentence: usize, weights: &Weights) -> Vec<Word<'_>> {
        let tokens = self.analysis.tokens_of(&self.analysis.sentences[sentence]);
        let word = |token: &gainsay::language::Token| {
            let text = token.span.of(&self.article.text);
            let weight = weights.0.get(&text.to_lowercase()).copied();
            Word {
                text,
                span: token.span.range(),
                shape: token.shape,
                weight: weight.unwrap_or_default(),
            }
        };
        tokens.iter().map(word).collect()
    }
}

/// A word of a sentence.
pub(crate) struct Word<'r> {
    pub(crate) text: &'r str,
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) shape: Shape,
    weight: f64,
}

impl Word<'_> {
    /// Does it tell what a sentence is about? Words that stand in every twelfth article do not.
    pub(crate) fn weighs(&self) -> bool {
        self.weight >= 2.5
    }

    /// Its first letters, which all its forms share.
    pub(crate) fn stem(&self) -> &str {
        let end = self.text.char_indices().nth(5);
        &self.text[..end.map_or(self.text.len(), |(at, _)| at)]
    }
}

/// Inverse document frequencies.
pub(crate) struct Weights(FxHashMap<String, f64>);

impl Weights {
    pub(crate) fn of(articles: &[Read]) -> Self {
        let mut counts: FxHashMap<String, f64> = FxHashMap::default();
        for read in articles {
            let words: BTreeSet<&String> = read.sentences.iter().flatten().collect();
            for word in words {
                *counts.entry(word.clone()).or_default() += 1.0;
            }
        }
        let all = articles.len() as f64;
        let weight = |(word, count): (String, f64)| (word, (all / count).ln());
        Self(counts.into_iter().map(weight).collect())
    }

    /// The part of the weight of either sentence that both share: the geometric mean.
    pub(crate) fn alike(&self, a: &FxHashSet<String>, b: &FxHashSet<String>) -> f64 {
        let weigh = |words: &mut dyn Iterator<Item = &String>| -> f64 {
            let mut weights: Vec<f64> =
                words.filter_map(|word| self.0.get(word)).copied().collect();
            weights.sort_by(f64::total_cmp);
            weights.iter().sum()
        };
        let both = weigh(&mut a.intersection(b));
        both / (weigh(&mut a.iter()) * weigh(&mut b.iter()))
            .sqrt()
            .max(1e-9)
    }
}

/// Pairs of articles on one story: five two-word names in common, each rare.
pub(crate) fn stories(articles: &[Read]) -> Vec<(usize, usize)> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, read) in articles.iter().enumerate() {
        for name in &read.names {
            by_name.entry(name).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in by_name
        .values()
        .filter(|holders| (2..=40).contains(&holders.len()))
    {
        for (at, &a) in holders.iter().enumerate() {
            for &b in &holders[at + 1..] {
                let (Some(p), Some(q)) = (articles[a].article.date, articles[b].article.date)
                else {
                    continue;
                };
                if days_between(p.day, q.day).abs() <= DAYS {
                    *shared.entry((a, b)).or_default() += 1;
                }
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = shared
        .into_iter()
        .filter(|&(_, count)| count >= 5)
        .map(|(pair, _)| pair)
        .collect();
    // Spread over the whole collection, and the same in each run.
    pairs.sort_by_key(|&(a, b)| {
        (a.wrapping_mul(2_654_435_761) ^ b.wrapping_mul(40_503)) % 1_000_003
    });
    pairs
}
