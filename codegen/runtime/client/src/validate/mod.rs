//! Holds a request against the description of its operation, before it is sent.
//!
//! Limits, mandatory values and conditions are checked. Values of enumerations are not: such lists grow, and
//! the service knows more of them than the description. Neither are types and unknown fields: what is typed
//! has the right ones, and what is not is sent for a reason.

mod conditions;
mod request;

use std::fmt;

use serde_json::{Map, Value};
use taurusdb_descriptor_types::{Broken, Facts, Field, Location, Mandatory, Place, Schema, Type};

use crate::error::Violation;
use crate::redact;
use conditions::Around;
pub(crate) use request::Request;

/// All that is wrong with a request.
pub(crate) fn violations(request: &Request<'_>) -> Vec<Violation> {
    let mut check = Check { request, found: Vec::new() };
    check.parameters();
    if let Some(schema) = request.operation.request.filter(|_| !request.has_data) {
        match request.body {
            Some(Value::Object(object)) => check.object(schema, object, Place::Top),
            None => check.object(schema, &Map::new(), Place::Top),
            // A body of another shape is sent for a reason.
            Some(_) => {}
        }
    }
    check.found
}

/// The value of a key. In a small object, looking at each key is quicker than hashing one.
fn given<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    const SMALL: usize = 24;
    if object.len() > SMALL {
        return object.get(key);
    }
    object.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

struct Check<'r, 'a> {
    request: &'r Request<'a>,
    found: Vec<Violation>,
}

impl Check<'_, '_> {
    fn report(&mut self, place: Place<'_>, problem: impl Into<String>) {
        self.found.push(Violation { path: place.to_string(), problem: problem.into() });
    }

    fn parameters(&mut self) {
        let request = self.request;
        // The client sets headers by itself, and the path is filled in before.
        let checked = request
            .operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location != Location::Header);
        for parameter in checked {
            let place = Place::Field(&Place::Top, parameter.name);
            let given = request.parameter(parameter.location, parameter.name);
            match given {
                None if parameter.location == Location::Path => {}
                None if parameter.mandatory == Mandatory::Yes => {
                    self.report(place, "is mandatory and not set");
                }
                None => {
                    let around = Around { request, object: None };
                    self.conditions(parameter.facts, false, &around, place);
                }
                Some(values) => {
                    let around = Around { request, object: None };
                    self.conditions(parameter.facts, true, &around, place);
                    let kind = match &parameter.kind {
                        Type::Array(item) => item,
                        kind => kind,
                    };
                    for value in values {
                        self.text_of(kind, parameter.facts, value, place);
                    }
                }
            }
        }
    }

    /// A value of the query or the path, which travels as text.
    fn text_of(&mut self, kind: &Type, facts: &Facts<'_>, value: &str, place: Place<'_>) {
        let broken = match kind {
            Type::Integer | Type::Long | Type::Number => match value.trim().parse() {
                Ok(number) => facts.broken_by_number(number),
                Err(_) => return,
            },
            // Numbers are often declared as text.
            Type::String if facts.minimum.is_some() || facts.maximum.is_some() => value
                .trim()
                .parse()
                .map(|number| facts.broken_by_number(number))
                .unwrap_or_default(),
            Type::String => facts.broken_by_text(value),
            _ => return,
        };
        self.broken(broken, facts, &value, place);
    }

    fn broken(
        &mut self,
        broken: Vec<Broken>,
        facts: &Facts<'_>,
        shown: &dyn fmt::Display,
        place: Place<'_>,
    ) {
        for Broken { limit, counted } in broken {
            let got = match counted {
                Some(counted) => format!(", has {counted}"),
                None if facts.sensitive => String::new(),
                None => format!(", is {}", redact::visible(&shown.to_string())),
            };
            self.report(place, format!("must be {limit}{got}"));
        }
    }

    fn object(&mut self, schema: &Schema, object: &Map<String, Value>, place: Place<'_>) {
        let around = Around { request: self.request, object: Some(object) };
        for field in schema.fields {
            let place = Place::Field(&place, field.name);
            let value = given(object, field.name).filter(|value| !value.is_null());
            match value {
                None if field.is_mandatory() => self.report(place, "is mandatory and not set"),
                None => self.conditions(field.facts, false, &around, place),
                Some(value) => {
                    self.conditions(field.facts, true, &around, place);
                    self.value(&field.kind, field, value, place);
                }
            }
        }
    }

    fn value(&mut self, kind: &Type, field: &Field, value: &Value, place: Place<'_>) {
        let facts = field.facts;
        match (kind, value) {
            (Type::Record(schema), Value::Object(object)) => self.object(schema, object, place),
            (Type::Array(element), Value::Array(values)) => {
                let broken = facts.broken_by_count(values.len());
                self.broken(broken.into_iter().collect(), facts, &"", place);
                for (index, value) in values.iter().enumerate() {
                    self.value(element, field, value, Place::Element(&place, index));
                }
            }
            (Type::Map(element), Value::Object(object)) => {
                for (key, value) in object {
                    self.value(element, field, value, Place::Field(&place, key));
                }
            }
            (Type::Integer | Type::Long | Type::Number, Value::Number(number)) => {
                let broken = facts.broken_by_number(number.as_f64().unwrap_or_default());
                self.broken(broken, facts, number, place);
            }
            (Type::String, Value::String(text)) => {
                self.broken(facts.broken_by_text(text), facts, &format_args!("{text:?}"), place);
            }
            _ => {}
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
            self.report(place, format!("{word} when {}", conditions::in_words(condition)));
        }
    }
}
