//! The file of an operation: its builder, and the bodies that only it has.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use taurusdb_spec::phrase::list;

use super::imports::Imports;
use super::record::Setters;
use super::setters::{Setter, setters};
use super::types::ident;
use super::uses::{self, Needs};
use super::{docs, example, old_names, paged, record};
use crate::plan::{MandatoryPlan, ModulePlan, OperationPlan, Plan, RecordPlan, bare};

/// One operation's file: its builder, and the bodies that only it has.
pub(super) fn expand(
    plan: &Plan<'_>,
    module: &ModulePlan<'_>,
    operation: &OperationPlan<'_>,
) -> TokenStream {
    let mut imports = Imports::new();
    let own: Vec<&RecordPlan<'_>> = operation.own.iter().map(|name| plan.record(name)).collect();
    let records: Vec<TokenStream> = own
        .iter()
        .map(|record| {
            let intro = body_intro(operation, record);
            record::expand(plan, record, &intro, Setters::OfBuilder, &mut imports)
        })
        .collect();
    let builder = Builder::new(plan, module, operation);
    let code = builder.expand(&intro(plan, module, operation), &mut imports);
    let body = quote!(#code #(#records)*);

    let own_names: Vec<&str> = own.iter().map(|record| record.ident.as_str()).collect();
    let mut needs = vec![NEEDS];
    if !records.is_empty() {
        needs.push(record::NEEDS);
    }
    if builder.is_generic() {
        needs.push(MARKERS);
    }
    let uses = uses::lines(&body, &needs, &imports, &own_names);
    quote!(#uses #body)
}

/// What every builder needs.
const NEEDS: Needs =
    &[("crate", "Client"), ("taurusdb_runtime", "Call"), ("taurusdb_runtime", "SendFuture")];

/// What a builder with mandatory parameters also needs.
const MARKERS: Needs = &[
    ("crate", "missing"),
    ("taurusdb_runtime", "Given"),
    ("taurusdb_runtime", "Mark"),
    ("taurusdb_runtime", "Provided"),
];

fn body_intro(operation: &OperationPlan<'_>, record: &RecordPlan<'_>) -> String {
    // Derives of the same name would make the link ambiguous.
    let builder = match operation.builder.as_str() {
        name @ ("Clone" | "Copy" | "Debug" | "Default" | "Eq" | "Hash") => {
            format!("[`{name}`](struct@{name})")
        }
        name => format!("[`{name}`]"),
    };
    match operation.body == Some(record.name) {
        true => format!("The body that {builder} sends."),
        false => format!("The answer to {builder}."),
    }
}

/// A builder on the way to its code.
struct Builder<'p, 'a> {
    plan: &'p Plan<'a>,
    operation: &'p OperationPlan<'a>,
    /// The path of the operation's description.
    descriptor: TokenStream,
    name: Ident,
    /// The type parameters: each says whether a mandatory value has been given.
    markers: Vec<Ident>,
    /// The record of the body.
    body: Option<&'p RecordPlan<'a>>,
}

impl<'p, 'a> Builder<'p, 'a> {
    fn new(
        plan: &'p Plan<'a>,
        module: &'p ModulePlan<'a>,
        operation: &'p OperationPlan<'a>,
    ) -> Self {
        let (group, constant) = (ident(&module.descriptors), ident(&operation.descriptor));
        Self {
            plan,
            operation,
            descriptor: quote!(taurusdb_descriptors::#group::#constant),
            name: ident(&operation.builder),
            markers: operation.mandatory.iter().map(|plan| ident(&plan.marker)).collect(),
            body: operation.body.map(|name| plan.record(name)),
        }
    }

    fn is_generic(&self) -> bool {
        !self.markers.is_empty()
    }

    fn expand(&self, intro: &str, imports: &mut Imports) -> TokenStream {
        let name = &self.name;
        let intro = docs::doc(intro);
        let structure = self.structure();
        let begin = self.begin();
        let setters: Vec<TokenStream> = setters(self.plan, self.operation, imports)
            .into_iter()
            .map(|setter| self.setter(setter))
            .collect();
        let whole_body = self.whole_body(imports);
        let finish = self.finish(imports);
        let generics = self.generics();
        let shown = self.shown();
        quote! {
            #intro
            #structure

            impl #name {
                #begin
            }

            #shown

            impl #generics #name #generics {
                #(#setters)*
                #whole_body
                #finish
            }
        }
    }

    /// Its type parameters, whatever has been given.
    fn generics(&self) -> Option<TokenStream> {
        let markers = &self.markers;
        self.is_generic().then(|| quote!(<#(#markers),*>))
    }

    /// The builder once `given` has been given.
    fn with(&self, given: impl Fn(&MandatoryPlan) -> bool) -> TokenStream {
        let name = &self.name;
        let states = self.operation.mandatory.iter().zip(&self.markers);
        let states = states.map(|(mandatory, marker)| match given(mandatory) {
            true => quote!(Given),
            false => marker.to_token_stream(),
        });
        quote!(#name<#(#states),*>)
    }

    fn structure(&self) -> TokenStream {
        let (name, markers) = (&self.name, &self.markers);
        let missing = self.operation.mandatory.iter().map(|plan| ident(&plan.setter));
        let defaults = self.is_generic().then(|| quote!(<#(#markers = missing::#missing),*>));
        let marker = self.is_generic().then(|| quote!(given: PhantomData<(#(#markers,)*)>,));
        let body = self.body.map(|record| {
            let record = ident(&record.ident);
            quote!(body: #record,)
        });
        quote! {
            #[derive(Clone)]
            #[must_use = "a call does nothing until it is sent"]
            pub struct #name #defaults {
                call: Call,
                #body
                #marker
            }
        }
    }

    /// `Debug`: what has been set; secrets are masked.
    fn shown(&self) -> TokenStream {
        let (name, generics) = (&self.name, self.generics());
        let text = self.name.to_string();
        let body = self.body.map(|_| quote!(.field("body", &self.body)));
        quote! {
            impl #generics std::fmt::Debug for #name #generics {
                #[inline]
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_struct(#text).field("call", &self.call)#body.finish_non_exhaustive()
                }
            }
        }
    }

    /// `new`: the accessor's method calls it.
    fn begin(&self) -> TokenStream {
        let (planned, descriptor) = (&self.operation.arguments, &self.descriptor);
        let arguments: Vec<_> = planned.iter().map(|p| ident(&p.ident)).collect();
        let wires = planned.iter().map(|p| &p.parameter.name);
        let mutable = (!arguments.is_empty()).then(|| quote!(mut));
        let marker = self.is_generic().then(|| quote!(given: PhantomData,));
        let body = self.body.map(|record| {
            if self.plan.has_default(record) {
                let record = ident(&record.ident);
                quote!(body: #record::default(),)
            } else {
                quote!(body: Unfilled::unfilled(),)
            }
        });
        quote! {
            pub(super) fn new(client: &Client, #(#arguments: String),*) -> Self {
                let #mutable call = Call::new(client.runtime(), &#descriptor);
                #(call.set_path(#wires, #arguments);)*
                Self { call, #body #marker }
            }
        }
    }

    fn setter(&self, setter: Setter<'_>) -> TokenStream {
        let Setter { name: method, takes, does, text, old, deprecated } = setter;
        let (mut returns, mut end) = (quote!(Self), quote!(self));
        if self.operation.mandatory.iter().any(|mandatory| mandatory.setter == method) {
            let name = &self.name;
            let body = self.body.map(|_| quote!(body: self.body,));
            returns = self.with(|mandatory| mandatory.setter == method);
            end = quote!(#name { call: self.call, #body given: PhantomData });
        }
        let old = old.map(|old| old_names::setter(&old, method, &takes, &returns));
        let (doc, method) = (docs::doc(&text), ident(method));
        quote! {
            #doc
            #deprecated
            pub fn #method(mut self, #method: #takes) -> #returns {
                #does
                #end
            }

            #old
        }
    }

    /// `body`: gives all mandatory fields of the body at once.
    fn whole_body(&self, imports: &mut Imports) -> Option<TokenStream> {
        let record = self.body?;
        imports.insert((record.home.clone(), record.ident.clone()));
        let (name, ty) = (&self.name, ident(&record.ident));
        let code = if self.operation.mandatory.iter().any(|mandatory| mandatory.is_in_body()) {
            let returns = self.with(|mandatory| mandatory.is_in_body());
            quote! {
                pub fn body(self, body: #ty) -> #returns {
                    #name { call: self.call, body, given: PhantomData }
                }
            }
        } else {
            quote! {
                pub fn body(mut self, body: #ty) -> Self {
                    self.body = body;
                    self
                }
            }
        };
        Some(quote! {
            /// Sets the whole body, replacing any prior value.
            #code
        })
    }

    /// `header`, `configure`, `send`, `into_call` and `dynamic`; `pages` and `items` of a list.
    fn finish(&self, imports: &mut Imports) -> TokenStream {
        let response = match self.operation.response {
            Some(schema) => {
                let record = self.plan.record(schema);
                imports.insert((record.home.clone(), record.ident.clone()));
                ident(&record.ident).to_token_stream()
            }
            None => quote!(Value),
        };
        let markers = &self.markers;
        let provided = self.is_generic().then(|| quote!(where #(#markers: Provided,)*));
        let paged =
            paged::methods(self.plan, self.operation, &response, provided.as_ref(), imports);
        let call = match self.body {
            Some(_) => quote!(self.call.body(&self.body)),
            None => quote!(self.call),
        };
        let dynamic = self.is_generic().then(|| self.dynamic(&call));
        quote! {
            /// Sets a request header, replacing the one that the client would send; see
            /// [`Call::header`].
            pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
                self.call.set_header(name, value);
                self
            }

            /// Changes how the call is made: [`Call::retries`], [`Call::validate`] and so on.
            pub fn configure(mut self, change: impl FnOnce(Call) -> Call) -> Self {
                self.call = change(self.call);
                self
            }

            /// Sends the call.
            ///
            /// # Errors
            /// See [`Error`](crate::Error): no connection, or an answer that is not a success.
            pub fn send(self) -> SendFuture<#response>
            #provided
            {
                self.into_call().send()
            }

            #paged

            #dynamic

            /// The call without sending it: to inspect it, or to send it by other means.
            #[inline]
            pub fn into_call(self) -> Call
            #provided
            {
                #call
            }
        }
    }
}

impl Builder<'_, '_> {
    /// `dynamic`: the way out of the type that says what has been given.
    fn dynamic(&self, call: &TokenStream) -> TokenStream {
        let markers = &self.markers;
        let fields = self.operation.mandatory.iter().zip(markers).filter_map(|(plan, marker)| {
            let name = plan.field.as_ref()?;
            Some(quote!((#name, #marker::IS_GIVEN)))
        });
        let fields: Vec<TokenStream> = fields.collect();
        let code = match fields.is_empty() {
            true => quote!(#call),
            false => quote! {
                let mut call = #call;
                call.forget(&[#(#fields),*]);
                call
            },
        };
        quote! {
            /// The call as it stands, to be stored, or completed by [name](Call::set): in a loop, from a
            /// file. What is mandatory and not set is then an error when it is sent.
            pub fn dynamic(self) -> Call
            where #(#markers: Mark,)*
            {
                #code
            }
        }
    }
}

fn intro(plan: &Plan<'_>, module: &ModulePlan<'_>, operation: &OperationPlan<'_>) -> String {
    format!(
        "{}\n\n{}{}\n\n# Example\n\n```no_run\n{}\n```",
        docs::summary(plan.api, operation.operation),
        docs::origin(plan, operation.operation),
        way_there(module, operation),
        example::code(plan, module, operation)
    )
}

/// The method that begins the call, and what has to be set before it can be sent.
fn way_there(module: &ModulePlan<'_>, operation: &OperationPlan<'_>) -> String {
    let (path, method) = (module.home.path(), bare(&operation.method));
    let begun = format!("\n\nBegun by [`Api::{method}`](crate::{path}::Api::{method}).");
    let setters = operation.mandatory.iter().map(|mandatory| {
        let setter = bare(&mandatory.setter);
        format!("[`{setter}`](Self::{setter})")
    });
    let setters: Vec<String> = setters.collect();
    if setters.is_empty() {
        return begun;
    }
    format!("{begun} Mandatory before [`send`](Self::send): {}.", list(&setters, "and"))
}
