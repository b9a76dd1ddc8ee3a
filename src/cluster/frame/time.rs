//! Dates in the place of a detail: whether two exclude each other, and whether two statements are of two days.

use jiff::civil::Date;

use crate::extract::{
    Anchoring, Bearing, DateValue, Frame, Grain, Marks, Term, TermKind, days_between,
};

use super::Text;
use super::align::Link;
use super::pair::{Pair, clause_of};
use super::slot::begins_at;

/// Do the two sentences date themselves to days that do not meet?
pub(super) fn apart_in_time(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    // Where the texts are given without days, only full dates tell.
    let sure = if pair.knowledge.given {
        Anchoring::Absolute
    } else {
        Anchoring::Relative
    };
    let dates = |frame: &Frame, links: &[Option<Link>], at: usize| -> Vec<DateValue> {
        let clause = clause_of(frame, at);
        let inside = (0..frame.terms.len())
            .filter(|&term| links[term].is_none() && clause_of(frame, term) == clause);
        inside
            .filter_map(|term| match &frame.terms[term].kind {
                TermKind::Date(date) if date.anchoring <= sure => Some(**date),
                _ => None,
            })
            .collect()
    };
    let first = dates(pair.a.frame, &pair.alignment.of_a, a);
    let second = dates(pair.b.frame, &pair.alignment.of_b, b);
    !second.is_empty()
        && first
            .iter()
            .any(|p| second.iter().all(|q| !p.compatible(q)))
}

/// The days that a date with its preposition leaves open.
pub(super) fn reach(term: &Term, date: &DateValue) -> Option<(Date, Date)> {
    let is = |bearing| term.bearing.has(bearing);
    if is(Bearing::BEFORE) {
        Some((Date::MIN, date.first.yesterday().ok()?))
    } else if is(Bearing::UNTIL.or(Bearing::BY)) {
        Some((Date::MIN, date.last))
    } else if is(Bearing::AFTER) {
        Some((date.last.tomorrow().ok()?, Date::MAX))
    } else if is(Bearing::SINCE) {
        Some((date.first, Date::MAX))
    } else if is(Bearing::BETWEEN) {
        None
    } else {
        Some((date.first, date.last))
    }
}

/// How sure it is that two dates exclude each other as answers to one question.
pub(super) fn times(
    pair: &Pair<'_>,
    a: usize,
    b: usize,
    p: &DateValue,
    q: &DateValue,
) -> Option<f64> {
    let (x, y) = (pair.term_a(a), pair.term_b(b));
    // What happens every year has many days.
    let again = |frame: &Frame, at: usize| frame.terms[frame.clause(at)].marks.has(Marks::REPEATED);
    if !(pair.knowledge.given && pair.repeats(a, b))
        && (again(pair.a.frame, a) || again(pair.b.frame, b))
    {
        return None;
    }
    // "On Thursday" and "on Friday", of one week.
    let weekday = |date: &DateValue| date.grain == Grain::Day && date.weekday.is_some();
    let near = days_between(p.first, q.first).abs() < 7;
    if (pair.knowledge.given || pair.repeats(a, b) || pair.retells())
        && near
        && weekday(p)
        && weekday(q)
        && p.weekday != q.weekday
    {
        let told = |values: &[TermKind], date: &DateValue| {
            values.iter().any(
                |value| matches!(value, TermKind::Date(other) if other.weekday == date.weekday),
            )
        };
        let told = told(&pair.a.support.values, q) || told(&pair.b.support.values, p);
        return (!told || pair.repeats(a, b)).then_some(0.8);
    }
    // "35 years ago" and "20 years ago", in two texts of one day.
    let back = |date: &DateValue| date.anchoring == Anchoring::Relative && date.weekday.is_none();
    if pair.knowledge.given && back(p) && back(q) && !p.overlaps(q) {
        return Some(0.7);
    }
    // "On July 8, 2005" and "in August", of whatever year.
    let month = |date: &DateValue| {
        let whole =
            date.first.month() == date.last.month() && date.first.year() == date.last.year();
        whole.then(|| date.first.month())
    };
    let named = |date: &DateValue| date.weekday.is_none() && date.anchoring < Anchoring::Relative;
    if pair.knowledge.given
        && named(p)
        && named(q)
        && (p.grain == Grain::Month) != (q.grain == Grain::Month)
        && month(p).zip(month(q)).is_some_and(|(x, y)| x != y)
        && x.preposition != 0
        && y.preposition != 0
        && reach(x, p).is_some_and(|reach| reach == (p.first, p.last))
        && reach(y, q).is_some_and(|reach| reach == (q.first, q.last))
    {
        return Some(0.75);
    }
    // A year that the text leaves to be guessed is no answer.
    let sure = |date: &DateValue| date.anchoring == Anchoring::Absolute && date.exact;
    if !sure(p) || !sure(q) || p.grain == Grain::Decade || q.grain == Grain::Decade {
        return None;
    }
    let begins = begins_at(pair.a.frame, a) && begins_at(pair.b.frame, b);
    let (first, second) = if begins {
        ((p.first, p.last), (q.first, q.last))
    } else {
        (reach(x, p)?, reach(y, q)?)
    };
    let bounded = first != (p.first, p.last) || second != (q.first, q.last);
    if first.0 <= second.1 && second.0 <= first.1 || p.compatible(q) && !bounded {
        return None;
    }
    let supported = |values: &[TermKind], range: (Date, Date)| {
        values.iter().any(|value| {
            matches!(value, TermKind::Date(other) if other.first <= range.1 && range.0 <= other.last)
        })
    };
    if !pair.repeats(a, b)
        && (supported(&pair.a.support.values, second) || supported(&pair.b.support.values, first))
    {
        return None;
    }
    Some(0.85)
}

/// Do two sentences give an hour each, and not the same: "9:09 a.m.", "4:30 p.m."?
pub(super) fn other_hours(a: Text<'_>, b: Text<'_>) -> bool {
    let (one, other) = (hours(a), hours(b));
    !one.is_empty() && !other.is_empty() && one.iter().all(|hour| !other.contains(hour))
}

/// The hours that a sentence writes with a colon.
fn hours(text: Text<'_>) -> Vec<&str> {
    let sentence = text.frame.sentence.of(text.article);
    let words =
        sentence.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')'));
    let is_hour = |word: &&str| {
        let parts = word.split_once(':');
        parts.is_some_and(|(hour, minute)| {
            let digits =
                |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            digits(hour) && digits(minute) && minute.len() == 2
        })
    };
    words.filter(is_hour).collect()
}
