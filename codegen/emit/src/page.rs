//! The page of the mock's control, rendered for a service.

use serde_json::json;
use taurusdb_spec::Api;

use crate::EmitError;
use crate::template::{Template, template};

const CONSOLE: Template = template!("mock/console.html.j2");

/// A page that shows what is served, and asks the mock for the rest.
pub(crate) fn console(api: &Api) -> Result<String, EmitError> {
    let service = &api.service;
    let operations: Vec<_> = api
        .operations()
        .map(|operation| {
            json!({
                "id": operation.id,
                "method": operation.method.as_str(),
                "path": operation.path,
            })
        })
        .collect();
    CONSOLE.render(json!({
        "product": service.product,
        "issue": service.issue,
        "date": service.date,
        "count": operations.len(),
        "operations": operations,
    }))
}
