//! Dates in the place of a detail: whether two exclude each other, and whether two statements are of two days.

use jiff::civil::Date;

use crate::extract::{
    Anchoring, Bearing, DateValue, Frame, Grain, Marks, Role, Term, TermKind, days_between,
};

use super::Text;
use super::align::Link;
use super::pair::Pair;

/// Weight of what two sentences share that tell one thing at length.
const AT_LENGTH: f64 = 12.0;
/// Days by which a decade may be missed.
const DECADE: i32 = 5 * 365;

/// Do the two sentences date themselves to days that do not meet?
pub(super) fn apart_in_time(pair: &Pair<'_>, a: usize, b: usize) -> bool {
    // Where the texts are given without days, only full dates tell.
    let sure = if pair.knowledge.given {
        Anchoring::Absolute
    } else {
        Anchoring::Relative
    };
    let dates = |frame: &Frame, links: &[Option<Link>], clauses: &[usize], at: usize| {
        let inside = (0..frame.terms.len())
            .filter(|&term| links[term].is_none() && clauses[term] == clauses[at]);
        inside
            .filter_map(|term| match &frame.terms[term].kind {
                TermKind::Date(date) if date.anchoring <= sure => Some(**date),
                _ => None,
            })
            .collect::<Vec<DateValue>>()
    };
    let [own, others] = &pair.clauses;
    let first = dates(pair.a.frame, &pair.alignment.of_a, own, a);
    let second = dates(pair.b.frame, &pair.alignment.of_b, others, b);
    !second.is_empty()
        && first
            .iter()
            .any(|p| second.iter().all(|q| !p.compatible(q)))
}

/// The days that a date with its preposition leaves open.
pub(super) fn reach(term: &Term, date: &DateValue) -> Option<(Date, Date)> {
    let is = |bearing| term.bearing.has_any(bearing);
    if is(Bearing::BEFORE) {
        Some((Date::MIN, date.first.yesterday().ok()?))
    } else if is(Bearing::UNTIL | Bearing::BY) {
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
    (a, p): (usize, &DateValue),
    (b, q): (usize, &DateValue),
) -> Option<f64> {
    let given = pair.knowledge.given;
    // What happens every year has many days.
    let again = pair.a.frame.is_repeated(a) || pair.b.frame.is_repeated(b);
    // "On Thursday" and "on Friday", of one week.
    let weekday = |date: &DateValue| date.grain == Grain::Day && date.weekday.is_some();
    let near = days_between(p.first, q.first).abs() < 7;
    let one_week = near && weekday(p) && weekday(q) && p.weekday != q.weekday;
    // What is told at such length was announced once.
    let once = given && pair.repeats(a, b) || one_week && pair.shared() >= AT_LENGTH;
    if again && !once {
        return None;
    }
    if one_week && (given || pair.repeats(a, b) || pair.retells()) {
        return weekdays(pair, (a, p), (b, q));
    }
    // "35 years ago" and "20 years ago", in two texts of one day.
    let back = |date: &DateValue| date.anchoring == Anchoring::Relative && date.weekday.is_none();
    if given && back(p) && back(q) && !p.overlaps(q) {
        return Some(0.7);
    }
    if given && two_months((pair.term_a(a), p), (pair.term_b(b), q)) {
        return Some(0.75);
    }
    ranges(pair, (a, p), (b, q))
}

/// Two days of one week, unless one of the texts gives the other's day as well.
fn weekdays(
    pair: &Pair<'_>,
    (a, p): (usize, &DateValue),
    (b, q): (usize, &DateValue),
) -> Option<f64> {
    let told = |values: &[TermKind], date: &DateValue| {
        values
            .iter()
            .any(|value| matches!(value, TermKind::Date(other) if other.weekday == date.weekday))
    };
    let told = told(&pair.a.support.values, q) || told(&pair.b.support.values, p);
    (!told || pair.repeats(a, b)).then_some(0.8)
}

/// "On July 8, 2005" and "in August", of whatever year?
fn two_months((x, p): (&Term, &DateValue), (y, q): (&Term, &DateValue)) -> bool {
    let month = |date: &DateValue| {
        let whole =
            date.first.month() == date.last.month() && date.first.year() == date.last.year();
        whole.then(|| date.first.month())
    };
    let named = |date: &DateValue| date.weekday.is_none() && date.anchoring < Anchoring::Relative;
    let on_it = |term: &Term, date: &DateValue| {
        term.role == Role::Oblique && reach(term, date) == Some((date.first, date.last))
    };
    named(p)
        && named(q)
        && (p.grain == Grain::Month) != (q.grain == Grain::Month)
        && month(p).zip(month(q)).is_some_and(|(x, y)| x != y)
        && on_it(x, p)
        && on_it(y, q)
}

/// The days that the two leave open do not meet, and neither text has a day that the other leaves open.
fn ranges(
    pair: &Pair<'_>,
    (a, p): (usize, &DateValue),
    (b, q): (usize, &DateValue),
) -> Option<f64> {
    // A year that the text leaves to be guessed is no answer.
    let sure = |date: &DateValue| {
        let said = date.anchoring == Anchoring::Absolute && date.exact;
        said || pair.knowledge.given && date.grain == Grain::Decade
    };
    if !sure(p) || !sure(q) {
        return None;
    }
    // "The 1960s" may well be 1971, but not 1990, and no day of 1971.
    let decade = p.grain == Grain::Decade || q.grain == Grain::Decade;
    let day = p.grain == Grain::Day || q.grain == Grain::Day;
    let gap = days_between(p.last, q.first).max(days_between(q.last, p.first));
    if decade && !(pair.knowledge.given && (gap > DECADE || day && gap > 0)) {
        return None;
    }
    let begins = begins_at(pair.a.frame, a) && begins_at(pair.b.frame, b);
    let (first, second) = if begins {
        ((p.first, p.last), (q.first, q.last))
    } else {
        (reach(pair.term_a(a), p)?, reach(pair.term_b(b), q)?)
    };
    let bounded = first != (p.first, p.last) || second != (q.first, q.last);
    if first.0 <= second.1 && second.0 <= first.1 || p.compatible(q) && !bounded && !decade {
        return None;
    }
    let told = |values: &[TermKind], range: (Date, Date)| {
        values.iter().any(|value| {
            matches!(value, TermKind::Date(other) if other.first <= range.1 && range.0 <= other.last)
        })
    };
    let told = told(&pair.a.support.values, second) || told(&pair.b.support.values, first);
    (!told || pair.repeats(a, b)).then_some(0.85)
}

/// "Not until 1997": a denial, and the day on which it was so.
pub(super) fn begins_at(frame: &Frame, at: usize) -> bool {
    // "Until a 1997 outbreak" is until 1997; "not deemed a threat" is deemed no threat.
    let on_the_way =
        |holds: fn(&Term) -> bool| frame.path(at).any(|step| holds(&frame.terms[step]));
    matches!(frame.terms[at].kind, TermKind::Date(_))
        && on_the_way(|term| term.bearing.has_any(Bearing::UNTIL))
        && on_the_way(|term| term.marks.has(Marks::NEGATED))
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
