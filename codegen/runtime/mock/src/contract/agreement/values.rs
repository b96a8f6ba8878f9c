//! Values of requests: right ones by their description, and changes that mostly make them wrong.

use fastrand::Rng;
use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::{Facts, Field, Format, Parameter, Schema, Type};

/// Texts that are right for some fields and wrong for others.
const TEXTS: [&str; 24] = [
    "",
    "a",
    "orders",
    "Orders-1_x",
    "a b",
    "é",
    "日本",
    "a\n",
    "\"",
    "\\",
    "1",
    "-1",
    "01",
    "1.5",
    "1e3",
    "true",
    "TRUE",
    "2024-02-29",
    "2024-12-31T00:00:00Z",
    "2024-12-31T00:00:00 0800",
    "08:00-09:00",
    "10.0.0.1",
    "a,b",
    "😀",
];

/// A text for a parameter.
pub(super) fn parameter(parameter: &Parameter, random: &mut Rng) -> String {
    let item = match parameter.kind {
        Type::Array(item) => *item,
        kind => kind,
    };
    match random.u8(..8) {
        0 => TEXTS[random.usize(..TEXTS.len())].to_owned(),
        1 => format!("{0},{0}", plain(&scalar(item, parameter.facts, random))),
        _ => plain(&scalar(item, parameter.facts, random)),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An object of a schema, mostly a right one.
pub(super) fn object(schema: &Schema, random: &mut Rng, depth: u32) -> Value {
    let mut fields = Map::new();
    for field in schema.fields {
        if field.is_mandatory() && random.u8(..60) > 0 || depth < 4 && random.u8(..3) == 0 {
            fields.insert(field.name.to_owned(), value(field, field.kind, random, depth + 1));
        }
    }
    Value::Object(fields)
}

fn value(field: &Field, kind: Type, random: &mut Rng, depth: u32) -> Value {
    if field.nullable && random.u8(..5) == 0 {
        return Value::Null;
    }
    match kind {
        Type::Record(schema) => object(schema, random, depth),
        Type::Object => json!({ "any": [1, "thing"] }),
        Type::Map(item) => {
            let keys = (0..random.usize(..4)).map(|at| format!("key {at}"));
            keys.map(|key| (key, value(field, *item, random, depth + 1))).collect()
        }
        Type::Array(item) => {
            let least = field.facts.items.and_then(|range| range.min).unwrap_or_default();
            let count = usize::try_from(least).unwrap() + random.usize(..3);
            (0..count).map(|_| value(field, *item, random, depth + 1)).collect()
        }
        scalar_kind => scalar(scalar_kind, field.facts, random),
    }
}

fn scalar(kind: Type, facts: &Facts<'_>, random: &mut Rng) -> Value {
    let text: String = match (facts.values, facts.format) {
        ([], Some(Format::Date)) => "2024-02-29".to_owned(),
        ([], Some(Format::DateTime)) => "2024-12-31T00:00:00+0800".to_owned(),
        ([], Some(Format::TimeWindow)) => "08:00-09:00".to_owned(),
        ([], Some(Format::Ip | Format::Cidr)) => "10.0.0.1".to_owned(),
        ([], Some(Format::UtcOffset)) => "UTC+08:00".to_owned(),
        ([], Some(Format::Url)) => "https://a.b/c".to_owned(),
        ([], _) if facts.holds_number() || !matches!(kind, Type::String) => {
            let least = facts.minimum.unwrap_or_else(|| facts.maximum.unwrap_or(3.0).min(3.0));
            let number = least + facts.multiple_of.unwrap_or_default();
            number.to_string()
        }
        ([], _) => {
            let least = facts.length.and_then(|range| range.min).unwrap_or(3).max(4);
            let mut text = String::from("aB3_");
            while (text.len() as u64) < least {
                text.push('a');
            }
            text
        }
        (values, _) => values[random.usize(..values.len())].to_owned(),
    };
    match kind {
        Type::Boolean => json!(random.bool()),
        Type::String => json!(text),
        _ => text.parse().map_or(json!(text), |number: serde_json::Number| json!(number)),
    }
}

/// Changes one value somewhere in another.
pub(super) fn change(value: &mut Value, random: &mut Rng) {
    match value {
        Value::Object(fields) if !fields.is_empty() && random.u8(..8) > 0 => {
            let at = random.usize(..fields.len());
            let key = fields.keys().nth(at).unwrap().clone();
            match random.u8(..8) {
                0 => drop(fields.remove(&key)),
                1 => drop(fields.insert("other".to_owned(), json!(1))),
                2 => {
                    let value = fields.shift_remove(&key).unwrap();
                    fields.insert(key, value);
                }
                _ => change(&mut fields[&key], random),
            }
        }
        Value::Array(items) if !items.is_empty() && random.u8(..4) > 0 => {
            let at = random.usize(..items.len());
            match random.u8(..6) {
                0 => drop(items.remove(at)),
                // More than most lists may have, or a few.
                1 => items.resize(at + random.usize(..70), items[at].clone()),
                _ => change(&mut items[at], random),
            }
        }
        value => *value = other(value, random),
    }
}

/// Something else than a value.
fn other(value: &Value, random: &mut Rng) -> Value {
    match random.u8(..16) {
        0 => Value::Null,
        1 => json!(random.bool()),
        2 => json!(random.i64(-2..12)),
        3 => json!(random.i64(..)),
        4 => json!(random.u64(..)),
        5 => json!(1.5),
        6 => json!(3.0),
        7 => json!([value]),
        8 => json!({ "key": value }),
        9 => json!([]),
        10 => json!({}),
        11 => json!(value.to_string()),
        12 => json!("x".repeat(random.usize(..300))),
        _ => json!(TEXTS[random.usize(..TEXTS.len())]),
    }
}

/// A value as text, written in one of many ways, sometimes in none.
pub(super) fn written(value: &Value, random: &mut Rng) -> String {
    let mut text = match random.u8(..4) {
        0 => serde_json::to_string_pretty(value).unwrap(),
        _ => value.to_string(),
    };
    match random.u8(..24) {
        0 => text = text.replace('a', "\\u0061"),
        1 => text = text.replace(',', " ,\t").replace(':', ":\r\n"),
        2 => text = text.replacen('}', ",\"twice\":1,\"twice\":2}", 1),
        3 => text = text.replacen(['1', '3', '7'], "10e0", 1),
        4 => text.insert(random.usize(..=text.len()).min(1), ' '),
        5 => {
            let end = (0..=random.usize(..text.len())).rfind(|at| text.is_char_boundary(*at));
            text.truncate(end.unwrap_or_default());
        }
        6 => {
            // Any key twice.
            if let Some((key, _)) = value.as_object().and_then(|fields| fields.iter().next()) {
                text = text.replacen('{', &format!("{{{}:0,", json!(key)), 1);
            }
        }
        _ => {}
    }
    text
}
