//! The example in the documentation of each builder: a call with its mandatory parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use taurusdb_spec::Type;

use crate::plan::{ModulePlan, OperationPlan, Plan};

/// How deep objects are built up in an example.
const DEPTH: usize = 3;

/// The lines of the example.
pub(super) fn code(
    plan: &Plan<'_>,
    module: &ModulePlan<'_>,
    operation: &OperationPlan<'_>,
) -> String {
    let allow = if uses_deprecated(plan, operation) { "# #[allow(deprecated)]\n" } else { "" };
    let (uses, chain) = shortened(chain(plan, module, operation));
    let one_line = format!("{};", chain.concat());
    let call = if one_line.len() < 80 { one_line } else { format!("{};", chain.join("\n    ")) };
    format!(
        "{uses}{allow}# async fn f(client: taurusdb::Client) -> Result<(), taurusdb::Error> {{\nlet reply = {call}\nprintln!(\"{{reply:?}}\");\n# Ok(()) }}"
    )
}

/// Whether the example calls what should be called no more: the operation, or the setter of a value that
/// it cannot do without.
pub(super) fn uses_deprecated(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> bool {
    let body = operation.body.map(|body| plan.record(body));
    let fields = body.into_iter().flat_map(|record| &record.fields);
    let fields = fields.filter(|field| field.is_plain()).map(|field| &field.field.facts);
    let parameters = operation.parameters.iter().filter(|parameter| parameter.is_mandatory());
    let mut facts = fields.chain(parameters.map(|parameter| &parameter.parameter.facts));
    operation.operation.deprecated.is_some() || facts.any(|facts| facts.deprecated.is_some())
}

/// Shortens the paths of types in the links of a call to the type names; returns the shortened
/// links and the `use` lines for them. Types that share a name keep their paths.
fn shortened(mut chain: Vec<String>) -> (String, Vec<String>) {
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in chain.iter().flat_map(|link| paths(link)) {
        let (home, name) = path.rsplit_once("::").unwrap_or_default();
        homes.entry(name.to_owned()).or_default().insert(home.to_owned());
    }
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, mut homes) in homes {
        let Some(home) = homes.pop_first().filter(|_| homes.is_empty()) else { continue };
        for link in &mut chain {
            *link = link.replace(&format!("{home}::{name}::"), &format!("{name}::"));
        }
        lines.entry(home).or_default().push(name);
    }
    let lines = lines.into_iter().map(|(home, names)| match names.as_slice() {
        [name] => format!("use {home}::{name};\n"),
        names => format!("use {home}::{{{}}};\n", names.join(", ")),
    });
    let mut uses: String = lines.collect();
    if !uses.is_empty() {
        uses.push('\n');
    }
    (uses, chain)
}

/// The paths of the crate's types in a link: the part before `::new` or a variant.
fn paths(link: &str) -> Vec<&str> {
    let starts = link.match_indices("taurusdb::").map(|(at, _)| &link[at..]);
    let whole = starts.map(|rest| {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '#');
        &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())]
    });
    whole.filter_map(|path| Some(path.rsplit_once("::")?.0)).collect()
}

/// For each operation, its id and the call with its mandatory parameters, without `.await`.
pub(crate) fn calls(plan: &Plan<'_>) -> Vec<(String, String)> {
    let mut calls = Vec::new();
    for module in &plan.modules {
        for operation in &module.operations {
            let mut chain = chain(plan, module, operation);
            chain.pop();
            calls.push((operation.operation.id.clone(), chain.concat()));
        }
    }
    calls
}

/// The links of the method chain: the method that begins the call, the setters, and `send`.
pub(super) fn chain(
    plan: &Plan<'_>,
    module: &ModulePlan<'_>,
    operation: &OperationPlan<'_>,
) -> Vec<String> {
    let groups: String = module.home.parts().iter().map(|part| format!(".{part}()")).collect();
    let arguments: Vec<String> =
        operation.arguments.iter().map(|p| format!("{:?}", p.parameter.name)).collect();
    let mut chain = vec![format!("client{groups}.{}({})", operation.method, arguments.join(", "))];

    let sample = operation.operation.examples.iter().find(|example| example.status.is_none());
    let sample = sample.map(|example| &example.body);
    if let Some(body) = operation.body {
        for (field, setter) in plan.record(body).fields.iter().zip(&operation.body_setters) {
            if field.is_plain() {
                let value = value(
                    plan,
                    &field.field.kind,
                    field.enumeration.as_deref(),
                    sample.and_then(|body| body.get(&field.field.name)),
                    &field.field.name,
                    DEPTH,
                );
                chain.push(format!(".{setter}({value})"));
            }
        }
    }
    for parameter in operation.parameters.iter().filter(|p| p.is_mandatory()) {
        let kind = &parameter.parameter.kind;
        let name = &parameter.parameter.name;
        let value = value(plan, kind, parameter.enumeration.as_deref(), None, name, DEPTH);
        chain.push(format!(".{}({value})", parameter.ident));
    }
    chain.push(".send()".to_owned());
    chain.push(".await?".to_owned());

    chain
}

fn value(
    plan: &Plan<'_>,
    kind: &Type,
    enumeration: Option<&str>,
    sample: Option<&Value>,
    name: &str,
    depth: usize,
) -> String {
    match kind {
        Type::String => match enumeration {
            Some(found) => {
                let plan = &plan.enums[found];
                let home = plan.home.path();
                let shown = sample.and_then(Value::as_str);
                let variant = plan.variants.iter().find(|(wire, _)| Some(*wire) == shown);
                let variant = variant.or(plan.variants.first()).map_or("Other", |(_, v)| v);
                format!("taurusdb::{home}::{found}::{variant}")
            }
            None => match sample.and_then(Value::as_str) {
                Some(text) if is_plain(text) => format!("{text:?}"),
                _ => format!("{name:?}"),
            },
        },
        Type::Integer | Type::Long => sample.and_then(Value::as_i64).unwrap_or(1).to_string(),
        Type::Number => format!("{:?}", sample.and_then(Value::as_f64).unwrap_or(1.0)),
        Type::Boolean => sample.and_then(Value::as_bool).unwrap_or(true).to_string(),
        Type::Object => "Default::default()".to_owned(),
        Type::Map(_) => "Default::default()".to_owned(),
        Type::Array(item) => {
            if depth == 0 && matches!(**item, Type::Schema(_)) {
                return "[]".to_owned();
            }
            let first = sample.and_then(Value::as_array).and_then(|items| items.first());
            format!("[{}]", value(plan, item, enumeration, first, name, depth))
        }
        Type::Schema(schema) if depth == 0 && plan.has_default(plan.record(schema)) => {
            "Default::default()".to_owned()
        }
        Type::Schema(schema) => {
            let record = plan.record(schema);
            let home = record.home.path();
            let arguments: Vec<String> = record
                .fields
                .iter()
                .filter(|field| field.is_plain())
                .map(|field| {
                    let sample = sample.and_then(|object| object.get(&field.field.name));
                    let enumeration = field.enumeration.as_deref();
                    let name = &field.field.name;
                    value(
                        plan,
                        &field.field.kind,
                        enumeration,
                        sample,
                        name,
                        depth.saturating_sub(1),
                    )
                })
                .collect();
            format!("taurusdb::{home}::{}::new({})", record.ident, arguments.join(", "))
        }
    }
}

/// Whether a text from an example can be shown: short, plain ASCII, and not a masked secret.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.is_ascii()
        && !text.contains(['*', '"', '\\', '(', ')'])
        && !text.to_ascii_lowercase().contains("xxx")
}
