//! The flags of commands that take a body.

/// Flag for the request body.
pub(crate) const INPUT: &str = "input";
/// Flag that shows what a request body looks like.
pub(crate) const SKELETON: &str = "skeleton";
