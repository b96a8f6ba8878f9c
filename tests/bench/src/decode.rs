//! Reading a page of a hundred instances, as the client does it and with the derives of serde.

use taurusdb::instances::InstancesListResponse;
use taurusdb_runtime::from_bytes;

use crate::by_hand::types;

/// Reads a body as the client reads an answer.
pub(crate) fn ours(body: &[u8]) -> InstancesListResponse {
    let (page, notes) = from_bytes::<InstancesListResponse>(body).expect("JSON");
    assert!(notes.is_empty(), "{notes:?}");
    page
}

/// Reads a body into structs whose fields are optional.
pub(crate) fn plain(body: &[u8]) -> types::plain::Page {
    serde_json::from_slice(body).expect("JSON")
}

/// Reads a body into structs whose fields are optional and have a default.
pub(crate) fn with_defaults(body: &[u8]) -> types::with_defaults::Page {
    serde_json::from_slice(body).expect("JSON")
}
