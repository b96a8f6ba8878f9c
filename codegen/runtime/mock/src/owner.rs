//! What the owner of a server, in the same program, can see and change.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::expectations::{Expected, Unmet};
use crate::faults::{Fault, Faults};
use crate::journal::{Entry, Exchange};
use crate::mock::Mock;
use crate::seed;
use crate::server::MockServer;
use crate::tree::{self, Misread};

impl Mock {
    /// The records of a resource.
    pub(crate) fn records(&self, resource: &str) -> Vec<Value> {
        self.world().records(resource)
    }

    /// Keeps what was read from there.
    pub(crate) fn seed(&self, source: &str, text: &[u8], value: &Value) -> Result<(), Misread> {
        let restored = self.change(|world| world.restore(value));
        restored.map_err(|(field, wrong)| seed::misread(source, text, field, wrong))
    }

    /// Keeps what a file says.
    pub(crate) fn seed_from(&self, file: &Path) -> Result<(), Misread> {
        let (source, text) = seed::load(file)?;
        let value = tree::json(&source, &text)?;
        self.seed(&source, &text, &value)
    }
}

/// What a test sees and changes.
///
/// ```
/// # use std::time::Duration;
/// # use taurusdb_mock_runtime::{Error, Fault, MockServer};
/// # use taurusdb_descriptor_types::{Examples, Service};
/// # async fn example(service: &'static Service, examples: &'static Examples)
/// # -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::start(service, examples).await?;
/// server.expect("instances.create").times(1);
/// server.add_fault(Fault::on("instances.list").status(503).times(1))?;
/// server.advance(Duration::from_secs(3600));
/// // … the program under test runs …
/// server.verify()?;
/// println!("{}", server.coverage()["operations"]);
/// # Ok(())
/// # }
/// ```
impl MockServer {
    /// Everything as it was in the beginning, but for faults and expectations, which count anew.
    pub fn reset(&self) {
        self.mock.reset();
    }

    /// Keeps what a value says, in the form that [`snapshot`](Self::snapshot) has.
    ///
    /// # Errors
    /// Says which field is wrong; then everything stays as it was.
    pub fn seed(&self, state: &Value) -> Result<(), Misread> {
        self.mock.seed("seed", &[], state)
    }

    /// Keeps what a file of JSON says, in the form that [`snapshot`](Self::snapshot) has.
    ///
    /// # Errors
    /// Says which line or field is wrong; then everything stays as it was.
    pub fn seed_from(&self, file: impl AsRef<Path>) -> Result<(), Misread> {
        self.mock.seed_from(file.as_ref())
    }

    /// All that is kept.
    pub fn snapshot(&self) -> Value {
        self.mock.world().snapshot()
    }

    /// Lets the next work that a call of this operation starts fail, or the next of any without one: its
    /// task ends as failed, and its records as the model says.
    pub fn fail_next_task(&self, operation: Option<&str>) {
        self.mock.world().fail_next(operation, 1);
    }

    /// Lets time pass for the service: tasks end, tokens expire. Time ends with the year 9999.
    pub fn advance(&self, by: Duration) {
        self.mock.advance(by);
    }

    /// The time of the service.
    pub fn now(&self) -> Timestamp {
        self.mock.now()
    }

    /// The records of a resource, by its name in the resource model.
    pub fn records(&self, resource: &str) -> Vec<Value> {
        self.mock.records(resource)
    }

    /// The newest requests and their answers, the oldest of them first.
    pub fn journal(&self) -> Vec<Exchange> {
        let entries: Vec<_> = self.mock.journal(|journal| journal.all().cloned().collect());
        entries.iter().map(Entry::exchange).collect()
    }

    /// Puts a fault into force, and returns its name.
    ///
    /// # Errors
    /// Says what the fault states that cannot be done, or which operation there is not.
    pub fn add_fault(&self, fault: Fault) -> Result<String, Misread> {
        self.mock.add_fault(fault)
    }

    /// Puts all of them into force, and returns their names.
    ///
    /// # Errors
    /// As for [`add_fault`](Self::add_fault); then none is in force.
    pub fn add_faults(&self, faults: Faults) -> Result<Vec<String>, Misread> {
        self.mock.add_faults(faults)
    }

    /// Ends a fault; whether there was one of this name.
    pub fn remove_fault(&self, name: &str) -> bool {
        self.mock.remove_fault(name)
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.mock.clear_faults();
    }

    /// The faults in force.
    pub fn faults(&self) -> Vec<Fault> {
        self.mock.faults()
    }

    /// Expects calls of an operation from now on: at least one, unless it is told otherwise. A `*` stands
    /// for any text.
    pub fn expect(&self, operation: &str) -> Expectation<'_> {
        Expectation { mock: &self.mock, index: self.mock.expect(Expected::of(operation)) }
    }

    /// Whether all expected calls came, and not too often.
    ///
    /// # Errors
    /// Names what did not.
    pub fn verify(&self) -> Result<(), Unmet> {
        self.mock.verify()
    }

    /// Which operations and fields were exercised, as the control shows it.
    pub fn coverage(&self) -> Value {
        self.mock.coverage()
    }
}

/// Calls that are expected; made by [`MockServer::expect`].
#[derive(Clone, Copy, Debug)]
pub struct Expectation<'s> {
    mock: &'s Mock,
    index: usize,
}

impl Expectation<'_> {
    /// Expects exactly so many.
    pub fn times(self, count: u64) -> Self {
        self.change(|expected| (expected.least, expected.most) = (count, Some(count)))
    }

    /// Expects so many or more.
    pub fn at_least(self, count: u64) -> Self {
        self.change(|expected| expected.least = count)
    }

    /// Expects so many or fewer, or none.
    pub fn at_most(self, count: u64) -> Self {
        self.change(|expected| {
            expected.most = Some(count);
            expected.least = expected.least.min(count);
        })
    }

    /// Expects none.
    pub fn never(self) -> Self {
        self.times(0)
    }

    /// Counts only calls that are answered with this status.
    pub fn with_status(self, status: u16) -> Self {
        self.change(|expected| expected.status = Some(status))
    }

    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        self.mock.change_expected(self.index, change);
        self
    }
}
