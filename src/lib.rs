//! gainsay finds where a collection of articles contradicts itself.

pub mod cli;
pub mod compare;
pub mod language;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod review;
pub mod rules;
pub mod text;
