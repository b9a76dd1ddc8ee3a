//! A detail of a sentence as an answer.

use super::super::arithmetic::Bounds;
use super::super::date::DateValue;
use super::super::quantity::Quantity;

/// What a sentence says in the one place where another says something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// As written; "not" before what is denied.
    pub text: String,
    /// What is compared.
    pub value: DetailValue,
    /// Index in [`crate::rules::Tables::bodies`] of the place or body that it names.
    pub body: Option<u16>,
    /// How sure it is that the sentences answer one question, from 0 to 1.
    pub sure: f64,
}

/// What is compared of a detail.
#[derive(Debug, Clone, PartialEq)]
pub enum DetailValue {
    /// A number.
    Quantity(Box<Quantity>),
    /// A date.
    Date(Box<DateValue>),
    /// Hash of a word or name; 0 for "not so".
    Word(u32),
    /// Hash of a person's name in full.
    Name(u32),
    /// What a sum may come to.
    Sum {
        /// The values that the words allow.
        bounds: Bounds,
        /// Made of other numbers, rather than said.
        reckoned: bool,
    },
}
