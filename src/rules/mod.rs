//! Rule files to a [`RuleSet`], with every mistake in a rule file reported at its line.

use serde::{Deserialize, Serialize};

/// How loudly a finding speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong in one of the places shown, unless the reader knows better.
    Error,
}
