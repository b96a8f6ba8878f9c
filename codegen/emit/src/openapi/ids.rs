//! How the ids look that requests carry, from the resource model.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use taurusdb_spec::resources::{FieldPath, Input, RefTargets};
use taurusdb_spec::{Api, Location, Operation, Type};

/// The pattern of the ids that a parameter carries, if they are ones that the service makes.
pub(super) fn of_parameter(
    api: &Api,
    operation: &Operation,
    location: Location,
    name: &str,
) -> Option<String> {
    let refs = &api.resources.operation(&operation.id)?.refs;
    let (input, targets) = refs.iter().find(|(input, _)| match input {
        Input::Path(own) => location == Location::Path && own == name,
        Input::Query(own) => location == Location::Query && own == name,
        Input::Body(_) => false,
    })?;
    pattern(api, &operation.id, input, targets)
}

/// Adds the patterns of the ids in bodies to the schemas of the components. A field has one only if all
/// operations say the same of it.
pub(super) fn add(api: &Api, schemas: &mut Map<String, Value>) {
    let mut found: BTreeMap<(String, String), Option<String>> = BTreeMap::new();
    for operation in api.operations() {
        let Some(body) = &operation.request else { continue };
        let Some(facts) = api.resources.operation(&operation.id) else { continue };
        for (input, targets) in &facts.refs {
            let Input::Body(path) = input else { continue };
            let Some(field) = field(api, &body.schema, path) else { continue };
            let pattern = pattern(api, &operation.id, input, targets);
            let known = found.entry(field).or_insert_with(|| pattern.clone());
            if *known != pattern {
                *known = None;
            }
        }
    }
    for ((schema, field), pattern) in found {
        let Some(pattern) = pattern else { continue };
        let Some(property) =
            schemas.get_mut(&schema).map(|schema| &mut schema["properties"][field])
        else {
            continue;
        };
        must_match(property, &pattern);
    }
}

/// Says that a text, or each text of a list, matches a pattern, if nothing else is said of it.
pub(super) fn must_match(schema: &mut Value, pattern: &str) {
    match schema["type"].as_str() {
        Some("string") if schema.get("enum").is_none() && schema.get("pattern").is_none() => {
            schema["pattern"] = match schema["x-format"] == "comma-separated" {
                true => {
                    let one = format!("({})", pattern.replace(['^', '$'], ""));
                    let more = match schema["x-max-items"].as_u64() {
                        Some(most) => format!("{{0,{}}}", most.saturating_sub(1)),
                        None => "*".to_owned(),
                    };
                    json!(format!("^{one}(,{one}){more}$"))
                }
                false => json!(pattern),
            };
        }
        Some("array") => must_match(&mut schema["items"], pattern),
        _ => {}
    }
}

/// The pattern of the ids of these resources; `None` if somebody may choose one, or if any text will do: where an
/// input only narrows a list, and where the resource is kept elsewhere.
fn pattern(api: &Api, operation: &str, input: &Input, targets: &RefTargets) -> Option<String> {
    let names = api.resources.resources.keys();
    let mut views = names.flat_map(|name| api.resources.views(api, name, operation));
    if views.any(|view| view.filters.contains_key(input)) {
        return None;
    }
    let mut all: Vec<&str> = Vec::new();
    for target in &targets.0 {
        let resource = api.resources.resource(&target.resource).filter(|one| !one.outside)?;
        let mut refers = resource.id.iter().filter_map(|path| resource.refs.get(path));
        if refers.any(|other| api.resources.resource(other).is_some_and(|other| other.outside)) {
            return None;
        }
        let shape = resource.id_shape.as_ref().filter(|_| target.attribute.is_none())?;
        let pattern = shape.pattern()?;
        if !all.contains(&pattern) {
            all.push(pattern);
        }
    }
    (!all.is_empty()).then(|| all.join("|"))
}

/// The schema and the field in it that a path leads to.
fn field(api: &Api, schema: &str, path: &FieldPath) -> Option<(String, String)> {
    let (last, before) = path.segments.split_last()?;
    let mut at = schema;
    for segment in before {
        let field = api.schemas[at].fields.iter().find(|field| field.name == segment.name)?;
        at = schema_of(&field.kind)?;
    }
    Some((at.to_owned(), last.name.clone()))
}

fn schema_of(kind: &Type) -> Option<&str> {
    match kind {
        Type::Schema(name) => Some(name),
        Type::Array(item) | Type::Map(item) => schema_of(item),
        _ => None,
    }
}
