//! From what a date says to days of the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::expr::{Base, Expr, Parsed, Which, YearRef};
use super::span::{around, holiday, narrowed, nearest, nth, season_start, shift, years};
use super::{Anchoring, DateValue, Grain, Reading};
use crate::extract::lexeme::Period;

/// What a date is resolved against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The article's day.
    pub anchor: Option<Date>,
    /// The date last spoken of.
    pub focus: Option<DateValue>,
    /// Does the sentence speak of what lies ahead?
    pub ahead: bool,
}

/// Why a date has no interval.
#[derive(Debug, Clone, Copy)]
pub(super) enum Miss {
    Impossible,
    Unanchored,
    Vague(super::Tense),
}

pub(super) type Resolved = Result<DateValue, Miss>;

/// The reading of a mention.
pub(super) fn reading(parsed: &Parsed, context: &Context) -> Reading {
    match resolve(&parsed.expr, parsed.weekday, context) {
        Ok(mut value) => {
            value.exact &= parsed.exact;
            value.weekday = parsed.weekday;
            value.time = parsed.time;
            Reading::Value(value)
        }
        Err(Miss::Impossible) => Reading::Impossible,
        Err(Miss::Unanchored) => Reading::Unanchored,
        Err(Miss::Vague(tense)) => Reading::Vague(tense),
    }
}

/// The readings of the two ends of a range.
pub(super) fn ends(parsed: &Parsed, context: &Context) -> Option<[Reading; 2]> {
    let Expr::Range(first, last) = &parsed.expr else {
        return None;
    };
    let end = |expr: &Expr| match resolve(expr, None, context) {
        Ok(value) => Reading::Value(value),
        Err(Miss::Impossible) => Reading::Impossible,
        Err(Miss::Unanchored) => Reading::Unanchored,
        Err(Miss::Vague(tense)) => Reading::Vague(tense),
    };
    Some([end(first), end(last)])
}

/// `date` moved by `days`, staying in jiff's calendar.
pub(super) fn add_days(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

pub(super) fn add_months(date: Date, months: i32) -> Date {
    date.saturating_add(months.months())
}

pub(super) fn new(year: i16, month: u8, day: u8) -> Result<Date, Miss> {
    Date::new(year, month as i8, day as i8).map_err(|_| Miss::Impossible)
}

fn resolve(expr: &Expr, weekday: Option<Weekday>, context: &Context) -> Resolved {
    let anchor = context.anchor.ok_or(Miss::Unanchored);
    match expr {
        Expr::Day { year, month, day } => month_day(*year, *month, *day, context),
        Expr::DayOfMonth {
            day,
            shift,
            weekday,
        } => {
            let weekday = (*weekday).map(named).transpose()?;
            day_of_month(*day, *shift, weekday, context)
        }
        Expr::Month { year, month, which } => {
            let of = |year: i16| {
                let first = new(year, *month, 1)?;
                Ok(around(first, Period::Month, Anchoring::Absolute))
            };
            yearly(*year, *which, context, of)
        }
        Expr::Weekday {
            weekday,
            which,
            week,
        } => {
            let weekday = named(*weekday)?;
            let day = the_weekday(weekday, *which, *week, anchor?, context.ahead);
            let mut value = DateValue::interval(day, day, Grain::Day, Anchoring::Relative);
            // "last Monday" said on Thursday is this week's for some and last week's for others.
            let early = weekday.to_monday_zero_offset() < anchor?.weekday().to_monday_zero_offset();
            value.exact = !(*which == Which::Last && early);
            Ok(value)
        }
        Expr::Days(days) => {
            let day = add_days(anchor?, *days);
            Ok(DateValue::interval(
                day,
                day,
                Grain::Day,
                Anchoring::Relative,
            ))
        }
        Expr::Period { period, shift: by } => {
            let day = shift(anchor?, f64::from(*by), *period);
            Ok(around(day, *period, Anchoring::Relative))
        }
        Expr::Narrative { period, shift: by } => narrative(*period, *by, context),
        Expr::Offset {
            count,
            period,
            past,
            base,
        } => offset(*count, *period, *past, base, context),
        Expr::Weekdays { count, weekday } => {
            let target = named(*weekday)?;
            let anchor = anchor?;
            let ahead = i32::from(anchor.weekday().until(target));
            let step = if *count > 0 {
                (if ahead == 0 { 7 } else { ahead }) + 7 * (count - 1)
            } else {
                (if ahead == 0 { 0 } else { ahead - 7 }) + 7 * (count + 1)
                    - if ahead == 0 { 7 } else { 0 }
            };
            let day = add_days(anchor, step);
            Ok(DateValue::interval(
                day,
                day,
                Grain::Day,
                Anchoring::Relative,
            ))
        }
        Expr::Year(year) => {
            let (year, anchoring) = the_year(*year, context)?;
            Ok(years(year, 1, Grain::Year, anchoring))
        }
        Expr::FiscalYear(year) => {
            let (year, anchoring) = the_year(*year, context)?;
            let mut value = years(year, 1, Grain::Year, anchoring);
            value.exact = false;
            Ok(value)
        }
        Expr::Decade(year) => {
            let (year, anchoring) = the_year(*year, context)?;
            Ok(years(year, 10, Grain::Decade, anchoring))
        }
        Expr::Century(number) => {
            let mut value = years((number - 1) * 100, 100, Grain::Century, Anchoring::Absolute);
            value.exact = false;
            Ok(value)
        }
        Expr::Season {
            season,
            year,
            which,
        } => {
            let of = |year: i16| {
                let first = new(year, season_start(*season) as u8, 1)?;
                let last = add_months(first, 2).last_of_month();
                let grain = Grain::Season(*season);
                Ok(DateValue::interval(first, last, grain, Anchoring::Absolute))
            };
            let mut value = yearly(*year, *which, context, of)?;
            value.exact = false;
            Ok(value)
        }
        Expr::Quarter {
            number,
            year,
            fiscal,
        } => quarter(*number, *year, *fiscal, context),
        Expr::Half { number, year } => {
            let (year, anchoring) = the_year(*year, context)?;
            let first = new(year, if *number == 1 { 1 } else { 7 }, 1)?;
            Ok(around(first, Period::Half, anchoring))
        }
        Expr::LatestQuarter => {
            let day = quarter_spoken_of(context)?;
            Ok(around(day, Period::Quarter, Anchoring::Narrative))
        }
        Expr::YearAgo { quarter: number } => {
            let base = match number {
                Some(number) => quarter(*number, YearRef::Open, false, context)?.first,
                None => quarter_spoken_of(context)?,
            };
            let day = shift(base, -1.0, Period::Year);
            Ok(around(day, Period::Quarter, Anchoring::Narrative))
        }
        Expr::SameQuarter(year) => {
            let month = quarter_spoken_of(context)?.month().unsigned_abs();
            let day = new(*year, month, 1)?;
            Ok(around(day, Period::Quarter, Anchoring::Narrative))
        }
        Expr::Within { count, period } => {
            let last = shift(anchor?, count.min(1000.0), *period);
            let mut value = DateValue::interval(anchor?, last, Grain::Range, Anchoring::Relative);
            value.exact = false;
            Ok(value)
        }
        Expr::Holiday { index, year } => {
            let of = |year: i16| {
                let day = holiday(*index, year)?;
                Ok(DateValue::interval(
                    day,
                    day,
                    Grain::Day,
                    Anchoring::Absolute,
                ))
            };
            yearly(*year, Which::Open, context, of)
        }
        Expr::Around { period, day } => {
            let day = resolve(day, weekday, context)?;
            Ok(around(day.first, *period, day.anchoring))
        }
        Expr::Nth { number, of, whole } => nth(*number, *of, &resolve(whole, None, context)?),
        Expr::Part { part, edge, of } => {
            let whole = resolve(of, weekday, context)?;
            Ok(narrowed(whole, *part, *edge, context.anchor))
        }
        Expr::Range(first, last) => {
            let first = resolve(first, weekday, context)?;
            let mut last = resolve(last, weekday, context)?;
            let anchoring = first.anchoring.max(last.anchoring);
            if last.first < first.first && last.anchoring == Anchoring::YearFromArticle {
                // "from 25 October to 25 January"
                last.last = shift(last.last, 1.0, Period::Year);
            }
            if last.last < first.first {
                return Err(Miss::Impossible);
            }
            let mut value = DateValue::interval(first.first, last.last, Grain::Range, anchoring);
            value.exact = first.exact && last.exact;
            Ok(value)
        }
        Expr::Span {
            count,
            period,
            past,
        } => {
            let day = anchor?;
            let count = count.min(1000.0);
            let (from, to) = if *past {
                (shift(day, -count, *period), add_days(day, -1))
            } else {
                (add_days(day, 1), shift(day, count, *period))
            };
            let mut value = DateValue::interval(from, to, Grain::Range, Anchoring::Relative);
            value.exact = false;
            Ok(value)
        }
        Expr::Vague(tense) => Err(Miss::Vague(*tense)),
    }
}

pub(super) fn named(weekday: u8) -> Result<Weekday, Miss> {
    Weekday::from_monday_one_offset(weekday as i8).map_err(|_| Miss::Impossible)
}

/// A day of the quarter that the text speaks of: the last one named, else the one before the
/// article's day, since results are told for up to two months after a quarter.
fn quarter_spoken_of(context: &Context) -> Result<Date, Miss> {
    match (context.focus, context.anchor) {
        (Some(focus), _) if focus.grain == Grain::Quarter => Ok(focus.first),
        (_, Some(anchor)) => Ok(add_days(anchor, -60)),
        _ => Err(Miss::Unanchored),
    }
}

/// The year of an article's day, or the year told.
fn the_year(year: YearRef, context: &Context) -> Result<(i16, Anchoring), Miss> {
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
fn yearly(
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
    let near = (anchor.year() - 2..=anchor.year() + 2).filter_map(|year| of(year).ok());
    let found = match which {
        // "last May" said in June is the one of the year before.
        Which::Last => near
            .filter(|value| value.last < add_days(anchor, -60))
            .last(),
        Which::Next => near.skip_while(|value| value.first <= anchor).next(),
        Which::This => of(anchor.year()).ok(),
        Which::Open => nearest(near, anchor, context.ahead),
    };
    let mut value = found.ok_or(Miss::Impossible)?;
    value.anchoring = if which == Which::Open {
        Anchoring::YearFromArticle
    } else {
        Anchoring::Relative
    };
    Ok(value)
}

fn month_day(year: YearRef, month: u8, day: u8, context: &Context) -> Resolved {
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
fn day_of_month(day: u8, by: Option<i32>, weekday: Option<Weekday>, context: &Context) -> Resolved {
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
    nearest(near, anchor, context.ahead)
        .or_else(|| of(0).ok().map(value))
        .ok_or(Miss::Impossible)
}

/// Which day a weekday means in an article of the day `anchor`: without more, the last such day
/// up to it, or the next one when the sentence looks ahead.
fn the_weekday(
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

fn narrative(period: Period, by: i32, context: &Context) -> Resolved {
    let base = match (context.focus, context.anchor) {
        (Some(focus), _) => focus.first,
        (None, Some(anchor)) => anchor,
        (None, None) => return Err(Miss::Unanchored),
    };
    let day = shift(base, f64::from(by), period);
    Ok(around(day, period, Anchoring::Narrative))
}

fn offset(count: f64, period: Period, past: bool, base: &Base, context: &Context) -> Resolved {
    let count = if past { -count } else { count };
    let count = count.clamp(-100_000.0, 100_000.0);
    let (day, anchoring) = match base {
        // "up from a year ago", said of a quarter
        Base::Article
            if period == Period::Year
                && count == -1.0
                && context
                    .focus
                    .is_some_and(|focus| focus.grain == Grain::Quarter) =>
        {
            return offset(1.0, period, past, &Base::Narrative, context);
        }
        Base::Article => (context.anchor.ok_or(Miss::Unanchored)?, Anchoring::Relative),
        Base::Told(told) => {
            let told = resolve(told, None, context)?;
            (told.middle(), told.anchoring)
        }
        Base::Narrative => {
            if let Some(focus) = context.focus
                && focus.grain != Grain::Day
                && period == Period::Year
                && count.abs() == 1.0
            {
                // "from a year earlier", said of a quarter or a month
                let mut value = focus;
                value.first = shift(focus.first, count, period);
                value.last = shift(focus.last, count, period);
                value.anchoring = Anchoring::Narrative;
                return Ok(value);
            }
            let base = context.focus.map(|focus| focus.first).or(context.anchor);
            (base.ok_or(Miss::Unanchored)?, Anchoring::Narrative)
        }
    };
    let day = shift(day, count, period);
    let (slack, grain) = match period {
        Period::Week | Period::Weekend => (3, Grain::Week),
        Period::Fortnight => (3, Grain::Week),
        Period::Month => (15, Grain::Month),
        Period::Year => (182, Grain::Year),
        Period::Decade => (1826, Grain::Decade),
        Period::Century => (18_262, Grain::Century),
        _ => (0, Grain::Day),
    };
    let mut value = DateValue::interval(
        add_days(day, -slack),
        add_days(day, slack),
        grain,
        anchoring,
    );
    value.exact = slack == 0;
    Ok(value)
}

fn quarter(number: u8, year: YearRef, fiscal: bool, context: &Context) -> Resolved {
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
            if context.ahead {
                value.last >= add_days(anchor, -75)
            } else {
                value.first <= anchor
            }
        };
        let mut near = (anchor.year() - 1..=anchor.year() + 1)
            .filter_map(|year| of(year).ok())
            .filter(begun);
        let found = if context.ahead {
            near.next()
        } else {
            near.last()
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
