//! "rose 5 percent to $105 from $100", "doubled from 4 to 10", "fell 39 points, or 0.5 percent, to
//! 7,163": an old and a new value, and what lies between them.

use std::ops::Range;

use crate::extract::quantity::{Quantity, Unit};
use crate::rules::ListId;

use super::{Bounds, Numbers, PARTING, Sum};

/// Where a change goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// Two numbers, by index: what it was and what it is now.
struct Pair {
    old: usize,
    new: usize,
    /// From the preposition of the first to the end of the second.
    tokens: Range<usize>,
}

pub(super) fn find(numbers: &Numbers<'_>, sums: &mut Vec<Sum>) {
    for first in 0..numbers.found.len().saturating_sub(1) {
        if let Some(pair) = pair(numbers, first) {
            sums.extend(told_before(numbers, &pair));
            sums.extend(told_behind(numbers, &pair));
            sums.extend(multiplied(numbers, &pair));
            sums.extend(other_way(numbers, &pair));
        }
        sums.extend(points_and_percent(numbers, first));
    }
}

/// Most tokens between the old and the new value.
const NEAR: usize = 9;

/// "from 10 … to 15", "to 15 … from 10", "to 15, compared with 10".
fn pair(numbers: &Numbers<'_>, first: usize) -> Option<Pair> {
    let gap = numbers.between(first);
    let before = numbers.before(first)?;
    let link = numbers.before(first + 1)?;
    if gap.is_empty() || gap.len() > NEAR || link < gap.start || numbers.breaks(gap.start..link) {
        return None;
    }
    let words = numbers.words;
    let compared = link > gap.start
        && numbers
            .context
            .begins(numbers.view, link - 1, &words.compared);
    let is = |at: usize, lists: &[ListId]| numbers.is_in(at, lists);
    let (old, new) = if is(before, &words.from) && is(link, &words.to) && !compared {
        (first, first + 1)
    } else if is(before, &words.to) && (is(link, &words.from) || compared) {
        (first + 1, first)
    } else {
        return None;
    };
    let quantity = |at: usize| &numbers.found[at].quantity;
    let (x, y) = (quantity(old), quantity(new));
    let known = !matches!(
        x.unit,
        Unit::Ordinal | Unit::Age | Unit::Temperature | Unit::Degree | Unit::Duration
    );
    let years = is_year(x) && is_year(y);
    (known && !years && x.comparable(y) && x.value > 0.0 && same_noun(numbers, old, new)).then(
        || Pair {
            old,
            new,
            tokens: before..numbers.found[first + 1].tokens.end,
        },
    )
}

fn is_year(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Count
        && (1500.0..2100.0).contains(&quantity.value)
        && quantity.value.fract() == 0.0
}

/// "from 10 schools to 15 teachers" compares nothing.
fn same_noun(numbers: &Numbers<'_>, a: usize, b: usize) -> bool {
    let noun = |number: usize| {
        let word = numbers.view.word(numbers.after(number));
        let plain = word.len() > 3 && word.ends_with('s') && word.chars().all(char::is_lowercase);
        plain.then_some(word)
    };
    match (noun(a), noun(b)) {
        (Some(x), Some(y)) => x.get(..4) == y.get(..4),
        _ => true,
    }
}

/// "rose 5 percent to 105 from 100".
fn told_before(numbers: &Numbers<'_>, pair: &Pair) -> Option<Sum> {
    let change = pair.old.min(pair.new).checked_sub(1)?;
    let mut gap = numbers.found[change].tokens.end..pair.tokens.start;
    // "… percent, to"
    if !gap.is_empty() && numbers.is_mark(gap.end - 1, &[","]) {
        gap.end -= 1;
    }
    if let Some(past) = numbers.points(change) {
        gap.start = past.min(gap.end);
    }
    if gap.len() > 5
        || numbers.breaks(gap.clone())
        || numbers.any_in(gap.clone(), &numbers.words.measured_by)
        || gap.clone().any(|at| numbers.is_mark(at, &[","]))
    {
        return None;
    }
    let way = way_before(numbers, change).or_else(|| way_of_noun(numbers, change))?;
    sum(numbers, pair, change, Some(way))
}

/// "from 10 to 15, a 50 percent increase", "…, up 50 percent", "…, or 50 percent".
fn told_behind(numbers: &Numbers<'_>, pair: &Pair) -> Option<Sum> {
    let change = pair.old.max(pair.new) + 1;
    let found = numbers.found.get(change)?;
    let words = numbers.words;
    let gap = pair.tokens.end..found.tokens.start;
    let parted = gap.clone().any(|at| numbers.is_mark(at, &PARTING));
    if gap.len() > 8
        || !parted
        || gap.clone().any(|at| numbers.is_mark(at, &[";"]))
        || numbers.any_in(gap.clone(), &words.next_clause)
    {
        return None;
    }
    if numbers.led_by(found, &words.or) {
        let part = matches!(found.quantity.unit, Unit::Percent | Unit::Fraction);
        let other = numbers.is_in(numbers.after(change), &words.part_of_other);
        return (part && !other).then(|| sum(numbers, pair, change, None))?;
    }
    let way = if numbers.led_by(found, &words.a) {
        way_of_noun(numbers, change)
    } else {
        way_before(numbers, change)
    }?;
    sum(numbers, pair, change, Some(way))
}

/// The way that the verb or noun before a number says: "rose 5", "up by 5", "an increase of 5".
fn way_before(numbers: &Numbers<'_>, number: usize) -> Option<Way> {
    let words = numbers.words;
    // "dipping below 3": a mark that was passed.
    if numbers.is_in(numbers.found[number].tokens.start, &words.passing) {
        return None;
    }
    let last = numbers.before(number)?;
    let linked = usize::from(numbers.is_in(last, &words.by_how_much));
    if let Some(way) = last.checked_sub(linked).and_then(|at| way_at(numbers, at)) {
        return Some(way);
    }
    // "rose 12 cents, or 3 percent"
    let earlier = number.checked_sub(1)?;
    let gap = numbers.between(earlier);
    (gap.len() <= 4 && numbers.is_in(last, &words.or)).then(|| way_before(numbers, earlier))?
}

/// "a 5 percent increase".
fn way_of_noun(numbers: &Numbers<'_>, number: usize) -> Option<Way> {
    let at = numbers
        .points(number)
        .unwrap_or_else(|| numbers.after(number));
    way_at(numbers, at)
}

fn way_at(numbers: &Numbers<'_>, at: usize) -> Option<Way> {
    if numbers.is_in(at, &numbers.words.rising) {
        Some(Way::Up)
    } else if numbers.is_in(at, &numbers.words.falling) {
        Some(Way::Down)
    } else {
        None
    }
}

/// What is told of a change; `None` for a way that is not told.
fn sum(numbers: &Numbers<'_>, pair: &Pair, change: usize, way: Option<Way>) -> Option<Sum> {
    let told = &numbers.found[change];
    let (old, new) = (&numbers.found[pair.old], &numbers.found[pair.new]);
    let (was, is) = (numbers.bounds(old)?, numbers.bounds(new)?);
    if was.low <= 0.0 {
        return None;
    }
    let difference = is - was;
    let percent = (is.over(was) + Bounds::around(-1.0, 0.0)) * 100.0;
    let of_percent = new.quantity.unit == Unit::Percent;
    let points = numbers.points(change).is_some() && of_percent;
    let makes = match told.quantity.unit {
        Unit::Percent => percent,
        Unit::Fraction => percent * 0.01,
        _ if points || told.quantity.comparable(&new.quantity) => difference,
        _ => return None,
    };
    let said = numbers.bounds(told)?;
    let turn = |bounds: Bounds| match way {
        Some(Way::Up) => bounds,
        Some(Way::Down) => bounds * -1.0,
        None => bounds.abs(),
    };
    // A rise of 5 per cent from 10 to 15 per cent is meant in points.
    if of_percent && told.quantity.unit == Unit::Percent && said.meets(turn(difference)) {
        return None;
    }
    let (result, makes) = (said, turn(makes));
    let (x, y) = (old.quantity.value, new.quantity.value);
    let value = match told.quantity.unit {
        Unit::Percent => (y / x - 1.0) * 100.0,
        Unit::Fraction => y / x - 1.0,
        _ => y - x,
    };
    let shown = told.quantity.exactly(round(value).abs());
    let end = numbers.points(change).unwrap_or(told.tokens.end);
    Some(Sum {
        said: told.number.start..end.max(told.tokens.end),
        made: made(&shown, points),
        sure: sure(result, makes),
        result,
        numbers: pair.tokens.clone(),
        makes,
    })
}

fn made(shown: &Quantity, points: bool) -> String {
    if points && shown.unit == Unit::Count {
        format!("{shown} points")
    } else {
        shown.to_string()
    }
}

/// To one place behind the point.
pub(super) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Numbers that miss each other by a hair were rounded twice.
pub(super) fn sure(said: Bounds, makes: Bounds) -> f64 {
    match said.apart(makes) {
        ..0.03 => 0.5,
        0.03..0.1 => 0.7,
        _ => 0.85,
    }
}

/// "fell to 15 from 10".
fn other_way(numbers: &Numbers<'_>, pair: &Pair) -> Option<Sum> {
    let verb = pair.tokens.start.checked_sub(1)?;
    // A noun ("spending cuts") or a participle may belong to something else.
    let moved = numbers.is_in(verb, &numbers.words.moved);
    let way = way_at(numbers, verb).filter(|_| moved)?;
    if numbers.any_in(0..numbers.view.tokens.len(), &numbers.words.turned) {
        return None;
    }
    let (old, new) = (&numbers.found[pair.old], &numbers.found[pair.new]);
    let makes = numbers.bounds(new)? - numbers.bounds(old)?;
    let (result, word) = match way {
        Way::Up => (
            Bounds {
                low: 0.0,
                high: f64::MAX,
            },
            "a fall",
        ),
        Way::Down => (
            Bounds {
                low: f64::MIN,
                high: 0.0,
            },
            "a rise",
        ),
    };
    Some(Sum {
        said: verb..verb + 1,
        result,
        numbers: pair.tokens.clone(),
        made: word.to_owned(),
        makes,
        sure: 0.65,
    })
}

/// "doubled from 4 to 10".
fn multiplied(numbers: &Numbers<'_>, pair: &Pair) -> Option<Sum> {
    let words = numbers.words;
    let verb = (pair.tokens.start.saturating_sub(5)..pair.tokens.start)
        .rev()
        .find(|&at| numbers.is_in(at, &words.multiplying))?;
    let between = verb + 1..pair.tokens.start;
    if numbers.breaks(between.clone())
        || numbers.any_in(between.clone(), &words.multiplied_by)
        || between.clone().any(|at| numbers.is_mark(at, &[","]))
    {
        return None;
    }
    let (list, _) = numbers
        .context
        .list_at(numbers.view, verb, &words.multiplying)?;
    let factor: f64 = numbers.context.rules.words.list_name(list).parse().ok()?;
    let hedge = verb.checked_sub(1).unwrap_or(verb);
    let (low, high) = if numbers.is_in(hedge, &words.almost) {
        (0.75, 1.05)
    } else if numbers.is_in(hedge, &words.than) {
        (0.95, 1.5)
    } else {
        (0.85, 1.2)
    };
    let result = Bounds {
        low: factor * low,
        high: factor * high,
    };
    let (was, is) = (
        numbers.bounds(&numbers.found[pair.old])?,
        numbers.bounds(&numbers.found[pair.new])?,
    );
    let makes = (was.low > 0.0).then(|| is.over(was))?;
    Some(Sum {
        said: verb..verb + 1,
        result,
        numbers: pair.tokens.clone(),
        made: format!("{} times as much", round(makes.middle())),
        makes,
        sure: sure(result, makes),
    })
}

/// "fell 39 points, or 0.5 percent, to 7,163".
fn points_and_percent(numbers: &Numbers<'_>, first: usize) -> Option<Sum> {
    let [moved, percent, new] = numbers.found.get(first..first + 3)? else {
        return None;
    };
    let fits = percent.quantity.unit == Unit::Percent
        && moved.quantity.comparable(&new.quantity)
        && matches!(new.quantity.unit, Unit::Count | Unit::Money(_));
    let or = numbers.before(first + 1)?;
    let to = numbers.before(first + 2)?;
    let (near, far) = (numbers.between(first), numbers.between(first + 1));
    let words = numbers.words;
    let other = numbers.is_in(or, &words.or) || numbers.is_mark(or, &["("]);
    let linked = other && near.len() <= 5 && near.contains(&or);
    let reached = numbers.is_in(to, &words.reaching) && far.len() <= 6 && far.contains(&to);
    let beside =
        |at: usize| numbers.is_mark(at, &[",", ")"]) || numbers.is_in(at, &words.around_the_close);
    if !fits || !linked || !reached || !far.clone().all(beside) {
        return None;
    }
    let (step, is) = (numbers.bounds(moved)?, numbers.bounds(new)?);
    let was = match way_before(numbers, first)? {
        Way::Up => is - step,
        Way::Down => is + step,
    };
    if was.low <= 0.0 {
        return None;
    }
    let makes = step.over(was) * 100.0;
    let result = numbers.bounds(percent)?;
    let shown = percent
        .quantity
        .exactly(moved.quantity.value / was.middle() * 100.0);
    Some(Sum {
        said: percent.tokens.clone(),
        result,
        numbers: moved.tokens.start..new.tokens.end,
        made: shown.to_string(),
        makes,
        sure: sure(result, makes),
    })
}
