//! `lib.rs`: the service and its groups.

use proc_macro2::TokenStream;
use quote::quote;

use crate::file::ident;
use crate::plan::{Plan, typed};

pub(super) fn expand(plan: &Plan<'_>) -> TokenStream {
    let service = &plan.api.service;
    let (name, code) = (&service.product, service.code());
    let (issue, date) = (&service.issue, &service.date);
    let parameter_error = plan.api.docs.parameter_error().unwrap_or_default();
    let groups: Vec<_> = plan
        .modules
        .iter()
        .filter(|module| module.group.is_some())
        .map(|module| ident(&module.descriptors))
        .collect();
    let renamed = renamed(plan);
    quote! {
        #![doc = include_str!("../README.md")]
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]

        mod catalogue;
        #[cfg(feature = "docs")]
        mod docs;
        mod error_codes;
        #[cfg(feature = "examples")]
        mod examples;
        mod resources;
        mod schemas;
        #(pub mod #groups;)*

        use taurusdb_descriptor_types::{Renamed, Service};

        pub use catalogue::{ENDPOINTS, METRICS, STATUSES};
        #[cfg(feature = "docs")]
        pub use docs::DOCS;
        pub use error_codes::ERROR_CODES;
        #[cfg(feature = "examples")]
        pub use examples::EXAMPLES;
        pub use resources::RESOURCES;
        /// The types that the description is made of.
        pub use taurusdb_descriptor_types as types;

        /// What IAM and the vendor's SDKs call the service.
        pub const CODE: &str = #code;

        /// The service, as the API Reference states it.
        ///
        /// Whoever needs a few operations takes them from their modules: this leads to all of them.
        pub static SERVICE: Service = Service {
            name: #name,
            code: CODE,
            issue: #issue,
            date: #date,
            endpoints: &ENDPOINTS,
            statuses: &STATUSES,
            error_codes: &ERROR_CODES,
            parameter_error: #parameter_error,
            metrics: &METRICS,
            groups: &[#(#groups::GROUP),*],
            resources: &RESOURCES,
            renamed: #renamed,
        };
    }
}

/// The old names that the command line understands.
fn renamed(plan: &Plan<'_>) -> TokenStream {
    let commands = plan.lock.renamed.operations.iter().filter_map(|(old, new)| {
        plan.operation(new)?;
        let (old, new) = (typed(old), typed(new));
        Some(quote!((#old, #new)))
    });
    let commands: Vec<TokenStream> = commands.collect();
    let mut flags = Vec::new();
    let mut fields = Vec::new();
    for (owner, names) in &plan.lock.renamed.fields {
        for (old, new) in names {
            match plan.operation(owner) {
                Some((_, operation)) => {
                    if let Some((old, new)) = operation.old_flag(old, new) {
                        flags.push(quote!((#owner, #old, #new)));
                    }
                }
                None => fields.push(quote!((#owner, #old, #new))),
            }
        }
    }
    if commands.is_empty() && flags.is_empty() && fields.is_empty() {
        return quote!(Renamed::NONE);
    }
    quote! {
        Renamed {
            commands: &[#(#commands),*],
            flags: &[#(#flags),*],
            fields: &[#(#fields),*],
        }
    }
}
