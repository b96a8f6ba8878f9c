//! Which operation lists the ids that can stand somewhere, and where they are in its answer.

use serde_json::Value;
use taurusdb_descriptor_types::resources::{
    End, FieldPath, Inside, Reading, RefTarget, Resource, Source, View,
};
use taurusdb_descriptor_types::{Operation, Service};

use super::candidate::{Answer, Candidate};
use super::taken::Taken;

/// How ids are looked up.
pub(super) struct Lookup {
    pub(super) operation: &'static Operation,
    /// The records in its answer.
    at: FieldPath,
    /// The id, below the record.
    id: FieldPath,
    /// What is shown beside it.
    label: Option<FieldPath>,
}

/// The field that is shown beside an id where the model names none.
const NAME: FieldPath = FieldPath("name");

impl Lookup {
    /// How the ids for a value are looked up; `None` where nothing lists them.
    pub(super) fn of(service: &'static Service, taken: &Taken) -> Option<Self> {
        let refs = taken.operation.refs.iter().find(|(input, _)| taken.is(input));
        let targets = refs.map_or(&[][..], |(_, targets)| targets);
        let by_model = targets.iter().find_map(|target| Self::of_target(service, target));
        by_model.or_else(|| Self::of_source(service, taken))
    }

    fn of_target(service: &'static Service, target: &RefTarget) -> Option<Self> {
        let resource = service.resource(target.resource)?;
        let operation = service.operation(resource.lookup.or(resource.list.first().copied())?)?;
        Self::in_answer(operation, resource, target.attribute.or(resource.id.first().copied())?)
    }

    /// By what the document says about where the value comes from.
    fn of_source(service: &'static Service, taken: &Taken) -> Option<Self> {
        let from = taken.facts.value_from?;
        let operation = service.operation(from.operation)?;
        if let Some(resource) = operation.resource.and_then(|name| service.resource(name))
            && from.field.is_none()
        {
            return Self::in_answer(operation, resource, *resource.id.first()?);
        }
        let at = operation.paging?.items;
        Some(Self { operation, at, id: FieldPath(from.field?), label: Some(NAME) })
    }

    fn in_answer(
        operation: &'static Operation,
        resource: &'static Resource,
        attribute: FieldPath,
    ) -> Option<Self> {
        let views = resource.views.iter().find(|on| on.operation == operation.id);
        let view = views.and_then(|on| on.list.first());
        let at = view.map(|view| view.at).or(operation.paging.map(|paging| paging.items))?;
        let shown = |attribute| view.map_or(attribute, |view| field(view, attribute));
        Some(Self { operation, at, id: shown(attribute), label: resource.label.map(shown) })
    }

    /// The ids in an answer.
    pub(super) fn ids(&self, body: &Value) -> Answer {
        let text = |record: &Value, path| {
            pick(record, path).into_iter().find_map(|value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            })
        };
        let candidate = |record: &Value| {
            let id = text(record, self.id)?;
            let label = self.label.and_then(|path| text(record, path)).filter(|text| *text != id);
            Some(Candidate::new(id, label.unwrap_or_default()))
        };
        pick(body, self.at).into_iter().filter_map(candidate).collect()
    }
}

/// The field of a view that shows an attribute.
fn field(view: &'static View, attribute: FieldPath) -> FieldPath {
    let shows = |source: &Source| match source {
        Source::Read(Reading { through: [], end: End::Attribute(path) }) => *path == attribute,
        _ => false,
    };
    view.fields.iter().find(|(_, source)| shows(source)).map_or(attribute, |(path, _)| *path)
}

/// All that a path leads to; at its end, it goes into lists by itself.
fn pick(value: &Value, path: FieldPath) -> Vec<&Value> {
    let mut found = vec![value];
    for segment in path.segments() {
        found = found.into_iter().filter_map(|value| value.get(segment.name)).collect();
        for inside in segment.inside() {
            found = found
                .into_iter()
                .flat_map(|value| match inside {
                    Inside::List => elements(value),
                    Inside::Map => value.as_object().into_iter().flat_map(|o| o.values()).collect(),
                })
                .collect();
        }
    }
    found.into_iter().flat_map(elements).collect()
}

fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        other => vec![other],
    }
}
