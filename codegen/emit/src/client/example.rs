//! The example in the documentation of each builder: a call with its mandatory parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use taurusdb_spec::Type;

use super::sample;
use crate::plan::{ModulePlan, OperationPlan, Plan};

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
    let arguments: Vec<String> = operation
        .arguments
        .iter()
        .map(|argument| {
            let parameter = argument.parameter;
            // What travels in the path is text, whatever it is declared as.
            let (kind, facts) = (&Type::String, &parameter.facts);
            sample::value(plan, kind, facts, &parameter.name, None).to_string()
        })
        .collect();
    let mut chain = vec![format!("client{groups}.{}({})", operation.method, arguments.join(", "))];

    let shown = operation.operation.examples.iter().find(|example| example.status.is_none());
    let shown = shown.map(|example| &example.body);
    if let Some(body) = operation.body {
        let sample = sample::body(plan, body, shown);
        for (field, setter) in plan.record(body).fields.iter().zip(&operation.body_setters) {
            if let Some(sample) = sample.get(&field.field.name) {
                let enumeration = field.enumeration.as_deref();
                let value = value(plan, &field.field.kind, enumeration, sample);
                chain.push(format!(".{setter}({value})"));
            }
        }
    }
    for parameter in operation.parameters.iter().filter(|p| p.is_mandatory()) {
        let (kind, facts) = (&parameter.parameter.kind, &parameter.parameter.facts);
        let sample = sample::value(plan, kind, facts, &parameter.parameter.name, None);
        let value = value(plan, kind, parameter.enumeration.as_deref(), &sample);
        chain.push(format!(".{}({value})", parameter.ident));
    }
    chain.push(".send()".to_owned());
    chain.push(".await?".to_owned());

    chain
}

/// A value as an expression.
fn value(plan: &Plan<'_>, kind: &Type, enumeration: Option<&str>, sample: &Value) -> String {
    match kind {
        Type::String => match enumeration {
            Some(found) => {
                let plan = &plan.enums[found];
                let home = plan.home.path();
                let variant = plan.variants.iter().find(|(wire, _)| Some(*wire) == sample.as_str());
                let variant = variant.or(plan.variants.first()).map_or("Other", |(_, v)| v);
                format!("taurusdb::{home}::{found}::{variant}")
            }
            None => sample.to_string(),
        },
        Type::Integer | Type::Long | Type::Boolean => sample.to_string(),
        Type::Number => format!("{:?}", sample.as_f64().unwrap_or(1.0)),
        Type::Object | Type::Map(_) => "Default::default()".to_owned(),
        Type::Array(item) => {
            let items = sample.as_array().into_iter().flatten();
            let items: Vec<String> =
                items.map(|sample| value(plan, item, enumeration, sample)).collect();
            format!("[{}]", items.join(", "))
        }
        Type::Schema(schema) => {
            let record = plan.record(schema);
            let (mut arguments, mut setters) = (Vec::new(), String::new());
            for field in &record.fields {
                let Some(sample) = sample.get(&field.field.name) else { continue };
                let value = value(plan, &field.field.kind, field.enumeration.as_deref(), sample);
                match field.is_plain() {
                    true => arguments.push(value),
                    false => setters.push_str(&format!(".{}({value})", field.setter)),
                }
            }
            let home = record.home.path();
            let arguments = arguments.join(", ");
            format!("taurusdb::{home}::{}::new({arguments}){setters}", record.ident)
        }
    }
}
