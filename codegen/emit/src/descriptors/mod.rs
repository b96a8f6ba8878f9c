//! The crate `taurusdb-descriptors`, the service as constant data, and the two programs that only
//! run a runtime on it: `taurusdb-cli` and `taurusdb-mock`.

mod catalogue;
mod docs;
mod error_codes;
mod examples;
mod facts;
mod handling;
mod operation;
mod package;
mod programs;
mod resources;
mod root;
mod schema;
mod source;
mod uses;

use crate::EmitError;
use crate::file::Collection;
use crate::plan::Plan;

/// All files of the three crates, by path below `generated/`.
pub(crate) fn generate(plan: &Plan<'_>, files: &mut Collection) -> Result<(), EmitError> {
    package::generate(plan, files)?;
    let source = |name: &str| format!("taurusdb-descriptors/src/{name}.rs");
    files.add_rust(source("lib"), "the service", root::expand(plan))?;
    files.add_rust(source("catalogue"), "what the service lists", catalogue::expand(plan))?;
    files.add_rust(source("error_codes"), "the error codes", error_codes::expand(plan.api))?;
    files.add_rust(source("resources"), "the resource model", resources::expand(plan.api))?;
    files.add_rust(source("docs"), "the texts", docs::expand(plan))?;
    let homes = schema::Homes::of(plan);
    files.add_rust(source("schemas/mod"), "the list of the schemas' files", homes.list())?;
    for home in homes.names() {
        let what = format!("the schemas of {home}");
        let code = schema::expand(plan, &homes, home);
        files.add_rust(source(&format!("schemas/{}", bare(home))), what, code)?;
    }
    for module in plan.modules.iter().filter(|module| module.group.is_some()) {
        let name = bare(&module.descriptors);
        let what = format!("the operations of {}", module.id);
        let code = operation::expand(plan, module, &homes);
        files.add_rust(source(name), what, code)?;
    }
    files.add_rust(source("examples/mod"), "the examples", examples::expand(plan))?;
    for (module, operations) in examples::groups(plan) {
        let what = format!("the examples of {}", module.id);
        let path = format!("examples/{}", bare(&module.descriptors));
        files.add_rust(source(&path), what, examples::group(module, &operations))?;
    }
    programs::generate(files)
}

/// A name as files have it.
fn bare(ident: &str) -> &str {
    ident.trim_start_matches("r#")
}
