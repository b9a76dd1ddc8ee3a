//! Which features get a row in a network, and which row.

use std::collections::BTreeMap;

use gainsay::language::training::FeatureTable;

use crate::ensemble::Ensemble;

/// Counts how often each feature occurs; the ones seen often enough get a row.
#[derive(Default)]
pub struct Counter {
    counts: rustc_hash::FxHashMap<u32, u32>,
}

impl Counter {
    pub fn add(&mut self, keys: &[u32]) {
        for &key in keys {
            *self.counts.entry(key).or_default() += 1;
        }
    }

    /// At most `most` keys: those that move the given networks most, each time that they occur and in all.
    pub fn weighty<const H: usize>(self, judges: &Ensemble<H>, most: usize) -> Vec<u32> {
        let counts = self.counts.into_iter();
        let weigh = |(key, count)| Some((judges.sway(key)? * count as f32, key));
        let mut keys: Vec<(f32, u32)> = counts.filter_map(weigh).collect();
        // The order of a hash table does not matter: no two keys compare equal.
        keys.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        keys.truncate(most);
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// At most `most` keys, the most frequent ones, none rarer than `least`.
    pub fn keys(&self, least: u32, most: usize) -> Vec<u32> {
        let mut by_count: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let distinct = self.counts.len();
        let frequent = self
            .counts
            .iter()
            .filter(|(key, count)| **count >= least && **key != 0);
        // The order of a hash table does not matter: each group is sorted below.
        frequent.for_each(|(key, count)| by_count.entry(*count).or_default().push(*key));
        let mut keys: Vec<u32> = Vec::new();
        let mut rarest = 0;
        for (count, mut group) in by_count.into_iter().rev() {
            if keys.len() + group.len() > most {
                break;
            }
            rarest = count;
            group.sort_unstable();
            keys.extend(group);
        }
        eprintln!(
            "features: {} of {distinct} kept, each seen {rarest} times or more",
            keys.len()
        );
        keys
    }
}

/// The features that have a row, and which.
#[derive(Clone, Default)]
pub struct Features {
    pub table: FeatureTable,
    /// The row of the feature in each place of the table.
    rows: Vec<u32>,
}

impl Features {
    /// The n-th key owns row n.
    pub fn new(keys: &[u32]) -> Self {
        let table = FeatureTable::new(keys.iter().copied());
        let mut rows = vec![0; table.keys().len()];
        for (row, key) in keys.iter().enumerate() {
            if let Some(place) = table.place(*key) {
                rows[place as usize] = row as u32;
            }
        }
        Self { table, rows }
    }

    /// The row of a feature, where it has one.
    pub fn row(&self, key: u32) -> Option<u32> {
        self.table.place(key).map(|place| self.rows[place as usize])
    }
}
