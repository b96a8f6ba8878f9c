//! The description of an operation, made ready for many requests: what names, types and limits it has is worked out
//! once, with the first of them.

use std::collections::HashMap;

use hyper::header::HeaderName;
use taurusdb_descriptor_types::check::Measure;
use taurusdb_descriptor_types::resources::FieldPath;
use taurusdb_descriptor_types::{Condition, Field, Location, Operation, Parameter, Schema, Type};

use crate::data::{Mark, Way};

/// An operation, ready to be held against requests.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) parameters: Box<[Known]>,
    /// What its body is, if it takes one.
    pub(super) body: Option<Inner>,
    shapes: Vec<Shape>,
}

/// A parameter.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) parameter: &'static Parameter,
    /// When it must be there, beside always.
    pub(super) needed_when: Box<[Clause]>,
    /// When it must not be there.
    pub(super) excluded_when: Box<[Clause]>,
    /// Its name as that of a header, if it is one.
    pub(super) header: Option<HeaderName>,
    pub(super) measure: Measure,
}

/// The fields of an object.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) slots: Box<[Slot]>,
    /// How many of them every request must have.
    pub(super) mandatory: usize,
    /// The positions of the fields that some requests must have or must not have.
    pub(super) conditional: Box<[u16]>,
    /// The mark of the name of each field, and its position, at the place that the mark leads to or at the next free
    /// one.
    table: Box<[(Mark, u16)]>,
    /// How many bits of a mark lead into the table.
    bits: u32,
}

/// A field.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) name: &'static str,
    pub(super) mark: Mark,
    pub(super) is_mandatory: bool,
    /// Whether it may be null, as if it were not there.
    pub(super) may_be_null: bool,
    /// When it must be there.
    pub(super) needed_when: Box<[Clause]>,
    /// When it must not be there.
    pub(super) excluded_when: Box<[Clause]>,
    pub(super) node: Node,
}

/// A condition that a request can tell of.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) condition: &'static Condition<'static>,
    /// The way to the field that it is about.
    pub(super) way: Option<Way>,
}

/// A value of a type.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) measure: Measure,
    pub(super) inner: Inner,
}

/// What is inside a value.
#[derive(Debug)]
pub(super) enum Inner {
    /// Nothing: it is a text, a number, or true or false.
    Scalar,
    /// Anything.
    Free,
    /// The fields of a shape.
    Record(usize),
    /// Values of a type, one after the other.
    List(Box<Node>),
    /// Values of a type, by key.
    Map(Box<Node>),
}

/// No position.
const FREE: u16 = u16::MAX;

impl Plan {
    pub(super) fn of(operation: &'static Operation) -> Self {
        let mut shapes = Shapes::default();
        let body = operation.request.map(|schema| shapes.record(schema));
        Self {
            parameters: operation.parameters.iter().map(Known::of).collect(),
            body,
            shapes: shapes.made.into_iter().flatten().collect(),
        }
    }

    pub(super) fn shape(&self, at: usize) -> &Shape {
        &self.shapes[at]
    }
}

impl Known {
    fn of(parameter: &'static Parameter) -> Self {
        let is_header = parameter.location == Location::Header;
        let header = is_header.then(|| HeaderName::from_bytes(parameter.name.as_bytes()));
        Self {
            parameter,
            needed_when: Clause::all(parameter.facts.required_when.iter()),
            excluded_when: Clause::all(parameter.facts.excluded_when.iter()),
            header: header.and_then(Result::ok),
            measure: Measure::of_parameter(parameter),
        }
    }
}

impl Shape {
    fn of(schema: &'static Schema, shapes: &mut Shapes) -> Self {
        let slots: Box<[_]> = schema.fields.iter().map(|field| Slot::of(field, shapes)).collect();
        let is_conditional =
            |slot: &Slot| !slot.needed_when.is_empty() || !slot.excluded_when.is_empty();
        let conditional = (0..).zip(&slots).filter(|(_, slot)| is_conditional(slot));
        // At most half full, so that most names are found at once, and what is no name soon.
        let bits = (2 * slots.len()).next_power_of_two().trailing_zeros().max(1);
        let mut table = vec![(Mark::of(b""), FREE); 1 << bits].into_boxed_slice();
        for (position, slot) in (0..).zip(&slots) {
            let mut place = slot.mark.spread(bits);
            while table[place].1 != FREE {
                place = (place + 1) % table.len();
            }
            table[place] = (slot.mark, position);
        }
        Self {
            mandatory: slots.iter().filter(|slot| slot.is_mandatory).count(),
            conditional: conditional.map(|(at, _)| at).collect(),
            slots,
            table,
            bits,
        }
    }

    /// The field of a name, and its position.
    #[inline]
    pub(super) fn find(&self, name: &[u8]) -> Option<(u16, &Slot)> {
        let mark = Mark::of(name);
        let place = mark.spread(self.bits);
        let (own, position) = *self.table.get(place)?;
        // Most names are found at once.
        match self.slots.get(usize::from(position)) {
            Some(slot) if own == mark && slot.name.as_bytes() == name => Some((position, slot)),
            Some(_) => self.find_behind(place, mark, name),
            None => None,
        }
    }

    /// The same for a name that is not at its own place.
    #[inline(never)]
    fn find_behind(&self, mut place: usize, mark: Mark, name: &[u8]) -> Option<(u16, &Slot)> {
        loop {
            place = (place + 1) % self.table.len();
            let (own, position) = *self.table.get(place)?;
            // A free place has no field, and ends the search.
            let slot = self.slots.get(usize::from(position))?;
            if own == mark && slot.name.as_bytes() == name {
                return Some((position, slot));
            }
        }
    }
}

impl Slot {
    fn of(field: &'static Field, shapes: &mut Shapes) -> Self {
        let is_mandatory = field.is_mandatory();
        Self {
            name: field.name,
            mark: Mark::of(field.name.as_bytes()),
            is_mandatory,
            may_be_null: field.nullable,
            needed_when: Clause::all(field.facts.required_when.iter().filter(|_| !is_mandatory)),
            excluded_when: Clause::all(field.facts.excluded_when.iter()),
            node: Node::of(field, field.kind, shapes),
        }
    }
}

impl Clause {
    fn all(conditions: impl Iterator<Item = &'static Condition<'static>>) -> Box<[Self]> {
        let clause = |condition: &'static _| match condition {
            Condition::Equals { field, .. } | Condition::Given { field, .. } => {
                Some(Self { condition, way: Way::of(FieldPath(field)) })
            }
            Condition::Named { .. } => None,
        };
        conditions.filter_map(clause).collect()
    }
}

impl Node {
    fn of(field: &'static Field, kind: Type, shapes: &mut Shapes) -> Self {
        let inner = match kind {
            Type::Record(schema) => shapes.record(schema),
            Type::Array(item) => Inner::List(Box::new(Self::of(field, *item, shapes))),
            Type::Map(item) => Inner::Map(Box::new(Self::of(field, *item, shapes))),
            Type::Object => Inner::Free,
            Type::String | Type::Integer | Type::Long | Type::Number | Type::Boolean => {
                Inner::Scalar
            }
        };
        Self { measure: Measure::of_field(field, kind), inner }
    }
}

/// The shapes of an operation: schemas come several times, and may contain themselves.
#[derive(Default)]
struct Shapes {
    /// What was made; nothing where it is still being made.
    made: Vec<Option<Shape>>,
    /// Where a schema stands, by its address.
    places: HashMap<usize, usize>,
}

impl Shapes {
    fn record(&mut self, schema: &'static Schema) -> Inner {
        // What the document does not spell out may have any fields.
        if schema.fields.is_empty() {
            return Inner::Free;
        }
        let address = std::ptr::from_ref(schema).addr();
        if let Some(place) = self.places.get(&address) {
            return Inner::Record(*place);
        }
        let place = self.made.len();
        self.made.push(None);
        self.places.insert(address, place);
        let shape = Shape::of(schema, self);
        self.made[place] = Some(shape);
        Inner::Record(place)
    }
}
