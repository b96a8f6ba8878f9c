//! `examples/*.rs`: the document's examples, behind the feature `examples`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::catalogue::option;
use crate::describe::examples::{text, usual};
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
    let text = text(value);
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}");
    let literal: Literal = literal.parse().expect("a raw string is a literal");
    quote!(#literal)
}
