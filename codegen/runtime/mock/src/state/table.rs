//! What becomes of each operation: kept in state, computed, or canned.

use taurusdb_descriptor_types::{Examples, Location, Operation, Service};

use super::model::{Model, OperationModel};
use super::node::Node;
use super::sort::Made;
use super::world::{Settings, World};

/// What becomes of the calls of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Behaviour {
    /// It changes records or shows them.
    Kept,
    /// Its answer follows from records and the request by rule, but no record is behind it.
    Computed,
    /// Its answer is always the same.
    Canned,
}

/// What becomes of one operation, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Behaves {
    /// Id of the operation.
    pub operation: &'static str,
    /// What becomes of its calls.
    pub behaviour: Behaviour,
    /// What makes it so: the resources that it changes or shows, or what its answer depends on.
    pub why: String,
}

impl std::fmt::Display for Behaviour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Kept => "kept",
            Self::Computed => "computed",
            Self::Canned => "canned",
        })
    }
}

/// What becomes of each operation of a service, in the order of the description.
pub fn behaviours(service: &'static Service, examples: &'static Examples) -> Vec<Behaves> {
    let world = World::new(service, examples, Settings::default());
    let model = &world.model;
    let operations = model.operations();
    operations
        .map(|(index, entry)| {
            let (behaviour, why) = behaviour(model, entry, &world.layouts.of(model, index).body);
            Behaves { operation: entry.operation.id, behaviour, why }
        })
        .collect()
}

fn behaviour(model: &Model, entry: &OperationModel, layout: &Node) -> (Behaviour, String) {
    let mut changed = Vec::new();
    for step in &entry.steps {
        push(&mut changed, model.resource(step.sort).name);
    }
    let mut shown = Vec::new();
    let mut made = Vec::new();
    for (sort, _) in &entry.views {
        let list = if model.sort(*sort).is_generated { &mut made } else { &mut shown };
        push(list, model.resource(*sort).name);
    }
    let mut kept = Vec::new();
    if !changed.is_empty() {
        kept.push(format!("changes {}", changed.join(", ")));
    }
    if entry.operation.task.is_some() {
        kept.push("starts work".to_owned());
    }
    if !shown.is_empty() {
        kept.push(format!("shows {}", shown.join(", ")));
    }
    if !kept.is_empty() {
        return (Behaviour::Kept, kept.join("; "));
    }
    if !made.is_empty() {
        let why = format!("{} by rule, the same for the same question", made.join(", "));
        return (Behaviour::Computed, why);
    }
    let mut reasons = Vec::new();
    depends(entry.operation, layout, &mut reasons);
    if !reasons.is_empty() {
        return (Behaviour::Computed, format!("its answer has {}", reasons.join(", ")));
    }
    let why = match entry.operation.refs {
        [] => "the document's example: neither the request nor a record says more",
        _ => "the document's example, if what the request names exists",
    };
    (Behaviour::Canned, why.to_owned())
}

fn push<'t>(list: &mut Vec<&'t str>, name: &'t str) {
    if !list.contains(&name) {
        list.push(name);
    }
}

/// On what an answer depends beside its example.
fn depends(operation: &Operation, node: &Node, reasons: &mut Vec<&'static str>) {
    match node {
        Node::Object(fields) => {
            fields.iter().for_each(|(_, node)| depends(operation, node, reasons));
        }
        Node::Either(either) => {
            either.iter().for_each(|(_, node)| depends(operation, node, reasons));
        }
        Node::One(inner) => depends(operation, inner, reasons),
        Node::Joined(nodes) => nodes.iter().for_each(|node| depends(operation, node, reasons)),
        Node::Made { made, name, .. } => {
            if matches!(made, Made::Id(Some(_), _) | Made::Label(_)) {
                push(reasons, "ids and names of records");
            }
            if *made == Made::Born {
                push(reasons, "times of records");
            }
            if is_input(operation, name) {
                push(reasons, "values of the request");
            }
        }
        Node::Rows { rows, is_list } => {
            let asks = |name: &str| {
                operation.parameters_in(Location::Query).any(|parameter| parameter.name == name)
            };
            let narrows = rows.iter().any(|row| match row {
                Node::Object(fields) => fields.iter().any(|(key, _)| asks(key.name)),
                _ => false,
            });
            if *is_list && narrows {
                push(reasons, "the elements that agree with the request");
            }
            rows.iter().for_each(|row| depends(operation, row, reasons));
        }
        _ => {}
    }
}

fn is_input(operation: &Operation, name: &str) -> bool {
    let is_parameter = operation.parameters.iter().any(|parameter| {
        parameter.name == name && !parameter.is_project() && parameter.location != Location::Header
    });
    is_parameter || operation.request.is_some_and(|schema| schema.field(name).is_some())
}
