//! Error bodies have several shapes: the service's own, the gateway's, that of the identity
//! service, that of the underlying platform, the page of a proxy, or an empty body.
//!
//! What decides about an error is its code, so the code is found wherever it stands: in a list, one object
//! deeper, in JSON that is a text of JSON, or in what is left of a body that was cut off.

use serde_json::{Map, Value};

use crate::{lenient, redact};

/// How many characters of a body that is not JSON are shown.
const START: usize = 200;

/// How deep a code may lie. Real answers go down two levels.
const DEPTH: usize = 8;

/// Names of codes, as [`plain`] writes them; the more telling first.
const CODE: [&str; 4] = ["errorcode", "errcode", "errorno", "code"];

/// Names of messages, as [`plain`] writes them.
const MESSAGE: [&str; 9] = [
    "errormsg",
    "errmsg",
    "errormessage",
    "message",
    "msg",
    "errordescription",
    "description",
    "detail",
    "reason",
];

/// Names of the id of the request, as [`plain`] writes them.
const REQUEST_ID: [&str; 2] = ["requestid", "reqid"];

/// The contents of an error body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

pub(super) fn read(body: &[u8]) -> Said {
    let text = lenient::text(body);
    match lenient::parse(&text) {
        Ok((value, _)) => from_value(&value).unwrap_or_else(|| match &value {
            Value::Null | Value::Object(_) => Said::default(),
            Value::String(text) => Said { message: worth(text), ..Said::default() },
            _ => Said { message: worth(&start(body)), ..Said::default() },
        }),
        Err(_) => {
            let text = String::from_utf8_lossy(&text);
            let said = if text.starts_with(['{', '[', '"']) { from_pieces(&text) } else { None };
            said.unwrap_or_else(|| Said { message: worth(&start(body)), ..Said::default() })
        }
    }
}

/// The code that a successful answer reports an error with; `None` if it reports none.
///
/// `is_declared` tells which fields the operation answers with anyway.
pub(crate) fn error_code_of_success(
    value: &Value,
    is_declared: impl Fn(&str) -> bool,
) -> Option<&str> {
    let named = value.as_object()?.iter().filter(|(name, _)| may_report_error(name));
    let mut codes = named.filter(|(name, _)| !is_declared(name));
    let code = codes.find_map(|(_, value)| value.as_str())?.trim();
    // Zeros and words without a digit tell that all is well.
    code.contains(|c: char| c.is_ascii_digit() && c != '0').then_some(code)
}

/// Whether a successful answer with a field of this name may report an error.
pub(crate) fn may_report_error(name: &str) -> bool {
    CODE[..2].iter().any(|code| letters(name).eq(code.chars()))
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
            // JSON that is a text of JSON begins with its quote.
            let quoted = || lenient::parse(text.as_bytes()).ok().filter(|_| text.starts_with('"'));
            if let Some(inner) = encoded(text).or_else(|| Some(quoted()?.0)) {
                collect(&inner, depth, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text that is itself an object or a list in JSON.
fn encoded(text: &str) -> Option<Value> {
    let text = text.trim();
    let (value, _) =
        lenient::parse(text.as_bytes()).ok().filter(|_| text.starts_with(['{', '[']))?;
    Some(value)
}

fn from_object(object: &Map<String, Value>) -> Said {
    let message = first(object, &MESSAGE).filter(|text| encoded(text).is_none());
    Said {
        code: first(object, &CODE),
        // {"error": "text"}
        message: message.or_else(|| first(object, &["error"])),
        request_id: first(object, &REQUEST_ID),
    }
}

fn first(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let value = |wanted: &str| object.iter().find(|(name, _)| plain(name) == wanted);
    names.iter().find_map(|name| match value(name)?.1 {
        Value::String(text) => worth(text).filter(|text| encoded(text).is_none()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A name without what dialects write differently: `errorCode`, `error_code` and `Error-Code` are one.
fn plain(name: &str) -> String {
    letters(name).collect()
}

/// The characters of [`plain`].
fn letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(|c| c.is_ascii_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase())
}

fn is_number(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is left of a body that was cut off: names followed by texts or numbers.
fn from_pieces(text: &str) -> Option<Said> {
    let mut object = Map::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let (name, after) = string(&rest[at..]);
        rest = after;
        let Some(value) = after.trim_start().strip_prefix(':') else { continue };
        let value = value.trim_start();
        if value.starts_with('"') {
            let (value, after) = string(value);
            rest = after;
            object.entry(name).or_insert(Value::String(value));
        } else {
            let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
            if let Ok(number) = value[..end].parse::<u64>() {
                object.entry(name).or_insert(number.into());
            }
        }
    }
    Some(from_object(&object)).filter(|said| *said != Said::default())
}

/// The text of the string that begins here, and what follows it. One without an end takes everything.
fn string(text: &str) -> (String, &str) {
    let mut is_escaped = false;
    let end = text[1..].find(|c| match c {
        _ if is_escaped => {
            is_escaped = false;
            false
        }
        '\\' => {
            is_escaped = true;
            false
        }
        c => c == '"',
    });
    let (raw, after) = match end {
        Some(end) => (&text[1..=end], &text[end + 2..]),
        None => (&text[1..], ""),
    };
    let quoted = format!("\"{raw}\"");
    let value = lenient::parse(quoted.as_bytes()).ok().and_then(|(value, _)| match value {
        Value::String(text) => Some(text),
        _ => None,
    });
    (value.unwrap_or_else(|| raw.to_owned()), after)
}

fn worth(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The beginning of a body as text on one line, without secrets; for a web page, its title.
pub(crate) fn start(body: &[u8]) -> String {
    let text = lenient::text(&body[..body.len().min(64 * START)]);
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
    use serde_json::{Value, json};

    use super::{Said, error_code_of_success, read, start};

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
    fn an_error_in_a_successful_answer_has_a_code() {
        let code =
            |body: Value| error_code_of_success(&body, |name| name == "errCode").map(str::to_owned);
        assert_eq!(code(json!({ "error_code": "DBS.200019" })).as_deref(), Some("DBS.200019"));
        assert_eq!(code(json!({ "errorCode": "APIGW.0301" })).as_deref(), Some("APIGW.0301"));
        for well in [
            json!({ "error_code": "" }),
            json!({ "error_code": null }),
            json!({ "error_code": "0" }),
            json!({ "error_code": "SUCCESS" }),
            json!({ "errCode": "DBS.200019" }),
            json!({ "code": "DBS.200019" }),
            json!({ "items": [{ "error_code": "DBS.200019" }] }),
            json!([{ "error_code": "DBS.200019" }]),
        ] {
            assert_eq!(code(well.clone()), None, "{well}");
        }
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
