//! What the value of a flag or argument can be.

use clap::{Arg, ValueHint};
use taurusdb_descriptor_types::resources::Input;
use taurusdb_descriptor_types::{Facts, Location, Operation, Type};

use super::candidate::{Answer, Candidate};
use super::line::Line;
use super::{ids, names};
use crate::command::{FIELD, takes};
use crate::explain::names::plain;
use crate::manual::Manual;
use crate::scalar;
use crate::shell::Shell;

/// A value that an operation takes.
pub(super) struct Taken {
    pub(super) operation: &'static Operation,
    /// The schema or operation that it belongs to.
    owner: &'static str,
    name: &'static str,
    kind: Type,
    pub(super) facts: &'static Facts<'static>,
    /// Where it travels: the path of a field has no marks of lists and maps.
    pub(super) location: Option<Location>,
    pub(super) path: Vec<&'static str>,
}

/// What the value of an argument can be.
pub(super) fn of(manual: Manual, line: &Line<'_>, arg: &Arg, shell: &mut Shell<'_>) -> Answer {
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        let shown = possible.iter().filter(|one| !one.is_hide_set());
        return shown
            .map(|one| {
                let help = one.get_help().map(ToString::to_string).unwrap_or_default();
                Candidate::new(one.get_name(), help)
            })
            .collect();
    }
    if let Some(taken) = taken(manual, line, arg) {
        let answer = listed(manual, &taken);
        return if answer.is_empty() { ids::of(manual, line, &taken, shell) } else { answer };
    }
    match arg.get_id().as_str() {
        "region" => names::regions(manual),
        "profile" => names::profiles(shell),
        "what" => names::explainable(manual, line.typed()),
        "dry-run" => {
            Answer::from_iter([Candidate::new("curl", ""), Candidate::new("canonical", "")])
        }
        _ if takes_file(arg) => Answer::files(),
        _ => Answer::default(),
    }
}

fn takes_file(arg: &Arg) -> bool {
    let hinted = matches!(
        arg.get_value_hint(),
        ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath
    );
    let names = arg.get_value_names().unwrap_or_default();
    hinted || names.iter().any(|name| ["FILE", "DIR", "PATH"].contains(&name.as_str()))
}

/// The parameter or field that an argument stands for.
fn taken(manual: Manual, line: &Line<'_>, arg: &Arg) -> Option<Taken> {
    let operation = manual.service.operations().find(|one| one.command == line.path)?;
    let id = arg.get_id().as_str();
    if let Some(take) = takes(operation).into_iter().find(|take| take.id() == id) {
        let parameter = take.parameter;
        return Some(Taken {
            operation,
            owner: operation.id,
            name: parameter.name,
            kind: parameter.kind,
            facts: parameter.facts,
            location: Some(parameter.location),
            path: vec![parameter.name],
        });
    }
    let mut schema = operation.request?;
    let mut path = Vec::new();
    let mut steps = id.strip_prefix(FIELD)?.split('.').map(plain).peekable();
    while let Some(step) = steps.next() {
        let field = schema.fields.iter().find(|field| plain(field.name) == step)?;
        path.push(field.name);
        if steps.peek().is_none() {
            return Some(Taken {
                operation,
                owner: schema.name,
                name: field.name,
                kind: field.kind,
                facts: field.facts,
                location: None,
                path,
            });
        }
        schema = field.kind.schema()?;
    }
    None
}

/// The values that the description lists, with what they mean.
fn listed(manual: Manual, taken: &Taken) -> Answer {
    let facts = taken.facts;
    let label = |value: &str| manual.docs.value(taken.owner, taken.name, value).unwrap_or_default();
    if !facts.values.is_empty() {
        return facts.values.iter().map(|value| Candidate::new(*value, label(value))).collect();
    }
    if matches!(scalar::element(&taken.kind), Type::Boolean) {
        return ["true", "false"]
            .iter()
            .map(|value| Candidate::new(*value, label(value)))
            .collect();
    }
    facts.default.map(|default| Candidate::new(default, "default")).into_iter().collect()
}

impl Taken {
    /// Whether an input of the model is this one.
    pub(super) fn is(&self, input: &Input) -> bool {
        match (input, self.location) {
            (Input::Path(name), Some(Location::Path)) => *name == self.name,
            (Input::Query(name), Some(Location::Query)) => *name == self.name,
            (Input::Body(path), None) => {
                path.segments().map(|segment| segment.name).eq(self.path.iter().copied())
            }
            _ => false,
        }
    }
}
