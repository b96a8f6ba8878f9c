//! What messages call types and JSON values.

use serde_json::Value;

use crate::Type;

impl Type {
    /// What a value of this type is called in a message.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Integer | Self::Long => "a whole number",
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Array(_) => "a list",
            Self::Object | Self::Map(_) | Self::Record(_) => "an object",
        }
    }

    /// What a JSON value is called in a message, beside [`noun`](Self::noun).
    ///
    /// ```
    /// use taurusdb_descriptor_types::Type;
    ///
    /// let value = serde_json::json!([1, 2]);
    /// let message = format!("expected {}, got {}", Type::Long.noun(), Type::noun_of(&value));
    /// assert_eq!(message, "expected a whole number, got a list");
    /// ```
    pub const fn noun_of(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(_) => Self::Boolean.noun(),
            Value::Number(_) => Self::Number.noun(),
            Value::String(_) => Self::String.noun(),
            Value::Array(_) => "a list",
            Value::Object(_) => Self::Object.noun(),
        }
    }
}
