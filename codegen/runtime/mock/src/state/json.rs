//! JSON, written byte by byte behind what is there already.

use serde_json::Value;

/// Writes a text in its quotes.
pub(crate) fn text(text: &str, out: &mut Vec<u8>) {
    let plain = |byte: &u8| !matches!(byte, 0..b' ' | b'"' | b'\\');
    if text.as_bytes().iter().all(plain) {
        out.reserve(text.len() + 2);
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    serde_json::to_writer(out, text).expect("a text can be written, and a vector takes it");
}

/// Writes any value.
pub(crate) fn value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::String(own) => text(own, out),
        other => serde_json::to_writer(out, other).expect("a value can be written"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::value;

    #[test]
    fn everything_is_written_as_serde_writes_it() {
        for one in [
            json!("plain"),
            json!("é \u{7f} \u{2028}"),
            json!("a\"b\\c\n\u{0}\u{1f}"),
            json!({ "a\"": [1, -2.5, null, true, "\t"] }),
        ] {
            let mut out = b"behind ".to_vec();
            value(&one, &mut out);
            assert_eq!(String::from_utf8(out).expect("UTF-8"), format!("behind {one}"));
        }
    }
}
