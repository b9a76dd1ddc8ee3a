//! The scorer behind tagger and parser: a one-hidden-layer network over hashed sparse features,
//! quantised to bytes.
//!
//! Each feature that was kept in training owns a row of `H` signed bytes; the rows of the features
//! at hand are added up, negative sums are cut to zero (ReLU), and one dense layer gives a score
//! per label. So the first layer of Chen & Manning (2014), with all of its products computed in
//! advance, over the conjoined templates of Zhang & Nivre (2011).

use super::bytes::Reader;

/// Feature keys and the number of the row that each owns; open addressing, linear probing.
#[derive(Debug, Clone, Default)]
pub struct FeatureTable {
    slots: Vec<(u32, u32)>,
    mask: u32,
}

impl FeatureTable {
    /// A table of the given keys; the n-th key owns row n. Key 0 stands for "no feature".
    pub fn new(keys: impl ExactSizeIterator<Item = u32>) -> Self {
        let capacity = (keys.len() * 2).next_power_of_two().max(2);
        let mut table = Self {
            slots: vec![(0, 0); capacity],
            mask: capacity as u32 - 1,
        };
        for (row, key) in keys.enumerate() {
            let mut at = key & table.mask;
            while table.slots[at as usize].0 != 0 {
                at = (at + 1) & table.mask;
            }
            table.slots[at as usize] = (key, row as u32);
        }
        table
    }

    /// The row of a feature that was kept.
    #[inline]
    pub fn row(&self, key: u32) -> Option<u32> {
        let mut at = key & self.mask;
        loop {
            let (found, row) = *self.slots.get(at as usize)?;
            if found == key {
                return (key != 0).then_some(row);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// A trained network with `H` hidden units.
#[derive(Debug, Clone, Default)]
pub struct Net<const H: usize> {
    features: FeatureTable,
    rows: Vec<[i8; H]>,
    bias: Vec<i16>,
    output: Vec<[i16; H]>,
    output_bias: Vec<i32>,
}

impl<const H: usize> Net<H> {
    /// Reads what the trainer wrote: counts, keys, rows, biases, output layer, all little-endian.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let rows = reader.u32()? as usize;
        let labels = reader.u32()? as usize;
        let keys = reader.bytes(rows.checked_mul(4)?)?;
        let keys = keys
            .as_chunks::<4>()
            .0
            .iter()
            .map(|k| u32::from_le_bytes(*k));
        let features = FeatureTable::new(keys);
        let weights = reader.bytes(rows.checked_mul(H)?)?.as_chunks::<H>().0;
        let rows = weights.iter().map(|row| row.map(u8::cast_signed)).collect();
        let bias = (0..H).map(|_| reader.i16()).collect::<Option<_>>()?;
        let mut output = Vec::with_capacity(labels);
        let mut output_bias = Vec::with_capacity(labels);
        for _ in 0..labels {
            let mut row = [0; H];
            for weight in &mut row {
                *weight = reader.i16()?;
            }
            output.push(row);
            output_bias.push(reader.u32()?.cast_signed());
        }
        Some(Self {
            features,
            rows,
            bias,
            output,
            output_bias,
        })
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.output.len()
    }

    /// Scores every label for the features at hand into `scores`.
    #[inline]
    pub fn score(&self, keys: &[u32], scores: &mut Vec<i32>) {
        let mut sum = [0_i16; H];
        for (sum, bias) in sum.iter_mut().zip(&self.bias) {
            *sum = *bias;
        }
        for &key in keys {
            if let Some(row) = self.features.row(key)
                && let Some(row) = self.rows.get(row as usize)
            {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(*weight));
                }
            }
        }
        for sum in &mut sum {
            *sum = (*sum).max(0);
        }
        scores.clear();
        scores.extend(
            self.output
                .iter()
                .zip(&self.output_bias)
                .map(|(row, bias)| {
                    let products = row.iter().zip(&sum);
                    bias + products
                        .map(|(weight, hidden)| i32::from(*weight) * i32::from(*hidden))
                        .sum::<i32>()
                }),
        );
    }
}
