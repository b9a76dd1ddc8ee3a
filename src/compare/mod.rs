//! Two claims that answer one question, and what follows: a [`Verdict`] with its reason in words.

use serde::{Deserialize, Serialize};

/// What two answers to one question are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They cannot both be true of the same time.
    Conflict,
    /// Two named sources disagree and the articles report that correctly.
    Disputed,
    /// The state changed between the two times.
    Superseded,
    /// A running tally or figure was updated.
    Revised,
    /// One is a more exact form of the other.
    Narrower,
    /// They say the same.
    Agree,
    /// They do not speak of the same thing.
    Unrelated,
}
