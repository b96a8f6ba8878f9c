//! The mock server that generated tables run on.
//!
//! A generated crate states the service as a `static` [`Service`](taurusdb_tables::Service); this
//! crate serves it over HTTP: it finds the operation of a request, checks the request against the
//! tables and answers with the documented example, or with a made-up value of the documented shape.
//!
//! ```
//! use taurusdb_mock_runtime::MockServer;
//! use taurusdb_tables::{Example, Group, Operation, Response, Service};
//!
//! static SERVICE: Service = Service {
//!     name: "Demo",
//!     groups: &[Group {
//!         id: "quotas",
//!         summary: "Quotas",
//!         operations: &[Operation {
//!             id: "quotas.list",
//!             path: "/v3/{project_id}/quotas",
//!             responses: &[Response { status: 200, schema: None }],
//!             examples: &[Example { status: Some(200), body: r#"{"quotas":[]}"# }],
//!             ..Operation::DEFAULT
//!         }],
//!     }],
//!     ..Service::DEFAULT
//! };
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), taurusdb_mock_runtime::Error> {
//! let server = MockServer::start(&SERVICE).await?;
//! println!("GET {}/v3/p/quotas answers {{\"quotas\":[]}}", server.url());
//! server.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod answer;
mod body;
mod check;
mod cli;
mod connection;
mod handler;
mod refusal;
mod router;
mod sample;
mod server;

pub use cli::main;
pub use server::{Error, MockServer, MockServerBuilder};
