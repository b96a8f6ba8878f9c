//! The module of a group: what it exports, and the struct that begins its calls.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use taurusdb_spec::phrase::list;

use super::imports::Imports;
use super::types::ident;
use super::{docs, enumeration, intro, old_names, record, uses};
use crate::plan::{ModulePlan, OperationPlan, Plan, bare, field_ident, type_ident};

/// `mod.rs`: the files of the module, and the accessor, whose methods begin calls.
pub(super) fn expand(plan: &Plan<'_>, module: &ModulePlan<'_>) -> TokenStream {
    let summary = summary(module);
    let text = match module.home.is_shared() {
        true => summary,
        false => {
            format!(
                "{summary}\n\nCalls begin at [`Api`], which {} returns.",
                returned_by(plan, module)
            )
        }
    };
    let intro = docs::inner(&text);
    let children = module.children.iter().map(|child| {
        let child = ident(&child.ident);
        quote!(pub mod #child;)
    });
    let files = module.operations.iter().map(|operation| {
        let file = ident(&operation.module);
        quote!(mod #file;)
    });
    let exports = module.operations.iter().map(|operation| {
        let file = ident(&operation.module);
        let names = exported(plan, operation);
        let names = names.iter().map(|name| ident(name));
        quote!(pub use #file::{#(#names),*};)
    });
    let types = module.has_types().then(|| {
        let names = module.records.iter().map(|name| ident(&plan.record(name).ident));
        let enums = module.enums.iter().map(|name| ident(name));
        quote! {
            mod types;
            pub use types::{#(#names,)* #(#enums,)*};
        }
    });
    let accessor = (!module.home.is_shared()).then(|| accessor(plan, module));
    let renamed = renamed(plan, module);
    quote! {
        #intro

        #(#children)*
        #(#files)*
        #types
        #(#exports)*
        #renamed

        #accessor
    }
}

/// The old names of types of the module, and of types and builders that were here: they lead to the new ones
/// for one version.
fn renamed(plan: &Plan<'_>, module: &ModulePlan<'_>) -> TokenStream {
    let mut taken: BTreeSet<String> =
        module.operations.iter().flat_map(|operation| exported(plan, operation)).collect();
    taken.extend(module.records.iter().map(|name| plan.record(name).ident.clone()));
    taken.extend(module.enums.iter().cloned());
    let renamed = &plan.lock.renamed;
    // What was renamed in this module, then what is in another one.
    let has_moved =
        |old: &str, new: &String| renamed.paths.values().any(|names| names.get(old) == Some(new));
    let own = renamed.types.iter().filter(|(old, new)| {
        let home = plan.type_of(new).map(|(home, _)| &home.home);
        home == Some(&module.home) && !has_moved(old, new)
    });
    let moved = renamed.paths.get(&module.home.path()).into_iter().flatten();
    let types = own.chain(moved).filter_map(|(old, new)| {
        let (home, name) = plan.type_of(new)?;
        Some((type_ident(old), home, name.to_owned(), Vec::new()))
    });
    let builders = renamed.operations.iter().filter_map(|(old, new)| {
        let (group, command) = old.rsplit_once('.')?;
        let (home, operation) = plan.operation(new)?;
        let mandatory = operation.mandatory.clone();
        let builder = (type_ident(command), home, operation.builder.clone(), mandatory);
        (group == module.id).then_some(builder)
    });
    let mut aliases = TokenStream::new();
    for (old, home, name, mandatory) in types.chain(builders) {
        if taken.insert(old.clone()) {
            let feature = feature(home, module);
            let alias = old_names::alias(&old, &place(home, module, &name), &name, &mandatory);
            aliases.extend(quote!(#feature #alias));
        }
    }
    aliases
}

/// The way to a type of `home` from inside `module`.
fn place(home: &ModulePlan<'_>, module: &ModulePlan<'_>, name: &str) -> TokenStream {
    let name = ident(name);
    if home.home == module.home {
        return name.to_token_stream();
    }
    let path: Vec<_> = home.home.path().split("::").map(ident).collect();
    quote!(crate::#(#path::)*#name)
}

/// Of another group, a module is there if its feature is on; what groups share is always there.
fn feature(home: &ModulePlan<'_>, module: &ModulePlan<'_>) -> Option<TokenStream> {
    let name = home.feature.as_str();
    (home.feature != module.feature && !home.home.is_shared())
        .then(|| quote!(#[cfg(feature = #name)]))
}

/// The old names of operations that begin in this module, or that began here: the methods lead to the new
/// ones for one version.
fn renamed_calls(plan: &Plan<'_>, module: &ModulePlan<'_>) -> TokenStream {
    let renamed = plan.lock.renamed.operations.iter();
    let methods = renamed.filter_map(|(old, new)| {
        let (group, command) = old.rsplit_once('.')?;
        if group != module.id {
            return None;
        }
        let (home, operation) = plan.operation(new)?;
        let note = format!("is called {} now", call(plan, new).trim_matches('`'));
        let doc = docs::doc(&format!("The old name of {}.", call(plan, new)));
        let builder: TokenStream = match home.id == module.id {
            true => operation.builder.parse(),
            false => format!("crate::{}", plan.builder_path(new)?).parse(),
        }
        .ok()?;
        let method = ident(&field_ident(command));
        let arguments: Vec<_> = operation.arguments.iter().map(|p| ident(&p.ident)).collect();
        let feature = feature(home, module);
        Some(quote! {
            #doc
            #feature
            #[deprecated(note = #note)]
            pub fn #method(&self, #(#arguments: impl Into<String>),*) -> #builder {
                #builder::new(self.client, #(#arguments.into()),*)
            }
        })
    });
    quote!(#(#methods)*)
}

/// `types.rs`: nested objects and enumerations.
pub(super) fn types(plan: &Plan<'_>, module: &ModulePlan<'_>) -> TokenStream {
    let mut imports = Imports::new();
    let records: Vec<TokenStream> = module
        .records
        .iter()
        .map(|name| {
            let record = plan.record(name);
            record::expand(plan, record, &intro::of(plan, name), record::Setters::Own, &mut imports)
        })
        .collect();
    let enums: Vec<TokenStream> =
        module.enums.iter().map(|name| enumeration::expand(plan, &plan.enums[name])).collect();
    let own: Vec<&str> = module
        .records
        .iter()
        .map(|name| plan.record(name).ident.as_str())
        .chain(module.enums.iter().map(String::as_str))
        .collect();
    let mut needs = Vec::new();
    if !records.is_empty() {
        needs.push(record::NEEDS);
    }
    if !enums.is_empty() {
        needs.push(enumeration::NEEDS);
    }
    let body = quote!(#(#records)* #(#enums)*);
    let uses = uses::lines(&body, &needs, &imports, &own);
    quote!(#uses #body)
}

fn summary(module: &ModulePlan<'_>) -> String {
    if module.home.is_shared() {
        return "Types that several groups share.".to_owned();
    }
    let text = module.group.map_or("", |group| group.summary.as_str());
    if text.is_empty() {
        let children = module.children.iter();
        let names: Vec<String> = children.map(|child| format!("`{}`", child.id)).collect();
        return format!("The groups {}.", list(&names, "and"));
    }
    format!("{}.", docs::plain(text.trim_end_matches('.')))
}

/// The method that returns the accessor of a group. It belongs to the client or to the outer group.
fn returned_by(plan: &Plan<'_>, module: &ModulePlan<'_>) -> String {
    let parts = module.home.parts();
    let [around @ .., last] = parts else { unreachable!("the shared types have no accessor") };
    let method = bare(last);
    match around {
        [] => format!("[`Client::{method}`](crate::Client::{method})"),
        around => {
            let path = around.join("::");
            let text = plan.modules.iter().find(|other| other.home.parts() == around);
            let text = text.map_or("", |other| other.id.as_str());
            format!("[`{text}::Api::{method}`](crate::{path}::Api::{method})")
        }
    }
}

/// The code that calls an operation: `client.instances().list()`.
fn call(plan: &Plan<'_>, id: &str) -> String {
    let Some((module, operation)) = plan.operation(id) else { return id.to_owned() };
    let groups: String = module.home.parts().iter().map(|part| format!(".{part}()")).collect();
    let arguments = if operation.arguments.is_empty() { "" } else { "…" };
    format!("`client{groups}.{}({arguments})`", operation.method)
}

/// What a method of the accessor does, and what its arguments mean.
fn method_text(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> String {
    let mut text = docs::summary(plan.api, operation.operation);
    let arguments = operation.arguments.iter().map(|argument| {
        let name = bare(&argument.ident);
        let subject = docs::Documented {
            owner: &operation.operation.id,
            name: &argument.parameter.name,
            facts: &argument.parameter.facts,
            mandatory: None,
            enumeration: None,
        };
        let meaning = docs::field(plan, &subject).replace("\n", "\n  ");
        format!("- `{name}`: {meaning}")
    });
    let arguments: Vec<String> = arguments.collect();
    if !arguments.is_empty() {
        text.push_str(&format!("\n\n{}", arguments.join("\n")));
    }
    text
}

/// The public names of an operation's file.
fn exported(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Vec<String> {
    let records = operation.own.iter().map(|name| plan.record(name).ident.clone());
    std::iter::once(operation.builder.clone()).chain(records).collect()
}

fn accessor(plan: &Plan<'_>, module: &ModulePlan<'_>) -> TokenStream {
    let intro = docs::doc(&format!(
        "{}\n\nReturned by {}; each method begins a call.",
        summary(module),
        returned_by(plan, module)
    ));
    let children = module.children.iter().map(|child| {
        let other = plan.modules.iter().find(|other| other.id == child.id);
        let other = other.expect("a child is a module");
        let child = ident(&child.ident);
        let doc = docs::doc(&summary(other));
        quote! {
            #doc
            pub fn #child(&self) -> #child::Api<'a> {
                #child::Api { client: self.client }
            }
        }
    });
    let methods = module.operations.iter().map(|operation| {
        let method = ident(&operation.method);
        let builder = ident(&operation.builder);
        let doc = docs::doc(&method_text(plan, operation));
        let deprecated = operation.operation.deprecated.as_ref().map(|deprecated| {
            let note = match &deprecated.successor {
                Some(successor) => {
                    format!("{}; use {}", deprecated.end(), call(plan, successor))
                }
                None => deprecated.end(),
            };
            quote!(#[deprecated(note = #note)])
        });
        let arguments: Vec<_> = operation.arguments.iter().map(|p| ident(&p.ident)).collect();
        quote! {
            #doc
            #deprecated
            pub fn #method(&self, #(#arguments: impl Into<String>),*) -> #builder {
                #builder::new(self.client, #(#arguments.into()),*)
            }
        }
    });
    let renamed = renamed_calls(plan, module);
    quote! {
        use crate::Client;

        #intro
        #[derive(Clone, Copy, Debug)]
        pub struct Api<'a> {
            pub(crate) client: &'a Client,
        }

        impl<'a> Api<'a> {
            #(#children)*
            #(#methods)*
            #renamed
        }
    }
}
