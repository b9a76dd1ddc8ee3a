//! What a word can be to the grammars.

use super::Digits;

/// A unit of the calendar or of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A season of the northern hemisphere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// Where a vague word points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// "recently", "previously".
    Past,
    /// "now", "currently".
    Present,
    /// "soon", "in the future".
    Future,
}

/// A function word that the grammars know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Cue {
    The,
    A,
    Of,
    In,
    On,
    At,
    By,
    To,
    Until,
    From,
    Between,
    And,
    Or,
    Since,
    During,
    For,
    Per,
    This,
    That,
    Same,
    Last,
    Past,
    Next,
    Coming,
    Following,
    Previous,
    Latest,
    Current,
    Early,
    Earlier,
    Mid,
    Late,
    Later,
    Start,
    Middle,
    End,
    Rest,
    Ago,
    Before,
    After,
    Hence,
    Now,
    Few,
    Several,
    Couple,
    Fiscal,
    Full,
    Time,
    Term,
    Future,
    Recent,
    These,
    Within,
    So,
    Ended,
    Beginning,
    About,
    Nearly,
    Some,
    Exactly,
    Only,
    Least,
    Most,
    More,
    Less,
    Than,
    Over,
    Under,
    Up,
    Upward,
    Excess,
    Minimum,
    Maximum,
    As,
    Many,
    Much,
    No,
    Not,
    Just,
    Close,
    Well,
    Plus,
    Minus,
    Point,
    Old,
    Aged,
    Age,
    Ages,
    His,
    Square,
    Cubic,
    Metric,
    Nautical,
    Percent,
    Percentage,
    Basis,
    Out,
    Comma,
    Hyphen,
    Slash,
    Dot,
    Apostrophe,
    Possessive,
    Open,
    Close_,
    Degree,
    DoubleQuote,
    Business,
    Will,
    Eve,
    Estimated,
    Was,
}

/// What one word, number or mark is to the grammars.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::extract) enum Lex {
    /// Outside the sentence.
    End,
    /// Nothing that the grammars know.
    Other,
    /// A function word.
    Cue(Cue),
    /// A number in digits.
    Digits(Digits),
    /// "14th".
    Nth(u32),
    /// "1990s" (1990), "90s" (90).
    Decade(u16),
    /// "5:30", in minutes after midnight.
    Clock(u16),
    /// "13.5.2015".
    Dotted(u16, u16, u16),
    /// "½", in 1/840.
    Glyph(u16),
    /// "one" to "nineteen", and "zero".
    Small(u8),
    /// "twenty" to "ninety".
    Tens(u8),
    /// "hundred"; true for a plural.
    Hundred(bool),
    /// "thousand" (3), "million" (6), …; true for a plural.
    Power(u8, bool),
    /// "dozen"; true for a plural.
    Dozen(bool),
    /// "scores" (of people).
    Scores,
    /// "first" to "ninetieth".
    Ordinal(u8),
    /// "hundredth" (2), "thousandth" (3), …; true for a plural.
    PowerOrdinal(u8, bool),
    /// "thirds", "fifths".
    Parts(u8),
    /// "half"; true for "halves".
    Half(bool),
    /// "twenties" to "nineties".
    Nineties(u8),
    /// A month; true when it is also a common word in small letters.
    Month(u8, bool),
    /// A weekday from Monday (1); true when it is also a common word in small letters.
    Weekday(u8, bool),
    /// "second" is an ordinal too, "quarter" a fraction; true for a plural.
    Period(Period, bool),
    /// A season; true when it is also a common word ("fall", "spring").
    Season(Season, bool),
    /// A holiday with its place in the calendar.
    Holiday(u8),
    /// Days from the article's day.
    Day(i8),
    /// "tonight".
    Tonight,
    /// "recently", "now", "soon".
    Vague(Tense),
    /// "morning" (0), "afternoon" (1), "evening" (2), "night" (3).
    DayPart(u8),
    /// "a.m." (false), "p.m." (true).
    Meridiem(bool),
    /// "noon" (12), "midnight" (0).
    Noon(u8),
    /// "Q3", "H1": the letter before the digit.
    Letter(u8),
    /// A unit, as an index of `UNITS`.
    Unit(u8),
    /// A currency, as an index of `CURRENCIES`.
    Currency(u8),
    /// "Canadian" before "dollars", as an index of `COUNTRIES`.
    Country(u8),
    /// A word that says that something lies ahead ("will", "scheduled").
    Ahead,
}

impl Lex {
    /// Can this word be what makes a date of its neighbours?
    pub fn heads_date(self) -> bool {
        match self {
            Self::Digits(digits) => digits.whole == 4 || (digits.whole <= 2 && !digits.grouped),
            Self::Cue(cue) => {
                matches!(
                    cue,
                    Cue::Now | Cue::Fiscal | Cue::Recent | Cue::Future | Cue::Past
                )
            }
            Self::Small(n) => n > 10,
            Self::Tens(n) => n == 20,
            Self::Decade(_)
            | Self::Dotted(..)
            | Self::Nineties(_)
            | Self::Power(3, _)
            | Self::Month(..)
            | Self::Weekday(..)
            | Self::Period(..)
            | Self::Season(..)
            | Self::Holiday(_)
            | Self::Day(_)
            | Self::Tonight
            | Self::Vague(_)
            | Self::DayPart(_) => true,
            _ => false,
        }
    }

    /// Can this word be what makes a quantity of its neighbours?
    pub fn heads_number(self) -> bool {
        matches!(
            self,
            Self::Digits(_)
                | Self::Nth(_)
                | Self::Decade(_)
                | Self::Glyph(_)
                | Self::Small(_)
                | Self::Tens(_)
                | Self::Hundred(_)
                | Self::Power(..)
                | Self::Dozen(_)
                | Self::Scores
                | Self::Ordinal(_)
                | Self::PowerOrdinal(..)
                | Self::Parts(_)
                | Self::Half(_)
                | Self::Nineties(_)
                | Self::Period(Period::Second | Period::Quarter, _)
                | Self::Cue(Cue::Couple | Cue::Several | Cue::Few)
        )
    }
}
