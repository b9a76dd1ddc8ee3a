//! "120 of the 200 schools, or 60 percent", "by 11 points, 50 percent to 39 percent": shares of a
//! whole and what lies between two of them.

use crate::extract::quantity::{Exactness, Unit};

use super::change::sure;
use super::{Bounds, Numbers, Sum};

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    for first in 0..numbers.found.len().saturating_sub(1) {
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
    let linked = numbers.is(last, &["or", "("]) && parted.contains(&last) && parted.len() <= 6;
    if !counts
        || share.quantity.unit != Unit::Percent
        || of.len() > 3
        || !of.contains(&link)
        || !numbers.is(link, &["of"])
        || !linked
        || numbers.breaks(parted.start..last)
        || numbers.is(share.tokens.end, &["of", "more", "less", "fewer"])
    {
        return None;
    }
    let (some, all) = (numbers.bounds(part)?, numbers.bounds(whole)?);
    let makes = (all.low > 0.0 && some.low >= 0.0 && some.low <= all.high)
        .then(|| some.over(all) * 100.0)?;
    let result = numbers.bounds(share)?;
    let mut shown = share.quantity;
    shown.exactness = Exactness::Exactly;
    shown.value = part.quantity.value / whole.quantity.value * 100.0;
    Some(Sum {
        said: share.tokens.clone(),
        result,
        numbers: part.tokens.start..whole.tokens.end,
        made: shown.to_string(),
        makes,
        sure: sure(result, makes),
    })
}

/// "by 11 points, 50 percent to 39 percent"; "50 percent to 39 percent, an 11-point lead".
fn margin(numbers: &Numbers<'_>, first: usize) -> Option<Sum> {
    let (ahead, behind) = (numbers.found.get(first)?, numbers.found.get(first + 1)?);
    let shares = ahead.quantity.unit == Unit::Percent && behind.quantity.unit == Unit::Percent;
    let gap = numbers.between(first);
    let opposed = gap.len() == 1 && numbers.is(gap.start, &["to", "versus", "vs", "vs."]);
    let from = ahead
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|at| numbers.is(at, &["from"]));
    if !shares || !opposed || from {
        return None;
    }
    let (more, less) = (numbers.bounds(ahead)?, numbers.bounds(behind)?);
    let before = first.checked_sub(1).filter(|&number| {
        let by = numbers.before(number);
        let gap = numbers.points(number).unwrap_or(usize::MAX)..ahead.tokens.start;
        by.is_some_and(|by| numbers.is(by, &["by"]))
            && gap.clone().all(|at| numbers.is(at, &[",", "—", "–", "-", "--", "("]))
            && gap.start <= gap.end
    });
    let behind_it = Some(first + 2).filter(|&number| {
        let Some(found) = numbers.found.get(number) else {
            return false;
        };
        let gap = behind.tokens.end..found.tokens.start;
        let noun = numbers.points(number).unwrap_or(usize::MAX);
        gap.len() <= 2
            && gap.clone().any(|at| numbers.is(at, &[",", "—", "–", "--"]))
            && gap.clone().any(|at| numbers.is(at, &["a", "an"]))
            && numbers.is_in(noun, &numbers.context.lists.leading)
    });
    let told = before.or(behind_it)?;
    let found = &numbers.found[told];
    // Two rounded shares may differ by one more or less.
    let makes = (more - less).abs();
    let result = numbers.bounds(found)? + Bounds::around(0.0, 0.5);
    Some(Sum {
        said: found.number.start..numbers.points(told)?,
        result,
        numbers: ahead.tokens.start..behind.tokens.end,
        made: format!("{} points", (makes.middle() * 10.0).round() / 10.0),
        makes,
        sure: 0.8,
    })
}

/// Two that share one vote and have more than all of it: "won by 57 percent to 49 percent".
fn over_all(numbers: &Numbers<'_>, first: usize) -> Option<Sum> {
    let (ahead, behind) = (numbers.found.get(first)?, numbers.found.get(first + 1)?);
    let shares = ahead.quantity.unit == Unit::Percent && behind.quantity.unit == Unit::Percent;
    let gap = numbers.between(first);
    let opposed = gap.len() == 1 && numbers.is(gap.start, &["to"]);
    let near = ahead.tokens.start.saturating_sub(12)..ahead.tokens.start;
    let voted = near.clone().any(|at| numbers.is_in(at, &numbers.context.lists.voting));
    let other = near.clone().any(|at| numbers.is(at, &["from", "more", "likely", "than"]));
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
