//! Names that mean the same in every request and every answer of the service, and what follows from
//! them for an operation that nobody has described yet.

use crate::{Api, Location, Operation};

/// Fields that are handles of tasks wherever an answer has them at its top, with the words of `task`.
pub const HANDLES: [(&str, &str); 3] =
    [("job", "job_id"), ("workflow", "workflow_id"), ("order", "order_id")];

/// The input that makes a task wait, wherever a request has it at its top.
pub const DELAY: &str = "delay";

/// Fields that count the items wherever an answer has them at its top.
pub const TOTALS: [&str; 4] = ["total_count", "total_record", "total", "count"];

/// The paging style that the inputs of a request speak for.
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
