//! `schemas/*.rs`: the shapes of bodies, and of the objects in them.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use taurusdb_spec::{Mandatory, Side, Type};

use super::facts;
use super::uses;
use crate::file::ident;
use crate::plan::Plan;

/// The file of schemas that several groups use.
const SHARED: &str = "shared";

/// In which file each schema stands: its group's, or the shared one.
pub(super) struct Homes<'a>(BTreeMap<&'a str, String>);

impl<'a> Homes<'a> {
    pub(super) fn of(plan: &Plan<'a>) -> Self {
        let users = plan.api.users();
        let module = |group: &str| {
            let mut modules = plan.modules.iter();
            modules.find(|module| module.id == group).map(|module| module.descriptors.clone())
        };
        let home = |name: &'a String| {
            let only = match users.get(name.as_str()) {
                Some(groups) if groups.len() == 1 => groups.first().and_then(|group| module(group)),
                _ => None,
            };
            (name.as_str(), only.unwrap_or_else(|| SHARED.to_owned()))
        };
        Self(plan.api.schemas.keys().map(home).collect())
    }

    /// The files, by module name.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.values().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// `schemas/mod.rs`.
    pub(super) fn list(&self) -> TokenStream {
        let names = self.names().into_iter().map(ident);
        quote! {
            //! The shapes of bodies, and of the objects in them: a file for each group, and one for
            //! what several groups use.

            #(pub(crate) mod #names;)*
        }
    }

    /// The path to a schema's static, seen from the file `from`; from elsewhere with `None`.
    pub(super) fn path(&self, plan: &Plan<'_>, name: &str, from: Option<&str>) -> TokenStream {
        let constant = format_ident!("{}", plan.record(name).descriptor);
        let home = &self.0[name];
        let module = ident(home);
        match from {
            Some(from) if from == home => quote!(#constant),
            Some(_) => quote!(super::#module::#constant),
            None => quote!(schemas::#module::#constant),
        }
    }
}

/// `schemas/HOME.rs`.
pub(super) fn expand(plan: &Plan<'_>, homes: &Homes<'_>, home: &str) -> TokenStream {
    let own = homes.0.iter().filter(|(_, of)| *of == home).map(|(name, _)| *name);
    let schemas = own.map(|name| {
        let record = plan.record(name);
        let constant = format_ident!("{}", record.descriptor);
        let side = match record.schema.side {
            Side::Request => quote!(Request),
            Side::Response => quote!(Response),
        };
        let fields = record.fields.iter().map(|planned| {
            let field = planned.field;
            let (wire, kind) = (&field.name, kind(plan, &field.kind, homes, Some(home)));
            let begin = match field.mandatory {
                None => quote!(new),
                Some(Mandatory::Yes) => quote!(mandatory),
                Some(Mandatory::No) => quote!(optional),
                Some(Mandatory::Conditional) => quote!(conditional),
            };
            let list = |name: TokenStream, texts: &[&str]| {
                (!texts.is_empty()).then(|| quote!(.#name(&[#(#texts),*])))
            };
            let aliases = list(quote!(aliases), &planned.aliases);
            let seen: Vec<&str> = field.wire.iter().map(String::as_str).collect();
            let seen = list(quote!(wire), &seen);
            let nullable = field.nullable.then(|| quote!(.nullable()));
            let facts = facts::method(&field.facts);
            quote!(Field::#begin(#wire, #kind)#aliases #seen #nullable #facts)
        });
        quote! {
            pub(crate) static #constant: Schema = Schema {
                name: #name,
                side: Side::#side,
                fields: &[#(#fields),*],
            };
        }
    });
    let schemas = quote!(#(#schemas)*);
    let uses = uses::lines(&schemas);
    let intro = match home {
        SHARED => " The schemas that several groups use.".to_owned(),
        group => format!(" The schemas of `{}`.", group.trim_start_matches("r#")),
    };
    quote! {
        #![doc = #intro]

        #uses

        #schemas
    }
}

/// A type, seen from a file of schemas, or from elsewhere.
pub(super) fn kind(
    plan: &Plan<'_>,
    kind: &Type,
    homes: &Homes<'_>,
    from: Option<&str>,
) -> TokenStream {
    let inner = |inner: &Type| self::kind(plan, inner, homes, from);
    match kind {
        Type::String => quote!(Type::String),
        Type::Integer => quote!(Type::Integer),
        Type::Long => quote!(Type::Long),
        Type::Number => quote!(Type::Number),
        Type::Boolean => quote!(Type::Boolean),
        Type::Object => quote!(Type::Object),
        Type::Array(item) => {
            let item = inner(item);
            quote!(Type::Array(&#item))
        }
        Type::Map(value) => {
            let value = inner(value);
            quote!(Type::Map(&#value))
        }
        Type::Schema(name) => {
            let path = homes.path(plan, name, from);
            quote!(Type::Record(&#path))
        }
    }
}
