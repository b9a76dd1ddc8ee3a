//! From lexemes to what a date says, before the article's day is known.

use jiff::civil::Weekday;

use super::{Part, TimeOfDay};
use crate::extract::lexeme::{Cue, Lex, Lexemes, Period, Season, Tense, small_ordinal};

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearRef {
    /// Not told.
    Open,
    /// Told.
    Is(i16),
    /// The last two digits.
    Short(u8),
    /// Years from the article's year.
    Shift(i32),
}

/// Which one of those that come round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Not told.
    Open,
    /// "last", "past".
    Last,
    /// "this".
    This,
    /// "next", "coming".
    Next,
}

/// What a date says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    /// A day of a month.
    Day {
        year: YearRef,
        month: u8,
        day: u8,
    },
    /// A day of the month that lies so many months from the article's, or the nearest.
    DayOfMonth {
        day: u8,
        shift: Option<i32>,
        weekday: Option<u8>,
    },
    Month {
        year: YearRef,
        month: u8,
        which: Which,
    },
    Weekday {
        weekday: u8,
        which: Which,
        /// Weeks from the article's week, when told.
        week: Option<i32>,
    },
    /// Days from the article's day.
    Days(i32),
    /// Periods from the article's.
    Period {
        period: Period,
        shift: i32,
    },
    /// Periods from the date that the text spoke of.
    Narrative {
        period: Period,
        shift: i32,
    },
    /// So long before or after a day.
    Offset {
        count: f64,
        period: Period,
        past: bool,
        base: Base,
    },
    /// So many of a weekday from now.
    Weekdays {
        count: i32,
        weekday: u8,
    },
    Year(YearRef),
    Decade(YearRef),
    Century(i16),
    Season {
        season: Season,
        year: YearRef,
        which: Which,
    },
    Quarter {
        number: u8,
        year: YearRef,
        fiscal: bool,
    },
    Half {
        number: u8,
        year: YearRef,
    },
    /// The last quarter that ended: "the quarter", "the latest quarter".
    LatestQuarter,
    /// The same quarter a year before the one spoken of: "the year-ago quarter".
    YearAgo {
        quarter: Option<u8>,
    },
    /// The quarter spoken of, in another year: "the 1988 period".
    SameQuarter(i16),
    /// From the article's day on, so long: "within three weeks".
    Within {
        count: f64,
        period: Period,
    },
    FiscalYear(YearRef),
    Holiday {
        index: u8,
        year: YearRef,
    },
    /// The week or month that holds a day.
    Around {
        period: Period,
        day: Box<Expr>,
    },
    /// The n-th week, weekday or day of a period; -1 is the last.
    Nth {
        number: i8,
        of: Counted,
        whole: Box<Expr>,
    },
    Part {
        part: Part,
        /// "the beginning of" is a third of a year, "early" a half.
        edge: bool,
        of: Box<Expr>,
    },
    Range(Box<Expr>, Box<Expr>),
    /// "the past three weeks".
    Span {
        count: f64,
        period: Period,
        past: bool,
    },
    Vague(Tense),
}

/// Where an offset is counted from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// The article's day.
    Article,
    /// The date that the text spoke of.
    Narrative,
    /// A date told.
    Told(Box<Expr>),
}

/// What is counted in [`Expr::Nth`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Week,
    Day,
    Weekday(u8),
    Month,
    Weekend,
}

/// A date mention before it is resolved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    pub expr: Expr,
    pub weekday: Option<Weekday>,
    pub time: Option<TimeOfDay>,
    /// False behind "about", "nearly".
    pub exact: bool,
    pub start: usize,
    pub end: usize,
    /// The two ends of a range: lexemes from, to.
    pub ends: Option<[(usize, usize); 2]>,
}

/// A date inside a mention: what it says, the weekday beside it, and the index past it.
pub(super) type Found = (Expr, Option<u8>, usize);

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

    fn close(
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
    fn range(&self, start: usize, at: usize, exact: bool) -> Option<Parsed> {
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
                | "says"
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

fn part_of_day(part: u8) -> TimeOfDay {
    match part {
        0 => TimeOfDay::Morning,
        1 => TimeOfDay::Afternoon,
        2 => TimeOfDay::Evening,
        _ => TimeOfDay::Night,
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

impl Expr {
    /// Does it tell one day?
    pub(super) fn is_day(&self) -> bool {
        matches!(
            self,
            Self::Day { .. }
                | Self::DayOfMonth { .. }
                | Self::Weekday { .. }
                | Self::Days(_)
                | Self::Holiday { .. }
                | Self::Narrative {
                    period: Period::Day,
                    ..
                }
                | Self::Nth {
                    of: Counted::Day | Counted::Weekday(_),
                    ..
                }
        )
    }

    /// Does it name a place in the calendar?
    fn is_absolute(&self) -> bool {
        matches!(self, Self::Day { .. } | Self::Month { .. } | Self::Year(_))
    }

    /// The year of a day or a month, when it is told.
    fn year_told(&self) -> Option<YearRef> {
        match self {
            Self::Day { year, .. } | Self::Month { year, .. } if *year != YearRef::Open => {
                Some(*year)
            }
            _ => None,
        }
    }

    /// The year of a month that comes before this date: "from Dec. 20 to Jan. 5, 2025".
    fn year_before(&self, month: u8) -> Option<YearRef> {
        Some(match (self.year_told()?, self.month()) {
            (YearRef::Is(year), Some(last)) if last < month => YearRef::Is(year - 1),
            (year, _) => year,
        })
    }

    /// The weekday that is told.
    fn weekday(&self) -> Option<u8> {
        match self {
            Self::Weekday { weekday, .. } => Some(*weekday),
            Self::DayOfMonth { weekday, .. } => *weekday,
            _ => None,
        }
    }

    /// May a bare day number end a range that begins with this?
    fn takes_bare(&self) -> bool {
        matches!(
            self,
            Self::Day { .. } | Self::DayOfMonth { shift: None, .. }
        )
    }

    fn month(&self) -> Option<u8> {
        match self {
            Self::Day { month, .. } | Self::Month { month, .. } => Some(*month),
            _ => None,
        }
    }

    /// Which sort of date, for joining two of a sort.
    fn rank(&self) -> std::mem::Discriminant<Self> {
        std::mem::discriminant(self)
    }
}
