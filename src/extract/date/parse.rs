//! From lexemes to what a date says: where a mention begins, and what stands around it.

use jiff::civil::Weekday;

use super::TimeOfDay;
use super::expr::{Expr, Found, Parsed};
use crate::extract::lexeme::{Cue, Lex, Lexemes, Tense};

/// The grammar over one sentence.
pub(super) struct Grammar<'a> {
    pub lexemes: &'a Lexemes<'a>,
}

impl Grammar<'_> {
    pub(super) fn lex(&self, at: usize) -> Lex {
        self.lexemes.lex(at)
    }

    pub(super) fn cue(&self, at: usize) -> Option<Cue> {
        match self.lexemes.lex(at) {
            Lex::Cue(cue) => Some(cue),
            _ => None,
        }
    }

    pub(super) fn is(&self, at: usize, cue: Cue) -> bool {
        self.cue(at) == Some(cue)
    }

    /// `at` behind `cue` if it stands there, else `at`.
    pub(super) fn past(&self, at: usize, cue: Cue) -> usize {
        at + usize::from(self.is(at, cue))
    }

    /// The date mention that begins exactly at `at`.
    pub fn mention(&self, at: usize) -> Option<Parsed> {
        if !self.may_start(at) {
            return None;
        }
        let (exact, core) = self.hedge(at);
        if let Some(parsed) = self.timed(at, core, exact) {
            return Some(parsed);
        }
        if let Some(parsed) = self.range(at, core, exact) {
            return Some(parsed);
        }
        let (expr, weekday, end) = self.date(core)?;
        Some(self.close(expr, weekday, None, (at, end), exact))
    }

    /// A quick look: can a date begin with this lexeme?
    fn may_start(&self, at: usize) -> bool {
        match self.lex(at) {
            Lex::Other
            | Lex::End
            | Lex::Unit(_)
            | Lex::Currency(_)
            | Lex::Country(_)
            | Lex::Hundred(_)
            | Lex::Power(..)
            | Lex::Dozen(_)
            | Lex::Scores
            | Lex::Ahead => false,
            Lex::Cue(cue) => !matches!(
                cue,
                Cue::Comma | Cue::Dot | Cue::Of | Cue::And | Cue::To | Cue::On | Cue::At | Cue::By
            ),
            _ => true,
        }
    }

    fn hedge(&self, at: usize) -> (bool, usize) {
        match (self.cue(at), self.cue(at + 1)) {
            (Some(Cue::About | Cue::Nearly), _) => (false, at + 1),
            (Some(Cue::More | Cue::Less), Some(Cue::Than)) => (false, at + 2),
            (Some(Cue::Over), _)
                if matches!(self.lex(at + 1), Lex::Small(_) | Lex::Cue(Cue::A)) =>
            {
                (false, at + 1)
            }
            _ => (true, at),
        }
    }

    pub(super) fn close(
        &self,
        expr: Expr,
        weekday: Option<u8>,
        time: Option<TimeOfDay>,
        (start, end): (usize, usize),
        exact: bool,
    ) -> Parsed {
        let (time, end) = match time {
            Some(time) => (Some(time), end),
            None if expr.is_day() => self.time_after(end),
            None => (None, end),
        };
        let weekday = weekday.or(expr.weekday());
        Parsed {
            expr,
            weekday: weekday.and_then(|day| Weekday::from_monday_one_offset(day as i8).ok()),
            time,
            exact,
            start,
            end,
            ends: None,
        }
    }

    /// "9 a.m. Tuesday", "this morning", "last night", "midnight on Friday".
    fn timed(&self, start: usize, at: usize, exact: bool) -> Option<Parsed> {
        if let Some((minutes, end)) = self.clock(at) {
            let mut date = end;
            // A time zone ("EST"), "on".
            if self.lexemes.text(date).len() <= 4
                && self
                    .lexemes
                    .text(date)
                    .bytes()
                    .all(|b| b.is_ascii_uppercase())
            {
                date += usize::from(self.lex(date) == Lex::Other);
            }
            date = self.past(date, Cue::Comma);
            date = self.past(date, Cue::On);
            let (expr, weekday, end) = self.date(date).filter(|found| found.0.is_day())?;
            let time = Some(TimeOfDay::Clock(minutes));
            return Some(self.close(expr, weekday, time, (start, end), exact));
        }
        let part = |at: usize| match self.lex(at) {
            Lex::DayPart(part) => Some(part_of_day(part)),
            _ => None,
        };
        let (days, time, end) = match (self.lex(at), self.lex(at + 1)) {
            (Lex::Tonight, _) => (0, TimeOfDay::Night, at + 1),
            (Lex::Cue(Cue::This), Lex::DayPart(_)) => (0, part(at + 1)?, at + 2),
            (Lex::Cue(Cue::Last), Lex::DayPart(3)) => (-1, TimeOfDay::Night, at + 2),
            (Lex::Cue(Cue::Early | Cue::Late), Lex::Cue(Cue::This)) => (0, part(at + 2)?, at + 3),
            (Lex::DayPart(_), _) if self.cue(at + 1) == Some(Cue::Of) => {
                let (expr, weekday, end) = self.date(at + 2).filter(|found| found.0.is_day())?;
                return Some(self.close(expr, weekday, part(at), (start, end), exact));
            }
            _ => return None,
        };
        Some(self.close(Expr::Days(days), None, Some(time), (start, end), exact))
    }

    /// "night", "at 9 a.m." behind a day.
    fn time_after(&self, end: usize) -> (Option<TimeOfDay>, usize) {
        if let Lex::DayPart(part) = self.lex(end) {
            return (Some(part_of_day(part)), end + 1);
        }
        let early = matches!(self.cue(end), Some(Cue::Early | Cue::Late));
        if early && let Lex::DayPart(part) = self.lex(end + 1) {
            return (Some(part_of_day(part)), end + 2);
        }
        let at = self.past(self.past(end, Cue::Comma), Cue::At);
        match self.clock(at) {
            Some((minutes, past)) if at > end || self.lex(at + 1) != Lex::Cue(Cue::Hyphen) => {
                (Some(TimeOfDay::Clock(minutes)), past)
            }
            _ => (None, end),
        }
    }

    /// A time by the clock: minutes after midnight, index past it.
    fn clock(&self, at: usize) -> Option<(u16, usize)> {
        let (minutes, end) = match self.lex(at) {
            Lex::Noon(hour) => return Some((u16::from(hour) * 60, at + 1)),
            Lex::Clock(minutes) => (minutes, at + 1),
            Lex::Digits(digits) => {
                let Lex::Meridiem(_) = self.lex(at + 1) else {
                    return None;
                };
                (
                    digits.plain().filter(|h| (1..=12).contains(h))? as u16 * 60,
                    at + 1,
                )
            }
            _ => return None,
        };
        match self.lex(end) {
            Lex::Meridiem(pm) if minutes < 13 * 60 => {
                let base = minutes % (12 * 60);
                Some((base + if pm { 12 * 60 } else { 0 }, end + 1))
            }
            _ if minutes < 24 * 60 && matches!(self.lex(at), Lex::Clock(_)) => Some((minutes, end)),
            _ => None,
        }
    }

    /// "May 5-7", "from Monday to Friday", "between 2012 and 2014", "1998-2002".
    fn range(&self, at: usize) -> Option<Found> {
        let between = self.is(at, Cue::Between);
        let from = self.is(at, Cue::From);
        let open = at + usize::from(between || from);
        if !(between || from) && self.cue(at).is_some_and(|cue| cue == Cue::Since) {
            return None;
        }
        let (left, left_day, end) = self.left_end(open)?;
        let link = self.past(end, Cue::Comma);
        let linked = match self.cue(link) {
            Some(Cue::And) => between,
            Some(Cue::To | Cue::Until) => true,
            Some(Cue::Hyphen) => true,
            _ => return None,
        };
        if !linked {
            return None;
        }
        let hyphen = self.is(link, Cue::Hyphen);
        let tight = self.lexemes.glued(link) && self.lexemes.glued(link + 1);
        let right_at = self.past(link + 1, Cue::The);
        let right_at = if matches!(self.lex(right_at), Lex::Nth(_) | Lex::Ordinal(_)) {
            right_at
        } else {
            link + 1
        };
        let (right, right_day, past) = self.right_end(&left, right_at, hyphen && tight)?;
        let (left, right) = complete(left, right)?;
        // "on Monday - Friday's meeting" aside, a hyphen joins two of a kind only.
        let loose = hyphen && !tight && left.rank() != right.rank();
        let days = matches!(
            (&left, &right),
            (Expr::Weekday { .. }, Expr::Weekday { .. })
        );
        if loose || (left == right && !days) {
            return None;
        }
        // The weekdays of both ends go by their order.
        let expr = if days {
            let (left, right) = (left_day?, right_day?);
            let whole = |weekday| {
                Box::new(Expr::Nth {
                    number: 1,
                    of: Counted::Weekday(weekday),
                    whole: Box::new(Expr::Period {
                        period: Period::Week,
                        shift: 0,
                    }),
                })
            };
            if left >= right {
                return None;
            }
            Expr::Range(whole(left), whole(right))
        } else {
            Expr::Range(Box::new(left), Box::new(right))
        };
        Some((expr, None, past))
    }

    /// The first end of a range: a date, or a bare day number that the second end completes.
    fn left_end(&self, at: usize) -> Option<Found> {
        let bare = self.bare_day(at);
        let full = self.date(at).or_else(|| self.now(at));
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
        let bare = self
            .bare_day(at)
            .filter(|_| matches!(left, Expr::Day { .. }));
        let full = self.date(at).or_else(|| self.now(at));
        match (full, bare) {
            (Some(full), _) if full.0.is_absolute() => Some(full),
            (_, Some(bare)) => {
                // "May 5-7, 2025"
                let year = self.past(bare.2, Cue::Comma);
                let (expr, weekday, end) = bare;
                match (self.year_told(year), &expr) {
                    (Some((told, past)), Expr::DayOfMonth { day, .. }) => {
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
        Some((Expr::DayOfMonth { day, shift: None }, None, end))
    }

    /// A date without hedge, range or time.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        let calendar = self.calendar(at);
        // "2016 third quarter" is more than its year.
        let whole = match &calendar {
            Some((Expr::Year(_), _, end)) => self.quarter(at).filter(|found| found.1 > *end),
            Some(_) => None,
            None => self.relative(at),
        };
        whole.map(|(expr, end)| (expr, None, end)).or(calendar)
    }

    /// Does the sentence speak of what lies ahead, where the mention at `start` stands?
    pub fn ahead(&self, start: usize) -> bool {
        // "until Tuesday", "by May 5", "as soon as Friday"
        let limit = matches!(self.cue(start.wrapping_sub(1)), Some(Cue::Until | Cue::By))
            || (self.is(start.wrapping_sub(1), Cue::As)
                && self.lex(start.wrapping_sub(2)) == Lex::Vague(Tense::Future));
        if limit {
            return true;
        }
        let before = start.saturating_sub(14);
        for at in (before..start).rev() {
            match self.lex(at) {
                Lex::Ahead | Lex::Cue(Cue::Will) => return true,
                Lex::Other => {
                    let word = self.lexemes.text(at);
                    if past_verb(word) {
                        return false;
                    }
                    if matches!(word, "would" | ";" | "\u{201d}") {
                        return word == "would";
                    }
                }
                Lex::Cue(Cue::Was) => return false,
                _ => {}
            }
        }
        start <= 3
            && (start..start + 14)
                .take_while(|&at| self.lex(at) != Lex::End)
                .find_map(|at| match self.lex(at) {
                    Lex::Cue(Cue::Will) => Some(true),
                    Lex::Other if past_verb(self.lexemes.text(at)) => Some(false),
                    _ => None,
                })
                .unwrap_or(false)
    }
}

/// Is this the past tense of a verb, as far as its shape tells?
fn past_verb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ed"))
        || matches!(
            word,
            "said"
                | "told"
                | "had"
                | "did"
                | "came"
                | "went"
                | "rose"
                | "fell"
                | "held"
                | "met"
                | "took"
                | "made"
                | "began"
                | "won"
                | "lost"
                | "left"
                | "got"
                | "saw"
                | "shot"
                | "died"
                | "hit"
                | "led"
                | "found"
                | "gave"
                | "sent"
                | "wrote"
                | "spoke"
        )
}
