//! The manifest of the client crate and its introduction.

use serde_json::json;

use crate::EmitError;
use crate::file::Collection;
use crate::plan::{CLIENT, Plan};
use crate::template::{Template, template};

const CARGO: Template = template!("client/Cargo.toml.j2");
const README: Template = template!("client/README.md.j2");
const EXAMPLES: [(&str, Template); 2] = [
    ("errors", template!("client/examples/errors.rs.j2")),
    ("lifecycle", template!("client/examples/lifecycle.rs.j2")),
];

/// `Cargo.toml`, `README.md` and the examples.
pub(super) fn generate(plan: &Plan<'_>, files: &mut Collection) -> Result<(), EmitError> {
    let service = &plan.api.service;
    let groups: Vec<_> = plan
        .top_modules()
        .map(|module| {
            let below = format!("{}.", module.id);
            let operations = || {
                plan.modules
                    .iter()
                    .filter(|other| other.id == module.id || other.id.starts_with(&below))
                    .flat_map(|other| &other.operations)
            };
            let deprecated = operations().all(|plan| plan.operation.deprecated.is_some());
            json!({
                "id": module.id,
                "feature": module.feature,
                "summary": module.group.map_or("", |group| group.summary.as_str()),
                "operations": operations().count(),
                "default": !deprecated,
            })
        })
        .collect();
    let context = json!({
        "version": plan.api.versions.of(CLIENT),
        "product": service.product,
        "code": service.code().to_uppercase().replace('-', "_"),
        "issue": service.issue,
        "date": service.date,
        "groups": groups,
        "operations": plan.api.operations().count(),
        "schemas": plan.api.schemas.len(),
    });
    files.add("taurusdb/Cargo.toml", "the manifest", CARGO.render(&context)?)?;
    for (name, example) in EXAMPLES {
        let path = format!("taurusdb/examples/{name}.rs");
        files.add(path, "an example", example.render(&context)?)?;
    }
    files.add("taurusdb/README.md", "the introduction", README.render(&context)?)
}
