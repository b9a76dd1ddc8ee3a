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
        matches!(
            self.lex(at),
            Lex::Cue(Cue::Percent | Cue::Percentage | Cue::Degree) | Lex::Unit(_) | Lex::Power(..)
        ) && !(self.lexemes.text(at).len() == 1 && !self.lexemes.glued(at))
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
        if the > after
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
        let preposition = self.month_wanted(at);
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
            let common = matches!(self.lex(of), Lex::Month(_, true));
            if !(sure || (ordinal && of > end)) || (common && !sure && !ordinal) {
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

    /// "2025-02-14", "2/14/2025", "13.5.2015", "2016/11", "on 4/22".
    fn numeric(&self, at: usize) -> Option<(Expr, usize)> {
        let first = match self.lex(at) {
            Lex::Dotted(a, b, c) => {
                let expr = triple([a.into(), b.into(), c.into()], a > 31, true)?;
                return Some((expr, at + 1));
            }
            Lex::Digits(first) => first.plain()?,
            _ => return None,
        };
        let Lex::Digits(whole) = self.lex(at) else {
            return None;
        };
        let mark = self.cue(at + 1)?;
        let tight = |at: usize| self.lexemes.glued(at) && self.lexemes.glued(at + 1);
        if !matches!(mark, Cue::Slash | Cue::Hyphen) || !tight(at + 1) {
            return None;
        }
        let more = |end: usize| {
            matches!(self.cue(end), Some(Cue::Slash | Cue::Hyphen))
                && self.lexemes.glued(end)
                && self.lexemes.glued(end + 1)
                && matches!(self.lex(end + 1), Lex::Digits(_))
        };
        // "2019-sep-1"
        if let (Lex::Month(month, _), Lex::Digits(day)) = (self.lex(at + 2), self.lex(at + 4))
            && self.cue(at + 3) == Some(mark)
            && whole.whole == 4
        {
            let day = day.plain().filter(|day| *day <= 31)? as u8;
            let year = YearRef::Is(first as i16);
            return Some((Expr::Day { year, month, day }, at + 5));
        }
        let Lex::Digits(second) = self.lex(at + 2) else {
            return None;
        };
        let (a, b) = (first, second.plain()?);
        if self.cue(at + 3) == Some(mark)
            && tight(at + 3)
            && let Lex::Digits(third) = self.lex(at + 4)
            && !more(at + 5)
        {
            let c = third
                .plain()
                .filter(|_| matches!(third.whole, 2 | 4) || whole.whole == 4)?;
            let expr = triple([a, b, c], whole.whole == 4, false)?;
            return Some((expr, at + 5));
        }
        if more(at + 3) {
            return None;
        }
        let month = |year: Digits, month: u32| {
            let year = plain_year(year).filter(|year| (1800..2200).contains(year))?;
            let month = u8::try_from(month)
                .ok()
                .filter(|month| (1..=12).contains(month))?;
            let which = Which::Open;
            let year = YearRef::Is(year);
            Some(Expr::Month { year, month, which })
        };
        // "2015-3"; "2004-05" is a season of two years.
        let season = mark == Cue::Hyphen && b == (a % 100) + 1;
        if whole.whole == 4 && second.whole <= 2 && !season {
            return month(whole, b).map(|expr| (expr, at + 3));
        }
        if second.whole == 4 && whole.whole <= 2 && mark == Cue::Slash {
            return month(second, a).map(|expr| (expr, at + 3));
        }
        let wanted = matches!(
            self.lexemes.before(at, 1),
            Lex::Cue(
                Cue::On | Cue::From | Cue::To | Cue::Until | Cue::Since | Cue::By | Cue::Between
            ) | Lex::Weekday(..)
        );
        let (month, day) = if a <= 12 { (a, b) } else { (b, a) };
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && mark == Cue::Slash;
        (wanted && fits && !self.measured(at + 3)).then_some((
            Expr::Day {
                year: YearRef::Open,
                month: month as u8,
                day: day as u8,
            },
            at + 3,
        ))
    }

    /// "the 1990s", "the '90s", "the nineties", "1970's", "the 20th century".
    fn decade(&self, at: usize) -> Option<(Expr, usize)> {
        let the = self.past(at, Cue::The);
        let quote = usize::from(self.is(the, Cue::Apostrophe));
        let behind = |year: YearRef, end: usize| Some((Expr::Decade(year), end));
        match self.lex(the + quote) {
            Lex::Decade(year @ 1000..) => return behind(YearRef::Is(year as i16), the + 1),
            Lex::Decade(short @ ..100)
                if (the > at || quote == 1 || self.is_in(at))
                    && !matches!(self.lexemes.before(at, 1), Lex::Cue(Cue::His)) =>
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

    fn is_in(&self, at: usize) -> bool {
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
    fn year_first(&self, at: usize) -> Option<(Expr, usize)> {
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
    fn year_wanted(&self, at: usize) -> bool {
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
    fn year_fits(&self, at: usize, year: i16) -> bool {
        let wanted = self.year_wanted(at);
        let before = self.lexemes.before(at, 1);
        let money = matches!(
            before,
            Lex::Currency(_) | Lex::Cue(Cue::Slash) | Lex::Digits(_)
        ) || (at > 0 && matches!(self.lexemes.text(at - 1), "#" | "No." | "+"));
        let coded = self.lexemes.glued(at) && !matches!(before, Lex::Cue(_));
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
    fn year_alone(&self, at: usize) -> bool {
        matches!(
            self.lex(at + 1),
            Lex::End | Lex::Cue(Cue::Comma | Cue::Dot | Cue::And | Cue::By | Cue::To | Cue::Close_)
        )
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

/// A run of four digits as a year from 1000 to 2199.
fn plain_year(digits: Digits) -> Option<i16> {
    let year = digits.plain()?;
    (digits.whole == 4 && (1000..2200).contains(&year)).then_some(year as i16)
}

/// Three numbers as a date: year first when `year_first`, else the American order unless the
/// numbers or the dots between them say otherwise.
fn triple(parts: [u32; 3], year_first: bool, dots: bool) -> Option<Expr> {
    let [a, b, c] = parts;
    let (year, month, day) = if year_first {
        (a, b, c)
    } else if (dots && b <= 12) || a > 12 {
        (c, b, a)
    } else {
        (c, a, b)
    };
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    let year = match year {
        0..100 => YearRef::Short(year as u8),
        1000..2200 => YearRef::Is(year as i16),
        _ => return None,
    };
    fits.then_some(Expr::Day {
        year,
        month: month as u8,
        day: day as u8,
    })
}
