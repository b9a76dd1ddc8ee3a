//! The scorer behind tagger and parser: a one-hidden-layer network over hashed sparse features,
//! quantised to bytes.
//!
//! Each feature that was kept in training owns a row of `H` signed bytes; the rows of the features
//! at hand are added up, negative sums are cut to zero (a rectifier), and one dense layer gives a score
//! per label. So the first layer of Chen & Manning (2014), with all of its products computed in
//! advance, over the conjoined templates of Zhang & Nivre (2011).

use super::bytes::Reader;

/// Hidden units that are summed at a time, few enough to stay in registers.
const BLOCK: usize = 32;

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

/// The weights of one feature, on one cache line when there are 64 of them.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Row<const H: usize>([i8; H]);

/// A trained network with `H` hidden units, a multiple of 16.
#[derive(Debug, Clone, Default)]
pub struct Net<const H: usize> {
    features: FeatureTable,
    rows: Vec<Row<H>>,
    bias: Vec<i16>,
    output: Vec<[i16; H]>,
    output_bias: Vec<i32>,
}

/// The hidden layer for one set of features, and the buffer that its making needs.
#[derive(Debug, Clone)]
pub struct Hidden<const H: usize> {
    units: [i16; H],
    active: Vec<u32>,
}

impl<const H: usize> Default for Hidden<H> {
    fn default() -> Self {
        Self {
            units: [0; H],
            active: Vec::new(),
        }
    }
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
        let rows = weights
            .iter()
            .map(|row| Row(row.map(u8::cast_signed)))
            .collect();
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

    /// Sums the rows of the features at hand into the hidden layer.
    #[inline]
    pub fn activate(&self, keys: &[u32], hidden: &mut Hidden<H>) {
        // Time goes to fetching rows from memory. So all of them are looked up and touched first,
        // without waiting for one another; when they are added up, they are in the nearest cache.
        hidden.active.clear();
        hidden.active.resize(keys.len(), 0);
        let mut count = 0;
        let mut touched = 0;
        for &key in keys {
            if let Some(row) = self.features.row(key)
                && let Some(weights) = self.rows.get(row as usize)
            {
                touched ^= weights.0[0];
                hidden.active[count] = row;
                count += 1;
            }
        }
        std::hint::black_box(touched);
        let active = &hidden.active[..count];
        let blocks = hidden.units.as_chunks_mut::<BLOCK>().0.iter_mut();
        for ((block, units), bias) in blocks.enumerate().zip(self.bias.as_chunks::<BLOCK>().0) {
            let mut sum = *bias;
            for &row in active {
                let weights = &self.rows[row as usize].0.as_chunks::<BLOCK>().0[block];
                for (sum, weight) in sum.iter_mut().zip(weights) {
                    *sum = sum.wrapping_add(i16::from(*weight));
                }
            }
            *units = sum.map(|sum| sum.max(0));
        }
    }

    /// Score of one label; 0 for a label that the network does not have.
    #[inline]
    pub fn score(&self, hidden: &Hidden<H>, label: usize) -> i32 {
        let (Some(row), Some(bias)) = (self.output.get(label), self.output_bias.get(label)) else {
            return 0;
        };
        let products = row.iter().zip(&hidden.units);
        bias + products
            .map(|(weight, unit)| i32::from(*weight) * i32::from(*unit))
            .sum::<i32>()
    }
}
