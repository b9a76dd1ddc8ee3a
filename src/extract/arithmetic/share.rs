//! "120 of the 200 schools, or 60 percent", "by 11 points, 50 percent to 39 percent": shares of a
//! whole and what lies between two of them.

use crate::extract::quantity::{Exactness, Unit};

use super::change::{round, sure};
use super::{Bounds, Numbers, PARTING, Sum};

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    for first in 0..numbers.found.len() {
        sums.extend(part_of_whole(numbers, first));
        sums.extend(margin(numbers, first));
        sums.extend(over_all(numbers, first));
    }
}

/// "120 of the 200 schools, or 60 percent"; the bracketed per cent as well.
fn part_of_whole(numbers: &Numbers<'_>, first: usize) -> Option<Sum> {
    let [part, whole, share] = numbers.found.get(first..first + 3)? else {
        return None;
    };
    let counts = part.quantity.unit == Unit::Count && whole.quantity.unit == Unit::Count;
    let of = numbers.between(first);
    let link = numbers.before(first + 1)?;
    let parted = numbers.between(first + 1);
    let last = share.tokens.start.checked_sub(1)?;
    let words = numbers.words;
    let other = numbers.is_in(last, &words.or) || numbers.is_mark(last, &["("]);
    let linked = other && parted.contains(&last) && parted.len() <= 6;
    if !counts
        || share.quantity.unit != Unit::Percent
        || of.len() > 3
        || !of.contains(&link)
        || !numbers.is_in(link, &words.of)
        || !linked
        || numbers.breaks(parted.start..last)
        || numbers.is_in(share.tokens.end, &words.share_of_other)
    {
        return None;
    }
    let (some, all) = (numbers.bounds(part)?, numbers.bounds(whole)?);
    let makes = (all.low > 0.0 && some.low >= 0.0 && some.low <= all.high)
        .then(|| some.over(all) * 100.0)?;
    let result = numbers.bounds(share)?;
    let shown = share
        .quantity
        .exactly(part.quantity.value / whole.quantity.value * 100.0);
    Some(Sum {
        said: share.tokens.clone(),
        result,
        numbers: part.tokens.start..whole.tokens.end,
        made: shown.to_string(),
        makes,
        sure: sure(result, makes),
    })
}

/// Two shares against each other: "50 percent to 39 percent"; the lesser first reads as a range.
struct Opposed {
    /// The index of the number behind them.
    next: usize,
    tokens: std::ops::Range<usize>,
    /// How far apart they are.
    margin: Bounds,
}

fn opposed(numbers: &Numbers<'_>, first: usize) -> Option<Opposed> {
    let ahead = numbers.found.get(first)?;
    let words = numbers.words;
    let start = ahead.tokens.start;
    if ahead.quantity.unit != Unit::Percent || numbers.led_by(ahead, &words.spanning) {
        return None;
    }
    if ahead.quantity.exactness == Exactness::Between {
        let versus = numbers.any_in(ahead.tokens.clone(), &words.to);
        let margin = ahead.quantity.high - ahead.quantity.low;
        return versus.then(|| Opposed {
            next: first + 1,
            tokens: ahead.tokens.clone(),
            margin: Bounds::around(margin, 1.0),
        });
    }
    let behind = numbers.found.get(first + 1)?;
    let gap = numbers.between(first);
    let versus = gap.len() == 1 && numbers.is_in(gap.start, &words.against);
    if behind.quantity.unit != Unit::Percent || !versus {
        return None;
    }
    let (more, less) = (numbers.bounds(ahead)?, numbers.bounds(behind)?);
    Some(Opposed {
        next: first + 2,
        tokens: start..behind.tokens.end,
        margin: (more - less).abs(),
    })
}

/// "by 11 points, 50 percent to 39 percent"; "50 percent to 39 percent, an 11-point lead".
fn margin(numbers: &Numbers<'_>, first: usize) -> Option<Sum> {
    let opposed = opposed(numbers, first)?;
    let words = numbers.words;
    let mark = |at: usize| numbers.is_mark(at, &PARTING);
    let before = first.checked_sub(1).filter(|&number| {
        let by = numbers.before(number);
        let Some(end) = numbers.points(number) else {
            return false;
        };
        by.is_some_and(|by| numbers.is_in(by, &words.by))
            && end <= opposed.tokens.start
            && (end..opposed.tokens.start).all(mark)
    });
    let behind = Some(opposed.next).filter(|&number| {
        let Some(found) = numbers.found.get(number) else {
            return false;
        };
        let Some(noun) = numbers.points(number) else {
            return false;
        };
        let mut gap = opposed.tokens.end..found.tokens.start;
        gap.len() <= 2
            && gap.clone().any(mark)
            && gap.any(|at| numbers.is_in(at, &words.a))
            && numbers.is_in(noun, &words.leading)
    });
    let told = before.or(behind)?;
    let found = &numbers.found[told];
    // Two rounded shares may differ by one more or less.
    let result = numbers.bounds(found)? + Bounds::around(0.0, 0.5);
    Some(Sum {
        said: found.number.start..numbers.points(told)?,
        result,
        numbers: opposed.tokens,
        made: format!("{} points", round(opposed.margin.middle())),
        makes: opposed.margin,
        sure: 0.8,
    })
}

/// Two that share one vote and have more than all of it: "won by 57 percent to 49 percent".
fn over_all(numbers: &Numbers<'_>, first: usize) -> Option<Sum> {
    let (ahead, behind) = (numbers.found.get(first)?, numbers.found.get(first + 1)?);
    let shares = ahead.quantity.unit == Unit::Percent && behind.quantity.unit == Unit::Percent;
    let words = numbers.words;
    let gap = numbers.between(first);
    let opposed = gap.len() == 1 && numbers.is_in(gap.start, &words.to);
    let near = ahead.tokens.start.saturating_sub(12)..ahead.tokens.start;
    let voted = numbers.any_in(near.clone(), &words.voting);
    let other = numbers.any_in(near, &words.comparing);
    if !shares || !opposed || !voted || other {
        return None;
    }
    let makes = numbers.bounds(ahead)? + numbers.bounds(behind)?;
    (makes.high < 200.0).then(|| Sum {
        said: ahead.tokens.start..behind.tokens.end,
        result: Bounds {
            low: 0.0,
            high: 100.0,
        },
        numbers: ahead.tokens.clone(),
        made: format!("{} percent of the vote", makes.middle()),
        makes,
        sure: 0.7,
    })
}
