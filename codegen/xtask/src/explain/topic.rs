//! Finds what a text refers to: by name, number, route, or line.

use taurusdb_spec::{
    Action, Api, Endpoint, Field, Group, Metric, Operation, Parameter, StatusCode, Type, near,
};

/// Something that can be explained.
pub(super) enum Topic<'a> {
    Group(&'a Group),
    Operation(&'a Operation),
    Parameter(&'a Operation, &'a Parameter),
    Field {
        /// The place through which it was found: `instances.rename · request`, or the schema's
        /// name.
        place: String,
        schema: &'a str,
        field: &'a Field,
    },
    Schema(&'a str),
    ErrorCode(&'a str),
    Metric(&'a Metric),
    /// A section with several operations below it.
    Section(&'a str, Vec<&'a Operation>),
    Endpoint(&'a Endpoint),
    Status(&'a StatusCode),
    Action(&'a Action),
}

impl<'a> Topic<'a> {
    /// Everything that a text can refer to.
    pub(super) fn find(api: &'a Api, text: &str) -> Vec<Self> {
        if let Ok(line) = text.trim_start_matches("line ").parse::<u32>() {
            return at_line(api, line);
        }
        if let Some(operation) = api.operation(text) {
            return vec![Self::Operation(operation)];
        }
        // Most texts are of one form only, so the order of the rest matters little.
        [in_section, at_route, in_table, of_service]
            .iter()
            .find_map(|find| {
                let found = find(api, text);
                (!found.is_empty()).then_some(found)
            })
            .unwrap_or_else(|| Self::named(api, text))
    }

    fn named(api: &'a Api, text: &str) -> Vec<Self> {
        if let Some(group) = api.groups.iter().find(|group| group.id == text) {
            return vec![Self::Group(group)];
        }
        if let Some((code, _)) = api.docs.errors().find(|(code, _)| code.eq_ignore_ascii_case(text))
        {
            return vec![Self::ErrorCode(code)];
        }
        if let Some(metric) = api.service.metrics.iter().find(|metric| metric.id == text) {
            return vec![Self::Metric(metric)];
        }
        if let Some((name, _)) = api.schemas.get_key_value(text) {
            return vec![Self::Schema(name)];
        }
        let below = below_operation(api, text);
        if !below.is_empty() {
            return below;
        }
        let below = below_schema(api, text);
        if !below.is_empty() {
            return below;
        }
        anywhere(api, text)
    }
}

/// `4.3.7`, or all sections below `4.3`.
fn in_section<'a>(api: &'a Api, text: &str) -> Vec<Topic<'a>> {
    let is_below = |section: &str| {
        section.strip_prefix(text).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let found: Vec<&Operation> =
        api.operations().filter(|operation| is_below(&operation.section)).collect();
    match found[..] {
        [] => Vec::new(),
        [operation] => vec![Topic::Operation(operation)],
        [first, ..] => vec![Topic::Section(&first.section[..text.len()], found)],
    }
}

/// `GET /v3/{project_id}/jobs`, or the path alone.
fn at_route<'a>(api: &'a Api, text: &str) -> Vec<Topic<'a>> {
    let is_meant = |operation: &&Operation| {
        let path = text.split_once(' ').map_or(text, |(method, path)| {
            let same = method.eq_ignore_ascii_case(operation.method.as_str());
            if same { path.trim() } else { "" }
        });
        operation.path == path
    };
    api.operations().filter(is_meant).map(Topic::Operation).collect()
}

/// `4-62`, or `Table 4-62`.
fn in_table<'a>(api: &'a Api, text: &str) -> Vec<Topic<'a>> {
    let table = text.trim_start_matches("Table ").trim_start_matches("table ");
    let parameters = api.operations().flat_map(|operation| {
        let listed = operation.parameters.iter().filter(|parameter| parameter.table == table);
        listed.map(move |parameter| Topic::Parameter(operation, parameter))
    });
    let schemas = api
        .schemas
        .iter()
        .filter(|(_, schema)| schema.sources.iter().any(|source| source.table == table));
    parameters.chain(schemas.map(|(name, _)| Topic::Schema(name))).collect()
}

/// A region or its host, `status 404`, an IAM action.
fn of_service<'a>(api: &'a Api, text: &str) -> Vec<Topic<'a>> {
    let service = &api.service;
    let endpoints = service.endpoints.iter().filter(|e| e.region == text || e.host == text);
    let status = text.strip_prefix("status ").and_then(|status| status.parse().ok());
    let statuses = service.status_codes.iter().filter(|code| Some(code.status) == status);
    let actions = service.actions.iter().filter(|action| action.action == text);
    endpoints
        .map(Topic::Endpoint)
        .chain(statuses.map(Topic::Status))
        .chain(actions.map(Topic::Action))
        .collect()
}

/// `instances.create.charge_info.period_num`: the longest prefix that is an operation, then a path.
fn below_operation<'a>(api: &'a Api, text: &str) -> Vec<Topic<'a>> {
    let fits = |operation: &&Operation| {
        text.strip_prefix(&operation.id).is_some_and(|rest| rest.starts_with('.'))
    };
    let Some(operation) = api.operations().filter(fits).max_by_key(|o| o.id.len()) else {
        return Vec::new();
    };
    let path = steps(&text[operation.id.len() + 1..]);
    // `request.x` and `response.x` say which of the two is meant.
    let (side, path) = match path.split_first() {
        Some((&("request" | "response"), rest)) if !rest.is_empty() => {
            (Some(path[0]), rest.to_vec())
        }
        _ => (None, path),
    };
    let mut found = Vec::new();
    if let [name] = path[..]
        && side != Some("response")
    {
        let parameters = operation.parameters.iter().filter(|parameter| parameter.name == name);
        found.extend(parameters.map(|parameter| Topic::Parameter(operation, parameter)));
    }
    let request = operation.request.as_ref().map(|body| ("request", body.schema.as_str()));
    let response = operation.success().and_then(|(_, response)| response.schema.as_deref());
    let response = response.map(|schema| ("response", schema));
    for (kind, schema) in request.into_iter().chain(response) {
        if side.is_none_or(|side| side == kind)
            && let Some((schema, field)) = walk(api, schema, &path)
        {
            let place = format!("{} · {kind} field {}", operation.id, path.join("."));
            found.push(Topic::Field { place, schema, field });
        }
    }
    found
}

/// `instances[].port`, as the ledger writes it, is the field `port` in `instances`.
fn steps(path: &str) -> Vec<&str> {
    path.split('.').map(|part| part.trim_end_matches("[]")).collect()
}

fn below_schema<'a>(api: &'a Api, text: &str) -> Vec<Topic<'a>> {
    let Some((schema, path)) = text.split_once('.') else { return Vec::new() };
    let path = steps(path);
    let found = api.schemas.contains_key(schema).then(|| walk(api, schema, &path)).flatten();
    let found = found.map(|(schema, field)| Topic::Field {
        place: format!("{schema}.{}", field.name),
        schema,
        field,
    });
    found.into_iter().collect()
}

/// A name alone: every place that has it.
fn anywhere<'a>(api: &'a Api, name: &str) -> Vec<Topic<'a>> {
    let parameters = api.operations().flat_map(|operation| {
        let named = operation.parameters.iter().filter(|parameter| parameter.name == name);
        named.map(move |parameter| Topic::Parameter(operation, parameter))
    });
    let fields = api.schemas.iter().flat_map(|(schema, found)| {
        found.fields.iter().filter(|field| field.name == name).map(move |field| Topic::Field {
            place: format!("{schema}.{}", field.name),
            schema,
            field,
        })
    });
    parameters.chain(fields).collect()
}

fn at_line(api: &Api, line: u32) -> Vec<Topic<'_>> {
    let parameters = api.operations().flat_map(|operation| {
        let here = operation.parameters.iter().filter(move |parameter| parameter.line == line);
        here.map(move |parameter| Topic::Parameter(operation, parameter))
    });
    let fields = api.schemas.iter().flat_map(|(schema, found)| {
        found.fields.iter().filter(|field| field.lines.contains(&line)).map(move |field| {
            Topic::Field { place: format!("{schema}.{}", field.name), schema, field }
        })
    });
    let mut found: Vec<Topic<'_>> = parameters.chain(fields).collect();
    let schemas = api.schemas.iter().filter(|(_, s)| s.sources.iter().any(|x| x.line == line));
    found.extend(schemas.map(|(name, _)| Topic::Schema(name)));
    found.extend(
        api.service
            .error_codes
            .iter()
            .filter(|e| e.line == line)
            .map(|e| Topic::ErrorCode(&e.code)),
    );
    let service = &api.service;
    found.extend(service.metrics.iter().filter(|m| m.line == line).map(Topic::Metric));
    found.extend(service.endpoints.iter().filter(|e| e.line == line).map(Topic::Endpoint));
    found.extend(service.status_codes.iter().filter(|s| s.line == line).map(Topic::Status));
    found.extend(service.actions.iter().filter(|a| a.line == line).map(Topic::Action));
    if found.is_empty() {
        let here = |o: &&Operation| (o.lines[0]..=o.lines[1]).contains(&line);
        found.extend(api.operations().find(here).map(Topic::Operation));
    }
    found
}

fn walk<'a>(api: &'a Api, schema: &str, path: &[&str]) -> Option<(&'a str, &'a Field)> {
    let (name, found) = api.schemas.get_key_value(schema)?;
    let (first, rest) = path.split_first()?;
    let field = found.fields.iter().find(|field| field.name == *first)?;
    if rest.is_empty() {
        return Some((name, field));
    }
    walk(api, Type::schema(&field.kind)?, rest)
}

/// How deep objects are searched for similar names.
const DEPTH: usize = 4;

fn collect(api: &Api, schema: &str, path: &str, depth: usize, names: &mut Vec<String>) {
    for field in &api.schemas[schema].fields {
        let path = format!("{path}.{}", field.name);
        if let Some(inner) = field.kind.schema().filter(|_| depth > 0) {
            collect(api, inner, &path, depth - 1, names);
        }
        names.push(path);
    }
}

/// Names that are similar to the text.
pub(super) fn near_misses(api: &Api, text: &str) -> Vec<String> {
    const MOST: usize = 5;
    let mut names: Vec<String> = api.operations().map(|operation| operation.id.clone()).collect();
    names.extend(api.groups.iter().map(|group| group.id.clone()));
    names.extend(api.schemas.keys().cloned());
    names.extend(api.docs.errors().map(|(code, _)| code.to_owned()));
    names.extend(api.service.metrics.iter().map(|metric| metric.id.clone()));
    // If the text begins with a known operation, its fields: only the rest may be misspelt.
    for operation in api.operations() {
        if text.starts_with(&format!("{}.", operation.id)) {
            names.extend(
                operation.parameters.iter().map(|p| format!("{}.{}", operation.id, p.name)),
            );
            for schema in operation.schemas() {
                collect(api, schema, &operation.id, DEPTH, &mut names);
            }
        }
    }
    let found = near(names.iter().map(String::as_str), text, MOST);
    found.into_iter().map(str::to_owned).collect()
}
