//! Why something failed, as far as a record of the service says.

use serde_json::Value;

/// Parts of the names of fields that give a reason; the more telling first.
const NAMES: [&str; 5] = ["fail_reason", "fail", "reason", "error_msg", "error"];

/// The reason that a record gives: in itself, or in what it holds.
pub(super) fn reason(record: &Value) -> Option<String> {
    NAMES.iter().find_map(|name| within(record, name, 4))
}

fn within(value: &Value, part: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Object(fields) => {
            let own = fields.iter().find_map(|(name, value)| {
                let text = value.as_str()?.trim();
                (name.to_ascii_lowercase().contains(part) && !text.is_empty())
                    .then(|| text.to_owned())
            });
            own.or_else(|| fields.values().find_map(|inner| within(inner, part, depth)))
        }
        Value::Array(elements) => elements.iter().find_map(|inner| within(inner, part, depth)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::reason;

    #[test]
    fn finds_the_most_telling_text() {
        let task = json!({
            "status": "Failed", "error_code": "DBS.1",
            "sub_jobs": [{ "fail_reason": "" }, { "fail_reason": "no stock" }],
        });
        assert_eq!(reason(&task).as_deref(), Some("no stock"));
        assert_eq!(reason(&json!({ "error_msg": "x" })).as_deref(), Some("x"));
        assert_eq!(reason(&json!({ "status": "Failed" })), None);
    }
}
