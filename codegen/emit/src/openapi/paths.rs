//! The paths of the export: one object for each path, one operation for each method of it.
//!
//! OpenAPI has one operation for a method and a path, and calls paths identical that differ only in the
//! names of their parameters. The reference knows more: several operations with one route, which differ
//! in their bodies, and other names for a parameter in other sections.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use taurusdb_spec::{Api, Location, Operation, shape};

use super::{operation, variants};

/// A path and a method.
type Route<'a> = (&'a str, &'a str);

pub(super) fn paths(api: &Api) -> Map<String, Value> {
    let mut templates: BTreeMap<String, &str> = BTreeMap::new();
    for operation in api.operations() {
        templates.entry(shape(&operation.path)).or_insert(&operation.path);
    }
    // In the order of the specification.
    let mut routes: Vec<(Route<'_>, Vec<(&Operation, Value)>)> = Vec::new();
    for found in api.operations() {
        let template = templates[&shape(&found.path)];
        let mut exported = operation::operation(api, found);
        if template != found.path {
            rename(&mut exported, &found.path, template);
        }
        let route = (template, found.method.as_str());
        match routes.iter_mut().find(|(known, _)| found.variant.is_some() && *known == route) {
            Some((_, same)) => same.push((found, exported)),
            None => routes.push((route, vec![(found, exported)])),
        }
    }
    let mut paths = Map::new();
    for ((template, method), same) in routes {
        let methods = paths.entry(template).or_insert_with(|| json!({}));
        methods[method.to_ascii_lowercase()] = variants::merged(same);
    }
    paths
}

/// Calls the parameters of a path as another template of the same shape does.
fn rename(exported: &mut Value, path: &str, template: &str) {
    let names = |path: &str| -> Vec<String> {
        let name = |segment: &str| Some(segment.strip_prefix('{')?.strip_suffix('}')?.to_owned());
        path.split('/').filter_map(name).collect()
    };
    let (old, new) = (names(path), names(template));
    let parameters = exported.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let is_path = parameter["in"] == json!(Location::Path);
        let at = old.iter().position(|name| is_path && parameter["name"] == **name);
        if let Some(name) = at.and_then(|at| new.get(at)).filter(|name| parameter["name"] != **name)
        {
            parameter["x-name"] = parameter["name"].take();
            parameter["name"] = json!(name);
        }
    }
}
