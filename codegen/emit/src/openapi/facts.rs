//! The facts about a value, as keywords of JSON Schema.

use serde_json::{Map, Number, Value, json};
use taurusdb_spec::{Api, Facts, Format, Range, Side, Type};

use super::place::{Place, json_type};
use super::{charset, forms};

/// The schema of a scalar or of an object without a description.
pub(super) fn of_value(api: &Api, place: &Place<'_>, kind: &Type) -> Value {
    let facts = place.facts;
    let mut out = Map::new();
    out.insert("type".into(), json!(json_type(kind)));
    // Integer has no format: the document does not say how wide it is.
    if *kind == Type::Long {
        out.insert("format".into(), json!("int64"));
    }
    values(&mut out, api, place, kind);
    let is_number = matches!(kind, Type::Integer | Type::Long | Type::Number);
    // A keyword for numbers has no effect on a text that holds a number.
    let bounds = [
        ("minimum", "x-minimum", facts.minimum),
        ("maximum", "x-maximum", facts.maximum),
        ("multipleOf", "x-multiple-of", facts.multiple_of),
    ];
    for (keyword, extension, bound) in bounds {
        if let Some(bound) = bound {
            out.insert(if is_number { keyword } else { extension }.into(), number(bound));
        }
    }
    if *kind == Type::String {
        range(&mut out, ["minLength", "maxLength"], facts.length);
        text(&mut out, facts);
        if place.side == Side::Request && !out.contains_key("enum") && !out.contains_key("pattern")
        {
            // What answers hold is read as it comes.
            form(&mut out, facts);
        }
    }
    if let Some(format) = facts.format {
        let standard = standard_format(format);
        let key = if facts.sensitive || standard.is_none() { "x-format" } else { "format" };
        out.insert(key.into(), standard.map_or_else(|| json!(format), Value::from));
    }
    if let Some(unit) = &facts.unit {
        out.insert("x-unit".into(), json!(unit));
    }
    Value::Object(out)
}

/// Enumerations are open in responses: the service may add values. `enum` also cannot say that
/// upper and lower case mean the same.
fn values(out: &mut Map<String, Value>, api: &Api, place: &Place<'_>, kind: &Type) {
    let facts = place.facts;
    if facts.case_insensitive {
        out.insert("x-case-insensitive".into(), json!(true));
    }
    if facts.values.is_empty() {
        return;
    }
    let typed: Option<Vec<Value>> =
        facts.values.iter().map(|text| parse(json_type(kind), text)).collect();
    match typed {
        Some(values) if place.side == Side::Request && !facts.case_insensitive => {
            out.insert("enum".into(), json!(values));
        }
        typed => {
            out.insert("x-known-values".into(), typed.map_or(json!(facts.values), Value::from));
        }
    }
    let labels: Map<String, Value> = facts
        .values
        .iter()
        .filter_map(|value| {
            let label = api.docs.value(place.owner, place.name, value)?;
            Some((value.clone(), json!(label)))
        })
        .collect();
    if !labels.is_empty() {
        out.insert("x-enum-descriptions".into(), json!(labels));
    }
}

fn text(out: &mut Map<String, Value>, facts: &Facts) {
    if let Some(pattern) = &facts.pattern {
        // The pattern includes the set of characters.
        out.insert("pattern".into(), json!(pattern));
    } else if !facts.charset.is_empty() {
        out.insert("pattern".into(), json!(charset::pattern(&facts.charset)));
    }
    if let Some(needed) = facts.classes_needed {
        out.insert("x-classes-needed".into(), json!(needed));
        out.insert("x-charset".into(), json!(facts.charset));
    }
    if facts.sensitive {
        out.insert("format".into(), json!("password"));
    }
}

/// Says as a pattern what has no keyword of its own.
fn form(out: &mut Map<String, Value>, facts: &Facts) {
    let is_list = facts.format == Some(Format::CommaSeparated);
    let pattern = match (&facts.values[..], facts.format) {
        ([_, ..], _) if facts.case_insensitive && !is_list => {
            Some(forms::in_any_case(&facts.values))
        }
        ([_, ..], _) => None,
        ([], Some(format)) => forms::pattern(format).map(str::to_owned),
        ([], None) => forms::of_number(facts).map(str::to_owned),
    };
    if let Some(pattern) = pattern {
        out.insert("pattern".into(), json!(pattern));
    }
}

/// Keywords for the field as a whole, whether it is a list or not.
pub(super) fn of_field(out: &mut Value, place: &Place<'_>, kind: &Type) {
    let facts = place.facts;
    let Value::Object(members) = out else { unreachable!("schemas are objects") };
    match kind {
        Type::Array(_) => range(members, ["minItems", "maxItems"], facts.items),
        // The number of pieces of a separated text.
        _ => range(members, ["x-min-items", "x-max-items"], facts.items),
    }
    if facts.sensitive && place.side == Side::Request {
        members.insert("writeOnly".into(), json!(true));
    }
    if !place.aliases.is_empty() {
        members.insert("x-aliases".into(), json!(place.aliases));
    }
    let is_conditional = place.is_conditional || !facts.required_when.is_empty();
    let extensions = [
        ("x-excluded-if", (!facts.excluded_when.is_empty()).then(|| json!(facts.excluded_when))),
        ("x-required-if", is_conditional.then(|| json!(facts.required_when))),
        ("x-value-from", facts.value_from.as_ref().map(|from| json!(from))),
        ("x-stage", facts.stage.map(|stage| json!(stage))),
        ("deprecated", facts.deprecated.as_ref().map(|_| json!(true))),
        (
            "x-successor",
            facts.deprecated.as_ref().and_then(|end| Some(json!(end.successor.as_ref()?))),
        ),
    ];
    for (key, value) in extensions {
        if let Some(value) = value {
            members.insert(key.into(), value);
        }
    }
    if let Some(text) = &facts.default {
        // A default that the field's own schema refuses is a fault of the document, so it is not
        // exported as `default`.
        let valid = typed(kind, text).filter(|value| allows(place, kind, value));
        match valid {
            Some(value) => out["default"] = value,
            None => out["x-default"] = json!(text),
        }
    }
}

/// Whether the schema of a field allows a value. In answers, lists of values are open.
fn allows(place: &Place<'_>, kind: &Type, value: &Value) -> bool {
    let is_open = place.side == Side::Response;
    let fits = |kind: &Type, value: &Value| {
        place.facts.violations(kind, value).iter().all(|found| found.is_unlisted && is_open)
    };
    let items_fit = match (kind, value) {
        (Type::Array(item), Value::Array(items)) => items.iter().all(|value| fits(item, value)),
        _ => true,
    };
    fits(kind, value) && items_fit
}

/// The document states the default of a list as one item.
fn typed(kind: &Type, text: &str) -> Option<Value> {
    match kind {
        Type::Array(item) => Some(json!([typed(item, text)?])),
        Type::Map(_) | Type::Schema(_) => None,
        scalar => parse(json_type(scalar), text),
    }
}

/// Converts a text to a value of a JSON type.
fn parse(kind: &str, text: &str) -> Option<Value> {
    match kind {
        "string" => Some(json!(text)),
        "integer" => text.parse::<i64>().ok().map(Value::from),
        "number" => text.parse::<Number>().ok().map(Value::from),
        "boolean" => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    }
}

/// Says that a text has a character at least, and a list an item, each of which has one, too.
pub(super) fn never_empty(schema: &mut Value) {
    let (least, is_list) = match schema["type"].as_str() {
        Some("string") if schema.get("enum").is_none() => ("minLength", false),
        Some("array") => ("minItems", true),
        _ => return,
    };
    if schema.get(least).is_none_or(|least| *least == 0) {
        schema[least] = json!(1);
    }
    if is_list {
        never_empty(&mut schema["items"]);
    }
}

/// Adds the enumerated values in the other types that examples show.
pub(super) fn spread(values: &mut Vec<Value>, types: &[Value]) {
    let declared = values.clone();
    for kind in &types[1..] {
        let kind = kind.as_str().unwrap_or_default();
        if kind == "null" {
            values.push(Value::Null);
        }
        for value in &declared {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            values.extend(parse(kind, &text));
        }
    }
}

/// The formats that mean the same in OpenAPI and JSON Schema. The service's times are not among
/// them: their offset has no colon.
fn standard_format(format: Format) -> Option<&'static str> {
    match format {
        Format::Date => Some("date"),
        Format::Url => Some("uri"),
        _ => None,
    }
}

fn range(out: &mut Map<String, Value>, [least, greatest]: [&str; 2], range: Option<Range>) {
    let Some(Range { min, max }) = range else { return };
    for (key, bound) in [(least, min), (greatest, max)] {
        if let Some(bound) = bound {
            out.insert(key.into(), json!(bound));
        }
    }
}

/// Writes a whole number without a fraction.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 { json!(value as i64) } else { json!(value) }
}
