//! The programs: each hands the description to its runtime, and does nothing else.

use proc_macro2::TokenStream;
use quote::quote;

use crate::EmitError;
use crate::file::Collection;

pub(super) fn generate(files: &mut Collection) -> Result<(), EmitError> {
    files.add_rust("taurusdb-cli/src/main.rs", "the program", cli_main())?;
    files.add_rust("taurusdb-mock/src/main.rs", "the program", mock_main())?;
    files.add_rust("taurusdb-mock/src/lib.rs", "the library", mock_library())
}

fn cli_main() -> TokenStream {
    quote! {
        #![doc = include_str!("../README.md")]

        use taurusdb_cli_runtime::Program;
        use taurusdb_descriptors::{DOCS, SERVICE};

        const PROGRAM: Program = Program {
            name: env!("CARGO_BIN_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
        };

        fn main() -> std::process::ExitCode {
            taurusdb_cli_runtime::main(PROGRAM, &SERVICE, &DOCS)
        }
    }
}

fn mock_main() -> TokenStream {
    quote! {
        //! The mock server as a program; see the library.

        fn main() -> std::process::ExitCode {
            taurusdb_mock_runtime::main(
                env!("CARGO_BIN_NAME"),
                &taurusdb_mock::SERVICE,
                &taurusdb_mock::EXAMPLES,
            )
        }
    }
}

fn mock_library() -> TokenStream {
    quote! {
        #![doc = include_str!("../README.md")]

        pub use taurusdb_descriptors::{EXAMPLES, SERVICE};
        pub use taurusdb_mock_runtime::{AccessKey, Auth, Error, Gate};

        /// A mock of the service on a port of this machine; it ends when it is dropped.
        #[derive(Debug)]
        pub struct MockServer(taurusdb_mock_runtime::MockServer);

        impl MockServer {
            /// Starts a mock on a free port of the loopback interface.
            ///
            /// # Errors
            /// Fails if no port can be had.
            pub async fn start() -> Result<Self, Error> {
                taurusdb_mock_runtime::MockServer::start(&SERVICE, &EXAMPLES).await.map(Self)
            }

            /// Starts a mock at an address.
            ///
            /// # Errors
            /// Fails if the address cannot be had.
            pub async fn start_at(address: std::net::SocketAddr) -> Result<Self, Error> {
                taurusdb_mock_runtime::MockServer::builder(&SERVICE, &EXAMPLES)
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

            /// An access key that is let in, for the client under test.
            pub fn access_key(&self) -> &str {
                self.0.access_key()
            }

            /// The secret key of [`access_key`](Self::access_key).
            pub fn secret_key(&self) -> &str {
                self.0.secret_key()
            }

            /// The project that callers may use.
            pub fn project_id(&self) -> &str {
                self.0.project_id()
            }

            /// Ends it when the calls under way are answered.
            pub async fn shutdown(self) {
                self.0.shutdown().await;
            }
        }
    }
}
