//! Where a value comes from.

/// Which operation supplies a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueFrom<'a> {
    /// Id of the operation.
    pub operation: &'a str,
    /// Wire name of the field in its response, if the document names one.
    pub field: Option<&'a str>,
}
