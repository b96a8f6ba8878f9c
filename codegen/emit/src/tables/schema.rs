use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use taurusdb_spec::phrase::{self, About, Style, Subject};
use taurusdb_spec::{Facts, Side, Type};

use super::Target;
use crate::plan::Plan;

/// `tables/schemas.rs`: the schemas that the crate needs.
pub(super) fn expand(plan: &Plan<'_>, target: Target) -> TokenStream {
    let used = used(plan, target);
    let schemas = used.iter().map(|name| {
        let ident = ident(plan, name);
        let fields = plan.record(name).fields.iter().map(|planned| {
            let field = planned.field;
            let wire = &field.name;
            let kind = kind(plan, &field.kind, &quote!());
            let aliases = &planned.aliases;
            let also = (!aliases.is_empty()).then(|| quote!(.also(&[#(#aliases),*])));
            let required = field.is_mandatory().then(|| quote!(.required()));
            let sensitive = field.facts.sensitive.then(|| quote!(.sensitive()));
            let is_number = field.facts.unit.is_some()
                || field.facts.minimum.is_some()
                || field.facts.maximum.is_some();
            let is_numeric = target == Target::Mock && field.kind == Type::String && is_number;
            let numeric = is_numeric.then(|| quote!(.numeric()));
            let doc = doc(plan, target, name, wire, &field.facts);
            let limits = field.facts.lend(|facts| phrase::limits(facts, Style::Plain));
            let limits = limits.filter(|_| target == Target::Cli);
            let limits = limits.map(|limits| quote!(.limits(#limits)));
            let values = values(plan, target, name, wire, &field.facts);
            quote!(Field::new(#wire, #kind)#also #required #sensitive #numeric #doc #limits #values)
        });
        quote! {
            pub(super) static #ident: Schema = Schema { name: #name, fields: &[#(#fields),*] };
        }
    });
    let schemas: Vec<TokenStream> = schemas.collect();
    quote! {
        use taurusdb_tables::{Field, Schema, Type};

        #(#schemas)*
    }
}

/// Names of the schemas that the crate needs, with all that they refer to.
pub(super) fn used<'a>(plan: &Plan<'a>, target: Target) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    let mut waiting: Vec<&str> = plan
        .api
        .operations()
        .flat_map(|operation| operation.schemas())
        .filter(|name| target == Target::Mock || plan.api.schemas[*name].side == Side::Request)
        .collect();
    while let Some(name) = waiting.pop() {
        if used.insert(name) {
            waiting.extend(plan.api.schemas[name].references());
        }
    }
    used
}

/// Name of the static of a schema.
pub(super) fn ident(plan: &Plan<'_>, name: &str) -> Ident {
    format_ident!("{}", plan.record(name).descriptor)
}

/// A type; `path` leads to the module of the schemas.
pub(super) fn kind(plan: &Plan<'_>, kind: &Type, path: &TokenStream) -> TokenStream {
    match kind {
        Type::String => quote!(Type::String),
        Type::Integer => quote!(Type::Integer),
        Type::Long => quote!(Type::Long),
        Type::Number => quote!(Type::Double),
        Type::Boolean => quote!(Type::Boolean),
        Type::Object => quote!(Type::Object),
        Type::Array(item) => {
            let item = self::kind(plan, item, path);
            quote!(Type::Array(&#item))
        }
        Type::Map(value) => {
            let value = self::kind(plan, value, path);
            quote!(Type::Map(&#value))
        }
        Type::Schema(name) => {
            let name = ident(plan, name);
            quote!(Type::Record(&#path #name))
        }
    }
}

/// Documented values and default, where they are stated; for people, also what the values mean.
pub(super) fn values(
    plan: &Plan<'_>,
    target: Target,
    owner: &str,
    name: &str,
    facts: &Facts,
) -> TokenStream {
    let values = (!facts.values.is_empty()).then(|| {
        let values = &facts.values;
        quote!(.one_of(&[#(#values),*]))
    });
    let label = |value| plan.api.docs.value(owner, name, value).unwrap_or_default();
    let labels: Vec<&str> = facts.values.iter().map(|value| label(value)).collect();
    let is_told = target == Target::Cli && labels.iter().any(|label| !label.is_empty());
    let labels = is_told.then(|| quote!(.labels(&[#(#labels),*])));
    let default = facts.default.as_ref().map(|default| quote!(.default_value(#default)));
    quote!(#values #labels #default)
}

/// What a field or parameter is and what it must be like; the mock server has nobody to tell.
pub(super) fn doc(
    plan: &Plan<'_>,
    target: Target,
    owner: &str,
    name: &str,
    facts: &Facts,
) -> Option<TokenStream> {
    let docs = &plan.api.docs;
    let meaning = docs.field(owner, name).filter(|_| target == Target::Cli)?;
    let text = facts.lend(|facts| {
        let clauses = |name: &str| docs.condition(name).map(str::to_owned);
        let subject = Subject { facts, mandatory: None, clauses: &clauses };
        // What is mandatory, the values and the default have columns of their own.
        let mut said = phrase::statements(&subject, Style::Plain);
        said.retain(|one| matches!(one.about, About::Required | About::Excluded));
        phrase::described(meaning, facts, Style::Plain) + &phrase::as_clauses(&said)
    });
    Some(quote!(.doc(#text)))
}
