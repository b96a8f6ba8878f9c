//! The attributes of each resource, as its views show them.

use std::collections::{BTreeMap, BTreeSet};

use crate::fitting::shape;
use crate::resources::{FieldPath, Inside, Resource, Resources, Segment, View};
use crate::{Api, Operation, Type};

/// The attributes of one resource.
#[derive(Default)]
pub(super) struct Attributes(BTreeSet<String>);

impl Attributes {
    /// Whether the attribute exists, or attributes inside it.
    pub(super) fn has(&self, path: &FieldPath) -> bool {
        let path = path.to_string();
        self.0.contains(&path)
            || self.0.iter().any(|known| {
                let rest = known.strip_prefix(&path);
                rest.is_some_and(|rest| rest.starts_with('.') || rest.starts_with("[]"))
            })
    }

    /// All attributes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    fn add(&mut self, path: &FieldPath) {
        self.0.insert(path.to_string());
    }
}

/// The attributes of all resources: the fields of their views after renaming, and the hidden ones.
pub(super) fn collect<'a>(model: &'a Resources, api: &Api) -> BTreeMap<&'a str, Attributes> {
    let mut shown: BTreeMap<&str, Vec<(&str, View)>> = BTreeMap::new();
    for (name, resource) in &model.resources {
        for operation in resource.views.keys() {
            let views =
                model.views(api, name, operation).into_iter().map(|view| (name.as_str(), view));
            shown.entry(operation).or_default().extend(views);
        }
    }

    let mut all: BTreeMap<&str, Attributes> = model
        .resources
        .iter()
        .map(|(name, resource)| (name.as_str(), declared(resource)))
        .collect();
    for (operation, views) in &shown {
        let Some(operation) = api.operation(operation) else { continue };
        for (name, view) in views {
            let attributes = all.entry(name).or_default();
            for path in by_view(model, api, operation, name, view, views) {
                attributes.add(&path);
            }
        }
    }
    all
}

fn declared(resource: &Resource) -> Attributes {
    let mut attributes = Attributes::default();
    resource.hidden.iter().chain(&resource.state).for_each(|path| attributes.add(path));
    attributes
}

/// The attributes that one view shows.
fn by_view(
    model: &Resources,
    api: &Api,
    operation: &Operation,
    name: &str,
    view: &View,
    others: &[(&str, View)],
) -> Vec<FieldPath> {
    let mut found: Vec<FieldPath> = view.group.values().cloned().collect();
    let Some(element) =
        shape::response(operation).and_then(|root| shape::follow(api, &root, &view.at).ok())
    else {
        return found;
    };
    let Some(schema) = shape::schema(&element) else {
        let whole = view.fields.get(&FieldPath::default());
        found.extend(whole.and_then(|source| source.attribute()).cloned());
        return found;
    };

    let skip = shown_elsewhere(name, view, others);
    let task = model.operation(&operation.id).and_then(|facts| facts.task.as_ref());
    let is_handle = |leaf: &FieldPath| {
        task.is_some_and(|task| task.handles().any(|(_, path)| *path == view.at.join(leaf)))
    };
    let mut leaves = Vec::new();
    collect_leaves(api, schema, &FieldPath::default(), &skip, &mut Vec::new(), &mut leaves);
    for leaf in leaves.into_iter().filter(|leaf| !is_handle(leaf)) {
        let source = view.fields.get(&leaf).or_else(|| view.fields.get(&leaf.elements()));
        match source {
            Some(source) => found.extend(source.attribute().cloned()),
            None if view.fields.keys().any(|whole| is_inside(&leaf, whole)) => {}
            None => found.push(leaf),
        }
    }
    found
}

/// Whether a field is part of an object or list that has a source as a whole.
fn is_inside(leaf: &FieldPath, whole: &FieldPath) -> bool {
    let inside = |whole: &FieldPath| leaf.below(whole).is_some_and(|rest| !rest.is_empty());
    !whole.is_empty() && (inside(whole) || inside(&whole.elements()))
}

/// The places below a view that another view of the same answer shows.
fn shown_elsewhere(name: &str, view: &View, others: &[(&str, View)]) -> BTreeSet<FieldPath> {
    let mut skip = BTreeSet::new();
    for (other, deeper) in others {
        let Some(path) = deeper.at.below(&view.at).filter(|path| !path.is_empty()) else {
            continue;
        };
        // A list that is grouped belongs to the resource whose values it groups.
        let first = &path.segments[0];
        if *other != name && path.segments.len() > 1 && first.into.last() == Some(&Inside::List) {
            skip.insert(FieldPath { segments: vec![first.clone()] });
        }
        skip.insert(path);
    }
    skip
}

fn collect_leaves(
    api: &Api,
    schema: &str,
    prefix: &FieldPath,
    skip: &BTreeSet<FieldPath>,
    seen: &mut Vec<String>,
    leaves: &mut Vec<FieldPath>,
) {
    let Some(known) = api.schemas.get(schema) else { return };
    for field in &known.fields {
        let segment =
            |into| FieldPath { segments: vec![Segment { name: field.name.clone(), into }] };
        let plain = prefix.join(&segment(Vec::new()));
        let mut kind = &field.kind;
        let mut into = Vec::new();
        while let Type::Array(inner) = kind {
            kind = inner;
            into.push(Inside::List);
        }
        let element = prefix.join(&segment(into));
        if matches!(kind, Type::Map(_)) {
            leaves.push(plain);
        } else if skip.contains(&element) || skip.contains(&plain) {
            // Shown by another view.
        } else if let Type::Schema(inner) = kind {
            if !seen.contains(inner) {
                seen.push(inner.clone());
                collect_leaves(api, inner, &element, skip, seen, leaves);
                seen.pop();
            }
        } else {
            leaves.push(plain);
        }
    }
}
