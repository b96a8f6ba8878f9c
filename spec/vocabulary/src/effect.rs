//! What repeating a call does.

use std::fmt;

/// What repeating a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Effect {
    /// It changes nothing that another call can show.
    Read,
    /// It leaves the same state if repeated.
    Idempotent,
    /// It starts work anew, places an order, or counts up.
    Neither,
}

impl Effect {
    /// The word of the specification: `idempotent`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Idempotent => "idempotent",
            Self::Neither => "neither",
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
