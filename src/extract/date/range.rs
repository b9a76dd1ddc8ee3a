//! Ranges of dates: "May 5-7", "from Monday to Friday", "between 2012 and 2014".

use super::expr::{Expr, Found, Parsed, Which, YearRef};
use super::parse::Grammar;
use crate::extract::lexeme::{Cue, Lex, Period, small_ordinal};

impl Grammar<'_> {
    /// "May 5-7", "from Monday to Friday", "between 2012 and 2014", "1998-2002".
    pub(super) fn range(&self, start: usize, at: usize, exact: bool) -> Option<Parsed> {
        // "next week between Wednesday and Friday"
        let (week, at) = match self.shifted_week(at) {
            Some((week, past)) => (Some(week), past),
            None => (None, at),
        };
        let between = self.is(at, Cue::Between);
        let from = self.is(at, Cue::From);
        if week.is_some() && !(between || from) {
            return None;
        }
        let open = at + usize::from(between || from);
        let (left, left_day, end) = self.left_end(open)?;
        let link = self.past(end, Cue::Comma);
        let hyphen = self.is(link, Cue::Hyphen);
        let linked = match self.cue(link) {
            Some(Cue::And) => between,
            Some(Cue::To | Cue::Until | Cue::Hyphen) => true,
            _ => false,
        };
        if !linked {
            return None;
        }
        let tight = self.lexemes.glued(link) && self.lexemes.glued(link + 1);
        let (right, right_day, past) = self.right_end(&left, link + 1, hyphen && tight)?;
        let (left, right) = complete(left, right, left_day.zip(right_day).is_some())?;
        // "on Monday - Friday's meeting" aside, a hyphen joins two of a kind only.
        let loose = hyphen && !tight && left.rank() != right.rank();
        if loose || left == right {
            return None;
        }
        let (left, right) = in_one_week(left, right, week)?;
        let expr = Expr::Range(Box::new(left), Box::new(right));
        let mut parsed = self.close(expr, None, None, (start, past), exact);
        parsed.ends = Some([(open, end), (link + 1, past)]);
        Some(parsed)
    }

    /// "next week" before "between" or "from".
    fn shifted_week(&self, at: usize) -> Option<(i32, usize)> {
        let week = self.lex(at + 1) == Lex::Period(Period::Week, false);
        let shift = match self.cue(at)? {
            Cue::Last => -1,
            Cue::This => 0,
            Cue::Next => 1,
            _ => return None,
        };
        week.then_some((shift, at + 2))
    }

    /// The first end of a range: a date, or a bare day number that the second end completes.
    fn left_end(&self, at: usize) -> Option<Found> {
        let bare = self.bare_day(at);
        let full = self.now(at).or_else(|| self.date(at));
        match (full, bare) {
            (Some(full), Some(bare)) if full.2 <= bare.2 => Some(bare),
            (None, Some(bare)) => Some(bare),
            (full, _) => full,
        }
    }

    /// The second end of a range.
    fn right_end(&self, left: &Expr, at: usize, tight: bool) -> Option<Found> {
        if let Expr::Year(YearRef::Is(year)) = left
            && tight
            && let Lex::Digits(digits) = self.lex(at)
            && digits.whole == 2
        {
            // "2014-15"; "2014-03" is a month.
            let short = digits.plain()? as i16;
            let follows = short == (year % 100 + 1) % 100 || short > (year % 100).max(12);
            let century = year - year % 100 + if short < year % 100 { 100 } else { 0 };
            return follows.then_some((Expr::Year(YearRef::Is(century + short)), None, at + 1));
        }
        let bare = self.bare_day(at).filter(|_| left.takes_bare());
        let full = self.now(at).or_else(|| self.date(at));
        match (full, bare) {
            (Some(full), _) if full.0.is_absolute() => Some(full),
            (_, Some(bare)) => {
                // "May 5-7, 2025"
                let year = self.past(bare.2, Cue::Comma);
                let (expr, weekday, end) = bare;
                // "4 to 22 of this month"
                let month = self.past(self.past(end, Cue::Of), Cue::In);
                if let (Expr::DayOfMonth { .. }, Some((shift, past))) =
                    (left, self.month_shift(month))
                    && let Expr::DayOfMonth { day, weekday, .. } = expr
                {
                    let shift = Some(shift);
                    return Some((
                        Expr::DayOfMonth {
                            day,
                            shift,
                            weekday,
                        },
                        None,
                        past,
                    ));
                }
                match (self.year_told(year), &expr) {
                    (Some((told, past)), Expr::DayOfMonth { day, .. })
                        if matches!(left, Expr::Day { .. }) =>
                    {
                        let Expr::Day { month, .. } = left else {
                            return None;
                        };
                        let day = Expr::Day {
                            year: told,
                            month: *month,
                            day: *day,
                        };
                        Some((day, weekday, past))
                    }
                    _ => Some((expr, weekday, end)),
                }
            }
            (full, None) => full,
        }
    }

    fn now(&self, at: usize) -> Option<Found> {
        self.is(at, Cue::Now)
            .then_some((Expr::Days(0), None, at + 1))
    }

    /// A bare day of a month inside a range: "5" in "5 to 7 May".
    fn bare_day(&self, at: usize) -> Option<Found> {
        let (day, end) = match self.lex(at) {
            Lex::Digits(digits) => {
                let day = digits
                    .plain()
                    .filter(|day| (1..=31).contains(day) && digits.whole <= 2)?;
                (day as u8, at + 1)
            }
            _ => small_ordinal(self.lexemes, self.past(at, Cue::The))?,
        };
        let shift = None;
        let weekday = None;
        Some((
            Expr::DayOfMonth {
                day,
                shift,
                weekday,
            },
            None,
            end,
        ))
    }
}

/// Fills in what one end of a range leaves to the other; `weekdays` says that both ends have one.
fn complete(left: Expr, right: Expr, weekdays: bool) -> Option<(Expr, Expr)> {
    let pair = match (left, right) {
        (
            Expr::DayOfMonth {
                day: from,
                shift: None,
                ..
            },
            Expr::Day { year, month, day },
        ) => (
            Expr::Day {
                year,
                month,
                day: from,
            },
            Expr::Day { year, month, day },
        ),
        (
            Expr::Day { year, month, day },
            Expr::DayOfMonth {
                day: to,
                shift: None,
                ..
            },
        ) => (
            Expr::Day { year, month, day },
            Expr::Day {
                year,
                month,
                day: to,
            },
        ),
        (
            Expr::DayOfMonth {
                day: from,
                shift: None,
                weekday,
            },
            to @ Expr::DayOfMonth { .. },
        ) => {
            let Expr::DayOfMonth { shift, .. } = to else {
                return None;
            };
            if shift.is_none() && !weekdays {
                return None;
            }
            (
                Expr::DayOfMonth {
                    day: from,
                    shift,
                    weekday,
                },
                to,
            )
        }
        (Expr::DayOfMonth { .. }, _) | (_, Expr::DayOfMonth { .. }) => return None,
        (
            Expr::Day {
                year: YearRef::Open,
                month,
                day,
            },
            right,
        ) if right.year_told().is_some() => {
            let year = right.year_before(month)?;
            (Expr::Day { year, month, day }, right)
        }
        (
            Expr::Month {
                year: YearRef::Open,
                month,
                which,
            },
            right,
        ) if right.year_told().is_some() && right.month().is_some() => {
            let year = right.year_before(month)?;
            (Expr::Month { year, month, which }, right)
        }
        pair => pair,
    };
    Some(pair)
}

/// Two weekdays of a range as days of one week; anything else as it is.
fn in_one_week(left: Expr, right: Expr, week: Option<i32>) -> Option<(Expr, Expr)> {
    let plain = |expr: &Expr| match expr {
        Expr::Weekday {
            weekday,
            which: Which::Open,
            week: None,
        } => Some(*weekday),
        _ => None,
    };
    match (plain(&left), plain(&right)) {
        (Some(from), Some(to)) => {
            let which = Which::Open;
            let week = Some(week.unwrap_or(0));
            let day = |weekday| Expr::Weekday {
                weekday,
                which,
                week,
            };
            (from < to).then(|| (day(from), day(to)))
        }
        _ => week.is_none().then_some((left, right)),
    }
}
