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
