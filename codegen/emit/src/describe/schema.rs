//! The shapes of objects. Schemas refer to each other, and may contain themselves.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use taurusdb_descriptor_types::{Field, Mandatory, Schema, Side, Type};

use super::facts::facts;
use super::lent;
use crate::plan::Plan;

/// How often a schema that contains itself is written out below itself: deeper than any body that JSON
/// readers take. Constants of a generated crate refer to themselves instead.
const DEEP: usize = 128;

/// The schemas that were made, each once.
pub(super) struct Schemas<'p, 'a> {
    plan: &'p Plan<'a>,
    /// Those that contain themselves, at whatever depth.
    endless: BTreeSet<&'p str>,
    /// By name, and how much deeper those may go that contain themselves.
    made: RefCell<BTreeMap<(String, usize), &'static Schema>>,
}

impl<'p, 'a> Schemas<'p, 'a> {
    pub(super) fn of(plan: &'p Plan<'a>) -> Self {
        let names = plan.records.keys().copied();
        let endless = names.filter(|name| contains_itself(plan, name)).collect();
        Self { plan, endless, made: RefCell::default() }
    }

    /// The schema of a name. Validation has made sure that it exists.
    pub(super) fn named(&self, name: &str) -> &'static Schema {
        self.within(name, DEEP)
    }

    /// A type.
    pub(super) fn kind(&self, kind: &taurusdb_spec::Type) -> Type {
        self.kind_within(kind, DEEP)
    }

    fn within(&self, name: &str, left: usize) -> &'static Schema {
        let is_endless = self.endless.contains(name);
        let left = if is_endless { left } else { DEEP };
        let key = (name.to_owned(), left);
        if let Some(made) = self.made.borrow().get(&key) {
            return made;
        }
        let record = self.plan.record(name);
        let side = match record.schema.side {
            taurusdb_spec::Side::Request => Side::Request,
            taurusdb_spec::Side::Response => Side::Response,
        };
        let below = if is_endless { left.checked_sub(1) } else { Some(DEEP) };
        let fields = below.map_or(&[][..], |below| {
            lent::list(record.fields.iter().map(|planned| {
                let field = planned.field;
                let (name, kind) = (lent::text(&field.name), self.kind_within(&field.kind, below));
                let begun = match field.mandatory {
                    None => Field::new(name, kind),
                    Some(Mandatory::Yes) => Field::mandatory(name, kind),
                    Some(Mandatory::No) => Field::optional(name, kind),
                    Some(Mandatory::Conditional) => Field::conditional(name, kind),
                };
                let shown = if field.nullable { begun.nullable() } else { begun };
                shown
                    .aliases(lent::texts(&planned.aliases))
                    .wire(lent::texts(&field.wire))
                    .facts(facts(&field.facts))
            }))
        });
        let schema = lent::value(Schema { name: lent::text(name), side, fields });
        self.made.borrow_mut().insert(key, schema);
        schema
    }

    fn kind_within(&self, kind: &taurusdb_spec::Type, left: usize) -> Type {
        use taurusdb_spec::Type as Stated;
        match kind {
            Stated::String => Type::String,
            Stated::Integer => Type::Integer,
            Stated::Long => Type::Long,
            Stated::Number => Type::Number,
            Stated::Boolean => Type::Boolean,
            Stated::Object => Type::Object,
            Stated::Array(item) => Type::Array(lent::value(self.kind_within(item, left))),
            Stated::Map(value) => Type::Map(lent::value(self.kind_within(value, left))),
            Stated::Schema(name) => Type::Record(self.within(name, left)),
        }
    }
}

/// Whether a schema leads back to itself.
fn contains_itself(plan: &Plan<'_>, name: &str) -> bool {
    let inside = |name: &str| {
        plan.record(name).fields.iter().filter_map(|planned| planned.field.kind.schema())
    };
    let mut waiting: Vec<&str> = inside(name).collect();
    let mut seen = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if next == name {
            return true;
        }
        if seen.insert(next) {
            waiting.extend(inside(next));
        }
    }
    false
}
