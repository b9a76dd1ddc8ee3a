//! The grammar of quantities.

use super::hedge::{Hedge, hedge, hedge_after};
use super::measure::{Measure, measure};
use super::range::{Range, join, range};
use super::{Exactness, Quantity, QuantityMention, Unit, in_date};
use crate::extract::date::DateMention;
use crate::extract::lexeme::{Cue, Kind, Lex, Lexemes};
use crate::language::Token;

/// All quantities of one sentence in order, without those that are part of a date.
///
/// `tokens` are the sentence's tokens, spans referring to `text`; `dates` are the mentions that
/// [`super::super::date::dates`] found in the same tokens. Mentions do not overlap.
pub fn quantities(text: &str, tokens: &[Token], dates: &[DateMention]) -> Vec<QuantityMention> {
    quantities_in(&Lexemes::new(text, tokens), dates)
}

/// As [`quantities`], of a sentence whose lexemes are known.
pub(in crate::extract) fn quantities_in(
    lexemes: &Lexemes<'_>,
    dates: &[DateMention],
) -> Vec<QuantityMention> {
    let mut found = Vec::new();
    // "1.", "(2)": the number of a paragraph.
    if !lexemes.numbers || (lexemes.items.len() == 2 && lexemes.lex(1) == Lex::Cue(Cue::Dot)) {
        return found;
    }
    let mut at = 0;
    while at < lexemes.items.len() {
        match mention(lexemes, dates, at) {
            Outcome::Found(mention, end) => {
                found.push(*mention);
                at = end.max(at + 1);
            }
            Outcome::Skip(end) => at = end.max(at + 1),
        }
    }
    found
}

/// What was tried at one place.
enum Outcome {
    /// A mention, and the index past it.
    Found(Box<QuantityMention>, usize),
    /// Nothing up to this index.
    Skip(usize),
}

fn mention(lexemes: &Lexemes, dates: &[DateMention], at: usize) -> Outcome {
    let lexeme = lexemes.items[at];
    let may_start = lexeme.lex.heads_number()
        || matches!(
            lexeme.lex,
            Lex::Cue(_) | Lex::Currency(_) | Lex::Country(_) | Lex::Other | Lex::Unit(_)
        );
    if !may_start || in_date(dates, lexeme.token as usize) {
        return Outcome::Skip(at + 1);
    }
    let (hedge, core) = hedge(lexemes, at);
    if hedge.is_none() && matches!(lexeme.lex, Lex::Other) && !lexemes.lex(at + 1).is_sign() {
        return Outcome::Skip(at + 1);
    }
    let dated = lexemes
        .items
        .get(core)
        .is_some_and(|lexeme| in_date(dates, lexeme.token as usize));
    if dated {
        return Outcome::Skip(at + 1);
    }
    let Some(first) = measure(lexemes, core) else {
        return Outcome::Skip(skip_code(lexemes, at));
    };
    let hedge = hedge.filter(|_| !(first.unit == Unit::Duration && over_time(lexemes, at)));
    let start = if hedge.is_some() { at } else { first.start };
    let between = matches!(hedge, Some(Hedge::Between));
    let (low, last, mut end) = match range(lexemes, &first, between, core) {
        Range::To(second) => (join(first, second), second, second.end),
        Range::Score(end) => return Outcome::Skip(end),
        Range::None if between => return Outcome::Skip(at + 1),
        Range::None => (first, first, first.end),
    };
    let ranged = last.start != low.start;
    let mut quantity = build(&low, &last, ranged, hedge);
    let number_end = end;
    if let Some((exactness, past)) = hedge_after(lexemes, end)
        && hedge.is_none()
        && !ranged
    {
        apply(&mut quantity, exactness);
        end = past;
    }
    let (per, past) = per(lexemes, end, quantity.unit);
    let end = if per.is_some() { past } else { end };
    let (span, tokens) = lexemes.extent(start, end);
    let (_, number) = lexemes.extent(first.start, number_end);
    let mention = QuantityMention {
        span,
        tokens,
        number,
        quantity,
        per,
    };
    Outcome::Found(Box::new(mention), end)
}

/// Past a run of glued pieces that is no number ("F-16", "737MAX"), so that no part of it is
/// taken for one.
fn skip_code(lexemes: &Lexemes, at: usize) -> usize {
    let digits = matches!(lexemes.lex(at), Lex::Digits(_));
    let mut end = at + 1;
    while digits && lexemes.glued(end) && matches!(lexemes.lex(end), Lex::Other | Lex::Digits(_)) {
        end += 1;
    }
    end
}

/// "over 3 years" is a time that passes, not more than three.
fn over_time(lexemes: &Lexemes, at: usize) -> bool {
    lexemes.lex(at) == Lex::Cue(Cue::Over)
}

fn build(first: &Measure, last: &Measure, ranged: bool, hedge: Option<Hedge>) -> Quantity {
    let value = first.scaled(first.numeral.value);
    // The second number of "$5 to 10 million" takes its unit from the first.
    let scale = if last.unit == Unit::Count {
        first
    } else {
        last
    };
    let high = if ranged {
        scale.scaled(last.numeral.high)
    } else {
        first.scaled(first.numeral.high)
    };
    let mut quantity = Quantity {
        unit: first.unit,
        value,
        low: value.min(high),
        high: high.max(value),
        exactness: match (ranged, first.numeral.kind) {
            (true, _) => Exactness::Between,
            (_, Kind::Vague) => Exactness::Vague,
            _ => Exactness::Exactly,
        },
        step: first.numeral.step * first.written.scale,
        written: first.written,
    };
    if ranged {
        return quantity;
    }
    match hedge {
        Some(Hedge::About) => apply(&mut quantity, Exactness::About),
        Some(Hedge::Nearly) => {
            let (low, high) = (quantity.low - reach(&quantity, NEARLY), quantity.high);
            apply(&mut quantity, Exactness::About);
            (quantity.low, quantity.high) = (low, high);
        }
        Some(Hedge::AtLeast) => apply(&mut quantity, Exactness::AtLeast),
        Some(Hedge::AtMost) => apply(&mut quantity, Exactness::AtMost),
        Some(Hedge::MoreThan) => apply(&mut quantity, Exactness::MoreThan),
        Some(Hedge::LessThan) => apply(&mut quantity, Exactness::LessThan),
        Some(Hedge::Exact | Hedge::Between) | None => {}
    }
    quantity
}

/// How far "about" reaches, as a part of the value.
const ABOUT: f64 = 0.15;
/// How far below its value "nearly" reaches, as a part of it.
const NEARLY: f64 = 0.1;

/// How far a hedge reaches from a quantity: a part of its value, but at least its last digit or one.
fn reach(quantity: &Quantity, part: f64) -> f64 {
    (quantity.value.abs() * part).max(quantity.step.min(1.0))
}

/// Widens a plain quantity by a hedge.
fn apply(quantity: &mut Quantity, exactness: Exactness) {
    let whole = quantity.unit == Unit::Count && quantity.value.fract() == 0.0;
    let above = if whole && quantity.step <= 1.0 {
        1.0
    } else {
        0.0
    };
    match exactness {
        Exactness::About => {
            let slack = reach(quantity, ABOUT);
            quantity.low -= slack;
            quantity.high += slack;
        }
        Exactness::AtLeast => quantity.high = f64::INFINITY,
        Exactness::MoreThan => {
            quantity.low += above;
            quantity.high = f64::INFINITY;
        }
        Exactness::AtMost => quantity.low = floor(quantity.unit),
        Exactness::LessThan => {
            quantity.low = floor(quantity.unit);
            quantity.high -= above;
        }
        Exactness::Exactly | Exactness::Between | Exactness::Vague => {}
    }
    if quantity.exactness != Exactness::Vague {
        quantity.exactness = exactness;
    }
}

/// The least value that a unit can have.
fn floor(unit: Unit) -> f64 {
    match unit {
        Unit::Temperature | Unit::Degree | Unit::Percent | Unit::Money(_) => f64::NEG_INFINITY,
        _ => 0.0,
    }
}

/// "a share", "per barrel", "an hour" behind money or a count.
fn per(lexemes: &Lexemes, end: usize, unit: Unit) -> (Option<usize>, usize) {
    let none = (None, end);
    if !matches!(
        unit,
        Unit::Money(_) | Unit::Count | Unit::Percent | Unit::Weight | Unit::Volume
    ) {
        return none;
    }
    let hyphen = |at: usize| at + usize::from(lexemes.lex(at) == Lex::Cue(Cue::Hyphen));
    let link = hyphen(end);
    let per = match lexemes.lex(link) {
        Lex::Cue(Cue::Per) => true,
        Lex::Cue(Cue::A) => {
            matches!(unit, Unit::Money(_)) || {
                matches!(lexemes.lex(hyphen(link + 1)), Lex::Period(..))
            }
        }
        _ => return none,
    };
    let noun = hyphen(link + 1);
    let plain = matches!(
        lexemes.lex(noun),
        Lex::Other | Lex::Period(..) | Lex::Unit(_)
    ) && lexemes.text(noun).starts_with(char::is_lowercase);
    // "paid $5 a week after": a time, and so it reads either way; the rate is far more usual.
    if !per || !plain {
        return none;
    }
    let token = lexemes.items.get(noun).map(|lexeme| lexeme.token as usize);
    (token, noun + 1)
}
