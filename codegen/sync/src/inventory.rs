//! A specification taken apart into single statements.

use std::collections::BTreeMap;

use serde::Serialize;
use taurusdb_spec::{
    Api, CharClass, Facts, Field, Ledger, Mandatory, Operation, PageStart, Parameter, Permission,
    Range, Rule, Service, Source, Stage, Type,
};

use crate::{Aspect, Role, Stated, Subject};

/// All that a specification states, one statement at a time, each with its line.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Issue and date of the document.
    pub(crate) issue: String,
    /// The pages of the document, if it is not one file.
    pub(crate) pages: Vec<PageStart>,
    pub(crate) statements: BTreeMap<(Subject, Aspect), Stated>,
}

impl Inventory {
    /// Takes a specification apart.
    ///
    /// Fields are listed by the way to them from the operation, so that it does not matter how the
    /// schemas between are called, split or shared. A schema that leads back to itself is listed once.
    pub fn of(api: &Api) -> Self {
        let issue = format!("{}, {}", api.service.issue, api.service.date);
        let pages = api.service.pages.clone();
        let mut inventory = Self { issue, pages, ..Self::default() };
        inventory.service(&api.service);
        for operation in api.operations() {
            inventory.operation(api, operation);
        }
        for (operation, fixed) in &api.prose.fixed {
            let subject = Subject::Operation(operation.clone());
            for (field, fingerprint) in fixed {
                inventory.state(&subject, Aspect::FixedWords(field.clone()), fingerprint, 0);
            }
        }
        for (title, prose) in &api.prose.sections {
            let subject = Subject::Section(title.clone());
            inventory.state(&subject, Aspect::Prose, &prose.fingerprint, prose.line);
        }
        inventory
    }

    /// Adds what fixes of ours correct, so that it is told when the document itself says it.
    #[must_use]
    pub fn with_ledger(mut self, ledger: &Ledger) -> Self {
        for entry in ledger.entries.iter().filter(|entry| entry.rule == Rule::Fixed) {
            let subject = Subject::Operation(entry.operation.clone());
            let aspect = Aspect::Fixed(entry.field.clone());
            let text = format!("{} → {}", entry.declared, entry.observed);
            self.state(&subject, aspect, text, entry.line);
        }
        self
    }

    /// The pages of the document, if it is not one file: a report names them.
    pub fn pages(&self) -> &[PageStart] {
        &self.pages
    }

    /// Issue and date of the document: `02, 2025-02-28`.
    pub fn issue(&self) -> &str {
        &self.issue
    }

    /// What decisions know the statements by: subject, aspect and text.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (String, String, String)> {
        self.statements.iter().map(|((subject, aspect), stated)| {
            (subject.to_string(), aspect.name().to_owned(), stated.text.clone())
        })
    }

    /// The number of statements.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    fn state(&mut self, subject: &Subject, aspect: Aspect, text: impl Into<String>, line: u32) {
        let stated = Stated { text: text.into(), line };
        self.statements.insert((subject.clone(), aspect), stated);
    }

    fn service(&mut self, service: &Service) {
        for endpoint in &service.endpoints {
            let subject = Subject::Endpoint(endpoint.region.clone());
            self.state(&subject, Aspect::Exists, &endpoint.region, endpoint.line);
            self.state(&subject, Aspect::Text, &endpoint.host, endpoint.line);
            self.state(&subject, Aspect::Title, &endpoint.name, endpoint.line);
        }
        for status in &service.status_codes {
            let subject = Subject::Status(status.status);
            self.state(&subject, Aspect::Exists, status.status.to_string(), status.line);
            self.state(&subject, Aspect::Text, &status.name, status.line);
        }
        // A code with several statuses is stated at its first line.
        for code in service.error_codes.iter().rev() {
            let subject = Subject::ErrorCode(code.code.clone());
            self.state(&subject, Aspect::Exists, &code.code, code.line);
            let statuses = service.statuses_of(&code.code).map(|status| status.to_string());
            self.state(
                &subject,
                Aspect::Status,
                statuses.collect::<Vec<_>>().join(", "),
                code.line,
            );
        }
        for metric in &service.metrics {
            let subject = Subject::Metric(metric.id.clone());
            self.state(&subject, Aspect::Exists, &metric.id, metric.line);
            self.state(&subject, Aspect::Title, &metric.name, metric.line);
            self.state(&subject, Aspect::Text, &metric.range, metric.line);
        }
        for action in &service.actions {
            let call = format!("{} for {} {}", action.action, action.method, action.path);
            let subject = Subject::Action(call.clone());
            self.state(&subject, Aspect::Exists, call, action.line);
            let granted = format!(
                "IAM project: {}, enterprise project: {}",
                action.iam_project, action.enterprise_project
            );
            self.state(&subject, Aspect::Text, granted, action.line);
            if let Some(operation) = &action.operation {
                self.state(&subject, Aspect::For, operation, action.line);
            }
        }
    }

    fn operation(&mut self, api: &Api, operation: &Operation) {
        let subject = Subject::Operation(operation.id.clone());
        let start = operation.lines[0];
        self.state(&subject, Aspect::Exists, &operation.title, start);
        self.state(&subject, Aspect::Section, &operation.section, start);
        self.state(&subject, Aspect::Title, &operation.title, start);
        self.state(&subject, Aspect::Method, operation.method.as_str(), operation.uri_line);
        self.state(&subject, Aspect::Path, &operation.path, operation.uri_line);
        if operation.stage == Stage::OpenBeta {
            self.state(&subject, Aspect::Stage, "open beta", start);
        }
        if let Some(deprecated) = &operation.deprecated {
            self.state(&subject, Aspect::Deprecated, &deprecated.until, deprecated.line);
            if let Some(successor) = &deprecated.successor {
                self.state(&subject, Aspect::Successor, successor, deprecated.line);
            }
        }
        if let Some(fingerprint) = api.prose.operations.get(&operation.id) {
            self.state(&subject, Aspect::Prose, fingerprint, start);
        }
        self.needs(operation);
        for parameter in &operation.parameters {
            self.parameter(operation, parameter);
        }
        let whole =
            |role| Subject::Value { operation: operation.id.clone(), role, path: String::new() };
        if let Some(body) = &operation.request {
            self.state(&whole(Role::Request), Aspect::TypeName, &body.schema, start);
            self.fields(api, operation, Role::Request, "", &body.schema, &mut Vec::new());
        }
        for (status, response) in &operation.responses {
            let answer = whole(Role::Response(*status));
            let body = if response.schema.is_some() { "a body" } else { "no body" };
            self.state(&answer, Aspect::Exists, body, start);
            for header in &response.headers {
                self.header(operation, *status, header);
            }
            if !response.assumed {
                self.state(&answer, Aspect::Status, "stated", start);
            }
            if let Some(schema) = &response.schema {
                self.state(&answer, Aspect::TypeName, schema, start);
                let role = Role::Response(*status);
                self.fields(api, operation, role, "", schema, &mut Vec::new());
            }
        }
        let mut counts: BTreeMap<Option<u16>, usize> = BTreeMap::new();
        for example in &operation.examples {
            let ordinal = counts.entry(example.status).or_default();
            *ordinal += 1;
            let subject = Subject::Example {
                operation: operation.id.clone(),
                status: example.status,
                ordinal: *ordinal,
            };
            self.state(&subject, Aspect::Exists, "an example", example.line);
            self.state(&subject, Aspect::Data, example.body.to_string(), example.line);
            for repair in &example.repairs {
                self.state(&subject, Aspect::Repair(repair.clone()), repair, example.line);
            }
            for shown in &example.contradicts {
                self.state(&subject, Aspect::Contradicts(shown.clone()), shown, example.line);
            }
        }
    }

    /// What the section of an operation says of permissions and errors.
    fn needs(&mut self, operation: &Operation) {
        let subject = Subject::Operation(operation.id.clone());
        for permission in &operation.permissions {
            let aspect = Aspect::Permission(permission.action.clone());
            self.state(&subject, aspect, told(permission), permission.line);
        }
        for error in &operation.errors {
            let aspect = Aspect::Error(error.code.clone());
            let status = error.status.map(|status| format!(" with status {status}"));
            let text = format!("{}{}", error.code, status.unwrap_or_default());
            self.state(&subject, aspect, text, error.line);
        }
    }

    fn parameter(&mut self, operation: &Operation, parameter: &Parameter) {
        let role = Role::Parameter(parameter.location);
        self.parameter_at(operation, parameter, role, parameter.name.clone());
    }

    /// A header of an answer stands beside the fields of its body.
    fn header(&mut self, operation: &Operation, status: u16, header: &Parameter) {
        let path = format!("header {}", header.name);
        self.parameter_at(operation, header, Role::Response(status), path);
    }

    fn parameter_at(
        &mut self,
        operation: &Operation,
        parameter: &Parameter,
        role: Role,
        path: String,
    ) {
        let subject = Subject::Value { operation: operation.id.clone(), role, path };
        let line = parameter.line;
        self.state(&subject, Aspect::Exists, &parameter.name, line);
        self.state(&subject, Aspect::Type, parameter.kind.to_string(), line);
        self.state(&subject, Aspect::Mandatory, mandatory(Some(parameter.mandatory)), line);
        self.facts(&subject, &parameter.facts, line);
    }

    fn fields<'a>(
        &mut self,
        api: &'a Api,
        operation: &Operation,
        role: Role,
        within: &str,
        schema: &'a str,
        open: &mut Vec<&'a str>,
    ) {
        if open.contains(&schema) {
            return;
        }
        open.push(schema);
        let known = api.schemas.get(schema);
        // A schema has many tables; the line is that of the operation's own.
        let status = match role {
            Role::Response(status) => Some(status),
            _ => None,
        };
        let sources = known.map_or(&[][..], |schema| &schema.sources);
        let is_own = |source: &&Source| source.operation == operation.id;
        let own = sources
            .iter()
            .position(|source| is_own(&source) && source.status == status)
            .or_else(|| sources.iter().position(|source| is_own(&source)));
        for field in known.map_or(&[][..], |schema| &schema.fields) {
            let path = format!("{within}{}", field.name);
            // Where tables were joined that do not all have the field, its lines are fewer.
            let own = own.filter(|_| field.lines.len() == sources.len());
            let line = own.and_then(|own| field.lines.get(own)).or_else(|| field.lines.first());
            let line = line.copied().unwrap_or_default();
            let subject = Subject::Value { operation: operation.id.clone(), role, path };
            self.field(&subject, field, line);
            let inner = field.kind.schema();
            if let Some(name) = inner {
                self.state(&subject, Aspect::TypeName, name, line);
                let source = api.schemas.get(name).into_iter().flat_map(|schema| &schema.sources);
                let mut own = source.filter(|source| source.operation == operation.id);
                if let Some(table) = own.find_map(|source| source.name.as_ref()) {
                    self.state(&subject, Aspect::Object, table, line);
                }
            }
            let Subject::Value { path, .. } = subject else { continue };
            if let Some(inner) = inner {
                let within = format!("{path}{}.", steps(&field.kind));
                self.fields(api, operation, role, &within, inner, open);
            }
        }
        open.pop();
    }

    fn field(&mut self, subject: &Subject, field: &Field, line: u32) {
        self.state(subject, Aspect::Exists, &field.name, line);
        self.state(subject, Aspect::Type, shape(&field.kind), line);
        if let Some(declared) = &field.declared {
            self.state(subject, Aspect::Declared, declared, line);
        }
        if let Some(stated) = field.mandatory {
            self.state(subject, Aspect::Mandatory, mandatory(Some(stated)), line);
        }
        for kind in &field.wire {
            self.state(subject, Aspect::Wire(kind.clone()), kind, line);
        }
        for alias in &field.aliases {
            self.state(subject, Aspect::Alias(alias.clone()), alias, line);
        }
        if field.nullable {
            self.state(subject, Aspect::Nullable, "null", line);
        }
        self.facts(subject, &field.facts, line);
    }

    fn facts(&mut self, subject: &Subject, facts: &Facts, line: u32) {
        // Destructured, so that a fact which is added to the model must be listed here too.
        let Facts {
            values,
            default,
            minimum,
            maximum,
            multiple_of,
            length,
            items,
            charset,
            classes_needed,
            pattern,
            format,
            unit,
            required_when,
            excluded_when,
            value_from,
            sensitive,
            case_insensitive,
            stage,
            deprecated,
        } = facts;
        for value in values {
            self.state(subject, Aspect::Value(value.clone()), value, line);
        }
        for condition in required_when {
            let text = notation(condition);
            self.state(subject, Aspect::RequiredWhen(text.clone()), text, line);
        }
        for condition in excluded_when {
            let text = notation(condition);
            self.state(subject, Aspect::ExcludedWhen(text.clone()), text, line);
        }
        let flag = |set: bool| set.then(|| "yes".to_owned());
        let number = |number: Option<f64>| number.map(|number| number.to_string());
        let ends = |range: Option<Range>| {
            let Range { min, max } = range.unwrap_or_default();
            [min, max].map(|end| end.map(|end| end.to_string()))
        };
        let [min_length, max_length] = ends(*length);
        let [min_items, max_items] = ends(*items);
        let stated = [
            (Aspect::Default, default.clone()),
            (Aspect::Minimum, number(*minimum)),
            (Aspect::Maximum, number(*maximum)),
            (Aspect::MultipleOf, number(*multiple_of)),
            (Aspect::MinLength, min_length),
            (Aspect::MaxLength, max_length),
            (Aspect::MinItems, min_items),
            (Aspect::MaxItems, max_items),
            (Aspect::Charset, (!charset.is_empty()).then(|| notation::<Vec<CharClass>>(charset))),
            (Aspect::ClassesNeeded, classes_needed.map(|needed| needed.to_string())),
            (Aspect::Pattern, pattern.clone()),
            (Aspect::Format, format.map(|format| format.as_str().to_owned())),
            (Aspect::Unit, unit.clone()),
            (Aspect::ValueFrom, value_from.as_ref().map(notation)),
            (Aspect::Sensitive, flag(*sensitive)),
            (Aspect::CaseInsensitive, flag(*case_insensitive)),
            (Aspect::Stage, flag(*stage == Some(Stage::OpenBeta))),
            (Aspect::Outdated, flag(deprecated.is_some())),
            (Aspect::Successor, deprecated.as_ref().and_then(|end| end.successor.clone())),
        ];
        for (aspect, text) in stated {
            if let Some(text) = text {
                self.state(subject, aspect, text, line);
            }
        }
    }
}

/// A type without the name of its schema, which is no fact: the fields say what an object is.
fn shape(kind: &Type) -> String {
    match kind {
        Type::Schema(_) => "object".to_owned(),
        // The client has no struct for it.
        Type::Object => "object without a table".to_owned(),
        Type::Array(item) => format!("array<{}>", shape(item)),
        Type::Map(value) => format!("map<{}>", shape(value)),
        scalar => scalar.to_string(),
    }
}

/// The marks of lists and maps on the way to the fields below: `[]`, `{}`.
fn steps(kind: &Type) -> String {
    match kind {
        Type::Array(item) => format!("[]{}", steps(item)),
        Type::Map(value) => format!("{{}}{}", steps(value)),
        _ => String::new(),
    }
}

fn mandatory(stated: Option<Mandatory>) -> &'static str {
    match stated {
        Some(Mandatory::Yes) => "mandatory",
        Some(Mandatory::Conditional) => "mandatory under a condition",
        Some(Mandatory::No) => "optional",
        None => "not stated",
    }
}

/// An IAM action with what is known of it: `teapot:pot:break (write; on pot)`.
fn told(permission: &Permission) -> String {
    let Permission {
        action,
        access_level,
        resource_types,
        condition_keys,
        aliases,
        dependencies,
        line: _,
    } = permission;
    let mut parts: Vec<String> = access_level.iter().cloned().collect();
    let lists = [
        ("on", resource_types),
        ("conditions", condition_keys),
        ("also called", aliases),
        ("needs", dependencies),
    ];
    for (what, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        parts.push(format!("{what} {}", items.join(", ")));
    }
    match parts.is_empty() {
        true => action.clone(),
        false => format!("{action} ({})", parts.join("; ")),
    }
}

/// As the specification's files write it.
fn notation<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
