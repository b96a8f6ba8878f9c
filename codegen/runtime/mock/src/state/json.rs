//! JSON, written byte by byte behind what is there already.

use serde_json::Value;

/// Writes a text in its quotes.
pub(crate) fn text(text: &str, out: &mut Vec<u8>) {
    if is_plain(text.as_bytes()) {
        out.reserve(text.len() + 2);
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    serde_json::to_writer(out, text).expect("a text can be written, and a vector takes it");
}

/// Whether a text is written as it is: without control characters, quotes and backslashes.
fn is_plain(text: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    // Eight at a time: a byte below a limit borrows into its highest bit.
    let odd = |chunk: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*chunk);
        let below = |eight: u64, limit: u64| eight.wrapping_sub(ONES * limit) & !eight;
        let is = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
        below(eight, u64::from(b' ')) | is(b'"') | is(b'\\')
    };
    let (chunks, rest) = text.as_chunks::<8>();
    // The last eight are looked at for the rest, though some of them have been seen.
    let (last, rest) = match text.last_chunk::<8>() {
        Some(last) => (odd(last), &[][..]),
        None => (0, rest),
    };
    let odd = chunks.iter().fold(last, |found, chunk| found | odd(chunk));
    odd & (ONES << 7) == 0 && !rest.iter().any(|byte| matches!(byte, 0..b' ' | b'"' | b'\\'))
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
            json!("01234567\u{1f}"),
            json!("0123456\"\u{20}"),
            json!("0\\234567"),
            json!("ééééé\u{80}\u{ff}"),
            json!("a\"b\\c\n\u{0}\u{1f}"),
            json!({ "a\"": [1, -2.5, null, true, "\t"] }),
        ] {
            let mut out = b"behind ".to_vec();
            value(&one, &mut out);
            assert_eq!(String::from_utf8(out).expect("UTF-8"), format!("behind {one}"));
        }
    }
}
