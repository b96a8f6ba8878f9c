//! The mock server that generated descriptions run on.
//!
//! A generated crate describes the service as a `static`
//! [`Service`](taurusdb_descriptor_types::Service), and what the document shows as
//! [`Examples`](taurusdb_descriptor_types::Examples); this crate serves it over HTTP: it finds the
//! operation of a request, checks the request and answers with the documented example, or with a
//! made-up value of the documented shape.
//!
//! ```
//! use taurusdb_mock_runtime::MockServer;
//! use taurusdb_descriptor_types::{Example, Examples, Group, Method, Operation, Response, Service};
//!
//! static LIST: Operation = Operation {
//!     responses: &[Response::new(200, None)],
//!     ..Operation::new("quotas.list", Method::Get, "/v3/{project_id}/quotas")
//! };
//! static SERVICE: Service = Service {
//!     groups: &[Group { id: "quotas", command: "quotas", operations: &[&LIST] }],
//!     ..Service::named("Demo")
//! };
//! static EXAMPLES: Examples = Examples {
//!     operations: &[(
//!         "quotas.list",
//!         &[Example { status: Some(200), body: r#"{"quotas":[]}"# }],
//!     )],
//!     ..Examples::NONE
//! };
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), taurusdb_mock_runtime::Error> {
//! let server = MockServer::start(&SERVICE, &EXAMPLES).await?;
//! println!("GET {}/v3/p/quotas answers {{\"quotas\":[]}}", server.url());
//! server.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod answer;
mod body;
mod builder;
mod call;
mod cli;
mod config;
mod connection;
mod contract;
mod control;
mod cors;
mod coverage;
mod data;
mod durable;
mod duration;
mod error;
mod expectations;
mod faults;
mod front;
mod gate;
mod handler;
mod journal;
mod likely;
mod limits;
mod mask;
mod mock;
mod owner;
mod past;
mod pattern;
mod refusal;
mod remembered;
mod request_id;
mod router;
mod sample;
mod seed;
mod server;
mod shared;
mod state;
mod text;
mod tree;
mod trouble;
mod unique;
mod variants;
mod wire;

pub use builder::MockServerBuilder;
pub use cli::{Failed, Program, Reader, Served, main};
pub use contract::Unknown;
pub use control::Control;
pub use durable::NotKept;
pub use error::Error;
pub use expectations::Unmet;
pub use faults::{Fault, Faults};
pub use gate::{AccessKey, Auth, Gate};
pub use journal::{Exchange, Verdict};
pub use owner::Expectation;
pub use server::MockServer;
pub use state::{Behaves, Behaviour, Clock, behaviours};
pub use tree::Misread;
