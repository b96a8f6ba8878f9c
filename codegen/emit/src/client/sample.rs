//! The values of an example: what the document shows where it can be sent, and what must be sent beside it.

use serde_json::{Map, Value, json};
use taurusdb_spec::{Condition, Facts, Type};

use crate::plan::Plan;

/// Texts of the well-known forms, and one that passwords may be.
const USUAL: [&str; 7] = [
    "2024-12-31T00:00:00+0000",
    "2024-12-31",
    "192.168.0.10",
    "22:00-23:00",
    "22:00",
    "UTC+08:00",
    "Tr0ub4dor_3",
];

/// How long a text is made only to be long enough.
const LONGEST: usize = 4096;

/// How deep objects are built up in an example.
const DEPTH: usize = 3;

/// A body with its mandatory fields, and those that its own values make mandatory.
pub(super) fn body(plan: &Plan<'_>, schema: &str, shown: Option<&Value>) -> Map<String, Value> {
    object(plan, schema, shown, None, DEPTH)
}

/// A value of this type that its facts allow.
pub(super) fn value(
    plan: &Plan<'_>,
    kind: &Type,
    facts: &Facts,
    name: &str,
    shown: Option<&Value>,
) -> Value {
    one(plan, kind, facts, name, shown, None, DEPTH)
}

fn object(
    plan: &Plan<'_>,
    schema: &str,
    shown: Option<&Value>,
    top: Option<&Map<String, Value>>,
    depth: usize,
) -> Map<String, Value> {
    let fields = &plan.record(schema).fields;
    let mut chosen = Map::new();
    let (mut is_complete, mut rounds) = (false, 0);
    // One condition may lead to the next.
    while !is_complete && rounds < fields.len() + 2 {
        is_complete = true;
        rounds += 1;
        for field in fields {
            let name = &field.field.name;
            let is_needed = field.is_plain()
                || field.field.facts.required_when.iter().any(|when| holds(when, &chosen, top));
            if chosen.contains_key(name) || !is_needed {
                continue;
            }
            is_complete = false;
            let shown = shown.and_then(|object| object.get(name));
            let outer = top.unwrap_or(&chosen).clone();
            let (kind, facts) = (&field.field.kind, &field.field.facts);
            let value = one(plan, kind, facts, name, shown, Some(&outer), depth);
            chosen.insert(name.clone(), value);
        }
    }
    chosen
}

fn one(
    plan: &Plan<'_>,
    kind: &Type,
    facts: &Facts,
    name: &str,
    shown: Option<&Value>,
    top: Option<&Map<String, Value>>,
    depth: usize,
) -> Value {
    let fits = |value: &&Value| {
        facts.violations(kind, value).is_empty()
            && value.as_str().is_none_or(|text| facts.takes_strictly(text))
    };
    let scalar = |is_kind: fn(&Value) -> bool| shown.filter(|v| is_kind(v)).filter(fits).cloned();
    match kind {
        // Numbers are often declared as text, and shown as numbers.
        Type::String if facts.lend(|facts| facts.holds_number()) => {
            let shown = shown.and_then(|value| match value {
                Value::String(text) => text.trim().parse().ok(),
                other => other.as_i64(),
            });
            let fits = |number: &i64| facts.violations(&Type::Long, &json!(number)).is_empty();
            shown.filter(fits).unwrap_or_else(|| least(facts)).to_string().into()
        }
        Type::String => {
            let is_plain = |value: &Value| value.as_str().is_some_and(is_plain);
            scalar(is_plain).unwrap_or_else(|| text(plan, facts, name).into())
        }
        Type::Integer | Type::Long => scalar(Value::is_i64).unwrap_or_else(|| {
            let listed = facts.values.first().and_then(|value| value.parse::<i64>().ok());
            json!(listed.unwrap_or_else(|| least(facts)))
        }),
        Type::Number => {
            scalar(Value::is_number).unwrap_or_else(|| json!(facts.minimum.unwrap_or(1.0).max(1.0)))
        }
        Type::Boolean => scalar(Value::is_boolean).unwrap_or(json!(true)),
        Type::Object | Type::Map(_) => json!({}),
        Type::Array(item) => {
            if depth == 0 && matches!(**item, Type::Schema(_)) {
                return json!([]);
            }
            let first = shown.and_then(Value::as_array).and_then(|items| items.first());
            json!([one(plan, item, facts, name, first, top, depth)])
        }
        Type::Schema(schema) if depth == 0 && plan.has_default(plan.record(schema)) => json!({}),
        Type::Schema(schema) => {
            Value::Object(object(plan, schema, shown, top, depth.saturating_sub(1)))
        }
    }
}

/// The least whole number above 0 that a minimum allows.
fn least(facts: &Facts) -> i64 {
    facts.minimum.map_or(1, |least| least.ceil().max(1.0) as i64)
}

/// A text that the facts allow: the name of the field, a listed value, or what other examples of the
/// document show under the name.
fn text(plan: &Plan<'_>, facts: &Facts, name: &str) -> String {
    if let Some(first) = facts.values.first() {
        return first.clone();
    }
    let fits = |text: &str| {
        facts.violations(&Type::String, &text.into()).is_empty() && facts.takes_strictly(text)
    };
    if fits(name) {
        return name.to_owned();
    }
    if let Some(usual) = USUAL.into_iter().find(|usual| fits(usual)) {
        return usual.to_owned();
    }
    first(plan, name, &fits).unwrap_or_else(|| of_length(facts, name, &fits))
}

/// A text as long as the facts want it, where nothing that is known fits: the name with a number behind it, in the
/// first form that the facts allow.
fn of_length(facts: &Facts, name: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let length = |limit: Option<u64>| limit.and_then(|limit| usize::try_from(limit).ok());
    let range = facts.length.unwrap_or_default();
    let least = length(range.min).unwrap_or(0).min(LONGEST);
    let most = length(range.max).unwrap_or(usize::MAX);
    let numbered = |name: &str| {
        let name: String = name.chars().take(most).collect();
        match least.checked_sub(name.chars().count()) {
            None | Some(0) => name,
            Some(left) => format!("{name}{:0>left$}", 1),
        }
    };
    let bare = name.replace('_', "");
    let forms = [
        numbered(&format!("{name}_")),
        numbered(name),
        numbered(&bare),
        numbered("a"),
        numbered(""),
    ];
    let [first, ..] = &forms;
    forms.iter().find(|form| fits(form)).unwrap_or(first).clone()
}

/// What the document's examples show under a name, if it is short and the facts allow it.
pub(super) fn elsewhere(plan: &Plan<'_>, facts: &Facts, name: &str) -> Option<String> {
    let fits = |text: &str| {
        let is_valid = facts.violations(&Type::String, &text.into()).is_empty();
        is_valid && facts.takes_strictly(text) && is_plain(text)
    };
    first(plan, name, &fits)
}

/// The first text under a name that fits, in all examples.
fn first(plan: &Plan<'_>, name: &str, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut examples = plan.api.operations().flat_map(|operation| &operation.examples);
    examples.find_map(|example| find(&example.body, name, fits))
}

/// The first text under a name that fits.
fn find(value: &Value, name: &str, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    match value {
        Value::Object(fields) => {
            let own = fields.get(name).and_then(Value::as_str).filter(|text| fits(text));
            own.map(str::to_owned)
                .or_else(|| fields.values().find_map(|inner| find(inner, name, fits)))
        }
        Value::Array(elements) => elements.iter().find_map(|inner| find(inner, name, fits)),
        _ => None,
    }
}

/// Whether the values chosen so far meet a condition.
fn holds(
    condition: &Condition,
    chosen: &Map<String, Value>,
    top: Option<&Map<String, Value>>,
) -> bool {
    let at = |field: &str| chosen.get(field).or_else(|| top?.get(field));
    match condition {
        Condition::Equals { field, equals } => at(field).is_some_and(|value| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            equals.iter().any(|one| one.eq_ignore_ascii_case(&text))
        }),
        Condition::Given { field, given: true } => at(field).is_some(),
        // What is left out of an example is left out for want of need.
        Condition::Given { given: false, .. } | Condition::Named { .. } => false,
    }
}

/// Whether a text from an example can be shown: short, plain ASCII, and not a masked secret.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.is_ascii()
        && !text.contains(['*', '"', '\\', '(', ')'])
        && !text.to_ascii_lowercase().contains("xxx")
}
