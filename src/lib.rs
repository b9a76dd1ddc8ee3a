//! gainsay finds where a collection of articles contradicts itself.

pub mod cli;
pub mod cluster;
pub mod compare;
pub mod extract;
pub mod graph;
pub mod language;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod resolve;
pub mod review;
pub mod rules;
pub mod text;
