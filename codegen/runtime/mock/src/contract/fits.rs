//! Whether a request certainly fits its description.
//!
//! Almost all requests do. Where something may be wrong, or takes a longer look, the request is held against all of
//! the description, which finds the words for what it finds.

use taurusdb_descriptor_types::check::is_met;
use taurusdb_descriptor_types::{Location, Type};

use super::outside::Outside;
use super::plan::{Clause, Inner, Known, Plan};
use super::quick::Read;

/// Whether certainly nothing is wrong with a request, and everything in it is described.
pub(super) fn certainly(plan: &Plan, outside: &Outside<'_>, body: Option<&Read<'_>>) -> bool {
    let look = Look { plan, outside, body };
    outside.is_told(plan)
        && plan.parameters.iter().all(|known| look.parameter(known))
        && look.body()
}

/// A look at a request.
struct Look<'l> {
    plan: &'l Plan,
    outside: &'l Outside<'l>,
    body: Option<&'l Read<'l>>,
}

impl Look<'_> {
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
                || !parameter.is_mandatory() && !self.any(needed_when);
        };
        if self.any(excluded_when) {
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
            (Some(_), Some(read)) => {
                read.fits && !read.open.iter().any(|clause| self.is_met(clause))
            }
            (Some(Inner::Record(shape)), None) => {
                let shape = self.plan.shape(*shape);
                shape.mandatory == 0 && !shape.slots.iter().any(|slot| self.any(&slot.needed_when))
            }
            (Some(_), None) => true,
            (None, Some(_)) => false,
        }
    }

    /// Whether any of some conditions is met, as far as the body as a whole and what is outside of it tell.
    fn any(&self, clauses: &[Clause]) -> bool {
        clauses.iter().any(|clause| self.is_met(clause))
    }

    fn is_met(&self, Clause { condition, way }: &Clause) -> bool {
        is_met(condition, |field, told| {
            let end = |way| self.body?.data.at(way).filter(|value| !value.is_null());
            match way.as_ref().and_then(end) {
                Some(value) => {
                    value.tell(told);
                    true
                }
                None => self.outside.tell(self.plan, field, told),
            }
        })
    }
}
