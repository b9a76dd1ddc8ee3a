//! The day that a piece of metadata or a file name tells, in the usual ways to write dates.

mod name;
mod written;

use jiff::civil::Date;

pub(super) use name::in_file_name;
pub(super) use written::parse;

/// What a written date turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// A day.
    Day(Date),
    /// A year or month without a day, or an empty value: true, but no day.
    NoDay,
    /// A day that no calendar has, as it was written.
    Impossible(String),
    /// Day and month in figures that may be swapped: 03/04/2025.
    Ambiguous(String),
    /// Nothing that reads as a date.
    Unclear(String),
}

impl Told {
    /// Was it written as a date, be there such a day or not?
    pub fn is_date(&self) -> bool {
        !matches!(self, Self::NoDay | Self::Unclear(_))
    }
}

/// Years that articles are dated with; a number beyond them is something else.
const YEARS: std::ops::RangeInclusive<i64> = 1700..=2199;

/// The day that these three numbers make.
fn day(year: i64, month: i64, day: i64) -> Told {
    let made = (|| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(i16::try_from(year).ok()?, month, day).ok()
    })();
    made.map_or_else(
        || Told::Impossible(format!("{year:04}-{month:02}-{day:02}")),
        Told::Day,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day as it is, anything else with its kind.
    pub(super) fn shown(told: &Told) -> String {
        match told {
            Told::Day(date) => date.to_string(),
            other => format!("{other:?}"),
        }
    }
}
