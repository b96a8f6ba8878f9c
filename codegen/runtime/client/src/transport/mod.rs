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
//! There is no second, blocking interface. A runtime on the thread of the caller is one line:
//!
//! ```no_run
//! # use taurusdb_runtime as taurusdb;
//! # use taurusdb::descriptors::{Method, Operation};
//! # static LIST: Operation = Operation::new("teapots.list", Method::Get, "/v3/{project_id}/teapots");
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! let client: taurusdb::Client = runtime.block_on(taurusdb::Client::builder().region("eu-1").build())?;
//! let reply = runtime.block_on(client.call(&LIST).send_untyped())?;
//! # Ok(()) }
//! ```
//!
//! Keep the runtime for as long as the client: open connections belong to it. Inside of another runtime,
//! `block_on` panics; there, await the call.
//!
//! # WebAssembly
//!
//! Without the feature `reqwest`, the crate compiles for `wasm32-wasip1`; bring a [`Transport`] and a
//! [`Timer`](crate::Timer). It does not compile for `wasm32-unknown-unknown` by itself: random pauses and dates of
//! signatures need a source of randomness and a clock, which a browser gives only through JavaScript.

mod error;
mod interface;
mod record;
#[cfg(feature = "reqwest")]
mod reqwest;

pub(crate) use error::Via;
pub use error::{TransportError, TransportErrorKind};
pub use interface::{Called, Middleware, Next, SecretAnswer, Sending, Timeout, Transport, Wrapped};
pub use record::{Recorder, Replay, Unreadable};

#[cfg(feature = "reqwest")]
pub use self::reqwest::{ReqwestTransport, ReqwestTransportBuilder};
