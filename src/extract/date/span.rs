//! Intervals of the calendar: periods around a day, n-th days, parts of a period, holidays.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::expr::{Counted, Outlook};
use super::resolve::{Miss, Resolved, add_days, add_months, named, new};
use super::{Anchoring, DateValue, Grain, Part};
use crate::extract::lexeme::{Period, Season};

/// Moves by `count` periods; a count with a fraction is taken in days.
pub(super) fn shift(date: Date, count: f64, period: Period) -> Date {
    let whole = count as i32;
    let part = count - f64::from(whole);
    let (span, days): (Span, f64) = match period {
        Period::Week | Period::Weekend => (whole.weeks(), 7.0),
        Period::Fortnight => ((whole.saturating_mul(2)).weeks(), 14.0),
        Period::Month => (whole.months(), 30.4),
        Period::Quarter => (whole.saturating_mul(3).months(), 91.3),
        Period::Half => (whole.saturating_mul(6).months(), 182.6),
        Period::Year => (bounded(whole, 9000).years(), 365.25),
        Period::Decade => (bounded(whole, 900).saturating_mul(10).years(), 3652.5),
        Period::Century => (bounded(whole, 90).saturating_mul(100).years(), 36525.0),
        _ => (whole.days(), 1.0),
    };
    add_days(date.saturating_add(span), (part * days).round() as i32)
}

pub(super) fn bounded(count: i32, most: i32) -> i32 {
    count.clamp(-most, most)
}

/// The interval of the calendar period of this kind that holds `day`.
pub(super) fn around(day: Date, period: Period, anchoring: Anchoring) -> DateValue {
    let value = |first, last, grain| DateValue::interval(first, last, grain, anchoring);
    let monday = add_days(day, -i32::from(day.weekday().to_monday_zero_offset()));
    match period {
        Period::Week => value(monday, add_days(monday, 6), Grain::Week),
        Period::Weekend => value(add_days(monday, 5), add_days(monday, 6), Grain::Weekend),
        Period::Fortnight => value(monday, add_days(monday, 13), Grain::Range),
        Period::Month => value(day.first_of_month(), day.last_of_month(), Grain::Month),
        Period::Quarter => {
            let first = (day.month() - 1) / 3 * 3 + 1;
            let first = day.first_of_year().saturating_add((first - 1).months());
            value(first, add_months(first, 2).last_of_month(), Grain::Quarter)
        }
        Period::Half => {
            let first = if day.month() > 6 { 6 } else { 0 };
            let first = day.first_of_year().saturating_add(first.months());
            value(first, add_months(first, 5).last_of_month(), Grain::Half)
        }
        Period::Year => value(day.first_of_year(), day.last_of_year(), Grain::Year),
        Period::Decade => years(
            day.year() - day.year().rem_euclid(10),
            10,
            Grain::Decade,
            anchoring,
        ),
        Period::Century => years(
            day.year() - day.year().rem_euclid(100),
            100,
            Grain::Century,
            anchoring,
        ),
        _ => value(day, day, Grain::Day),
    }
}

/// `count` whole years from the beginning of `first`.
pub(super) fn years(first: i16, count: i16, grain: Grain, anchoring: Anchoring) -> DateValue {
    let last = first.saturating_add(count - 1);
    let start = Date::new(first, 1, 1).unwrap_or(Date::MIN);
    let end = Date::new(last, 12, 31).unwrap_or(Date::MAX);
    DateValue::interval(start, end, grain, anchoring)
}

/// Of several values of one kind the one that the article means: nearest to its day, or the next
/// one when the sentence looks ahead.
pub(super) fn nearest(
    values: impl Iterator<Item = DateValue>,
    anchor: Date,
    outlook: Outlook,
) -> Option<DateValue> {
    let distance = |value: &DateValue| {
        if value.first <= anchor && anchor <= value.last {
            return 0;
        }
        let days = super::days_between(anchor, value.first).abs();
        let days = days.min(super::days_between(anchor, value.last).abs());
        match (outlook, value.last < anchor) {
            // Looking ahead, a day gone by is a year away at least, and so the other way round.
            (Outlook::Ahead, true) | (Outlook::Behind, false) => days * 2 + 732,
            // News tells of what was, unless it says otherwise.
            (Outlook::Open, false) => days * 3,
            _ => days * 2,
        }
    };
    values.min_by_key(distance)
}

/// The day of a holiday in a year.
pub(super) fn holiday(index: u8, year: i16) -> Result<Date, Miss> {
    match index {
        0 => new(year, 12, 25),
        10 => new(year, 12, 24),
        1 => new(year, 11, 1)?
            .nth_weekday_of_month(4, Weekday::Thursday)
            .map_err(|_| Miss::Impossible),
        2 => new(year, 10, 31),
        3 => easter(year),
        13 => easter(year).map(|day| add_days(day, 1)),
        _ => Err(Miss::Impossible),
    }
}

/// Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876).
pub(super) fn easter(year: i16) -> Result<Date, Miss> {
    let full = i32::from(year);
    let (golden, century, short) = (full % 19, full / 100, full % 100);
    let gregorian = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + gregorian + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (short / 4) - moon - short % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    new(year, (days / 31) as u8, (days % 31 + 1) as u8)
}

/// The n-th week, weekday or day of a period.
pub(super) fn nth(number: i8, of: Counted, whole: &DateValue) -> Resolved {
    let anchoring = whole.anchoring;
    let step = i32::from(number) - 1;
    match of {
        Counted::Day => {
            let day = if number < 0 {
                whole.last
            } else {
                add_days(whole.first, step)
            };
            let value = DateValue::interval(day, day, Grain::Day, anchoring);
            whole
                .contains(&value)
                .then_some(value)
                .ok_or(Miss::Impossible)
        }
        Counted::Weekday(weekday) => {
            let weekday = named(weekday)?;
            let day = if number < 0 {
                let back = i32::from(weekday.until(whole.last.weekday()));
                add_days(whole.last, -back)
            } else {
                let ahead = i32::from(whole.first.weekday().until(weekday));
                add_days(whole.first, ahead + 7 * step)
            };
            let value = DateValue::interval(day, day, Grain::Day, anchoring);
            whole
                .contains(&value)
                .then_some(value)
                .ok_or(Miss::Impossible)
        }
        Counted::Week | Counted::Weekend => {
            // By ISO 8601 a week belongs to the period that holds its Thursday.
            let thursday = i32::from(whole.first.weekday().until(Weekday::Thursday));
            let first = add_days(whole.first, thursday);
            let day = if number < 0 {
                let back = i32::from(Weekday::Thursday.until(whole.last.weekday()));
                add_days(whole.last, -back)
            } else {
                add_days(first, 7 * step)
            };
            let period = if of == Counted::Week {
                Period::Week
            } else {
                Period::Weekend
            };
            let mut value = around(day, period, anchoring);
            value.exact = false;
            Ok(value)
        }
        Counted::Month => {
            let day = if number < 0 {
                whole.last
            } else {
                add_months(whole.first, step)
            };
            Ok(around(day, Period::Month, anchoring))
        }
    }
}

/// The part of a period: halves for "early" and "late", thirds for the edges of a year.
pub(super) fn narrowed(
    whole: DateValue,
    part: Part,
    edge: bool,
    anchor: Option<Date>,
) -> DateValue {
    let mut value = whole;
    let days = whole.days();
    let at = |days: i32| add_days(whole.first, days);
    match (whole.grain, part) {
        (_, Part::Before) => match anchor {
            Some(day) if whole.first < day && day <= whole.last => value.last = add_days(day, -1),
            _ => {}
        },
        (_, Part::After) => match anchor {
            Some(day) if whole.first <= day && day <= whole.last => value.first = day,
            _ => {}
        },
        (Grain::Week, Part::Early) => value.last = at(2),
        (Grain::Week, Part::Mid) => (value.first, value.last) = (at(1), at(4)),
        (Grain::Week, Part::Late) => value.first = at(3),
        (Grain::Month, Part::Early) => value.last = at(14),
        (Grain::Month, Part::Mid) => (value.first, value.last) = (at(9), at(19)),
        (Grain::Month, Part::Late) => value.first = at(15),
        (Grain::Year, Part::Early) => {
            let months = if edge { 4 } else { 6 };
            value.last = add_days(add_months(whole.first, months), -1);
        }
        (Grain::Year, Part::Mid) => {
            value.first = add_months(whole.first, 4);
            value.last = add_days(add_months(whole.first, 8), -1);
        }
        (Grain::Year, Part::Late) => {
            value.first = add_months(whole.first, if edge { 8 } else { 6 });
        }
        (_, Part::Early) => value.last = at(days / 2),
        (_, Part::Mid) => (value.first, value.last) = (at(days / 4), at(days * 3 / 4)),
        (_, Part::Late) => value.first = at(days / 2),
    }
    if value.last < value.first {
        value = whole;
    }
    value.part = Some(part);
    value.exact = false;
    value
}

/// The months of a season: the first one; each has three.
pub(super) fn season_start(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}
