use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use taurusdb_spec::resources::IdShape;

use super::Target;
use crate::file::ident;
use crate::plan::Plan;

/// `tables/mod.rs`: the service and its groups.
pub(super) fn expand(plan: &Plan<'_>, target: Target) -> TokenStream {
    // The mock server is a library too: its table is for whoever uses it.
    let visibility = match target {
        Target::Cli => quote!(pub(crate)),
        Target::Mock => quote!(pub),
    };
    let service = &plan.api.service;
    let (name, issue, date) = (&service.product, &service.issue, &service.date);
    let endpoints = service.endpoints.iter().map(|endpoint| {
        let (region, name, host) = (&endpoint.region, &endpoint.name, &endpoint.host);
        quote!(Endpoint { region: #region, name: #name, host: #host })
    });
    let ids = match target {
        // The command line makes no ids up.
        Target::Cli => Vec::new(),
        Target::Mock => id_forms(plan),
    };
    let used = (!ids.is_empty()).then(|| quote!(IdForm,));
    let groups: Vec<_> = plan
        .modules
        .iter()
        .filter(|module| module.group.is_some())
        .map(|module| ident(&module.descriptors))
        .collect();
    quote! {
        mod error_codes;
        mod schemas;
        #(mod #groups;)*

        use taurusdb_tables::{Endpoint, #used Service};

        /// The service, as the API Reference states it.
        #visibility static SERVICE: Service = Service {
            name: #name,
            issue: #issue,
            date: #date,
            endpoints: &[#(#endpoints),*],
            error_codes: &error_codes::ERROR_CODES,
            ids: &[#(#ids),*],
            groups: &[#(#groups::GROUP),*],
        };
    }
}

/// How ids look, by the field that holds one. Where two resources are known by one field, it is the
/// one whose own field is called `id`.
fn id_forms(plan: &Plan<'_>) -> Vec<TokenStream> {
    let mut forms: BTreeMap<String, &IdShape> = BTreeMap::new();
    for (name, resource) in &plan.api.resources.resources {
        let Some(shape) = resource.id_shape.as_ref().filter(|shape| **shape != IdShape::Name)
        else {
            continue;
        };
        let field = resource.path_parameter.clone().unwrap_or_else(|| format!("{name}_id"));
        let is_own = resource.id.iter().any(|path| path.to_string() == "id");
        if is_own || !forms.contains_key(&field) {
            forms.insert(field, shape);
        }
    }
    let form = |(field, shape): (String, &IdShape)| {
        let (hyphens, suffix) = match shape {
            IdShape::Uuid32(suffix) => (false, suffix.as_deref().unwrap_or_default()),
            IdShape::Uuid36 | IdShape::Name => (true, ""),
        };
        quote!(IdForm { field: #field, hyphens: #hyphens, suffix: #suffix })
    };
    forms.into_iter().map(form).collect()
}
