//! Networks that have finished training, heard together.

use crate::features::Features;
use crate::net::{Trainer, dot, normalise};

/// One network that has finished training, its first layer in bytes: there are many such networks,
/// and their time goes to fetching rows.
pub struct Member<const H: usize> {
    pub rows: Vec<[i8; H]>,
    /// Worth of one unit of a row's bytes.
    pub unit: f32,
    pub bias: [f32; H],
    pub output: Vec<[f32; H]>,
    pub output_bias: Vec<f32>,
}

impl<const H: usize> Member<H> {
    fn hidden(&self, active: &[u32]) -> [f32; H] {
        let mut sums = [0_i16; H];
        for &row in active {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[row as usize]) {
                *sum += i16::from(*weight);
            }
        }
        let mut hidden = self.bias;
        for (hidden, sum) in hidden.iter_mut().zip(sums) {
            *hidden = (*hidden + f32::from(sum) * self.unit).max(0.0);
        }
        hidden
    }
}

/// Networks over the same features that have finished training; together they know more than one,
/// and they are not shipped.
pub struct Ensemble<const H: usize> {
    features: Features,
    members: Vec<Member<H>>,
}

impl<const H: usize> Ensemble<H> {
    /// Takes the averaged weights of trained networks, all over the same features.
    pub fn new(trainers: Vec<Trainer<H>>) -> Self {
        let features = trainers.first().map(|first| first.features.clone());
        Self {
            features: features.unwrap_or_default(),
            members: trainers.into_iter().map(Trainer::freeze).collect(),
        }
    }

    /// How much a feature moves the members, as the mean square of its weights; `None` for one without a row.
    pub fn sway(&self, key: u32) -> Option<f32> {
        let row = self.features.row(key)? as usize;
        let square = |member: &Member<H>| {
            let sum: i32 = member.rows[row]
                .iter()
                .map(|w| i32::from(*w) * i32::from(*w))
                .sum();
            sum as f32 * member.unit * member.unit
        };
        Some(self.members.iter().map(square).sum::<f32>() / (self.members.len() * H) as f32)
    }

    /// Writes the mean of what the members think into `mean`, one probability per label.
    pub fn opinion(
        &self,
        keys: &[u32],
        allowed: &impl Fn(usize) -> bool,
        scratch: &mut Opinion,
        mean: &mut [f32],
    ) {
        scratch.active.clear();
        let rows = keys.iter().filter_map(|&key| self.features.row(key));
        scratch.active.extend(rows);
        mean.fill(0.0);
        let share = 1.0 / self.members.len().max(1) as f32;
        for member in &self.members {
            let hidden = member.hidden(&scratch.active);
            scratch.scores.clear();
            let mut top = f32::MIN;
            for (label, weights) in member.output.iter().enumerate() {
                let score = if allowed(label) {
                    dot(weights, &hidden) + member.output_bias[label]
                } else {
                    f32::NEG_INFINITY
                };
                top = top.max(score);
                scratch.scores.push(score);
            }
            normalise(&mut scratch.scores, top);
            for (mean, probability) in mean.iter_mut().zip(&scratch.scores) {
                *mean += share * probability;
            }
        }
    }
}

/// Buffers of [`Ensemble::opinion`].
#[derive(Default)]
pub struct Opinion {
    active: Vec<u32>,
    scores: Vec<f32>,
}
