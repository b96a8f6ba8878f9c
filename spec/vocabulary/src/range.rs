//! Ranges of whole numbers.

/// A range of whole numbers; an end that the document does not state is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
pub struct Range {
    /// Least number, included.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub min: Option<u64>,
    /// Greatest number, included.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub max: Option<u64>,
}

impl Range {
    /// Whether a number is in the range.
    pub const fn contains(self, number: u64) -> bool {
        let is_below = matches!(self.min, Some(min) if number < min);
        let is_above = matches!(self.max, Some(max) if number > max);
        !is_below && !is_above
    }
}
