//! Input and output of mining.

use taurusdb_spec::{Condition, Facts, Side, Type};

use super::source::Origin;
use crate::read::Cell;

/// A row of a table of fields or parameters.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// The type. References need not be resolved: only the shape and the scalars matter.
    pub kind: &'a Type,
    /// Whether it belongs to a request or a response.
    pub side: Side,
    /// The description.
    pub description: &'a Cell,
    /// Names of all fields of the same table.
    pub siblings: &'a [&'a str],
    /// The fields of the whole body, to which conditions may refer.
    pub request: &'a [Neighbour<'a>],
}

/// Another field of the same request.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// The description.
    pub description: &'a Cell,
    /// Whether its values are `true` and `false`.
    pub is_boolean: bool,
}

/// The facts that a row states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mined {
    /// The facts about its own field, except where the value comes from.
    pub facts: Facts,
    /// Where the value comes from.
    pub value_from: Option<Origin>,
    /// Fields of the same table, and when they are required.
    pub siblings: Vec<(String, Condition)>,
    /// Whether a request must have the field in some cases, even if the facts cannot say when.
    pub is_conditional: bool,
}
