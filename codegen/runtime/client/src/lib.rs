//! The run-time part of a generated client.
//!
//! Generated code states facts: records with their fields, operations, builders that set
//! parameters by name. All behaviour is here:
//!
//! - [`Client`] knows endpoint, credentials and transport; [`Call`] makes a request from an
//!   operation and its parameters; the result is a [`Reply`] or an [`Error`];
//! - [`mod@record`] writes structs as strict JSON, and reads JSON into structs tolerantly;
//! - [`sign`] signs requests, and verifies signatures on the server's side;
//! - [`transport`] is the interface to the network, with proxies, middleware, recording and replaying, and says
//!   what works without async code and on WebAssembly; [`redact`] masks secrets.
//!
//! ```
//! use taurusdb_runtime::bytes::Bytes;
//! use taurusdb_runtime::descriptors::{Method, Operation};
//! use taurusdb_runtime::transport::{Sending, Transport};
//! use taurusdb_runtime::{Client, Credentials, http};
//!
//! /// Answers every request with the path that was asked for.
//! struct Echo;
//!
//! impl Transport for Echo {
//!     fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
//!         let body = serde_json::json!({ "path": request.uri().path() }).to_string();
//!         Box::pin(async { Ok(http::Response::new(Bytes::from(body))) })
//!     }
//! }
//!
//! static RENAME: Operation =
//!     Operation::new("instances.rename", Method::Put, "/v3/{project_id}/instances/{instance_id}/name");
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! let client = Client::builder()
//!     .endpoint("https://gaussdb.example.com")
//!     .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
//!     .project_id("p1")
//!     .transport(Echo)
//!     .build()
//!     .await?;
//! let reply = client
//!     .call(&RENAME)
//!     .path("instance_id", "i 1")
//!     .json(serde_json::json!({ "name": "orders" }))
//!     .send_untyped()
//!     .await?;
//! assert_eq!(reply["path"], "/v3/p1/instances/i%201/name");
//! # Ok::<(), taurusdb_runtime::Error>(()) }).unwrap();
//! ```

mod call;
mod client;
mod credentials;
mod date;
mod decimal;
mod digits;
mod encoding;
mod error;
mod identity;
mod inflate;
mod instant;
mod json;
mod lenient;
mod outline;
mod paging;
mod query;
mod read;
pub mod record;
pub mod redact;
mod repeated;
mod request_id;
mod retry;
mod secret;
pub mod sign;
mod source;
#[doc(hidden)]
pub mod switched_off;
mod time;
pub mod timer;
pub mod transport;
mod wait;

pub use call::{Call, Given, Provided, Reply, SendFuture, Set, SetFirst, State, Unchecked};
#[doc(hidden)]
pub use call::{Mark, Missing, Nothing};
pub use client::{Client, ClientBuilder};
pub use credentials::{Credentials, Discovery};
pub use error::{
    Attempt, AuthenticationError, DecodeError, Earlier, Error, InvalidRequest, ServiceError,
    Violation, WaitEnd, WaitError,
};
pub use paging::{Items, Pages};
pub use query::ToQuery;
pub use read::from_bytes;
pub use record::{Extra, Note, OpenEnum, Outcome, Reading, Record, Slot, View, from_json, to_json};
pub use retry::Retries;
pub use secret::Secret;
pub use source::{MetadataVersion, Source};
pub use time::Time;
pub use timer::Timer;
pub use transport::{Transport, TransportError};
pub use wait::{Handle, Progress, ResourceHandle, Seen, Task, Wait, can_be_waited_for};

pub use bytes;
pub use http;
pub use jiff;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde;
pub use serde_json;
pub use taurusdb_descriptor_types as descriptors;
