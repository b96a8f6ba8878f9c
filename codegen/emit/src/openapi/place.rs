//! A value for which a schema is made: where it is used, and the facts about it.

use taurusdb_spec::{Facts, Side, Type};

/// Where a value is used, and what the document states about it.
pub(super) struct Place<'a> {
    /// The schema of the field, or the operation of the parameter.
    pub(super) owner: &'a str,
    pub(super) name: &'a str,
    pub(super) aliases: &'a [String],
    pub(super) side: Side,
    pub(super) is_conditional: bool,
    pub(super) facts: &'a Facts,
}

/// The name of a type in JSON Schema.
pub(super) fn json_type(kind: &Type) -> &'static str {
    match kind {
        Type::String => "string",
        Type::Integer | Type::Long => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Array(_) => "array",
        Type::Object | Type::Map(_) | Type::Schema(_) => "object",
    }
}
