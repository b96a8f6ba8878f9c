//! Example requests and answers, and what they show again and again.

use std::collections::BTreeMap;

use serde_json::Value;
use taurusdb_descriptor_types::{Example, Examples};
use taurusdb_spec::Api;

use super::lent;

pub(super) fn all(api: &Api) -> Examples {
    let shown = api.operations().filter(|operation| !operation.examples.is_empty());
    let mut operations: Vec<_> = shown
        .map(|operation| {
            let examples = operation.examples.iter().map(|example| Example {
                status: example.status,
                body: lent::text(text(&example.body)),
            });
            (lent::text(&operation.id), lent::list(examples))
        })
        .collect();
    operations.sort_by_key(|(id, _)| *id);
    Examples {
        operations: lent::list(operations),
        usual: lent::list(
            usual(api).into_iter().map(|(name, value)| (lent::text(name), lent::text(value))),
        ),
    }
}

/// The body of an example, spread over lines, so that it can be read in generated code.
pub(crate) fn text(body: &Value) -> String {
    serde_json::to_string_pretty(body).expect("a value is always JSON")
}

/// For each name of a field, the text or number that examples show most often; of those that are as
/// frequent, the one that comes first in the document.
pub(crate) fn usual(api: &Api) -> BTreeMap<&str, String> {
    let mut seen: BTreeMap<&str, Vec<(String, usize)>> = BTreeMap::new();
    for operation in api.operations() {
        for example in &operation.examples {
            count(&example.body, &mut seen);
        }
    }
    let most = |values: Vec<(String, usize)>| {
        // The last of equal maxima is what `max_by_key` gives.
        values.into_iter().rev().max_by_key(|(_, times)| *times).map(|(value, _)| value)
    };
    seen.into_iter().filter_map(|(name, values)| Some((name, most(values)?))).collect()
}

fn count<'a>(value: &'a Value, seen: &mut BTreeMap<&'a str, Vec<(String, usize)>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| count(item, seen)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let first = match value {
                    Value::Array(items) => items.first().unwrap_or(value),
                    other => other,
                };
                let text = match first {
                    Value::String(text) if !text.is_empty() => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                };
                if let Some(text) = text {
                    let values = seen.entry(name).or_default();
                    match values.iter_mut().find(|(known, _)| *known == text) {
                        Some((_, times)) => *times += 1,
                        None => values.push((text, 1)),
                    }
                }
                count(value, seen);
            }
        }
        _ => {}
    }
}
