//! What a date says, before the article's day is known.

use jiff::civil::Weekday;

use super::{Part, TimeOfDay};
use crate::extract::lexeme::{Period, Season, Tense};

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

/// Which way the words around a date look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// To what was.
    Behind,
    /// Not told.
    Open,
    /// To what will be.
    Ahead,
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
    /// "the weekend": the last one, or the next one when the sentence looks ahead.
    Weekend,
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
    pub(super) fn is_absolute(&self) -> bool {
        matches!(self, Self::Day { .. } | Self::Month { .. } | Self::Year(_))
    }

    /// The year of a day or a month, when it is told.
    pub(super) fn year_told(&self) -> Option<YearRef> {
        match self {
            Self::Day { year, .. } | Self::Month { year, .. } if *year != YearRef::Open => {
                Some(*year)
            }
            _ => None,
        }
    }

    /// The year of a month that comes before this date: "from Dec. 20 to Jan. 5, 2025".
    pub(super) fn year_before(&self, month: u8) -> Option<YearRef> {
        Some(match (self.year_told()?, self.month()) {
            (YearRef::Is(year), Some(last)) if last < month => YearRef::Is(year - 1),
            (year, _) => year,
        })
    }

    /// The weekday that is told.
    pub(super) fn weekday(&self) -> Option<u8> {
        match self {
            Self::Weekday { weekday, .. } => Some(*weekday),
            Self::DayOfMonth { weekday, .. } => *weekday,
            _ => None,
        }
    }

    /// May a bare day number end a range that begins with this?
    pub(super) fn takes_bare(&self) -> bool {
        matches!(
            self,
            Self::Day { .. } | Self::DayOfMonth { shift: None, .. }
        )
    }

    pub(super) fn month(&self) -> Option<u8> {
        match self {
            Self::Day { month, .. } | Self::Month { month, .. } => Some(*month),
            _ => None,
        }
    }

    /// Which sort of date, for joining two of a sort.
    pub(super) fn rank(&self) -> std::mem::Discriminant<Self> {
        std::mem::discriminant(self)
    }
}
