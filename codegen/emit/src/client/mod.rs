//! The crate `taurusdb`: a module per group, a builder per operation, a struct per schema.

mod builder;
mod docs;
mod enumeration;
mod every;
mod example;
mod guide;
mod imports;
mod inline;
mod intro;
mod module;
mod old_names;
mod package;
mod paged;
mod record;
mod root;
mod sample;
mod samples;
mod setters;
mod shown;
mod state;
mod types;
mod uses;
mod valid;

use crate::EmitError;
use crate::file::Collection;
use crate::plan::Plan;

pub(crate) use example::calls;
use inline::inlined;
pub(crate) use samples::samples;
pub use valid::ValidCall;
pub(crate) use valid::calls as valid_calls;

/// All files of the crate, by path below `generated/`.
pub(crate) fn generate(plan: &Plan<'_>, files: &mut Collection) -> Result<(), EmitError> {
    package::generate(plan, files)?;
    files.add_rust("taurusdb/src/lib.rs", "the crate", root::library(plan))?;
    files.add_rust("taurusdb/src/missing.rs", "the mandatory parameters", root::missing(plan))?;
    files.add_rust("taurusdb/src/client.rs", "the client", inlined(root::client(plan)))?;
    files.add_rust("taurusdb/tests/every_operation.rs", "the tests", every::expand(plan))?;
    for module in &plan.modules {
        let folder = format!("taurusdb/src/{}", module.home.folder());
        let what = format!("the module of {}", module.id);
        files.add_rust(format!("{folder}/mod.rs"), what, inlined(module::expand(plan, module)))?;
        if module.has_types() {
            let what = format!("the types of {}", module.id);
            files.add_rust(
                format!("{folder}/types.rs"),
                what,
                inlined(module::types(plan, module)),
            )?;
        }
        for operation in &module.operations {
            let path = format!("{folder}/{}", operation.file);
            let what = format!("the builder of {}", operation.operation.id);
            let code = inlined(builder::expand(plan, module, operation));
            files.add_rust(path, what, code)?;
        }
    }
    Ok(())
}
