//! Dates and weekdays as answers.

use jiff::civil::Weekday;

use crate::extract::days_between;
use crate::extract::{Anchoring, DateValue};
use crate::resolve::Statement;

use super::Relation;

/// Another year's summit, another bearer of the name.
const ONE_HAPPENING: i32 = 60;

pub(super) fn relation(x: &DateValue, y: &DateValue) -> Relation {
    if (x.first, x.last) == (y.first, y.last) {
        return Relation::Same;
    }
    if x.compatible(y) {
        return Relation::Narrower(format!("{x} and {y} can be the same day"));
    }
    let apart = if x.last < y.first {
        days_between(x.last, y.first)
    } else {
        days_between(y.last, x.first)
    };
    if apart > ONE_HAPPENING {
        return Relation::Unsure(format!(
            "{x} and {y} are so far apart that they may be two happenings"
        ));
    }
    let relative =
        x.anchoring > Anchoring::YearFromArticle || y.anchoring > Anchoring::YearFromArticle;
    // A relative date hangs on the article's own date, which may be a day or more off.
    let sure = match (relative, apart) {
        (true, ..=2) => {
            return Relation::Unsure(format!(
                "{x} and {y} are reckoned from the articles' own dates"
            ));
        }
        (true, _) => 0.6,
        (false, _) => 0.85,
    };
    Relation::Different(sure, format!("{x} is not {y}"))
}

/// The weekday that an article gives a date against another's, or the calendar's.
pub(super) fn weekday_relation(
    a: &Statement,
    b: &Statement,
    x: &DateValue,
    y: &DateValue,
) -> Relation {
    let (Some(p), Some(q)) = (x.weekday, y.weekday) else {
        return Relation::Unsure("no weekday is given".to_owned());
    };
    if p == q {
        return Relation::Same;
    }
    // Two articles that are both wrong are two findings against the calendar, not one more here.
    if a.article().is_some() && b.article().is_some() {
        return Relation::Unsure("the calendar decides".to_owned());
    }
    let written = if a.article().is_some() { a } else { b };
    let anniversary = written.day() == Some(x.first);
    let absolute = x.anchoring == Anchoring::Absolute && y.anchoring == Anchoring::Absolute;
    let said = if a.article().is_some() { p } else { q };
    let is = if a.article().is_some() { q } else { p };
    let reason = format!(
        "{} was a {}, not a {}",
        DateValue::day(x.first),
        weekday_name(is),
        weekday_name(said)
    );
    // Of the article's own day without a year: an anniversary recalls the weekday of that other year.
    let sure = match (absolute, anniversary) {
        (true, _) => 0.95,
        (_, false) => 0.7,
        _ => 0.5,
    };
    Relation::Different(sure, reason)
}

/// The English name of a weekday.
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
