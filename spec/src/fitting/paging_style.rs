//! The paging style of an operation, as the inputs of its request show it.

use crate::{Api, Location, Operation};

/// The paging style that follows from the inputs of a request.
pub fn paging_style(api: &Api, operation: &Operation) -> &'static str {
    let in_query = |name: &str| operation.parameters_in(Location::Query).any(|p| p.name == name);
    let body = operation.request.as_ref().and_then(|body| api.schemas.get(&body.schema));
    let in_body = |name: &str| body.is_some_and(|b| b.fields.iter().any(|f| f.name == name));
    if in_query("offset") {
        "offset-limit-query"
    } else if in_body("offset") {
        "offset-limit-body"
    } else if in_body("line_num") {
        "line-num-body"
    } else if in_query("last_file_name") {
        "file-name-query"
    } else {
        "none"
    }
}
