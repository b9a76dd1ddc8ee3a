//! From lexemes to what a date says: where a mention begins, and what stands around it.

use std::cell::Cell;

use jiff::civil::Weekday;

use super::TimeOfDay;
use super::expr::{Expr, Found, Parsed};
use crate::extract::lexeme::{Cue, Lex, Lexemes};

/// The grammar over one sentence.
pub(super) struct Grammar<'a> {
    pub lexemes: &'a Lexemes<'a>,
    /// How deep the date that is read stands in others.
    depth: Cell<u8>,
}

/// How deep dates may stand in each other: the third week of the month of next year.
const DEPTH: u8 = 4;

impl<'a> Grammar<'a> {
    pub fn new(lexemes: &'a Lexemes<'a>) -> Self {
        Self {
            lexemes,
            depth: Cell::new(0),
        }
    }
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
        let weekday = weekday.and_then(|day| Weekday::from_monday_one_offset(day as i8).ok());
        Parsed {
            expr,
            weekday,
            time,
            exact,
            start,
            end,
            ends: None,
        }
    }

    /// A date without hedge, range or time.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        // "early in the week of the end of …": nobody nests deeper, and time must stay linear.
        if self.depth.get() >= DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let found = self.nested_date(at);
        self.depth.set(self.depth.get() - 1);
        found
    }

    fn nested_date(&self, at: usize) -> Option<Found> {
        let calendar = self.calendar(at);
        // "2016 third quarter" is more than its year.
        let whole = match &calendar {
            Some((Expr::Year(_), _, end)) => self.quarter(at).filter(|found| found.1 > *end),
            Some(_) => None,
            None => self.relative(at),
        };
        whole.map(|(expr, end)| (expr, None, end)).or(calendar)
    }
}
