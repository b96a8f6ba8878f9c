//! A struct of the client crate, its columns, and the methods with which callers build it.

use proc_macro2::TokenStream;
use quote::quote;
use taurusdb_spec::Type;

use super::docs;
use super::imports::Imports;
use super::old_names;
use super::types::{Text, argument, ident, rust_type};
use super::uses::Needs;
use crate::plan::{FieldPlan, Plan, RecordPlan, field_ident, setter_ident};

/// Who sets the optional fields of a struct that callers build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setters {
    /// The struct has methods for them.
    Own,
    /// The builder of the call has these methods: the struct is its body.
    OfBuilder,
}

/// A struct and its `record!` columns; for requests, also its constructor and setters.
pub(super) fn expand(
    plan: &Plan<'_>,
    record: &RecordPlan<'_>,
    intro: &str,
    setters: Setters,
    imports: &mut Imports,
) -> TokenStream {
    let name = ident(&record.ident);
    let intro = docs::doc(intro);

    let fields = record.fields.iter().map(|field| {
        let ident = ident(&field.ident);
        let ty = field_type(plan, record, field, imports);
        let doc = docs::doc(&docs::field(plan, &field.subject(record.name)));
        let deprecated = docs::deprecated(&field.field.facts);
        quote!(#doc #deprecated pub #ident: #ty,)
    });
    let fields: Vec<TokenStream> = fields.collect();

    let columns = record.fields.iter().map(|field| {
        let (ident, wire, aliases) = (ident(&field.ident), &field.field.name, &field.aliases);
        let required = field.field.is_mandatory().then(|| quote!(required));
        let secret = field.field.facts.sensitive.then(|| quote!(secret));
        let checked = record.is_request().then(|| checked(field)).flatten();
        quote!(#ident: #wire #(| #aliases)* #required #secret #checked)
    });
    let build = record.is_request().then(|| construction(plan, record, setters, imports));
    let has_default = plan.has_default(record);
    let default = has_default.then(|| quote!(, Default));
    let unfilled = (!has_default).then(|| unfilled(record));

    quote! {
        #intro
        #[derive(Clone #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        #build

        #unfilled

        record! { #name { #(#columns),* } }
    }
}

/// How much a check of a request has to look at a field, where that is not all.
fn checked(field: &FieldPlan<'_>) -> Option<TokenStream> {
    let facts = &field.field.facts;
    let (is_limited, may_be_needed) =
        facts.lend(|facts| (facts.is_limited() || facts.may_be_excluded(), facts.may_be_needed()));
    // What is inside has facts of its own.
    match (is_limited || !is_flat(&field.field.kind), may_be_needed) {
        (_, true) => None,
        (true, false) => Some(quote!(limited)),
        (false, false) => Some(quote!(free)),
    }
}

/// Whether a type is a scalar, or a list of scalars.
fn is_flat(kind: &Type) -> bool {
    match kind {
        Type::Array(element) => is_flat(element),
        Type::Map(_) | Type::Schema(_) => false,
        _ => true,
    }
}

/// The empty value, which reading and builders fill in.
fn unfilled(record: &RecordPlan<'_>) -> TokenStream {
    let name = ident(&record.ident);
    let mentions = docs::mentions(record.fields.iter().map(|field| &field.field.facts));
    let fields = record.fields.iter().map(|field| {
        let ident = ident(&field.ident);
        // The type is written out where possible: that saves the compiler the inference.
        let value = match &field.field.kind {
            _ if !field.is_plain() => quote!(None),
            Type::String if field.text() == Text::Plain => quote!(String::new()),
            Type::Integer | Type::Long => quote!(0),
            Type::Number => quote!(0.0),
            Type::Boolean => quote!(false),
            Type::Array(_) => quote!(Vec::new()),
            _ => quote!(Unfilled::unfilled()),
        };
        quote!(#ident: #value)
    });
    quote! {
        impl Unfilled for #name {
            #mentions
            #[inline]
            fn unfilled() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// What every record needs.
pub(super) const NEEDS: Needs = &[("taurusdb_runtime", "record")];

impl<'a> FieldPlan<'a> {
    /// What its text is in Rust.
    pub(super) fn text(&self) -> Text<'_> {
        Text::of(&self.field.facts, self.enumeration.as_deref())
    }

    /// The field, with what its documentation needs.
    pub(super) fn subject(&'a self, owner: &'a str) -> docs::Documented<'a> {
        docs::Documented {
            owner,
            name: &self.field.name,
            facts: &self.field.facts,
            mandatory: self.field.mandatory,
            enumeration: self.enumeration.as_deref(),
        }
    }
}

fn field_type(
    plan: &Plan<'_>,
    record: &RecordPlan<'_>,
    field: &FieldPlan<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let mut ty = rust_type(plan, &field.field.kind, field.text(), imports);
    if plan.embeds(&field.field.kind, record.name) {
        ty = quote!(Box<#ty>);
    }
    if field.is_plain() { ty } else { quote!(Option<#ty>) }
}

/// The setter of a field under the name that it had, unless that is the name of another one now.
fn old_setter(
    plan: &Plan<'_>,
    record: &RecordPlan<'_>,
    field: &FieldPlan<'_>,
    takes: &TokenStream,
) -> Option<TokenStream> {
    let old = setter_ident(&field_ident(plan.old_name(record.name, &field.field.name)?));
    let is_free = record.fields.iter().all(|other| other.setter != old);
    is_free.then(|| old_names::setter(&old, &field.setter, takes, &quote!(Self), None))
}

/// `new` with the mandatory fields, and a setter for each of the others.
fn construction(
    plan: &Plan<'_>,
    record: &RecordPlan<'_>,
    wanted: Setters,
    imports: &mut Imports,
) -> TokenStream {
    let name = ident(&record.ident);
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for field in &record.fields {
        let ident = ident(&field.ident);
        let kind = &field.field.kind;
        let (ty, mut value) = argument(plan, kind, field.text(), &ident, imports);
        if plan.embeds(kind, record.name) {
            value = quote!(Box::new(#value));
        }
        if field.is_plain() {
            arguments.push(quote!(#ident: #ty));
            let same = ident == value.to_string();
            values.push(if same { quote!(#ident) } else { quote!(#ident: #value) });
        } else if wanted == Setters::Own {
            let doc = docs::doc(&docs::field(plan, &field.subject(record.name)));
            let setter = self::ident(&field.setter);
            let old = old_setter(plan, record, field, &ty);
            let deprecated = docs::deprecated_setter(&field.field.facts);
            setters.push(quote! {
                #doc
                #deprecated
                #[must_use]
                pub fn #setter(mut self, #ident: #ty) -> Self {
                    self.#ident = Some(#value);
                    self
                }

                #old
            });
        }
    }
    let doc = if arguments.is_empty() {
        "Creates a value in which nothing is set."
    } else {
        "Creates a value with its mandatory fields."
    };
    let doc = docs::doc(doc);
    // `new` with the fields of a wide table is long, but each argument is mandatory.
    let many = (arguments.len() > 7).then(|| quote!(#[expect(clippy::too_many_arguments)]));
    let rest = (values.len() < record.fields.len()).then(|| match plan.has_default(record) {
        true => quote!(..Self::default()),
        false => quote!(..Self::unfilled()),
    });
    let plain = record.fields.iter().filter(|field| field.is_plain());
    let mentions = docs::mentions(plain.map(|field| &field.field.facts));
    let no_arguments = arguments.is_empty();
    let body =
        if no_arguments { quote!(Self::default()) } else { quote!(Self { #(#values,)* #rest }) };
    quote! {
        impl #name {
            #doc
            #many
            #mentions
            pub fn new(#(#arguments),*) -> Self {
                #body
            }

            #(#setters)*
        }
    }
}
