//! When a claim speaks of: the time that its sentence names, or else the article's own days.

use crate::language::Token;
use crate::text::Span;

use super::context::year_of;
use super::{Context, Currency, View, When, date, days_between};

/// Days within which a date is of the article's own time.
const OWN_TIME: i32 = 21;

/// The time that the words at `span` speak of: the nearest date of the sentence outside them, or
/// else the article's own day.
pub(super) fn when(
    context: &Context<'_>,
    view: &View<'_>,
    span: Span,
    dates: &[date::DateMention],
) -> When {
    let currency = currency(context, view, span, dates);
    let distance = |date: &date::DateMention| {
        if date.span.end <= span.start {
            span.start - date.span.end
        } else {
            date.span.start.saturating_sub(span.end)
        }
    };
    let stated = dates
        .iter()
        .filter(|date| !date.span.overlaps(span))
        .filter_map(|date| Some((distance(date), date.value()?)))
        .min_by_key(|&(distance, _)| distance);
    let days = stated.map(|(_, value)| (value.first, value.last));
    When {
        stated: days.is_some(),
        days: days.or(When::on(context.day).days),
        currency,
    }
}

/// "Two years ago, Smith, 21, …", "who was 17 at the time": an age of another day.
pub(super) fn looks_back(
    context: &Context<'_>,
    view: &View<'_>,
    span: Span,
    dates: &[date::DateMention],
) -> bool {
    const LONG_AGO: i32 = 300;
    let old = |date: &date::DateMention| {
        let last = date.value().map(|value| value.last);
        last.zip(context.day)
            .is_some_and(|(last, day)| days_between(last, day) > LONG_AGO)
    };
    let end = view
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let then = (end..end + 3).any(|at| view.word(at) == "at")
        && (end..end + 6).any(|at| view.word(at) == "time");
    then || dates
        .iter()
        .any(|date| date.span.end <= span.start && old(date))
}

fn currency(
    context: &Context<'_>,
    view: &View<'_>,
    span: Span,
    dates: &[date::DateMention],
) -> Currency {
    let mut near = false;
    for value in dates.iter().filter_map(date::DateMention::value) {
        let Some(day) = context.day else { break };
        // What is to come looks back at nothing.
        if value.first > day {
            continue;
        }
        let apart = if value.last < day {
            (day - value.last).get_days()
        } else {
            (value.first - day).get_days().max(0)
        };
        if apart > OWN_TIME {
            return Currency::Past;
        }
        near |= value.grain == date::Grain::Day;
    }
    // A year in the words themselves, even where no date is made of it ("the 1979 treaty").
    let year = context.day.map(jiff::civil::Date::year);
    let old_year = |token: &Token| {
        let word = token.span.of(view.text);
        let found = year_of(word.strip_suffix('s').unwrap_or(word));
        found.is_some_and(|found| year.is_none_or(|year| (found - year).abs() > 1))
    };
    if view.tokens.iter().any(old_year) {
        return Currency::Past;
    }
    let end = view
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let start = view
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let says = |at: usize| context.is_in(view.form(at), &context.lists.reporting);
    if near || (end..end + 2).any(says) || start.checked_sub(1).is_some_and(says) {
        Currency::Now
    } else {
        Currency::Open
    }
}
