//! An answer whose status is that of success, and which reports an error all the same.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::body::{encoded, first, quoted, read};
use super::{names, pieces};
use crate::json::bare;

/// How deep an error may be wrapped.
const DEPTH: usize = 8;

/// Whether a successful answer reports an error: by its code, in itself or wrapped once more.
///
/// `is_declared` tells which fields the operation answers with anyway. What has any of them is no wrapper of an
/// error, and neither are the elements of a list.
pub(crate) fn is_failure(value: &Value, is_declared: &dyn Fn(&str) -> bool) -> bool {
    fails(value, is_declared, DEPTH, false)
}

/// `says` tells that a message stands around the value.
fn fails(value: &Value, is_declared: &dyn Fn(&str) -> bool, depth: usize, says: bool) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match value {
        Value::Object(object) => {
            let says = says || first(object, &names::MESSAGE).is_some();
            if has_code(object, is_declared, says) {
                return true;
            }
            let has_content =
                |(name, value): (&String, &Value)| is_declared(name) && !value.is_null();
            !object.iter().any(has_content)
                && object.iter().any(|(name, inner)| {
                    let is_wrapper = object.len() == 1 || names::WRAPPER.contains(&&*bare(name));
                    match inner {
                        Value::Object(_) => fails(inner, is_declared, depth, says),
                        Value::Array(list) if names::WRAPPER.contains(&&*bare(name)) => {
                            list.iter().any(|inner| fails(inner, is_declared, depth, says))
                        }
                        Value::String(_) if is_wrapper => fails(inner, is_declared, depth, says),
                        // An answer that went through another gateway is a text in its `body`.
                        Value::String(text) if bare(name) == "body" => encoded(text)
                            .is_some_and(|inner| fails(&inner, is_declared, depth, says)),
                        _ => false,
                    }
                })
        }
        Value::Array(list) => matches!(&list[..], [one] if fails(one, is_declared, depth, says)),
        Value::String(text) => encoded(text)
            .or_else(|| quoted(text))
            .is_some_and(|inner| fails(&inner, is_declared, depth, says)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether an object has the code of an error: under a name that says so, or under any name of a code if it looks
/// like one and a message is beside it.
fn has_code(object: &Map<String, Value>, is_declared: &dyn Fn(&str) -> bool, says: bool) -> bool {
    let own = object.iter().filter(|(name, _)| !is_declared(name));
    let mut codes = own.filter_map(|(name, value)| Some((bare(name), code_of(value)?)));
    codes.any(|(name, code)| {
        let text = code.trim();
        // Zeros and words without a digit tell that all is well.
        let has_digit = text.contains(|c: char| c.is_ascii_digit() && c != '0');
        let is_of_error =
            names::ERROR_CODE[..2].contains(&&*name) && has_digit && !is_success(text);
        is_of_error || says && names::CODE.contains(&&*name) && pieces::is_code(text)
    })
}

/// Whether what has this name may be the code of an error, in an answer that has something else as well.
pub(crate) fn is_name_of_code(name: &str) -> bool {
    let name = bare(name);
    names::ERROR_CODE[..2].contains(&&*name) || names::CODE.contains(&&*name)
}

/// A code as text: itself, a number, or the only value in a list or an object.
fn code_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.into()),
        Value::Number(number) => Some(number.to_string().into()),
        Value::Array(list) => match &list[..] {
            [only] => code_of(only),
            _ => None,
        },
        Value::Object(object) if object.len() == 1 => object.values().find_map(code_of),
        Value::Object(_) | Value::Null | Value::Bool(_) => None,
    }
}

/// Whether a code is that of a status of success.
fn is_success(code: &str) -> bool {
    code.parse::<u16>().is_ok_and(|code| (200..300).contains(&code))
}

/// Whether a successful answer that cannot be read reports an error, rather than a success that was damaged: by a
/// code that looks like one.
#[cold]
pub(crate) fn is_failure_in_pieces(body: &[u8]) -> bool {
    read(body).code.is_some_and(|code| pieces::is_code(&code))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{is_failure, is_failure_in_pieces};

    #[test]
    fn an_error_in_a_successful_answer_has_a_code() {
        let fails = |body: &Value| is_failure(body, &|name| ["errCode", "job_id"].contains(&name));
        let inner = json!({ "error_code": "DBS.200019" });
        for failure in [
            inner.clone(),
            json!({ "errorCode": "APIGW.0301" }),
            json!({ "error_code": "DBS.200019", "job_id": "1" }),
            json!({ "code": "DBS.200019", "message": "busy" }),
            json!([inner]),
            json!({ "error": { "code": "DBS.200019", "message": "busy" } }),
            json!({ "errors": [inner], "request_id": "r" }),
            json!({ "success": false, "result": inner }),
            json!({ "statusCode": 200, "body": inner.to_string() }),
            inner.to_string().into(),
            json!({ "error_code": ["DBS.200019"] }),
            json!({ "error_code": { "value": "DBS.200019" } }),
            json!({ "error_code": 200019 }),
            json!({ "data": null, "errors": [{ "message": "busy", "extensions": { "code": "DBS.200019" } }] }),
        ] {
            assert!(fails(&failure), "{failure}");
        }
        for well in [
            json!({ "error_code": "" }),
            json!({ "error_code": null }),
            json!({ "error_code": "0" }),
            json!({ "error_code": 0 }),
            json!({ "error_code": 200 }),
            json!({ "error_code": [] }),
            json!({ "error_code": "200" }),
            json!({ "error_code": "SUCCESS" }),
            json!({ "errCode": "DBS.200019" }),
            json!({ "code": "DBS.200019" }),
            json!({ "items": [inner] }),
            json!({ "errors": [inner], "job_id": "1" }),
            json!({ "error": {}, "errors": [] }),
            json!([inner, inner]),
        ] {
            assert!(!fails(&well), "{well}");
        }
    }

    #[test]
    fn an_error_in_a_damaged_answer_has_a_code_that_looks_like_one() {
        for failure in [
            r#"{"error_code":"DBS.200019","error_msg":"cut o"#,
            "DBS.200019: busy",
            "<p>(APIGW.0308)</p>",
        ] {
            assert!(is_failure_in_pieces(failure.as_bytes()), "{failure}");
        }
        for damaged in
            [r#"{"job_id":"cut o"#, "<p>code: 12</p>", r#"{"error_code":"0","job_id":"cut o"#]
        {
            assert!(!is_failure_in_pieces(damaged.as_bytes()), "{damaged}");
        }
    }
}
