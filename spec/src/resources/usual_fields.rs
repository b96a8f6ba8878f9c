//! Names that mean the same in every request and every answer of the service.

/// Fields that are handles of tasks wherever an answer has them at its top, with the words of `task`.
pub const HANDLES: [(&str, &str); 3] =
    [("job", "job_id"), ("workflow", "workflow_id"), ("order", "order_id")];

/// The input that makes a task wait, wherever a request has it at its top.
pub const DELAY: &str = "delay";

/// Fields that count the items wherever an answer has them at its top.
pub const TOTALS: [&str; 4] = ["total_count", "total_record", "total", "count"];
