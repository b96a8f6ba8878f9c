//! Names that would stand twice in one place.

use std::collections::BTreeMap;

use heck::ToShoutySnakeCase;

use super::{ModulePlan, Plan};
use crate::EmitError;

/// What stands beside the modules of the groups at the root of the client crate: its other files, the
/// folder that is cargo's, and the modules of others that it exports.
const ROOT: [&str; 8] =
    ["bin", "client", "endpoints", "http", "lib", "serde_json", "shared", "transport"];

/// Methods of the client besides those that lend the groups.
const CLIENT: [&str; 2] = ["builder", "runtime"];

/// Makes sure that no two things of the generated code have one name.
pub(super) fn check(plan: &Plan<'_>) -> Result<(), EmitError> {
    root(plan)?;
    for module in &plan.modules {
        types(plan, module)?;
        functions(module)?;
        files(module)?;
    }
    tables(plan)?;
    tests(plan)
}

/// Things of one kind in one place, by name.
#[derive(Default)]
struct Space(BTreeMap<String, String>);

impl Space {
    fn take(&mut self, name: &str, owner: String) -> Result<(), EmitError> {
        let name = name.trim_start_matches("r#").to_owned();
        match self.0.insert(name.clone(), owner.clone()) {
            Some(other) => Err(EmitError::Collision { name, items: [other, owner] }),
            None => Ok(()),
        }
    }
}

fn root(plan: &Plan<'_>) -> Result<(), EmitError> {
    let (mut modules, mut methods) = (Space::default(), Space::default());
    for name in ROOT {
        modules.take(name, format!("what the client crate calls `{name}`"))?;
    }
    for name in CLIENT {
        methods.take(name, format!("the method `{name}` of the client"))?;
    }
    for module in plan.modules.iter().filter(|module| module.path.len() == 1) {
        modules.take(&module.path[0], group(&module.id))?;
        methods.take(&module.path[0], group(&module.id))?;
    }
    Ok(())
}

/// Builders, accessor and types of one module; the types of the modules around it too, because the
/// file of a builder imports what it takes and answers.
fn types(plan: &Plan<'_>, module: &ModulePlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    space.take("Api", format!("the accessor of {}", module.id))?;
    for record in plan.records.values().filter(|record| module.path.starts_with(&record.home)) {
        space.take(&record.ident, format!("the schema {}", record.name))?;
    }
    for found in plan.enums.values().filter(|found| module.path.starts_with(&found.home)) {
        let (owner, field) = found.uses[0];
        space.take(&found.ident, format!("the enumeration of {owner}.{field}"))?;
    }
    for operation in &module.operations {
        space.take(&operation.builder, format!("the builder of {}", operation.operation.id))?;
    }
    Ok(())
}

/// Methods of the accessor: they begin calls, and lend the groups below.
fn functions(module: &ModulePlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for child in &module.children {
        space.take(child, child_group(module, child))?;
    }
    for operation in &module.operations {
        space.take(&operation.method, format!("the operation {}", operation.operation.id))?;
    }
    Ok(())
}

/// Files and folders of the module: its own, those of its operations, and the groups below.
fn files(module: &ModulePlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    space.take("mod", format!("the list of what is in {}", module.id))?;
    space.take("types", format!("the file of the types of {}", module.id))?;
    for child in &module.children {
        space.take(child, child_group(module, child))?;
    }
    for operation in &module.operations {
        space.take(&operation.file, format!("the file of {}", operation.operation.id))?;
    }
    Ok(())
}

/// The static of each schema: they all stand in one file of the command line and of the mock.
fn tables(plan: &Plan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for name in plan.records.keys() {
        space.take(&name.to_shouty_snake_case(), format!("the table of the schema {name}"))?;
    }
    Ok(())
}

/// The test of each operation: they all stand in one file, named by id without dots.
fn tests(plan: &Plan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for operation in plan.api.operations() {
        space.take(&operation.id.replace('.', "_"), format!("the test of {}", operation.id))?;
    }
    Ok(())
}

fn child_group(module: &ModulePlan<'_>, child: &str) -> String {
    group(&format!("{}.{}", module.id, child.trim_start_matches("r#")))
}

fn group(id: &str) -> String {
    format!("the group {id}")
}
