//! `catalogue.rs`: regions, HTTP statuses and metrics.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::Plan;

pub(super) fn expand(plan: &Plan<'_>) -> TokenStream {
    let service = &plan.api.service;
    let endpoints = service.endpoints.iter().map(|endpoint| {
        let (region, name, host) = (&endpoint.region, &endpoint.name, &endpoint.host);
        quote!(Endpoint { region: #region, name: #name, host: #host })
    });
    let statuses = service.status_codes.iter().map(|status| {
        let (number, name) = (Literal::u16_unsuffixed(status.status), &status.name);
        quote!(Status { status: #number, name: #name })
    });
    let docs = plan.api.docs.metrics();
    let metrics = service.metrics.iter().map(|metric| {
        let (id, name) = (&metric.id, &metric.name);
        let unit = option(docs.units.get(id));
        let range = docs.ranges.get(id).copied().unwrap_or_default();
        let (minimum, maximum) = (option(range.min), option(range.max));
        quote! {
            Metric { id: #id, name: #name, unit: #unit, minimum: #minimum, maximum: #maximum }
        }
    });
    let (regions, codes, measures) =
        (service.endpoints.len(), service.status_codes.len(), service.metrics.len());
    quote! {
        //! What the service lists beside its operations.

        use taurusdb_descriptor_types::{Endpoint, Metric, Status};

        /// Regions of the service and their hosts.
        pub static ENDPOINTS: [Endpoint; #regions] = [#(#endpoints),*];

        /// HTTP statuses that the service uses.
        pub static STATUSES: [Status; #codes] = [#(#statuses),*];

        /// Metrics that the monitoring service reports.
        pub static METRICS: [Metric; #measures] = [#(#metrics),*];
    }
}

/// An optional value as code.
pub(super) fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
