//! The Rust types of fields and parameters, and what their setters take.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use taurusdb_spec::{Facts, Format, Type};

use super::imports::Imports;
pub(super) use crate::file::ident;
use crate::plan::Plan;

/// What a text is in Rust.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Text<'a> {
    Plain,
    Secret,
    Time,
    /// The enumeration of this name.
    Enumeration(&'a str),
}

impl<'a> Text<'a> {
    pub(super) fn of(facts: &Facts, enumeration: Option<&'a str>) -> Self {
        match enumeration {
            Some(name) => Self::Enumeration(name),
            None if facts.sensitive => Self::Secret,
            None if facts.format == Some(Format::DateTime) => Self::Time,
            None => Self::Plain,
        }
    }
}

/// The Rust type of a value; `Option` is not part of it.
pub(super) fn rust_type(
    plan: &Plan<'_>,
    kind: &Type,
    text: Text<'_>,
    imports: &mut Imports,
) -> TokenStream {
    match kind {
        Type::String => match text {
            Text::Enumeration(name) => {
                imports.insert((plan.enums[name].home.clone(), name.to_owned()));
                let name = ident(name);
                quote!(#name)
            }
            Text::Secret => quote!(Secret),
            Text::Time => quote!(Time),
            Text::Plain => quote!(String),
        },
        Type::Integer | Type::Long => quote!(i64),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::Object => quote!(Value),
        Type::Array(item) => {
            let item = rust_type(plan, item, text, imports);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = rust_type(plan, value, Text::Plain, imports);
            quote!(BTreeMap<String, #value>)
        }
        Type::Schema(name) => {
            let record = plan.record(name);
            imports.insert((record.home.clone(), record.ident.clone()));
            let name = ident(&record.ident);
            quote!(#name)
        }
    }
}

/// The type of a setter's argument, and the expression that converts it to the type of the field.
pub(super) fn argument(
    plan: &Plan<'_>,
    kind: &Type,
    text: Text<'_>,
    name: &Ident,
    imports: &mut Imports,
) -> (TokenStream, TokenStream) {
    match kind {
        Type::String => {
            let target = rust_type(plan, kind, text, imports);
            (quote!(impl Into<#target>), quote!(#name.into()))
        }
        Type::Array(item) if **item == Type::String => {
            let target = rust_type(plan, item, text, imports);
            (
                quote!(impl IntoIterator<Item = impl Into<#target>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
        Type::Array(item) => {
            let target = rust_type(plan, item, text, imports);
            (quote!(impl IntoIterator<Item = #target>), quote!(#name.into_iter().collect()))
        }
        _ => {
            let target = rust_type(plan, kind, text, imports);
            (target, quote!(#name))
        }
    }
}
