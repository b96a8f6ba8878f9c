//! Names that mean the same in every request and every answer of the service.

/// Fields at the top of an answer that are always handles of tasks, each with its key in `task`.
pub const HANDLES: [(&str, &str); 3] =
    [("job", "job_id"), ("workflow", "workflow_id"), ("order", "order_id")];

/// The field at the top of a request that always delays a task.
pub const DELAY: &str = "delay";

/// Fields at the top of an answer that always count the items.
pub const TOTALS: [&str; 4] = ["total_count", "total_record", "total", "count"];
