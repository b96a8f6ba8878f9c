use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use taurusdb_spec::Method;

use super::record::Setters;
use super::setters::{Setter, setters};
use super::types::ident;
use super::uses::{self, Needs};
use super::{Imports, docs, example, record};
use crate::plan::{ModulePlan, OperationPlan, Plan};

/// One operation's file: its table, its builder, and the bodies that only it has.
pub(super) fn expand(
    plan: &Plan<'_>,
    module: &ModulePlan<'_>,
    operation: &OperationPlan<'_>,
) -> TokenStream {
    let mut imports = Imports::new();
    let own = own_records(plan, operation);
    let records: Vec<TokenStream> = own
        .iter()
        .map(|name| {
            let record = plan.record(name);
            let intro = body_intro(operation, name, record);
            record::expand(plan, record, &intro, Setters::OfBuilder, &mut imports)
        })
        .collect();
    let table = table(operation);
    let builder = builder(plan, module, operation, &mut imports);
    let body = quote!(#table #builder #(#records)*);

    let own_names: Vec<&str> = own.iter().map(|name| plan.record(name).ident.as_str()).collect();
    let mut needs = vec![NEEDS];
    if !records.is_empty() {
        needs.push(record::NEEDS);
    }
    if !Mandatory::of(plan, operation).is_empty() {
        needs.push(MARKERS);
    }
    let uses = uses::lines(&body, &needs, &imports, &own_names);
    quote!(#uses #body)
}

/// What every builder needs.
const NEEDS: Needs = &[
    ("crate", "Client"),
    ("taurusdb_runtime", "Call"),
    ("taurusdb_runtime", "Error"),
    ("taurusdb_runtime", "Reply"),
    ("taurusdb_runtime::tables", "Method"),
    ("taurusdb_runtime::tables", "Operation"),
];

/// What a builder with mandatory parameters needs besides.
const MARKERS: Needs = &[
    ("taurusdb_runtime", "Given"),
    ("taurusdb_runtime", "Missing"),
    ("taurusdb_runtime", "Provided"),
];

/// The bodies that only this operation has.
pub(super) fn own_records<'a>(plan: &Plan<'a>, operation: &OperationPlan<'a>) -> Vec<&'a str> {
    let shared = |name: &str| plan.modules.iter().any(|module| module.records.contains(&name));
    operation.body.into_iter().chain(operation.response).filter(|name| !shared(name)).collect()
}

fn body_intro(
    operation: &OperationPlan<'_>,
    name: &str,
    record: &crate::plan::RecordPlan<'_>,
) -> String {
    // Derives of the same name would make the link ambiguous.
    let builder = match operation.builder.as_str() {
        name @ ("Clone" | "Copy" | "Debug" | "Default" | "Eq" | "Hash") => {
            format!("[`{name}`](struct@{name})")
        }
        name => format!("[`{name}`]"),
    };
    let what = if operation.body == Some(name) {
        format!("The body of a request to {builder}.")
    } else {
        format!("The answer to {builder}.")
    };
    format!("{what}\n\nAPI Reference, Table {}", record.schema.sources[0].table)
}

fn table(operation: &OperationPlan<'_>) -> TokenStream {
    let op = operation.operation;
    let (id, path, section) = (&op.id, &op.path, &op.section);
    let method = match op.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Delete => quote!(Delete),
    };
    quote! {
        static OPERATION: Operation = Operation {
            id: #id,
            section: #section,
            method: Method::#method,
            path: #path,
            ..Operation::DEFAULT
        };
    }
}

/// A mandatory value that a builder has a type parameter for.
struct Mandatory {
    /// Name of the type parameter.
    parameter: proc_macro2::Ident,
    /// Name of the setter.
    setter: String,
}

impl Mandatory {
    fn of(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Vec<Self> {
        let from_body = operation.body.iter().flat_map(|name| {
            let fields = &plan.record(name).fields;
            fields.iter().zip(&operation.body_setters).filter(|(f, _)| f.is_plain()).map(|(_, s)| s)
        });
        let outside = operation.parameters.iter().filter(|p| p.is_mandatory()).map(|p| &p.ident);
        from_body
            .chain(outside)
            .map(|setter| {
                use heck::ToUpperCamelCase;
                let camel = setter.trim_start_matches("r#").to_upper_camel_case();
                // No type of the file may be hidden by a parameter of its builder.
                Self { parameter: format_ident!("Has{camel}"), setter: setter.clone() }
            })
            .collect()
    }
}

fn builder(
    plan: &Plan<'_>,
    module: &ModulePlan<'_>,
    operation: &OperationPlan<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let name = ident(&operation.builder);
    let mandatory = Mandatory::of(plan, operation);
    let intro = docs::doc(&intro(plan, module, operation));
    let body_type = operation.body.map(|body| {
        let record = plan.record(body);
        imports.insert((record.home.clone(), record.ident.clone()));
        ident(&record.ident)
    });
    let response = match operation.response {
        Some(schema) => {
            let record = plan.record(schema);
            imports.insert((record.home.clone(), record.ident.clone()));
            let name = ident(&record.ident);
            quote!(#name)
        }
        None => quote!(Value),
    };

    let parameters: Vec<_> = mandatory.iter().map(|m| &m.parameter).collect();
    let is_generic = !parameters.is_empty();
    let defaults = is_generic.then(|| quote!(<#(#parameters = Missing),*>));
    let generics = is_generic.then(|| quote!(<#(#parameters),*>));
    let provided = is_generic.then(|| quote!(where #(#parameters: Provided,)*));
    let marker = is_generic.then(|| quote!(given: PhantomData<(#(#parameters,)*)>,));
    let marker_value = is_generic.then(|| quote!(given: PhantomData,));
    let body_field = body_type.as_ref().map(|ty| quote!(body: #ty,));
    let body_value = operation.body.map(|body| match plan.has_default(plan.record(body)) {
        true => quote!(body: #body_type::default(),),
        false => quote!(body: Unfilled::unfilled(),),
    });

    let arguments: Vec<_> = operation.arguments.iter().map(|p| ident(&p.ident)).collect();
    let wires = operation.arguments.iter().map(|p| &p.parameter.name);
    let mutable = (!arguments.is_empty()).then(|| quote!(mut));
    let move_body = body_type.as_ref().map(|_| quote!(body: self.body,));

    let setters: Vec<TokenStream> =
        setters(plan, operation, imports)
            .into_iter()
            .map(|setter| {
                let Setter { name: method, takes, does, mut text } = setter;
                let given = mandatory.iter().position(|m| m.setter == method);
                let (returns, end) =
                    match given {
                        None => (quote!(Self), quote!(self)),
                        Some(at) => {
                            text.push_str(" Mandatory.");
                            let states = parameters.iter().enumerate();
                            let states = states.map(|(i, parameter)| {
                                if i == at { quote!(Given) } else { quote!(#parameter) }
                            });
                            (
                                quote!(#name<#(#states),*>),
                                quote!(#name { call: self.call, #move_body given: PhantomData }),
                            )
                        }
                    };
                let (doc, method) = (docs::doc(&text), ident(method));
                quote! {
                    #doc
                    pub fn #method(mut self, #method: #takes) -> #returns {
                        #does
                        #end
                    }
                }
            })
            .collect();
    let whole_body = body_type.as_ref().map(|ty| {
        let from_body = plan.record(operation.body.unwrap_or_default()).fields.iter();
        let plain: Vec<&str> = from_body
            .zip(&operation.body_setters)
            .filter(|(field, _)| field.is_plain())
            .map(|(_, setter)| setter.as_str())
            .collect();
        let returns = if plain.is_empty() {
            quote!(Self)
        } else {
            let parts = mandatory.iter().map(|m| {
                let parameter = &m.parameter;
                if plain.contains(&m.setter.as_str()) { quote!(Given) } else { quote!(#parameter) }
            });
            quote!(#name<#(#parts),*>)
        };
        let (mutable, value) = if plain.is_empty() {
            (quote!(mut), quote!(self.body = body; self))
        } else {
            (quote!(), quote!(#name { call: self.call, body, given: PhantomData }))
        };
        quote! {
            /// Takes the whole body at once, in place of all that was set of it.
            pub fn body(#mutable self, body: #ty) -> #returns {
                #value
            }
        }
    });
    let finish = match body_type {
        Some(_) => quote!(self.call.body(&self.body)),
        None => quote!(self.call),
    };

    quote! {
        #intro
        #[must_use = "a call does nothing until it is sent"]
        pub struct #name #defaults {
            call: Call,
            #body_field
            #marker
        }

        impl #name {
            pub(super) fn new(client: &Client, #(#arguments: String),*) -> Self {
                let #mutable call = Call::new(client.runtime(), &OPERATION);
                #(call.set_path(#wires, #arguments);)*
                Self { call, #body_value #marker_value }
            }
        }

        impl #generics #name #generics {
            #(#setters)*
            #whole_body

            /// Sends a header along, over the one that the client would send by itself; see
            /// [`Call::header`].
            pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
                self.call.set_header(name, value);
                self
            }

            /// Sends the call.
            ///
            /// # Errors
            /// See [`Error`]: no connection, or an answer that is not a success.
            pub fn send(self) -> impl Future<Output = Result<Reply<#response>, Error>>
            #provided
            {
                self.into_call().send()
            }

            /// The call as it would be sent: to look at, or to send in another way.
            #[inline]
            pub fn into_call(self) -> Call
            #provided
            {
                #finish
            }
        }
    }
}

fn intro(plan: &Plan<'_>, module: &ModulePlan<'_>, operation: &OperationPlan<'_>) -> String {
    format!(
        "{}\n\n{}\n\n# Example\n\n```no_run\n{}\n```",
        docs::summary(plan.api, operation.operation),
        docs::origin(plan.api, operation.operation),
        example::code(plan, module, operation)
    )
}
