//! Calls that a test expects, and whether they came.

use serde_json::{Value, json};
use taurusdb_descriptor_types::Service;

use crate::pattern::Pattern;
use crate::text::instead;

/// How often calls of an operation are expected.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) operation: Pattern,
    /// Only answers with this status count.
    pub(crate) status: Option<u16>,
    pub(crate) least: u64,
    pub(crate) most: Option<u64>,
    seen: u64,
}

/// Expected calls that did not come, or came too often.
///
/// Its text names each of them, and what came instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .list.join("\n"))]
pub struct Unmet {
    /// A sentence for each expectation that is not met.
    pub list: Vec<String>,
}

/// All expectations.
#[derive(Debug, Default)]
pub(crate) struct Expectations(Vec<Expected>);

impl Expected {
    /// At least one call of the operation.
    pub(crate) fn of(operation: &str) -> Self {
        let operation = Pattern::new(operation);
        Self { operation, status: None, least: 1, most: None, seen: 0 }
    }

    fn is_met(&self) -> bool {
        self.seen >= self.least && self.most.is_none_or(|most| self.seen <= most)
    }

    /// What is expected, in words.
    fn words(&self) -> String {
        let times =
            |count: u64| if count == 1 { "1 time".to_owned() } else { format!("{count} times") };
        match (self.least, self.most) {
            (0, Some(0)) => "never".to_owned(),
            (least, Some(most)) if least == most => times(least),
            (0, Some(most)) => format!("at most {}", times(most)),
            (least, Some(most)) => format!("{least} to {}", times(most)),
            (least, None) => format!("at least {}", times(least)),
        }
    }

    fn show(&self) -> Value {
        json!({
            "operation": self.operation.text(),
            "status": self.status,
            "at_least": self.least,
            "at_most": self.most,
            "seen": self.seen,
            "met": self.is_met(),
        })
    }
}

impl Expectations {
    /// Adds one, and says which it is.
    pub(crate) fn add(&mut self, expected: Expected) -> usize {
        self.0.push(expected);
        self.0.len() - 1
    }

    /// The expectation that was added as this one, unless all were cleared.
    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut Expected> {
        self.0.get_mut(index)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Counts from the beginning again.
    pub(crate) fn restart(&mut self) {
        self.0.iter_mut().for_each(|expected| expected.seen = 0);
    }

    /// Counts a call.
    pub(crate) fn count(&mut self, operation: &str, status: Option<u16>) {
        for expected in &mut self.0 {
            let fits = expected.status.is_none() || expected.status == status;
            if fits && expected.operation.matches(operation) {
                expected.seen += 1;
            }
        }
    }

    pub(crate) fn show(&self) -> Vec<Value> {
        self.0.iter().map(Expected::show).collect()
    }

    /// Whether all calls came as they should.
    pub(crate) fn verify(&self, service: &'static Service) -> Result<(), Unmet> {
        let list: Vec<_> = self.0.iter().filter_map(|expected| unmet(expected, service)).collect();
        if list.is_empty() { Ok(()) } else { Err(Unmet { list }) }
    }
}

fn unmet(expected: &Expected, service: &'static Service) -> Option<String> {
    let name = expected.operation.text();
    let ids = || service.operations().map(|operation| operation.id);
    if !ids().any(|id| expected.operation.matches(id)) {
        return Some(format!("no operation is called '{name}'; {}", instead(ids(), name)));
    }
    let status = expected.status.map_or(String::new(), |status| format!(" with status {status}"));
    (!expected.is_met())
        .then(|| format!("{name}{status}: expected {}, seen {}", expected.words(), expected.seen))
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Group, Method, Operation, Service};

    use super::{Expectations, Expected};

    static LIST: Operation = Operation::new("things.list", Method::Get, "/things");
    static SERVICE: Service = Service {
        groups: &[Group { id: "things", command: "things", operations: &[&LIST] }],
        ..Service::named("Demo")
    };

    #[test]
    fn what_did_not_come_is_told() {
        let expected =
            |least, most, status| Expected { least, most, status, ..Expected::of("things.*") };
        let mut all = Expectations::default();
        for expected in [
            Expected::of("things.list"),
            expected(2, Some(2), None),
            expected(0, Some(0), None),
            expected(0, Some(1), Some(404)),
            expected(1, Some(3), Some(500)),
            Expected { least: 0, ..Expected::of("thing.lists") },
        ] {
            all.add(expected);
        }
        all.count("things.list", Some(200));
        let unmet = all.verify(&SERVICE).expect_err("not all are met");
        assert_eq!(
            unmet.to_string(),
            "things.*: expected 2 times, seen 1\n\
             things.*: expected never, seen 1\n\
             things.* with status 500: expected 1 to 3 times, seen 0\n\
             no operation is called 'thing.lists'; did you mean 'things.list'?"
        );
        all.restart();
        all.clear();
        assert_eq!(all.verify(&SERVICE), Ok(()));
    }
}
