//! Checks that no two items get the same name in the same place.

use std::collections::BTreeMap;

use super::decided::Plan;
use super::ident::bare;
use super::modules::ModulePlan;
use super::operation::OperationPlan;
use super::record::RecordPlan;
use crate::EmitError;

/// Names at the root of the client crate that no group can have: other files and modules, and the
/// folder that cargo looks into.
const ROOT: [&str; 9] =
    ["bin", "bytes", "client", "descriptors", "http", "lib", "serde_json", "shared", "transport"];

/// Methods of the client that do not return a group.
const CLIENT: [&str; 2] = ["builder", "runtime"];

/// Features of the client crate that are not for a group.
const FEATURES: [&str; 3] = ["default", "reqwest", "serde"];

/// Commands of the command line that are not for a group.
const COMMANDS: [&str; 2] = ["help", "operations"];

/// Checks that no two items of the generated code share a name.
pub(super) fn check(plan: &Plan<'_>) -> Result<(), EmitError> {
    schemas(plan)?;
    root(plan)?;
    for module in &plan.modules {
        types(plan, module)?;
        functions(module)?;
        files(module)?;
        commands(module)?;
        for operation in &module.operations {
            flags(operation)?;
        }
    }
    plan.records.values().try_for_each(setters)?;
    descriptors(plan)?;
    tests(plan)
}

/// The names taken in one place, each with its owner.
#[derive(Clone, Default)]
struct Space(BTreeMap<String, String>);

impl Space {
    fn take(&mut self, name: &str, owner: String) -> Result<(), EmitError> {
        let name = bare(name).to_owned();
        match self.0.insert(name.clone(), owner.clone()) {
            Some(other) => Err(EmitError::Collision { name, items: [other, owner] }),
            None => Ok(()),
        }
    }
}

/// The structs, wherever they stand.
fn schemas(plan: &Plan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for record in plan.records.values() {
        space.take(&record.ident, format!("the schema {}", record.name))?;
    }
    Ok(())
}

fn root(plan: &Plan<'_>) -> Result<(), EmitError> {
    let (mut modules, mut methods) = (Space::default(), Space::default());
    let (mut features, mut commands) = (Space::default(), Space::default());
    for name in ROOT {
        modules.take(name, format!("what the client crate calls `{name}`"))?;
    }
    for name in CLIENT {
        methods.take(name, format!("the method `{name}` of the client"))?;
    }
    for name in FEATURES {
        features.take(name, format!("the feature `{name}` of the client crate"))?;
    }
    for name in COMMANDS {
        commands.take(name, format!("the command `{name}` of the command line"))?;
    }
    for module in plan.top_modules() {
        let name = &module.home.parts()[0];
        modules.take(name, group(&module.id))?;
        methods.take(name, group(&module.id))?;
        features.take(&module.feature, format!("the feature of the group {}", module.id))?;
        commands.take(&module.command, format!("the command of the group {}", module.id))?;
    }
    Ok(())
}

/// Builders, accessor and types of one module, and the types of the outer modules, because the file
/// of a builder imports the types that it takes and returns.
fn types(plan: &Plan<'_>, module: &ModulePlan<'_>) -> Result<Space, EmitError> {
    let mut space = Space::default();
    space.take("Api", format!("the accessor of {}", module.id))?;
    let records = plan.records.values().filter(|record| record.is_emitted);
    for record in records.filter(|record| module.home.is_within(&record.home)) {
        space.take(&record.ident, format!("the schema {}", record.name))?;
    }
    for found in plan.enums.values().filter(|found| module.home.is_within(&found.home)) {
        let (owner, field) = found.uses[0];
        space.take(&found.ident, format!("the enumeration of {owner}.{field}"))?;
    }
    for operation in &module.operations {
        space.take(&operation.builder, format!("the builder of {}", operation.operation.id))?;
    }
    Ok(space)
}

/// The setters of a struct that callers build.
fn setters(record: &RecordPlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for field in &record.fields {
        space.take(&field.setter, format!("the setter of {}.{}", record.name, field.field.name))?;
    }
    Ok(())
}

/// Methods of the accessor: those that begin calls, and those that return an inner group.
fn functions(module: &ModulePlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for child in &module.children {
        space.take(&child.ident, group(&child.id))?;
    }
    for operation in &module.operations {
        space.take(&operation.method, format!("the operation {}", operation.operation.id))?;
    }
    Ok(())
}

/// Files and folders of the module: its own, those of its operations, and the inner groups.
fn files(module: &ModulePlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    space.take("mod", format!("the list of what is in {}", module.id))?;
    space.take("types", format!("the file of the types of {}", module.id))?;
    for child in &module.children {
        space.take(&child.ident, group(&child.id))?;
    }
    for operation in &module.operations {
        space.take(&operation.module, format!("the file of {}", operation.operation.id))?;
    }
    Ok(())
}

/// Commands of a group: its operations, and the inner groups.
fn commands(module: &ModulePlan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for child in &module.children {
        space.take(&child.command, format!("the command of the group {}", child.id))?;
    }
    for operation in &module.operations {
        space.take(&operation.command, format!("the command of {}", operation.operation.id))?;
    }
    Ok(())
}

/// Flags and positional arguments of a command.
fn flags(operation: &OperationPlan<'_>) -> Result<(), EmitError> {
    let id = &operation.operation.id;
    let (mut flags, mut positions) = (Space::default(), Space::default());
    for planned in &operation.parameters {
        let owner = || format!("the parameter {} of {id}", planned.parameter.name);
        if let Some(flag) = &planned.flag {
            flags.take(flag, owner())?;
        }
    }
    for planned in &operation.arguments {
        positions.take(
            &planned.value_name,
            format!("the argument {} of {id}", planned.parameter.name),
        )?;
    }
    Ok(())
}

/// The descriptors: a constant for each schema and each operation, and a file for each group.
fn descriptors(plan: &Plan<'_>) -> Result<(), EmitError> {
    let (mut schemas, mut files) = (Space::default(), Space::default());
    for (name, record) in &plan.records {
        schemas.take(&record.descriptor, format!("the descriptor of the schema {name}"))?;
    }
    files.take("mod", "the list of the descriptors' files".to_owned())?;
    for module in plan.modules.iter().filter(|module| module.group.is_some()) {
        files.take(&module.descriptors, format!("the descriptors of the group {}", module.id))?;
        let mut operations = Space::default();
        operations.take("GROUP", format!("the descriptor of the group {}", module.id))?;
        for operation in &module.operations {
            let id = &operation.operation.id;
            operations.take(&operation.descriptor, format!("the descriptor of {id}"))?;
        }
    }
    Ok(())
}

/// The tests of all operations are in one file.
fn tests(plan: &Plan<'_>) -> Result<(), EmitError> {
    let mut space = Space::default();
    for operation in plan.modules.iter().flat_map(|module| &module.operations) {
        let id = &operation.operation.id;
        space.take(&operation.test, format!("the test of {id}"))?;
    }
    Ok(())
}

fn group(id: &str) -> String {
    format!("the group {id}")
}
