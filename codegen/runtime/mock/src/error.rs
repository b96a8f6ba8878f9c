//! Why a mock server does not start.

use std::net::SocketAddr;

use crate::durable::NotKept;
use crate::tree::Misread;

/// Why a mock server did not start.
///
/// ```
/// # use taurusdb_mock_runtime::{Error, MockServer};
/// # use taurusdb_descriptor_types::{Examples, Service};
/// # async fn example(service: &'static Service, examples: &'static Examples) {
/// let taken = ([127, 0, 0, 1], 8787).into();
/// if let Err(Error::Listen { address, source }) =
///     MockServer::builder(service, examples).address(taken).start().await
/// {
///     eprintln!("{address} is not free: {source}");
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A fault, or what the service is to keep in the beginning, cannot be read.
    #[error(transparent)]
    Misread(#[from] Misread),
    /// The file that is to keep the state cannot be used.
    #[error(transparent)]
    NotKept(#[from] NotKept),
    /// The server's threads cannot be started.
    #[error("cannot start the server's threads: {0}")]
    Threads(std::io::Error),
    /// Two operations of the description answer the same requests, so that one would never be reached.
    #[error("{first} and {second} have the same method and path shape; give one of them another")]
    AmbiguousRoute {
        /// Id of the operation that comes first.
        first: &'static str,
        /// Id of the operation that would be hidden.
        second: &'static str,
    },
}
