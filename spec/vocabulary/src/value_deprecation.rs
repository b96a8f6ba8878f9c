//! The end of a value.

/// The vendor asks to use a value no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueDeprecation<'a> {
    /// Wire name of the field or parameter to use instead, if the document names one.
    pub successor: Option<&'a str>,
}
