//! Editors' decisions: the file that keeps them, comments in articles, the baseline, and the page
//! that takes decisions.

mod baseline;
mod comments;
mod context;
mod decisions;
mod file;
mod kept;
mod server;
mod session;
mod silence;

pub use baseline::Baseline;
pub use comments::{Comments, Mistake};
pub use context::{Around, Shelf};
pub use decisions::{Decision, Decisions, Kind, NAME, Precision, Stale};
pub use file::{Lock, write_whole};
pub use kept::Kept;
pub use server::{Desk, serve, token};
pub use session::{Order, Session, Setup, Standing};
pub use silence::{Silencers, silence};
