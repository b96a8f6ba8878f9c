//! The server: started, addressed, stopped.

use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use taurusdb_descriptor_types::{Examples, Service};
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::connection;
use crate::control::{Control, Desk};
use crate::error::Error;
use crate::faults::{Fault, Faults};
use crate::handler::Handler;
use crate::mock::Mock;
use crate::state::{Clock, Settings};

/// How many requests are remembered unless more or fewer are asked for.
const REMEMBERED: usize = 1000;

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
    stop: Option<oneshot::Sender<()>>,
    accepting: JoinHandle<()>,
    _threads: Threads,
}

/// How to start a [`MockServer`]; made by [`MockServer::builder`].
///
/// ```
/// # use taurusdb_mock_runtime::{Error, MockServer};
/// # use taurusdb_descriptor_types::{Examples, Service};
/// # async fn example(service: &'static Service, examples: &'static Examples) -> Result<(), Error> {
/// let here = ([127, 0, 0, 1], 8787).into();
/// let server = MockServer::builder(service, examples).address(here).start().await?;
/// assert_eq!(server.url(), "http://127.0.0.1:8787");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MockServerBuilder<S = MockServer> {
    started: PhantomData<fn() -> S>,
    service: &'static Service,
    examples: &'static Examples,
    address: SocketAddr,
    threads: usize,
    world: Settings,
    journal: usize,
    control: Control,
    faults: Vec<Faults>,
    load: Option<PathBuf>,
}

impl MockServer {
    /// Starts a mock of the service on a free port of 127.0.0.1.
    pub async fn start(
        service: &'static Service,
        examples: &'static Examples,
    ) -> Result<Self, Error> {
        Self::builder(service, examples).start().await
    }

    /// Starts to describe a server that differs from the usual one.
    pub fn builder(service: &'static Service, examples: &'static Examples) -> MockServerBuilder {
        let address = (Ipv4Addr::LOCALHOST, 0).into();
        MockServerBuilder {
            started: PhantomData,
            service,
            examples,
            address,
            threads: 1,
            world: Settings::default(),
            journal: REMEMBERED,
            control: Control::default(),
            faults: Vec::new(),
            load: None,
        }
    }

    /// Where requests go, without a slash at the end: `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn access_key(&self) -> &str {
        "MOCKACCESSKEY0000001"
    }

    pub(crate) fn secret_key(&self) -> &str {
        "mockSecretKeyThatOpensNoCloudAtAll000001"
    }

    pub(crate) fn project_id(&self) -> &str {
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
    }

    pub(crate) fn region(&self) -> &str {
        self.mock.service.endpoints.first().map_or("any", |endpoint| endpoint.region)
    }

    /// Stops listening, lets requests in progress finish (for two seconds at most) and ends.
    pub async fn shutdown(mut self) {
        drop(self.stop.take());
        // The accept loop can only fail by a panic, and then there is nothing left to wait for.
        let _ = (&mut self.accepting).await;
    }
}

impl<S: From<MockServer>> MockServerBuilder<S> {
    /// The same, but [`start`](Self::start) gives the server as another type that is made of it.
    pub fn giving<T: From<MockServer>>(self) -> MockServerBuilder<T> {
        let Self {
            started: _,
            service,
            examples,
            address,
            threads,
            world,
            journal,
            control,
            faults,
            load,
        } = self;
        MockServerBuilder {
            started: PhantomData,
            service,
            examples,
            address,
            threads,
            world,
            journal,
            control,
            faults,
            load,
        }
    }

    /// Listens here instead of on a free port of 127.0.0.1; port 0 stands for any free one.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Serves with this many threads instead of one, for load tests.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.max(1);
        self
    }

    /// The seed of everything that is made up or left to chance, instead of 0.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.world.seed = seed;
        self
    }

    /// How time passes for what the service does; [`Clock::Instant`] unless told otherwise.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.world.clock = clock;
        self
    }

    /// Takes ids that nobody knows for those of records which have been there for a while, instead of
    /// refusing the call: for generated tests and documentation, which call operations one by one.
    #[must_use]
    pub fn adopt_unknown_ids(mut self, adopts: bool) -> Self {
        self.world.adopts = adopts;
        self
    }

    /// Remembers this many requests in its journal instead of 1000.
    #[must_use]
    pub fn journal(mut self, requests: usize) -> Self {
        self.journal = requests;
        self
    }

    /// Lets these use the routes below `/_mock/`.
    #[must_use]
    pub fn control(mut self, control: Control) -> Self {
        self.control = control;
        self
    }

    /// Begins with a fault in force.
    #[must_use]
    pub fn fault(self, fault: Fault) -> Self {
        self.faults(Faults { list: vec![fault], seed: None })
    }

    /// Begins with these faults in force.
    #[must_use]
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults.push(faults);
        self
    }

    /// Begins with what a file says, as [`MockServer::seed_from`] does.
    #[must_use]
    pub fn load(mut self, file: impl AsRef<Path>) -> Self {
        self.load = Some(file.as_ref().to_owned());
        self
    }

    /// Starts the server; it can answer as soon as this returns.
    pub async fn start(self) -> Result<S, Error> {
        let mock = Arc::new(Mock::new(self.service, self.examples, self.world, self.journal));
        for faults in self.faults {
            mock.add_faults(faults)?;
        }
        if let Some(file) = &self.load {
            mock.seed_from(file)?;
        }
        let handler = Handler::new(mock.clone(), Desk { control: self.control })?;
        let threads = Threads::start(self.threads).map_err(Error::Threads)?;
        let listen = |source| Error::Listen { address: self.address, source };
        // Bound on the server's own runtime, which is the one that has to wake it.
        let bound = threads.spawn(TcpListener::bind(self.address)).await;
        let listener = bound.unwrap_or_else(|panicked| Err(panicked.into())).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let (stop, stopped) = oneshot::channel();
        let accepting = threads.spawn(connection::accept(listener, handler, stopped));
        Ok(S::from(MockServer { mock, address, stop: Some(stop), accepting, _threads: threads }))
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
