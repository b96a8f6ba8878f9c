//! How a server is to be, before it is started.

use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use taurusdb_descriptor_types::{Examples, Service};

use crate::contract::Unknown;
use crate::control::{Control, Desk};
use crate::error::Error;
use crate::faults::{Fault, Faults};
use crate::gate::{AccessKey, Auth, Gate};
use crate::handler::Handler;
use crate::mock::Mock;
use crate::server::MockServer;
use crate::state::{Clock, Settings};

/// How many requests are remembered unless more or fewer are asked for.
const REMEMBERED: usize = 1000;

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
///
/// `S` is what is started: a server, or what a generated crate makes of it.
#[derive(Clone, Debug)]
pub struct MockServerBuilder<S = MockServer> {
    plan: Plan,
    started: PhantomData<fn() -> S>,
}

#[derive(Clone, Debug)]
struct Plan {
    service: &'static Service,
    examples: &'static Examples,
    address: SocketAddr,
    threads: usize,
    world: Settings,
    journal: usize,
    control: Control,
    faults: Vec<Faults>,
    populated: bool,
    load: Option<PathBuf>,
    state: Option<PathBuf>,
    gate: Gate,
    unknown: Unknown,
    console: &'static str,
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
        let plan = Plan {
            service,
            examples,
            address,
            threads: 1,
            world: Settings::default(),
            journal: REMEMBERED,
            control: Control::default(),
            faults: Vec::new(),
            populated: false,
            load: None,
            state: None,
            gate: Gate::default(),
            unknown: Unknown::Ignore,
            console: "",
        };
        MockServerBuilder { plan, started: PhantomData }
    }
}

impl<S: From<MockServer>> MockServerBuilder<S> {
    /// The same, but [`start`](Self::start) gives the server as another type that is made of it.
    pub fn giving<T: From<MockServer>>(self) -> MockServerBuilder<T> {
        MockServerBuilder { plan: self.plan, started: PhantomData }
    }

    /// Listens here instead of on a free port of 127.0.0.1; port 0 stands for any free one.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.plan.address = address;
        self
    }

    /// Serves with this many threads instead of one, for load tests.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.plan.threads = threads.max(1);
        self
    }

    /// The seed of everything that is made up or left to chance, instead of 0.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.plan.world.seed = seed;
        self
    }

    /// How time passes for what the service does; [`Clock::Instant`] unless told otherwise.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.plan.world.clock = clock;
        self
    }

    /// Takes ids that nobody knows for those of records which have been there for a while, instead of
    /// refusing the call: for generated tests and documentation, which call operations one by one.
    #[must_use]
    pub fn adopt_unknown_ids(mut self, adopts: bool) -> Self {
        self.plan.world.adopts = adopts;
        self
    }

    /// Lets there be more of everything than the service allows, for load tests.
    #[must_use]
    pub fn ignore_quotas(mut self, ignores: bool) -> Self {
        self.plan.world.ignores_quotas = ignores;
        self
    }

    /// Remembers this many requests in its journal instead of 1000.
    #[must_use]
    pub fn journal(mut self, requests: usize) -> Self {
        self.plan.journal = requests;
        self
    }

    /// Lets these use the routes below `/_mock/`.
    #[must_use]
    pub fn control(mut self, control: Control) -> Self {
        self.plan.control = control;
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
        self.plan.faults.push(faults);
        self
    }

    /// Begins with a few things of every kind that a call makes, as if somebody had worked with the service
    /// for some days: for people who want to look at something.
    #[must_use]
    pub fn populated(mut self) -> Self {
        self.plan.populated = true;
        self
    }

    /// Begins with what a file says, as [`MockServer::seed_from`] does.
    #[must_use]
    pub fn load(mut self, file: impl AsRef<Path>) -> Self {
        self.plan.load = Some(file.as_ref().to_owned());
        self
    }

    /// Keeps what the service keeps in this file: it begins with what is in it, and everything that it
    /// acknowledges is there before the answer, even if the process is killed.
    #[must_use]
    pub fn state(mut self, file: impl AsRef<Path>) -> Self {
        self.plan.state = Some(file.as_ref().to_owned());
        self
    }

    /// Lets these callers in instead of those of [`Gate::default`]; [`Gate::open`] lets anybody in.
    #[must_use]
    pub fn gate(mut self, gate: Gate) -> Self {
        self.plan.gate = gate;
        self
    }

    /// Lets this key in instead of the usual one; call it again for more keys.
    #[must_use]
    pub fn access_key(mut self, ak: &str, sk: &str) -> Self {
        let key = AccessKey { ak: ak.to_owned(), sk: sk.to_owned(), security_token: None };
        let keys = &mut self.plan.gate.keys;
        if *keys == Gate::default().keys {
            keys.clear();
        }
        keys.push(key);
        self
    }

    /// The project that callers may use, instead of the usual one.
    #[must_use]
    pub fn project_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.plan.gate.project_id);
        self
    }

    /// The region whose project it is, instead of every one.
    #[must_use]
    pub fn region(mut self, region: &str) -> Self {
        self.plan.gate.project_name = Some(region.to_owned());
        self
    }

    /// Whether callers must prove who they are.
    #[must_use]
    pub fn auth(mut self, auth: Auth) -> Self {
        self.plan.gate.auth = auth;
        self
    }

    /// Refuses fields and parameters that no description has, instead of passing them over.
    #[must_use]
    pub fn unknown(mut self, unknown: Unknown) -> Self {
        self.plan.unknown = unknown;
        self
    }

    /// Shows this page of HTML to browsers below `/_mock/`.
    #[must_use]
    pub fn console(mut self, page: &'static str) -> Self {
        self.plan.console = page;
        self
    }

    /// Starts the server; it can answer as soon as this returns.
    ///
    /// # Errors
    /// Fails if the address cannot be had, or if a fault or a file says what cannot be done.
    pub async fn start(self) -> Result<S, Error> {
        let plan = self.plan;
        let mock = Arc::new(Mock::new(plan.service, plan.examples, plan.world, plan.journal));
        for faults in plan.faults {
            mock.add_faults(faults)?;
        }
        if plan.populated {
            let first = || plan.service.endpoints.first().map_or("", |endpoint| endpoint.region);
            let region = plan.gate.project_name.as_deref().unwrap_or_else(first);
            mock.change(|world| world.populate(&plan.gate.project_id, region));
        }
        if let Some(file) = &plan.load {
            mock.seed_from(file)?;
        }
        // What a file already keeps goes before what a new one is to begin with.
        if let Some(file) = &plan.state {
            mock.make_durable(file)?;
        }
        let desk = Desk { control: plan.control, console: plan.console };
        let handler =
            Handler::new(mock.clone(), plan.examples, desk, plan.gate.clone(), plan.unknown)?;
        let server = MockServer::open(mock, handler, plan.gate, plan.address, plan.threads);
        server.await.map(S::from)
    }
}
