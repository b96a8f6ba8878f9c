//! The Rust types of fields and parameters, and what their setters take.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use taurusdb_spec::Type;

use super::imports::Imports;
pub(super) use crate::file::ident;
use crate::plan::Plan;

/// The Rust type of a value; `Option` is not part of it.
pub(super) fn rust_type(
    plan: &Plan<'_>,
    kind: &Type,
    enumeration: Option<&str>,
    imports: &mut Imports,
) -> TokenStream {
    match kind {
        Type::String => match enumeration {
            Some(name) => {
                imports.insert((plan.enums[name].home.clone(), name.to_owned()));
                let name = ident(name);
                quote!(#name)
            }
            None => quote!(String),
        },
        Type::Integer | Type::Long => quote!(i64),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::Object => quote!(Value),
        Type::Array(item) => {
            let item = rust_type(plan, item, enumeration, imports);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = rust_type(plan, value, None, imports);
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
    enumeration: Option<&str>,
    name: &Ident,
    imports: &mut Imports,
) -> (TokenStream, TokenStream) {
    match kind {
        Type::String => {
            let target = rust_type(plan, kind, enumeration, imports);
            (quote!(impl Into<#target>), quote!(#name.into()))
        }
        Type::Array(item) if **item == Type::String => {
            let target = rust_type(plan, item, enumeration, imports);
            (
                quote!(impl IntoIterator<Item = impl Into<#target>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
        Type::Array(item) => {
            let target = rust_type(plan, item, enumeration, imports);
            (quote!(impl IntoIterator<Item = #target>), quote!(#name.into_iter().collect()))
        }
        _ => {
            let target = rust_type(plan, kind, enumeration, imports);
            (target, quote!(#name))
        }
    }
}
