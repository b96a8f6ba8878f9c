use proc_macro2::TokenStream;
use quote::quote;
use serde_json::json;

use crate::EmitError;
use crate::file::Collection;
use crate::plan::Plan;
use crate::template::{Template, template};

const CLI_CARGO: Template = template!("cli/Cargo.toml.j2");
const CLI_README: Template = template!("cli/README.md.j2");
const MOCK_CARGO: Template = template!("mock/Cargo.toml.j2");
const MOCK_README: Template = template!("mock/README.md.j2");

/// `Cargo.toml` and `README.md` of both crates.
pub(super) fn generate(plan: &Plan<'_>, files: &mut Collection) -> Result<(), EmitError> {
    let service = &plan.api.service;
    let context = json!({
        "product": service.product,
        "issue": service.issue,
        "date": service.date,
        "operations": plan.api.operations().count(),
    });
    for (package, cargo, readme) in
        [("taurusdb-cli", CLI_CARGO, CLI_README), ("taurusdb-mock", MOCK_CARGO, MOCK_README)]
    {
        files.add(format!("{package}/Cargo.toml"), "the manifest", cargo.render(&context)?)?;
        files.add(format!("{package}/README.md"), "the introduction", readme.render(&context)?)?;
    }
    Ok(())
}

pub(super) fn cli_main() -> TokenStream {
    quote! {
        #![doc = include_str!("../README.md")]

        mod tables;

        fn main() -> std::process::ExitCode {
            taurusdb_cli_runtime::main(&tables::SERVICE)
        }
    }
}

pub(super) fn mock_main() -> TokenStream {
    quote! {
        //! The mock server as a program; see the library.

        fn main() -> std::process::ExitCode {
            taurusdb_mock_runtime::main(&taurusdb_mock::SERVICE)
        }
    }
}

pub(super) fn mock_library() -> TokenStream {
    quote! {
        #![doc = include_str!("../README.md")]

        mod tables;

        pub use tables::SERVICE;
        pub use taurusdb_mock_runtime::Error;

        /// A mock of the service on a port of this machine; it ends when it is dropped.
        #[derive(Debug)]
        pub struct MockServer(taurusdb_mock_runtime::MockServer);

        impl MockServer {
            /// Starts a mock on a free port of the loopback interface.
            ///
            /// # Errors
            /// Fails if no port can be had.
            pub async fn start() -> Result<Self, Error> {
                taurusdb_mock_runtime::MockServer::start(&SERVICE).await.map(Self)
            }

            /// Starts a mock at an address.
            ///
            /// # Errors
            /// Fails if the address cannot be had.
            pub async fn start_at(address: std::net::SocketAddr) -> Result<Self, Error> {
                taurusdb_mock_runtime::MockServer::builder(&SERVICE)
                    .address(address)
                    .start()
                    .await
                    .map(Self)
            }

            /// Where it can be reached: `http://127.0.0.1:PORT`.
            pub fn url(&self) -> String {
                self.0.url()
            }

            /// The address it listens on.
            pub fn address(&self) -> std::net::SocketAddr {
                self.0.address()
            }

            /// Ends it when the calls under way are answered.
            pub async fn shutdown(self) {
                self.0.shutdown().await;
            }
        }
    }
}
