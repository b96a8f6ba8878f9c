//! The manifest of the client crate and its introduction.

use serde_json::{Value, json};

use super::{guide, shown};
use crate::EmitError;
use crate::file::Collection;
use crate::plan::{CLIENT, Plan};
use crate::template::{Template, template};

const CARGO: Template = template!("client/Cargo.toml.j2");
const README: Template = template!("client/README.md.j2");
const EXAMPLES: [(&str, Template); 9] = [
    ("blocking", template!("client/examples/blocking.rs.j2")),
    ("credentials", template!("client/examples/credentials.rs.j2")),
    ("dynamic", template!("client/examples/dynamic.rs.j2")),
    ("errors", template!("client/examples/errors.rs.j2")),
    ("lifecycle", template!("client/examples/lifecycle.rs.j2")),
    ("paging", template!("client/examples/paging.rs.j2")),
    ("testing", template!("client/examples/testing.rs.j2")),
    ("transport", template!("client/examples/transport.rs.j2")),
    ("waiting", template!("client/examples/waiting.rs.j2")),
];

/// The faults that a test server does, and what comes of each: a test of the client's runtime writes and holds it.
const FAULTS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/client/faults.md"));

/// `Cargo.toml`, `README.md`, the chapters of the guide, and the examples.
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
    let shown = shown::shown(plan);
    let examples: Vec<&(&str, Template)> =
        EXAMPLES.iter().filter(|(_, example)| can_be_shown(plan, &shown, example)).collect();
    let endpoints = service.endpoints.iter().map(
        |endpoint| json!({ "region": endpoint.region, "name": endpoint.name, "host": endpoint.host }),
    );
    let region = service.endpoints.first().map_or("eu-1", |endpoint| endpoint.region.as_str());
    let context = json!({
        "chapters": guide::chapters(),
        "examples": examples.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "has": plan.api.operations().map(|operation| operation.id.as_str()).collect::<Vec<_>>(),
        "list": shown.get("list"),
        "show": shown.get("show"),
        "task": shown.get("task"),
        "change": shown.get("change"),
        "watched": shown::watched(plan),
        "region": region,
        "endpoints": endpoints.collect::<Vec<_>>(),
        "error_codes": service.error_codes.len(),
        "http2": CARGO.text.contains("\nhttp2 = "),
        "faults": FAULTS,
        // Without the two lines of the head.
        "fault_count": FAULTS.lines().count().saturating_sub(2),
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
    guide::generate(&context, files)?;
    files.add("taurusdb/README.md", "the introduction", README.render(&context)?)
}

/// Whether the service has what an example calls: its first line lists operations, and kinds of calls.
fn can_be_shown(plan: &Plan<'_>, shown: &Value, example: &Template) -> bool {
    let needs = example.text.lines().next().and_then(|line| line.strip_prefix("{# needs: "));
    let needs = needs.map_or("", |line| line.trim_end_matches("#}"));
    let mut needs = needs.split(',').map(str::trim).filter(|name| !name.is_empty());
    needs.all(|name| plan.api.operation(name).is_some() || shown.get(name).is_some())
}
