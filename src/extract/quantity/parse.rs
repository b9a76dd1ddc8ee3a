//! The grammar of quantities.

use super::hedge::{Hedge, hedge, hedge_after};
use super::measure::{Measure, measure};
use super::range::{Range, join, range};
use super::{Exactness, Quantity, QuantityMention, Sentence, Unit, in_date};
use crate::extract::date::DateMention;
use crate::extract::lexeme::{Cue, Kind, Lex, Lexemes};
use crate::language::Token;

/// All quantities of one sentence in order, without those that are part of a date.
///
/// `tokens` are the sentence's tokens, spans referring to `text`; `dates` are the mentions that
/// [`super::super::date::dates`] found in the same tokens. Mentions do not overlap.
pub fn quantities(text: &str, tokens: &[Token], dates: &[DateMention]) -> Vec<QuantityMention> {
    let sentence = Sentence {
        text,
        tokens,
        dates,
    };
    let lexemes = Lexemes::new(sentence.text, sentence.tokens);
    let mut found = Vec::new();
    if !lexemes.numbers {
        return found;
    }
    let mut at = 0;
    while at < lexemes.items.len() {
        match mention(&lexemes, &sentence, at) {
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

fn mention(lexemes: &Lexemes, sentence: &Sentence, at: usize) -> Outcome {
    let lexeme = lexemes.items[at];
    let may_start = lexeme.lex.heads_number()
        || matches!(
            lexeme.lex,
            Lex::Cue(_) | Lex::Currency(_) | Lex::Country(_) | Lex::Other | Lex::Unit(_)
        );
    if !may_start || in_date(sentence.dates, lexeme.token as usize) {
        return Outcome::Skip(at + 1);
    }
    let (hedge, core) = hedge(lexemes, at);
    if hedge.is_none() && matches!(lexeme.lex, Lex::Other) && !lexemes.lex(at + 1).is_sign() {
        return Outcome::Skip(at + 1);
    }
    let dated = lexemes
        .items
        .get(core)
        .is_some_and(|lexeme| in_date(sentence.dates, lexeme.token as usize));
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

/// A word before a number that says how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hedge {
    Exact,
    About,
    Nearly,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Between,
}

/// The hedge at `at` and the index past it; `at` itself when there is none.
fn hedge(lexemes: &Lexemes, at: usize) -> (Option<Hedge>, usize) {
    use Cue as C;
    let cue = |at: usize| match lexemes.lex(at) {
        Lex::Cue(cue) => Some(cue),
        _ => None,
    };
    let (one, two, three) = (cue(at), cue(at + 1), cue(at + 2));
    let found = match (one, two, three) {
        (Some(C::No | C::Not), Some(C::More), Some(C::Than)) => (Hedge::AtMost, 3),
        (Some(C::No | C::Not), Some(C::Less), Some(C::Than)) => (Hedge::AtLeast, 3),
        (Some(C::Less), Some(C::Than), Some(C::Or)) => (Hedge::AtMost, or_equal(lexemes, at)),
        (Some(C::More), Some(C::Than), Some(C::Or)) => (Hedge::AtLeast, or_equal(lexemes, at)),
        (Some(C::Well), Some(C::Over), _) => (Hedge::MoreThan, 2),
        (Some(C::Just), Some(C::Over), _) => (Hedge::MoreThan, 2),
        (Some(C::Well), Some(C::Under), _) | (Some(C::Just), Some(C::Under), _) => {
            (Hedge::LessThan, 2)
        }
        (Some(C::At), Some(C::Least), _) => (Hedge::AtLeast, 2),
        (Some(C::At), Some(C::Most), _) => (Hedge::AtMost, 2),
        (Some(C::More), Some(C::Than), _) => (Hedge::MoreThan, 2),
        (Some(C::Less), Some(C::Than), _) => (Hedge::LessThan, 2),
        (Some(C::Up), Some(C::To), _) => (Hedge::AtMost, 2),
        (Some(C::Upward), Some(C::Of), _) => (Hedge::MoreThan, 2),
        (Some(C::In), Some(C::Excess), Some(C::Of)) => (Hedge::MoreThan, 3),
        (Some(C::As), Some(C::Many | C::Much), Some(C::As)) => (Hedge::AtMost, 3),
        (Some(C::Close), Some(C::To), _) => (Hedge::About, 2),
        (Some(C::A), Some(C::Minimum), Some(C::Of)) => (Hedge::AtLeast, 3),
        (Some(C::A), Some(C::Maximum), Some(C::Of)) => (Hedge::AtMost, 3),
        (Some(C::A), Some(C::Estimated), _) => (Hedge::About, 2),
        (Some(C::Minimum), _, _) => (Hedge::AtLeast, 1),
        (Some(C::Maximum), _, _) => (Hedge::AtMost, 1),
        (Some(C::About | C::Some | C::Estimated), _, _) => (Hedge::About, 1),
        (Some(C::Nearly), _, _) => (Hedge::Nearly, 1),
        (Some(C::Over), _, _) => (Hedge::MoreThan, 1),
        (Some(C::Under), _, _) => (Hedge::LessThan, 1),
        (Some(C::Exactly | C::Only | C::Just), _, _) => (Hedge::Exact, 1),
        (Some(C::Between), _, _) => (Hedge::Between, 1),
        _ => return (None, at),
    };
    (Some(found.0), at + found.1)
}

/// Words of "less than or equal to".
fn or_equal(lexemes: &Lexemes, at: usize) -> usize {
    match (lexemes.text(at + 3), lexemes.lex(at + 4)) {
        ("equal", Lex::Cue(Cue::To)) => 5,
        _ => 2,
    }
}

/// "or more", "or so", "-plus" behind a number.
fn hedge_after(lexemes: &Lexemes, end: usize) -> Option<(Exactness, usize)> {
    let hyphen = usize::from(lexemes.lex(end) == Lex::Cue(Cue::Hyphen));
    match (lexemes.lex(end + hyphen), lexemes.lex(end + hyphen + 1)) {
        (Lex::Cue(Cue::Plus), _) if lexemes.glued(end + hyphen) => {
            Some((Exactness::AtLeast, end + hyphen + 1))
        }
        (Lex::Cue(Cue::Or), Lex::Cue(Cue::More | Cue::Over)) => Some((Exactness::AtLeast, end + 2)),
        (Lex::Cue(Cue::Or), Lex::Cue(Cue::Less | Cue::Under)) => Some((Exactness::AtMost, end + 2)),
        (Lex::Cue(Cue::Or), Lex::Cue(Cue::So)) => Some((Exactness::About, end + 2)),
        (Lex::Cue(Cue::Or), Lex::Other) => match lexemes.text(end + 1) {
            "older" => Some((Exactness::AtLeast, end + 2)),
            "younger" => Some((Exactness::AtMost, end + 2)),
            _ => None,
        },
        _ => None,
    }
}

/// A number with its unit at `at`.
fn measure(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    if let Some(found) = money_before(lexemes, at) {
        return Some(found);
    }
    if coded(lexemes, at) {
        return None;
    }
    if let Some(found) = age(lexemes, at).or_else(|| place(lexemes, at)) {
        return Some(found);
    }
    let negative = matches!(lexemes.lex(at), Lex::Cue(Cue::Minus))
        || (lexemes.lex(at) == Lex::Cue(Cue::Hyphen)
            && lexemes.glued(at + 1)
            && !lexemes.glued(at)
            && matches!(lexemes.lex(at + 1), Lex::Digits(_)));
    let mut numeral = numeral(lexemes, at + usize::from(negative))?;
    if negative {
        numeral.value = -numeral.value;
        numeral.high = -numeral.high;
    }
    if pronoun(lexemes, at, &numeral) {
        return None;
    }
    let found = suffixed(lexemes, at, numeral);
    // "3D", "5G", "737MAX": letters glued to a bare number make it a name.
    let named = found.unit == Unit::Count
        && lexemes.glued(found.end)
        && matches!(
            lexemes.lex(found.end),
            Lex::Other | Lex::Unit(_) | Lex::Clock(_)
        )
        && lexemes
            .text(found.end)
            .starts_with(|c: char| c.is_alphanumeric());
    (!named).then_some(found)
}

/// Is the number at `at` part of a code: behind a letter, "#", or a word and a hyphen ("F-16")?
fn coded(lexemes: &Lexemes, at: usize) -> bool {
    if !lexemes.glued(at) || !matches!(lexemes.lex(at), Lex::Digits(_)) {
        return false;
    }
    let word = |at: usize| lexemes.text(at).starts_with(char::is_alphanumeric);
    match lexemes.before(at, 1) {
        Lex::Cue(Cue::Hyphen | Cue::Slash | Cue::Dot) => {
            lexemes.glued(at - 1) && at >= 2 && word(at - 2)
        }
        _ => at >= 1 && (word(at - 1) || matches!(lexemes.text(at - 1), "_" | "@" | "=" | ":")),
    }
}

/// "one" that counts nothing: "no one", "the one", "one another".
fn pronoun(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    if lexemes.lex(at) != Lex::Small(1) || numeral.end != at + 1 {
        return false;
    }
    let before = matches!(
        lexemes.before(at, 1),
        Lex::Cue(
            Cue::The
                | Cue::This
                | Cue::That
                | Cue::No
                | Cue::Per
                | Cue::Next
                | Cue::Last
                | Cue::Previous
                | Cue::Latest
                | Cue::Current
                | Cue::A
        )
    ) || (at > 0
        && matches!(
            lexemes.text(at - 1).to_ascii_lowercase().as_str(),
            "which" | "any" | "every" | "another" | "some" | "good" | "new" | "other" | "big"
        ));
    before
        || matches!(
            lexemes.text(at + 1),
            "another" | "'s" | "’s" | "day" | "way"
        )
}

/// "third", "21st", "No. 5".
fn place(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    let number_sign = matches!(lexemes.before(at, 1), Lex::Cue(Cue::No))
        && at > 0
        && lexemes.text(at - 1).ends_with('.')
        || (at > 0 && lexemes.text(at - 1) == "#");
    let (value, end) = match cardinal(lexemes, at) {
        Some(number) if number_sign => (number.value, number.end),
        // "two-thirds" and "a third of" are parts, "one second" is a time.
        _ if numeral(lexemes, at).is_some_and(|n| n.kind == Kind::Fraction) => return None,
        _ => ordinal(lexemes, at)?,
    };
    if matches!(lexemes.lex(at), Lex::Small(1) | Lex::Digits(_)) && !number_sign {
        return None;
    }
    let numeral = Numeral {
        kind: Kind::Cardinal,
        value,
        high: value,
        step: 1.0,
        end,
    };
    Some(Measure {
        numeral,
        unit: Unit::Ordinal,
        written: Written::PLAIN,
        start: at,
        end,
    })
}

/// "aged 32", "32-year-old", "Smith, 32,", "in his 30s".
fn age(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    let years = |numeral: Numeral, start: usize, end: usize| Measure {
        numeral,
        unit: Unit::Age,
        written: Written {
            scale: 1.0,
            offset: 0.0,
            name: "years",
        },
        start,
        end,
    };
    match lexemes.lex(at) {
        Lex::Cue(Cue::Aged | Cue::Age | Cue::Ages) => {
            let numeral = cardinal(lexemes, at + 1).filter(|n| n.value <= 130.0)?;
            let plain = !matches!(lexemes.lex(numeral.end), Lex::Cue(Cue::Percent));
            return plain.then(|| years(numeral, at, numeral.end));
        }
        Lex::Decade(ten @ 20..=90) if lexemes.before(at, 1) == Lex::Cue(Cue::His) => {
            let numeral = Numeral {
                kind: Kind::Vague,
                value: ten.into(),
                high: f64::from(ten + 9),
                step: 0.0,
                end: at + 1,
            };
            return Some(years(numeral, at, at + 1));
        }
        Lex::Nineties(ten @ 20..=90) if lexemes.before(at, 1) == Lex::Cue(Cue::His) => {
            let numeral = Numeral {
                kind: Kind::Vague,
                value: ten.into(),
                high: f64::from(ten + 9),
                step: 0.0,
                end: at + 1,
            };
            return Some(years(numeral, at, at + 1));
        }
        _ => {}
    }
    let numeral = cardinal(lexemes, at)?;
    let hyphen = |at: usize| at + usize::from(lexemes.lex(at) == Lex::Cue(Cue::Hyphen));
    let unit = hyphen(numeral.end);
    if let Lex::Period(period, _) = lexemes.lex(unit) {
        let old = hyphen(unit + 1);
        let end = match (lexemes.lex(old), lexemes.lex(old + 1)) {
            (Lex::Cue(Cue::Old), _) => old + 1,
            (Lex::Other, _) if matches!(lexemes.text(old), "olds" | "Old") => old + 1,
            (Lex::Cue(Cue::Of), Lex::Cue(Cue::Age)) => old + 2,
            _ => return None,
        };
        let (scale, name) = match period {
            Period::Year => (1.0, "years"),
            Period::Month => (1.0 / 12.0, "months"),
            Period::Week => (7.0 / 365.25, "weeks"),
            Period::Day => (1.0 / 365.25, "days"),
            _ => return None,
        };
        let mut found = years(numeral, at, end);
        found.written.scale = scale;
        found.written.name = name;
        return Some(found);
    }
    if matches!(lexemes.text(numeral.end), "yo" | "y/o") {
        return Some(years(numeral, at, numeral.end + 1));
    }
    apposed(lexemes, at, &numeral).then(|| years(numeral, at, numeral.end))
}

/// "Smith, 32, …": a number between commas behind a name.
fn apposed(lexemes: &Lexemes, at: usize, numeral: &Numeral) -> bool {
    let plain = matches!(lexemes.lex(at), Lex::Digits(digits) if digits.whole <= 3 && digits.decimals == 0)
        && numeral.end == at + 1
        && (1.0..=115.0).contains(&numeral.value);
    let opens = lexemes.before(at, 1) == Lex::Cue(Cue::Comma)
        && at >= 2
        && lexemes.capital(at - 2)
        && matches!(
            lexemes.lex(at - 2),
            Lex::Other | Lex::Month(_, true) | Lex::Season(..)
        )
        && lexemes.text(at - 2).len() > 1
        && lexemes.text(at - 2).chars().any(char::is_lowercase);
    if !plain || !opens {
        return false;
    }
    match lexemes.lex(numeral.end) {
        Lex::Cue(Cue::Comma | Cue::Dot | Cue::Of | Cue::From | Cue::Was | Cue::Close_)
        | Lex::End => true,
        Lex::Other => matches!(lexemes.text(numeral.end), ";" | "who" | "is"),
        // "Smith, 32 and Jones, 40"
        Lex::Cue(Cue::And) => lexemes.capital(numeral.end + 1),
        _ => false,
    }
}

impl Lex {
    /// Is this a currency?
    fn is_sign(self) -> bool {
        matches!(self, Self::Currency(_))
    }
}

/// "$5", "US$ 1.2bn", "A$3m", "EUR 125", "Rs 500".
fn money_before(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    let (currency, scale, mut number) = match (lexemes.lex(at), lexemes.lex(at + 1)) {
        (Lex::Currency(index), next) => {
            let entry = &CURRENCIES[usize::from(index)];
            let word = lexemes.text(at);
            let sign = !word.starts_with(char::is_alphabetic);
            let code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
            let short = matches!(word, "Rs" | "Rs." | "RM" | "Tk");
            if !(sign || code || short) {
                return None;
            }
            // "AUD$ 15"
            let double = code && next.is_sign() && lexemes.text(at + 1) == "$";
            (entry.currency, entry.scale, at + 1 + usize::from(double))
        }
        (Lex::Other | Lex::Country(_) | Lex::Cue(Cue::A) | Lex::Meridiem(_), next)
            if next.is_sign() && lexemes.text(at + 1) == "$" =>
        {
            let glued = lexemes.glued(at + 1);
            let code = dollar(lexemes.text(at), glued)?;
            (Currency(code), 1.0, at + 2)
        }
        _ => return None,
    };
    let negative = lexemes.lex(number) == Lex::Cue(Cue::Hyphen) && lexemes.glued(number);
    number += usize::from(negative);
    if !matches!(lexemes.lex(number), Lex::Digits(_) | Lex::Glyph(_)) {
        return None;
    }
    let mut numeral = money_numeral(lexemes, number)?;
    if negative {
        numeral.value = -numeral.value;
        numeral.high = -numeral.high;
    }
    let mut end = numeral.end;
    // "$ 10 dollars", "€5 euros"
    if matches!(lexemes.lex(end), Lex::Currency(index)
        if CURRENCIES[usize::from(index)].currency == currency
            && lexemes.text(end).len() > 3 && scale >= 1.0
            && CURRENCIES[usize::from(index)].scale >= 1.0)
    {
        end += 1;
    }
    Some(money(numeral, currency, scale, at, end))
}

fn money(numeral: Numeral, currency: Currency, scale: f64, start: usize, end: usize) -> Measure {
    Measure {
        numeral,
        unit: Unit::Money(currency),
        written: Written {
            scale: 1.0,
            ..Written::PLAIN
        },
        start,
        end,
    }
    .rescaled(scale)
}

impl Measure {
    /// Cents are shown as parts of the whole unit.
    fn rescaled(mut self, scale: f64) -> Self {
        if scale < 1.0 {
            self.numeral.value *= scale;
            self.numeral.high *= scale;
            self.numeral.step *= scale;
        }
        self
    }
}

/// A number behind a currency sign, where "m" is a million.
fn money_numeral(lexemes: &Lexemes, at: usize) -> Option<Numeral> {
    let mut numeral = numeral(lexemes, at)?;
    let hyphen = usize::from(lexemes.lex(numeral.end) == Lex::Cue(Cue::Hyphen));
    let power = match lexemes.text(numeral.end + hyphen) {
        "m" | "M" | "mm" | "MM" => 1e6,
        "b" | "B" => 1e9,
        "t" | "T" => 1e12,
        _ => return Some(numeral),
    };
    numeral.value *= power;
    numeral.high *= power;
    numeral.step *= power;
    numeral.end += 1 + hyphen;
    Some(numeral)
}

/// Whose dollar is it: the letters before "$".
fn dollar(letters: &str, glued: bool) -> Option<&'static str> {
    let code = match letters {
        "US" | "us" | "U.S." | "USD" => "USD",
        "C" | "c" | "CA" | "Ca" | "CAD" | "Can" | "cad" => "CAD",
        "A" | "AU" | "Au" | "AUD" | "aud" | "Aus" => "AUD",
        "NZ" | "nz" | "NZD" | "nzd" => "NZD",
        "HK" | "hk" | "HKD" => "HKD",
        "S" | "SG" => "SGD",
        "NT" => "TWD",
        "R" => "BRL",
        "J" => "JMD",
        "MX" | "Mex" | "mex" | "MXN" | "mxn" => "MXN",
        _ => return None,
    };
    (glued || !matches!(letters, "A" | "S" | "R" | "J")).then_some(code)
}

/// The unit behind a number, with what belongs to it.
fn suffixed(lexemes: &Lexemes, start: usize, numeral: Numeral) -> Measure {
    let plain = Measure {
        numeral,
        unit: if numeral.kind == Kind::Fraction {
            Unit::Fraction
        } else {
            Unit::Count
        },
        written: Written::PLAIN,
        start,
        end: numeral.end,
    };
    let (mut at, hyphen) = past_hyphen(lexemes, numeral.end);
    // "half a mile", "a quarter of an acre", "dozens of miles", "a couple of hours"
    if numeral.kind != Kind::Cardinal && !hyphen {
        let of = usize::from(lexemes.lex(at) == Lex::Cue(Cue::Of));
        let article = usize::from(lexemes.lex(at + of) == Lex::Cue(Cue::A));
        if of + article > 0 && numeral.kind != Kind::Fraction || article > 0 {
            at += of + article;
        }
    }
    percent(lexemes, at, &plain)
        .or_else(|| money_after(lexemes, at, &plain))
        .or_else(|| temperature(lexemes, at, &plain))
        .or_else(|| dimension(lexemes, at, &plain))
        .or_else(|| duration(lexemes, at, &plain))
        .or_else(|| people_millions(lexemes, &plain))
        .unwrap_or(plain)
}

fn past_hyphen(lexemes: &Lexemes, at: usize) -> (usize, bool) {
    let hyphen = lexemes.lex(at) == Lex::Cue(Cue::Hyphen) && lexemes.glued(at);
    (at + usize::from(hyphen), hyphen)
}

/// "1.5m people", where "m" is no metre.
fn people_millions(lexemes: &Lexemes, plain: &Measure) -> Option<Measure> {
    let end = plain.end;
    if lexemes.text(end) != "m" || !lexemes.glued(end) || !counted_next(lexemes, end + 1) {
        return None;
    }
    let mut found = *plain;
    found.numeral.value *= 1e6;
    found.numeral.high *= 1e6;
    found.numeral.step *= 1e6;
    found.end = end + 1;
    Some(found)
}

/// Does a word in the plural follow, as behind a number of people or things?
fn counted_next(lexemes: &Lexemes, at: usize) -> bool {
    let word = lexemes.text(at);
    matches!(lexemes.lex(at), Lex::Other)
        && word.starts_with(char::is_lowercase)
        && ((word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"))
            || matches!(word, "people" | "children" | "women" | "men"))
        && !matches!(word, "hurdles" | "finals" | "championships")
}

fn percent(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let mut found = *plain;
    let (unit, end) = match (lexemes.lex(at), lexemes.lex(at + 1)) {
        (Lex::Cue(Cue::Percent), Lex::Cue(Cue::Point)) => (Unit::PercentagePoint, at + 2),
        (Lex::Cue(Cue::Percent), _) if lexemes.text(at + 1) == "points" => {
            (Unit::PercentagePoint, at + 2)
        }
        (Lex::Cue(Cue::Percent), _) => (Unit::Percent, at + 1),
        (Lex::Cue(Cue::Per), _) if matches!(lexemes.text(at + 1), "cent" | "cents") => {
            if lexemes.text(at + 2).starts_with("point") {
                (Unit::PercentagePoint, at + 3)
            } else {
                (Unit::Percent, at + 2)
            }
        }
        (Lex::Cue(Cue::Percentage), next) => {
            if next == Lex::Cue(Cue::Point) || lexemes.text(at + 1) == "points" {
                (Unit::PercentagePoint, at + 2)
            } else {
                (Unit::Percent, at + 1)
            }
        }
        (Lex::Cue(Cue::Basis), _) if lexemes.text(at + 1).starts_with("point") => {
            found.written.scale = 0.01;
            found.written.name = "basis points";
            (Unit::PercentagePoint, at + 2)
        }
        _ => return None,
    };
    if unit == Unit::PercentagePoint && found.written.name.is_empty() {
        found.written.name = "percentage points";
    }
    found.unit = unit;
    found.end = end;
    Some(found)
}

/// "20 billion euros", "50 cents", "10 Swiss francs", "361 million pounds".
fn money_after(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let (country, mut word) = match lexemes.lex(at) {
        Lex::Country(index) => (Some(usize::from(index)), at + 1),
        Lex::Other if matches!(lexemes.text(at), "New" | "Hong" | "new" | "hong" | "Sri") => {
            match lexemes.lex(at + 1) {
                Lex::Country(index) => (Some(usize::from(index)), at + 2),
                _ => return None,
            }
        }
        _ => (None, at),
    };
    let code = country.map(|index| crate::extract::lexeme::country_code(index));
    let mut numeral = plain.numeral;
    let entry = match lexemes.lex(word) {
        Lex::Currency(index) => &CURRENCIES[usize::from(index)],
        Lex::Unit(POUND_UNIT) => {
            let sterling = lexemes.text(word + 1) == "sterling";
            let british = matches!(code, Some("GBP"));
            if !(sterling || british || code == Some("EGP") || numeral.value >= 1e6) {
                return None;
            }
            word += usize::from(sterling);
            let pound = Currency(code.unwrap_or("GBP"));
            return Some(money(numeral, pound, 1.0, plain.start, word + 1));
        }
        _ => return None,
    };
    let ambiguous = matches!(
        lexemes.text(word),
        "won" | "real" | "mark" | "marks" | "rand" | "sterling" | "leu" | "lei" | "dong"
    );
    if ambiguous && country.is_none() && numeral.value < 1e5 {
        return None;
    }
    let currency = match code {
        Some(code) if entry.currency.may_be(Currency(code)) => Currency(code),
        _ => entry.currency,
    };
    let mut end = word + 1;
    // "75 usd million"
    if let Lex::Power(exponent, false) = lexemes.lex(end) {
        let power = 10_f64.powi(exponent.into());
        numeral.value *= power;
        numeral.high *= power;
        numeral.step *= power;
        end += 1;
    }
    let mut found = money(numeral, currency, entry.scale, plain.start, end);
    // "3 dollars and 50 cents"
    let and = usize::from(lexemes.lex(end) == Lex::Cue(Cue::And));
    if let Some(cents) = cardinal(lexemes, end + and)
        && entry.scale >= 1.0
        && let Lex::Currency(index) = lexemes.lex(cents.end)
        && CURRENCIES[usize::from(index)].scale < 1.0
    {
        found.numeral.value += cents.value / 100.0;
        found.numeral.high = found.numeral.value;
        found.numeral.step = 0.01;
        found.end = cents.end + 1;
    }
    Some(found)
}

/// "30 degrees Celsius", "90°F", "20C".
fn temperature(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let degrees = match lexemes.lex(at) {
        Lex::Cue(Cue::Degree) => true,
        Lex::Unit(index) => UNITS[usize::from(index)].unit == Unit::Degree,
        _ => false,
    };
    let dot = usize::from(degrees && lexemes.text(at) == "deg" && lexemes.text(at + 1) == ".");
    let scale = at + usize::from(degrees) + dot;
    let scale = past_hyphen(lexemes, scale).0;
    let named = match lexemes.lex(scale) {
        Lex::Unit(index) if UNITS[usize::from(index)].unit == Unit::Temperature => {
            Some(lexemes.text(scale).starts_with(['f', 'F']))
        }
        _ => match lexemes.text(scale) {
            "C" | "c" if degrees => Some(false),
            "F" | "f" if degrees => Some(true),
            "C" | "F" if lexemes.glued(scale) && plain.numeral.step >= 0.1 => {
                let closed = !lexemes.glued(scale + 1)
                    || matches!(
                        lexemes.lex(scale + 1),
                        Lex::Cue(Cue::Dot | Cue::Comma | Cue::Close_)
                    );
                closed.then(|| lexemes.text(scale) == "F")
            }
            _ => None,
        },
    };
    let mut found = *plain;
    if let Some(fahrenheit) = named {
        found.unit = Unit::Temperature;
        found.end = scale + 1;
        found.written = if fahrenheit {
            Written {
                scale: 5.0 / 9.0,
                offset: -160.0 / 9.0,
                name: "°F",
            }
        } else {
            Written {
                scale: 1.0,
                offset: 0.0,
                name: "°C",
            }
        };
        return Some(found);
    }
    degrees.then(|| {
        found.unit = Unit::Degree;
        found.written.name = "degrees";
        found.end = at + 1 + dot;
        found
    })
}

/// One unit of measure at `at`: entry of [`UNITS`], power (square, cubic), index past it.
fn unit_at(lexemes: &Lexemes, at: usize, after_digits: bool) -> Option<(usize, i32, usize)> {
    let mut at = at;
    let power = match lexemes.lex(at) {
        Lex::Cue(Cue::Square) => 2,
        Lex::Cue(Cue::Cubic) => 3,
        _ => 1,
    };
    if power > 1 || matches!(lexemes.lex(at), Lex::Cue(Cue::Metric | Cue::Nautical)) {
        at = past_hyphen(lexemes, at + 1).0;
    }
    let Lex::Unit(index) = lexemes.lex(at) else {
        return None;
    };
    let index = usize::from(index);
    if UNITS[index].symbol && !after_digits {
        return None;
    }
    let mut end = at + 1;
    // "5 ft. 2", "10 lbs."
    if lexemes.lex(end) == Lex::Cue(Cue::Dot)
        && UNITS[index].symbol
        && lexemes.lex(end + 1) != Lex::End
    {
        end += usize::from(matches!(lexemes.lex(end + 1), Lex::Digits(_)));
    }
    Some((index, power, end))
}

/// Lengths, weights, areas, volumes, speeds and the like.
fn dimension(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let after_digits = matches!(
        lexemes.before(plain.numeral.end, 1),
        Lex::Digits(_) | Lex::Glyph(_)
    );
    let single = |at: usize| lexemes.text(at).len() == 1 && !lexemes.glued(at);
    // A lone letter must be glued to the digits, or close the phrase.
    if single(at) && matches!(lexemes.lex(at), Lex::Unit(_)) && counted_next(lexemes, at + 1) {
        return None;
    }
    if lexemes.text(at) == "m" && counted_next(lexemes, at + 1) {
        return None;
    }
    let (index, power, end) = unit_at(lexemes, at, after_digits).or_else(|| {
        let mark = match lexemes.lex(at) {
            Lex::Cue(Cue::DoubleQuote) if after_digits && lexemes.glued(at) => "inches",
            _ => return None,
        };
        let index = UNITS.iter().position(|unit| unit.name == mark)?;
        (plain.numeral.value < 100.0 && quoted_inches(lexemes, at)).then_some((index, 1, at + 1))
    })?;
    let entry = &UNITS[index];
    if entry.words.contains("cup")
        && !matches!(lexemes.lex(end), Lex::Cue(Cue::Of))
        && power == 1
        && entry.unit == Unit::Volume
        && entry.name == "cups"
        && plain.numeral.value > 8.0
    {
        return None;
    }
    let mut found = *plain;
    found.end = end;
    found.unit = match (entry.unit, power) {
        (Unit::Length, 2) => Unit::Area,
        (Unit::Length, 3) => Unit::Volume,
        (unit, 1) => unit,
        _ => return None,
    };
    found.written = Written {
        scale: entry.scale.powi(power),
        offset: 0.0,
        name: shown_name(entry.name, power),
    };
    if lexemes.before(end, 1) == Lex::Unit(index as u8)
        && lexemes.lex(at) == Lex::Cue(Cue::Nautical)
    {
        found.written.scale = 1852.0;
        found.written.name = "nautical miles";
    }
    if let Some((seconds, end)) = per_time(lexemes, end)
        && found.unit == Unit::Length
    {
        found.unit = Unit::Speed;
        found.written.scale /= seconds;
        found.written.name = match (entry.name, seconds as u32) {
            ("miles", 3600) => "mph",
            ("km", 3600) => "km/h",
            ("metres", 1) => "metres per second",
            ("feet", 1) => "feet per second",
            _ => {
                // Shown in metres per second.
                let scale = found.written.scale;
                found.numeral.value *= scale;
                found.numeral.high *= scale;
                found.numeral.step *= scale;
                found.written.scale = 1.0;
                "metres per second"
            }
        };
        found.end = end;
        return Some(found);
    }
    Some(compound(lexemes, found, index))
}

/// Does a double quote behind a number stand for inches, not for the end of a quotation?
fn quoted_inches(lexemes: &Lexemes, at: usize) -> bool {
    let opened = (0..at)
        .any(|i| matches!(lexemes.lex(i), Lex::Cue(Cue::DoubleQuote)) || lexemes.text(i) == "“");
    !opened && lexemes.text(at) != "”"
}

fn shown_name(name: &'static str, power: i32) -> &'static str {
    match (name, power) {
        ("km", 2) => "square km",
        ("metres", 2) => "square metres",
        ("miles", 2) => "square miles",
        ("feet", 2) => "square feet",
        ("yards", 2) => "square yards",
        ("inches", 2) => "square inches",
        ("metres", 3) => "cubic metres",
        ("feet", 3) => "cubic feet",
        ("yards", 3) => "cubic yards",
        ("cm", 3) => "cubic cm",
        ("km", 3) => "cubic km",
        _ => name,
    }
}

/// "per hour", "an hour", "/s" behind a length: seconds, index past it.
fn per_time(lexemes: &Lexemes, at: usize) -> Option<(f64, usize)> {
    let linked = matches!(lexemes.lex(at), Lex::Cue(Cue::Per | Cue::A | Cue::Slash));
    let hyphen = usize::from(lexemes.lex(at) == Lex::Cue(Cue::Hyphen));
    let at = if linked {
        at + 1
    } else if hyphen == 1 && matches!(lexemes.lex(at + 1), Lex::Cue(Cue::Per | Cue::A)) {
        past_hyphen(lexemes, at + 2).0
    } else {
        return None;
    };
    match lexemes.lex(at) {
        Lex::Period(Period::Hour, false) => Some((3600.0, at + 1)),
        Lex::Period(Period::Minute, false) => Some((60.0, at + 1)),
        Lex::Period(Period::Second, false) => Some((1.0, at + 1)),
        _ => match lexemes.text(at) {
            "h" | "hr" => Some((3600.0, at + 1)),
            "s" | "sec" => Some((1.0, at + 1)),
            "ms" | "millisecond" => Some((0.001, at + 1)),
            _ => None,
        },
    }
}

/// "5 feet 2 inches", "6 ft 4", "9 pounds and 3 ounces": a smaller unit of the same kind.
fn compound(lexemes: &Lexemes, first: Measure, index: usize) -> Measure {
    let and = usize::from(lexemes.lex(first.end) == Lex::Cue(Cue::And));
    let Some(second) = cardinal(lexemes, first.end + and) else {
        return first;
    };
    let entry = &UNITS[index];
    let smaller = match lexemes.lex(second.end) {
        Lex::Unit(other) => Some(&UNITS[usize::from(other)]),
        Lex::Cue(Cue::In | Cue::DoubleQuote) if entry.name == "feet" => {
            UNITS.iter().find(|unit| unit.name == "inches")
        }
        // "six feet four"
        _ if entry.name == "feet"
            && and == 0
            && second.value < 12.0
            && second.end == first.end + 1 =>
        {
            let mut found = first;
            found.numeral.value += second.value / 12.0;
            found.numeral.high = found.numeral.value;
            found.numeral.step = 1.0 / 12.0;
            found.end = second.end;
            return found;
        }
        _ => None,
    };
    match smaller {
        Some(smaller)
            if smaller.unit == entry.unit
                && smaller.scale < entry.scale
                && second.value * smaller.scale < entry.scale
                && entry.scale / smaller.scale < 40.0 =>
        {
            let mut found = first;
            let part = smaller.scale / entry.scale;
            found.numeral.value += second.value * part;
            found.numeral.high = found.numeral.value;
            found.numeral.step = part;
            found.end = second.end + 1;
            found
        }
        _ => first,
    }
}

/// Seconds of one period, and its name.
fn period_unit(period: Period) -> Option<(f64, &'static str)> {
    const DAY: f64 = 86_400.0;
    const YEAR: f64 = 365.25 * DAY;
    Some(match period {
        Period::Second => (1.0, "seconds"),
        Period::Minute => (60.0, "minutes"),
        Period::Hour => (3600.0, "hours"),
        Period::Day => (DAY, "days"),
        Period::Week => (7.0 * DAY, "weeks"),
        Period::Fortnight => (14.0 * DAY, "fortnights"),
        Period::Month => (YEAR / 12.0, "months"),
        Period::Year => (YEAR, "years"),
        Period::Decade => (10.0 * YEAR, "decades"),
        Period::Century => (100.0 * YEAR, "centuries"),
        Period::Weekend | Period::Quarter | Period::Half => return None,
    })
}

/// "three days", "a two-hour", "1 hour 30 minutes".
fn duration(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
    let Lex::Period(period, _) = lexemes.lex(at) else {
        return None;
    };
    let (scale, name) = period_unit(period)?;
    let mut found = *plain;
    found.unit = Unit::Duration;
    found.written = Written {
        scale,
        offset: 0.0,
        name,
    };
    found.end = at + 1;
    // "two and a half hours" is one number; "an hour and a half" begins with no number.
    let linked = matches!(lexemes.lex(found.end), Lex::Cue(Cue::And | Cue::Comma));
    if let Some(second) = cardinal(lexemes, found.end + usize::from(linked))
        && let Lex::Period(smaller, _) = lexemes.lex(second.end)
        && let Some((part, _)) = period_unit(smaller)
        && part < scale
        && second.value * part < scale
    {
        found.numeral.value += second.value * part / scale;
        found.numeral.high = found.numeral.value;
        found.numeral.step = part / scale;
        found.end = second.end + 1;
    }
    Some(found)
}

/// What follows the first number of a possible range.
enum Range {
    None,
    /// The second number.
    To(Measure),
    /// A score or another pair that is no quantity, up to this index.
    Score(usize),
}

/// "10 to 20", "5-7 per cent", "two or three", "between 5 and 10".
fn range(lexemes: &Lexemes, first: &Measure, between: bool, core: usize) -> Range {
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
    let counted = second.unit != Unit::Count
        || (matches!(lexemes.lex(second.end), Lex::Other)
            && lexemes.text(second.end).starts_with(char::is_lowercase))
        || first.numeral.value >= 100.0;
    match link {
        Lex::Cue(Cue::Or) if rising && near => Range::To(second),
        Lex::Cue(Cue::Or) => Range::None,
        Lex::Cue(Cue::Hyphen) if more || !(rising && counted) => {
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
fn measure_of_range(lexemes: &Lexemes, at: usize) -> Option<Measure> {
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
fn same_unit(first: &Measure, second: &Measure) -> bool {
    first.unit == second.unit || first.unit == Unit::Count || {
        // "$5 to 10 million", "aged 5 to 10"
        second.unit == Unit::Count && matches!(first.unit, Unit::Money(_) | Unit::Age)
    }
}

/// The first end of a range with the unit, and the magnitude, that the second one says.
fn join(first: Measure, second: Measure) -> Measure {
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
            apply(&mut quantity, Exactness::About);
            quantity.high = quantity.high.min(high.max(value));
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
            let slack = (quantity.value.abs() * ABOUT).max(quantity.step.min(1.0));
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
