//! What stands in the place of a secret.

/// The text that replaces a secret.
pub const MASK: &str = "***";
