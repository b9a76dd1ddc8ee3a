//! stub
use std::ops::Range;
use jiff::civil::{Date, Weekday};
use crate::language::{Analysis, Token};
use crate::text::Span;

/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct DateValue { /// a
    pub first: Date, /// b
    pub last: Date, /// c
    pub weekday: Option<Weekday> }
impl DateValue {
    /// stub
    pub fn is_absolute(&self) -> bool { true }
    /// stub
    pub fn day_text(&self) -> String { self.first.to_string() }
}
impl std::fmt::Display for DateValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}", self.first) }
}
/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention { /// a
    pub span: Span, /// b
    pub tokens: Range<usize>, /// c
    pub value: Option<DateValue> }
/// stub
pub fn dates(_text: &str, _tokens: &[Token], _anchor: Option<Date>) -> Vec<DateMention> { Vec::new() }
/// stub
pub fn infer_day(_text: &str, _analysis: &Analysis) -> Option<Date> { None }
