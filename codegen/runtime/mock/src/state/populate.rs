//! A world with a few things in it, for people who want to look at something before they make anything.
//!
//! They are made by the calls that make them, with the bodies that the document shows: so they are whole,
//! and everything else that a call leaves behind is there too. What cannot be made like this is left out.

use std::time::Duration;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{
    FieldPath, Input, Inside, Most, Parent, RefTarget, Resource,
};
use taurusdb_descriptor_types::{Operation, Parameter, Template};

use super::ask::Ask;
use super::world::World;
use crate::call::Call;
use crate::data::Data;

/// What the things of the resource that most operations are about are called.
const NAMES: [&str; 3] = ["orders", "billing", "reports"];

/// How much later each of them is made.
const BETWEEN: Duration = Duration::from_secs(26 * 3600 + 17 * 60);

impl World {
    /// Makes a few things in a project: three of the resource that most operations are about, and one of
    /// every other that a call makes.
    pub(crate) fn populate(&mut self, project: &str, region: &str) {
        // With what every project has, which what is made may refer to.
        self.project(project);
        let service = self.model.service;
        let weight = |resource: &Resource| {
            let operations = service.operations();
            operations.filter(|operation| operation.resource == Some(resource.name)).count()
        };
        let deletes = |id: &str| service.resources.iter().any(|other| other.delete.contains(&id));
        let limits = |name: &str| {
            let uses = service.resources.iter().flat_map(|other| other.uses);
            uses.into_iter()
                .any(|(_, most)| matches!(most, Most::Stated { resource, .. } if *resource == name))
        };
        let mut makers: Vec<(&'static Resource, &'static Operation)> = service
            .resources
            .iter()
            .filter_map(|resource| {
                // What is made by deleting something else would take that away; what limits others would, as an example
                // has it, allow less than there is.
                let creates = resource.create.iter().filter(|id| !deletes(id));
                if limits(resource.name) {
                    return None;
                }
                let mut creates = creates.filter_map(|id| service.operation(id));
                Some((resource, creates.find(|create| create.deprecated.is_none())?))
            })
            .collect();
        let main = makers
            .iter()
            .filter(|(resource, _)| resource.parent == Parent::Project)
            .max_by_key(|(resource, _)| weight(resource))
            .map(|(resource, _)| resource.name);
        // What lies deeper, or refers to more, needs the others first.
        makers.sort_by_key(|(resource, create)| {
            let sort = self.model.named(resource.name);
            let depth = sort.map_or(0, |sort| self.model.sort(sort).depth);
            (Some(resource.name) != main, depth, create.refs.len())
        });
        for (resource, create) in makers {
            let names = if Some(resource.name) == main { &NAMES[..] } else { &NAMES[..1] };
            for name in names {
                let label = match Some(resource.name) == main {
                    true => (*name).to_owned(),
                    false => format!("{name}-{}", resource.name.replace('_', "-")),
                };
                self.make(resource, create, project, region, &label);
                if Some(resource.name) == main {
                    self.advance(BETWEEN);
                }
            }
        }
    }

    /// Makes one, unless that is refused.
    fn make(
        &mut self,
        resource: &Resource,
        create: &'static Operation,
        project: &str,
        region: &str,
        label: &str,
    ) {
        let Some(index) = self.model.position(create.id) else { return };
        let target = |input: Input| {
            let found = create.refs.iter().find(|(of, _)| *of == input)?;
            found.1.iter().find_map(|target| self.first(target))
        };
        let mut path = Vec::new();
        for name in Template(create.path).parameters() {
            let value = match name {
                Parameter::PROJECT_ID => Some(project.to_owned()),
                name => target(Input::Path(name)),
            };
            let Some(value) = value else { return };
            path.push((name, value.into()));
        }
        let shown = self.model.sampler.examples.of(create.id);
        let shown = shown.iter().find(|example| example.status.is_none());
        let mut body = shown.and_then(|example| serde_json::from_str::<Value>(example.body).ok());
        if let Some(body) = &mut body {
            for (input, _) in create.refs {
                if let (Input::Body(at), Some(id)) = (input, target(*input)) {
                    set(body, *at, &id);
                }
            }
            if let Some(at) = resource.label {
                set(body, at, label);
            }
            set(body, FieldPath("region"), region);
        }
        let call = Call {
            operation: create,
            index,
            path,
            query: Vec::new(),
            body: body.as_ref().map(Data::from),
            unknown: Vec::new(),
        };
        // What is refused has changed nothing, and there is one thing less to look at.
        if let Err(refusal) = self.answer(&Ask::of(call)) {
            tracing::debug!(operation = create.id, ?refusal, "not made");
        }
    }

    /// The id of the first record of a resource.
    fn first(&self, target: &RefTarget) -> Option<String> {
        let sort = self.model.named(target.resource)?;
        let records = self.store.records().filter(|record| record.sort == sort);
        let record = records.min_by_key(|record| record.seq)?;
        let attribute = match (target.attribute, self.model.resource(sort).id) {
            (Some(attribute), _) => attribute,
            (None, [only]) => *only,
            (None, _) => return None,
        };
        record.get(attribute.0).map(super::datum::text)
    }
}

/// Puts a text where a body has a value already.
fn set(value: &mut Value, path: FieldPath, text: &str) {
    let mut places = vec![value];
    for segment in path.segments() {
        let mut next: Vec<&mut Value> =
            places.into_iter().filter_map(|place| place.get_mut(segment.name)).collect();
        for inside in segment.inside() {
            next = next.into_iter().flat_map(|place| within(place, inside)).collect();
        }
        places = next;
    }
    for place in places.into_iter().filter(|place| !place.is_object() && !place.is_array()) {
        *place = text.into();
    }
}

/// What lies in a list or a map.
fn within(value: &mut Value, inside: Inside) -> Vec<&mut Value> {
    match (inside, value) {
        (Inside::List, Value::Array(items)) => items.iter_mut().collect(),
        (Inside::Map, Value::Object(fields)) => fields.iter_mut().map(|(_, one)| one).collect(),
        _ => Vec::new(),
    }
}
