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
    let examples: Vec<&(&str, Template)> =
        EXAMPLES.iter().filter(|(_, example)| can_be_shown(plan, example)).collect();
    let context = json!({
        "examples": examples.iter().map(|(name, _)| name).collect::<Vec<_>>(),
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
    for (name, example) in examples {
        let path = format!("taurusdb/examples/{name}.rs");
        files.add(path, "an example", example.render(&context)?)?;
    }
    files.add("taurusdb/README.md", "the introduction", README.render(&context)?)
}

/// Whether the service has what an example calls: its first line lists the operations.
fn can_be_shown(plan: &Plan<'_>, example: &Template) -> bool {
    let needs = example.text.lines().next().and_then(|line| line.strip_prefix("{# needs: "));
    let needs = needs.map_or("", |line| line.trim_end_matches("#}"));
    needs.split(',').map(str::trim).all(|id| plan.api.operation(id).is_some())
}
