//! Why something failed, as far as a record of the service says.

use serde_json::Value;

use crate::json::bare;

/// Parts of the names of fields that give a reason, as [`bare`] writes them; the more telling first.
const NAMES: [&str; 10] = [
    "failreason",
    "fail",
    "reason",
    "errormsg",
    "errmsg",
    "error",
    "fault",
    "cause",
    "message",
    // Better than nothing.
    CODE,
];

const CODE: &str = "errorcode";

/// How deep a reason may lie.
const DEPTH: usize = 6;

/// The reason that a record gives: in itself, or in what it holds.
pub(super) fn reason(record: &Value) -> Option<String> {
    NAMES.iter().find_map(|name| within(record, name, DEPTH))
}

/// The text of the first field whose name has this part.
fn within(value: &Value, part: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Object(fields) => {
            let is_reason = |name: &str| {
                let name = bare(name);
                name.contains(part)
                    && !name.contains("failover")
                    && (part == CODE || !name.contains("code"))
            };
            let own = fields.iter().filter(|(name, _)| is_reason(name));
            let own = own.map(|(_, value)| said(value, depth)).find(Option::is_some).flatten();
            own.or_else(|| fields.values().find_map(|inner| within(inner, part, depth)))
        }
        Value::Array(elements) => elements.iter().find_map(|inner| within(inner, part, depth)),
        // A record may stand in a text.
        Value::String(text) => within(&encoded(text)?, part, depth),
        _ => None,
    }
}

/// What a field that gives a reason says: a text, texts, or an object with one.
fn said(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => match encoded(text) {
            Some(inner) => said(&inner, depth),
            None => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        },
        Value::Array(elements) => elements.iter().find_map(|inner| said(inner, depth)),
        Value::Object(_) => {
            let mut names = NAMES.iter().chain(&["msg", "detail", "description"]);
            names.find_map(|name| within(value, name, depth))
        }
        _ => None,
    }
}

fn encoded(text: &str) -> Option<Value> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    is_json.then(|| serde_json::from_str(text).ok()).flatten()
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
        for task in [
            json!({ "failReason": "no stock" }),
            json!({ "fail_reason": ["", "no stock"], "failover_mode": "x" }),
            json!({ "error": { "code": 7, "message": "no stock" } }),
            json!({ "fault": { "detail": "no stock" } }),
            json!({ "message": "no stock" }),
            json!({ "task_detail": "{\"fail_reason\":\"no stock\"}" }),
            json!({ "extend": "{\"error\":{\"msg\":\"no stock\"}}" }),
            json!({ "error_code": "DBS.1", "err_msg": "no stock" }),
        ] {
            assert_eq!(reason(&task).as_deref(), Some("no stock"), "{task}");
        }
        assert_eq!(reason(&json!({ "error_code": "DBS.1" })).as_deref(), Some("DBS.1"));
        assert_eq!(reason(&json!({ "error_msg": "x" })).as_deref(), Some("x"));
        assert_eq!(reason(&json!({ "status": "Failed" })), None);
    }
}
