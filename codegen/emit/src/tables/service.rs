use proc_macro2::TokenStream;
use quote::quote;

use super::{Target, module_name};
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
    let groups: Vec<_> = plan
        .modules
        .iter()
        .filter(|module| module.group.is_some())
        .map(|module| ident(&module_name(&module.id)))
        .collect();
    quote! {
        mod error_codes;
        mod schemas;
        #(mod #groups;)*

        use taurusdb_tables::{Endpoint, Service};

        /// The service, as the API Reference states it.
        #visibility static SERVICE: Service = Service {
            name: #name,
            issue: #issue,
            date: #date,
            endpoints: &[#(#endpoints),*],
            error_codes: &error_codes::ERROR_CODES,
            groups: &[#(#groups::GROUP),*],
        };
    }
}
