//! Mentions and claims, one file per answer type.

pub mod date;
mod lexeme;
pub mod quantity;
