//! Which year, month or week is meant where a date does not say: "May 5", "the 12th", "Tuesday".

use jiff::civil::{Date, Weekday};

use super::expr::{Which, YearRef};
use super::resolve::{Context, Miss, Resolved, add_days, add_months, new};
use super::span::{around, nearest};
use super::{Anchoring, DateValue, Grain};
use crate::extract::lexeme::Period;

/// A day of the quarter that the text speaks of: the last one named, else the one before the
/// article's day, since results are told for up to two months after a quarter.
pub(super) fn quarter_spoken_of(context: &Context) -> Result<Date, Miss> {
    match (context.focus, context.anchor) {
        (Some(focus), _) if focus.grain == Grain::Quarter => Ok(focus.first),
        (_, Some(anchor)) => Ok(add_days(anchor, -60)),
        _ => Err(Miss::Unanchored),
    }
}

/// The year of an article's day, or the year told.
pub(super) fn the_year(year: YearRef, context: &Context) -> Result<(i16, Anchoring), Miss> {
    match year {
        YearRef::Is(year) => Ok((year, Anchoring::Absolute)),
        YearRef::Short(short) => {
            // The century that puts it nearest to now: up to 30 years ahead.
            let now = context.anchor.map_or(2020, Date::year);
            let year = now - now.rem_euclid(100) + i16::from(short);
            let year = if year > now + 30 { year - 100 } else { year };
            let year = if year <= now - 70 { year + 100 } else { year };
            Ok((year, Anchoring::YearFromArticle))
        }
        YearRef::Shift(by) => {
            let anchor = context.anchor.ok_or(Miss::Unanchored)?;
            Ok((anchor.year().saturating_add(by as i16), Anchoring::Relative))
        }
        YearRef::Open => {
            let anchor = context.anchor.ok_or(Miss::Unanchored)?;
            Ok((anchor.year(), Anchoring::YearFromArticle))
        }
    }
}

/// Something that comes round every year.
pub(super) fn yearly(
    year: YearRef,
    which: Which,
    context: &Context,
    of: impl Fn(i16) -> Resolved,
) -> Resolved {
    if year != YearRef::Open {
        let (year, anchoring) = the_year(year, context)?;
        let mut value = of(year)?;
        value.anchoring = anchoring;
        return Ok(value);
    }
    let anchor = context.anchor.ok_or(Miss::Unanchored)?;
    let mut near = (anchor.year() - 2..=anchor.year() + 2).filter_map(|year| of(year).ok());
    let found = match which {
        // "last May" said in June is the one of the year before.
        Which::Last => near
            .filter(|value| value.last < add_days(anchor, -60))
            .last(),
        Which::Next => near.find(|value| value.first > anchor),
        Which::This => of(anchor.year()).ok(),
        Which::Open => nearest(near, anchor, context.outlook),
    };
    let mut value = found.ok_or(Miss::Impossible)?;
    value.anchoring = if which == Which::Open {
        Anchoring::YearFromArticle
    } else {
        Anchoring::Relative
    };
    Ok(value)
}

pub(super) fn month_day(year: YearRef, month: u8, day: u8, context: &Context) -> Resolved {
    // A leap year shows whether the day exists at all.
    new(2000, month, day)?;
    let of = |year: i16| {
        let day = new(year, month, day)?;
        Ok(DateValue::interval(
            day,
            day,
            Grain::Day,
            Anchoring::Absolute,
        ))
    };
    yearly(year, Which::Open, context, of)
}

/// "the 21st", "Thursday the 21st", "the 20th of next month".
pub(super) fn day_of_month(
    day: u8,
    by: Option<i32>,
    weekday: Option<Weekday>,
    context: &Context,
) -> Resolved {
    let anchor = context.anchor.ok_or(Miss::Unanchored)?;
    let of = |by: i32| {
        let month = add_months(anchor.first_of_month(), by);
        new(month.year(), month.month() as u8, day)
    };
    let value = |day: Date| DateValue::interval(day, day, Grain::Day, Anchoring::YearFromArticle);
    if let Some(by) = by {
        return of(by).map(value);
    }
    let near = (-2..=2)
        .filter_map(|by| of(by).ok())
        .filter(|day| weekday.is_none_or(|weekday| day.weekday() == weekday))
        .map(value);
    nearest(near, anchor, context.outlook)
        .or_else(|| of(0).ok().map(value))
        .ok_or(Miss::Impossible)
}

/// Which day a weekday means in an article of the day `anchor`: without more, the last such day
/// up to it, or the next one when the sentence looks ahead.
pub(super) fn the_weekday(
    weekday: Weekday,
    which: Which,
    week: Option<i32>,
    anchor: Date,
    ahead: bool,
) -> Date {
    let offset = i32::from(weekday.to_monday_zero_offset());
    let monday = add_days(anchor, -i32::from(anchor.weekday().to_monday_zero_offset()));
    let in_week = |by: i32| add_days(monday, offset + 7 * by);
    match (which, week) {
        (_, Some(week)) => in_week(week),
        (Which::Last, _) => in_week(-1),
        (Which::This, _) => in_week(0),
        (Which::Next, _) => in_week(1),
        (Which::Open, _) => {
            let back = i32::from(weekday.until(anchor.weekday()));
            let day = add_days(anchor, -back);
            if ahead && back > 0 {
                add_days(day, 7)
            } else {
                day
            }
        }
    }
}

pub(super) fn quarter(number: u8, year: YearRef, fiscal: bool, context: &Context) -> Resolved {
    let month = (number.clamp(1, 4) - 1) * 3 + 1;
    let of = |year: i16| {
        Ok(around(
            new(year, month, 1)?,
            Period::Quarter,
            Anchoring::Absolute,
        ))
    };
    let mut value = if year == YearRef::Open {
        let anchor = context.anchor.ok_or(Miss::Unanchored)?;
        // Quarters are told of when they have begun, unless the sentence looks ahead.
        let begun = |value: &DateValue| {
            if context.ahead() {
                value.last >= add_days(anchor, -75)
            } else {
                value.first <= anchor
            }
        };
        let mut near = (anchor.year() - 1..=anchor.year() + 1)
            .filter_map(|year| of(year).ok())
            .filter(begun);
        let found = if context.ahead() {
            near.next()
        } else {
            near.next_back()
        };
        let mut value = found.ok_or(Miss::Impossible)?;
        value.anchoring = Anchoring::YearFromArticle;
        value
    } else {
        let (year, anchoring) = the_year(year, context)?;
        let mut value = of(year)?;
        value.anchoring = anchoring;
        value
    };
    value.exact = !fiscal;
    Ok(value)
}
