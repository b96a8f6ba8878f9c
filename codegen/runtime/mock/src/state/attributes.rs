//! The attributes of resources: which there are, what type they have, and what the service makes up
//! where no call says a value.

use std::collections::HashMap;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{Does, FieldPath, Inside, Kind, View};
use taurusdb_descriptor_types::{Field, Schema, Type};

use super::maker::{Made, Maker};
use super::model::{Model, Sort};

/// What is known of an attribute.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    /// The field that shows it; absent for what no view shows.
    pub(crate) field: Option<&'static Field>,
    /// What the service gives it, where no call and no default does.
    pub(crate) made: Made,
    /// What it would be given if it were made up.
    pub(crate) usual: Made,
    /// Whether an example shows a value.
    is_shown: bool,
}

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

/// The type of what stands at a path of a schema, inside lists and maps.
pub(crate) fn within(schema: &'static Schema, path: FieldPath) -> Option<Type> {
    let mut kind = Type::Record(schema);
    for segment in path.segments() {
        let Type::Record(schema) = kind else { return None };
        kind = schema.field(segment.name)?.kind;
        for inside in segment.inside() {
            kind = match (inside, kind) {
                (Inside::List, Type::Array(item)) | (Inside::Map, Type::Map(item)) => *item,
                _ => return None,
            };
        }
    }
    Some(kind)
}

/// All values at a path of an example, through its lists.
pub(crate) fn all(value: Option<&Value>, path: FieldPath) -> Vec<&Value> {
    let mut at: Vec<&Value> = value.into_iter().collect();
    for segment in path.segments() {
        at = at.into_iter().filter_map(|value| value.get(segment.name)).collect();
        for _ in segment.inside() {
            at = at
                .into_iter()
                .flat_map(|value| match value {
                    Value::Array(items) => items.iter().collect(),
                    Value::Object(fields) => fields.values().collect(),
                    _ => Vec::new(),
                })
                .collect();
        }
    }
    at
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

pub(crate) fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}

/// The path of a field as a constant: its own name, or one text for all records of a process.
pub(crate) fn leak(path: &str, field: &'static Field) -> &'static str {
    if path == field.name { field.name } else { interned(path) }
}

/// One text for all records of a process. There are as many as the description has paths.
pub(crate) fn interned(path: &str) -> &'static str {
    use std::collections::HashSet;
    use std::sync::{Mutex, PoisonError};
    static PATHS: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut guard = PATHS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = guard.get_or_insert_default();
    if let Some(one) = known.get(path) {
        return one;
    }
    let kept: &'static str = Box::leak(path.to_owned().into_boxed_str());
    known.insert(kept);
    kept
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
