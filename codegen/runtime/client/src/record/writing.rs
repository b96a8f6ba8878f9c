//! Records as JSON: as a tree, as text, or only to be looked at.

use serde_json::{Map, Number, Value};
use taurusdb_descriptor_types::check::{Json, Object};

use super::view::{View, elements};
use super::{GivenFields, Record, Slot};
use crate::outline;

/// How many fields of a record have a value, as a rule.
const USUAL: usize = 16;

/// A record as a JSON object; absent fields are left out.
pub fn to_json(record: &dyn Record) -> Value {
    to_json_of(record, GivenFields::ALL)
}

/// The same, without the mandatory fields that have not been given.
pub(crate) fn to_json_of(record: &dyn Record, given: GivenFields) -> Value {
    let mut object = Map::new();
    fields(record, given, |fields| {
        object = fields.map(|(name, slot)| (name.to_owned(), tree(slot))).collect();
    });
    Value::Object(object)
}

/// What [`to_json_of`] gives, borrowed.
pub(crate) fn borrowed(record: &dyn Record, given: GivenFields) -> Json<'_> {
    let mut object = Object::default();
    fields(record, given, |fields| {
        // Most fields of a large record have no value.
        object = Object::with_capacity(fields.size_hint().1.unwrap_or_default().min(USUAL));
        fields.for_each(|(name, slot)| object.push(name, looked_at(slot)));
    });
    Json::Object(object)
}

/// What [`to_json_of`] gives, as text.
pub(crate) fn write(record: &dyn Record, given: GivenFields, out: &mut Vec<u8>) {
    out.push(b'{');
    fields(record, given, |fields| {
        for (index, (name, slot)) in fields.enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_plain(name, out);
            out.push(b':');
            write_slot(slot, out);
        }
    });
    out.push(b'}');
}

/// Lends the fields that have a value, by their wire names.
fn fields<'r>(
    record: &'r dyn Record,
    given: GivenFields,
    mut take: impl FnMut(&mut dyn Iterator<Item = (&'static str, View<'r>)>),
) {
    record.slots(&mut |columns, slots| {
        let mut mandatory = 0;
        let fields = columns.list.iter().zip(slots).filter(|(column, _)| {
            mandatory += u32::from(column.required);
            !column.required || given.has(mandatory - 1)
        });
        let fields = fields.map(|(column, slot)| (column.name, value(*slot)));
        take(&mut fields.filter_map(|(name, view)| Some((name, view?))));
    });
}

/// The value of a slot; `None` if it is absent, and its key with it.
pub(crate) fn value(slot: &dyn Slot) -> Option<View<'_>> {
    match slot.view() {
        View::Absent => None,
        // JSON has no infinities; such a value counts as absent.
        View::Number(value) if !value.is_finite() => None,
        view => Some(view),
    }
}

fn entries(map: &dyn super::Map) -> impl Iterator<Item = (&str, View<'_>)> {
    map.entries().into_iter().filter_map(|(key, slot)| Some((key, value(slot)?)))
}

// An element keeps its place in the list even if it has no value.

fn tree(view: View<'_>) -> Value {
    match view {
        View::Absent => Value::Null,
        View::Boolean(value) => Value::Bool(value),
        View::Integer(value) => Value::from(value),
        View::Number(value) => Value::from(value),
        View::Text(text) => Value::String(text.to_owned()),
        View::Json(value) => value.clone(),
        View::List(list) => elements(list).map(|slot| tree(slot.view())).collect(),
        View::Map(map) => {
            Value::Object(entries(map).map(|(key, view)| (key.to_owned(), tree(view))).collect())
        }
        View::Record(record) => to_json(record),
    }
}

fn looked_at(view: View<'_>) -> Json<'_> {
    match view {
        View::Absent => Json::Null,
        View::Boolean(value) => Json::Boolean(value),
        View::Integer(value) => Json::Number(value.into()),
        View::Number(value) => Number::from_f64(value).map_or(Json::Null, Json::Number),
        View::Text(text) => Json::Text(text),
        View::Json(value) => value.into(),
        View::List(list) => Json::List(elements(list).map(|slot| looked_at(slot.view())).collect()),
        View::Map(map) => {
            let mut object = Object::default();
            entries(map).for_each(|(key, view)| object.push(key, looked_at(view)));
            Json::Object(object)
        }
        View::Record(record) => borrowed(record, GivenFields::ALL),
    }
}

fn write_slot(view: View<'_>, out: &mut Vec<u8>) {
    match view {
        View::Absent => out.extend(b"null"),
        View::Boolean(value) => out.extend(if value { &b"true"[..] } else { b"false" }),
        View::Integer(value) => written(serde_json::to_writer(out, &value)),
        View::Number(value) => written(serde_json::to_writer(out, &value)),
        View::Text(text) => write_text(text, out),
        View::Json(value) => written(serde_json::to_writer(out, value)),
        View::List(list) => {
            out.push(b'[');
            for (index, slot) in elements(list).enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_slot(slot.view(), out);
            }
            out.push(b']');
        }
        View::Map(map) => {
            out.push(b'{');
            for (index, (key, view)) in entries(map).enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_text(key, out);
                out.push(b':');
                write_slot(view, out);
            }
            out.push(b'}');
        }
        View::Record(record) => write(record, GivenFields::ALL, out),
    }
}

/// Most texts have nothing to escape, which is seen sooner than each character is looked up.
fn write_text(text: &str, out: &mut Vec<u8>) {
    match outline::is_plain(text) {
        true => write_plain(text, out),
        false => written(serde_json::to_writer(out, text)),
    }
}

fn write_plain(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

/// A vector takes all that is written to it, and texts, numbers and trees can be written.
fn written(result: serde_json::Result<()>) {
    result.expect("it can be written");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};
    use taurusdb_descriptor_types::check::Json;

    use super::{borrowed, to_json, to_json_of, write};
    use crate::record;
    use crate::record::GivenFields;

    #[derive(Default)]
    struct Part {
        name: Option<String>,
        size: Option<f64>,
    }
    record!(Part { name: "name", size: "size" });

    #[derive(Default)]
    struct Whole {
        id: String,
        flag: Option<bool>,
        count: Option<i64>,
        any: Option<Value>,
        parts: Option<Vec<Part>>,
        sizes: Option<Vec<f64>>,
        tags: Option<BTreeMap<String, String>>,
        part: Option<Part>,
    }
    record!(Whole {
        id: "id" required,
        flag: "flag",
        count: "count",
        any: "any",
        parts: "parts",
        sizes: "sizes",
        tags: "tags",
        part: "part",
    });

    #[track_caller]
    fn agrees(whole: &Whole) -> Value {
        let value = to_json(whole);
        let mut text = Vec::new();
        write(whole, GivenFields::ALL, &mut text);
        // Also in its order, and to the last digit.
        assert_eq!(String::from_utf8(text).unwrap(), value.to_string());
        assert_eq!(borrowed(whole, GivenFields::ALL), Json::from(&value));
        value
    }

    #[test]
    fn all_forms_agree() {
        assert_eq!(agrees(&Whole::default()), json!({ "id": "" }));
        let odd = "a\"b\\c\n\u{1}\u{7f}\u{e9}\u{2028}/</script>";
        let part = |size| Part { name: Some(odd.to_owned()), size: Some(size) };
        let whole = Whole {
            id: odd.to_owned(),
            flag: Some(false),
            count: Some(i64::MIN),
            any: Some(json!({ "a": [1, -0.0, 1e300, u64::MAX, null, { odd: odd }] })),
            parts: Some(vec![part(0.1), part(1.0), part(f64::NAN), Part::default()]),
            sizes: Some(vec![5e-324, f64::INFINITY, -1.5]),
            tags: Some([(odd.to_owned(), odd.to_owned())].into()),
            part: Some(Part::default()),
        };
        let value = agrees(&whole);
        assert_eq!(value["sizes"], json!([5e-324, null, -1.5]));
        assert_eq!((value["parts"][2].get("size"), &value["part"]), (None, &json!({})));
    }

    #[test]
    fn leaves_out_what_has_not_been_given() {
        let whole = Whole { count: Some(7), ..Whole::default() };
        let given = GivenFields::NONE;
        assert_eq!(to_json_of(&whole, given), json!({ "count": 7 }));
        let mut text = Vec::new();
        write(&whole, given, &mut text);
        assert_eq!(text, br#"{"count":7}"#);
        assert_eq!(borrowed(&whole, given), Json::from(&json!({ "count": 7 })));
    }
}
