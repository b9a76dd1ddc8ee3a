//! stub
use std::ops::Range;
use crate::language::Token;
use crate::text::Span;
/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity { /// a
    pub low: f64, /// b
    pub high: f64, /// c
    pub value: f64 }
impl Quantity {
    /// stub
    pub fn is_age(&self) -> bool { false }
    /// stub
    pub fn is_count(&self) -> bool { true }
    /// stub
    pub fn is_compatible(&self, o: &Self) -> bool { self == o }
}
impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}", self.value) }
}
/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention { /// a
    pub span: Span, /// b
    pub tokens: Range<usize>, /// c
    pub quantity: Quantity }
/// stub
pub fn quantities(_text: &str, _tokens: &[Token]) -> Vec<QuantityMention> { Vec::new() }
