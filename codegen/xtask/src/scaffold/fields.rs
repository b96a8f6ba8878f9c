//! The parameters and fields of an operation, at any depth.

use std::collections::BTreeSet;

use taurusdb_spec::{Api, Facts, Location, Operation, Type};

/// A parameter or field of an operation.
pub(super) struct Named<'a> {
    /// The operation or schema that it belongs to.
    pub(super) owner: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: &'a Type,
    pub(super) facts: &'a Facts,
}

/// All parameters and fields, each once.
pub(super) fn all<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Named<'a>> {
    let parameters = operation.parameters.iter().map(|p| Named {
        owner: &operation.id,
        name: &p.name,
        kind: &p.kind,
        facts: &p.facts,
    });
    let mut found: Vec<Named<'a>> = parameters.collect();
    let roots = operation.request.iter().map(|body| &body.schema);
    let roots = roots.chain(operation.responses.values().filter_map(|r| r.schema.as_ref()));
    let mut seen = BTreeSet::new();
    for root in roots {
        collect(api, root, &mut seen, &mut found);
    }
    found
}

fn collect<'a>(
    api: &'a Api,
    schema: &'a str,
    seen: &mut BTreeSet<&'a str>,
    found: &mut Vec<Named<'a>>,
) {
    let Some(known) = api.schemas.get(schema).filter(|_| seen.insert(schema)) else { return };
    for field in &known.fields {
        let (kind, facts) = (&field.kind, &field.facts);
        found.push(Named { owner: schema, name: &field.name, kind, facts });
        if let Some(inner) = kind.schema() {
            collect(api, inner, seen, found);
        }
    }
}

/// The inputs of an operation as the resource model writes them, with their names.
pub(super) fn inputs(api: &Api, operation: &Operation) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = operation
        .parameters
        .iter()
        .filter(|p| p.location != Location::Header && !p.is_project())
        .map(|p| (format!("{}:{}", p.location.as_str(), p.name), p.name.clone()))
        .collect();
    if let Some(body) = &operation.request {
        below(api, &body.schema, "body:", &mut Vec::new(), &mut found);
    }
    found
}

fn below(
    api: &Api,
    schema: &str,
    prefix: &str,
    path: &mut Vec<String>,
    found: &mut Vec<(String, String)>,
) {
    if path.iter().any(|known| known == schema) {
        return;
    }
    path.push(schema.to_owned());
    for field in api.schemas.get(schema).into_iter().flat_map(|known| &known.fields) {
        let (mut kind, mut place) = (&field.kind, format!("{prefix}{}", field.name));
        while let Type::Array(inner) | Type::Map(inner) = kind {
            place += if matches!(kind, Type::Array(_)) { "[]" } else { "{}" };
            kind = inner;
        }
        match kind {
            Type::Schema(inner) => below(api, inner, &format!("{place}."), path, found),
            _ => found.push((place, field.name.clone())),
        }
    }
    path.pop();
}

/// The fields at the top of an answer or of a request body.
pub(super) fn top<'a>(api: &'a Api, schema: Option<&str>) -> &'a [taurusdb_spec::Field] {
    schema.and_then(|name| api.schemas.get(name)).map_or(&[], |schema| &schema.fields)
}

/// The schema of the success answer.
pub(super) fn answer(operation: &Operation) -> Option<&str> {
    operation.success()?.1.schema.as_deref()
}
