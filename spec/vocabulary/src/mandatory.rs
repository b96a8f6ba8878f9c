//! Whether a request must have a value.

/// Whether a request must have a field or parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Mandatory {
    /// Always.
    Yes,
    /// Never.
    No,
    /// Under a condition that the field's description states.
    Conditional,
}

impl Mandatory {
    /// As files spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Conditional => "conditional",
        }
    }

    /// As people are told: a value is `mandatory`, `optional` or `conditional`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "mandatory",
            Self::No => "optional",
            Self::Conditional => "conditional",
        }
    }
}
