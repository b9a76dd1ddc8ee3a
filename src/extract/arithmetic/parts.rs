//! "12 people, five men and six women": parts that are all there are, and their total.

use crate::extract::quantity::{Exactness, QuantityMention, Unit};

use super::{Bounds, Numbers, PARTING, Sum};

/// Groups that no one belongs to two of, and that together are everybody: lists of
/// `rules/words/groups.toml`, by the alphabet.
const WHOLES: [&[&str]; 5] = [
    &["men", "women"],
    &["children", "men", "women"],
    &["boys", "girls", "men", "women"],
    &["boys", "girls"],
    &["adults", "children"],
];

/// One part: its number, its group, and the token past it.
struct Part<'n> {
    count: f64,
    group: &'n str,
    end: usize,
}

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    for whole in numbers.found {
        sums.extend(of_total(numbers, whole));
    }
}

fn of_total(numbers: &Numbers<'_>, whole: &QuantityMention) -> Option<Sum> {
    let words = numbers.words;
    let exact = whole.quantity.exactness == Exactness::Exactly;
    if whole.quantity.unit != Unit::Count || !exact || whole.quantity.value > 10_000.0 {
        return None;
    }
    let noun = (whole.tokens.end..whole.tokens.end + 3)
        .find(|&at| numbers.is_in(at, &numbers.context.lists.counted))?;
    let start = (noun + 1..(noun + 7).min(numbers.view.tokens.len()))
        .find(|&at| part(numbers, at).is_some())?;
    let between = noun + 1..start;
    // "12 people and five men": two counts.
    if between.is_empty()
        || between.clone().any(|at| numbers.is_mark(at, &[";"]))
        || numbers.any_in(between.clone(), &words.counted_apart)
    {
        return None;
    }
    let including = numbers.any_in(between.clone(), &words.including);
    let parted = numbers.any_in(between.clone(), &words.were)
        || between
            .clone()
            .any(|at| numbers.is_mark(at, &PARTING) || numbers.is_mark(at, &[":"]));
    let parts = list(numbers, start)?;
    if !(parted || including) || !are_all(&parts) {
        return None;
    }
    let count: f64 = parts.iter().map(|part| part.count).sum();
    let value = whole.quantity.value;
    Some(Sum {
        said: whole.number.clone(),
        result: Bounds {
            // The parts may be some of the whole.
            low: if including { 0.0 } else { value },
            high: value,
        },
        numbers: start..parts.last()?.end,
        made: format!("{count}"),
        makes: Bounds::around(count, 0.0),
        sure: 0.8,
    })
}

/// Are these groups everybody, each told once?
fn are_all(parts: &[Part<'_>]) -> bool {
    let mut groups: Vec<&str> = parts.iter().map(|part| part.group).collect();
    groups.sort_unstable();
    WHOLES.contains(&&*groups)
}

/// "five men, six women and a child"; `None` when something else is in the list.
fn list<'n>(numbers: &Numbers<'n>, start: usize) -> Option<Vec<Part<'n>>> {
    let and = |at: usize| numbers.is_in(at, &numbers.words.and);
    let mut parts = vec![part(numbers, start)?];
    loop {
        let end = parts.last()?.end;
        let mut next = end;
        while numbers.is_mark(next, &[","]) || and(next) {
            next += 1;
        }
        if next == end {
            return Some(parts);
        }
        match part(numbers, next) {
            Some(part) => parts.push(part),
            None if and(next - 1) => return None,
            None => return Some(parts),
        }
    }
}

/// "five men", "a woman", "six were women".
fn part<'n>(numbers: &Numbers<'n>, at: usize) -> Option<Part<'n>> {
    let words = numbers.words;
    let found = numbers.found.iter().find(|found| found.tokens.start == at);
    let (count, mut next) = match found {
        Some(found)
            if found.quantity.unit == Unit::Count
                && found.quantity.exactness == Exactness::Exactly =>
        {
            (found.quantity.value, found.tokens.end)
        }
        None if numbers.is_in(at, &words.single) => (1.0, at + 1),
        _ => return None,
    };
    next += usize::from(numbers.is_in(next, &words.were) || numbers.is_in(next, &words.was));
    let context = numbers.context;
    let (group, len) = context.list_at(numbers.view, next, &words.groups)?;
    Some(Part {
        count,
        group: context.rules.words.list_name(group),
        end: next + len,
    })
}
