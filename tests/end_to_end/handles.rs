//! The service may answer with another kind of task handle than documented; it is read all the same.

use taurusdb_descriptors::SERVICE;

/// The field into which a field of this name in an answer is read.
fn read_as(operation: &str, name: &str) -> Option<&'static str> {
    let schema = SERVICE.operation(operation)?.success()?.schema?;
    schema.field(name).map(|field| field.name)
}

#[test]
fn an_answer_may_come_with_the_other_kind_of_handle() {
    assert_eq!(read_as("starrocks.restart", "job_id"), Some("workflow_id"));
    assert_eq!(read_as("starrocks.restart", "workflow_id"), Some("workflow_id"));
    assert_eq!(read_as("instances.delete", "workflow_id"), Some("job_id"));
    // No handle, and a handle that only the shape of its value shows.
    assert_eq!(read_as("instances.list", "workflow_id"), None);
    let by_shape =
        SERVICE.operations().filter(|operation| read_as(operation.id, "result").is_some());
    for operation in by_shape {
        assert_eq!(read_as(operation.id, "job_id"), None, "{}", operation.id);
    }
}
