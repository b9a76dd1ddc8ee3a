//! From what a date says to days of the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::expr::{Base, Expr, Outlook, Parsed, Which, YearRef};
use super::meant::{
    day_of_month, month_day, quarter, quarter_spoken_of, the_weekday, the_year, yearly,
};
use super::span::{around, holiday, narrowed, nth, season_start, shift, years};
use super::{Anchoring, DateValue, Grain, Reading};
use crate::extract::lexeme::Period;

/// What a date is resolved against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The article's day.
    pub anchor: Option<Date>,
    /// The date last spoken of.
    pub focus: Option<DateValue>,
    /// Which way the sentence looks.
    pub outlook: Outlook,
}

impl Context {
    pub(super) fn ahead(&self) -> bool {
        self.outlook == Outlook::Ahead
    }
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
    match resolve(&parsed.expr, context) {
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
    let end = |expr: &Expr| match resolve(expr, context) {
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

fn resolve(expr: &Expr, context: &Context) -> Resolved {
    by_calendar(expr, context)
        .or_else(|| composed(expr, context))
        .unwrap_or_else(|| by_article(expr, context))
}

/// One day, counted from the article's.
fn relative_day(day: Date) -> DateValue {
    DateValue::interval(day, day, Grain::Day, Anchoring::Relative)
}

/// Dates that name a place in the calendar; `None` for any other.
fn by_calendar(expr: &Expr, context: &Context) -> Option<Resolved> {
    let value = match expr {
        Expr::Day { year, month, day } => month_day(*year, *month, *day, context),
        Expr::DayOfMonth {
            day,
            shift,
            weekday,
        } => (*weekday)
            .map(named)
            .transpose()
            .and_then(|weekday| day_of_month(*day, *shift, weekday, context)),
        Expr::Month { year, month, which } => yearly(*year, *which, context, |year| {
            let first = new(year, *month, 1)?;
            Ok(around(first, Period::Month, Anchoring::Absolute))
        }),
        Expr::Year(year) => {
            the_year(*year, context).map(|(year, anchoring)| years(year, 1, Grain::Year, anchoring))
        }
        Expr::FiscalYear(year) => the_year(*year, context)
            .map(|(year, anchoring)| years(year, 1, Grain::Year, anchoring).blurred()),
        // "The 1700s" are a century; "the 1900s" may be either, and "the 2000s" are a decade.
        Expr::Decade(YearRef::Is(year)) if year % 100 == 0 && *year < 2000 => {
            Ok(years(*year, 100, Grain::Century, Anchoring::Absolute).blurred())
        }
        Expr::Decade(year) => the_year(*year, context).map(|(year, anchoring)| {
            // "The fifties" are over; the next are not spoken of by that name.
            let now = context.anchor.map_or(year, Date::year);
            let year = if year > now + 10 { year - 100 } else { year };
            years(year, 10, Grain::Decade, anchoring)
        }),
        Expr::Century(number) => {
            let first = (number - 1) * 100;
            Ok(years(first, 100, Grain::Century, Anchoring::Absolute).blurred())
        }
        Expr::Season {
            season,
            year,
            which,
        } => yearly(*year, *which, context, |year| {
            let first = new(year, season_start(*season) as u8, 1)?;
            let last = add_months(first, 2).last_of_month();
            let grain = Grain::Season(*season);
            Ok(DateValue::interval(first, last, grain, Anchoring::Absolute))
        })
        .map(DateValue::blurred),
        Expr::Quarter {
            number,
            year,
            fiscal,
        } => quarter(*number, *year, *fiscal, context),
        Expr::Half { number, year } => the_year(*year, context).and_then(|(year, anchoring)| {
            let first = new(year, if *number == 1 { 1 } else { 7 }, 1)?;
            Ok(around(first, Period::Half, anchoring))
        }),
        Expr::Holiday { index, year } => yearly(*year, Which::Open, context, |year| {
            holiday(*index, year).map(DateValue::day)
        }),
        _ => return None,
    };
    Some(value)
}

/// Dates made of other dates; `None` for any other.
fn composed(expr: &Expr, context: &Context) -> Option<Resolved> {
    let value = match expr {
        Expr::Around { period, day } => {
            resolve(day, context).map(|day| around(day.first, *period, day.anchoring))
        }
        Expr::Nth { number, of, whole } => {
            resolve(whole, context).and_then(|whole| nth(*number, *of, &whole))
        }
        Expr::Part { part, edge, of } => {
            resolve(of, context).map(|whole| narrowed(whole, *part, *edge, context.anchor))
        }
        Expr::Range(first, last) => {
            resolve(first, context).and_then(|first| range(&first, resolve(last, context)?))
        }
        _ => return None,
    };
    Some(value)
}

/// From the beginning of one date to the end of another.
fn range(first: &DateValue, mut last: DateValue) -> Resolved {
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

/// Dates that are counted from the article's day or from one that it spoke of.
fn by_article(expr: &Expr, context: &Context) -> Resolved {
    match expr {
        Expr::Vague(tense) => return Err(Miss::Vague(*tense)),
        Expr::Narrative { period, shift } => return narrative(*period, *shift, context),
        Expr::Offset {
            count,
            period,
            past,
            base,
        } => return offset(*count, *period, *past, base, context),
        Expr::LatestQuarter => {
            let day = quarter_spoken_of(context)?;
            return Ok(around(day, Period::Quarter, Anchoring::Narrative));
        }
        Expr::YearAgo { quarter: number } => {
            let base = match number {
                Some(number) => quarter(*number, YearRef::Open, false, context)?.first,
                None => quarter_spoken_of(context)?,
            };
            let day = shift(base, -1.0, Period::Year);
            return Ok(around(day, Period::Quarter, Anchoring::Narrative));
        }
        Expr::SameQuarter(year) => {
            let month = quarter_spoken_of(context)?.month().unsigned_abs();
            let day = new(*year, month, 1)?;
            return Ok(around(day, Period::Quarter, Anchoring::Narrative));
        }
        _ => {}
    }
    let anchor = context.anchor.ok_or(Miss::Unanchored)?;
    let span =
        |from, to| DateValue::interval(from, to, Grain::Range, Anchoring::Relative).blurred();
    Ok(match expr {
        Expr::Weekday {
            weekday,
            which,
            week,
        } => {
            let weekday = named(*weekday)?;
            let day = the_weekday(weekday, *which, *week, anchor, context.ahead());
            // "last Monday" said on Thursday is this week's for some and last week's for others.
            let gone = weekday.to_monday_zero_offset() < anchor.weekday().to_monday_zero_offset();
            let mut value = relative_day(day);
            value.exact = !(*which == Which::Last && gone);
            value
        }
        Expr::Weekend => {
            let monday = anchor.weekday().to_monday_zero_offset();
            let back = if monday < 5 && !context.ahead() { 7 } else { 0 };
            around(
                add_days(anchor, -back),
                Period::Weekend,
                Anchoring::Relative,
            )
        }
        Expr::Days(days) => relative_day(add_days(anchor, *days)),
        Expr::Period { period, shift: by } => {
            let day = shift(anchor, f64::from(*by), *period);
            around(day, *period, Anchoring::Relative)
        }
        Expr::Weekdays { count, weekday } => {
            // The first such day behind or before the article's, and so many weeks on.
            let ahead = i32::from(anchor.weekday().until(named(*weekday)?));
            let step = match (*count > 0, ahead) {
                (true, 0) => 7 * count,
                (true, _) => ahead + 7 * (count - 1),
                (false, _) => ahead + 7 * count,
            };
            relative_day(add_days(anchor, step))
        }
        Expr::Within { count, period } => span(anchor, shift(anchor, count.min(1000.0), *period)),
        Expr::Span {
            count,
            period,
            past,
        } => {
            let count = count.min(1000.0);
            if *past {
                span(shift(anchor, -count, *period), add_days(anchor, -1))
            } else {
                span(add_days(anchor, 1), shift(anchor, count, *period))
            }
        }
        // All others were resolved by the calendar.
        _ => return Err(Miss::Unanchored),
    })
}

pub(super) fn named(weekday: u8) -> Result<Weekday, Miss> {
    Weekday::from_monday_one_offset(weekday as i8).map_err(|_| Miss::Impossible)
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
            let told = resolve(told, context)?;
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
        Period::Week | Period::Weekend | Period::Fortnight => (3, Grain::Week),
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
