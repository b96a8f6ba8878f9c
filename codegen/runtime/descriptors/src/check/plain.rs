//! JSON values as text.

use std::borrow::Cow;

use serde_json::Value;

/// Any value as text: a text as it is, the rest as JSON.
///
/// ```
/// use taurusdb_descriptor_types::plain;
///
/// assert_eq!(plain(&serde_json::json!("a")), "a");
/// assert_eq!(plain(&serde_json::json!([1, "a"])), r#"[1,"a"]"#);
/// ```
pub fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}
