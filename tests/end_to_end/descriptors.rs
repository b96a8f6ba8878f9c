//! Whether the description says what the specification says: all of it, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use taurusdb_descriptors::types::{
    self, Facts, Field, Location, Operation, Parameter, Permission, Schema,
};
use taurusdb_descriptors::{DOCS, EXAMPLES, SERVICE};
use taurusdb_spec::{self as spec, Api};

static API: LazyLock<Api> = LazyLock::new(|| {
    Api::load(&taurusdb_tests::root().join("spec")).expect("the committed specification")
});

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// A type as the specification writes it.
fn notation(kind: &types::Type) -> String {
    match kind {
        types::Type::String => "string".to_owned(),
        types::Type::Integer => "integer".to_owned(),
        types::Type::Long => "long".to_owned(),
        types::Type::Number => "number".to_owned(),
        types::Type::Boolean => "boolean".to_owned(),
        types::Type::Object => "object".to_owned(),
        types::Type::Array(item) => format!("array<{}>", notation(item)),
        types::Type::Map(value) => format!("map<{}>", notation(value)),
        types::Type::Record(schema) => schema.name.to_owned(),
    }
}

#[track_caller]
fn same_facts(stated: &spec::Facts, described: &'static Facts<'static>, place: &str) {
    stated.lend(|stated| assert_eq!(stated, described, "{place}"));
}

/// The schemas that operations lead to, by name.
fn schemas() -> BTreeMap<&'static str, &'static Schema> {
    let answers = |operation: &'static Operation| operation.responses.iter();
    let mut waiting: Vec<&'static Schema> = SERVICE
        .operations()
        .flat_map(|o| o.request.into_iter().chain(answers(o).filter_map(|answer| answer.schema)))
        .collect();
    let mut found: BTreeMap<&str, &Schema> = BTreeMap::new();
    while let Some(schema) = waiting.pop() {
        match found.insert(schema.name, schema) {
            // One name, one schema.
            Some(known) => assert!(std::ptr::eq(known, schema), "{}", schema.name),
            None => waiting.extend(schema.fields.iter().filter_map(|field| field.kind.schema())),
        }
    }
    found
}

#[test]
fn operations_are_those_of_the_specification() {
    let groups: Vec<&str> = SERVICE.groups.iter().map(|group| group.id).collect();
    assert_eq!(groups, API.groups.iter().map(|group| &*group.id).collect::<Vec<_>>());
    let ids: Vec<&str> = SERVICE.operations().map(|operation| operation.id).collect();
    assert_eq!(ids, API.operations().map(|operation| &*operation.id).collect::<Vec<_>>());
    for (described, stated) in SERVICE.operations().zip(API.operations()) {
        operation(described, stated);
    }
}

fn operation(described: &Operation, stated: &spec::Operation) {
    let id = described.id;
    assert_eq!(described.section, stated.section, "{id}");
    assert_eq!(described.title, stated.title, "{id}");
    assert_eq!(described.method, stated.method, "{id}");
    assert_eq!(described.path, stated.path, "{id}");
    assert_eq!(described.command, id.replace('.', " ").replace('_', "-"));
    assert_eq!(described.stage, stated.stage, "{id}");
    let request = stated.request.as_ref().map(|body| body.schema.as_str());
    assert_eq!(described.request.map(|schema| schema.name), request, "{id}");
    let answers: Vec<_> = described
        .responses
        .iter()
        .map(|answer| {
            (answer.status, answer.schema.map(|schema| schema.name), answer.headers.len())
        })
        .collect();
    let stated_answers: Vec<_> = stated
        .responses
        .iter()
        .map(|(status, answer)| (*status, answer.schema.as_deref(), answer.headers.len()))
        .collect();
    assert_eq!(answers, stated_answers, "{id}");
    let headers = described.responses.iter().flat_map(|answer| answer.headers);
    let stated_headers = stated.responses.values().flat_map(|answer| &answer.headers);
    for (described, stated) in headers.zip(stated_headers) {
        header(id, described, stated);
    }
    let end = described.deprecated.map(|end| (end.until, end.successor));
    let stated_end = stated.deprecated.as_ref().map(|end| (&*end.until, end.successor.as_deref()));
    assert_eq!(end, stated_end, "{id}");
    let actions: Vec<_> = described
        .actions
        .iter()
        .map(|action| (action.name, action.iam_project, action.enterprise_project))
        .collect();
    let stated_actions: Vec<_> = API
        .actions_of(stated)
        .map(|action| (&*action.action, action.iam_project, action.enterprise_project))
        .collect();
    assert_eq!(actions, stated_actions, "{id}");
    assert_eq!(described.permissions.len(), stated.permissions.len(), "{id}");
    for (described, stated) in described.permissions.iter().zip(&stated.permissions) {
        permission(id, described, stated);
    }
    let errors: Vec<_> = described.errors.iter().map(|error| (error.code, error.status)).collect();
    let stated_errors: Vec<_> =
        stated.errors.iter().map(|error| (error.code.as_str(), error.status)).collect();
    assert_eq!(errors, stated_errors, "{id}");

    let parameters: Vec<&spec::Parameter> =
        stated.parameters.iter().filter(|parameter| !parameter.is_implied()).collect();
    assert_eq!(described.parameters.len(), parameters.len(), "{id}");
    for (described, stated) in described.parameters.iter().zip(parameters) {
        parameter(id, described, stated);
    }
    handling(described);
    let examples: Vec<_> = EXAMPLES
        .of(id)
        .iter()
        .map(|example| {
            let body: serde_json::Value = serde_json::from_str(example.body).expect("JSON");
            (example.status, body)
        })
        .collect();
    let stated_examples: Vec<_> =
        stated.examples.iter().map(|example| (example.status, example.body.clone())).collect();
    assert_eq!(examples, stated_examples, "{id}");
    assert_eq!(DOCS.operation(id), API.docs.operation(id));
}

fn permission(id: &str, described: &Permission, stated: &spec::Permission) {
    assert_eq!(described.action, stated.action, "{id}");
    assert_eq!(described.access_level, stated.access_level.as_deref(), "{id}");
    assert_eq!(described.resource_types, texts(&stated.resource_types), "{id}");
    assert_eq!(described.condition_keys, texts(&stated.condition_keys), "{id}");
    assert_eq!(described.aliases, texts(&stated.aliases), "{id}");
    assert_eq!(described.dependencies, texts(&stated.dependencies), "{id}");
}

/// A header of an answer. Nobody passes it, so it has no flag.
fn header(id: &str, described: &Parameter, stated: &spec::Parameter) {
    let place = format!("{id}.{}", stated.name);
    assert_eq!(described.name, stated.name, "{place}");
    assert_eq!(described.location, Location::Header, "{place}");
    assert_eq!(notation(&described.kind), stated.kind.to_string(), "{place}");
    assert_eq!(described.flag, None, "{place}");
    same_facts(&stated.facts, described.facts, &place);
}

fn parameter(id: &str, described: &Parameter, stated: &spec::Parameter) {
    let place = format!("{id}.{}", stated.name);
    assert_eq!(described.name, stated.name, "{place}");
    assert_eq!(described.location, stated.location, "{place}");
    assert_eq!(notation(&described.kind), stated.kind.to_string(), "{place}");
    assert_eq!(described.mandatory, stated.mandatory, "{place}");
    assert_eq!(described.is_project(), stated.is_project(), "{place}");
    let upper = |c: char| if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    assert_eq!(described.value_name, described.name.chars().map(upper).collect::<String>());
    same_facts(&stated.facts, described.facts, &place);
    same_docs(id, &stated.name, &stated.facts);
}

/// What the resource model says of the operation.
fn handling(described: &Operation) {
    let id = described.id;
    let stated = API.resources.operation(id).expect("every operation is modelled");
    assert_eq!(described.effect, stated.effect, "{id}");
    assert_eq!(described.resource, stated.resource.as_deref(), "{id}");
    assert_eq!(described.refs.len(), stated.refs.len(), "{id}");
    assert_eq!(described.locks.len(), stated.locks.len(), "{id}");
    let path = |path: &spec::resources::FieldPath| path.to_string();
    let task = described.task.map(|task| {
        let places =
            [task.job, task.workflow, task.order].map(|place| place.map(|p| p.0.to_owned()));
        (places, task.seen.len(), task.name, task.seconds, task.shape.is_some())
    });
    let stated_task = stated.task.as_ref().map(|task| {
        let places = [&task.job, &task.workflow, &task.order].map(|place| place.as_ref().map(path));
        (places, task.seen.len(), task.name.as_deref(), task.seconds, task.shape.is_some())
    });
    assert_eq!(task, stated_task, "{id}");
    let paging = described
        .paging
        .map(|paging| (paging.items.0.to_owned(), paging.total.map(|total| total.0.to_owned())));
    let stated_paging =
        stated.paging.as_ref().map(|paging| (path(&paging.items), paging.total.as_ref().map(path)));
    assert_eq!(paging, stated_paging, "{id}");
}

#[test]
fn schemas_are_those_of_the_specification() {
    let described = schemas();
    let names: BTreeSet<&str> = described.keys().copied().collect();
    assert_eq!(names, API.schemas.keys().map(String::as_str).collect::<BTreeSet<_>>());
    for (name, stated) in &API.schemas {
        let schema = described[name.as_str()];
        let side = match stated.side {
            spec::Side::Request => types::Side::Request,
            spec::Side::Response => types::Side::Response,
        };
        assert_eq!(schema.side, side, "{name}");
        assert_eq!(schema.fields.len(), stated.fields.len(), "{name}");
        for (described, stated) in schema.fields.iter().zip(&stated.fields) {
            field(name, described, stated);
        }
    }
}

fn field(schema: &str, described: &Field, stated: &spec::Field) {
    let place = format!("{schema}.{}", stated.name);
    assert_eq!(described.name, stated.name, "{place}");
    assert_eq!(notation(&described.kind), stated.kind.to_string(), "{place}");
    assert_eq!(described.wire, texts(&stated.wire), "{place}");
    assert_eq!(described.nullable, stated.nullable, "{place}");
    assert_eq!(described.mandatory, stated.mandatory, "{place}");
    // Further names may come from the resource model: those of other handles.
    assert!(stated.aliases.iter().all(|alias| described.is_called(alias)), "{place}");
    same_facts(&stated.facts, described.facts, &place);
    same_docs(schema, &stated.name, &stated.facts);
}

fn same_docs(owner: &str, name: &str, facts: &spec::Facts) {
    assert_eq!(DOCS.field(owner, name), API.docs.field(owner, name), "{owner}.{name}");
    for value in &facts.values {
        let (told, expected) = (DOCS.value(owner, name, value), API.docs.value(owner, name, value));
        assert_eq!(told, expected, "{owner}.{name}: {value}");
    }
}

#[test]
fn no_fact_is_lost() {
    let parameters = SERVICE.operations().flat_map(|operation| operation.parameters);
    let parameters = parameters.filter(|parameter| !parameter.facts.is_empty()).count();
    let all = schemas();
    let fields = all.values().flat_map(|schema| schema.fields);
    let fields = fields.filter(|field| !field.facts.is_empty()).count();
    let stated = API.operations().flat_map(|operation| &operation.parameters);
    let stated = stated.filter(|p| !p.is_implied() && !p.facts.is_empty()).count();
    assert_eq!(parameters, stated);
    let stated = API.schemas.values().flat_map(|schema| &schema.fields);
    assert_eq!(fields, stated.filter(|field| !field.facts.is_empty()).count());
    assert!(parameters + fields > 1_000, "{parameters} and {fields}");
}

#[test]
fn what_the_service_lists_is_complete() {
    let stated = &API.service;
    assert_eq!(SERVICE.name, stated.product);
    assert_eq!(SERVICE.code, stated.code());
    assert_eq!((SERVICE.issue, SERVICE.date), (&*stated.issue, &*stated.date));
    let endpoints = SERVICE.endpoints.iter().map(|e| (e.region, e.name, e.host));
    assert!(endpoints.eq(stated.endpoints.iter().map(|e| (&*e.region, &*e.name, &*e.host))));
    let statuses = SERVICE.statuses.iter().map(|status| (status.status, status.name));
    assert!(statuses.eq(stated.status_codes.iter().map(|s| (s.status, &*s.name))));
    assert!(SERVICE.error_codes.is_sorted_by(|a, b| a.code < b.code));
    assert_eq!(SERVICE.error_codes.len(), API.docs.errors().count());
    for stated in &stated.error_codes {
        let described = SERVICE.error_code(&stated.code).expect("every code is described");
        assert_eq!(described.status, Some(stated.status), "{}", stated.code);
    }
    for (code, doc) in API.docs.errors() {
        let described = SERVICE.error_code(code).expect("every code is described");
        assert_eq!((described.name, described.advice), (&*doc.name, &*doc.advice), "{code}");
        assert_eq!(described.retryable, doc.retryable, "{code}");
    }
    assert_eq!(SERVICE.metrics.len(), stated.metrics.len());
    for (described, stated) in SERVICE.metrics.iter().zip(&stated.metrics) {
        let docs = API.docs.metrics();
        let range = docs.ranges.get(&stated.id).copied().unwrap_or_default();
        assert_eq!((described.id, described.name), (&*stated.id, &*stated.name));
        assert_eq!(described.unit, docs.units.get(&stated.id).map(String::as_str));
        assert_eq!((described.minimum, described.maximum), (range.min, range.max));
        assert_eq!(DOCS.metric(described.id), docs.meanings.get(described.id).map(String::as_str));
    }
    let actions = SERVICE.operations().map(|operation| operation.actions.len()).sum::<usize>();
    assert_eq!(actions, stated.actions.len());
}

#[test]
fn resources_are_those_of_the_model() {
    let names: Vec<&str> = SERVICE.resources.iter().map(|resource| resource.name).collect();
    let stated: Vec<&str> = API.resources.resources.keys().map(String::as_str).collect();
    assert_eq!(names, stated);
    for (described, (name, stated)) in SERVICE.resources.iter().zip(&API.resources.resources) {
        for (list, stated) in [
            (described.create, &stated.create),
            (described.show, &stated.show),
            (described.list, &stated.list),
            (described.change, &stated.change),
            (described.act, &stated.act),
            (described.delete, &stated.delete),
        ] {
            assert_eq!(list, texts(stated), "{name}");
        }
        let states: Vec<&str> = described.states.iter().map(|state| state.name).collect();
        assert_eq!(states, stated.states.keys().map(String::as_str).collect::<Vec<_>>(), "{name}");
        assert_eq!(described.defaults.len(), stated.defaults.len(), "{name}");
        assert_eq!(described.seeds.len(), stated.seeds.len(), "{name}");
        for (on, operation) in described.on.iter().zip(stated.on.keys()) {
            assert_eq!(on.operation, operation, "{name}");
            let steps = API.resources.steps(&API, name, operation);
            let sets = |copies: usize, sets: usize, ends: usize| (copies, sets, ends);
            let counts = on.list.iter().map(|s| sets(s.copies.len(), s.sets.len(), s.ends.len()));
            let stated = steps.iter().map(|s| sets(s.copies.len(), s.sets.len(), s.ends.len()));
            assert!(counts.eq(stated), "{name}: {operation}");
        }
        assert_eq!(described.on.len(), stated.on.len(), "{name}");
        for (view, operation) in described.views.iter().zip(stated.views.keys()) {
            assert_eq!(view.operation, operation, "{name}");
            let views = API.resources.views(&API, name, operation);
            let places = view.list.iter().map(|view| (view.at.0.to_owned(), view.fields.len()));
            let stated = views.iter().map(|view| (view.at.to_string(), view.fields.len()));
            assert!(places.eq(stated), "{name}: {operation}");
        }
        assert_eq!(described.views.len(), stated.views.len(), "{name}");
    }
}
