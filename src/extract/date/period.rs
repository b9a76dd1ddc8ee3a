//! Periods with a name or a number: quarters, seasons, fiscal years, "the first Friday of July".

use super::Part;
use super::expr::{Counted, Expr, Which, YearRef};
use super::parse::Grammar;
use super::relative::Found;
use crate::extract::lexeme::{Cue, Lex, Period, small_ordinal};

impl Grammar<'_> {
    /// "the year-ago quarter", "the year-earlier period".
    pub(super) fn year_ago(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let year = self.period(the) == Some(Period::Year) && self.is(the + 1, Cue::Hyphen);
        if !year || !matches!(self.cue(the + 2), Some(Cue::Ago | Cue::Earlier)) {
            return None;
        }
        let noun = the + 3;
        if let Some((quarter, end)) = self.quarter_name(noun) {
            let quarter = Some(quarter);
            return Some((Expr::YearAgo { quarter }, end));
        }
        let named =
            self.period(noun) == Some(Period::Quarter) || self.lexemes.text(noun) == "period";
        Some((Expr::YearAgo { quarter: None }, noun + usize::from(named)))
    }

    /// "the latest quarter", "the latest fiscal year".
    pub(super) fn latest(&self, at: usize) -> Found {
        let fiscal = self.past(at + 1, Cue::Fiscal);
        match self.period(fiscal) {
            Some(Period::Quarter) => Some((Expr::LatestQuarter, fiscal + 1)),
            Some(Period::Year) => Some((Expr::FiscalYear(YearRef::Shift(-1)), fiscal + 1)),
            _ if self.lexemes.text(at + 1) == "period" => Some((Expr::LatestQuarter, at + 2)),
            _ => None,
        }
    }

    /// "the first Friday of July", "the last week of 2015", "the third quarter of 2016".
    pub(super) fn nth(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let (number, next) = if self.is(the, Cue::Last) {
            (-1, the + 1)
        } else {
            let (number, next) = small_ordinal(self.lexemes, the)?;
            (number as i8, self.past(next, Cue::Hyphen))
        };
        if let Some(found) = self.half(next, number) {
            return Some(found);
        }
        let (of, end) = self.counted(next)?;
        let link = match self.cue(end) {
            Some(Cue::Of | Cue::In) => end + 1,
            Some(Cue::This | Cue::Last | Cue::Next | Cue::Previous) => end,
            _ => return None,
        };
        let (whole, end) = self.whole(link).or_else(|| {
            // "the last Sunday in March"
            match self.lex(link) {
                Lex::Month(month, _) => {
                    let (year, which) = (YearRef::Open, Which::Open);
                    Some((Expr::Month { year, month, which }, link + 1))
                }
                _ => None,
            }
        })?;
        let fits = match of {
            Counted::Month => matches!(
                whole,
                Expr::Year(_)
                    | Expr::Period {
                        period: Period::Year,
                        ..
                    }
            ),
            _ => matches!(
                whole,
                Expr::Month { .. } | Expr::Year(_) | Expr::Period { .. }
            ),
        };
        let whole = Box::new(whole);
        fits.then_some((Expr::Nth { number, of, whole }, end))
    }

    /// "half of 2016" behind "the first".
    fn half(&self, next: usize, number: i8) -> Found {
        if self.lex(next) != Lex::Half(false) || !matches!(number, 1 | 2) {
            return None;
        }
        let of = self.past(next + 1, Cue::Of);
        let (year, end) = self.year_of(of)?;
        let number = number as u8;
        Some((Expr::Half { number, year }, end))
    }

    /// A year in any way: "2016", "this year", "the year", "fiscal 2016".
    pub(super) fn year_of(&self, at: usize) -> Option<(YearRef, usize)> {
        let the = self.past(at, Cue::The);
        let fiscal = self.past(the, Cue::Fiscal);
        if let Some(found) = self.year_told(fiscal) {
            return Some(found);
        }
        if self.period(fiscal) == Some(Period::Year) {
            if let Some(found) = self.year_told(fiscal + 1) {
                return Some(found);
            }
            return (the > at).then_some((YearRef::Shift(0), fiscal + 1));
        }
        None
    }

    /// The name of a quarter at `at`: "third quarter", "third-quarter", "Q3".
    pub(super) fn quarter_name(&self, at: usize) -> Option<(u8, usize)> {
        let at = self.past(self.past(at, Cue::Fiscal), Cue::Hyphen);
        if let (Lex::Letter(b'q'), Lex::Digits(digits)) = (self.lex(at), self.lex(at + 1)) {
            let number = digits.plain().filter(|n| (1..=4).contains(n))?;
            let alone = |at: usize| !self.lexemes.glued(at) || !matches!(self.lex(at), Lex::Other);
            let inside = self.lexemes.glued(at)
                && self
                    .lexemes
                    .text(at.wrapping_sub(1))
                    .ends_with(char::is_alphanumeric)
                && !matches!(self.lex(at.wrapping_sub(1)), Lex::Digits(_));
            let whole = self.lexemes.glued(at + 1) && alone(at + 2) && !inside;
            return whole.then_some((number as u8, at + 2));
        }
        let (number, next) = small_ordinal(self.lexemes, at).filter(|(n, _)| *n <= 4)?;
        let next = self.past(next, Cue::Hyphen);
        let next = self.past(next, Cue::Fiscal);
        (self.period(next) == Some(Period::Quarter)).then_some((number, next + 1))
    }

    /// "the third quarter of 2016", "2016 Q3", "third-quarter", "next year's first quarter".
    pub(super) fn quarter(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        // "the 1988 third quarter", "2016 Q3", "last year's fourth quarter"
        if let Some((year, mut end)) = self.year_told(the) {
            end = self.past(end, Cue::Possessive);
            end = self.past(end, Cue::The);
            if let Some((number, past)) = self.quarter_name(end) {
                let fiscal = false;
                return Some((
                    Expr::Quarter {
                        number,
                        year,
                        fiscal,
                    },
                    past,
                ));
            }
            if let (Lex::Letter(b'h'), Lex::Digits(digits)) = (self.lex(end), self.lex(end + 1)) {
                let number = digits.plain().filter(|n| (1..=2).contains(n))? as u8;
                return Some((Expr::Half { number, year }, end + 2));
            }
            if let YearRef::Is(year) = year
                && the > at
                && (self.period(end) == Some(Period::Quarter) || self.lexemes.text(end) == "period")
            {
                return Some((Expr::SameQuarter(year), end + 1));
            }
        }
        if let (Lex::Letter(b'h'), Lex::Digits(digits)) = (self.lex(the), self.lex(the + 1))
            && self.lexemes.glued(the + 1)
        {
            let number = digits.plain().filter(|n| (1..=2).contains(n))? as u8;
            let (year, end) = self.year_told(the + 2)?;
            return Some((Expr::Half { number, year }, end));
        }
        let fiscal = self.is(the, Cue::Fiscal);
        let Some((number, end)) = self.quarter_name(the) else {
            return (the > at
                && self.period(the) == Some(Period::Quarter)
                && !self.is(the + 1, Cue::Of))
            .then_some((Expr::LatestQuarter, the + 1));
        };
        let link = self.past(self.past(end, Cue::Comma), Cue::Of);
        let link = self.past(link, Cue::In);
        match self.year_of(link) {
            Some((year, past)) if self.is(end, Cue::Of) || !self.is(end, Cue::Comma) => Some((
                Expr::Quarter {
                    number,
                    year,
                    fiscal,
                },
                past,
            )),
            _ => {
                let year = YearRef::Open;
                Some((
                    Expr::Quarter {
                        number,
                        year,
                        fiscal,
                    },
                    end,
                ))
            }
        }
    }

    /// "fiscal 1989", "the fiscal year", "the 2018-19 financial year", "FY2024".
    pub(super) fn fiscal(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let current = match self.cue(the) {
            Some(Cue::Current | Cue::This) => Some((0, the + 1)),
            Some(Cue::Last | Cue::Previous | Cue::Past) => Some((-1, the + 1)),
            Some(Cue::Next | Cue::Coming) => Some((1, the + 1)),
            _ => None,
        };
        let (shift, next) = current.unwrap_or((0, the));
        if !self.is(next, Cue::Fiscal) {
            return None;
        }
        let year = next + 1 + usize::from(self.period(next + 1) == Some(Period::Year));
        if current.is_none()
            && let Some((told @ (YearRef::Is(_) | YearRef::Short(_)), end)) = self.year_told(year)
        {
            return Some((Expr::FiscalYear(told), end));
        }
        let named = year > next + 1 && (current.is_some() || the > at);
        named.then_some((Expr::FiscalYear(YearRef::Shift(shift)), year))
    }

    /// "summer 2016", "the winter of 1994", "the summer".
    pub(super) fn season(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let Lex::Season(season, common) = self.lex(the) else {
            return None;
        };
        let of = self.past(the + 1, Cue::Of);
        if let Some((year, end)) = self.year_told(of)
            && (!matches!(year, YearRef::Short(_)) || self.is(of, Cue::Apostrophe))
        {
            let which = Which::Open;
            return Some((
                Expr::Season {
                    season,
                    year,
                    which,
                },
                end,
            ));
        }
        let preposition = matches!(
            self.lexemes.before(at, 1),
            Lex::Cue(
                Cue::In
                    | Cue::During
                    | Cue::Since
                    | Cue::By
                    | Cue::Until
                    | Cue::Of
                    | Cue::Early
                    | Cue::Late
                    | Cue::Mid
                    | Cue::Before
                    | Cue::After
                    | Cue::Hyphen
            ) | Lex::End
        );
        // "the fall of the government", "spring water"
        let word = self.lexemes.text(the + 1).starts_with(char::is_alphabetic);
        let ends = !matches!(self.lex(the + 1), Lex::Other | Lex::Cue(Cue::Of))
            || !word
            || matches!(
                self.lexemes.text(the + 1),
                "when" | "but" | "with" | "as" | "after"
            );
        let sure = ends
            && if common {
                preposition && the > at
            } else {
                preposition || the > at
            };
        let (year, which) = (YearRef::Open, Which::Open);
        sure.then_some((
            Expr::Season {
                season,
                year,
                which,
            },
            the + 1,
        ))
    }

    /// "Christmas", "Thanksgiving Day", "Christmas Eve 2014".
    pub(super) fn holiday(&self, at: usize) -> Found {
        let Lex::Holiday(index) = self.lex(at) else {
            return None;
        };
        if !self.lexemes.capital(at) {
            return None;
        }
        let (index, mut end) = match (index, self.lex(at + 1)) {
            (0, Lex::Cue(Cue::Eve)) => (10, at + 2),
            (_, Lex::Period(Period::Day, false)) => (index, at + 2),
            (0 | 3, Lex::Weekday(1, false)) if index == 3 => (13, at + 2),
            (3, Lex::Weekday(7, false)) => (3, at + 2),
            _ if matches!(self.lexemes.before(at, 1), Lex::Cue(Cue::On)) => (index, at + 1),
            _ => return None,
        };
        let mut year = YearRef::Open;
        if let Some((told, past)) = self.year_told(self.past(end, Cue::Comma)) {
            (year, end) = (told, past);
        }
        Some((Expr::Holiday { index, year }, end))
    }

    /// "the year 2000", "year-end", "the full year", "the year", "the week", "the weekend".
    pub(super) fn year_named(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let full = self.past(the, Cue::Full);
        let period = self.period(full)?;
        let end = full + 1;
        if period == Period::Year {
            if let Some((year @ YearRef::Is(_), past)) = self.year_told(end) {
                return Some((Expr::Year(year), past));
            }
            let hyphen = self.past(self.past(end, Cue::Possessive), Cue::Hyphen);
            if self.is(hyphen, Cue::End) {
                let of = Box::new(Expr::Year(YearRef::Shift(0)));
                let (part, edge) = (Part::Late, true);
                return Some((Expr::Part { part, edge, of }, hyphen + 1));
            }
            return (full > the && the > at).then_some((Expr::Year(YearRef::Shift(0)), end));
        }
        let weekend = period == Period::Weekend
            && the > at
            && matches!(
                self.lexemes.before(at, 1),
                Lex::Cue(
                    Cue::Over | Cue::During | Cue::On | Cue::At | Cue::For | Cue::Of | Cue::Since
                )
            );
        weekend.then_some((Expr::Weekend, end))
    }

    /// The first Friday, the last week, the third day of a period at `at`.
    pub(super) fn counted(&self, at: usize) -> Option<(Counted, usize)> {
        let at = self.past(at, Cue::Full);
        Some(match self.lex(at) {
            Lex::Weekday(day, false) => (Counted::Weekday(day), at + 1),
            Lex::Period(Period::Week, false) => (Counted::Week, at + 1),
            Lex::Period(Period::Day, false) => (Counted::Day, at + 1),
            Lex::Period(Period::Month, false) => (Counted::Month, at + 1),
            Lex::Period(Period::Weekend, false) => (Counted::Weekend, at + 1),
            _ => return None,
        })
    }
}
