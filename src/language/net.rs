//! The scorer behind tagger and parser: a one-hidden-layer network over hashed sparse features,
//! quantised to bytes.
//!
//! Each feature that was kept in training owns a row of `H` signed bytes; the rows of the features
//! at hand are added up, negative sums are cut to zero (a rectifier), and one dense layer gives a score
//! per label. So the first layer of Chen & Manning (2014), with all of its products computed in
//! advance, over the conjoined templates of Zhang & Nivre (2011).

use super::bytes::Reader;
use super::table::FeatureTable;

/// Hidden units that are summed at a time, few enough to stay in registers.
const BLOCK: usize = 32;

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
    /// Difference of scores that makes one label e times more probable than the other.
    unit: u32,
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
    /// Reads what the trainer wrote: the number of labels, keys, the rows of keys in their places,
    /// biases, output layer, the unit of scores, all little-endian.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let labels = reader.u32()? as usize;
        let features = FeatureTable::read(reader)?;
        let mut rows = Vec::with_capacity(features.keys().len());
        for key in features.keys() {
            rows.push(match key {
                0 => Row([0; H]),
                _ => Row(reader.bytes(H)?.first_chunk::<H>()?.map(u8::cast_signed)),
            });
        }
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
            unit: reader.u32()?,
        })
    }

    /// Difference of scores that makes one label e times more probable than the other.
    pub fn unit(&self) -> u32 {
        self.unit
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.output.len()
    }

    /// Sums the rows of the features at hand into the hidden layer.
    #[inline]
    pub fn activate(&self, keys: &[u32], hidden: &mut Hidden<H>) {
        self.activate_with(&[], keys, hidden);
    }

    /// Sums the rows of the features at hand, without anything else.
    pub fn sum(&self, keys: &[u32], hidden: &mut Hidden<H>) -> [i16; H] {
        self.look_up(keys, hidden);
        let mut sums = [0_i16; H];
        for (block, sums) in sums.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
            *sums = self.add_rows(&hidden.active, block, [0; BLOCK]);
        }
        sums
    }

    /// As [`Self::activate`], where the rows of some features have been summed before.
    #[inline]
    pub fn activate_with(&self, sums: &[&[i16; H]], keys: &[u32], hidden: &mut Hidden<H>) {
        self.look_up(keys, hidden);
        let blocks = hidden.units.as_chunks_mut::<BLOCK>().0.iter_mut();
        for ((block, units), bias) in blocks.enumerate().zip(self.bias.as_chunks::<BLOCK>().0) {
            let mut sum = *bias;
            for done in sums {
                for (sum, done) in sum.iter_mut().zip(&done.as_chunks::<BLOCK>().0[block]) {
                    *sum = sum.wrapping_add(*done);
                }
            }
            *units = self
                .add_rows(&hidden.active, block, sum)
                .map(|sum| sum.max(0));
        }
    }

    /// Adds one block of some rows.
    #[inline]
    fn add_rows(&self, active: &[u32], block: usize, mut sum: [i16; BLOCK]) -> [i16; BLOCK] {
        for &row in active {
            let weights = &self.rows[row as usize].0.as_chunks::<BLOCK>().0[block];
            for (sum, weight) in sum.iter_mut().zip(weights) {
                *sum = sum.wrapping_add(i16::from(*weight));
            }
        }
        sum
    }

    /// Finds the rows of the features at hand.
    #[inline]
    fn look_up(&self, keys: &[u32], hidden: &mut Hidden<H>) {
        // Time goes to fetching rows from memory. So all of them are looked up and touched first,
        // without waiting for one another; when they are added up, they are in the nearest cache.
        hidden.active.clear();
        hidden.active.resize(keys.len(), 0);
        let mut count = 0;
        let mut touched = 0;
        for &key in keys {
            let (place, found) = self.features.find(key);
            hidden.active[count] = place;
            count += usize::from(found);
        }
        for &row in &hidden.active[..count] {
            touched ^= self.rows[row as usize].0[0];
        }
        std::hint::black_box(touched);
        hidden.active.truncate(count);
    }

    /// Score of one label; 0 for a label that the network does not have.
    #[inline]
    pub fn score(&self, hidden: &Hidden<H>, label: usize) -> i32 {
        let (Some(row), Some(bias)) = (self.output.get(label), self.output_bias.get(label)) else {
            return 0;
        };
        // Four sums of neighbours, so that one instruction multiplies and adds eight pairs.
        let mut sums = [0_i32; 4];
        let units = hidden.units.as_chunks::<8>().0;
        for (weights, units) in row.as_chunks::<8>().0.iter().zip(units) {
            for (at, sum) in sums.iter_mut().enumerate() {
                let product = |at: usize| i32::from(weights[at]) * i32::from(units[at]);
                *sum += product(2 * at) + product(2 * at + 1);
            }
        }
        bias + sums.iter().sum::<i32>()
    }
}
