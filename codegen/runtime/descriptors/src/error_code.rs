//! Error codes and what they ask for.

use taurusdb_vocabulary::Category;

/// A code by which the service, or the gateway before it, says what is wrong.
///
/// Lists of codes are sorted by code:
///
/// ```
/// use taurusdb_descriptor_types::{Category, ErrorCode};
///
/// static CODES: [ErrorCode; 2] = [
///     ErrorCode {
///         code: "DBS.200019",
///         name: "OperationInProgress",
///         status: Some(409),
///         category: Category::Conflict,
///         retryable: true,
///         advice: "Wait until the running operation has ended",
///     },
///     ErrorCode {
///         code: "DBS.200022",
///         name: "InstanceNameExists",
///         status: Some(400),
///         category: Category::Conflict,
///         retryable: false,
///         advice: "Choose another name",
///     },
/// ];
/// assert!(ErrorCode::find(&CODES, "DBS.200019").is_some_and(|code| code.retryable));
/// assert!(ErrorCode::find(&CODES, "DBS.1").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code, for example `DBS.200019`.
    pub code: &'static str,
    /// A name for it, for example `OperationInProgress`.
    pub name: &'static str,
    /// The HTTP status that it comes with, where that is known; the first one, if there are several.
    pub status: Option<u16>,
    /// What kind of error it is.
    pub category: Category,
    /// Whether the same request may succeed later by itself.
    pub retryable: bool,
    /// What to do, in the imperative, without a period at the end.
    pub advice: &'static str,
}

impl ErrorCode {
    /// The entry of a code in a list that is sorted by code.
    pub fn find<'l>(list: &'l [Self], code: &str) -> Option<&'l Self> {
        list.binary_search_by(|entry| entry.code.cmp(code)).ok().map(|index| &list[index])
    }
}
