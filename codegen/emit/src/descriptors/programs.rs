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

        use taurusdb_cli_runtime::{Mock, Program};
        use taurusdb_descriptors::{DOCS, EXAMPLES, SERVICE};

        const PROGRAM: Program = Program {
            name: env!("CARGO_BIN_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            mock: Some(Mock { program: taurusdb_mock::PROGRAM, examples: &EXAMPLES }),
            guide: include_str!("../README.md"),
        };

        fn main() -> std::process::ExitCode {
            taurusdb_cli_runtime::main(PROGRAM, &SERVICE, &DOCS)
        }
    }
}

fn mock_main() -> TokenStream {
    quote! {
        //! The mock server as a program; see the library.

        use taurusdb_mock::{EXAMPLES, PROGRAM, SERVICE};

        fn main() -> std::process::ExitCode {
            taurusdb_mock_runtime::main(PROGRAM, &SERVICE, &EXAMPLES)
        }
    }
}

fn mock_library() -> TokenStream {
    quote! {
        #![doc = include_str!("../README.md")]

        use std::ops::Deref;

        pub use taurusdb_descriptors::{EXAMPLES, SERVICE};
        pub use taurusdb_mock_runtime as runtime;
        pub use taurusdb_mock_runtime::{AccessKey, Auth, Error, Fault, Faults, Gate};

        /// The page that a mock shows in a browser, below `/_mock/`.
        pub const CONSOLE: &str = include_str!("console.html");

        /// The mock as a program.
        pub const PROGRAM: runtime::Program = runtime::Program {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            welcome: include_str!("welcome.txt"),
            console: CONSOLE,
            #[cfg(feature = "spec")]
            reader: Some(described),
            #[cfg(not(feature = "spec"))]
            reader: None,
        };

        /// A mock of the service on a port of this machine; it ends when it is dropped.
        ///
        /// What it can be asked and told is found on [the server](runtime::MockServer) within it.
        #[derive(Debug)]
        pub struct MockServer(runtime::MockServer);

        /// How to start a [`MockServer`].
        pub type MockServerBuilder = runtime::MockServerBuilder<MockServer>;

        impl MockServer {
            /// Starts a mock on a free port of the loopback interface.
            ///
            /// # Errors
            /// Fails if no port can be had.
            pub async fn start() -> Result<Self, Error> {
                Self::builder().start().await
            }

            /// Starts to describe a mock that differs from the usual one.
            pub fn builder() -> MockServerBuilder {
                runtime::MockServer::builder(&SERVICE, &EXAMPLES).console(CONSOLE).giving()
            }

            /// Starts to describe a mock of what was read from a specification.
            pub fn of(served: &runtime::Served) -> MockServerBuilder {
                let runtime::Served { service, examples, console, .. } = served;
                runtime::MockServer::builder(service, examples).console(console).giving()
            }

            /// Ends it when the calls under way are answered.
            pub async fn shutdown(self) {
                self.0.shutdown().await;
            }
        }

        /// Reads the specification in a folder as `extract` writes it, of this service or of another one,
        /// with what there is of an overlay: its resource model and its words.
        ///
        /// What it gives lasts as long as the process, so a test reads it once.
        ///
        /// # Errors
        /// Says which file is missing or wrong, in which line, and what to do.
        #[cfg(feature = "spec")]
        pub fn described(
            folder: &std::path::Path,
            overlay: Option<&std::path::Path>,
        ) -> Result<runtime::Served, String> {
            let read = taurusdb_emit::Description::read(folder, overlay);
            let taurusdb_emit::Description { service, examples, console, undescribed, misfits } =
                read.map_err(|error| error.to_string())?;
            Ok(runtime::Served { service, examples, console, undescribed, misfits })
        }

        impl From<runtime::MockServer> for MockServer {
            fn from(server: runtime::MockServer) -> Self {
                Self(server)
            }
        }

        impl Deref for MockServer {
            type Target = runtime::MockServer;

            fn deref(&self) -> &runtime::MockServer {
                &self.0
            }
        }
    }
}
