//! Error bodies have several shapes: the service's own, the gateway's, that of the identity
//! service, that of the underlying platform, the page of a proxy, or an empty body.
//!
//! What decides about an error is its code, so the code is found wherever it stands: in a list, one object
//! deeper, in JSON that is a text of JSON, or in what is left of a body that was cut off.

use serde_json::{Map, Value};

use super::{names, pieces};
use crate::json::bare;
use crate::{encoding, lenient, redact};

/// How many characters of a body that is not JSON are shown.
const START: usize = 200;

/// How deep a code may lie. Real answers go down two levels.
const DEPTH: usize = 8;

/// The contents of an error body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

pub(super) fn read(body: &[u8]) -> Said {
    let bytes = encoding::text(body);
    let whole = lenient::parse(&bytes).ok().map(|(value, _)| value);
    let text = String::from_utf8_lossy(&bytes);
    let mut said = match &whole {
        Some(value) => from_value(value).unwrap_or_else(|| match value {
            Value::Null | Value::Object(_) => Said::default(),
            Value::String(text) => Said { message: worth(text), ..Said::default() },
            _ => Said { message: worth(&start(body)), ..Said::default() },
        }),
        None => from_text(&text),
    };
    if said.code.as_deref().is_none_or(is_number) {
        // In the middle of a sentence, under a name that comes twice, in an object of its own.
        said.code = pieces::code(&text).map(str::to_owned).or(said.code);
    }
    said.code = said.code.map(tidy);
    if said.message.is_none() && whole.is_none() {
        said.message = worth(&start(body));
    }
    said
}

/// Whether a body is a page for a browser: of what stands before the service, for services send none.
pub(super) fn is_page(body: &[u8]) -> bool {
    let text = encoding::text(body);
    text.starts_with(b"<") && has_page(pieces::beginning(&String::from_utf8_lossy(&text)))
}

fn has_page(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.contains("<html") || lower.contains("<!doctype html")
}

/// What a text says that is not JSON.
fn from_text(text: &str) -> Said {
    let is_word = |said: &Said| said.code.as_deref().is_some_and(|code| !is_number(code));
    let text = pieces::beginning(text);
    let plain = match text.contains('&') && text.starts_with('<') {
        true => pieces::without_entities(text),
        false => text.to_owned(),
    };
    let inner = pieces::embedded(&plain).filter_map(|value| from_value(&value)).find(is_word);
    // In a page and in sentences, names may be words: only what looks like a code counts.
    let is_structured = text.starts_with(['{', '[', '"', '\'', '/', '<']) && !has_page(text);
    let looks = |said: &Said| said.code.as_deref().is_some_and(pieces::is_code);
    let pieces = || from_pieces(&plain).filter(|said| is_structured || looks(said));
    inner.or_else(pieces).unwrap_or_default()
}

/// What a value says, if it says anything.
fn from_value(value: &Value) -> Option<Said> {
    let mut found = Vec::new();
    collect(value, DEPTH, &mut found);
    let is_word = |said: &&Said| said.code.as_ref().is_some_and(|code| !is_number(code));
    // A number is mostly the status again; a code in words says more, wherever it stands.
    let best = found.iter().find(is_word);
    let best = best.or_else(|| found.iter().find(|said| said.code.is_some())).or(found.first())?;
    let any = |part: fn(&Said) -> &Option<String>| found.iter().find_map(|said| part(said).clone());
    Some(Said {
        code: best.code.clone(),
        message: best.message.clone().or_else(|| any(|said| &said.message)),
        request_id: best.request_id.clone().or_else(|| any(|said| &said.request_id)),
    })
}

/// What the objects of a value say, the outer before the inner.
fn collect(value: &Value, depth: usize, found: &mut Vec<Said>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Object(object) => {
            let said = from_object(object);
            if said != Said::default() {
                found.push(said);
            }
            object.values().for_each(|inner| collect(inner, depth, found));
        }
        Value::Array(elements) => elements.iter().for_each(|inner| collect(inner, depth, found)),
        Value::String(text) => {
            if let Some(inner) = encoded(text).or_else(|| quoted(text)) {
                collect(&inner, depth, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text that is itself an object or a list in JSON.
pub(super) fn encoded(text: &str) -> Option<Value> {
    let text = text.trim();
    let (value, _) =
        lenient::parse(text.as_bytes()).ok().filter(|_| text.starts_with(['{', '[']))?;
    Some(value)
}

/// A text that is a text of JSON: it begins with its quote.
pub(super) fn quoted(text: &str) -> Option<Value> {
    Some(lenient::parse(text.as_bytes()).ok().filter(|_| text.starts_with('"'))?.0)
}

/// A code without what stands around it, and in capital letters where those of the services have them.
fn tidy(code: String) -> String {
    let bare = code.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let upper = bare.to_ascii_uppercase();
    match pieces::is_code(&upper) {
        true => upper,
        false => code,
    }
}

fn from_object(object: &Map<String, Value>) -> Said {
    let message = first(object, &names::MESSAGE).filter(|text| encoded(text).is_none());
    Said {
        code: first(object, &names::CODE),
        // {"error": "text"}
        message: message.or_else(|| first(object, &["error"])),
        request_id: first(object, &names::REQUEST_ID),
    }
}

pub(super) fn first(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let value = |wanted: &str| object.iter().find(|(name, _)| bare(name) == wanted);
    names.iter().find_map(|name| match value(name)?.1 {
        Value::String(text) => worth(text).filter(|text| encoded(text).is_none()),
        Value::Number(number) => Some(number.to_string()),
        // Only one of its kind, in a list all the same.
        Value::Array(list) => worth(list.first()?.as_str()?),
        _ => None,
    })
}

fn is_number(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is left of a body that was cut off, or is in another notation.
fn from_pieces(text: &str) -> Option<Said> {
    Some(from_object(&pieces::fields(text))).filter(|said| *said != Said::default())
}

fn worth(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The beginning of a body as text on one line, without secrets; for a web page, its title.
pub(crate) fn start(body: &[u8]) -> String {
    let text = encoding::text(&body[..body.len().min(64 * START)]);
    let text = String::from_utf8_lossy(&text);
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
    fn finds_the_code_wherever_it_stands() {
        let busy = r#"{"error_code":"DBS.200019","error_msg":"busy"}"#;
        let quoted = serde_json::to_string(busy).unwrap();
        for body in [
            format!("\u{feff}{busy}"),
            format!(" \r\n\u{feff} {busy}"),
            format!("[{busy}]"),
            format!(r#"{{"error":{busy}}}"#),
            format!(r#"{{"result":{{"errors":[{{}},{busy}]}}}}"#),
            format!(r#"{{"code":409,"error":{busy}}}"#),
            quoted.clone(),
            format!(r#"{{"message":{quoted}}}"#),
            serde_json::to_string(&quoted).unwrap(),
            r#"{"errorCode":"DBS.200019","errorMsg":"busy"}"#.to_owned(),
            r#"{"Error_Code":"DBS.200019","Error_Msg":"busy"}"#.to_owned(),
            r#"{"retry":1e999,"error_code":"DBS.200019","error_msg":"busy"}"#.to_owned(),
            r#"{"error_code":"DBS.200019","error_msg":"busy","at":[{"#.to_owned(),
            r#"{"error_code" : "DBS.200019", "error_msg" : "busy"#.to_owned(),
        ] {
            says(&body, "DBS.200019", "busy", "");
        }
        let raw = b"{\"error_msg\":\"occup\xe9\tpar \x01\",\"error_code\":\"DBS.200019\"}";
        let said = read(raw);
        assert_eq!(said.code.as_deref(), Some("DBS.200019"));
        assert_eq!(said.message.as_deref(), Some("occup\u{fffd}\tpar \u{1}"));
        let utf16: Vec<u8> =
            format!("\u{feff}{busy}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16).code.as_deref(), Some("DBS.200019"));
    }

    #[test]
    fn goes_only_so_deep() {
        let deep = format!("{}1{}", r#"{"a":"#.repeat(100), "}".repeat(100));
        says(&deep, "", "", "");
        let cut = r#"{"a":"#.repeat(100_000);
        assert_eq!(read(cut.as_bytes()).code, None);
    }

    #[test]
    fn finds_the_code_in_what_is_not_json() {
        let busy = r#"{"error_code":"DBS.200019","error_msg":"is busy"}"#;
        for body in [
            format!("HTTP/1.1 400 Bad Request\n\n{busy}"),
            format!("callback({busy});"),
            format!("{{\"at\":1}}\n{busy}"),
            format!("<html><body><pre>{}</pre></body></html>", busy.replace('"', "&quot;")),
            "<E><Code>DBS.200019</Code><Message>is busy</Message></E>".to_owned(),
            "{'error_code': 'dbs.200019', 'error_msg': 'is busy'}".to_owned(),
            "error_code=DBS.200019&error_msg=is+busy".to_owned(),
            r#"{"error_code":[" [DBS.200019] "],"error_msg":["is busy"]}"#.to_owned(),
            r#"{"error_code":{"value":"DBS.200019"},"error_msg":"is busy"}"#.to_owned(),
            r#"{"error_code":"DBS.200019","error_code":null,"error_msg":"is busy"}"#.to_owned(),
        ] {
            says(&body, "DBS.200019", "is busy", "");
        }
        says("busy (DBS.200019), wait", "DBS.200019", "busy (DBS.200019), wait", "");
        says("<html><body>code: 7, reason: x</body></html>", "", "code: 7, reason: x", "");
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
