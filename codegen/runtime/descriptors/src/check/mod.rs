//! Holds a request against the description of its operation: before it is sent, or when it has arrived.

mod around;
mod body;
mod json;
mod kinds;
mod limits;
mod measure;
mod parameters;
mod plain;
mod request;
mod rules;
mod violation;

use std::fmt;

use taurusdb_vocabulary::{Broken, Facts, Location, visible};

use crate::{Method, Operation, Parameter, Place};
use around::Around;
pub use around::is_met;
pub use json::{Json, Object};
pub use limits::{certainly_keeps_limits, keeps_limits};
pub use measure::Measure;
pub use plain::plain;
pub use request::{Request, Sent};
pub use rules::Rules;
pub use violation::{Fault, Violation};

/// What was found in a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What is wrong, in the order of the description.
    pub violations: Vec<Violation>,
    /// How much more is wrong.
    pub more: usize,
    /// Names that no description has, where they are not wrong.
    pub unknown: Vec<String>,
}

/// Holds a request against the description of its operation.
///
/// ```
/// use taurusdb_descriptor_types::{Field, Method, Operation, Schema, Side, Type, check};
///
/// static NEW: Schema = Schema {
///     name: "New",
///     side: Side::Request,
///     fields: &[Field::mandatory("name", Type::String)],
/// };
/// static CREATE: Operation =
///     Operation { request: Some(&NEW), ..Operation::new("things.create", Method::Post, "/things") };
///
/// let body = serde_json::json!({ "name": 7 });
/// let request =
///     check::Request { operation: &CREATE, parameters: vec![], body: Some((&body).into()), has_data: false };
/// let found = check::request(&request, check::Rules::STRICT);
/// assert_eq!(found.violations[0].to_string(), "name must be a string, is a number");
/// assert!(check::request(&request, check::Rules::SENDER).violations.is_empty());
/// ```
pub fn request(request: &Request<'_>, rules: Rules) -> Findings {
    let mut check = Check { request, rules, location: None, found: Findings::default() };
    check.parameters();
    check.location = None;
    check.body();
    check.found
}

/// Whether a text can be the value of a parameter: of its type, its values and its limits.
///
/// ```
/// use taurusdb_descriptor_types::{Parameter, Type, check};
///
/// static LIMIT: Parameter = Parameter::query("limit", Type::Integer, "LIMIT");
/// assert!(check::suits(&LIMIT, "10") && !check::suits(&LIMIT, "+10"));
/// ```
pub fn suits(parameter: &'static Parameter, text: &str) -> bool {
    const NOTHING: &Operation = &Operation::new("", Method::Get, "/");
    let request =
        Request { operation: NOTHING, parameters: Vec::new(), body: None, has_data: false };
    let (location, found) = (Some(parameter.location), Findings::default());
    let mut check = Check { request: &request, rules: Rules::STRICT, location, found };
    check.given(parameter, std::iter::once(text), Place::Top);
    check.found.violations.is_empty()
}

struct Check<'r, 'a> {
    request: &'r Request<'a>,
    rules: Rules,
    /// Where what is being checked travels; `None` in the body.
    location: Option<Location>,
    found: Findings,
}

impl Check<'_, '_> {
    fn report(&mut self, place: Place<'_>, problem: impl Into<String>) {
        self.report_as(Fault::Value, place, problem);
    }

    fn report_as(&mut self, fault: Fault, place: Place<'_>, problem: impl Into<String>) {
        if self.found.violations.len() >= self.rules.most {
            self.found.more += 1;
            return;
        }
        let violation = Violation::new(place.to_string(), problem);
        self.found.violations.push(violation.fault(fault).outside(self.location));
    }

    /// A name that no description has.
    fn unknown(&mut self, place: Place<'_>) {
        if self.rules.unknown {
            self.report_as(Fault::Unknown, place, "is not known here");
        } else if self.found.unknown.len() < self.rules.most {
            self.found.unknown.push(place.to_string());
        }
    }

    fn broken(
        &mut self,
        broken: Vec<Broken>,
        facts: &Facts<'_>,
        shown: impl fmt::Display,
        place: Place<'_>,
    ) {
        for Broken { limit, counted } in broken {
            let got = match counted {
                Some(counted) => format!(", has {counted}"),
                None if facts.sensitive => String::new(),
                None => format!(", is {}", visible(&kinds::shorten(&shown.to_string()))),
            };
            self.report(place, format!("must be {limit}{got}"));
        }
    }

    /// Whether a value is there though it must not be, or the reverse.
    fn conditions(
        &mut self,
        facts: &Facts<'_>,
        is_given: bool,
        around: &Around<'_, '_>,
        place: Place<'_>,
    ) {
        let (list, word) = match is_given {
            true => (facts.excluded_when, "must not be set"),
            false => (facts.required_when, "must be set"),
        };
        if let Some(condition) = list.iter().find(|condition| around.holds(condition)) {
            let fault = if is_given { Fault::Excluded } else { Fault::Missing };
            self.report_as(fault, place, format!("{word} when {}", around::in_words(condition)));
        }
    }
}
