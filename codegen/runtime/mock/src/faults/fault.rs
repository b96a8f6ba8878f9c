//! A fault as people state it.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde_json::{Map, Value};

use super::rule::Rule;
use crate::duration;
use crate::tree::{At, Misread, Node};

/// A fault on purpose: which requests it meets, how often, and what it does.
///
/// It says the same as one `[[rule]]` of a file of faults, or one fault sent to the mock's control;
/// names that have no method here are set with [`with`](Self::with).
///
/// ```
/// use std::time::Duration;
/// use taurusdb_mock_runtime::Fault;
///
/// let busy = Fault::on("instances.create").code("DBS.200019").times(2);
/// let slow = Fault::anywhere().latency(Duration::from_millis(200)).probability(0.1);
/// let read = "operation = 'instances.create'\ncode = 'DBS.200019'\ncount = 2".parse();
/// assert_eq!(read, Ok(busy));
/// # drop(slow);
/// ```
#[derive(Clone, Debug)]
pub struct Fault {
    node: Node,
    /// Where it was stated, for messages.
    source: String,
    field: String,
}

impl Fault {
    /// A fault of every request.
    pub fn anywhere() -> Self {
        Self::stated(Value::Object(Map::new()).into(), "fault", "")
    }

    /// A fault of an operation, by its id; a `*` stands for any text: `*.list`.
    pub fn on(operation: &str) -> Self {
        Self::anywhere().with("operation", operation)
    }

    /// A fault of all operations of a group, and of the groups in it.
    pub fn in_group(group: &str) -> Self {
        Self::anywhere().with("group", group)
    }

    /// A fault of a route, by its path template or by the path as it is sent, with `*` for any text.
    pub fn at(route: &str) -> Self {
        Self::anywhere().with("route", route)
    }

    /// Sets what a line `name = value` of a file would set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.node.set(name, value.into().into());
        self
    }

    /// Names it: under this name it is listed, told in the journal, and removed.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        self.with("name", name)
    }

    /// The share of the requests it meets that it takes effect on, from 0 to 1.
    #[must_use]
    pub fn probability(self, share: f64) -> Self {
        self.with("probability", share)
    }

    /// It takes effect this many times, and then no more.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        self.with("count", count)
    }

    /// The first requests that it lets pass.
    #[must_use]
    pub fn after(self, requests: u64) -> Self {
        self.with("after", requests)
    }

    /// Holds the answer back for this long; distributions are set with `with("latency", …)`.
    #[must_use]
    pub fn latency(self, delay: Duration) -> Self {
        self.with("latency", duration::show(delay))
    }

    /// Answers with this status, and with a code that fits it, unless one is set.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.with("status", status)
    }

    /// Answers with this error code, and with its status, unless one is set.
    #[must_use]
    pub fn code(self, code: &str) -> Self {
        self.with("code", code)
    }

    /// Refuses as the gateway refuses too many requests: come back after this time.
    #[must_use]
    pub fn throttle(self, retry_after: Duration) -> Self {
        self.with("throttle", duration::show(retry_after))
    }

    /// Resets the connection: `before` the answer, in its `head`, or in its `body`.
    #[must_use]
    pub fn reset(self, place: &str) -> Self {
        self.with("reset", place)
    }

    /// The fault as JSON, as the control shows it.
    pub fn to_json(&self) -> Value {
        self.node.to_json()
    }

    /// A fault that is stated there. Whether it says something that can be done is found out when
    /// it is read.
    pub(super) fn stated(node: Node, source: &str, field: &str) -> Self {
        Self { node, source: source.to_owned(), field: field.to_owned() }
    }

    /// What it says and where.
    pub(super) fn place(&self) -> At<'_> {
        At::within(&self.source, &self.field, &self.node)
    }

    /// Reads what is stated, without looking at names of operations.
    pub(super) fn checked(self) -> Result<Self, Misread> {
        Rule::read(self.place(), None)?;
        Ok(self)
    }
}

/// Two faults are equal that say the same, wherever they say it.
impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl FromStr for Fault {
    type Err = Misread;

    /// Reads the lines of one rule, as TOML.
    fn from_str(text: &str) -> Result<Self, Misread> {
        Self::stated(Node::toml("fault", text)?, "fault", "").checked()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_json())
    }
}
