//! Dates so long before or after another: "three days ago", "a month later", "within two weeks".

use super::expr::{Base, Expr};
use super::parse::Grammar;
use super::relative::Found;
use crate::extract::lexeme::{Cue, Lex, Period, numeral};

impl Grammar<'_> {
    /// How many: "three", "a", "several", "a few", "two and a half".
    pub(super) fn count(&self, at: usize) -> Option<(f64, usize)> {
        let Some(number) = numeral(self.lexemes, at) else {
            return match self.cue(at)? {
                Cue::A => Some((1.0, at + 1)),
                Cue::Few => Some((3.0, at + 1)),
                _ => None,
            };
        };
        let couple = self.is(at, Cue::Couple) || self.is(at + 1, Cue::Couple);
        let vague = number.high > number.value && !couple;
        // "a few" is three in the usual reading.
        let count = number.value.max(if vague { 3.0 } else { 0.0 });
        Some((count, self.past(number.end, Cue::Of)))
    }

    /// "three days ago", "a year earlier", "two weeks from now", "a month and a day later".
    pub(super) fn offset(&self, at: usize) -> Found {
        if let Some(found) = self.year_ago(at) {
            return Some(found);
        }
        let (mut count, mut end) = self.count(at)?;
        let hyphen = self.past(end, Cue::Hyphen);
        let business = usize::from(self.is(hyphen, Cue::Business));
        let Lex::Period(period, _) = self.lex(hyphen + business) else {
            return self.weekdays_on(count, end);
        };
        end = hyphen + business + 1;
        // "a year and a half ago", "a year or two ago", "2 years 1 month ago"
        let mut total = vec![(count, period)];
        loop {
            let and = [Cue::And, Cue::Or, Cue::Comma]
                .into_iter()
                .fold(
                    end,
                    |at, cue| if at == end { self.past(at, cue) } else { at },
                );
            if self.is(end, Cue::And)
                && self.is(end + 1, Cue::A)
                && self.lex(end + 2) == Lex::Half(false)
            {
                count += 0.5;
                total[0].0 = count;
                end += 3;
                continue;
            }
            let Some((more, past)) = self.count(and) else {
                break;
            };
            match self.lex(past) {
                Lex::Period(smaller, _) if total.len() < 4 => {
                    total.push((more, smaller));
                    end = past + 1;
                }
                _ if self.is(end, Cue::Or) && past == and + 1 => end = past,
                _ => break,
            }
        }
        let (past, base, stop) = self.direction(end, period)?;
        if matches!(
            period,
            Period::Second | Period::Minute | Period::Hour | Period::Quarter
        ) {
            let today = matches!(period, Period::Hour | Period::Minute | Period::Second);
            return (today && matches!(base, Base::Article)).then_some((Expr::Days(0), stop));
        }
        // Each part counts from the one before.
        let expr = total.into_iter().fold(None, |before, (count, period)| {
            let base = before.map_or_else(|| base.clone(), |expr| Base::Told(Box::new(expr)));
            Some(Expr::Offset {
                count,
                period,
                past,
                base,
            })
        })?;
        Some((expr, stop))
    }

    /// "ago", "earlier", "from now", "before yesterday" at `end`: past or not, the base, the
    /// index past it.
    fn direction(&self, end: usize, period: Period) -> Option<(bool, Base, usize)> {
        let told = |at: usize| match self.lex(at) {
            Lex::Day(days) => Some(Base::Told(Box::new(Expr::Days(days.into())))),
            Lex::Cue(Cue::Now) => Some(Base::Article),
            _ => None,
        };
        Some(match self.cue(end)? {
            Cue::Ago => match told(end + 2).filter(|_| self.is(end + 1, Cue::From)) {
                Some(base) => (true, base, end + 3),
                None => (true, Base::Article, end + 1),
            },
            Cue::Earlier => (true, Base::Narrative, end + 1),
            Cue::Later => (false, Base::Narrative, end + 1),
            Cue::Hence => (false, Base::Article, end + 1),
            Cue::Before => match told(end + 1) {
                Some(base) => (true, base, end + 2),
                None if self.clause_ends(end + 1) && period >= Period::Day => {
                    (true, Base::Narrative, end + 1)
                }
                None => return None,
            },
            Cue::From | Cue::After => (false, told(end + 1)?, end + 2),
            Cue::In if self.is(end + 1, Cue::The) && self.is(end + 2, Cue::Future) => {
                (false, Base::Article, end + 3)
            }
            _ => return None,
        })
    }

    pub(super) fn clause_ends(&self, at: usize) -> bool {
        matches!(self.lex(at), Lex::End | Lex::Cue(Cue::Dot | Cue::Comma))
    }

    /// "two Sundays from now".
    fn weekdays_on(&self, count: f64, at: usize) -> Found {
        let Lex::Weekday(weekday, false) = self.lex(at) else {
            return None;
        };
        // "two Sundays from now"
        let (past, base, end) = self.direction(at + 1, Period::Week)?;
        let whole = count.fract() == 0.0 && count < 60.0 && base != Base::Narrative
            || self.is(at + 1, Cue::Later);
        let count = if past { -(count as i32) } else { count as i32 };
        whole.then_some((Expr::Weekdays { count, weekday }, end))
    }

    /// "in three weeks", "within a month", where the sentence speaks of what lies ahead.
    pub(super) fn ahead_by(&self, at: usize) -> Found {
        if self.is(at, Cue::Within) && self.ahead(at) {
            return self.within(at + 1);
        }
        if !self.is(at, Cue::In) || !self.ahead(at) {
            return None;
        }
        let (count, end) = self.count(at + 1)?;
        let business = usize::from(self.is(end, Cue::Business));
        let Lex::Period(period, _) = self.lex(end + business) else {
            return None;
        };
        let past = false;
        let base = Base::Article;
        (period >= Period::Day && period != Period::Quarter).then_some((
            Expr::Offset {
                count,
                period,
                past,
                base,
            },
            end + business + 1,
        ))
    }

    /// "three weeks", "the next month" behind "within".
    pub(super) fn within(&self, at: usize) -> Found {
        let the = self.past(at, Cue::The);
        let next = [Cue::Next, Cue::Coming].into_iter().fold(the, |at, cue| {
            if at == the { self.past(at, cue) } else { at }
        });
        let (count, end) = match self.count(next) {
            Some(counted) => counted,
            None if next > the => (1.0, next),
            None => return None,
        };
        let Lex::Period(period, _) = self.lex(end) else {
            return None;
        };
        let from = usize::from(self.is(end + 1, Cue::From))
            + usize::from(
                self.is(end + 1, Cue::From)
                    && matches!(self.lex(end + 2), Lex::Day(0) | Lex::Cue(Cue::Now)),
            );
        let end = if from == 2 { end + 3 } else { end + 1 };
        (period >= Period::Day).then_some((Expr::Within { count, period }, end))
    }
}
