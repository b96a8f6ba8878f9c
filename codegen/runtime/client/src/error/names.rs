//! What the fields of error bodies are called, in the dialects of services, gateways and proxies.

use crate::json::bare;

/// Names of codes that say that they are of an error.
pub(super) const ERROR_CODE: [&str; 3] = ["errorcode", "errcode", "errorno"];

/// Names of codes, as [`bare`] writes them; the more telling first.
pub(super) const CODE: [&str; 4] = ["errorcode", "errcode", "errorno", "code"];

/// Names of messages, as [`bare`] writes them.
pub(super) const MESSAGE: [&str; 9] = [
    "errormsg",
    "errmsg",
    "errormessage",
    "message",
    "msg",
    "errordescription",
    "description",
    "detail",
    "reason",
];

/// Names of the id of the request, as [`bare`] writes them.
pub(super) const REQUEST_ID: [&str; 2] = ["requestid", "reqid"];

/// Names of what wraps an error once more.
pub(super) const WRAPPER: [&str; 4] = ["error", "errors", "fault", "err"];

/// Whether a field of this name tells something.
pub(super) fn is_any(name: &str) -> bool {
    let name = bare(name);
    [&CODE[..], &MESSAGE, &REQUEST_ID].iter().any(|names| names.contains(&name.as_str()))
}
