//! The server: started, addressed, stopped.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::connection;
use crate::error::Error;
use crate::gate::Gate;
use crate::handler::Handler;
use crate::mock::Mock;

/// A running mock server.
///
/// It has threads of its own: it outlives the async runtime it was started from (so tests may
/// share one in a `static`), answers callers that block, and is not moved by a paused tokio clock.
/// Dropping it stops it; [`shutdown`](Self::shutdown) also lets requests in progress finish.
///
/// ```
/// # use taurusdb_mock_runtime::{Error, MockServer};
/// # use taurusdb_descriptor_types::{Examples, Service};
/// # async fn example(service: &'static Service, examples: &'static Examples) -> Result<(), Error> {
/// let server = MockServer::start(service, examples).await?;
/// let endpoint = server.url(); // give this to the client under test
/// # drop(endpoint);
/// server.shutdown().await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct MockServer {
    pub(crate) mock: Arc<Mock>,
    address: SocketAddr,
    gate: Gate,
    stop: Option<oneshot::Sender<()>>,
    accepting: JoinHandle<()>,
    _threads: Threads,
}

impl MockServer {
    /// Listens and serves.
    pub(crate) async fn open(
        mock: Arc<Mock>,
        handler: Handler,
        gate: Gate,
        address: SocketAddr,
        threads: usize,
    ) -> Result<Self, Error> {
        let threads = Threads::start(threads).map_err(Error::Threads)?;
        let listen = |source| Error::Listen { address, source };
        // Bound on the server's own runtime, which is the one that has to wake it.
        let bound = threads.spawn(TcpListener::bind(address)).await;
        let listener = bound.unwrap_or_else(|panicked| Err(panicked.into())).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let (stop, stopped) = oneshot::channel();
        let accepting = threads.spawn(connection::accept(listener, handler, stopped));
        Ok(Self { mock, address, gate, stop: Some(stop), accepting, _threads: threads })
    }

    /// Where requests from this machine go, without a slash at the end: `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(host, self.address.port()))
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Who may call, and with what.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// An access key that is let in, for the client under test.
    pub fn access_key(&self) -> &str {
        self.gate.keys.first().map_or("", |key| &key.ak)
    }

    /// The secret key of [`access_key`](Self::access_key).
    pub fn secret_key(&self) -> &str {
        self.gate.keys.first().map_or("", |key| &key.sk)
    }

    /// The project that callers may use.
    pub fn project_id(&self) -> &str {
        &self.gate.project_id
    }

    /// The region whose project it is, unless that is of every region: then the first one.
    pub fn region(&self) -> &str {
        let first = || self.mock.service.endpoints.first().map_or("", |endpoint| endpoint.region);
        self.gate.project_name.as_deref().unwrap_or_else(first)
    }

    /// Stops listening, lets requests in progress finish (for two seconds at most) and ends.
    pub async fn shutdown(mut self) {
        drop(self.stop.take());
        // The accept loop can only fail by a panic, and then there is nothing left to wait for.
        let _ = (&mut self.accepting).await;
    }
}

/// The threads end in the background, but the file of the state is free at once.
impl Drop for MockServer {
    fn drop(&mut self) {
        self.mock.close();
    }
}

/// The server's runtime. A plain one blocks when dropped, which tokio forbids in async code, and a
/// server is dropped there at any point, also while it is still being started.
#[derive(Debug)]
struct Threads(Option<Runtime>);

impl Threads {
    fn start(count: usize) -> std::io::Result<Self> {
        let mut builder = runtime::Builder::new_multi_thread();
        builder.worker_threads(count).thread_name("taurusdb-mock").enable_all();
        builder.build().map(|runtime| Self(Some(runtime)))
    }

    fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.0.as_ref().expect("taken only when dropped").spawn(future)
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
