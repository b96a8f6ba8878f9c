//! How mature an operation or a value is.

/// How mature an operation or a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Stage {
    /// Generally available.
    Stable,
    /// In open beta test: available on request.
    OpenBeta,
}
