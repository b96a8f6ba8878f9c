//! The crate `taurusdb`: a module per group, a builder per operation, a struct per schema.

mod builder;
mod docs;
mod enumeration;
mod every;
mod example;
mod module;
mod package;
mod record;
mod root;
mod setters;
mod types;
mod uses;

use std::collections::BTreeSet;

use quote::quote;

use crate::plan::Plan;
use crate::{EmitError, Files, file, tables};

/// All files of the crate, by path below `generated/`.
pub fn generate(plan: &Plan<'_>) -> Result<Files, EmitError> {
    let header = file::header(&plan.api.service);
    let mut files = package::generate(plan)?;
    let mut add = |path: String, tokens| {
        let text = file::rust(&header, &path, tokens)?;
        files.insert(path, text);
        Ok::<(), EmitError>(())
    };
    add("taurusdb/src/lib.rs".into(), root::library(plan))?;
    add("taurusdb/src/client.rs".into(), root::client(plan))?;
    add("taurusdb/src/endpoints.rs".into(), root::endpoints(plan))?;
    add("taurusdb/tests/every_operation.rs".into(), every::expand(plan))?;
    let error_codes =
        tables::error_codes(plan.api, &quote!(pub), &quote!(taurusdb_runtime::tables));
    add("taurusdb/src/error_codes.rs".into(), error_codes)?;
    for module in &plan.modules {
        let folder = module::folder(module);
        add(format!("{folder}/mod.rs"), module::expand(plan, module))?;
        if module::has_types(module) {
            add(format!("{folder}/types.rs"), module::types(plan, module))?;
        }
        for operation in &module.operations {
            let name = operation.file.trim_start_matches("r#");
            add(format!("{folder}/{name}.rs"), builder::expand(plan, module, operation))?;
        }
    }
    Ok(files)
}

/// The names that a file uses from other modules, for its `use` lines.
type Imports = BTreeSet<(Vec<String>, String)>;
