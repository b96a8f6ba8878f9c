//! Builds the API from the drafts of all operations.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use taurusdb_spec::{
    Api, Body, Deprecation, Docs, Field, Group, LedgerEntry, Location, Mandatory, Names, Operation,
    OperationError, Parameter, Prose, Resources, Response, Schema, Service, Side, Source, Type,
    Versions, is_success,
};

use super::attach_examples;
use super::decided;
use super::error::ResolveError;
use super::expression::parse;
use super::fallback::{self, Known};
use super::findings;
use super::merge::{Unit, equal_units};
use super::naming::{self, type_name};
use super::neighbours::{Near, Titles, facts};
use super::scope::{self, ResolvedTable, ResolvedType};
use crate::fault::{Fault, quote};
use crate::interpret::{DeprecationDraft, Draft, ErrorDraft, FieldDraft, Scope, TableDraft};

/// The success status if the document does not state one.
const ASSUMED_SUCCESS: u16 = 200;

/// The result of resolving the drafts of all operations.
pub struct Resolved {
    /// The API.
    pub api: Api,
    /// The ids of the operations, in the order of the drafts.
    pub ids: Vec<String>,
    /// The findings about the document.
    pub findings: Vec<LedgerEntry>,
}

/// Builds an API from the drafts of all operations.
pub fn resolve(
    drafts: &[Draft],
    service: Service,
    names: &Names,
) -> Result<Resolved, ResolveError> {
    decided::check(drafts, names).map_err(ResolveError::Names)?;
    let ids = operation_ids(drafts, names);
    check_routes(drafts).map_err(|fault| ResolveError::Faults(vec![fault]))?;

    let titles = Titles::new(drafts, &ids);
    let sections: Vec<Near<'_>> = (0..drafts.len()).map(|position| titles.near(position)).collect();
    let mut faults = Vec::new();
    let mut units = Vec::new();
    for near in &sections {
        for scope in &near.draft().scopes {
            match scope_units(scope, near) {
                Ok(found) => units.extend(found),
                Err(fault) => faults.push(fault.in_section(&near.draft().section)),
            }
        }
    }
    if !faults.is_empty() {
        return Err(ResolveError::Faults(faults));
    }

    let classes = equal_units(&units);
    let class_names = naming::names(&units, &classes, names).map_err(ResolveError::Names)?;
    let name_of: BTreeMap<&str, &str> = units
        .iter()
        .zip(&classes)
        .map(|(unit, class)| (unit.number(), class_names[class].as_str()))
        .collect();

    let mut operations = Vec::new();
    for near in &sections {
        match operation(near, &name_of) {
            Ok(operation) => operations.push(operation),
            Err(fault) => faults.push(fault.in_section(&near.draft().section)),
        }
    }
    if !faults.is_empty() {
        return Err(ResolveError::Faults(faults));
    }

    let mut api = Api {
        service,
        groups: groups(operations, names),
        schemas: schemas(&units, &classes, &class_names, &name_of),
        docs: Docs::default(),
        resources: Resources::default(),
        prose: Prose::default(),
        versions: Versions::default(),
    };
    let problems = api.validate();
    if !problems.is_empty() {
        return Err(ResolveError::Invalid(problems));
    }
    attach_examples::attach(&mut api, drafts);
    map_actions(&mut api);
    let findings = findings::entries(drafts, &ids, &units, &classes, &class_names);
    Ok(Resolved { api, ids, findings })
}

/// The ids of the operations. Decided ids are taken first, so that no made-up id equals one of
/// them.
fn operation_ids(drafts: &[Draft], names: &Names) -> Vec<String> {
    let named: Vec<Option<String>> = drafts
        .iter()
        .map(|draft| Some(names.operation(draft.method.as_str(), &draft.path)?.name.clone()))
        .collect();
    let mut taken: BTreeSet<String> = named.iter().flatten().cloned().collect();
    let group_rank = |id: &str| names.group_rank(id);
    let known = Known::new(drafts, &named, &group_rank);
    drafts
        .iter()
        .zip(&named)
        .map(|(draft, decided)| {
            decided.clone().unwrap_or_else(|| {
                let id = fallback::name(draft, &known, &taken);
                taken.insert(id.clone());
                id
            })
        })
        .collect()
}

fn check_routes(drafts: &[Draft]) -> Result<(), Fault> {
    let mut first: BTreeMap<String, &Draft> = BTreeMap::new();
    for draft in drafts {
        let route = format!("{} {}", draft.method, draft.path);
        if let Some(other) = first.insert(route.clone(), draft) {
            return Err(Fault::new(
                draft.uri_line,
                format!(
                    "{route}, which section {} (line {}) also has",
                    other.section, other.uri_line
                ),
                "a method and path of its own for each operation",
            )
            .in_section(&draft.section));
        }
    }
    Ok(())
}

fn scope_units(scope: &Scope, near: &Near<'_>) -> Result<Vec<Unit>, Fault> {
    let resolved = scope::resolve(scope)?;
    resolved.tables.iter().map(|table| unit(table, scope, near)).collect()
}

fn unit(table: &ResolvedTable<'_>, scope: &Scope, near: &Near<'_>) -> Result<Unit, Fault> {
    let source = |draft: &TableDraft| Source {
        operation: near.id().to_owned(),
        status: scope.status,
        table: draft.number.clone(),
        name: (!draft.name.is_empty()).then(|| draft.name.clone()),
        line: draft.line,
    };
    let mut sources = vec![source(table.draft)];
    let mut fields = fields(table.draft, &table.types, scope.side, near)?;
    for (draft, types) in &table.alternatives {
        sources.push(source(draft));
        for field in self::fields(draft, types, scope.side, near)? {
            match fields.iter_mut().find(|known| known.name == field.name) {
                Some(known) => known.lines.extend(field.lines),
                None => fields.push(field),
            }
        }
    }
    let base = base_name(table.draft, scope, near.id());
    Ok(Unit { base, side: scope.side, fields, sources })
}

fn base_name(draft: &TableDraft, scope: &Scope, id: &str) -> String {
    if !draft.name.is_empty() {
        return type_name(&draft.name);
    }
    match (scope.side, scope.status) {
        (Side::Request, _) => format!("{}Request", id.to_upper_camel_case()),
        (Side::Response, Some(status)) if status >= 400 => "ErrorResponse".to_owned(),
        (Side::Response, _) => format!("{}Response", id.to_upper_camel_case()),
    }
}

fn fields(
    draft: &TableDraft,
    types: &[ResolvedType],
    side: Side,
    near: &Near<'_>,
) -> Result<Vec<Field>, Fault> {
    let kinds: Vec<&Type> = types.iter().map(|resolved| &resolved.kind).collect();
    let rows: Vec<&FieldDraft> = draft.fields.iter().collect();
    let facts = facts(&rows, &kinds, side, near)?;
    let fields = draft
        .fields
        .iter()
        .zip(types)
        .zip(facts)
        .map(|((field, resolved), stated)| Field {
            name: field.name.clone(),
            aliases: Vec::new(),
            kind: resolved.kind.clone(),
            declared: if resolved.indirect { field.declared.clone() } else { None },
            wire: Vec::new(),
            nullable: false,
            mandatory: stated.mandatory,
            facts: stated.facts,
            lines: vec![field.line],
        })
        .collect();
    Ok(fields)
}

fn operation(near: &Near<'_>, name_of: &BTreeMap<&str, &str>) -> Result<Operation, Fault> {
    let draft = near.draft();
    let schema_of =
        |scope: &Scope| scope.root.as_ref().map(|root| name_of[root.number.as_str()].to_owned());
    let parameters = parameters(near)?;
    let request = draft.scopes.iter().find(|scope| scope.side == Side::Request);
    let mut responses = responses(draft, &schema_of);
    add_headers(&mut responses, near)?;
    let deprecated = match &draft.deprecated {
        Some(deprecated) => Some(deprecation(deprecated, near)?),
        None => None,
    };
    Ok(Operation {
        id: near.id().to_owned(),
        section: draft.section.clone(),
        title: draft.title.clone(),
        lines: [draft.span.first, draft.span.last],
        method: draft.method,
        path: draft.path.clone(),
        uri_line: draft.uri_line,
        stage: draft.stage,
        deprecated,
        parameters,
        request: request.and_then(schema_of).map(|schema| Body { schema }),
        responses,
        permissions: draft.permissions.clone(),
        errors: draft.errors.iter().map(operation_error).collect(),
        examples: Vec::new(),
    })
}

fn operation_error(draft: &ErrorDraft) -> OperationError {
    OperationError { code: draft.code.clone(), status: draft.status, line: draft.line }
}

/// Gives each response its headers; headers without a status belong to the success response.
fn add_headers(responses: &mut BTreeMap<u16, Response>, near: &Near<'_>) -> Result<(), Fault> {
    let headers = &near.draft().response_headers;
    if headers.is_empty() {
        return Ok(());
    }
    let kinds: Vec<Type> =
        headers.iter().map(|header| parameter_kind(&header.field)).collect::<Result<_, _>>()?;
    let rows: Vec<&FieldDraft> = headers.iter().map(|header| &header.field).collect();
    let stated = facts(&rows, &kinds.iter().collect::<Vec<_>>(), Side::Response, near)?;
    let success = responses.keys().copied().find(|status| is_success(*status));
    for ((header, kind), stated) in headers.iter().zip(kinds).zip(stated) {
        let status = header.status.or(success).unwrap_or(ASSUMED_SUCCESS);
        let known = &mut responses.entry(status).or_default().headers;
        if let Some(first) = known.iter().find(|known| known.name == header.field.name) {
            return Err(Fault::new(
                header.field.line,
                format!("a second row for the header {}", header.field.name),
                format!("one; the first is line {}", first.line),
            ));
        }
        known.push(Parameter {
            name: header.field.name.clone(),
            location: Location::Header,
            kind,
            mandatory: stated.mandatory.unwrap_or(Mandatory::No),
            facts: stated.facts,
            table: header.table.clone(),
            line: header.field.line,
        });
    }
    Ok(())
}

fn parameters(near: &Near<'_>) -> Result<Vec<Parameter>, Fault> {
    let draft = near.draft();
    let kinds: Vec<Type> =
        draft.parameters.iter().map(|p| parameter_kind(&p.field)).collect::<Result<_, _>>()?;
    let rows: Vec<&FieldDraft> = draft.parameters.iter().map(|p| &p.field).collect();
    let facts = facts(&rows, &kinds.iter().collect::<Vec<_>>(), Side::Request, near)?;
    let parameters = draft.parameters.iter().zip(kinds).zip(facts);
    Ok(parameters
        .map(|((draft, kind), stated)| Parameter {
            name: draft.field.name.clone(),
            location: draft.location,
            kind,
            mandatory: stated.mandatory.unwrap_or(Mandatory::No),
            facts: stated.facts,
            table: draft.table.clone(),
            line: draft.field.line,
        })
        .collect())
}

fn parameter_kind(field: &FieldDraft) -> Result<Type, Fault> {
    let declared = field.declared.as_deref().unwrap_or("String");
    let kind = parse(declared).map(|expression| expression.with_core(Type::Object));
    let is_plain = |kind: &Type| match kind {
        Type::Array(item) => item.is_scalar(),
        other => other.is_scalar(),
    };
    kind.filter(is_plain).ok_or_else(|| {
        Fault::new(
            field.line,
            format!("the type {} of the parameter {}", quote(declared), field.name),
            "String, Integer, Long, Double, Boolean or an array of them",
        )
    })
}

/// Responses by status. A status with a described body counts; if no success status has one, the
/// status from the examples or from the table of statuses counts.
fn responses(
    draft: &Draft,
    schema_of: &impl Fn(&Scope) -> Option<String>,
) -> BTreeMap<u16, Response> {
    let scopes = || draft.scopes.iter().filter(|scope| scope.side == Side::Response);
    let mut responses: BTreeMap<u16, Response> = scopes()
        .filter_map(|scope| {
            let response = Response { schema: schema_of(scope), ..Response::default() };
            Some((scope.status?, response))
        })
        .collect();
    if !responses.keys().any(|status| is_success(*status)) {
        let named = draft.statuses.iter().map(|(status, _)| *status).find(|s| is_success(*s));
        let schema = scopes().find(|scope| scope.status.is_none()).and_then(schema_of);
        let response = Response { schema, assumed: named.is_none(), ..Response::default() };
        responses.insert(named.unwrap_or(ASSUMED_SUCCESS), response);
    }
    for (status, _) in draft.statuses.iter().filter(|(status, _)| !is_success(*status)) {
        responses.entry(*status).or_default();
    }
    responses
}

fn deprecation(deprecated: &DeprecationDraft, near: &Near<'_>) -> Result<Deprecation, Fault> {
    let successor = match &deprecated.successor {
        None => None,
        Some(title) => {
            let found = near.successor(title);
            Some(found.map(str::to_owned).ok_or_else(|| {
                Fault::new(
                    deprecated.line,
                    format!("the successor {}", quote(title)),
                    "the title of a section that describes an operation",
                )
            })?)
        }
    };
    Ok(Deprecation { until: deprecated.until.clone(), successor, line: deprecated.line })
}

/// Finds the operation of each IAM action. The table of actions has other names for the parameters
/// of the path.
fn map_actions(api: &mut Api) {
    let shape = |path: &str| -> Vec<String> {
        let part = |part: &str| if part.starts_with('{') { "{}" } else { part }.to_owned();
        path.split('/').map(part).collect()
    };
    let ids: BTreeMap<_, String> = api
        .operations()
        .map(|operation| ((operation.method, shape(&operation.path)), operation.id.clone()))
        .collect();
    for action in &mut api.service.actions {
        action.operation = ids.get(&(action.method, shape(&action.path))).cloned();
    }
}

fn groups(operations: Vec<Operation>, names: &Names) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for operation in operations {
        let id = operation.group().to_owned();
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.operations.push(operation),
            None => {
                let summary = names.group_summary(&id).to_owned();
                groups.push(Group { id, summary, operations: vec![operation] });
            }
        }
    }
    // The sort is stable: groups without a decided rank stay in the order of the document.
    groups.sort_by_key(|group| names.group_rank(&group.id));
    groups
}

fn schemas(
    units: &[Unit],
    classes: &[usize],
    class_names: &BTreeMap<usize, String>,
    name_of: &BTreeMap<&str, &str>,
) -> BTreeMap<String, Schema> {
    let mut schemas: BTreeMap<String, Schema> = BTreeMap::new();
    for (unit, class) in units.iter().zip(classes) {
        match schemas.get_mut(&class_names[class]) {
            None => {
                let mut rename = |number: &str| name_of[number].to_owned();
                let fields = unit.fields.iter().map(|field| Field {
                    kind: field.kind.map_schema(&mut rename),
                    ..field.clone()
                });
                let schema = Schema {
                    side: unit.side,
                    sources: unit.sources.clone(),
                    fields: fields.collect(),
                };
                schemas.insert(class_names[class].clone(), schema);
            }
            Some(schema) => {
                schema.sources.extend(unit.sources.iter().cloned());
                for (field, more) in schema.fields.iter_mut().zip(&unit.fields) {
                    field.lines.extend(&more.lines);
                }
            }
        }
    }
    schemas
}
