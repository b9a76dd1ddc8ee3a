//! Where the keys of features and words stand: a perfect hash by displacement (Belazzougui, Botelho &
//! Dietzfelbinger 2009). A lookup takes two loads and no branch, and the loads are from two small
//! arrays that stay in the cache.

use super::bytes::Reader;

/// A set of keys, each with a place of its own. Key 0 stands for "no feature" and is never found.
#[derive(Debug, Clone, Default)]
pub struct FeatureTable {
    /// Which of its hash functions each bucket uses.
    displacements: Vec<u16>,
    /// The key in each place; 0 where there is none.
    keys: Vec<u32>,
}

impl FeatureTable {
    /// A table of the given keys, which differ from each other. Slow; a model file holds the table.
    pub fn new(keys: impl ExactSizeIterator<Item = u32>) -> Self {
        let mut table = Self {
            keys: vec![0; keys.len() + keys.len() / 16 + 1],
            displacements: vec![0; keys.len() / 4 + 1],
        };
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); table.displacements.len()];
        for key in keys {
            if let Some(bucket) = buckets.get_mut(scale(key, table.displacements.len())) {
                bucket.push(key);
            }
        }
        // The fullest first, while there is most room.
        let mut order: Vec<usize> = (0..buckets.len()).collect();
        order.sort_by_key(|&bucket| std::cmp::Reverse(buckets[bucket].len()));
        for bucket in order {
            let fitting =
                (0..=u16::MAX).find(|&displacement| table.fill(&buckets[bucket], displacement));
            table.displacements[bucket] = fitting.unwrap_or_default();
        }
        table
    }

    /// Puts the keys of one bucket where its hash function says, when all of those places are free.
    fn fill(&mut self, bucket: &[u32], displacement: u16) -> bool {
        for (done, key) in bucket.iter().enumerate() {
            let place = scale(displace(*key, displacement), self.keys.len());
            if self.keys[place] != 0 {
                for key in &bucket[..done] {
                    let place = scale(displace(*key, displacement), self.keys.len());
                    self.keys[place] = 0;
                }
                return false;
            }
            self.keys[place] = *key;
        }
        true
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (buckets, places) = (reader.u32()? as usize, reader.u32()? as usize);
        let displacements = reader.bytes(buckets.checked_mul(2)?)?.as_chunks::<2>().0;
        let keys = reader.bytes(places.checked_mul(4)?)?.as_chunks::<4>().0;
        Some(Self {
            displacements: displacements
                .iter()
                .map(|d| u16::from_le_bytes(*d))
                .collect(),
            keys: keys.iter().map(|key| u32::from_le_bytes(*key)).collect(),
        })
    }

    /// Writes counts, displacements and keys.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.displacements.len() as u32).to_le_bytes());
        out.extend((self.keys.len() as u32).to_le_bytes());
        out.extend(self.displacements.iter().flat_map(|d| d.to_le_bytes()));
        out.extend(self.keys.iter().flat_map(|key| key.to_le_bytes()));
    }

    /// The key in each place; 0 where there is none.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The place where a key is or would be, and whether it is there.
    #[inline]
    pub fn find(&self, key: u32) -> (u32, bool) {
        let bucket = scale(key, self.displacements.len());
        let displacement = self.displacements.get(bucket).copied().unwrap_or_default();
        let place = scale(displace(key, displacement), self.keys.len());
        // Where there is no place, 0 stands for what is found, as in an empty one.
        let kept = self.keys.get(place).copied().unwrap_or_default();
        (place as u32, kept == key && kept != 0)
    }

    /// The place of a key that is there.
    #[inline]
    pub fn place(&self, key: u32) -> Option<u32> {
        let (place, found) = self.find(key);
        found.then_some(place)
    }
}

/// Maps a hash evenly to the numbers below `end`.
#[inline]
fn scale(hash: u32, end: usize) -> usize {
    ((u64::from(hash) * end as u64) >> 32) as usize
}

/// One of many hash functions.
#[inline]
fn displace(key: u32, displacement: u16) -> u32 {
    (key ^ u32::from(displacement).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lexeme::mix;

    #[test]
    fn every_key_is_found_in_a_place_of_its_own_and_no_other_is() {
        let keys: Vec<u32> = (1..5_000).map(|n| mix(n, 3)).collect();
        let table = FeatureTable::new(keys.iter().copied());
        let mut places: Vec<u32> = keys.iter().filter_map(|key| table.place(*key)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), keys.len());
        assert!((1..5_000).all(|n| table.place(mix(n, 4)).is_none()));
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let read = FeatureTable::read(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(read.place(keys[7]), table.place(keys[7]));
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        assert_eq!(FeatureTable::default().place(7), None);
        assert_eq!(FeatureTable::new([].into_iter()).place(0), None);
    }
}
