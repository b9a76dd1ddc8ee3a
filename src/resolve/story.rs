//! Which articles tell one story: by the names that they share, each weighted by how rare it is.

use rustc_hash::FxHashMap;

use crate::extract::Profile;

use super::ArticleFacts;

/// Weights of names, and groups of copies.
#[derive(Debug, Clone, Default)]
pub struct Stories {
    /// In how many articles each name stands.
    frequency: FxHashMap<u64, u32>,
    articles: usize,
    /// Per article: the lowest index of an article that it is a copy of, or its own.
    copies: Vec<u32>,
}

/// A name that stands in at most this many articles marks a story.
const RARE: u32 = 40;
/// Texts that share this part of their five-word runs are copies.
const COPY: f64 = 0.5;

/// The names that two articles share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedNames {
    /// The sum of their weights: each the logarithm of how rare it is.
    pub weight: f64,
    /// Their part of the smaller story, from 0 to 1.
    pub share: f64,
    /// How many of them are rare.
    pub rare: usize,
}

impl Stories {
    /// A small corpus says little of how rare a name is, so it is taken for a part of one this
    /// large.
    pub(super) const LEAST_ARTICLES: usize = 500;

    /// Counts names and finds copies.
    pub fn new(articles: &[ArticleFacts]) -> Self {
        let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
        for name in articles.iter().flat_map(|article| &article.profile.names) {
            *frequency.entry(*name).or_default() += 1;
        }
        let copies = copies(articles);
        Self {
            frequency,
            articles: articles.len(),
            copies,
        }
    }

    /// The article that this one is a copy of; itself when it is none.
    pub fn original(&self, article: usize) -> usize {
        self.copies
            .get(article)
            .map_or(article, |&original| original as usize)
    }

    /// In how many articles a name stands as it is written here.
    pub fn frequency(&self, name: &str) -> u32 {
        let hash = Profile::hash_of(name);
        self.frequency.get(&hash).copied().unwrap_or_default()
    }

    /// The names of a profile that are rare enough to mark its story, the rarest first.
    pub fn marks(&self, profile: &Profile, most: usize) -> Vec<u64> {
        let mut names: Vec<(u32, u64)> = profile
            .names
            .iter()
            .filter_map(|&name| {
                let frequency = self.frequency.get(&name).copied().unwrap_or_default();
                (2..=RARE).contains(&frequency).then_some((frequency, name))
            })
            .collect();
        names.sort_unstable();
        names.into_iter().take(most).map(|(_, name)| name).collect()
    }

    /// How much of the smaller story the two share, from 0 to 1, and how many rare names.
    pub fn likeness(&self, a: &Profile, b: &Profile) -> (f64, usize) {
        let shared = self.shared(a, b);
        (shared.share, shared.rare)
    }

    /// The names that two articles share.
    pub fn shared(&self, a: &Profile, b: &Profile) -> SharedNames {
        let (mut shared, mut rare) = (0.0, 0);
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.names.get(i), b.names.get(j)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += self.weight(*x);
                    rare += usize::from(self.frequency.get(x).is_some_and(|&count| count <= RARE));
                    i += 1;
                    j += 1;
                }
            }
        }
        let total = |profile: &Profile| {
            profile
                .names
                .iter()
                .map(|&name| self.weight(name))
                .sum::<f64>()
        };
        let least = total(a).min(total(b));
        SharedNames {
            weight: shared,
            share: if least > 0.0 { shared / least } else { 0.0 },
            rare,
        }
    }

    fn weight(&self, name: u64) -> f64 {
        let frequency = f64::from(self.frequency.get(&name).copied().unwrap_or(1));
        (self.articles.max(Self::LEAST_ARTICLES) as f64 / frequency)
            .ln()
            .max(0.0)
    }
}

/// Joins copies: candidates share one of their smallest shingle hashes.
fn copies(articles: &[ArticleFacts]) -> Vec<u32> {
    const KEYS: usize = 8;
    let mut keyed: Vec<(u64, u32)> = articles
        .iter()
        .enumerate()
        .flat_map(|(index, article)| {
            article
                .profile
                .shingles
                .iter()
                .take(KEYS)
                .map(move |&shingle| (shingle, index as u32))
        })
        .collect();
    keyed.sort_unstable();
    let mut original: Vec<u32> = (0..articles.len() as u32).collect();
    for pair in keyed.windows(2) {
        let [(key, a), (other, b)] = pair else {
            continue;
        };
        if key != other || original[*b as usize] != *b {
            continue;
        }
        let first = original[*a as usize];
        let overlap = articles[first as usize]
            .profile
            .overlap(&articles[*b as usize].profile);
        if overlap >= COPY {
            original[*b as usize] = first.min(*b);
        }
    }
    original
}
