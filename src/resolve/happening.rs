//! Which articles report one happening: a scored decision on pairs that share a rare name, or a
//! town and a time, then union. Never all pairs.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::extract::{Profile, days_between};

use super::{ArticleFacts, Stories};

/// The happenings of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Happenings {
    /// Per article: the lowest index of an article that reports the same happening, or its own.
    group: Vec<u32>,
    /// In how many articles each place is that of the happening.
    places: FxHashMap<String, u32>,
    /// In how many articles each number stands.
    numbers: FxHashMap<u64, u32>,
    articles: usize,
}

/// The weights of what two reports share, as log-odds, rounded from a logistic regression on pairs
/// of local reports of which it is known whether they tell of one happening.
mod weight {
    /// Two reports that merely share a key are hardly ever of one happening.
    pub(super) const BASE: f64 = -6.8;
    /// Per unit of the shared names' weight (how rare each is, see `Stories`), up to a bound.
    pub(super) const NAMES: (f64, f64) = (0.1, 30.0);
    /// The part of the smaller report's names that the two share.
    pub(super) const SHARE: f64 = 2.0;
    /// Each shared name that is rare, up to a bound.
    pub(super) const RARE: (f64, usize) = (0.4, 6);
    /// Per unit of the shared numbers' weight: ages, hours, house numbers; up to a bound.
    pub(super) const NUMBERS: (f64, f64) = (0.2, 20.0);
    /// One place: what its rarity adds, and what is taken off it, for a common one tells nothing.
    pub(super) const PLACE: (f64, f64) = (1.0, 4.0);
    /// Two places: one may be a part of the other.
    pub(super) const TWO_PLACES: f64 = -2.0;
    /// Both tell the day: the same, one apart, up to a week apart (a weekday read in the wrong
    /// week), further apart.
    pub(super) const DAYS: [f64; 4] = [6.0, 3.5, 2.0, -1.5];
    /// One does not tell the day: published within two days of it, two weeks, later.
    pub(super) const PUBLISHED: [f64; 3] = [4.0, 2.5, 0.0];
    /// What one calls a shooting the other calls an attack.
    pub(super) const TWO_KINDS: f64 = -1.0;
}

/// Rare names by which a report meets others.
const MARKS: usize = 12;
/// How many followers of equal key, in order of day, a report is held against.
const NEIGHBOURS: usize = 48;
/// Reports of one place meet when their days are less than this apart.
const WINDOW: i32 = 3;

impl Happenings {
    pub(super) fn new(articles: &[ArticleFacts], stories: &Stories) -> Self {
        let mut happenings = Self {
            group: (0..articles.len() as u32).collect(),
            places: FxHashMap::default(),
            numbers: FxHashMap::default(),
            articles: articles.len().max(Stories::LEAST_ARTICLES),
        };
        for article in articles.iter().filter(|article| reports(article)) {
            if let Some(place) = &article.profile.gist.place {
                *happenings.places.entry(place.clone()).or_default() += 1;
            }
            for number in &article.profile.numbers {
                *happenings.numbers.entry(*number).or_default() += 1;
            }
        }
        for (a, b) in candidates(articles, stories) {
            let (a, b) = (a as usize, b as usize);
            if happenings.log_odds(stories, &articles[a], &articles[b]) > 0.0 {
                happenings.join(a, b);
            }
        }
        for article in 0..articles.len() {
            happenings.group[article] = happenings.find(article) as u32;
        }
        happenings
    }

    /// The happening that an article reports, by the first article that does.
    pub fn of(&self, article: usize) -> usize {
        self.group
            .get(article)
            .map_or(article, |&group| group as usize)
    }

    /// How likely it is that two articles report one happening, from 0 to 1.
    pub fn likeness(&self, stories: &Stories, a: &ArticleFacts, b: &ArticleFacts) -> f64 {
        1.0 / (1.0 + (-self.log_odds(stories, a, b)).exp())
    }

    fn log_odds(&self, stories: &Stories, a: &ArticleFacts, b: &ArticleFacts) -> f64 {
        let (one, other) = (&a.profile, &b.profile);
        let names = stories.shared(one, other);
        let mut sum = weight::BASE
            + weight::NAMES.0 * names.weight.min(weight::NAMES.1)
            + weight::SHARE * names.share
            + weight::RARE.0 * names.rare.min(weight::RARE.1) as f64
            + weight::NUMBERS.0 * self.shared_numbers(one, other).min(weight::NUMBERS.1);
        if let (Some(x), Some(y)) = (&one.gist.place, &other.gist.place) {
            sum += if x == y {
                weight::PLACE.0 * self.rarity(self.places.get(x)) - weight::PLACE.1
            } else {
                weight::TWO_PLACES
            };
        }
        if one.gist.kind != other.gist.kind {
            sum += weight::TWO_KINDS;
        }
        sum + by_days(a, b)
    }

    fn rarity(&self, count: Option<&u32>) -> f64 {
        let count = f64::from(count.copied().unwrap_or(1));
        (self.articles as f64 / count).ln().max(0.0)
    }

    fn shared_numbers(&self, a: &Profile, b: &Profile) -> f64 {
        let shared = a
            .numbers
            .iter()
            .filter(|number| b.numbers.binary_search(number).is_ok());
        shared
            .map(|number| self.rarity(self.numbers.get(number)))
            .sum()
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.group[at] as usize != at {
            self.group[at] = self.group[self.group[at] as usize];
            at = self.group[at] as usize;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.group[a.max(b)] = a.min(b) as u32;
    }
}

fn reports(article: &ArticleFacts) -> bool {
    !article.profile.gist.kind.is_empty()
}

/// The day of the happening, and whether the article tells it; or else its own.
fn day(article: &ArticleFacts) -> Option<(Date, bool)> {
    let told = article.profile.gist.day.map(|day| (day.first, true));
    told.or(article.day.map(|day| (day, false)))
}

fn by_days(a: &ArticleFacts, b: &ArticleFacts) -> f64 {
    let (Some((x, one)), Some((y, other))) = (day(a), day(b)) else {
        return 0.0;
    };
    let apart = days_between(x, y).abs();
    if one && other {
        match apart {
            0 => weight::DAYS[0],
            1 => weight::DAYS[1],
            2..=7 => weight::DAYS[2],
            _ => weight::DAYS[3],
        }
    } else {
        match apart {
            0..=2 => weight::PUBLISHED[0],
            3..=14 => weight::PUBLISHED[1],
            _ => weight::PUBLISHED[2],
        }
    }
}

/// Pairs of articles that share a rare name, or a place within a few days; each once, in order.
fn candidates(articles: &[ArticleFacts], stories: &Stories) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, Option<Date>, u32)> = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        if !reports(article) {
            continue;
        }
        let day = day(article).map(|(day, _)| day);
        let mut keys = stories.marks(&article.profile, MARKS);
        if let (Some(place), Some(day)) = (&article.profile.gist.place, day) {
            let number = days_between(Date::ZERO, day);
            // Two overlapping rows of windows: days that are near share one of them.
            keys.extend([0, WINDOW].map(|shift| {
                let window = (number + shift).div_euclid(2 * WINDOW).cast_unsigned();
                let row = u64::from(window) * 2 + u64::from(shift > 0);
                Profile::hash_of(place) ^ row.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            }));
        }
        keyed.extend(keys.into_iter().map(|key| (key, day, index as u32)));
    }
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, _, a)) in bucket.iter().enumerate() {
            let next = bucket[at + 1..].iter().take(NEIGHBOURS);
            pairs.extend(next.map(|&(_, _, b)| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
