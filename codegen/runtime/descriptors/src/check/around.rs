//! Conditions on the rest of a request.

use taurusdb_vocabulary::phrase::{self, Style};
use taurusdb_vocabulary::{Condition, Location};

use super::json::{Json, Object};
use super::request::Request;

/// What a condition is held against: the object that the field is in, then the body, then the parameters.
pub(super) struct Around<'r, 'a> {
    pub(super) request: &'r Request<'a>,
    pub(super) object: Option<&'r Object<'a>>,
}

impl Around<'_, '_> {
    /// Whether a condition is certainly met. What no field tells is for the service to judge.
    pub(super) fn holds(&self, condition: &Condition<'_>) -> bool {
        match condition {
            Condition::Equals { field, equals } => {
                let is_one =
                    |found: &String| equals.iter().any(|one| one.eq_ignore_ascii_case(found));
                self.texts(field).is_some_and(|found| found.iter().any(is_one))
            }
            Condition::Given { field, given } => self.texts(field).is_some() == *given,
            Condition::Named { .. } => false,
        }
    }

    /// The value of a field, as text; `None` if it is not given.
    fn texts(&self, field: &str) -> Option<Vec<String>> {
        let body = self.request.body.as_ref().and_then(Json::as_object);
        let objects = self.object.into_iter().chain(body);
        let found =
            objects.filter_map(|object| within(object, field)).find(|value| !value.is_null());
        if let Some(value) = found {
            return Some(match value {
                Json::List(values) => {
                    values.iter().map(|value| value.plain().into_owned()).collect()
                }
                other => vec![other.plain().into_owned()],
            });
        }
        [Location::Query, Location::Path, Location::Header]
            .into_iter()
            .map(|place| self.request.values(place, field).map(str::to_owned).collect::<Vec<_>>())
            .find(|values| !values.is_empty())
    }
}

/// A field of an object, or of the objects in it: `volume.size`.
fn within<'j>(object: &'j Object<'_>, field: &str) -> Option<&'j Json<'j>> {
    match field.split_once('.') {
        Some((first, rest)) => within(object.get(first)?.as_object()?, rest),
        None => object.get(field),
    }
}

/// A condition as a clause: `mode is Single`.
pub(super) fn in_words(condition: &Condition<'_>) -> String {
    phrase::condition(condition, &|_| None, Style::Plain)
}
