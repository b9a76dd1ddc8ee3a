//! Ranges: "10 to 20", "between $5 and $10", "two or three".

use super::Unit;
use super::age::age;
use super::measure::{Measure, suffixed};
use super::money::money_before;
use crate::extract::lexeme::{Cue, Kind, Lex, Lexemes, numeral};

/// What follows the first number of a possible range.
pub(super) enum Range {
    None,
    /// The second number.
    To(Measure),
    /// A score or another pair that is no quantity, up to this index.
    Score(usize),
}

/// "10 to 20", "5-7 per cent", "two or three", "between 5 and 10".
pub(super) fn range(lexemes: &Lexemes, first: &Measure, between: bool, core: usize) -> Range {
    if first.unit == Unit::Ordinal || first.numeral.kind != Kind::Cardinal {
        return Range::None;
    }
    let link = lexemes.lex(first.end);
    let hyphen = link == Lex::Cue(Cue::Hyphen);
    let tight = hyphen && lexemes.glued(first.end) && lexemes.glued(first.end + 1);
    let fits = match link {
        Lex::Cue(Cue::And) => between,
        Lex::Cue(Cue::To) => lexemes.before(core, 1) != Lex::Cue(Cue::From),
        Lex::Cue(Cue::Or) => first.numeral.step <= 1.0,
        Lex::Cue(Cue::Hyphen) => true,
        _ => false,
    };
    if !fits {
        return Range::None;
    }
    let digits = matches!(lexemes.lex(first.end + 1), Lex::Digits(_));
    let second = measure_of_range(lexemes, first.end + 1);
    let Some(second) = second.filter(|second| same_unit(first, second)) else {
        // "555-1234", "21-14-3"
        return if tight && digits && first.unit == Unit::Count {
            Range::Score(first.end + 2)
        } else {
            Range::None
        };
    };
    let (low, high) = (join(*first, second), second);
    let rising = low.scaled(low.numeral.value) < high.scaled(high.numeral.value);
    let near = high.numeral.value <= low.numeral.value * 2.0 + 1.0;
    let more = hyphen
        && lexemes.lex(second.end) == Lex::Cue(Cue::Hyphen)
        && matches!(lexemes.lex(second.end + 1), Lex::Digits(_));
    // "555-1234" is a telephone number.
    let phone = tight
        && {
            let digits = |at: usize, len: u8| matches!(lexemes.lex(at), Lex::Digits(d) if d.whole == len && !d.grouped);
            digits(core, 3) && digits(first.end + 1, 4)
        };
    let counted = second.unit != Unit::Count
        || (matches!(lexemes.lex(second.end), Lex::Other)
            && lexemes.text(second.end).starts_with(char::is_lowercase))
        || first.numeral.value >= 100.0;
    match link {
        Lex::Cue(Cue::Or) if rising && near => Range::To(second),
        Lex::Cue(Cue::Or) => Range::None,
        Lex::Cue(Cue::Hyphen) if more || phone || !(rising && counted) => {
            if first.unit == Unit::Count && second.unit == Unit::Count {
                Range::Score(second.end)
            } else {
                Range::None
            }
        }
        _ if rising && !more => Range::To(second),
        _ => Range::None,
    }
}

/// The second number of a range; a hyphen before it makes no code of it.
pub(super) fn measure_of_range(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    money_before(lexemes, at).or_else(|| {
        let numeral = numeral(lexemes, at).filter(|n| n.kind == Kind::Cardinal)?;
        if matches!(
            lexemes.before(at, 1),
            Lex::Cue(Cue::Or | Cue::And | Cue::To)
        ) || !matches!(lexemes.lex(at), Lex::Cue(_))
        {
            age(lexemes, at)
                .filter(|age| age.start == at && age.end > numeral.end)
                .or_else(|| Some(suffixed(lexemes, at, numeral)))
        } else {
            None
        }
    })
}

/// Do the two ends of a range measure the same, or does one lack its unit?
pub(super) fn same_unit(first: &Measure, second: &Measure) -> bool {
    first.unit == second.unit || first.unit == Unit::Count || {
        // "$5 to 10 million", "aged 5 to 10"
        second.unit == Unit::Count && matches!(first.unit, Unit::Money(_) | Unit::Age)
    }
}

/// The first end of a range with the unit, and the magnitude, that the second one says.
pub(super) fn join(first: Measure, second: Measure) -> Measure {
    let mut joined = first;
    if first.unit == Unit::Count {
        joined.unit = second.unit;
        joined.written = second.written;
    }
    // "5 to 10 million"
    let power = if second.numeral.value >= 1e6 {
        1e6
    } else {
        1e3
    };
    if second.numeral.value >= power * first.numeral.value && first.numeral.value < 1000.0 {
        for power in [1e12, 1e9, 1e6, 1e3] {
            if second.numeral.value >= power {
                joined.numeral.value *= power;
                joined.numeral.high *= power;
                joined.numeral.step *= power;
                break;
            }
        }
    }
    joined
}
