//! How ids look.

/// How an id looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdShape {
    /// A UUID with hyphens.
    Uuid36,
    /// The 32 digits of a UUID, perhaps with a suffix such as `in07`.
    Uuid32(Option<&'static str>),
    /// A value that somebody chose.
    Name,
}
