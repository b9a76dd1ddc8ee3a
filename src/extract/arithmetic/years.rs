//! Years and the time between them: "from 1990 to 1995, a span of seven years", "50 years ago, in
//! 1963", "the 50th anniversary of the 1963 march", "born in 1950, died in 2010 at 57".

use crate::extract::quantity::{Exactness, Unit, quantities};

use super::{Bounds, Numbers, Sum};

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    for at in 0..numbers.view.tokens.len() {
        if numbers.is(at, &["anniversary"]) {
            sums.extend(anniversary(numbers, at));
        } else if numbers.is(at, &["ago"]) {
            sums.extend(ago(numbers, at));
        } else if numbers.is(at, &["from"]) {
            sums.extend(span(numbers, at));
        }
    }
    sums.extend(life(numbers));
}

/// The year that a token is.
fn year(numbers: &Numbers<'_>, at: usize) -> Option<f64> {
    let word = numbers.view.word(at);
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.then(|| word.parse().ok()).flatten()?;
    (1500.0..2100.0).contains(&year).then_some(year)
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
    if !numbers.is(at + 1, &["of"]) {
        return None;
    }
    let place = (at + 2..at + 5).find(|&at| year(numbers, at).is_some())?;
    if numbers.is(place + 1, &["-", "–", "to"])
        || (at + 2..place).any(|at| numbers.is(at, &[",", "to"]))
    {
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
    let years = at.checked_sub(1).filter(|&at| numbers.is(at, &["years"]))?;
    let start = years.saturating_sub(4);
    let before = numbers.view.tokens.get(start..=years)?;
    let found = quantities(numbers.view.text, before, &[]);
    let found = found.last().filter(|found| {
        found.tokens.end == before.len()
            && matches!(found.quantity.unit, Unit::Duration)
            && found.quantity.exactness == Exactness::Exactly
    })?;
    let said = found.quantity.written_value();
    let comma = usize::from(numbers.is(at + 1, &[","]));
    let place = at + 1 + comma;
    if !numbers.is(place, &["in"]) || numbers.is(place + 2, &["-", "–"]) {
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
    let (first, last) = (year(numbers, from + 1)?, year(numbers, from + 3)?);
    if !numbers.is(from + 2, &["to", "until", "till", "through"]) || last <= first {
        return None;
    }
    let timed = |number: usize| {
        let found = &numbers.found[number];
        let quantity = &found.quantity;
        let years = found
            .tokens
            .end
            .checked_sub(1)
            .is_some_and(|at| numbers.is(at, &["years", "year"]));
        (years && quantity.unit == Unit::Duration && quantity.exactness == Exactness::Exactly)
            .then_some(found)
    };
    let before = (0..numbers.found.len()).filter_map(timed).find(|found| {
        let gap = found.tokens.end..from;
        let led = found
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| numbers.is(at, &["for", "of"]));
        gap.start <= gap.end
            && gap.len() <= 1
            && gap.clone().all(|at| numbers.is(at, &[",", "—", "–", "("]))
            && led
    });
    let behind = (0..numbers.found.len()).filter_map(timed).find(|found| {
        let gap = from + 4..found.tokens.start;
        let span = |at: usize| {
            numbers.is(
                at,
                &[
                    ",", "a", "an", "the", "span", "period", "total", "of", "—", "–", "(",
                ],
            )
        };
        gap.start < gap.end
            && gap.len() <= 5
            && gap.clone().all(span)
            && numbers.is(gap.start, &[",", "—", "–", "("])
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
    let tokens = 0..numbers.view.tokens.len();
    let born = tokens.clone().find(|&at| numbers.is(at, &["born"]))?;
    let died = tokens.clone().find(|&at| numbers.is(at, &["died"]))?;
    if tokens.clone().any(|at| {
        numbers.is(
            at,
            &[
                "when", "father", "mother", "son", "daughter", "wife", "husband", "brother",
                "sister",
            ],
        )
    }) {
        return None;
    }
    let year_behind = |start: usize, end: usize| (start..end).find_map(|at| year(numbers, at));
    let birth = year_behind(born, died.max(born + 8).min(born + 8))?;
    let death = year_behind(died, died + 14)?;
    let age = numbers.found.iter().find(|found| {
        let led = found
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| numbers.is(at, &["at", "age", "aged", "of"]));
        let whole = matches!(found.quantity.unit, Unit::Age | Unit::Count);
        let near = (died..died + 14).contains(&found.tokens.start);
        whole && near && led && (1.0..120.0).contains(&found.quantity.value)
    })?;
    let count = death - birth;
    (count > 0.0).then(|| Sum {
        said: age.tokens.clone(),
        result: Bounds::around(age.quantity.value, 0.0),
        numbers: born..tokens.end.min(died + 1).max(born + 1),
        made: format!("{} or {count}", count - 1.0),
        makes: Bounds {
            low: count - 1.0,
            high: count,
        },
        sure: 0.8,
    })
}
