//! Years and the time between them: "from 1990 to 1995, a span of seven years", "50 years ago, in
//! 1963", "the 50th anniversary of the 1963 march", "born in 1950, died in 2010 at 57".

use crate::extract::quantity::{Exactness, Unit, quantities};
use crate::rules::ListId;

use super::{Bounds, Numbers, Sum};

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    let words = numbers.words;
    for at in 0..numbers.view.tokens.len() {
        if numbers.is_in(at, &words.anniversary) {
            sums.extend(anniversary(numbers, at));
        } else if numbers.is_in(at, &words.ago) {
            sums.extend(ago(numbers, at));
        } else if numbers.is_in(at, &words.from) {
            sums.extend(span(numbers, at));
        }
    }
    sums.extend(life(numbers));
}

/// The year that a token is.
fn year(numbers: &Numbers<'_>, at: usize) -> Option<f64> {
    numbers.view.year(at).map(f64::from)
}

/// The year of the article's own day.
fn own_year(numbers: &Numbers<'_>) -> Option<f64> {
    numbers.context.day.map(|day| f64::from(day.year()))
}

/// "the 50th anniversary of the 1963 march". The day may be of the year before or after.
fn anniversary(numbers: &Numbers<'_>, at: usize) -> Option<Sum> {
    let number = numbers
        .found
        .iter()
        .find(|found| found.tokens.end == at && found.quantity.unit == Unit::Ordinal)?;
    let words = numbers.words;
    if !numbers.is_in(at + 1, &words.of) {
        return None;
    }
    let place = (at + 2..at + 5).find(|&at| year(numbers, at).is_some())?;
    let beyond =
        |at: usize, marks: &[&str]| numbers.is_mark(at, marks) || numbers.is_in(at, &words.to);
    if beyond(place + 1, &["-", "–"]) || (at + 2..place).any(|at| beyond(at, &[","])) {
        return None;
    }
    // "In 1993, the 25th anniversary of …": told of another year than the article's.
    let all = 0..numbers.view.tokens.len();
    let other = |at: usize| at != place && year(numbers, at).is_some();
    if all.into_iter().any(other) {
        return None;
    }
    let count = own_year(numbers)? - year(numbers, place)?;
    Some(Sum {
        said: number.tokens.clone(),
        result: Bounds::around(number.quantity.value, 1.0),
        numbers: place..place + 1,
        made: format!("{count} years"),
        makes: Bounds::around(count, 0.0),
        sure: 0.75,
    })
}

/// "50 years ago, in 1963".
fn ago(numbers: &Numbers<'_>, at: usize) -> Option<Sum> {
    let words = numbers.words;
    let years = at
        .checked_sub(1)
        .filter(|&at| numbers.is_in(at, &words.years))?;
    let start = years.saturating_sub(4);
    let before = numbers.view.tokens.get(start..=years)?;
    let found = quantities(numbers.view.text, before, &[]);
    let found = found.last().filter(|found| {
        found.tokens.end == before.len()
            && matches!(found.quantity.unit, Unit::Duration)
            && found.quantity.exactness == Exactness::Exactly
    })?;
    let said = found.quantity.written_value();
    let comma = usize::from(numbers.is_mark(at + 1, &[","]));
    let place = at + 1 + comma;
    if !numbers.is_in(place, &words.within) || numbers.is_mark(place + 2, &["-", "–"]) {
        return None;
    }
    let count = own_year(numbers)? - year(numbers, place + 1)?;
    // "50 years ago" is often a round number.
    let slack = if (said / 5.0).fract() == 0.0 {
        (said * 0.1).max(1.0)
    } else {
        1.0
    };
    Some(Sum {
        said: start + found.tokens.start..at + 1,
        result: Bounds::around(said, slack),
        numbers: place..place + 2,
        made: format!("{count} years"),
        makes: Bounds::around(count, 0.0),
        sure: 0.75,
    })
}

/// "for seven years, from 1990 to 1995"; "from 1990 to 1995, a span of seven years". Both years may
/// be counted in full.
fn span(numbers: &Numbers<'_>, from: usize) -> Option<Sum> {
    const MARKS: [&str; 4] = [",", "—", "–", "("];
    let words = numbers.words;
    let (first, last) = (year(numbers, from + 1)?, year(numbers, from + 3)?);
    if !numbers.is_in(from + 2, &words.until) || last <= first {
        return None;
    }
    let timed = |number: usize| {
        let found = &numbers.found[number];
        let quantity = &found.quantity;
        let last = found.tokens.end.checked_sub(1);
        let years = last.is_some_and(|at| numbers.is_in(at, &words.year));
        (years && quantity.unit == Unit::Duration && quantity.exactness == Exactness::Exactly)
            .then_some(found)
    };
    let before = (0..numbers.found.len()).filter_map(timed).find(|found| {
        let gap = found.tokens.end..from;
        gap.start <= gap.end
            && gap.len() <= 1
            && gap.clone().all(|at| numbers.is_mark(at, &MARKS))
            && numbers.led_by(found, &words.lasting)
    });
    let behind = (0..numbers.found.len()).filter_map(timed).find(|found| {
        let gap = from + 4..found.tokens.start;
        let span = |at: usize| numbers.is_mark(at, &MARKS) || numbers.is_in(at, &words.a_span_of);
        gap.start < gap.end
            && gap.len() <= 5
            && gap.clone().all(span)
            && numbers.is_mark(gap.start, &MARKS)
    });
    let found = before.or(behind)?;
    let count = last - first;
    Some(Sum {
        said: found.tokens.clone(),
        result: Bounds::around(found.quantity.written_value(), 0.0),
        numbers: from..from + 4,
        made: format!("{count} years"),
        makes: Bounds::around(count, 1.0),
        sure: 0.75,
    })
}

/// "was born in 1950 and died in 2010 at the age of 57".
fn life(numbers: &Numbers<'_>) -> Option<Sum> {
    let words = numbers.words;
    let tokens = 0..numbers.view.tokens.len();
    let first = |lists: &[ListId]| tokens.clone().find(|&at| numbers.is_in(at, lists));
    let (born, died) = (first(&words.born)?, first(&words.died)?);
    if numbers.any_in(tokens.clone(), &words.of_others) {
        return None;
    }
    let year_behind = |start: usize, end: usize| (start..end).find_map(|at| year(numbers, at));
    let birth = year_behind(born, born + 8)?;
    let death = year_behind(died, died + 14)?;
    let age = numbers.found.iter().find(|found| {
        let led = numbers.led_by(found, &words.at_age);
        let whole = matches!(found.quantity.unit, Unit::Age | Unit::Count);
        let near = (died..died + 14).contains(&found.tokens.start);
        whole && near && led && (1.0..120.0).contains(&found.quantity.value)
    })?;
    let count = death - birth;
    (count > 0.0).then(|| Sum {
        said: age.tokens.clone(),
        result: Bounds::around(age.quantity.value, 0.0),
        numbers: born..died.max(born) + 1,
        made: format!("{} or {count}", count - 1.0),
        makes: Bounds {
            low: count - 1.0,
            high: count,
        },
        sure: 0.8,
    })
}
