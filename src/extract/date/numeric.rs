//! Dates in digits: "2025-02-14", "2/14/2025", "13.5.2015", "2016/11".

use super::expr::{Expr, Which, YearRef};
use super::parse::Grammar;
use super::year::plain_year;
use crate::extract::lexeme::{Cue, Digits, Lex};

impl Grammar<'_> {
    /// "2025-02-14", "2/14/2025", "13.5.2015", "2016/11", "on 4/22".
    pub(super) fn numeric(&self, at: usize) -> Option<(Expr, usize)> {
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
        if second.whole == 4 && whole.whole <= 2 {
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
