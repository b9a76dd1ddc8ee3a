//! A quantity in plain English: "at least 12", "€20 billion", "about 5 km".

use std::fmt;

use super::{Exactness, Quantity, Unit};

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: f64| self.shown(value);
        match self.exactness {
            Exactness::Exactly => write!(f, "{}", shown(self.value)),
            Exactness::About => write!(f, "about {}", shown(self.value)),
            Exactness::AtLeast => write!(f, "at least {}", shown(self.value)),
            Exactness::AtMost => write!(f, "at most {}", shown(self.value)),
            Exactness::MoreThan => write!(f, "more than {}", shown(self.value)),
            Exactness::LessThan => write!(f, "less than {}", shown(self.value)),
            Exactness::Between => write!(f, "{} to {}", shown(self.low), shown(self.high)),
            Exactness::Vague => match self.vague_word() {
                Some(word) => write!(f, "{word}"),
                None => write!(f, "roughly {} to {}", shown(self.low), shown(self.high)),
            },
        }
    }
}

impl Quantity {
    /// One value of this quantity's unit as it was written.
    fn shown(&self, value: f64) -> String {
        let written = (value - self.written.offset) / self.written.scale;
        let number = number(written);
        match self.unit {
            Unit::Money(currency) => match currency.0 {
                "dollar" => format!("${number}"),
                "USD" => format!("US${number}"),
                "EUR" => format!("€{number}"),
                "GBP" => format!("£{number}"),
                "JPY" => format!("¥{number}"),
                code => format!("{number} {code}"),
            },
            Unit::Ordinal => ordinal(written),
            Unit::Percent => format!("{number}%"),
            Unit::Fraction => fraction(value),
            Unit::Age => format!("{number} {} old", plural(written, self.written.name)),
            _ if self.written.name.is_empty() => number,
            _ => format!("{number} {}", plural(written, self.written.name)),
        }
    }

    fn vague_word(&self) -> Option<&'static str> {
        if self.unit != Unit::Count {
            return None;
        }
        let word = match (self.low as u64, self.high as u64) {
            (2, 3) => "a couple",
            (2, 12) => "a few",
            (3, 20) => "several",
            (24, 150) => "dozens",
            (40, 200) => "scores",
            (200, 2_000) => "hundreds",
            (2_000, 20_000) => "thousands",
            (20_000, 100_000) => "tens of thousands",
            (200_000, 2_000_000) => "hundreds of thousands",
            (2_000_000, 20_000_000) => "millions",
            _ => return None,
        };
        Some(word)
    }
}

/// The unit's name, in the singular for one ("1 metre").
fn plural(value: f64, name: &'static str) -> &'static str {
    if (value - 1.0).abs() > f64::EPSILON {
        return name;
    }
    match name {
        "feet" => "foot",
        "inches" => "inch",
        _ if name.len() > 3 => name.strip_suffix('s').unwrap_or(name),
        _ => name,
    }
}

/// "12,000", "1.2 million", "0.25".
fn number(value: f64) -> String {
    let size = value.abs();
    for (power, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if size >= power && size.is_finite() {
            let scaled = decimal(value / power, 3);
            return format!("{scaled} {name}");
        }
    }
    decimal(value, 2)
}

/// At most `places` decimals, and commas between thousands.
fn decimal(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 3 {
            out.push(',');
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

fn ordinal(value: f64) -> String {
    let whole = value as u64;
    let suffix = match (whole % 10, whole % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{whole}{suffix}")
}

/// "two-thirds" where a small denominator fits, else the per cent.
fn fraction(value: f64) -> String {
    for below in 2..=10_u32 {
        let top = value * f64::from(below);
        if (top - top.round()).abs() < 1e-9 && top >= 1.0 {
            return format!("{}/{below}", top.round());
        }
    }
    format!("{}%", decimal(value * 100.0, 2))
}
