//! The interface between calls and the network.
//!
//! A client sends through a [`Transport`]. What ships with the crate:
//!
//! - [`ReqwestTransport`], which clients use unless told otherwise, with proxy, time-outs, connection pool, root
//!   certificates and a bound on the size of answers to set, or around a `reqwest::Client` of your own;
//! - [`Middleware`], which sees, changes or refuses what passes on its way to another transport;
//! - [`Recorder`], which keeps what passes, without secrets, and [`Replay`], which answers from such a record.
//!
//! # Blocking use
//!
//! There is no second, blocking interface. A runtime on the thread of the caller does:
//!
//! ```no_run
//! # #[cfg(feature = "reqwest")]
//! # fn f() -> Result<(), Box<dyn std::error::Error>> {
//! # use taurusdb_runtime as taurusdb;
//! # use taurusdb::descriptors::{Method, Operation};
//! # static LIST: Operation = Operation::new("teapots.list", Method::Get, "/v3/{project_id}/teapots");
//!
//! let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! let client = taurusdb::Client::builder().region("eu-1").build();
//! let client: taurusdb::Client = runtime.block_on(client)?;
//! let reply = runtime.block_on(client.call(&LIST).send_untyped())?;
//! # Ok(()) }
//! ```
//!
//! Such a runtime stands still between two calls, and does not notice that the service closes an open connection
//! meanwhile. So [`ReqwestTransport`] lets it look before it sends after a pause, and takes another connection then.
//! Inside of another runtime, `block_on` panics; there, await the call.
//!
//! # WebAssembly
//!
//! Without the feature `reqwest`, the crate compiles for `wasm32-wasip1` and for `wasm32-unknown-unknown`; bring a
//! [`Transport`] and a [`Timer`](crate::Timer). On the latter, the time comes from JavaScript, so it is for browsers and
//! their like; what a browser gives out there (its futures, its timers) stays in one thread, and has to be wrapped to be
//! `Send`. Credentials are given in code: there are no environment variables and files to find them in.

mod error;
mod interface;
mod record;
#[cfg(feature = "reqwest")]
mod reqwest;

pub(crate) use error::{Incomplete, Via};
pub use error::{TransportError, TransportErrorKind};
pub use interface::{Called, Middleware, Next, SecretAnswer, Sending, Timeout, Transport, Wrapped};
pub use record::{Passing, Recorder, Replay, Unreadable, Watch};

#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder};
