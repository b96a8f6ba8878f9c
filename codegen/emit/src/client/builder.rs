//! The file of an operation: its builder, and the bodies that only it has.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use taurusdb_spec::phrase::list;

use super::imports::Imports;
use super::record::Setters;
use super::setters::{Setter, setters};
use super::state::{TRACKED, state};
use super::types::ident;
use super::uses::{self, Needs};
use super::{docs, example, old_names, paged, record};
use crate::plan::{ModulePlan, OperationPlan, Plan, RecordPlan, bare};

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
    ("taurusdb_runtime", "Provided"),
    ("taurusdb_runtime", "Set"),
    ("taurusdb_runtime", "State"),
    ("taurusdb_runtime", "Unchecked"),
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
            body: operation.body.map(|name| plan.record(name)),
        }
    }

    fn is_generic(&self) -> bool {
        !self.operation.mandatory.is_empty()
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
        let change = self.change();
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
                #change
            }
        }
    }

    /// Its type parameter, whatever has been given.
    fn generics(&self) -> Option<TokenStream> {
        self.is_generic().then(|| quote!(<S>))
    }

    /// Where the type of the builder keeps track of a mandatory value, if it is one.
    fn place(&self, setter: &str) -> Option<usize> {
        let place = self.operation.mandatory.iter().position(|plan| plan.setter == setter);
        place.filter(|place| *place < TRACKED)
    }

    /// The place of a field among the mandatory ones of the body.
    fn place_in_body(&self, name: &str) -> Option<Literal> {
        let mut mandatory = self.body?.fields.iter().filter(|plan| plan.field.is_mandatory());
        mandatory.position(|plan| plan.field.name == name).map(Literal::usize_unsuffixed)
    }

    fn structure(&self) -> TokenStream {
        let name = &self.name;
        let state = state(&self.operation.mandatory, &quote!(missing));
        let default = self.is_generic().then(|| quote!(<S = #state>));
        let marker = self.is_generic().then(|| quote!(given: PhantomData<S>,));
        let body = self.body.map(|record| {
            let record = ident(&record.ident);
            // Boxed: a builder is moved with each parameter that is set.
            quote!(body: Box<#record>,)
        });
        // What is given or missing need not be cloned.
        let clone = (!self.is_generic()).then(|| quote!(#[derive(Clone)]));
        quote! {
            #clone
            #[must_use = "a call does nothing until it is sent"]
            pub struct #name #default {
                call: Call,
                #body
                #marker
            }
        }
    }

    /// `unchecked`, and the way from one state to another.
    fn change(&self) -> Option<TokenStream> {
        let name = &self.name;
        let body = self.body.map(|_| quote!(body: self.body,));
        self.is_generic().then(|| {
            quote! {
                /// The same call in a type that does not change with what is set: to be stored, or built in a
                /// loop or under a condition. What is mandatory and not set is then an error when it is sent.
                pub fn unchecked(self) -> #name<Unchecked> {
                    self.into_state()
                }

                fn into_state<T>(self) -> #name<T> {
                    #name { call: self.call, #body given: PhantomData }
                }
            }
        })
    }

    /// `Debug`: what has been set; secrets are masked. `Clone`, where the type has a state.
    fn shown(&self) -> TokenStream {
        let (name, generics) = (&self.name, self.generics());
        let text = self.name.to_string();
        let body = self.body.map(|_| quote!(.field("body", &self.body)));
        // A service may have a type that is called `Clone`.
        let copy = self.body.map(|_| quote!(body: std::clone::Clone::clone(&self.body),));
        let clone = self.is_generic().then(|| {
            quote! {
                impl<S> std::clone::Clone for #name<S> {
                    #[inline]
                    fn clone(&self) -> Self {
                        Self { call: std::clone::Clone::clone(&self.call), #copy given: PhantomData }
                    }
                }
            }
        });
        quote! {
            #clone

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
                quote!(body: Box::new(#record::default()),)
            } else {
                quote!(body: Box::new(Unfilled::unfilled()),)
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
        let mandatory = self.operation.mandatory.iter().find(|plan| plan.setter == method);
        let give = mandatory.and_then(|plan| plan.field.as_ref());
        let give = give.and_then(|field| self.place_in_body(field));
        let give = give.map(|place| quote!(self.call.give(#place);));
        let (mut returns, mut bound, mut end) = (quote!(Self), None, quote!(self));
        if let Some(place) = self.place(method) {
            let (name, place) = (&self.name, Literal::usize_unsuffixed(place));
            returns = quote!(#name<S::With>);
            bound = Some(quote!(where S: Set<#place>,));
            end = quote!(self.into_state());
        }
        let old = old.map(|old| old_names::setter(&old, method, &takes, &returns, bound.as_ref()));
        let (doc, method) = (docs::doc(&text), ident(method));
        quote! {
            #doc
            #deprecated
            pub fn #method(mut self, #method: #takes) -> #returns
            #bound
            {
                #does
                #give
                #end
            }

            #old
        }
    }

    /// `body`: gives all mandatory fields of the body at once.
    fn whole_body(&self, imports: &mut Imports) -> Option<TokenStream> {
        let record = self.body?;
        imports.insert((record.home.clone(), record.ident.clone()));
        let ty = ident(&record.ident);
        let in_body = self.operation.mandatory.iter().filter(|plan| plan.is_in_body()).count();
        // Those in the body come first.
        let count = in_body.min(TRACKED);
        let code = if count > 0 {
            let (name, count) = (&self.name, Literal::usize_unsuffixed(count));
            quote! {
                pub fn body(mut self, body: #ty) -> #name<S::With>
                where S: taurusdb_runtime::SetFirst<#count>,
                {
                    self.call.give_all();
                    *self.body = body;
                    self.into_state()
                }
            }
        } else {
            quote! {
                pub fn body(mut self, body: #ty) -> Self {
                    *self.body = body;
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
        let provided = self.is_generic().then(|| quote!(where S: State<Missing: Provided>,));
        let paged =
            paged::methods(self.plan, self.operation, &response, provided.as_ref(), imports);
        let call = match self.body {
            Some(_) => quote!(self.call.built(self.body)),
            None => quote!(self.call),
        };
        let dynamic = self.is_generic().then(|| {
            quote! {
                /// The call as it stands, to be completed by [name](Call::set): from a file, or from what a user
                /// types. What is mandatory and not set is then an error when it is sent.
                pub fn dynamic(self) -> Call {
                    #call
                }
            }
        });
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
                #call.send()
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
    format!(
        "{begun} Mandatory before [`send`](Self::send): {}. The type keeps track of them; \
         [`unchecked`](Self::unchecked) gives one that stays the same, for calls that are stored, or built in a \
         loop or under a condition.",
        list(&setters, "and")
    )
}
