//! Shapes of JSON objects.

use taurusdb_vocabulary::{Facts, Mandatory};

use crate::needs::Needs;

/// The shape of a JSON object.
#[derive(Debug)]
pub struct Schema {
    /// Name of the type.
    pub name: &'static str,
    /// Which way values of this shape travel.
    pub side: Side,
    /// Its fields, in the order of the document; none where the document does not spell them out.
    pub fields: &'static [Field],
}

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// From the client to the service.
    Request,
    /// From the service to the client.
    Response,
}

/// One field of a JSON object.
#[derive(Debug)]
pub struct Field {
    /// Name on the wire.
    pub name: &'static str,
    /// Other names under which the wire is known to carry it; read, never written.
    pub aliases: &'static [&'static str],
    /// Declared type.
    pub kind: Type,
    /// Other JSON kinds that examples show in its place: `integer`, `number`, `string`, `boolean`,
    /// `array`, `object`.
    pub wire: &'static [&'static str],
    /// Whether an example shows null.
    pub nullable: bool,
    /// Whether a request must have it; `None` where the document does not say, as in responses.
    pub mandatory: Option<Mandatory>,
    /// What is stated beyond the type; set by [`facts`](Self::facts).
    pub facts: &'static Facts<'static>,
    /// Which of it a check looks at.
    pub(crate) needs: Needs,
}

/// A declared type.
///
/// What the wire carries may differ in responses: numbers arrive as strings and the reverse.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Text.
    String,
    /// A whole number (32 bits as documented; read and written as 64).
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A number that may have a fraction.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An object whose fields the document does not state.
    Object,
    /// A list.
    Array(&'static Type),
    /// An object whose keys are data.
    Map(&'static Type),
    /// An object with the fields of a schema. Schemas may refer to themselves.
    Record(&'static Schema),
}

impl Schema {
    /// The field that the wire carries under this name: its own, or another one that is known.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.is_called(name))
    }
}

impl Field {
    /// A field with nothing but its type, as in answers.
    pub const fn new(name: &'static str, kind: Type) -> Self {
        Self {
            name,
            aliases: &[],
            kind,
            wire: &[],
            nullable: false,
            mandatory: None,
            facts: &Facts::NONE,
            needs: Needs::NONE,
        }
    }

    /// A field that every request must have.
    pub const fn mandatory(name: &'static str, kind: Type) -> Self {
        Self { mandatory: Some(Mandatory::Yes), ..Self::new(name, kind) }
    }

    /// A field that a request may have.
    pub const fn optional(name: &'static str, kind: Type) -> Self {
        Self { mandatory: Some(Mandatory::No), ..Self::new(name, kind) }
    }

    /// A field that a request must have under a condition.
    pub const fn conditional(name: &'static str, kind: Type) -> Self {
        Self { mandatory: Some(Mandatory::Conditional), ..Self::new(name, kind) }
    }

    /// The same field, also read under other names.
    pub const fn aliases(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// The same field; examples show it with other JSON kinds.
    pub const fn wire(self, wire: &'static [&'static str]) -> Self {
        Self { wire, ..self }
    }

    /// The same field; an example shows it as null.
    pub const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// The same field with what is stated of it.
    pub const fn facts(self, facts: &'static Facts<'static>) -> Self {
        Self { facts, needs: Needs::of(facts), ..self }
    }

    /// Whether the wire carries the field under this name.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// Whether there are limits that a value may break.
    pub fn is_limited(&self) -> bool {
        self.needs.limits
    }

    /// Whether a request may be wrong because it lacks the field.
    pub fn may_be_needed(&self) -> bool {
        self.needs.required || self.is_mandatory()
    }

    /// Whether a request may be wrong because it has the field.
    pub fn may_be_excluded(&self) -> bool {
        self.needs.excluded
    }

    /// Whether every request must have it.
    pub fn is_mandatory(&self) -> bool {
        self.mandatory == Some(Mandatory::Yes)
    }
}

impl Type {
    /// The schema of the objects inside the type, through lists and maps.
    pub const fn schema(&self) -> Option<&'static Schema> {
        match self {
            Self::Record(schema) => Some(schema),
            Self::Array(inner) | Self::Map(inner) => inner.schema(),
            _ => None,
        }
    }
}
