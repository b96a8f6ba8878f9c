//! Numbers and texts keep their digits, wherever they arrive: held against digits compared by hand.

use std::fmt::Write as _;

use serde_json::{Value, json};
use taurusdb_runtime::record::{from_json, to_json};

use super::kettle::{Kettle, answered, notes};

/// A number as JSON may write it.
fn number(random: &mut fastrand::Rng) -> String {
    const BORDERS: [&str; 14] = [
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "0",
        "1",
        "8.10",
        "0.1000",
        "1234567890.12",
        "0.1",
        "0.30000000000000004",
    ];
    let mut text = String::new();
    if random.u8(..4) == 0 {
        text.push('-');
    }
    if random.bool() {
        text.push_str(BORDERS[random.usize(..BORDERS.len())]);
    } else {
        digits(&mut text, random, 24);
    }
    if !text.contains('.') && random.u8(..3) == 0 {
        text.push('.');
        let count = random.usize(1..24);
        let zeros = random.bool();
        (0..count).for_each(|_| text.push(if zeros { '0' } else { random.digit(10) }));
    }
    if random.u8(..3) == 0 {
        let sign = ["", "+", "-"][random.usize(..3)];
        let e = ['e', 'E'][random.usize(..2)];
        let exponent = [random.u32(..4), random.u32(..30), random.u32(..400)][random.usize(..3)];
        write!(text, "{e}{sign}{exponent}").unwrap();
    }
    text
}

/// A whole number without zeros before it.
fn digits(text: &mut String, random: &mut fastrand::Rng, most: usize) {
    let count = random.usize(1..most);
    let first = if count == 1 { random.digit(10) } else { char::from(b'1' + random.u8(..9)) };
    text.push(first);
    (1..count).for_each(|_| text.push(random.digit(10)));
}

/// All digits of a number, without an exponent: a sign, what is before the point, what is behind it.
fn written_out(text: &str) -> (bool, String, String) {
    let lower = text.to_ascii_lowercase();
    let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let exponent: i32 = exponent.parse().unwrap();
    let is_negative = mantissa.starts_with('-');
    let mantissa = mantissa.trim_start_matches('-');
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (mut whole, mut fraction) = (whole.to_owned(), fraction.to_owned());
    for _ in 0..exponent {
        whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
    }
    for _ in exponent..0 {
        fraction.insert(0, whole.pop().unwrap_or('0'));
    }
    let whole = whole.trim_start_matches('0').to_owned();
    let fraction = fraction.trim_end_matches('0').to_owned();
    let is_zero = whole.is_empty() && fraction.is_empty();
    (is_negative && !is_zero, whole, fraction)
}

/// What a whole number is, if it is one and fits.
fn whole(text: &str) -> Option<i64> {
    let (is_negative, whole, fraction) = written_out(text);
    let sign = if is_negative { "-" } else { "" };
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    fraction.is_empty().then(|| format!("{sign}{whole}").parse().ok()).flatten()
}

fn is_same(one: &str, other: &str) -> bool {
    written_out(one) == written_out(other)
}

/// A JSON value with a number in it, or the text of one that no number can hold.
fn holds(value: &Value, written: &str) -> bool {
    match value {
        Value::String(text) => text == written,
        Value::Number(number) => is_same(&number.to_string(), written),
        _ => false,
    }
}

fn kettle(value: &str) -> String {
    format!(
        r#"{{"text":{value},"size":{value},"ratio":{value},"full":{value},"mode":{value},"filled":{value},
            "password":{value},"names":[{value},{value}],"labels":{{"k":{value}}},
            "lid":{{"text":{value}}},"lids":{{"text":[{value}]}},"anything":{{"deep":[{value}]}},"new":{value}}}"#
    )
}

/// Reads a number everywhere, as a number or as a text, and looks at all that is made of it.
fn reads_everywhere(written: &str, wire: &str) {
    let reply = answered(kettle(wire));
    let what = format!("{wire}: {:?}", *reply);
    let text = serde_json::from_str::<String>(wire).unwrap_or_else(|_| written.to_owned());
    let texts = [
        reply.text.as_deref(),
        reply.mode.as_ref().map(|mode| mode.as_str()),
        reply.filled.as_ref().map(|time| time.as_str()),
        reply.password.as_ref().map(|secret| secret.expose()),
        reply.names.as_ref().map(|names| names[1].as_str()),
        reply.labels.as_ref().map(|labels| labels["k"].as_str()),
        reply.lid.as_ref().and_then(|lid| lid.text.as_deref()),
        reply.lids.as_ref().and_then(|lids| lids[0].text.as_deref()),
    ];
    for found in texts {
        assert_eq!(found, Some(text.as_str()), "{what}");
    }
    assert_eq!(reply.size, whole(written), "{what}");
    let nearest = written.parse().ok().filter(|number: &f64| number.is_finite());
    assert_eq!(reply.ratio, nearest, "{what}");
    let meant = match whole(written) {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => None,
    };
    assert_eq!(reply.full, meant, "{what}");

    // The JSON has all digits everywhere, as they were written where a text is declared.
    let json = reply.json();
    for place in
        ["/text", "/mode", "/names/1", "/labels/k", "/lid/text", "/lids/text/0", "/password"]
    {
        // A number that loses nothing stays what it was.
        let value = json.pointer(place).unwrap();
        assert!(
            *value == text.as_str()
                || serde_json::from_str(wire).is_ok_and(|wire: Value| *value == wire),
            "{place} {what}: {value}"
        );
    }
    for place in ["/size", "/ratio", "/full", "/anything/deep/0", "/new"] {
        let value = json.pointer(place).unwrap();
        assert!(holds(value, written) || *value == text.as_str(), "{place} {what}: {value}");
    }
    assert!(
        holds(&reply.anything["deep"][0], written) || reply.anything["deep"][0] == text.as_str()
    );
    assert_eq!(reply.unknown_fields()[0].value, json["new"], "{what}");

    // Whatever is not as declared is noted with all of its digits, and secrets are not.
    let is_number = text == wire;
    let shown = if is_number { format!("number {wire}") } else { format!("string {text:?}") };
    let all = notes(&reply);
    let note = |place: &str| {
        let prefix = format!("{place}: ");
        all.iter().find(|note| note.starts_with(&prefix)).map(String::as_str)
    };
    let shown: String = shown.chars().take(40).collect();
    for (place, expected) in [
        ("text", is_number),
        ("labels[\"k\"]", is_number),
        ("size", !is_number || !wire.parse::<i64>().is_ok_and(|_| wire != "-0")),
        ("full", true),
        (
            "ratio",
            !is_number || nearest.is_none_or(|number| !is_same(&format!("{number}"), written)),
        ),
    ] {
        assert_eq!(note(place).is_some(), expected, "{place} {what}: {all:?}");
        assert!(note(place).is_none_or(|note| note.contains(&shown)), "{place} {what}: {all:?}");
    }
    assert!(note("password").is_none_or(|note| note.ends_with("a number")), "{what}: {all:?}");

    // What was read can be written, read and compared.
    let (again, noted) = from_json::<Kettle>(to_json(&*reply));
    assert!(again == *reply, "{what}");
    assert!(noted.is_empty(), "{what}: {noted:?}");
    #[cfg(feature = "serde")]
    assert!(
        serde_json::from_str::<Kettle>(&serde_json::to_string(&*reply).unwrap()).unwrap() == *reply
    );
}

#[test]
fn numbers_keep_their_digits() {
    for written in
        ["8.10", "1e400", "18446744073709551616", "-0", "0.1000", "1E5", "1e-400", "-1.0"]
    {
        reads_everywhere(written, written);
    }
    for seed in 0..3000 {
        let written = number(&mut fastrand::Rng::with_seed(seed));
        reads_everywhere(&written, &written);
    }
}

#[test]
fn texts_of_numbers_are_understood_where_a_number_is_declared() {
    for seed in 0..2000 {
        let mut random = fastrand::Rng::with_seed(seed);
        let written = number(&mut random);
        let [before, after] = [(); 2].map(|()| [" ", "", "\\t\\n"][random.usize(..3)]);
        reads_everywhere(&written, &format!("\"{before}{written}{after}\""));
    }
}

/// Neither a number nor a truth value; the text is a text all the same.
#[test]
fn texts_that_are_no_numbers_are_dropped_where_one_is_declared() {
    let odd = [
        "",
        " ",
        "0x10",
        "NaN",
        "nan",
        "inf",
        "Infinity",
        "-inf",
        "８",
        "１２",
        "1,000",
        "1_000",
        "1 000",
        "8GB",
        "ten",
        "--1",
        "1e",
        "e5",
        ".",
        "1.2.3",
        "½",
        "٣",
        "null",
        "None",
        "\u{f8f7}8.10",
        "１e400",
        "0b1",
        "1f",
    ];
    for text in odd {
        let reply = answered(kettle(&json!(text).to_string()));
        assert_eq!(reply.text.as_deref(), Some(text));
        assert_eq!((reply.size, reply.ratio, reply.full), (None, None, None), "{text:?}");
        let all = notes(&reply);
        for place in ["size", "ratio", "full"] {
            let note = all.iter().find(|note| note.starts_with(&format!("{place}: "))).unwrap();
            assert!(note.ends_with("and was dropped"), "{note}");
        }
        assert_eq!(reply.json()["text"], text);
        assert_eq!(reply.json()["new"], text);
    }
}

#[test]
fn other_kinds_are_bent_or_dropped_and_noted() {
    let full = |wire: &str| answered(format!(r#"{{"full":{wire}}}"#)).full;
    for wire in ["true", "1", "\"True\"", "\"TRUE \"", "\"1\"", "[true]", "1.0", "1e0", "\"1.0\""] {
        assert_eq!(full(wire), Some(true), "{wire}");
    }
    for wire in ["false", "0", "-0", "\"False\"", "\"0\"", "0.00", "0e7"] {
        assert_eq!(full(wire), Some(false), "{wire}");
    }
    for wire in
        ["2", "\"yes\"", "0.99999999999999999999", "null", "{}", "[]", "[true,true]", "\"truely\""]
    {
        assert_eq!(full(wire), None, "{wire}");
    }
    for wire in ["[[1]]", "{}", r#"{"a":8.10}"#, "[]", "[1,2]"] {
        let reply =
            answered(format!(r#"{{"text":{wire},"size":{wire},"ratio":{wire},"mode":{wire}}}"#));
        assert!(*reply == Kettle::default(), "{wire}");
        assert_eq!(notes(&reply).len(), 4, "{wire}");
    }
    let reply = answered(r#"{"text":true,"size":true,"ratio":false,"mode":7,"filled":false}"#);
    assert_eq!(
        (reply.text.as_deref(), reply.size, reply.ratio),
        (Some("true"), Some(1), Some(0.0))
    );
    assert_eq!(reply.mode.as_ref().unwrap().as_str(), "7");
    assert_eq!(notes(&reply).len(), 5);
}

/// Objects and lists that are encoded as text keep the digits inside.
#[test]
fn digits_inside_of_json_in_a_text_are_kept() {
    let reply = answered(
        r#"{"lid":"{\"text\":8.10,\"size\":7,\"x\":1.50}","names":"[8.10, 1E5]","text":"[8.10]"}"#,
    );
    assert_eq!(reply.lid.as_ref().unwrap().text.as_deref(), Some("8.10"));
    assert_eq!(reply.names.as_ref().unwrap(), &["8.10", "1E5"]);
    assert_eq!(reply.text.as_deref(), Some("[8.10]"));
}
