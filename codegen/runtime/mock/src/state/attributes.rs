//! The attributes of resources: which there are, what type they have, and what the service makes up
//! where no call says a value.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{Does, FieldPath, Kind, View};
use taurusdb_descriptor_types::{Schema, Type};

use super::common::Common;
use super::maker::Maker;
use super::model::Model;
use super::names::Names;
use super::paths::{all, join, leak, within};
use super::sort::Made;
use super::sort::{Attribute, Sort};

/// Fills in the attributes of all resources from their views, and the rows that examples show.
pub(crate) fn collect(model: &mut Model) {
    let mut found: Vec<(Sort, &'static str, Attribute)> = Vec::new();
    let mut rows: HashMap<Sort, Vec<HashMap<&'static str, Value>>> = HashMap::new();
    for (_, operation) in model.operations() {
        let Some(schema) = operation.operation.success().and_then(|success| success.schema) else {
            continue;
        };
        let shown = example(model, operation.operation.id);
        for (sort, view) in &operation.views {
            let Some(Type::Record(schema)) = within(schema, view.at) else { continue };
            let elements = all(shown.as_ref(), view.at);
            let others: Vec<_> = operation.views.iter().map(|(_, view)| view.at).collect();
            let mut walk = Walk { model, sort: *sort, view, others, found: &mut found };
            walk.fields(schema, "", elements.first().copied());
            if model.sort(*sort).is_generated {
                let own = elements.iter().map(|element| row(view, schema, element));
                let known = rows.entry(*sort).or_default();
                if known.len() < elements.len() {
                    *known = own.collect();
                }
            }
        }
    }
    for (sort, name, attribute) in found {
        let known = &mut model.sort_mut(sort).attributes;
        // An example is better than a guess, whichever view has it.
        let rank = |one: &Attribute| (one.made != Made::Never, one.is_shown);
        let is_better = known.get(name).is_none_or(|old| rank(old) < rank(&attribute));
        if is_better {
            known.insert(name, attribute);
        }
    }
    for (sort, rows) in rows {
        model.sort_mut(sort).rows = rows;
    }
    for sort in model.sorts() {
        let names = only_set(model, sort);
        let known = &mut model.sort_mut(sort).attributes;
        for name in names {
            let unknown =
                Attribute { field: None, made: Made::Never, usual: Made::Never, is_shown: false };
            known.entry(name).or_insert(unknown).made = Made::Never;
        }
        let entry = model.sort_mut(sort);
        let id = entry.resource.id.iter().map(|path| path.0);
        let names = Names::new(sort, entry.attributes.keys().copied().chain(id));
        entry.bare = Arc::new(Common::bare(names));
    }
}

/// The attributes that only calls and defaults give a value: what they leave out is absent.
fn only_set(model: &Model, sort: Sort) -> Vec<&'static str> {
    let entry = model.sort(sort);
    let resource = entry.resource;
    let is_kept = matches!(resource.kind, Kind::Setting | Kind::Optional);
    let mut names: Vec<&'static str> = Vec::new();
    let mut add = |paths: &[FieldPath]| names.extend(paths.iter().map(|path| path.0));
    add(resource.hidden);
    for (path, _) in resource.defaults {
        add(&[*path]);
    }
    for step in resource.on.iter().flat_map(|on| on.list) {
        if is_kept || matches!(step.does, Does::Create | Does::Put) {
            add(step.copies);
            step.sets.iter().for_each(|(path, _)| add(&[*path]));
        }
        step.ends.iter().for_each(|(path, _)| add(&[*path]));
    }
    if [model.tasks.now, model.tasks.later].contains(&Some(sort)) {
        names.extend(entry.attributes.keys());
    }
    names.extend(resource.state.map(|path| path.0));
    // Ids that the service chooses are those of records that there are.
    names.retain(|name| model.referred(sort, name).is_none());
    names
}

/// The example of a success, as a value.
pub(crate) fn example(model: &Model, operation: &str) -> Option<Value> {
    let example = model.sampler.examples.success(operation)?;
    serde_json::from_str(example.body).ok()
}

/// The attributes that one element of an example shows.
fn row(
    view: &'static View,
    schema: &'static Schema,
    element: &Value,
) -> HashMap<&'static str, Value> {
    fn fields(
        view: &'static View,
        schema: &'static Schema,
        prefix: &str,
        element: &Value,
        row: &mut HashMap<&'static str, Value>,
    ) {
        for field in schema.fields {
            let Some(value) = element.get(field.name) else { continue };
            let path = join(prefix, field.name);
            match (field.kind, attribute_of(view, &path)) {
                (_, Some(None)) => {}
                (Type::Record(inner), None) => fields(view, inner, &path, value, row),
                (_, Some(Some(name))) => {
                    row.insert(name, value.clone());
                }
                (_, None) => {
                    row.insert(leak(&path, field), value.clone());
                }
            }
        }
    }
    let mut values = HashMap::new();
    fields(view, schema, "", element, &mut values);
    values
}

/// Which attribute a view shows at a field: another name, nothing of its own, or that of the path.
fn attribute_of(view: &View, path: &str) -> Option<Option<&'static str>> {
    use taurusdb_descriptor_types::resources::{End, Reading, Source};
    let (_, source) = view.fields.iter().find(|(field, _)| field.0 == path)?;
    Some(match source {
        Source::Read(Reading { through: [], end: End::Attribute(attribute) }) => Some(attribute.0),
        _ => None,
    })
}

/// A walk through the fields of one view.
struct Walk<'w> {
    model: &'w Model,
    sort: Sort,
    view: &'static View,
    /// Where views of the same answer show records.
    others: Vec<FieldPath>,
    found: &'w mut Vec<(Sort, &'static str, Attribute)>,
}

impl Walk<'_> {
    fn fields(&mut self, schema: &'static Schema, prefix: &str, shown: Option<&Value>) {
        for field in schema.fields {
            let path = join(prefix, field.name);
            let shown = shown.and_then(|value| value.get(field.name));
            if self.is_of_another(&path) {
                continue;
            }
            let name = match attribute_of(self.view, &path) {
                Some(Some(name)) => name,
                Some(None) => continue,
                None => match field.kind {
                    Type::Record(inner) if !self.is_open(&path) => {
                        self.fields(inner, &path, shown);
                        continue;
                    }
                    _ => leak(&path, field),
                },
            };
            let made = Maker { model: self.model, sort: Some(self.sort) }.of(field, &path, shown);
            let usual = made.clone();
            let is_shown = shown.is_some();
            let attribute = Attribute { field: Some(field), made, usual, is_shown };
            self.found.push((self.sort, name, attribute));
        }
    }

    /// Whether another view of the answer begins at a field or below it.
    fn is_of_another(&self, path: &str) -> bool {
        let full = join(self.view.at.0, path);
        let below = |at: &&FieldPath| {
            let rest = at.0.strip_prefix(full.as_str());
            rest.is_some_and(|rest| rest.starts_with(['[', '{']) || rest.is_empty())
        };
        self.others.iter().any(|at| below(&at))
    }

    /// Schemas that contain themselves are not followed further.
    fn is_open(&self, path: &str) -> bool {
        path.matches('.').count() > 6
    }
}
