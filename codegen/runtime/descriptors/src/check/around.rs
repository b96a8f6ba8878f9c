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
        is_met(condition, |field, told| self.tell(field, told))
    }

    /// Tells the value of a field, as text; all of them if it is a list. Whether it is given.
    fn tell(&self, field: &str, told: &mut dyn FnMut(&str)) -> bool {
        let body = self.request.body.as_ref().and_then(Json::as_object);
        let objects = self.object.into_iter().chain(body);
        let found =
            objects.filter_map(|object| within(object, field)).find(|value| !value.is_null());
        if let Some(value) = found {
            match value {
                Json::List(values) => values.iter().for_each(|value| told(&value.plain())),
                other => told(&other.plain()),
            }
            return true;
        }
        [Location::Query, Location::Path, Location::Header].into_iter().any(|place| {
            let values = self.request.values(place, field);
            values.map(&mut *told).count() > 0
        })
    }
}

/// Whether a condition is met, as far as fields tell. `tell` hands over each text that a field has, as a text of the
/// body or a parameter, and says whether it is given at all.
///
/// ```
/// use taurusdb_descriptor_types::Condition;
/// use taurusdb_descriptor_types::check::is_met;
///
/// let is_many = Condition::Equals { field: "mode", equals: &["many"] };
/// assert!(is_met(&is_many, |_, told| {
///     told("MANY");
///     true
/// }));
/// assert!(!is_met(&is_many, |_, _| false));
/// ```
pub fn is_met(
    condition: &Condition<'_>,
    tell: impl FnOnce(&str, &mut dyn FnMut(&str)) -> bool,
) -> bool {
    match condition {
        Condition::Equals { field, equals } => {
            let mut is_one = false;
            tell(field, &mut |found| {
                is_one |= equals.iter().any(|one| one.eq_ignore_ascii_case(found));
            });
            is_one
        }
        Condition::Given { field, given } => tell(field, &mut |_| {}) == *given,
        Condition::Named { .. } => false,
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
