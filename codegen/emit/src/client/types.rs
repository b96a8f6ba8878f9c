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
    /// A time in this form.
    Time(Format),
    /// The enumeration of this name.
    Enumeration(&'a str),
}

impl<'a> Text<'a> {
    pub(super) fn of(facts: &Facts, enumeration: Option<&'a str>) -> Self {
        match enumeration {
            Some(name) => Self::Enumeration(name),
            None if facts.sensitive => Self::Secret,
            None => match facts.format {
                Some(
                    form @ (Format::DateTime
                    | Format::Date
                    | Format::TimestampMs
                    | Format::TimestampS),
                ) => Self::Time(form),
                _ => Self::Plain,
            },
        }
    }

    /// The method that writes a time in the form that is wanted; `None` if there is nothing to do.
    fn form(self) -> Option<TokenStream> {
        match self {
            Self::Time(Format::Date) => Some(quote!(into_date())),
            Self::Time(Format::TimestampMs) => Some(quote!(into_milliseconds())),
            Self::Time(Format::TimestampS) => Some(quote!(into_seconds())),
            _ => None,
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
            Text::Time(_) => quote!(Time),
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
            let value = rust_type(plan, value, text, imports);
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
            let value = match text.form() {
                Some(form) => quote!(Into::<Time>::into(#name).#form),
                None => quote!(#name.into()),
            };
            (quote!(impl Into<#target>), value)
        }
        Type::Array(item) if **item == Type::String => {
            let target = rust_type(plan, item, text, imports);
            let each = match text.form() {
                Some(form) => quote!(|time| Into::<Time>::into(time).#form),
                None => quote!(Into::into),
            };
            (
                quote!(impl IntoIterator<Item = impl Into<#target>>),
                quote!(taurusdb_runtime::record::list(#name.into_iter().map(#each))),
            )
        }
        Type::Array(item) => {
            let target = rust_type(plan, item, text, imports);
            (
                quote!(impl IntoIterator<Item = #target>),
                quote!(taurusdb_runtime::record::list(#name)),
            )
        }
        _ => {
            let target = rust_type(plan, kind, text, imports);
            (target, quote!(#name))
        }
    }
}
