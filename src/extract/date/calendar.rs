//! Dates by the calendar: "Friday, Feb. 14", "14 February 2025", "2/14/2025", "the 1990s".

use super::expr::{Expr, Found, Which, YearRef};
use super::parse::Grammar;
use crate::extract::lexeme::{Cue, Lex, Period, cardinal, small_ordinal, word_year};

impl Grammar<'_> {
    /// A date that names a place in the calendar, at `at`.
    pub(super) fn calendar(&self, at: usize) -> Option<Found> {
        if let Lex::Weekday(weekday, common) = self.lex(at) {
            return self.weekday(at, weekday, common);
        }
        self.no_weekday(at).map(|(expr, end)| (expr, None, end))
    }

    fn no_weekday(&self, at: usize) -> Option<(Expr, usize)> {
        self.numeric(at)
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year_first(at))
    }

    /// Does a unit follow, so that the number before it is no year and no day?
    pub(super) fn measured(&self, at: usize) -> bool {
        let letter = self.lexemes.text(at).len() == 1 && !self.lexemes.glued(at);
        let unit = matches!(
            self.lex(at),
            Lex::Cue(Cue::Percent | Cue::Percentage | Cue::Degree) | Lex::Unit(_) | Lex::Power(..)
        );
        unit && !letter
    }

    /// "Friday", "Friday, Feb. 14", "Thursday the 21st", "Tuesday of next week".
    fn weekday(&self, at: usize, weekday: u8, common: bool) -> Option<Found> {
        let word = self.lexemes.text(at);
        if word.ends_with("days") {
            return None;
        }
        let mut end = at + 1;
        if common || word.len() <= 5 {
            end = match self.cue(end) {
                Some(Cue::Dot) if !matches!(self.lex(end + 1), Lex::End) => end + 1,
                _ => end,
            };
        }
        let mut after = self.past(end, Cue::Comma);
        let plain = !common || self.lexemes.capital(at);
        let open = self.is(after, Cue::Open) || self.is(after, Cue::Hyphen);
        after += usize::from(open);
        if let Some((expr, past)) = self.no_weekday(after)
            && matches!(expr, Expr::Day { .. })
        {
            let past = past + usize::from(open && self.is(past, Cue::Close_));
            return Some((expr, Some(weekday), past));
        }
        let the = self.past(after, Cue::The);
        // "Friday, the fourth decline in five days"
        let spoken = after == end || matches!(self.lex(the), Lex::Nth(_));
        if the > after
            && spoken
            && let Some((day, past)) = self.day_number(the, true)
        {
            let (shift, weekday) = (None, Some(weekday));
            return Some((
                Expr::DayOfMonth {
                    day,
                    shift,
                    weekday,
                },
                weekday,
                past,
            ));
        }
        if !plain {
            return None;
        }
        if common && !matches!(self.lexemes.before(at, 1), Lex::Cue(Cue::On)) {
            return None;
        }
        let of = self.past(end, Cue::Of);
        let (week, past) = match (self.cue(of), self.lex(of + 1)) {
            (Some(Cue::Last), Lex::Period(Period::Week, false)) => (Some(-1), of + 2),
            (Some(Cue::This), Lex::Period(Period::Week, false)) => (Some(0), of + 2),
            (Some(Cue::Next), Lex::Period(Period::Week, false)) => (Some(1), of + 2),
            _ => (None, end),
        };
        let end = if week.is_some() { past } else { at + 1 };
        let which = Which::Open;
        let expr = Expr::Weekday {
            weekday,
            which,
            week,
        };
        Some((expr, Some(weekday), end))
    }

    /// A day of a month in digits or as an ordinal; in words of any kind when `loose`.
    fn day_number(&self, at: usize, loose: bool) -> Option<(u8, usize)> {
        if let Lex::Digits(digits) = self.lex(at) {
            let day = digits
                .plain()
                .filter(|day| (1..=31).contains(day) && digits.whole <= 2)?;
            return Some((day as u8, at + 1));
        }
        small_ordinal(self.lexemes, at).or_else(|| {
            let words = cardinal(self.lexemes, at).filter(|_| loose)?;
            (words.value <= 31.0 && words.value >= 1.0).then_some((words.value as u8, words.end))
        })
    }

    /// Is the lexeme at `at` a month, and not a verb or a name in small letters?
    pub(super) fn month(&self, at: usize) -> Option<(u8, bool)> {
        match self.lex(at) {
            Lex::Month(month, common) => {
                let sure = !common || self.lexemes.capital(at);
                Some((month, sure))
            }
            _ => None,
        }
    }

    /// "Feb. 14, 2025", "May the eleventh", "October 1998", "June last year", "March".
    fn month_first(&self, at: usize) -> Option<(Expr, usize)> {
        let (month, sure) = self.month(at)?;
        let mut end = at + 1;
        let short = self.lexemes.text(at).len() <= 4;
        if short && self.is(end, Cue::Dot) && self.lex(end + 1) != Lex::End {
            end += 1;
        }
        let hyphen = usize::from(self.is(end, Cue::Hyphen) && self.lexemes.glued(end));
        let the = self.past(end + hyphen, Cue::The);
        let comma = self.past(end, Cue::Comma);
        // "January nineteen ninety-seven" has no 19th.
        let worded = word_year(self.lexemes, end).is_some();
        let day = self
            .day_number(the, true)
            .filter(|_| !worded)
            .or_else(|| small_ordinal(self.lexemes, comma))
            .filter(|&(_, past)| !self.too_long_day(the, past));
        if let Some((day, past)) = day {
            // "May 1998" is no day, "May 19-20" is told by the range.
            let (year, past) = self.year_after(past);
            return Some((Expr::Day { year, month, day }, past));
        }
        let (year, past) = self.year_after(end);
        if year != YearRef::Open {
            let which = Which::Open;
            return Some((Expr::Month { year, month, which }, past));
        }
        // "August 99"
        if let Lex::Digits(digits) = self.lex(end)
            && digits.whole == 2
            && let Some(short @ 32..) = digits.plain()
            && sure
        {
            let year = YearRef::Short(short as u8);
            let which = Which::Open;
            return Some((Expr::Month { year, month, which }, end + 1));
        }
        let common = matches!(self.lex(at), Lex::Month(_, true));
        if (common && !self.month_wanted(at)) || !sure || self.name_follows(at) {
            return None;
        }
        let month = Expr::Month {
            year: YearRef::Open,
            month,
            which: Which::Open,
        };
        Some((month, at + 1))
    }

    /// "May 12,000 people": what looks like a day is part of a longer number.
    fn too_long_day(&self, at: usize, past: usize) -> bool {
        let digits = matches!(self.lex(at), Lex::Digits(_));
        digits && (self.measured(past) || (self.lexemes.glued(past) && self.is(past, Cue::Percent)))
    }

    /// "April Smith": a first name, not a month.
    fn name_follows(&self, at: usize) -> bool {
        let name = matches!(self.lex(at), Lex::Month(1 | 4 | 6 | 8, _));
        let dot = self.lexemes.text(at).ends_with('.');
        // "Jan Kavan" may stand behind any preposition.
        let preposition = self.month_wanted(at) && !matches!(self.lex(at), Lex::Month(1, _));
        name && !dot
            && !preposition
            && self.lexemes.capital(at + 1)
            && matches!(self.lex(at + 1), Lex::Other)
    }

    /// Does a word stand before `at` that a month often follows?
    fn month_wanted(&self, at: usize) -> bool {
        matches!(
            self.lexemes.before(at, 1),
            Lex::Cue(
                Cue::In
                    | Cue::By
                    | Cue::Of
                    | Cue::Since
                    | Cue::From
                    | Cue::Until
                    | Cue::To
                    | Cue::During
                    | Cue::Before
                    | Cue::After
                    | Cue::Between
                    | Cue::And
                    | Cue::For
                    | Cue::Early
                    | Cue::Late
                    | Cue::Mid
                    | Cue::Last
                    | Cue::This
                    | Cue::Next
                    | Cue::Hyphen
                    | Cue::Current
                    | Cue::Past
            )
        )
    }

    /// "14 February 2025", "the 4th of July", "22 of Jan".
    fn day_first(&self, at: usize) -> Option<(Expr, usize)> {
        let number = self.past(at, Cue::The);
        let ordinal = !matches!(self.lex(number), Lex::Digits(_));
        let (day, end) = self.day_number(number, false)?;
        let hyphen = usize::from(self.is(end, Cue::Hyphen) && self.lexemes.glued(end));
        let of = self.past(end + hyphen, Cue::Of);
        if let Some((month, sure)) = self.month(of) {
            // "the fourth of may", but not "14 may be enough".
            if !(sure || (ordinal && of > end)) {
                return None;
            }
            let mut past = of + 1;
            let short = self.lexemes.text(of).len() <= 4;
            if short && self.is(past, Cue::Dot) && self.year_told(past + 1).is_some() {
                past += 1;
            }
            let hyphen = usize::from(hyphen == 1 && self.is(past, Cue::Hyphen));
            let (year, past) = self.year_after(past + hyphen);
            return Some((Expr::Day { year, month, day }, past));
        }
        // "the 20th of next month", "31st of this month"
        if (ordinal || of > end)
            && let Some((shift, past)) = self.month_shift(of)
        {
            let shift = Some(shift);
            let weekday = None;
            return Some((
                Expr::DayOfMonth {
                    day,
                    shift,
                    weekday,
                },
                past,
            ));
        }
        // "on the 27th"
        let wanted = matches!(
            self.lexemes.before(at, 1),
            Lex::Cue(Cue::On | Cue::Until | Cue::Since | Cue::Of)
        );
        let noun = matches!(
            self.lex(end),
            Lex::Other | Lex::Period(..) | Lex::Unit(_) | Lex::Country(_)
        ) || self.is(end, Cue::Hyphen)
            || self.is(end, Cue::And)
            || self.is(end, Cue::Of);
        let alone = wanted && number > at && matches!(self.lex(number), Lex::Nth(_)) && !noun;
        alone.then(|| {
            let (shift, weekday) = (None, None);
            (
                Expr::DayOfMonth {
                    day,
                    shift,
                    weekday,
                },
                end,
            )
        })
    }

    /// "next month", "this month" at `at`.
    pub(super) fn month_shift(&self, at: usize) -> Option<(i32, usize)> {
        let Lex::Period(Period::Month, false) = self.lex(at + 1) else {
            return None;
        };
        let shift = match self.cue(at)? {
            Cue::Last | Cue::Previous => -1,
            Cue::This | Cue::Current => 0,
            Cue::Next | Cue::Coming => 1,
            _ => return None,
        };
        Some((shift, at + 2))
    }
}
