//! gainsay finds where a collection of articles contradicts itself.

pub mod compare;
pub mod extract;
pub mod language;
pub mod read;
pub mod report;
pub mod rules;
pub mod text;
