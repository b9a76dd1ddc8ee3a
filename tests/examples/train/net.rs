//! Training of the one-hidden-layer networks: softmax loss, `AdaGrad`, some features
//! hidden at each step, weights averaged over the later part of training.

#![expect(
    clippy::cast_sign_loss,
    reason = "shares and weights are clamped before they are cast"
)]

use crate::ensemble::Member;
use crate::features::Features;

/// Numbers that look random and are the same in every run (`SplitMix64`).
#[derive(Clone)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u32 << 24) as f32
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// Values that are summed side by side.
const LANES: usize = 16;

/// Settings of a training run.
#[derive(Clone, Copy)]
pub struct Settings {
    pub rate: f32,
    /// Share of the features that each step does not see.
    pub blank: f32,
}

/// Parameters with their running sums, and per row the sum of its mean squared gradients: `AdaGrad`
/// with one rate for a row, which costs a fraction of one for each weight.
#[derive(Clone)]
struct Layer<const H: usize> {
    weights: Vec<[f32; H]>,
    squares: Vec<f32>,
    sums: Vec<[f32; H]>,
}

impl<const H: usize> Layer<H> {
    fn new(rows: usize, range: f32, random: &mut Random) -> Self {
        let weights =
            (0..rows).map(|_| std::array::from_fn(|_| (random.unit() * 2.0 - 1.0) * range));
        Self {
            weights: weights.collect(),
            squares: vec![0.0; rows],
            sums: vec![[0.0; H]; rows],
        }
    }

    /// One step against a gradient whose mean square is `square`.
    fn update(&mut self, row: usize, gradient: &[f32; H], square: f32, rate: f32) {
        self.squares[row] += square;
        let step = rate / (self.squares[row] + 1e-8).sqrt();
        for (weight, gradient) in self.weights[row].iter_mut().zip(gradient) {
            *weight -= step * gradient;
        }
    }

    fn settle(&mut self, count: f32) {
        for (sum, weights) in self.sums.iter().zip(&mut self.weights) {
            *weights = sum.map(|sum| sum / count);
        }
        self.sums = Vec::new();
    }

    fn snapshot(&mut self) {
        for (sum, weights) in self.sums.iter_mut().zip(&self.weights) {
            for (sum, weight) in sum.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }
}

/// A network in training.
#[derive(Clone)]
pub struct Trainer<const H: usize> {
    pub features: Features,
    labels: usize,
    rows: Layer<H>,
    bias: Layer<H>,
    output: Layer<H>,
    output_bias: Layer<1>,
    snapshots: u32,
    random: Random,
    settings: Settings,
    active: Vec<u32>,
    hidden: [f32; H],
    pub probabilities: Vec<f32>,
}

impl<const H: usize> Trainer<H> {
    pub fn new(keys: &[u32], labels: usize, settings: Settings, seed: u64) -> Self {
        let mut random = Random(seed);
        Self {
            features: Features::new(keys),
            labels,
            rows: Layer::new(keys.len(), 0.05, &mut random),
            bias: Layer::new(1, 0.02, &mut random),
            output: Layer::new(labels, (6.0 / (H + labels) as f32).sqrt(), &mut random),
            output_bias: Layer::new(labels, 0.0, &mut random),
            snapshots: 0,
            random,
            settings,
            active: Vec::new(),
            hidden: [0.0; H],
            probabilities: Vec::new(),
        }
    }

    /// Runs the network; labels that are not allowed get probability 0.
    pub fn forward(&mut self, keys: &[u32], allowed: &impl Fn(usize) -> bool, training: bool) {
        self.active.clear();
        self.active
            .extend(keys.iter().filter_map(|&key| self.features.row(key)));
        if training {
            self.blank_some();
        }
        self.hidden = self.bias.weights[0];
        for &row in &self.active {
            for (sum, weight) in self.hidden.iter_mut().zip(&self.rows.weights[row as usize]) {
                *sum += weight;
            }
        }
        for hidden in &mut self.hidden {
            *hidden = hidden.max(0.0);
        }
        self.probabilities.clear();
        let mut top = f32::MIN;
        for label in 0..self.labels {
            let score = if allowed(label) {
                dot(&self.output.weights[label], &self.hidden) + self.output_bias.weights[label][0]
            } else {
                f32::NEG_INFINITY
            };
            top = top.max(score);
            self.probabilities.push(score);
        }
        normalise(&mut self.probabilities, top);
    }

    /// Hides some of the active features, so that none is relied upon alone.
    fn blank_some(&mut self) {
        let blank = (self.settings.blank * 256.0) as u64;
        let (mut bits, mut left) = (0, 0);
        let random = &mut self.random;
        self.active.retain(|_| {
            if left == 0 {
                (bits, left) = (random.next(), 8);
            }
            let keep = bits & 0xFF >= blank;
            (bits, left) = (bits >> 8, left - 1);
            keep
        });
    }

    /// The most probable label.
    pub fn best(&self) -> usize {
        let mut best = 0;
        for (label, probability) in self.probabilities.iter().enumerate() {
            if *probability > self.probabilities[best] {
                best = label;
            }
        }
        best
    }

    /// A label drawn by its probability.
    pub fn draw(&mut self) -> usize {
        let mut left = self.random.unit();
        for (label, probability) in self.probabilities.iter().enumerate() {
            left -= probability;
            if left <= 0.0 && *probability > 0.0 {
                return label;
            }
        }
        self.best()
    }

    /// One step towards `target`, a distribution over labels, after [`Self::forward`].
    pub fn learn(&mut self, target: &[f32]) {
        let rate = self.settings.rate;
        let mut back = [0.0; H];
        let hidden = mean_square(&self.hidden);
        for (label, target) in target.iter().enumerate().take(self.labels) {
            let error = self.probabilities[label] - target;
            // Most labels are all but ruled out; what they would teach does not pay for itself.
            if error.abs() < 5e-4 {
                continue;
            }
            let weights = &self.output.weights[label];
            for (back, weight) in back.iter_mut().zip(weights) {
                *back += error * weight;
            }
            let gradient = self.hidden.map(|hidden| error * hidden);
            self.output
                .update(label, &gradient, error * error * hidden, rate);
            self.output_bias
                .update(label, &[error], error * error, rate);
        }
        for (back, hidden) in back.iter_mut().zip(&self.hidden) {
            if *hidden <= 0.0 {
                *back = 0.0;
            }
        }
        let square = mean_square(&back);
        self.bias.update(0, &back, square, rate);
        for &row in &self.active {
            self.rows.update(row as usize, &back, square, rate);
        }
    }

    /// The averaged weights, for good.
    pub fn freeze(mut self) -> Member<H> {
        if self.snapshots > 0 {
            let count = self.snapshots as f32;
            self.rows.settle(count);
            self.bias.settle(count);
            self.output.settle(count);
            self.output_bias.settle(count);
        }
        let flat: Vec<f32> = self.rows.weights.iter().flatten().copied().collect();
        let scale = 127.0 / high(&flat, 0.9995);
        let byte = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        Member {
            rows: self.rows.weights.iter().map(|row| row.map(byte)).collect(),
            unit: 1.0 / scale,
            bias: self.bias.weights[0],
            output: self.output.weights,
            output_bias: self.output_bias.weights.iter().map(|b| b[0]).collect(),
        }
    }

    /// Adds the present weights to the average.
    pub fn snapshot(&mut self) {
        self.snapshots += 1;
        self.rows.snapshot();
        self.bias.snapshot();
        self.output.snapshot();
        self.output_bias.snapshot();
    }

    /// The network as the library reads it: averaged weights, or the present ones before any
    /// snapshot, as bytes with one scale per layer.
    pub fn export(&self) -> Vec<u8> {
        let average = |sum: f32, now: f32| match self.snapshots {
            0 => now,
            count => sum / count as f32,
        };
        let flatten = |layer: &Layer<H>| -> Vec<f32> {
            let sums = layer.sums.iter().flatten();
            sums.zip(layer.weights.iter().flatten())
                .map(|(s, w)| average(*s, *w))
                .collect()
        };
        let rows = flatten(&self.rows);
        let output = flatten(&self.output);
        let row_scale = 127.0 / high(&rows, 0.9995);
        let output_scale = 1023.0 / high(&output, 1.0);
        let mut out = Vec::new();
        out.extend((self.labels as u32).to_le_bytes());
        let table = &self.features.table;
        table.write(&mut out);
        let byte = |weight: &f32| {
            ((weight * row_scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()
        };
        let rows = rows.as_chunks::<H>().0;
        let there = table
            .keys()
            .iter()
            .filter_map(|key| self.features.row(*key));
        out.extend(there.flat_map(|row| rows[row as usize].each_ref().map(byte)));
        let word = |weight: f32| (weight.round().clamp(-32767.0, 32767.0) as i16).to_le_bytes();
        for bias in flatten(&self.bias) {
            out.extend(word(bias * row_scale));
        }
        for label in 0..self.labels {
            for weight in &output[label * H..(label + 1) * H] {
                out.extend(word(weight * output_scale));
            }
            let bias = average(
                self.output_bias.sums[label][0],
                self.output_bias.weights[label][0],
            );
            out.extend(((bias * row_scale * output_scale).round() as i32).to_le_bytes());
        }
        out.extend(((row_scale * output_scale).round() as u32).to_le_bytes());
        out
    }
}

/// The product of two vectors, summed in lanes so that it can be computed many at a time.
pub fn dot<const H: usize>(a: &[f32; H], b: &[f32; H]) -> f32 {
    let mut lanes = [0.0; LANES];
    let (a, b) = (a.as_chunks::<LANES>().0, b.as_chunks::<LANES>().0);
    for (a, b) in a.iter().zip(b) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

/// From scores to probabilities; `top` is the highest score.
pub fn normalise(scores: &mut [f32], top: f32) {
    let mut total = 0.0;
    for score in &mut *scores {
        *score = (*score - top).exp();
        total += *score;
    }
    for score in scores {
        *score /= total;
    }
}

/// Works on the items in two threads; results in the items' order.
pub fn halves<T: Copy + Sync, R: Send>(items: &[T], work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let (left, right) = items.split_at(items.len() / 2);
    let work = |items: &[T]| items.iter().copied().map(&work).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let left = scope.spawn(|| work(left));
        let right = work(right);
        let mut done = left.join().unwrap_or_default();
        done.extend(right);
        done
    })
}

fn mean_square<const H: usize>(values: &[f32; H]) -> f32 {
    values.iter().map(|value| value * value).sum::<f32>() / H as f32
}

/// The value that so large a share of the weights stays below in size.
fn high(weights: &[f32], share: f32) -> f32 {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let at = ((sizes.len() as f32 * share) as usize).min(sizes.len().saturating_sub(1));
    sizes.get(at).copied().unwrap_or(1.0).max(1e-6)
}
