//! `examples/*.rs`: the document's examples, behind the feature `examples`.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use taurusdb_spec::Api;

use super::catalogue::option;
use crate::file::ident;
use crate::plan::{ModulePlan, OperationPlan, Plan};

/// The groups that have examples, with the operations that do.
pub(super) fn groups<'p, 'a>(
    plan: &'p Plan<'a>,
) -> Vec<(&'p ModulePlan<'a>, Vec<&'p OperationPlan<'a>>)> {
    let with = |module: &'p ModulePlan<'a>| {
        let operations = module.operations.iter();
        let shown = operations.filter(|planned| !planned.operation.examples.is_empty());
        (module, shown.collect::<Vec<_>>())
    };
    plan.modules.iter().map(with).filter(|(_, operations)| !operations.is_empty()).collect()
}

/// `examples/mod.rs`: the examples of all groups, and what they show most often.
pub(super) fn expand(plan: &Plan<'_>) -> TokenStream {
    let groups = groups(plan);
    let modules = groups.iter().map(|(module, _)| ident(&module.descriptors));
    let mut operations: Vec<_> = groups
        .iter()
        .flat_map(|(module, operations)| operations.iter().map(move |planned| (module, planned)))
        .collect();
    operations.sort_by_key(|(_, planned)| &planned.operation.id);
    let operations = operations.into_iter().map(|(module, planned)| {
        let (id, module) = (&planned.operation.id, ident(&module.descriptors));
        let name = format_ident!("{}", planned.descriptor);
        quote!((#id, &#module::#name))
    });
    let usual = usual(plan.api).into_iter().map(|(name, value)| quote!((#name, #value)));
    quote! {
        //! The document's examples.

        #(mod #modules;)*

        use taurusdb_descriptor_types::Examples;

        /// The document's examples, and what they show again and again.
        pub static EXAMPLES: Examples = Examples {
            operations: &[#(#operations),*],
            usual: &[#(#usual),*],
        };
    }
}

/// `examples/GROUP.rs`.
pub(super) fn group(module: &ModulePlan<'_>, operations: &[&OperationPlan<'_>]) -> TokenStream {
    let statics = operations.iter().map(|planned| {
        let name = format_ident!("{}", planned.descriptor);
        let examples = planned.operation.examples.iter().map(|example| {
            let status = option(example.status.map(Literal::u16_unsuffixed));
            let body = raw_string(&example.body);
            quote!(Example { status: #status, body: #body })
        });
        let count = planned.operation.examples.len();
        quote!(pub(super) static #name: [Example; #count] = [#(#examples),*];)
    });
    let intro = format!(" The examples of `{}`.", module.id);
    quote! {
        #![doc = #intro]

        use taurusdb_descriptor_types::Example;

        #(#statics)*
    }
}

/// JSON as a raw string, spread over lines, so that it can be read in the generated code.
fn raw_string(value: &Value) -> TokenStream {
    let text = serde_json::to_string_pretty(value).expect("a value is always JSON");
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}");
    let literal: Literal = literal.parse().expect("a raw string is a literal");
    quote!(#literal)
}

/// For each name of a field, the text or number that examples show most often; of those that are as
/// frequent, the one that comes first in the document.
fn usual(api: &Api) -> BTreeMap<&str, String> {
    let mut seen: BTreeMap<&str, Vec<(String, usize)>> = BTreeMap::new();
    for operation in api.operations() {
        for example in &operation.examples {
            count(&example.body, &mut seen);
        }
    }
    let most = |values: Vec<(String, usize)>| {
        // The last of equal maxima is what `max_by_key` gives.
        values.into_iter().rev().max_by_key(|(_, times)| *times).map(|(value, _)| value)
    };
    seen.into_iter().filter_map(|(name, values)| Some((name, most(values)?))).collect()
}

fn count<'a>(value: &'a Value, seen: &mut BTreeMap<&'a str, Vec<(String, usize)>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| count(item, seen)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let first = match value {
                    Value::Array(items) => items.first().unwrap_or(value),
                    other => other,
                };
                let text = match first {
                    Value::String(text) if !text.is_empty() => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                };
                if let Some(text) = text {
                    let values = seen.entry(name).or_default();
                    match values.iter_mut().find(|(known, _)| *known == text) {
                        Some((_, times)) => *times += 1,
                        None => values.push((text, 1)),
                    }
                }
                count(value, seen);
            }
        }
        _ => {}
    }
}
