//! Checks that a specification is consistent: ids are unique, and every reference leads somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::{Api, Condition, Facts, Location, Method, Operation, Side, shape};

/// An inconsistency in a specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: an operation id, or a schema and field.
    pub place: String,
    /// What is wrong and what was expected.
    pub message: String,
    /// Line of the document; 0 if it is not known.
    pub line: u32,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Api {
    /// Checks that the specification is consistent; an empty list says that it is.
    ///
    /// Every schema, operation and field that is named must exist, and a schema must be for the side
    /// that uses it. Ids must be unique, and so must pairs of method and path, except for those of
    /// variants. Each `{name}` of a path
    /// must be a path parameter, and each path parameter must be in the path. Every operation must
    /// have a success response, and every schema must be used.
    pub fn validate(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut report = |place: &str, message: String| {
            problems.push(Problem { place: place.to_owned(), message, line: self.line_of(place) });
        };

        let mut ids = BTreeSet::new();
        let mut routes: BTreeMap<(Method, String), Vec<&Operation>> = BTreeMap::new();
        for operation in self.operations() {
            if !ids.insert(&operation.id) {
                report(
                    &operation.id,
                    "two operations have this id; every operation needs its own".into(),
                );
            }
            routes.entry((operation.method, shape(&operation.path))).or_default().push(operation);
            check_path(operation, &mut report);
            let successor = operation.deprecated.as_ref().and_then(|end| end.successor.as_ref());
            let supplier = operation.parameters.iter().filter_map(|p| p.facts.value_from.as_ref());
            for other in supplier.map(|from| &from.operation).chain(successor) {
                if self.operation(other).is_none() {
                    report(
                        &operation.id,
                        format!("refers to the operation {other}, which does not exist"),
                    );
                }
            }
            let given: BTreeSet<&str> = self.given(operation);
            for parameter in &operation.parameters {
                for field in conditions(&parameter.facts).filter(|field| !given.contains(field)) {
                    let place = format!("{}.{}", operation.id, parameter.place());
                    report(
                        &place,
                        format!("depends on the field {field}, which the request does not have"),
                    );
                }
            }
            if operation.success().is_none() {
                report(&operation.id, "no response with a 2xx status".into());
            }
            if let Some(body) = &operation.request {
                self.check_reference(&operation.id, &body.schema, Side::Request, &mut report);
            }
            for schema in operation.responses.values().filter_map(|r| r.schema.as_deref()) {
                self.check_reference(&operation.id, schema, Side::Response, &mut report);
            }
        }

        check_routes(routes.values(), &mut report);

        for group in &self.groups {
            for operation in &group.operations {
                if operation.group() != group.id {
                    report(
                        &operation.id,
                        format!("is in the file of the group {}, not in that of its id", group.id),
                    );
                }
            }
        }

        let used = self.users();
        let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (group, operation) in
            self.groups.iter().flat_map(|group| group.operations.iter().map(move |o| (group, o)))
        {
            given.entry(&group.id).or_default().extend(self.given(operation));
        }
        for (name, schema) in &self.schemas {
            if !used.contains_key(name.as_str()) {
                report(name, "no operation uses this schema".into());
            }
            let mut names = BTreeSet::new();
            for field in &schema.fields {
                let place = format!("{name}.{}", field.name);
                if !names.insert(&field.name) {
                    report(&place, "the schema has the field twice".into());
                }
                if field.lines.is_empty() {
                    report(
                        &place,
                        "has no line of the document; provenance.json should have one".into(),
                    );
                }
                let is_given = |other: &&str| {
                    let mut groups = used.get(name.as_str()).into_iter().flatten();
                    groups.any(|group| given.get(group).is_some_and(|names| names.contains(other)))
                };
                for other in conditions(&field.facts).filter(|other| !is_given(other)) {
                    report(
                        &place,
                        format!("depends on the field {other}, which the request does not have"),
                    );
                }
                if let Some(from) = &field.facts.value_from
                    && self.operation(&from.operation).is_none()
                {
                    report(
                        &place,
                        format!("refers to the operation {}, which does not exist", from.operation),
                    );
                }
                if let Some(reference) = field.kind.schema() {
                    self.check_reference(&place, reference, schema.side, &mut report);
                }
            }
        }
        problems
    }

    /// The line of an operation, or of a schema or one of its fields.
    fn line_of(&self, place: &str) -> u32 {
        if let Some(operation) = self.operation(place) {
            return operation.uri_line;
        }
        let (name, field) = place.split_once('.').unwrap_or((place, ""));
        let Some(schema) = self.schemas.get(name) else { return 0 };
        let lines = schema.fields.iter().filter(|known| known.name == field);
        let line = lines.filter_map(|field| field.lines.first()).next().copied();
        line.or_else(|| Some(schema.sources.first()?.line)).unwrap_or_default()
    }

    /// The names that a request of an operation can set: parameters, and fields at any depth.
    fn given<'a>(&'a self, operation: &'a Operation) -> BTreeSet<&'a str> {
        let mut names: BTreeSet<&str> = operation.parameters.iter().map(|p| &*p.name).collect();
        let mut open: Vec<&str> = operation.request.iter().map(|body| &*body.schema).collect();
        let mut seen = BTreeSet::new();
        while let Some(schema) = open.pop().and_then(|name| self.schemas.get_key_value(name)) {
            if seen.insert(schema.0) {
                for field in &schema.1.fields {
                    names.insert(&field.name);
                    open.extend(field.kind.schema());
                }
            }
        }
        names
    }

    fn check_reference(
        &self,
        place: &str,
        name: &str,
        side: Side,
        report: &mut impl FnMut(&str, String),
    ) {
        match self.schemas.get(name) {
            None => report(place, format!("refers to the schema {name}, which does not exist")),
            Some(schema) if schema.side != side => {
                report(
                    place,
                    format!("refers to the schema {name}, which is for the other direction"),
                );
            }
            Some(_) => {}
        }
    }
}

/// The fields that the conditions name.
fn conditions(facts: &Facts) -> impl Iterator<Item = &str> {
    facts.required_when.iter().chain(&facts.excluded_when).filter_map(|condition| match condition {
        Condition::Equals { field, .. } | Condition::Given { field, .. } => Some(&**field),
        Condition::Named { .. } => None,
    })
}

/// Operations with one route must be marked as variants of each other, and their fields must differ.
fn check_routes<'a>(
    routes: impl Iterator<Item = &'a Vec<&'a Operation>>,
    report: &mut impl FnMut(&str, String),
) {
    for same in routes {
        let [first, others @ ..] = &same[..] else { continue };
        let route = format!("{} {}", first.method, first.path);
        if others.is_empty() && first.variant.is_some() {
            report(&first.id, format!("is called a variant, but no other operation has {route}"));
        }
        for (position, operation) in others.iter().enumerate() {
            let before = &same[..=position];
            let field = operation.variant.as_ref().and_then(|variant| variant.field.as_ref());
            let same_field = before.iter().find(|other| {
                field.is_some() && other.variant.as_ref().and_then(|v| v.field.as_ref()) == field
            });
            if operation.variant.is_none() || first.variant.is_none() {
                report(
                    &operation.id,
                    format!(
                        "{} {} is already the route of {}; both need a 'variant' if their bodies differ",
                        operation.method, operation.path, first.id
                    ),
                );
            } else if let (Some(other), Some(field)) = (same_field, field) {
                report(
                    &operation.id,
                    format!("the field {field} cannot tell it from {}, which has it too", other.id),
                );
            }
        }
    }
}

fn check_path(operation: &Operation, report: &mut impl FnMut(&str, String)) {
    let in_template: BTreeSet<&str> = operation
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        .collect();
    let described: BTreeSet<&str> =
        operation.parameters_in(Location::Path).map(|parameter| &*parameter.name).collect();
    for name in in_template.difference(&described) {
        report(&operation.id, format!("the path parameter {name} is not among the parameters"));
    }
    for name in described.difference(&in_template) {
        report(
            &operation.id,
            format!("the parameter {name} is not in the path {}", operation.path),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{Api, Docs, Group, Resources, Service, Versions};

    /// A consistent specification of two operations: one supplies a value for the other.
    fn whole() -> Value {
        let parameter = |place: &str, name: &str| json!({ "name": name, "in": place, "type": "string", "mandatory": "yes" });
        let operation = |id: &str, method: &str| {
            json!({
                "id": id, "section": "4.1.1", "title": "T", "method": method,
                "path": "/v3/things/{thing_id}", "stage": "stable",
                "parameters": [parameter("path", "thing_id"), parameter("query", "mode")],
                "responses": { "200": { "schema": "Shown" } },
            })
        };
        let mut set = operation("things.set", "PUT");
        set["request"] = json!({ "schema": "Set" });
        set["deprecated"] = json!({ "until": "2026-12-31", "successor": "things.show" });
        let when = |field: &str| json!([{ "field": field, "equals": ["x"] }]);
        let field = |name: &str, kind: &str, facts: Value| json!({ "name": name, "type": kind, "mandatory": "no", "facts": facts });
        json!({
            "operations": [set, operation("things.show", "GET")],
            "schemas": {
                "Set": { "side": "request", "sources": [], "fields": [
                    field("size", "Size", json!({ "required_when": when("mode") })),
                    field("name", "string", json!({ "value_from": { "operation": "things.show" } })),
                ] },
                "Size": { "side": "request", "sources": [], "fields": [
                    field("unit", "string", json!({ "excluded_when": when("name") })),
                ] },
                "Shown": { "side": "response", "sources": [], "fields": [
                    { "name": "id", "type": "string" },
                ] },
            },
        })
    }

    fn api(whole: &Value) -> Api {
        let operations = serde_json::from_value(whole["operations"].clone()).expect("operations");
        let group = Group { id: "things".to_owned(), summary: String::new(), operations };
        let mut api = Api {
            service: Service::default(),
            groups: vec![group],
            schemas: serde_json::from_value(whole["schemas"].clone()).expect("schemas"),
            docs: Docs::default(),
            resources: Resources::default(),
            lock: crate::Lock::default(),
            prose: crate::Prose::default(),
            versions: Versions::default(),
        };
        let schemas = api.schemas.values_mut();
        schemas.flat_map(|schema| &mut schema.fields).for_each(|field| field.lines = vec![5]);
        api
    }

    fn problems(api: &Api) -> Vec<String> {
        api.validate().iter().map(ToString::to_string).collect()
    }

    /// The problems after one value is replaced.
    #[track_caller]
    fn with(pointer: &str, value: Value, expected: &[&str]) {
        let mut changed = whole();
        *changed.pointer_mut(pointer).expect("a value at the pointer") = value;
        assert_eq!(problems(&api(&changed)), expected);
    }

    #[test]
    fn a_consistent_specification_has_no_problem() {
        assert_eq!(problems(&api(&whole())), [""; 0]);
    }

    #[test]
    fn ids_routes_and_paths_are_checked() {
        with(
            "/operations/1/id",
            json!("things.set"),
            &[
                "things.set: refers to the operation things.show, which does not exist",
                "things.set: two operations have this id; every operation needs its own",
                "Set.name: refers to the operation things.show, which does not exist",
            ],
        );
        with(
            "/operations/1/method",
            json!("PUT"),
            &[
                "things.show: PUT /v3/things/{thing_id} is already the route of things.set; both need a \
               'variant' if their bodies differ",
            ],
        );
        with(
            "/operations/1/path",
            json!("/v3/things"),
            &["things.show: the parameter thing_id is not in the path /v3/things"],
        );
        with(
            "/operations/1/responses",
            json!({ "404": {} }),
            &["things.show: no response with a 2xx status"],
        );
    }

    #[test]
    fn variants_share_a_route_and_differ_in_a_field() {
        let mut both = whole();
        both["operations"][1]["method"] = json!("PUT");
        both["operations"][1]["path"] = json!("/v3/things/{thing_id}");
        both["operations"][0]["variant"] = json!({ "field": "size" });
        both["operations"][1]["variant"] = json!({});
        assert_eq!(problems(&api(&both)), [""; 0]);
        both["operations"][1]["variant"] = json!({ "field": "size" });
        assert_eq!(
            problems(&api(&both)),
            ["things.show: the field size cannot tell it from things.set, which has it too"]
        );
        let mut alone = whole();
        alone["operations"][0]["variant"] = json!({});
        assert_eq!(
            problems(&api(&alone)),
            [
                "things.set: is called a variant, but no other operation has PUT /v3/things/{thing_id}"
            ]
        );
    }

    #[test]
    fn references_have_to_lead_somewhere() {
        with(
            "/schemas/Set/fields/0/type",
            json!("Extent"),
            &[
                "Set.size: refers to the schema Extent, which does not exist",
                "Size: no operation uses this schema",
                "Size.unit: depends on the field name, which the request does not have",
            ],
        );
        with(
            "/schemas/Set/fields/0/type",
            json!("array<Shown>"),
            &[
                "Set.size: refers to the schema Shown, which is for the other direction",
                "Size: no operation uses this schema",
                "Size.unit: depends on the field name, which the request does not have",
            ],
        );
        with(
            "/operations/0/deprecated/successor",
            json!("things.list"),
            &["things.set: refers to the operation things.list, which does not exist"],
        );
        with(
            "/schemas/Set/fields/1/facts/value_from/operation",
            json!("things.list"),
            &["Set.name: refers to the operation things.list, which does not exist"],
        );
        with(
            "/schemas/Set/fields/0/facts/required_when/0/field",
            json!("kind"),
            &["Set.size: depends on the field kind, which the request does not have"],
        );
    }

    #[test]
    fn fields_stand_once_and_somewhere() {
        with(
            "/schemas/Set/fields/1/name",
            json!("size"),
            &[
                "Set.size: the schema has the field twice",
                "Size.unit: depends on the field name, which the request does not have",
            ],
        );
        let mut api = api(&whole());
        let shown = api.schemas.get_mut("Shown").expect("a schema");
        shown.fields[0].lines.clear();
        assert_eq!(
            problems(&api),
            ["Shown.id: has no line of the document; provenance.json should have one"]
        );
    }
}
