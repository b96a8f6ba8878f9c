//! Builds the API from the drafts of all operations.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use taurusdb_spec::{
    Api, Body, Deprecation, Docs, Field, Group, LedgerEntry, Location, Lock, Mandatory, Names,
    Operation, OperationError, Parameter, Prose, Resources, Response, Rule, Schema, Service, Side,
    Source, Type, Variant, Versions, is_success,
};

use super::attach_examples;
use super::decided;
use super::error::ResolveError;
use super::expression::{parse, shown};
use super::fallback::{self, Known};
use super::findings;
use super::locked;
use super::merge::{Unit, equal_units};
use super::naming::{self, type_name};
use super::neighbours::{Near, Titles, facts};
use super::routes;
use super::scope::{self, ResolvedTable, ResolvedType};
use crate::fault::{Fault, OTHER, quote};
use crate::interpret::{DeprecationDraft, Draft, ErrorDraft, FieldDraft, Scope, TableDraft};

/// The success status if the document does not state one.
const ASSUMED_SUCCESS: u16 = 200;

/// The result of resolving the drafts of all operations.
pub struct Resolved {
    /// The API.
    pub api: Api,
    /// The ids of the operations, in the order of the drafts.
    pub ids: Vec<String>,
    /// The keys of `operations.toml` that nobody has decided, each with the position of its draft.
    pub unnamed: Vec<(usize, String)>,
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
    let same = routes::check(drafts);
    if !same.is_empty() {
        return Err(ResolveError::Faults(same));
    }
    let variants = routes::variants(drafts);
    let Ids { ids, keys, unnamed } = operation_ids(drafts, &variants, names);

    let titles = Titles::new(drafts, &ids);
    let sections: Vec<Near<'_>> = (0..drafts.len()).map(|position| titles.near(position)).collect();
    let mut faults = Vec::new();
    let mut units = Vec::new();
    let mut unused = Vec::new();
    for near in &sections {
        // The tables of a twin are those of the operation beside it.
        for scope in near.draft().scopes.iter().filter(|_| !near.draft().is_twin) {
            match scope_units(scope, near, names, &mut unused) {
                Ok(found) => units.extend(found),
                Err(fault) => faults.push(fault.in_section(&near.draft().section)),
            }
        }
    }
    if !faults.is_empty() {
        return Err(ResolveError::Faults(faults));
    }

    let classes = equal_units(&units);
    let former = decided::former_ids(&keys, &ids, names);
    let class_names =
        naming::names(&units, &classes, names, &former).map_err(ResolveError::Names)?;
    let name_of: BTreeMap<&str, &str> = units
        .iter()
        .zip(&classes)
        .map(|(unit, class)| (unit.number(), class_names[class].as_str()))
        .collect();

    let mut operations = Vec::new();
    for (near, variant) in sections.iter().zip(variants) {
        match operation(near, &name_of) {
            Ok(operation) => operations.push(Operation { variant, ..operation }),
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
        lock: Lock {
            read: locked::by_place(&units, &classes, &class_names),
            ..names.lock().clone()
        },
        prose: Prose::default(),
        versions: Versions::default(),
    };
    let problems = api.validate();
    if !problems.is_empty() {
        return Err(ResolveError::Invalid(problems));
    }
    attach_examples::attach(&mut api, drafts);
    map_actions(&mut api);
    let mut findings = findings::entries(drafts, &ids, &units, &classes, &class_names);
    findings.extend(unused);
    findings.extend(routes::findings(drafts, &ids));
    Ok(Resolved { api, ids, unnamed, findings })
}

/// The ids of the operations, in the order of the drafts.
struct Ids {
    ids: Vec<String>,
    /// How decisions name them.
    keys: Vec<String>,
    unnamed: Vec<(usize, String)>,
}

/// The ids of the operations. Decided ids are taken first, then those that were there before, so that no
/// made-up id equals one of them. Among operations that want the same name, the one with the simplest path gets it, wherever it
/// stands: an operation that is inserted renames no other.
fn operation_ids(drafts: &[Draft], variants: &[Option<Variant>], names: &Names) -> Ids {
    let keys: Vec<String> = drafts
        .iter()
        .zip(variants)
        .map(|(draft, variant)| routes::key(draft, variant.is_some()))
        .collect();
    let mut of_route = BTreeSet::new();
    let mut named: Vec<Option<String>> = Vec::new();
    for (draft, key) in drafts.iter().zip(&keys) {
        let by_route = || {
            // The name that was decided before there were variants belongs to the first of them.
            let route = routes::key(draft, false);
            names.named(&route).filter(|_| of_route.insert(route.clone()))
        };
        named.push(names.named(key).or_else(by_route).map(|entry| entry.name.clone()));
    }
    let named = decided::with_locked(&keys, named, names);
    let mut taken: BTreeSet<String> = named.iter().flatten().cloned().collect();
    let group_rank = |id: &str| names.group_rank(id);
    let known = Known::new(drafts, &named, &group_rank);
    let mut ids = named.clone();
    let mut open: Vec<usize> = (0..drafts.len()).filter(|at| named[*at].is_none()).collect();
    open.sort_by_key(|at| {
        let draft = &drafts[*at];
        let segments = draft.path.split('/').count();
        (draft.is_twin, segments, &draft.path, draft.method, &draft.title)
    });
    // The route of a twin says no more than that of the call beside it.
    let of_section = |at: usize| {
        let section = &drafts[at].section;
        drafts
            .iter()
            .position(|draft| draft.section == *section)
            .and_then(|first| variants[first].as_ref())
    };
    for at in open {
        let variant =
            variants[at].as_ref().or_else(|| drafts[at].is_twin.then(|| of_section(at))?);
        let id = fallback::name(&drafts[at], variant, &known, &taken);
        taken.insert(id.clone());
        ids[at] = Some(id);
    }
    let is_open = |(at, _): &(usize, String)| named[*at].is_none();
    let unnamed = keys.iter().cloned().enumerate().filter(is_open).collect();
    let ids = ids.into_iter().map(|id| id.expect("each got one")).collect();
    Ids { ids, keys, unnamed }
}

fn scope_units(
    scope: &Scope,
    near: &Near<'_>,
    names: &Names,
    unused: &mut Vec<LedgerEntry>,
) -> Result<Vec<Unit>, Fault> {
    let resolved = scope::resolve(scope)?;
    unused.extend(resolved.unused.iter().map(|table| LedgerEntry {
        operation: near.id().to_owned(),
        observed: table.name.clone(),
        decision: "no field refers to the table of that name; its fields are left out".to_owned(),
        ..LedgerEntry::new(Rule::Reference, table.line)
    }));
    resolved.tables.iter().map(|table| unit(table, scope, near, names)).collect()
}

fn unit(
    table: &ResolvedTable<'_>,
    scope: &Scope,
    near: &Near<'_>,
    names: &Names,
) -> Result<Unit, Fault> {
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
    let base = base_name(table.draft, scope, near.id(), names);
    Ok(Unit { base, side: scope.side, fields, sources })
}

fn base_name(draft: &TableDraft, scope: &Scope, id: &str, names: &Names) -> String {
    if !draft.name.is_empty() {
        return type_name(&draft.name, names);
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
            declared: field.declared.as_deref().filter(|_| resolved.indirect).map(shown),
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
        variant: None,
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
                format!("one; the first is {OTHER}"),
            )
            .beside(first.line));
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
            let found = near.successor(title).map(str::to_owned);
            // A remark of a page may name a guide, or a page that is not there.
            if found.is_none() && !deprecated.until.is_empty() {
                return Err(Fault::new(
                    deprecated.line,
                    format!("the successor {}", quote(title)),
                    "the title of a section that describes an operation",
                ));
            }
            found
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
