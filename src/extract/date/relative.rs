//! Dates that count from another day: "last Tuesday", "three days ago", "early next year".

use super::Part;
use super::expr::{Expr, Which, YearRef};
use super::parse::Grammar;
use crate::extract::lexeme::{Cue, Lex, Period, Tense, small_ordinal};

/// What a relative date says, and the index past it.
pub(super) type Found = Option<(Expr, usize)>;

impl Grammar<'_> {
    /// A relative or vague date at `at`.
    pub(super) fn relative(&self, at: usize) -> Found {
        self.day_word(at)
            .or_else(|| self.offset(at))
            .or_else(|| self.part(at))
            .or_else(|| self.week_of(at))
            .or_else(|| self.nth(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.season(at))
            .or_else(|| self.holiday(at))
            .or_else(|| self.year_named(at))
            .or_else(|| self.ahead_by(at))
            .or_else(|| self.vague(at))
    }

    /// The period at `at` in the singular.
    pub(super) fn period(&self, at: usize) -> Option<Period> {
        match self.lex(at) {
            Lex::Period(period, false) => Some(period),
            _ => None,
        }
    }

    /// "yesterday", "the day before yesterday", "the day after tomorrow".
    fn day_word(&self, at: usize) -> Found {
        if let Lex::Day(days) = self.lex(at) {
            return Some((Expr::Days(days.into()), at + 1));
        }
        let the = self.past(at, Cue::The);
        if self.period(the) == Some(Period::Day)
            && let Lex::Day(days) = self.lex(the + 2)
        {
            match self.cue(the + 1) {
                Some(Cue::Before) => return Some((Expr::Days(i32::from(days) - 1), the + 3)),
                Some(Cue::After) => return Some((Expr::Days(i32::from(days) + 1), the + 3)),
                _ => {}
            }
        }
        None
    }

    /// "later yesterday", "early this week", "the end of 1990", "mid-July", "earlier this month".
    fn part(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let very = the + usize::from(self.lexemes.text(the) == "very");
        let cue = self.cue(very)?;
        let (part, edge) = match cue {
            Cue::Early => (Part::Early, false),
            Cue::Mid => (Part::Mid, false),
            Cue::Late => (Part::Late, false),
            Cue::Earlier => (Part::Before, false),
            Cue::Later => (Part::After, false),
            Cue::Start => (Part::Early, true),
            Cue::Middle => (Part::Mid, true),
            Cue::End => (Part::Late, true),
            Cue::Rest => (Part::After, true),
            _ => return None,
        };
        // "at the end of the day" is no time.
        let idiom = cue == Cue::End
            && (self.is(at.wrapping_sub(1), Cue::At) || self.is(at.wrapping_sub(2), Cue::At))
            && self.lex(very + 3) == Lex::Period(Period::Day, false);
        if idiom {
            return None;
        }
        let mut inner = very + 1;
        if edge {
            inner = self.past(inner, Cue::Of);
            if inner == very + 1 {
                return None;
            }
        } else {
            inner = self.past(inner, Cue::Hyphen);
            let link = if self.is(inner, Cue::In)
                && matches!(part, Part::Before | Part::After | Part::Early | Part::Late)
            {
                Cue::In
            } else {
                Cue::On
            };
            inner = self.past(inner, link);
        }
        let (of, end) = self.whole(inner)?;
        if of.is_day() {
            // "late yesterday", "early Tuesday": a time of that day.
            return (!edge && part != Part::Mid).then_some((of, end));
        }
        let of = Box::new(of);
        Some((Expr::Part { part, edge, of }, end))
    }

    /// The period that a part or an n-th is taken of: "1990", "the year", "this month", "July".
    pub(super) fn whole(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let of = self.past(at, Cue::Of);
        self.date(at).map(|(expr, _, end)| (expr, end)).or_else(|| {
            if the > at
                && let Some(period) = self.period(the)
                && period >= Period::Day
            {
                return Some((Expr::Period { period, shift: 0 }, the + 1));
            }
            if the > at
                && let Some((expr, _, end)) = self.date(the)
            {
                return Some((expr, end));
            }
            (of > at && !self.is(of, Cue::Of))
                .then(|| self.whole(of))
                .flatten()
        })
    }

    /// "this week", "last Tuesday", "the next month", "the same day", "the past three weeks".
    fn shifted(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let cue = self.cue(the)?;
        let mut next = the + 1;
        let mut which = match cue {
            Cue::This | Cue::Current => Which::This,
            Cue::Last | Cue::Past | Cue::Previous => Which::Last,
            Cue::Next | Cue::Coming | Cue::Following => Which::Next,
            Cue::Latest => return self.latest(the),
            Cue::That | Cue::Same if the == at || cue == Cue::Same => {
                let next = self.past(next, Cue::Same);
                let period = self.period(next).filter(|p| *p >= Period::Day)?;
                return Some((Expr::Narrative { period, shift: 0 }, next + 1));
            }
            _ => return None,
        };
        if which == Which::This {
            // "this past spring", "this coming Friday"
            match self.cue(next) {
                Some(Cue::Past | Cue::Last) => (which, next) = (Which::Last, next + 1),
                Some(Cue::Coming | Cue::Next) => (which, next) = (Which::Next, next + 1),
                Some(Cue::Current) => next += 1,
                _ => {}
            }
        }
        let shift = match which {
            Which::Last => -1,
            Which::Next => 1,
            _ => 0,
        };
        next = self.past(next, Cue::Full);
        match self.lex(next) {
            Lex::Weekday(_, false) => self.shifted_weekday(next, which),
            Lex::Month(month, common)
                if !common || self.lexemes.capital(next) || which != Which::This =>
            {
                let year = YearRef::Open;
                Some((Expr::Month { year, month, which }, next + 1))
            }
            Lex::Season(season, _) => {
                let year = YearRef::Open;
                Some((
                    Expr::Season {
                        season,
                        year,
                        which,
                    },
                    next + 1,
                ))
            }
            // "the last quarter century", "the last day-long talks"
            Lex::Period(..) if matches!(self.lex(next + 1), Lex::Period(..)) => None,
            Lex::Period(period, false) if period >= Period::Day => {
                let told = matches!(cue, Cue::Following)
                    || (matches!(cue, Cue::Next | Cue::Previous) && the > at);
                // "the past year", "the last decade": up to now.
                let up_to_now = the > at && matches!(cue, Cue::Past | Cue::Last);
                let end = next + 1;
                if up_to_now && !matches!(period, Period::Day | Period::Century) {
                    let count = 1.0;
                    let past = true;
                    return Some((
                        Expr::Span {
                            count,
                            period,
                            past,
                        },
                        end,
                    ));
                }
                if told {
                    return Some((Expr::Narrative { period, shift }, end));
                }
                if cue == Cue::Next && period == Period::Day && the == at {
                    return Some((Expr::Narrative { period, shift }, end));
                }
                if period == Period::Week
                    && let Some(found) = self.day_of_week(shift, end)
                {
                    return Some(found);
                }
                Some((Expr::Period { period, shift }, end))
            }
            _ => self.span(next, which),
        }
    }

    /// "next Tuesday", and "this Friday, June 22", where the date tells more.
    fn shifted_weekday(&self, at: usize, which: Which) -> Found {
        let Lex::Weekday(weekday, _) = self.lex(at) else {
            return None;
        };
        if let Some((expr @ Expr::Day { .. }, _, end)) = self.calendar(at) {
            return Some((expr, end));
        }
        let expr = Expr::Weekday {
            weekday,
            which,
            week: None,
        };
        Some((expr, at + 1))
    }

    /// "next week on Friday", "this week Friday", behind the week.
    fn day_of_week(&self, shift: i32, end: usize) -> Found {
        let on = self.past(end, Cue::On);
        let Lex::Weekday(weekday, false) = self.lex(on) else {
            return None;
        };
        let expr = Expr::Weekday {
            weekday,
            which: Which::Open,
            week: Some(shift),
        };
        (!self.is(on + 1, Cue::Possessive)).then_some((expr, on + 1))
    }

    /// "the past three weeks", "next few days", behind the shifting word.
    fn span(&self, at: usize, which: Which) -> Found {
        let (count, end) = self.count(at)?;
        let Lex::Period(period, _) = self.lex(end) else {
            return None;
        };
        let past = match which {
            Which::Last => true,
            Which::Next => false,
            _ => return None,
        };
        if period < Period::Day {
            return None;
        }
        Some((
            Expr::Span {
                count,
                period,
                past,
            },
            end + 1,
        ))
    }

    /// "the week of May 5", "the week after next", "the month of May".
    fn week_of(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let period = self.period(the).filter(|p| {
            matches!(
                p,
                Period::Week | Period::Weekend | Period::Month | Period::Year
            )
        })?;
        let after = the + 1;
        let link = match self.cue(after) {
            Some(Cue::Of) => after + 1,
            Some(Cue::Start | Cue::Beginning | Cue::Ended) => self.past(after + 1, Cue::On),
            Some(Cue::After) => {
                let next = self.past(after + 1, Cue::The);
                let next_one = self.is(next, Cue::Next);
                return next_one.then_some((Expr::Period { period, shift: 2 }, next + 1));
            }
            Some(Cue::Before) => {
                let last = self.past(after + 1, Cue::The);
                let last_one = self.is(last, Cue::Last);
                return last_one.then_some((Expr::Period { period, shift: -2 }, last + 1));
            }
            _ => return None,
        };
        if period == Period::Year {
            return None;
        }
        let bare = small_ordinal(self.lexemes, self.past(link, Cue::The));
        let (day, end) = match (self.date(link), bare) {
            (Some((day, _, end)), _) => (day, end),
            (None, Some((day, end))) => {
                let (shift, weekday) = (None, None);
                (
                    Expr::DayOfMonth {
                        day,
                        shift,
                        weekday,
                    },
                    end,
                )
            }
            _ => return None,
        };
        match &day {
            Expr::Month { .. } if period == Period::Month => Some((day, end)),
            _ if day.is_day() => {
                let day = Box::new(day);
                Some((Expr::Around { period, day }, end))
            }
            _ => None,
        }
    }

    /// "now", "recently", "in the future", "in recent years".
    fn vague(&self, at: usize) -> Found {
        match self.lex(at) {
            // "as soon as", "soon after": no time of its own.
            Lex::Vague(Tense::Future)
                if self.is(at.wrapping_sub(1), Cue::As)
                    || matches!(self.cue(at + 1), Some(Cue::As | Cue::After)) =>
            {
                None
            }
            Lex::Vague(tense) => Some((Expr::Vague(tense), at + 1)),
            Lex::Cue(Cue::Now) => Some((Expr::Vague(Tense::Present), at + 1)),
            Lex::Cue(Cue::Recent) => {
                let plural = matches!(self.lex(at + 1), Lex::Period(_, true));
                Some((Expr::Vague(Tense::Past), at + 1 + usize::from(plural)))
            }
            Lex::Cue(Cue::The) => match self.cue(at + 1) {
                Some(Cue::Future) if !matches!(self.lex(at + 2), Lex::Other) => {
                    Some((Expr::Vague(Tense::Future), at + 2))
                }
                Some(Cue::Past) if self.clause_ends(at + 2) => {
                    Some((Expr::Vague(Tense::Past), at + 2))
                }
                _ => None,
            },
            Lex::Cue(Cue::These) if self.lex(at + 1) == Lex::Period(Period::Day, true) => {
                Some((Expr::Vague(Tense::Present), at + 2))
            }
            _ => None,
        }
    }
}
