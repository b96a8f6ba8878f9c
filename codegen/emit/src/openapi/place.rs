//! A value as its schema needs to know it: where it stands and what is stated of it.

use taurusdb_spec::{Facts, Side, Type};

/// Where a value stands, and what the document states of it.
pub(super) struct Place<'a> {
    /// Schema, or operation of a parameter.
    pub(super) owner: &'a str,
    pub(super) name: &'a str,
    pub(super) aliases: &'a [String],
    pub(super) side: Side,
    pub(super) is_conditional: bool,
    pub(super) facts: &'a Facts,
}

/// What JSON Schema calls a type.
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
