//! Handles of tasks: the service changes between their kinds.

use taurusdb_descriptors::SERVICE;

/// Name of the field that an answer with a field of this name is read into.
fn read_as(operation: &str, name: &str) -> Option<&'static str> {
    let schema = SERVICE.operation(operation)?.success()?.schema?;
    schema.field(name).map(|field| field.name)
}

#[test]
fn an_answer_may_come_with_the_other_kind_of_handle() {
    assert_eq!(read_as("starrocks.restart", "job_id"), Some("workflow_id"));
    assert_eq!(read_as("starrocks.restart", "workflow_id"), Some("workflow_id"));
    assert_eq!(read_as("instances.delete", "workflow_id"), Some("job_id"));
    // No handle, and one that is told by its look alone.
    assert_eq!(read_as("instances.list", "workflow_id"), None);
    let by_look =
        SERVICE.operations().filter(|operation| read_as(operation.id, "result").is_some());
    for operation in by_look {
        assert_eq!(read_as(operation.id, "job_id"), None, "{}", operation.id);
    }
}
