//! Follows paths through the requests and answers of operations.

use crate::resources::{FieldPath, Input, Inside};
use crate::{Api, Location, Operation, Type};

/// The type of an operation's body.
pub(super) fn request(operation: &Operation) -> Option<Type> {
    operation.request.as_ref().map(|body| Type::Schema(body.schema.clone()))
}

/// The type of the answer of an operation on success.
pub(super) fn response(operation: &Operation) -> Option<Type> {
    let (_, response) = operation.success()?;
    response.schema.clone().map(Type::Schema)
}

/// The type at the end of a path, or why the path leads nowhere.
pub(super) fn follow(api: &Api, root: &Type, path: &FieldPath) -> Result<Type, String> {
    let mut kind = root.clone();
    for segment in &path.segments {
        let Some(schema) = schema(&kind).and_then(|name| api.schemas.get(name)) else {
            return Err(format!("no field '{}' inside a value of type {kind}", segment.name));
        };
        let Some(field) = schema.fields.iter().find(|field| field.name == segment.name) else {
            let names = schema.fields.iter().map(|field| field.name.as_str());
            return Err(format!("no field '{}'{}", segment.name, nearest(&segment.name, names)));
        };
        kind = field.kind.clone();
        for inside in &segment.into {
            kind = match (inside, kind) {
                (Inside::List, Type::Array(inner)) | (Inside::Map, Type::Map(inner)) => *inner,
                (Inside::List, kind) => {
                    return Err(format!("no list at '{}': it is of type {kind}", segment.name));
                }
                (Inside::Map, kind) => {
                    return Err(format!("no map at '{}': it is of type {kind}", segment.name));
                }
            };
        }
    }
    Ok(kind)
}

/// The type of an input, or why the operation has no such input.
pub(super) fn input(api: &Api, operation: &Operation, input: &Input) -> Result<Type, String> {
    let parameter = |location, name: &str| {
        let mut known = operation.parameters_in(location);
        known.find(|parameter| parameter.name == name).map(|p| p.kind.clone()).ok_or_else(|| {
            let names = operation.parameters_in(location).map(|parameter| parameter.name.as_str());
            format!("no such parameter '{name}'{}", nearest(name, names))
        })
    };
    match input {
        Input::Path(name) => parameter(Location::Path, name),
        Input::Query(name) => parameter(Location::Query, name),
        Input::Body(path) => match request(operation) {
            Some(body) => follow(api, &body, path),
            None => Err("no body".to_owned()),
        },
    }
}

/// The schema that a type names directly, not through lists or maps.
pub(super) fn schema(kind: &Type) -> Option<&str> {
    match kind {
        Type::Schema(name) => Some(name),
        _ => None,
    }
}

/// The end of a message: the known names that are most like the one found.
pub(super) fn nearest<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    if names.is_empty() {
        return "; no names are known there".to_owned();
    }
    let likeness = |name: &str| (strsim::jaro_winkler(found, name) * 1000.0) as i32;
    names.sort_by_key(|name| (-likeness(name), *name));
    names.dedup();
    names.truncate(3);
    format!("; nearest: {}", names.join(", "))
}
