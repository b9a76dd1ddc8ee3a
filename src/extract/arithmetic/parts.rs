//! "12 people, five men and six women": parts that are all there are, and their total.

use crate::extract::quantity::{Exactness, Unit};

use super::{Bounds, Numbers, Sum};

/// Groups that no one belongs to two of, and that together are everybody.
const WHOLES: [&[&str]; 5] = [
    &["men", "women"],
    &["men", "women", "children"],
    &["men", "women", "boys", "girls"],
    &["boys", "girls"],
    &["adults", "children"],
];

/// One part: its number, its group, and the token past it.
struct Part {
    count: f64,
    group: String,
    end: usize,
}

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    for total in 0..numbers.found.len() {
        sums.extend(of_total(numbers, total));
    }
}

fn of_total(numbers: &Numbers<'_>, total: usize) -> Option<Sum> {
    let whole = &numbers.found[total];
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
    let apart = [
        "and", ";", "who", "while", "but", "with", "by", "to", "than", "of",
    ];
    if between.is_empty() || between.clone().any(|at| numbers.is(at, &apart)) {
        return None;
    }
    let including = between
        .clone()
        .any(|at| numbers.is(at, &["including", "among"]));
    let parted = between
        .clone()
        .any(|at| numbers.is(at, &[",", ":", "—", "–", "-", "--", "(", "were"]));
    let parts = list(numbers, start)?;
    let end = parts.last()?.end;
    let mut groups: Vec<&str> = parts.iter().map(|part| part.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let all = WHOLES.iter().any(|whole| {
        let mut whole = whole.to_vec();
        whole.sort_unstable();
        whole == groups
    });
    if groups.len() != parts.len() || parts.len() < 2 || !all || !(parted || including) {
        return None;
    }
    let count: f64 = parts.iter().map(|part| part.count).sum();
    let value = whole.quantity.value;
    let result = Bounds {
        low: if including { 0.0 } else { value },
        high: value,
    };
    let result = if including {
        // The parts may be some of the whole.
        Bounds { low: 0.0, ..result }
    } else {
        result
    };
    Some(Sum {
        said: whole.number.clone(),
        result,
        numbers: start..end,
        made: format!("{count}"),
        makes: Bounds::around(count, 0.0),
        sure: 0.8,
    })
}

/// "five men, six women and a child"; `None` when something else is in the list.
fn list(numbers: &Numbers<'_>, start: usize) -> Option<Vec<Part>> {
    let mut parts = vec![part(numbers, start)?];
    loop {
        let end = parts.last()?.end;
        let mut next = end;
        while numbers.is(next, &[",", "and"]) {
            next += 1;
        }
        if next == end {
            return Some(parts);
        }
        match part(numbers, next) {
            Some(part) => parts.push(part),
            None if numbers.is(next - 1, &["and"]) => return None,
            None => return Some(parts),
        }
    }
}

/// "five men", "a woman", "six were women".
fn part(numbers: &Numbers<'_>, at: usize) -> Option<Part> {
    let found = numbers.found.iter().find(|found| found.tokens.start == at);
    let (count, mut next) = match found {
        Some(found)
            if found.quantity.unit == Unit::Count
                && found.quantity.exactness == Exactness::Exactly =>
        {
            (found.quantity.value, found.tokens.end)
        }
        None if numbers.is(at, &["a", "an", "one"]) => (1.0, at + 1),
        _ => return None,
    };
    if numbers.is(next, &["were", "was"]) {
        next += 1;
    }
    let group = match &*numbers.word(next) {
        "man" | "men" | "male" | "males" => "men",
        "woman" | "women" | "female" | "females" => "women",
        "boy" | "boys" => "boys",
        "girl" | "girls" => "girls",
        "adult" | "adults" => "adults",
        "child" | "children" => "children",
        _ => return None,
    };
    Some(Part {
        count,
        group: group.to_owned(),
        end: next + 1,
    })
}
