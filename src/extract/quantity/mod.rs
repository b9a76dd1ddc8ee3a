//! Quantities: numbers with their units, as intervals that say how exact they are.

#![allow(
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "numbers are compared where they are small and whole"
)]

mod age;
mod dimension;
mod hedge;
mod measure;
mod money;
mod parse;
mod range;
mod show;
mod units;

use std::ops::Range;

use crate::text::Span;

use super::date::DateMention;

pub use parse::quantities;
pub(super) use parse::quantities_in;
pub(super) use units::{CURRENCIES, UNITS};

/// A currency: its ISO 4217 code, or in small letters the name that several countries share
/// ("dollar", "franc") when the text does not tell which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(pub &'static str);

impl Currency {
    /// May the two be one currency? "$" goes with any dollar.
    pub fn may_be(self, other: Self) -> bool {
        self == other || self.shared(other.0) || other.shared(self.0)
    }

    /// Is this the name of a family that `code` belongs to?
    fn shared(self, code: &str) -> bool {
        let members: &[&str] = match self.0 {
            "dollar" => &["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "JMD"],
            "franc" => &["CHF", "FRF", "BEF", "XOF"],
            "krone" => &["SEK", "NOK", "DKK", "ISK", "CZK"],
            "peso" => &["MXN", "ARS", "CLP", "COP", "CUP", "PHP"],
            "rupee" => &["INR", "PKR", "NPR", "LKR"],
            "dinar" => &["KWD", "IQD", "JOD", "DZD", "TND", "RSD"],
            "rial" => &["SAR", "IRR", "QAR", "OMR"],
            "shilling" => &["KES", "UGX", "SOS"],
            "mark" => &["DEM", "FIM"],
            _ => &[],
        };
        members.contains(&code)
    }
}

/// What a quantity measures, and in which unit its value is normalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A bare number: of people, of houses.
    Count,
    /// A place in an order: "third", "21st".
    Ordinal,
    /// A part of a whole, from 0 to 1: "two-thirds".
    Fraction,
    /// Per cent.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// Whole units of a currency.
    Money(Currency),
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilograms.
    Weight,
    /// Metres per second.
    Speed,
    /// Degrees Celsius.
    Temperature,
    /// Degrees of an angle, or of a temperature whose scale is not told.
    Degree,
    /// Seconds; a month is a twelfth of a year of 365.25 days.
    Duration,
    /// Years of age.
    Age,
    /// Watts.
    Power,
    /// Joules.
    Energy,
    /// Bits.
    Information,
    /// Bits per second.
    DataRate,
    /// Hertz.
    Frequency,
    /// Decibels.
    Sound,
}

/// How exact a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exactness {
    /// A number without a hedge.
    Exactly,
    /// "about", "some", "nearly".
    About,
    /// "at least", "or more".
    AtLeast,
    /// "at most", "up to".
    AtMost,
    /// "more than", "over".
    MoreThan,
    /// "less than", "under".
    LessThan,
    /// "between 10 and 20", "two or three".
    Between,
    /// "dozens", "several hundred".
    Vague,
}

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// What it measures.
    pub unit: Unit,
    /// The number as written, normalised to [`Unit`]; the lower one of a range.
    pub value: f64,
    /// Least value that the words allow, before rounding; may be negative infinity.
    pub low: f64,
    /// Greatest value that the words allow, before rounding; may be infinity.
    pub high: f64,
    /// How exact it is.
    pub exactness: Exactness,
    /// To what the number is rounded as written, normalised: 1,000 for "12,000"; 0 if unknown.
    pub step: f64,
    /// What it was written in, for showing it.
    written: Written,
}

/// The unit as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Written {
    /// One of it in the normal unit.
    scale: f64,
    /// Added after scaling (degrees Fahrenheit).
    offset: f64,
    /// Behind the number; empty for a bare one.
    name: &'static str,
}

impl Written {
    const PLAIN: Self = Self {
        scale: 1.0,
        offset: 0.0,
        name: "",
    };
}

impl Quantity {
    /// A bare number.
    pub fn count(value: f64) -> Self {
        Self {
            unit: Unit::Count,
            value,
            low: value,
            high: value,
            exactness: Exactness::Exactly,
            step: 1.0,
            written: Written::PLAIN,
        }
    }

    /// A number of those who are told of one by one: there may be more of them.
    #[must_use]
    pub fn told(value: f64) -> Self {
        Self {
            high: f64::INFINITY,
            ..Self::count(value)
        }
    }

    /// Another number of the same kind, said without a hedge.
    #[must_use]
    pub(super) fn exactly(self, value: f64) -> Self {
        Self {
            exactness: Exactness::Exactly,
            value,
            ..self
        }
    }

    /// The same number, said of what may have changed since: any other can be true as well.
    #[must_use]
    pub fn loose(self) -> Self {
        Self {
            low: 0.0,
            high: f64::INFINITY,
            ..self
        }
    }

    /// Is it a number of those who are told of one by one?
    pub fn is_told(&self) -> bool {
        self.exactness == Exactness::Exactly && self.high > self.low
    }

    /// The value in the unit that it was written in: 5 for "5 km".
    pub fn written_value(&self) -> f64 {
        (self.value - self.written.offset) / self.written.scale
    }

    /// Can the two be compared at all?
    pub fn comparable(&self, other: &Self) -> bool {
        match (self.unit, other.unit) {
            (Unit::Money(a), Unit::Money(b)) => a.may_be(b),
            (Unit::Fraction, Unit::Percent) | (Unit::Percent, Unit::Fraction) => true,
            (a, b) => a == b,
        }
    }

    /// Is there a value that fits both, given hedges and rounding? False when they cannot be
    /// compared.
    pub fn compatible(&self, other: &Self) -> bool {
        if !self.comparable(other) {
            return false;
        }
        let (a, b) = (self.bounds(), other.bounds());
        // Rounded numbers that only touch (5 and 6 to the unit) do not share a value.
        let overlap = a.0 < b.1 && b.0 < a.1;
        let point = |x: (f64, f64), y: (f64, f64)| x.0 >= x.1 && y.0 <= x.0 && x.0 <= y.1;
        overlap || point(a, b) || point(b, a)
    }

    /// Is this one more exact than `other` and compatible with it?
    pub fn narrower_than(&self, other: &Self) -> bool {
        let width = |bounds: (f64, f64)| bounds.1 - bounds.0;
        self.compatible(other) && width(self.bounds()) < width(other.bounds())
    }

    /// The interval that the number stands for, with rounding: "12,000" may be 11,500 to 12,500.
    /// Fractions are given in per cent.
    pub fn bounds(&self) -> (f64, f64) {
        let factor = if self.unit == Unit::Fraction {
            100.0
        } else {
            1.0
        };
        let slack = self.slack();
        ((self.low - slack) * factor, (self.high + slack) * factor)
    }

    /// Half of what the number may be off by rounding.
    fn slack(&self) -> f64 {
        let size = self.value.abs();
        let half = self.step / 2.0;
        match self.unit {
            Unit::Ordinal | Unit::Age => 0.0,
            Unit::Count if size < 100.0 && self.step >= 1.0 => 0.0,
            // Nobody rounds 298 people to 300 as easily as 12,345 to 12,000.
            Unit::Count | Unit::Money(_) if size < 1000.0 => half.min(size * 0.05),
            Unit::Fraction => size * 0.05,
            _ => half.min(size * 0.1),
        }
    }
}

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention {
    /// From hedge to unit: "at least 12", "€20 billion".
    pub span: Span,
    /// Its tokens in the slice that was searched.
    pub tokens: Range<usize>,
    /// The tokens of the number and its unit, without the hedge.
    pub number: Range<usize>,
    /// What it says.
    pub quantity: Quantity,
    /// The token of what it is counted by: "share" in "$70 a share", "hour" in "$15 an hour".
    pub per: Option<usize>,
}

/// Does a date cover the token?
fn in_date(dates: &[DateMention], token: usize) -> bool {
    let next = dates.partition_point(|date| date.tokens.end <= token);
    dates
        .get(next)
        .is_some_and(|date| date.tokens.contains(&token))
}

#[cfg(test)]
mod tests;
