//! Money: "$1.2bn", "20 billion euros", "A$5", "50 cents".

use super::measure::Measure;
use super::units::POUND_UNIT;
use super::{CURRENCIES, Currency, Unit, Written};
use crate::extract::lexeme::{Cue, Lex, Lexemes, Numeral, cardinal, country_code, numeral};

/// "$5", "US$ 1.2bn", "A$3m", "EUR 125", "Rs 500".
pub(super) fn money_before(lexemes: &Lexemes, at: usize) -> Option<Measure> {
    let (currency, scale, mut number) = match (lexemes.lex(at), lexemes.lex(at + 1)) {
        (Lex::Currency(index), next) => {
            let entry = &CURRENCIES[usize::from(index)];
            let word = lexemes.text(at);
            // "$", "US$" in one piece
            let sign = !word.starts_with(char::is_alphabetic) || word.ends_with('$');
            let code = word.len() == 3
                && (word.bytes().all(|b| b.is_ascii_uppercase())
                    || matches!(word, "usd" | "eur" | "gbp" | "rmb" | "aud" | "cad"));
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

/// A number behind a currency sign, where "m" is a million.
pub(super) fn money_numeral(lexemes: &Lexemes, at: usize) -> Option<Numeral> {
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
pub(super) fn dollar(letters: &str, glued: bool) -> Option<&'static str> {
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

/// "20 billion euros", "50 cents", "10 Swiss francs", "361 million pounds".
pub(super) fn money_after(lexemes: &Lexemes, at: usize, plain: &Measure) -> Option<Measure> {
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
    let code = country.map(country_code);
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
    // "3 $10 notes": the sign belongs to the number behind it.
    let sign = !lexemes.text(word).starts_with(char::is_alphabetic);
    if sign && matches!(lexemes.lex(word + 1), Lex::Digits(_)) && lexemes.glued(word + 1) {
        return None;
    }
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

impl Lex {
    /// Is this a currency?
    pub(super) fn is_sign(self) -> bool {
        matches!(self, Self::Currency(_))
    }
}
