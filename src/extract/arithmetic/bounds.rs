//! How far a number may be off, by the digits that are given and the words before it.

use std::ops::{Add, Mul, Sub};

use crate::extract::quantity::{Exactness, QuantityMention, Unit};
use crate::rules::lower;

use super::Numbers;

/// A closed interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least value.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

impl Bounds {
    pub(super) fn around(value: f64, slack: f64) -> Self {
        Self {
            low: value - slack,
            high: value + slack,
        }
    }

    /// Is there a value in both?
    pub fn meets(self, other: Self) -> bool {
        /// Floating-point numbers that stand for the same decimal one.
        const NOISE: f64 = 1e-6;
        self.low <= other.high + NOISE && other.low <= self.high + NOISE
    }

    /// How far apart the two are, as a part of the greater of their sizes.
    pub(super) fn apart(self, other: Self) -> f64 {
        let gap = (self.low - other.high).max(other.low - self.high).max(0.0);
        let size = [self.low, self.high, other.low, other.high];
        gap / size.into_iter().map(f64::abs).fold(1e-9, f64::max)
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    pub(super) fn abs(self) -> Self {
        let (low, high) = (self.low.abs(), self.high.abs());
        Self {
            low: if self.low <= 0.0 && self.high >= 0.0 {
                0.0
            } else {
                low.min(high)
            },
            high: low.max(high),
        }
    }

    /// Parts of `whole`, as a ratio; both are above 0.
    pub(super) fn over(self, whole: Self) -> Self {
        Self {
            low: self.low / whole.high,
            high: self.high / whole.low,
        }
    }
}

impl Add for Bounds {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }
}

impl Sub for Bounds {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            high: self.high - other.low,
        }
    }
}

impl Mul<f64> for Bounds {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        let (low, high) = (self.low * factor, self.high * factor);
        Self {
            low: low.min(high),
            high: low.max(high),
        }
    }
}

/// "about 50" may be so much more or less.
const ABOUT: f64 = 0.12;
/// "more than 50" is seldom said of so much more.
const MORE: f64 = 0.35;
/// A round number in full ("12,000") is rounded by no more.
const ROUND: f64 = 0.05;

impl Numbers<'_> {
    /// The values that a number may stand for; `None` when it says too little.
    pub(super) fn bounds(&self, number: &QuantityMention) -> Option<Bounds> {
        let quantity = &number.quantity;
        let value = quantity.value;
        let slack = self.slack(number);
        let exact = Bounds::around(value, slack);
        Some(match quantity.exactness {
            Exactness::Exactly => exact,
            Exactness::About => Bounds::around(value, slack.max(value.abs() * ABOUT)),
            Exactness::AtLeast | Exactness::MoreThan => Bounds {
                high: exact.high + value.abs() * MORE,
                ..exact
            },
            Exactness::AtMost | Exactness::LessThan => Bounds {
                low: exact.low - value.abs() * MORE,
                ..exact
            },
            Exactness::Between | Exactness::Vague => return None,
        })
    }

    /// Half of the last place that is given.
    fn slack(&self, number: &QuantityMention) -> f64 {
        let quantity = &number.quantity;
        let value = quantity.value.abs();
        let digits = number
            .number
            .clone()
            .map(|at| lower(self.view.word(at)).replace(',', ""))
            .find_map(|word| {
                let digits: String = word
                    .chars()
                    .skip_while(|c| !c.is_ascii_digit())
                    .take_while(|c| c.is_ascii_digit() || *c == '.')
                    .collect();
                let written: f64 = digits.trim_end_matches('.').parse().ok()?;
                let places = digits.split_once('.').map_or(0, |(_, after)| after.len());
                let places = i32::try_from(places).ok()?;
                (written > 0.0).then_some((written, places))
            });
        let (unit, places) = digits.map_or((1.0, 0), |(written, places)| (value / written, places));
        let last = unit * 0.1_f64.powi(places) / 2.0;
        // "5 million", and cents written in dollars: the last digit tells.
        if !(0.5..500.0).contains(&unit) || places > 0 {
            return last;
        }
        let round = (quantity.step / 2.0).min(value * ROUND);
        match quantity.unit {
            Unit::Count if value < 100.0 => 0.0,
            Unit::Count => round.max(if quantity.step > 1.0 { last } else { 0.0 }),
            _ => round.max(last),
        }
    }
}
