//! Dates: what a text says about when, as intervals of days that say how exact they are.

#![allow(
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::float_cmp,
    reason = "days, months and counts of periods are small, and whole when compared"
)]

mod calendar;
mod expr;
mod infer;
mod meant;
mod numeric;
mod offset;
mod outlook;
mod parse;
mod period;
mod range;
mod relative;
mod resolve;
mod show;
mod span;
mod time;
mod year;

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::lexeme::Lexemes;
use crate::language::Token;
use crate::text::Span;

pub use super::lexeme::{Season, Tense};
pub use infer::infer_day;

/// How finely a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// One day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season of three months; winter ends in the year after the one that it is named by.
    Season(Season),
    /// Half a year.
    Half,
    /// A year; a fiscal one is taken for the calendar year and not exact.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years, as newspapers count them: the 20th century is 1900 to 1999.
    Century,
    /// From one day to another: "May 5-7", "the past three weeks".
    Range,
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// "early", "the beginning of".
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
    /// "earlier this month": up to the article's day.
    Before,
    /// "later this month": from the article's day.
    After,
}

/// How a date got its place in the calendar; earlier variants are surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchoring {
    /// The words tell it all.
    Absolute,
    /// The words lack the year (or the century); the nearest to the article's day was taken.
    YearFromArticle,
    /// Counted from the article's day: "yesterday", "last week".
    Relative,
    /// Counted from another date that the text spoke of: "a month later", "that day". A guess.
    Narrative,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeOfDay {
    /// Minutes after midnight.
    Clock(u16),
    /// "morning".
    Morning,
    /// "afternoon".
    Afternoon,
    /// "evening".
    Evening,
    /// "night".
    Night,
}

/// When: an interval of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateValue {
    /// First day.
    pub first: Date,
    /// Last day, inclusive; never before the first.
    pub last: Date,
    /// How finely it was told.
    pub grain: Grain,
    /// Only a part of the grain's period was meant; [`DateValue::first`] and
    /// [`DateValue::last`] are already narrowed.
    pub part: Option<Part>,
    /// False for "about", "early", "three weeks ago", seasons and fiscal years: the ends of the
    /// interval are not sharp.
    pub exact: bool,
    /// How it was resolved.
    pub anchoring: Anchoring,
    /// The weekday, when it was written beside the date or instead of it.
    pub weekday: Option<Weekday>,
    /// The time of day, when it was written beside the date.
    pub time: Option<TimeOfDay>,
}

impl DateValue {
    /// One day, sure.
    pub fn day(date: Date) -> Self {
        Self::interval(date, date, Grain::Day, Anchoring::Absolute)
    }

    /// An interval; the days are put in order.
    pub fn interval(first: Date, last: Date, grain: Grain, anchoring: Anchoring) -> Self {
        Self {
            first: first.min(last),
            last: last.max(first),
            grain,
            part: None,
            exact: true,
            anchoring,
            weekday: None,
            time: None,
        }
    }

    /// The same, said to be not exact.
    fn blurred(mut self) -> Self {
        self.exact = false;
        self
    }

    /// Do the two share a day?
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Does `other` lie wholly inside this interval?
    pub fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Is this the more exact one of two that can both be true?
    pub fn narrower_than(&self, other: &Self) -> bool {
        self.overlaps(other) && self.days() < other.days()
    }

    /// Can both be true: a shared day, or a day apart at most when one of them is not exact?
    pub fn compatible(&self, other: &Self) -> bool {
        if self.exact && other.exact {
            return self.overlaps(other);
        }
        // A blurred end may be off by half of its interval.
        let slack = |value: &Self| if value.exact { 0 } else { 1 + value.days() / 2 };
        let slack = slack(self).max(slack(other));
        days_between(self.last, other.first) <= slack
            && days_between(other.last, self.first) <= slack
    }

    /// Does the weekday that was written beside a full date disagree with it? The weekday that
    /// the date really is, if so.
    pub fn weekday_mismatch(&self) -> Option<Weekday> {
        let real = self.first.weekday();
        let full = self.grain == Grain::Day && self.anchoring <= Anchoring::YearFromArticle;
        (full && self.weekday.is_some_and(|written| written != real)).then_some(real)
    }

    /// The day in the middle of the interval: for "two weeks ago" the day just so long ago.
    pub fn middle(&self) -> Date {
        let half = self.days() / 2;
        resolve::add_days(self.first, half)
    }

    /// Length of the interval in days, at least 1.
    pub fn days(&self) -> i32 {
        days_between(self.first, self.last) + 1
    }
}

/// Days from one day to another; negative when `to` is the earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// What a mention says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// An interval of days.
    Value(DateValue),
    /// No such day: 31 February.
    Impossible,
    /// Relative, and the article's day is not known.
    Unanchored,
    /// "recently", "now", "soon": no interval.
    Vague(Tense),
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// With determiner and hedge, without a preposition: "the end of 1990", "about May 5".
    pub span: Span,
    /// Its tokens in the slice that was searched.
    pub tokens: Range<usize>,
    /// What it says.
    pub reading: Reading,
    /// The two ends of a range that names both: "May 5" and "7" in "May 5-7".
    pub ends: Option<Box<[DateMention; 2]>>,
}

impl DateMention {
    /// The interval, if the mention has one.
    pub fn value(&self) -> Option<&DateValue> {
        match &self.reading {
            Reading::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// All dates of one sentence in order; mentions do not overlap.
///
/// `tokens` are the sentence's tokens, spans referring to `text`; `anchor` is the article's day.
pub fn dates(text: &str, tokens: &[Token], anchor: Option<Date>) -> Vec<DateMention> {
    Reader::new(anchor).read(text, tokens)
}

/// As [`dates`], of a sentence whose lexemes are known.
pub(super) fn dates_in(lexemes: &Lexemes<'_>, anchor: Option<Date>) -> Vec<DateMention> {
    Reader::new(anchor).read_in(lexemes)
}

/// Reads an article's sentences one after another and remembers the last date that was spoken
/// of, which "a month later" and "that day" count from.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    anchor: Option<Date>,
    focus: Option<DateValue>,
}

impl Reader {
    /// A reader of an article of the day `anchor`.
    pub fn new(anchor: Option<Date>) -> Self {
        Self {
            anchor,
            focus: None,
        }
    }

    /// The dates of the next sentence; see [`dates`].
    pub fn read(&mut self, text: &str, tokens: &[Token]) -> Vec<DateMention> {
        self.read_in(&Lexemes::new(text, tokens))
    }

    fn read_in(&mut self, lexemes: &Lexemes<'_>) -> Vec<DateMention> {
        let mut found = Vec::new();
        if !lexemes.dates {
            return found;
        }
        let grammar = parse::Grammar::new(lexemes);
        let mut at = 0;
        while at < lexemes.items.len() {
            let Some(parsed) = grammar.mention(at) else {
                at += 1;
                continue;
            };
            let context = resolve::Context {
                anchor: self.anchor,
                focus: self.focus,
                outlook: grammar.outlook(parsed.start, parsed.end),
            };
            let reading = resolve::reading(&parsed, &context);
            if let Reading::Value(value) = reading
                && !matches!(value.grain, Grain::Range | Grain::Century)
                && value.anchoring != Anchoring::Narrative
            {
                self.focus = Some(value);
            }
            let (span, tokens) = lexemes.extent(parsed.start, parsed.end);
            let ends = parsed.ends.zip(resolve::ends(&parsed, &context));
            let ends = ends.map(|(places, readings)| {
                let end = |at: usize| {
                    let (span, tokens) = lexemes.extent(places[at].0, places[at].1);
                    let ends = None;
                    let reading = readings[at];
                    DateMention {
                        span,
                        tokens,
                        reading,
                        ends,
                    }
                };
                Box::new([end(0), end(1)])
            });
            found.push(DateMention {
                span,
                tokens,
                reading,
                ends,
            });
            at = parsed.end.max(at + 1);
        }
        found
    }
}

#[cfg(test)]
mod tests;
