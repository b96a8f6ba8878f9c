//! Manifests and introductions of the three crates.

use serde_json::json;

use crate::EmitError;
use crate::file::Collection;
use crate::page::console;
use crate::plan::Plan;
use crate::template::{Template, template};

const TEMPLATES: [(&str, Template, Template); 3] = [
    (
        "taurusdb-descriptors",
        template!("descriptors/Cargo.toml.j2"),
        template!("descriptors/README.md.j2"),
    ),
    ("taurusdb-cli", template!("cli/Cargo.toml.j2"), template!("cli/README.md.j2")),
    ("taurusdb-mock", template!("mock/Cargo.toml.j2"), template!("mock/README.md.j2")),
];

/// What the mock says when it is ready.
const WELCOME: Template = template!("mock/welcome.txt.j2");

/// `Cargo.toml` and `README.md` of each crate, and the texts of the programs.
pub(super) fn generate(plan: &Plan<'_>, files: &mut Collection) -> Result<(), EmitError> {
    let service = &plan.api.service;
    for (package, cargo, readme) in TEMPLATES {
        let context = json!({
            "version": plan.api.versions.of(package),
            "product": service.product,
            "issue": service.issue,
            "date": service.date,
            "operations": plan.api.operations().count(),
        });
        files.add(format!("{package}/Cargo.toml"), "the manifest", cargo.render(&context)?)?;
        files.add(format!("{package}/README.md"), "the introduction", readme.render(&context)?)?;
    }
    let welcome = WELCOME.render(json!({ "code": service.code() }))?;
    files.add("taurusdb-mock/src/welcome.txt", "the welcome", welcome)?;
    files.add("taurusdb-mock/src/console.html", "the page of the mock", console(plan.api)?)
}
