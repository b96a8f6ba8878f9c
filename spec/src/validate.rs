use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::{Api, Location, Operation, Side};

/// Something that does not hold together in a specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: an operation id, or a schema and field.
    pub place: String,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Api {
    /// Checks that the specification holds together; an empty list says that it does.
    ///
    /// Every reference must resolve, on the side it is used on; ids, and pairs of method and path,
    /// must be unique; each `{name}` of a path must be a path parameter and the reverse; every
    /// operation must have a success response; every schema must be used.
    pub fn validate(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut report = |place: &str, message: String| {
            problems.push(Problem { place: place.to_owned(), message });
        };

        let mut ids = BTreeSet::new();
        let mut routes: BTreeMap<String, &str> = BTreeMap::new();
        for operation in self.operations() {
            if !ids.insert(&operation.id) {
                report(&operation.id, "the id is used twice; every operation needs its own".into());
            }
            let route = format!("{} {}", operation.method, operation.path);
            if let Some(first) = routes.insert(route.clone(), &operation.id) {
                report(&operation.id, format!("{route} already belongs to {first}"));
            }
            check_path(operation, &mut report);
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

        for group in &self.groups {
            for operation in &group.operations {
                if operation.group() != group.id {
                    report(&operation.id, format!("stands in the group {}", group.id));
                }
            }
        }

        let used = self.users();
        for (name, schema) in &self.schemas {
            if !used.contains_key(name.as_str()) {
                report(name, "no operation uses this schema".into());
            }
            let mut names = BTreeSet::new();
            for field in &schema.fields {
                let place = format!("{name}.{}", field.name);
                if !names.insert(&field.name) {
                    report(&place, "the field stands there twice".into());
                }
                if field.lines.is_empty() {
                    report(&place, "no line of the document states it".into());
                }
                if let Some(reference) = field.kind.schema() {
                    self.check_reference(&place, reference, schema.side, &mut report);
                }
            }
        }
        problems
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
                report(place, format!("refers to the schema {name}, which travels the other way"));
            }
            Some(_) => {}
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
        report(&operation.id, format!("the path parameter {name} is not described"));
    }
    for name in described.difference(&in_template) {
        report(&operation.id, format!("{name} is not in the path {}", operation.path));
    }
}
