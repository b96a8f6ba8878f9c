//! The root of the client crate: `lib.rs`, and the client.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::types::ident;
use crate::plan::Plan;

/// `lib.rs`.
pub(super) fn library(plan: &Plan<'_>) -> TokenStream {
    let modules = plan.top_modules().map(|module| {
        let name = ident(&module.home.parts()[0]);
        let feature = &module.feature;
        quote!(#[cfg(feature = #feature)] pub mod #name;)
    });
    let features = plan.top_modules().map(|module| &module.feature);
    quote! {
        #![doc = include_str!("../README.md")]
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![allow(
            clippy::type_complexity,
            reason = "the type of a builder says which mandatory parameters it has been given"
        )]
        #![cfg_attr(
            not(all(feature = "reqwest", #(feature = #features),*)),
            allow(
                rustdoc::broken_intra_doc_links,
                reason = "a page may link to a group that is switched off"
            )
        )]

        mod client;
        #[cfg(doc)]
        pub mod guide;
        pub mod missing;
        pub mod shared;
        #(#modules)*

        pub use client::Client;
        /// The service as constant data: every operation with its parameters, types and facts.
        pub use taurusdb_descriptors as descriptors;
        #[doc(no_inline)]
        pub use taurusdb_descriptors::{ENDPOINTS, ERROR_CODES};
        // Inlined, so that their pages are found here: users do not know the crate below.
        #[doc(inline)]
        pub use taurusdb_runtime::{
            Attempt, AuthenticationError, Call, Client as UntypedClient, ClientBuilder, Credentials,
            DecodeError, Discovery, Error, Extra, Given, Handle, InvalidRequest, Items, MetadataVersion, Note,
            OpenEnum, Outcome, Pages, Progress, Provided, Record, Reply, ResourceHandle, Retries, Secret,
            Seen, SendFuture, ServiceError, Set, SetFirst, Slot, Source, State, Task, Time, Timer, ToQuery, Transport,
            TransportError, Unchecked, View, Violation, Wait, WaitEnd, WaitError, from_json, timer, to_json, transport,
        };
        pub use taurusdb_runtime::{bytes, http, jiff, serde_json};
    }
}

/// `missing.rs`: a type for each mandatory parameter.
pub(super) fn missing(plan: &Plan<'_>) -> TokenStream {
    let operations = plan.modules.iter().flat_map(|module| &module.operations);
    let mandatory = operations.flat_map(|operation| &operation.mandatory);
    let names: BTreeSet<&str> = mandatory.map(|mandatory| mandatory.setter.as_str()).collect();
    let names = names.into_iter().map(ident);
    quote! {
        //! Mandatory parameters that are not set yet, as they stand in the types of builders.

        taurusdb_runtime::missing! { #(#names)* }
    }
}

/// `client.rs`: the client, with a method for each group.
pub(super) fn client(plan: &Plan<'_>) -> TokenStream {
    let groups = plan.top_modules().map(|module| {
        let name = ident(&module.home.parts()[0]);
        let feature = &module.feature;
        let text = module.group.map_or("", |group| group.summary.as_str());
        let text = if text.is_empty() { module.id.clone() } else { text.to_owned() };
        let doc = docs::doc(&format!("{}.", docs::plain(text.trim_end_matches('.'))));
        quote! {
            #doc
            #[cfg(feature = #feature)]
            pub fn #name(&self) -> crate::#name::Api<'_> {
                crate::#name::Api { client: self }
            }
            #[doc(hidden)]
            #[cfg(not(feature = #feature))]
            pub fn #name<'a>(&'a self) -> SwitchedOff
            where
                Build<'a>: SwitchedOn<off::#name>,
            {
                SwitchedOff::never()
            }
        }
    });
    let off = plan.top_modules().map(|module| {
        let (name, feature) = (ident(&module.home.parts()[0]), &module.feature);
        quote!(#[cfg(not(feature = #feature))] pub struct #name;)
    });
    quote! {
        use taurusdb_runtime::{ClientBuilder, Error, ResourceHandle, Task};
        #[allow(unused_imports, reason = "needed for groups that are switched off")]
        use taurusdb_runtime::switched_off::{Build, SwitchedOff, SwitchedOn};
        use taurusdb_descriptors::SERVICE;

        const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

        /// The client: it has a method for each group of operations, and each group has a method for each
        /// operation.
        ///
        /// Cheap to clone and safe to share; all clones use the same connections.
        ///
        /// ```no_run
        /// # async fn f() -> Result<(), taurusdb::Error> {
        /// let client = taurusdb::Client::builder()
        ///     .region("ap-southeast-3")
        ///     .credentials(taurusdb::Credentials::discover()?)
        ///     .build()
        ///     .await?;
        /// # Ok(()) }
        /// ```
        #[derive(Clone, Debug)]
        pub struct Client {
            runtime: taurusdb_runtime::Client,
        }

        impl Client {
            /// Sets up a client: region or endpoint, credentials, and what differs from the defaults.
            pub fn builder() -> ClientBuilder<Client> {
                ClientBuilder::new().user_agent(USER_AGENT).service(&SERVICE)
            }

            /// A task of which only the id is known, to wait for it.
            pub fn resume_task(&self, id: impl Into<String>) -> Task {
                self.runtime.task(id)
            }

            /// Something that the service has, by the name of its kind and its ids, to wait for its states:
            /// see [`ResourceHandle`].
            ///
            /// # Errors
            /// Fails if there is no such kind, or if it needs other ids; the error names what there is.
            pub fn watch<I: Into<String>>(
                &self,
                kind: &str,
                ids: impl IntoIterator<Item = I>,
            ) -> Result<ResourceHandle, Error> {
                self.runtime.resource(kind, ids)
            }

            /// The client without types, for operations that this crate does not know yet.
            ///
            /// ```no_run
            /// use taurusdb::descriptors::types::{Method, Operation};
            ///
            /// static SHOW: Operation = Operation::new(
            ///     "instances.show_newer",
            ///     Method::Get,
            ///     "/v3/{project_id}/instances/{instance_id}/newer",
            /// );
            ///
            /// # async fn f(client: taurusdb::Client) -> Result<(), taurusdb::Error> {
            /// let call = client.runtime().call(&SHOW).path("instance_id", "instance-id");
            /// println!("{}", call.send_untyped().await?["name"]);
            /// # Ok(()) }
            /// ```
            pub fn runtime(&self) -> &taurusdb_runtime::Client {
                &self.runtime
            }

            #(#groups)*
        }

        /// The groups whose features are off, for the message of the compiler.
        #[allow(non_camel_case_types, missing_docs, reason = "named like the groups")]
        mod off {
            #(#off)*
        }

        impl From<taurusdb_runtime::Client> for Client {
            fn from(runtime: taurusdb_runtime::Client) -> Self {
                Self { runtime }
            }
        }
    }
}
