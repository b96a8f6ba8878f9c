use serde_json::Value;
use taurusdb_tables::Type;

/// What a value is, in words.
pub(super) fn of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Whether a scalar is of the declared type.
pub(super) fn fits(kind: &Type, value: &Value) -> bool {
    match kind {
        Type::String => value.is_string(),
        Type::Integer | Type::Long => value.is_i64() || value.is_u64(),
        Type::Double => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Object | Type::Map(_) | Type::Record(_) => value.is_object(),
        Type::Array(_) => value.is_array(),
    }
}
