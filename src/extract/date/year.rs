//! Years and what is made of them: "2016", "'89", "the 1990s", "the 20th century".

use super::expr::{Expr, Which, YearRef};
use super::parse::Grammar;
use crate::extract::lexeme::{Cue, Digits, Lex, Period, small_ordinal, word_year};

impl Grammar<'_> {
    /// "the 1990s", "the '90s", "the nineties", "1970's", "the 20th century".
    pub(super) fn decade(&self, at: usize) -> Option<(Expr, usize)> {
        let the = self.past(at, Cue::The);
        let quote = usize::from(self.is(the, Cue::Apostrophe));
        let behind = |year: YearRef, end: usize| Some((Expr::Decade(year), end));
        match self.lex(the + quote) {
            Lex::Decade(year @ 1000..) => return behind(YearRef::Is(year as i16), the + 1),
            Lex::Decade(short @ ..100)
                if (the > at || quote == 1 || self.is_in(at))
                    && !(1..=3).any(|back| self.lexemes.before(at, back) == Lex::Cue(Cue::His)) =>
            {
                return behind(YearRef::Short(short as u8), the + quote + 1);
            }
            Lex::Digits(digits)
                if self.is(the + quote + 1, Cue::Possessive)
                    && self.lexemes.glued(the + quote + 1)
                    && digits.value % 10.0 == 0.0
                    && digits.decimals == 0
                    && !digits.grouped =>
            {
                let whole = digits.plain()?;
                if digits.whole == 4 && (the > at || self.is_in(at)) {
                    return behind(YearRef::Is(plain_year(digits)?), the + quote + 2);
                }
                if digits.whole == 2 && (the > at || quote == 1 || self.is_in(at)) {
                    return behind(YearRef::Short(whole as u8), the + quote + 2);
                }
            }
            Lex::Nineties(short) if the > at && self.lex(the) == Lex::Nineties(short) => {
                return behind(YearRef::Short(short), the + 1);
            }
            Lex::Small(century @ 17..=19) => {
                let past = self.past(the + 1, Cue::Hyphen);
                if let Lex::Nineties(short) = self.lex(past) {
                    let year = i16::from(century) * 100 + i16::from(short);
                    return behind(YearRef::Is(year), past + 1);
                }
            }
            Lex::Tens(20) => {
                let past = self.past(the + 1, Cue::Hyphen);
                if let Lex::Nineties(short) = self.lex(past) {
                    return behind(YearRef::Is(2000 + i16::from(short)), past + 1);
                }
            }
            Lex::Small(2) if matches!(self.lex(the + 1), Lex::Power(3, _)) => {
                let and = self.past(the + 2, Cue::And);
                if let Lex::Nineties(short) = self.lex(and) {
                    return behind(YearRef::Is(2000 + i16::from(short)), and + 1);
                }
                if self.lex(the + 1) == Lex::Power(3, true) && the > at {
                    return behind(YearRef::Is(2000), the + 2);
                }
            }
            _ => {}
        }
        let (number, end) = small_ordinal(self.lexemes, the)?;
        let end = self.past(end, Cue::Hyphen);
        (self.lex(end) == Lex::Period(Period::Century, false))
            .then(|| (Expr::Century(i16::from(number)), end + 1))
    }

    pub(super) fn is_in(&self, at: usize) -> bool {
        matches!(
            self.lexemes.before(at, 1),
            Lex::Cue(
                Cue::In
                    | Cue::Since
                    | Cue::Early
                    | Cue::Late
                    | Cue::Mid
                    | Cue::During
                    | Cue::Hyphen
            )
        )
    }

    /// "2016", "2016 November", "2016 Q3", "nineteen seventy-eight".
    pub(super) fn year_first(&self, at: usize) -> Option<(Expr, usize)> {
        let (year, end) = match self.lex(at) {
            Lex::Digits(digits) => {
                let year = plain_year(digits)?;
                if !self.year_fits(at, year) {
                    return None;
                }
                (year, at + 1)
            }
            Lex::Small(_) | Lex::Tens(_) => {
                let (year, end) = word_year(self.lexemes, at)?;
                let sure = matches!(self.lex(at), Lex::Small(11..=19)) || self.year_wanted(at);
                let counted = matches!(self.lex(end), Lex::Other | Lex::Currency(_) | Lex::Unit(_));
                if !sure || (counted && !self.year_wanted(at)) {
                    return None;
                }
                (year, end)
            }
            _ => return None,
        };
        let told = YearRef::Is(year);
        let comma = self.past(end, Cue::Comma);
        // "2016 November": the month first is the usual order, so only where no day follows.
        if let Some((month, true)) = self.month(comma)
            && !matches!(self.lex(comma + 1), Lex::Digits(_) | Lex::Nth(_))
            && (comma == end || matches!(self.lex(comma + 1), Lex::End | Lex::Cue(Cue::Dot)))
        {
            let which = Which::Open;
            let year = told;
            return Some((Expr::Month { year, month, which }, comma + 1));
        }
        Some((Expr::Year(told), end))
    }

    /// Does a word stand before `at` that a year often follows?
    pub(super) fn year_wanted(&self, at: usize) -> bool {
        matches!(
            self.lexemes.before(at, 1),
            Lex::Cue(
                Cue::In
                    | Cue::Since
                    | Cue::By
                    | Cue::Of
                    | Cue::From
                    | Cue::Until
                    | Cue::During
                    | Cue::Before
                    | Cue::After
                    | Cue::Between
                    | Cue::To
                    | Cue::And
                    | Cue::Early
                    | Cue::Mid
                    | Cue::Late
                    | Cue::Open
                    | Cue::Hyphen
                    | Cue::Fiscal
                    | Cue::For
                    | Cue::Beginning
            ) | Lex::Period(Period::Year, false)
                | Lex::Season(..)
        )
    }

    /// Is a number of four digits a year where it stands?
    pub(super) fn year_fits(&self, at: usize, year: i16) -> bool {
        let wanted = self.year_wanted(at);
        let before = self.lexemes.before(at, 1);
        let money = matches!(
            before,
            Lex::Currency(_) | Lex::Cue(Cue::Slash) | Lex::Digits(_)
        ) || (at > 0 && matches!(self.lexemes.text(at - 1), "#" | "No." | "+"));
        let coded = self.lexemes.glued(at)
            && !matches!(before, Lex::Cue(_))
            && self
                .lexemes
                .text(at.wrapping_sub(1))
                .ends_with(char::is_alphanumeric);
        let hyphen = self.is(at + 1, Cue::Hyphen)
            && self.lexemes.glued(at + 1)
            && matches!(self.lex(at + 2), Lex::Digits(digits) if digits.whole > 4 || digits.whole == 3);
        let glued = self.lexemes.glued(at + 1)
            && matches!(self.lex(at + 1), Lex::Other)
            && self.lexemes.text(at + 1).starts_with(char::is_alphanumeric);
        if money || coded || hyphen || glued || self.measured(at + 1) {
            return false;
        }
        let word = self.lexemes.text(at + 1);
        let counted = matches!(self.lex(at + 1), Lex::Other | Lex::Period(_, true))
            && word.starts_with(char::is_lowercase)
            && (word.ends_with('s') || matches!(word, "people" | "men" | "women" | "children"));
        match year {
            1900..=2099 => wanted || !counted,
            1500..=2199 => wanted && !counted,
            _ => {
                matches!(before, Lex::Cue(Cue::In | Cue::Since)) && !counted && self.year_alone(at)
            }
        }
    }

    /// Does the phrase end behind the year?
    pub(super) fn year_alone(&self, at: usize) -> bool {
        matches!(
            self.lex(at + 1),
            Lex::End | Lex::Cue(Cue::Comma | Cue::Dot | Cue::And | Cue::By | Cue::To | Cue::Close_)
        )
    }

    /// A year at `at` that is surely one when it stands behind a month.
    pub(super) fn year_told(&self, at: usize) -> Option<(YearRef, usize)> {
        match self.lex(at) {
            Lex::Digits(digits) => {
                let year = plain_year(digits)?;
                (!self.measured(at + 1)).then_some((YearRef::Is(year), at + 1))
            }
            Lex::Cue(Cue::Apostrophe) => match self.lex(at + 1) {
                Lex::Digits(digits) if digits.whole == 2 => {
                    Some((YearRef::Short(digits.plain()? as u8), at + 2))
                }
                _ => None,
            },
            Lex::Cue(Cue::Last | Cue::Past) if self.is_year(at + 1) => {
                Some((YearRef::Shift(-1), at + 2))
            }
            Lex::Cue(Cue::This) if self.is_year(at + 1) => Some((YearRef::Shift(0), at + 2)),
            Lex::Cue(Cue::Next) if self.is_year(at + 1) => Some((YearRef::Shift(1), at + 2)),
            Lex::Small(_) | Lex::Tens(_) => {
                word_year(self.lexemes, at).map(|(year, end)| (YearRef::Is(year), end))
            }
            _ => None,
        }
    }

    pub(super) fn is_year(&self, at: usize) -> bool {
        self.lex(at) == Lex::Period(Period::Year, false)
    }

    /// The year behind a month or a day, also after a comma or "of"; open when there is none.
    pub(super) fn year_after(&self, end: usize) -> (YearRef, usize) {
        let comma = self.past(end, Cue::Comma);
        let at = self.past(comma, Cue::Of);
        match self.year_told(at) {
            // "on May 5, last year's winner" is no year behind a comma.
            Some((YearRef::Shift(_), _)) if comma > end => (YearRef::Open, end),
            Some((year, past)) => (year, past),
            None => (YearRef::Open, end),
        }
    }
}

/// A run of four digits as a year from 1000 to 2199.
pub(super) fn plain_year(digits: Digits) -> Option<i16> {
    let year = digits.plain()?;
    (digits.whole == 4 && (1000..2200).contains(&year)).then_some(year as i16)
}
