//! What a body says that is not JSON, or no longer: names followed by values in any notation, JSON that stands in
//! other text, and codes in the middle of sentences.

use serde_json::{Map, Value};

use super::names;
use crate::lenient;

/// How much of a body is looked through. What errors say stands at their beginning, or at the end of a trace.
const LOOKED_AT: usize = 256 * 1024;

/// At how many places JSON may begin in other text.
const STARTS: usize = 32;

/// The fields that the text has: JSON that was cut off or is not strict, a form, YAML, XML, with one value for each
/// name.
pub(super) fn fields(text: &str) -> Map<String, Value> {
    let mut found = Map::new();
    let mut rest = beginning(text);
    while let Some(at) = rest.find(is_of_name) {
        let name = &rest[at..];
        let name = &name[..name.find(|c| !is_of_name(c)).unwrap_or(name.len())];
        rest = &rest[at + name.len()..];
        if !names::is_any(name) {
            continue;
        }
        let Some((value, after)) = value(rest) else { continue };
        rest = after;
        if !value.trim().is_empty() && value != "null" {
            let number = value.parse::<u64>().ok().map(Value::from);
            found.entry(name).or_insert_with(|| number.unwrap_or(Value::String(value)));
        }
    }
    found
}

/// The first JSON in the text, and each after it.
pub(super) fn embedded(text: &str) -> impl Iterator<Item = Value> + '_ {
    let text = beginning(text);
    let starts = text.match_indices(['{', '[']).map(|(at, _)| at).take(STARTS);
    let mut end = 0;
    starts.filter_map(move |at| {
        if at < end {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<Value>();
        let value = values.next()?.ok()?;
        end = at + values.byte_offset();
        Some(value)
    })
}

/// The first code of a service in a text: `DBS.200019` in `busy (DBS.200019)`.
pub(super) fn code(text: &str) -> Option<&str> {
    let words = beginning(text).split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    words.map(|word| word.trim_matches('.')).find(|word| is_code(word))
}

/// Whether this looks like the codes of the services: capital letters, a point, and four digits or more.
pub(super) fn is_code(word: &str) -> bool {
    let Some((service, number)) = word.split_once('.') else { return false };
    let is_capital = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    (2..=16).contains(&service.len())
        && service.starts_with(|c: char| c.is_ascii_uppercase())
        && service.chars().all(is_capital)
        && (4..=16).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text with the usual entities of HTML and XML as what they stand for.
pub(super) fn without_entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 8] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x22;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// As much of the text as is looked through.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// The value that follows a name, and what follows the value; `None` if there is none.
fn value(after: &str) -> Option<(String, &str)> {
    let after = after.trim_start_matches(['"', '\'', '\\', ' ']);
    let separator = after.chars().next().filter(|c| [':', '=', '>'].contains(c))?;
    let value = after[1..].trim_start();
    if separator == '>' {
        let value = value.strip_prefix("<![CDATA[").unwrap_or(value);
        let end = value.find("]]>").into_iter().chain(value.find('<')).min()?;
        return Some((without_entities(value[..end].trim()), &value[end..]));
    }
    let quoted = value.trim_start_matches('\\');
    if let Some(quote) = quoted.chars().next().filter(|c| ['"', '\''].contains(c)) {
        return Some(match quoted.len() == value.len() {
            true => string(quoted, quote),
            false => escaped_string(&quoted[1..], quote),
        });
    }
    let end = value.find(['&', ',', ';', '\r', '\n', '<', '}', ']', '{', '[']);
    let (value, rest) = value.split_at(end.unwrap_or(value.len()));
    let is_form = separator == '=';
    let value = if is_form { value.replace('+', " ") } else { value.to_owned() };
    let decoded = percent_encoding::percent_decode_str(&value).decode_utf8_lossy();
    Some((if is_form { decoded.trim() } else { value.trim() }.to_owned(), rest))
}

/// The text of the string that begins here with a quote, and what follows it. One without an end takes everything.
fn string(text: &str, quote: char) -> (String, &str) {
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
        c => c == quote,
    });
    let (raw, after) = match end {
        Some(end) => (&text[1..=end], &text[end + 2..]),
        None => (&text[1..], ""),
    };
    let value = lenient::parse(format!("\"{raw}\"").as_bytes()).ok();
    let value = value.and_then(|(value, _)| value.as_str().map(str::to_owned));
    (value.unwrap_or_else(|| raw.to_owned()), after)
}

/// The same in JSON that is a text of JSON, where a backslash stands before each quote; after the first quote.
fn escaped_string(text: &str, quote: char) -> (String, &str) {
    let end = text.find(['\\', quote]).unwrap_or(text.len());
    let (raw, after) = text.split_at(end);
    (raw.to_owned(), after.trim_start_matches('\\').trim_start_matches(quote))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{code, embedded, fields};

    #[test]
    fn reads_names_and_values_in_any_notation() {
        for text in [
            r#"{"error_code":"DBS.1","error_msg":"is busy"#,
            r#"{"error_code" : "DBS.1", "error_code": null, "error_msg" : "is busy", "at":[{"#,
            r#"{"error_code":null,"error_code":"DBS.1","error_msg":"is busy"}"#,
            "{'error_code': 'DBS.1', 'error_msg': 'is busy', 'x': None}",
            r#"{error_code:"DBS.1",error_msg:"is busy"}"#,
            r#"/* */ {"error_code":"DBS.1", // why
               "error_msg":"is busy"}"#,
            r#"data={\"error_code\":\"DBS.1\",\"error_msg\":\"is busy\"}"#,
            "error_code=DBS.1&error_msg=is+busy",
            "error_code=DBS%2E1&error_msg=is%20busy",
            "error_code: DBS.1\nerror_msg: is busy\n",
            "<e><error_code>DBS.1</error_code><error_msg>is busy</error_msg></e>",
            "<e><error_code><![CDATA[DBS.1]]></error_code><error_msg> is busy </error_msg></e>",
            "<e error_code='DBS.1' error_msg=\"is busy\"/>",
        ] {
            let found = fields(text);
            assert_eq!(found.get("error_code"), Some(&json!("DBS.1")), "{text}");
            assert_eq!(found.get("error_msg"), Some(&json!("is busy")), "{text}");
        }
        assert_eq!(fields(r#"{"code": 409, "a": 1"#).get("code"), Some(&json!(409)));
        assert!(fields("an error in the middle of words: 1").is_empty());
        fields(&"error_code:\"".repeat(100_000));
    }

    #[test]
    fn finds_json_in_other_text() {
        let all: Vec<Value> = embedded("x [no {\"a\":[1]} {\"b\":2}").collect();
        assert_eq!(all, [json!({ "a": [1] }), json!({ "b": 2 })]);
        assert_eq!(embedded(&"[".repeat(100_000)).count(), 0);
    }

    #[test]
    fn knows_codes_by_their_look() {
        for (text, expected) in [
            ("DBS.200019: busy", Some("DBS.200019")),
            ("[APIGW.0301] no", Some("APIGW.0301")),
            ("it failed (DBS.05000084).", Some("DBS.05000084")),
            ("version 8.0.2201, TLSv1.2, A.1234, dbs.200019, RFC 2616, 10.0.0.1234", None),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }
}
