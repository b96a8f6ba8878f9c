//! Ids of requests.

use crate::state::hexadecimal;

/// The id of a request. Counted, not random: the same run has the same ids, and an id says which request it was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestId([u8; 32]);

impl RequestId {
    /// The id of a request by its number.
    pub(crate) fn of(number: u64) -> Self {
        Self(hexadecimal(number.into()))
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.0).expect("digits are ASCII")
    }
}
