//! Whether a request certainly fits its description, in one pass that makes nothing.
//!
//! Almost all requests do. Where something may be wrong, or takes a longer look, the request is held against all of
//! the description, which finds the words for what it finds.

use taurusdb_descriptor_types::check::is_met;
use taurusdb_descriptor_types::{Location, Type};

use super::outside::Outside;
use super::plan::{Clause, Inner, Known, Node, Plan, Shape};
use crate::data::Data;

/// Whether certainly nothing is wrong with a request, and everything in it is described.
pub(super) fn certainly(plan: &Plan, outside: &Outside<'_>, body: Option<&Data>) -> bool {
    let look = Look { plan, outside, body };
    outside.is_told(plan)
        && plan.parameters.iter().all(|known| look.parameter(known))
        && look.body()
}

/// A look at a request.
struct Look<'l> {
    plan: &'l Plan,
    outside: &'l Outside<'l>,
    body: Option<&'l Data>,
}

impl<'l> Look<'l> {
    fn parameter(&self, known: &Known) -> bool {
        let name = known.parameter.name;
        match (known.parameter.location, &known.header) {
            (Location::Path, _) => self.values(known, self.outside.in_path(name).map(Some)),
            (Location::Query, _) => self.values(known, self.outside.in_query(name).map(Some)),
            (Location::Header, Some(name)) => {
                let values = self.outside.in_header(name);
                self.values(known, values.map(|value| std::str::from_utf8(value.as_bytes()).ok()))
            }
            (Location::Header, None) => false,
        }
    }

    /// The values of a parameter; nothing for one that is no text.
    fn values<'v>(&self, known: &Known, mut values: impl Iterator<Item = Option<&'v str>>) -> bool {
        let Known { parameter, needed_when, excluded_when, measure, .. } = known;
        let Some(first) = values.next() else {
            return parameter.location == Location::Path
                || !parameter.is_mandatory() && !self.any(needed_when, None);
        };
        if self.any(excluded_when, None) {
            return false;
        }
        let Type::Array(_) = parameter.kind else {
            return first.is_some_and(|value| measure.suits_parameter(value))
                && values.next().is_none();
        };
        // Lists travel as repeated pairs, as one pair with commas, or as both.
        let mut count = 0;
        std::iter::once(first).chain(values).all(|value| {
            let mut parts = value.into_iter().flat_map(|value| value.split(','));
            value.is_some()
                && parts.all(|part| {
                    count += 1;
                    measure.suits_parameter(part)
                })
        }) && measure.suits_count(count)
    }

    fn body(&self) -> bool {
        match (&self.plan.body, self.body) {
            (None, None) => true,
            (Some(Inner::Record(shape)), body) => {
                let shape = self.plan.shape(*shape);
                match body {
                    Some(body) => self.object(shape, body),
                    None => shape.mandatory == 0 && self.has_needed(shape, 0, None),
                }
            }
            (Some(_), body) => matches!(body, None | Some(Data::Object(_))),
            (None, Some(_)) => false,
        }
    }

    fn object(&self, shape: &Shape, object: &'l Data) -> bool {
        let Data::Object(fields) = object else { return false };
        let mut mandatory = 0;
        // The first fields that are there.
        let mut given = 0_u64;
        for (key, value) in fields {
            let Some((name, position)) = key.field() else { return false };
            // Keys are found in the shape that is looked at: this asks whether they were.
            let slot = shape.slots.get(position).filter(|slot| std::ptr::eq(slot.name, name));
            let Some(slot) = slot else { return false };
            if value.is_null() && slot.may_be_null {
                if slot.is_mandatory || !slot.needed_when.is_empty() {
                    return false;
                }
                continue;
            }
            mandatory += usize::from(slot.is_mandatory);
            given |= 1_u64.checked_shl(position.try_into().unwrap_or(u32::MAX)).unwrap_or_default();
            if self.any(&slot.excluded_when, Some(object)) || !self.value(&slot.node, value) {
                return false;
            }
        }
        mandatory == shape.mandatory && self.has_needed(shape, given, Some(object))
    }

    /// Whether an object that has these fields has all that something else in the request asks for.
    fn has_needed(&self, shape: &Shape, given: u64, object: Option<&'l Data>) -> bool {
        shape.needed.iter().all(|position| {
            let is_given = given.checked_shr(u32::from(*position)).is_some_and(|bit| bit & 1 == 1);
            is_given || !self.any(&shape.slots[usize::from(*position)].needed_when, object)
        })
    }

    fn value(&self, node: &Node, value: &'l Data) -> bool {
        let Node { measure, inner } = node;
        match (value, inner) {
            (Data::Text(text), _) => measure.suits_text(text),
            (Data::Number(number), _) => measure.suits_number(number),
            (Data::Boolean(_), _) => measure.suits_boolean(),
            (Data::List(items), Inner::List(item)) => {
                measure.suits_list(items.len()) && items.iter().all(|one| self.value(item, one))
            }
            (Data::Object(_), Inner::Record(shape)) => {
                measure.suits_object() && self.object(self.plan.shape(*shape), value)
            }
            (Data::Object(fields), Inner::Map(item)) => {
                measure.suits_object() && fields.iter().all(|(_, one)| self.value(item, one))
            }
            (Data::Object(_), Inner::Free) => measure.suits_object(),
            _ => false,
        }
    }

    /// Whether any of some conditions is met, around an object of the body if there is one.
    #[inline]
    fn any(&self, clauses: &[Clause], object: Option<&'l Data>) -> bool {
        !clauses.is_empty() && clauses.iter().any(|clause| self.is_met(clause, object))
    }

    fn is_met(&self, Clause { condition, way }: &Clause, object: Option<&'l Data>) -> bool {
        is_met(condition, |field, told| {
            let way = way.as_ref();
            let given = |object: &'l Data| object.at(way?).filter(|value| !value.is_null());
            match object.into_iter().chain(self.body).find_map(given) {
                Some(Data::List(items)) => items.iter().for_each(|item| told(&item.plain())),
                Some(value) => told(&value.plain()),
                None => return self.outside.tell(self.plan, field, told),
            }
            true
        })
    }
}
