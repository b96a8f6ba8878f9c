//! Error bodies have several shapes: the service's own, the gateway's, that of the identity
//! service, that of the underlying platform, the page of a proxy, or an empty body.

use serde_json::{Map, Value};

use crate::redact;

/// How many characters of a body that is not JSON are shown.
const START: usize = 200;

/// The contents of an error body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

pub(super) fn read(body: &[u8]) -> Said {
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(object)) => from_object(&object),
        Ok(Value::String(text)) => Said { message: worth(&text), ..Said::default() },
        Ok(Value::Null) => Said::default(),
        _ => Said { message: worth(&start(body)), ..Said::default() },
    }
}

fn from_object(object: &Map<String, Value>) -> Said {
    let said = Said {
        code: first(object, &["error_code", "errorCode", "errCode", "code"]),
        message: first(
            object,
            &["error_msg", "errorMsg", "errMsg", "error_message", "message", "msg"],
        ),
        request_id: first(object, &["request_id", "requestId"]),
    };
    if said.code.is_some() || said.message.is_some() {
        return said;
    }
    // {"error": {…}}, {"errors": [{…}]}, {"itemNotFound": {…}}
    let inner = object.values().find_map(|value| match value {
        Value::Object(inner) => Some(inner),
        Value::Array(elements) => elements.first().and_then(Value::as_object),
        _ => None,
    });
    match inner {
        Some(inner) => {
            let inner = from_object(inner);
            Said { request_id: said.request_id.or(inner.request_id), ..inner }
        }
        // {"error": "text"}
        None => Said { message: first(object, &["error"]), ..said },
    }
}

fn first(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) => worth(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn worth(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The beginning of a body as text on one line, without secrets; for a web page, its title.
pub(crate) fn start(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(64 * START)]);
    let words = match title(&text) {
        Some(title) => title.to_owned(),
        None if text.trim_start().starts_with('<') => without_tags(&text),
        None => text.into_owned(),
    };
    let mut line = redact::excerpt(&words).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(START) {
        line.truncate(end);
        line.push('…');
    }
    line
}

fn title(page: &str) -> Option<&str> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower[start..].find("</title>")?;
    Some(page[start..end].trim()).filter(|title| !title.is_empty())
}

fn without_tags(page: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in page.chars() {
        match character {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Said, read, start};

    #[track_caller]
    fn says(body: &str, code: &str, message: &str, request_id: &str) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let expected =
            Said { code: some(code), message: some(message), request_id: some(request_id) };
        assert_eq!(read(body.as_bytes()), expected);
    }

    #[test]
    fn reads_every_shape() {
        says(r#"{"error_code":"DBS.200019","error_msg":"busy"}"#, "DBS.200019", "busy", "");
        says(
            r#"{"error_msg":"no","error_code":"APIGW.0301","request_id":"r"}"#,
            "APIGW.0301",
            "no",
            "r",
        );
        says(r#"{"errCode":"DBS.1","errMsg":"old"}"#, "DBS.1", "old", "");
        says(r#"{"error":{"code":401,"message":"who?","title":"t"}}"#, "401", "who?", "");
        says(r#"{"errors":[{"error_code":"a","error_msg":"b"}],"request_id":"r"}"#, "a", "b", "r");
        says(r#"{"itemNotFound":{"code":404,"message":"gone"}}"#, "404", "gone", "");
        says(r#"{"error":"short"}"#, "", "short", "");
        says(r#""just text""#, "", "just text", "");
        says("{}", "", "", "");
        says("null", "", "", "");
        says("", "", "", "");
        says("upstream timed out\n", "", "upstream timed out", "");
        says("<html><head><TITLE>502 Bad Gateway</TITLE></head></html>", "", "502 Bad Gateway", "");
        says("<p>Please <b>log in</b></p>", "", "Please log in", "");
    }

    #[test]
    fn hides_secrets_also_where_the_end_is_missing() {
        let body = r#"{"instance": {"password":"hunter2"#;
        assert_eq!(start(body.as_bytes()), r#"{"instance": {"password":"***""#);
    }

    #[test]
    fn shortens_what_is_long() {
        let start = start("ü".repeat(500).as_bytes());
        assert_eq!(start.chars().count(), 201);
        assert!(start.ends_with('…'));
    }
}
