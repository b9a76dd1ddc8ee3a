//! Times of day beside a date: "9 a.m. Tuesday", "Friday night", "this morning".

use super::TimeOfDay;
use super::expr::{Expr, Parsed};
use super::parse::Grammar;
use crate::extract::lexeme::{Cue, Lex};

impl Grammar<'_> {
    /// "9 a.m. Tuesday", "this morning", "last night", "midnight on Friday".
    pub(super) fn timed(&self, start: usize, at: usize, exact: bool) -> Option<Parsed> {
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
    pub(super) fn time_after(&self, end: usize) -> (Option<TimeOfDay>, usize) {
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
}

fn part_of_day(part: u8) -> TimeOfDay {
    match part {
        0 => TimeOfDay::Morning,
        1 => TimeOfDay::Afternoon,
        2 => TimeOfDay::Evening,
        _ => TimeOfDay::Night,
    }
}
