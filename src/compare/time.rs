//! What time makes of a difference: a state may have changed, a tally may have grown.

use jiff::civil::Date;

use crate::extract::days_between;
use crate::extract::{Currency, Detail, DetailValue, Unit, Value};
use crate::resolve::{Corpus, Origin, Statement};
use crate::rules::TimeMode;

use super::{Judgement, Verdict, by_voice, days_apart};

/// Two holders named within this many days of each other hold at the same time, unless something
/// tells of a change.
const SAME_TIME: i32 = 31;
/// Somebody whose term ended this many days ago is named in a look back, however it is written.
const HISTORY: i32 = 15 * 365;
/// Days around the turn of two terms in which articles name the old or the new holder alike.
const TURN: i32 = 45;

/// Two different answers about a state that can change.
pub(super) fn state(
    corpus: &Corpus<'_>,
    a: &Statement,
    b: &Statement,
    sure: f64,
    reason: String,
) -> Judgement {
    match (a.origin, b.origin) {
        (Origin::Fact(_), Origin::Fact(_)) => {
            Judgement::new(Verdict::Superseded, 1.0, "one term follows the other")
        }
        (Origin::Article(_), Origin::Fact(_)) => against_fact(corpus, a, b, sure, &reason),
        (Origin::Fact(_), Origin::Article(_)) => against_fact(corpus, b, a, sure, &reason),
        _ => between_articles(corpus, a, b, sure, reason),
    }
}

/// Days within which one sentence hardly becomes another.
const STILL: i32 = 3;

/// Two sentences that say the same but for one detail, from articles of one day or of two.
pub(super) fn detail(
    a: &Statement,
    b: &Statement,
    mode: TimeMode,
    sure: f64,
    reason: String,
) -> Judgement {
    let (early, late) = if a.day() <= b.day() { (a, b) } else { (b, a) };
    if tells_later(early, late) {
        return Judgement::unrelated("one tells of what came after the other was written");
    }
    let over = |statement: &Statement| statement.claim.when.currency == Currency::Past;
    if early.day() == late.day() || mode == TimeMode::Event || over(a) && over(b) && !denies(early)
    {
        return by_voice(a, b, sure, reason);
    }
    let quantity = |statement: &Statement| match &statement.claim.answer {
        Value::Detail(Detail {
            value: DetailValue::Quantity(quantity),
            ..
        }) => Some(**quantity),
        _ => None,
    };
    if let (Some(before), Some(after)) = (quantity(early), quantity(late))
        && before.unit == Unit::Duration
        && after.unit == Unit::Duration
    {
        return Judgement::new(
            Verdict::Superseded,
            sure,
            format!("{reason}, counted from two days"),
        );
    }
    let number = |statement| quantity(statement).map(|quantity| quantity.value);
    match (number(early), number(late)) {
        (Some(before), Some(after)) if before < after => Judgement::new(
            Verdict::Revised,
            sure,
            format!("{reason}; the later article counts more"),
        ),
        // Within days, what one sentence tells has hardly changed.
        (Some(_), Some(_)) => by_voice(a, b, sure * 0.8, reason),
        // What was not so may have come about; what was so, within days, is hardly undone.
        _ if !denies(early) && days_apart(early, late) <= STILL => {
            by_voice(a, b, sure * 0.8, reason)
        }
        _ => Judgement::new(Verdict::Superseded, sure, format!("{reason}, of two days")),
    }
}

/// Does the claim say "not"?
fn denies(claim: &Statement) -> bool {
    let answer = &claim.claim.answer;
    matches!(answer, Value::Detail(detail) if detail.value == DetailValue::Word(0))
}

/// Does the later article date to a day after the earlier one what that one dates to a day before
/// it? Then they tell of two happenings.
fn tells_later(early: &Statement, late: &Statement) -> bool {
    let date = |statement: &Statement| match &statement.claim.answer {
        Value::Detail(Detail {
            value: DetailValue::Date(date),
            ..
        }) => Some(date.first),
        _ => None,
    };
    match (early.day(), date(early), date(late)) {
        (Some(written), Some(first), Some(second)) => first <= written && written < second,
        _ => false,
    }
}

fn between_articles(
    corpus: &Corpus<'_>,
    a: &Statement,
    b: &Statement,
    sure: f64,
    reason: String,
) -> Judgement {
    let (Some((a_first, a_last)), Some((b_first, b_last))) = (a.claim.when.days, b.claim.when.days)
    else {
        return Judgement::unrelated("the time of one is unknown");
    };
    if days_between(a_first, a_last).max(days_between(b_first, b_last)) > SAME_TIME {
        return Judgement::unrelated("one of the two times is too long a stretch");
    }
    let apart = if a_last < b_first {
        days_between(a_last, b_first)
    } else {
        days_between(b_last, a_first).max(0)
    };
    let (early, late) = if (a_first, a_last) <= (b_first, b_last) {
        (a, b)
    } else {
        (b, a)
    };
    let (Value::Person(before), Value::Person(after)) = (&early.claim.answer, &late.claim.answer)
    else {
        return if apart <= SAME_TIME {
            by_voice(a, b, sure * 0.8, reason)
        } else {
            Judgement::new(
                Verdict::Superseded,
                0.8,
                format!("{reason}, and {apart} days lie between"),
            )
        };
    };
    if apart > SAME_TIME {
        return Judgement::new(
            Verdict::Superseded,
            0.9,
            format!("{after} follows {before}; {apart} days lie between"),
        );
    }
    let currency = early.claim.when.currency.min(late.claim.when.currency);
    if currency == Currency::Past {
        return Judgement::new(Verdict::Superseded, 0.7, "one of the two looks back");
    }
    if let Some(Value::Office(office)) = early
        .claim
        .question
        .first()
        .filter(|_| corpus.use_reference)
    {
        let terms = corpus.rules.tables.terms(&office.role, &office.body);
        let meets = |term: &crate::rules::OfficeFact| {
            term.from <= a_last && a_first <= term.to.unwrap_or(term.as_of)
        };
        if terms.iter().any(meets) {
            return Judgement::unrelated("the reference knows who held the office then");
        }
    }
    let decay = 1.0 - 0.3 * f64::from(apart) / f64::from(SAME_TIME);
    let sure = sure * decay * if currency == Currency::Now { 0.9 } else { 0.75 };
    Judgement::new(
        Verdict::Conflict,
        sure,
        format!("{reason}, named within {} of each other", days(apart)),
    )
}

fn days(count: i32) -> String {
    match count {
        0 => "a day".to_owned(),
        1 => "1 day".to_owned(),
        _ => format!("{count} days"),
    }
}

/// An article's holder against a reference term that names another.
fn against_fact(
    corpus: &Corpus<'_>,
    article: &Statement,
    fact: &Statement,
    sure: f64,
    reason: &str,
) -> Judgement {
    let (Some((first, last)), Some((from, to))) = (article.claim.when.days, fact.claim.when.days)
    else {
        return Judgement::unrelated("the time of one is unknown");
    };
    if days_between(first, last) > SAME_TIME {
        return Judgement::unrelated("the time is too long a stretch");
    }
    if last < from || first > to {
        return Judgement::new(Verdict::Superseded, 0.9, "the reference names another time");
    }
    let margin = |day: Date, turn: Date| days_between(turn, day).abs() <= TURN;
    if margin(first, from) || margin(last, to) || first < from || last > to {
        return Judgement::new(
            Verdict::Superseded,
            0.6,
            "the office changed hands about that time",
        );
    }
    if article.claim.when.currency == Currency::Past {
        return Judgement::new(Verdict::Superseded, 0.7, "the sentence looks back");
    }
    let (Some(Value::Office(office)), Value::Person(name)) =
        (article.claim.question.first(), &article.claim.answer)
    else {
        return Judgement::unrelated("not an office");
    };
    let terms = corpus.rules.tables.terms(&office.role, &office.body);
    let held = terms.iter().find(|term| {
        corpus.people.likeness(&term.holder, name) >= crate::resolve::Likeness::Shorter
    });
    match held {
        // Somebody who held it at another time may be named as of then, unless the sentence itself
        // dates the claim.
        Some(term) if term.from > last => Judgement::new(
            Verdict::Superseded,
            0.6,
            format!("{name} held the office later"),
        ),
        Some(term) if term.to.is_some_and(|to| days_between(to, first) > HISTORY) => {
            Judgement::new(
                Verdict::Superseded,
                0.7,
                format!("{name} held the office long before"),
            )
        }
        Some(_) if !article.claim.when.stated => Judgement::new(
            Verdict::Superseded,
            0.6,
            format!("{name} held the office before, and the sentence names no date"),
        ),
        Some(term) => {
            let end = term
                .to
                .map_or_else(String::new, |to| format!(" until {to}"));
            Judgement::new(
                Verdict::Conflict,
                sure * 0.9,
                format!("{reason}; by the reference {name} held the office{end}"),
            )
        }
        None if article.claim.when.currency < Currency::Now || !name.contains(' ') => {
            Judgement::new(
                Verdict::Superseded,
                0.5,
                format!("the sentence may look back to a time when {name} held the office"),
            )
        }
        None => Judgement::new(
            Verdict::Conflict,
            sure * 0.8,
            format!("{reason}; the reference does not know {name} in this office"),
        ),
    }
}

/// Two different counts of one happening.
pub(super) fn tally(a: &Statement, b: &Statement, sure: f64, reason: String) -> Judgement {
    let (Value::Count(x), Value::Count(y)) = (&a.claim.answer, &b.claim.answer) else {
        return by_voice(a, b, sure, reason);
    };
    match (a.day(), b.day()) {
        (Some(p), Some(q)) if p != q && a.origin != b.origin => {
            let (earlier, later) = if p < q { (x, y) } else { (y, x) };
            if later.value > earlier.value {
                return Judgement::new(
                    Verdict::Revised,
                    0.9,
                    format!("the count rose from {earlier} to {later}"),
                );
            }
            by_voice(
                a,
                b,
                sure * 0.75,
                format!("{reason}, and the later report gives the smaller number"),
            )
        }
        // One article that gives two numbers counts two things: parts, places, earlier attacks.
        _ if a.origin == b.origin => Judgement::unrelated("one article counts two things"),
        (Some(_), Some(_)) => by_voice(
            a,
            b,
            sure * 0.8,
            format!("{reason}, reported on the same day"),
        ),
        _ => Judgement::unrelated("the time of one is unknown, and a count grows"),
    }
}
