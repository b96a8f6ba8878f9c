//! `routes`: what is served.

use serde_json::json;
use taurusdb_descriptor_types::{Operation, Service};

/// Method, path and operation of everything that is served.
pub(super) fn list(service: &'static Service, json: bool) -> String {
    if json {
        let one = |operation: &'static Operation| {
            json!({
                "method": operation.method.as_str(),
                "path": operation.path,
                "operation": operation.id,
            })
        };
        let all: Vec<_> = service.operations().map(one).collect();
        return format!("{:#}\n", json!(all));
    }
    let width = service.operations().map(|operation| operation.path.len()).max().unwrap_or(0);
    let line = |operation: &'static Operation| {
        let method = operation.method.as_str();
        format!("{method:6}  {:width$}  {}\n", operation.path, operation.id)
    };
    service.operations().map(line).collect()
}
