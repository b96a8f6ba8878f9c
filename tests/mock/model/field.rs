//! The field behind an input, and values that it may have.

use serde_json::{Value, json};
use taurusdb_descriptors::types::resources::Input;
use taurusdb_descriptors::types::{Facts, Field, Operation, Type};
use taurusdb_descriptors::{EXAMPLES, SERVICE};

use crate::mock::driver::text;

/// Type and facts of what stands at an input.
pub(crate) struct Described {
    pub(crate) kind: Type,
    pub(crate) facts: &'static Facts<'static>,
    name: &'static str,
}

impl Described {
    pub(crate) fn of(operation: &'static Operation, input: Input) -> Option<Self> {
        let path = match input {
            Input::Path(name) | Input::Query(name) => {
                let found = operation.parameters.iter().find(|known| known.name == name)?;
                return Some(Self { kind: found.kind, facts: found.facts, name: found.name });
            }
            Input::Body(path) => path,
        };
        let mut kind = Type::Record(operation.request?);
        let mut found = None;
        for segment in path.segments() {
            let field = kind.schema()?.field(segment.name)?;
            kind = field.kind;
            for _ in segment.inside() {
                kind = match kind {
                    Type::Array(inner) | Type::Map(inner) => *inner,
                    other => other,
                };
            }
            found = Some(Self { kind, facts: field.facts, name: field.name });
        }
        found
    }

    /// A value that the facts allow, if the document's example has none.
    pub(crate) fn value(&self) -> Value {
        if let Some(one) = self.facts.values.first() {
            return self.typed(one);
        }
        match self.kind {
            Type::Boolean => json!(true),
            Type::Integer | Type::Long | Type::Number => {
                json!(self.facts.minimum.unwrap_or(1.0).max(1.0) as i64)
            }
            Type::Array(_) => json!([]),
            Type::Map(_) | Type::Object => json!({}),
            Type::Record(schema) => {
                let needed = schema.fields.iter().filter(|field| field.is_mandatory());
                let value = |field: &Field| {
                    Self { kind: field.kind, facts: field.facts, name: field.name }.value()
                };
                needed.map(|field| (field.name.to_owned(), value(field))).collect()
            }
            Type::String => EXAMPLES.usual(self.name).unwrap_or("value1").into(),
        }
    }

    fn typed(&self, word: &str) -> Value {
        match self.kind {
            Type::Boolean => json!(word == "true"),
            Type::Integer | Type::Long | Type::Number => {
                word.parse::<i64>().map_or_else(|_| word.into(), Into::into)
            }
            _ => word.into(),
        }
    }

    /// Other values of the kind, the most alike first. Whether a request may have them is not looked at.
    pub(crate) fn others(&self, old: &Value) -> Vec<Value> {
        let mut found: Vec<Value> = match old {
            Value::Array(items) => {
                let inner = Self { kind: self.item(), facts: self.facts, name: self.name };
                let first = items.first().cloned().unwrap_or_else(|| inner.value());
                inner.others(&first).into_iter().map(|one| json!([one])).collect()
            }
            Value::Bool(is) => vec![json!(!is)],
            Value::Number(number) => {
                numbers(number.as_i64().unwrap_or(1)).map(Into::into).collect()
            }
            Value::String(word) => words(word).into_iter().map(Into::into).collect(),
            _ => Vec::new(),
        };
        found.splice(0..0, self.facts.values.iter().map(|word| self.typed(word)));
        found.retain(|one| !text(one).eq_ignore_ascii_case(&text(old)));
        found
    }

    fn item(&self) -> Type {
        match self.kind {
            Type::Array(inner) | Type::Map(inner) => *inner,
            other => other,
        }
    }
}

fn numbers(old: i64) -> impl Iterator<Item = i64> {
    [1, -1, 2, 5, 10, -5, -10, 40, 100, 1000].into_iter().map(move |step| old + step)
}

/// Texts with another last letter or digit, a longer one, and those of the usual forms.
fn words(old: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(number) = old.parse::<i64>() {
        found.extend(numbers(number).map(|number| number.to_string()));
    }
    let places: Vec<usize> =
        old.match_indices(|c: char| c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
    // Ids end in a suffix that says what they belong to, so what stands before it changes too.
    for at in places.iter().rev().take(6) {
        for with in ["7", "3", "1", "0", "9", "b", "d"] {
            let mut other = old.to_owned();
            other.replace_range(*at..*at + 1, with);
            found.push(other);
        }
    }
    found.push(format!("{old}2"));
    found.extend(["10.0.7.9", "08:15", "02:15", "true", "false", "other"].map(str::to_owned));
    found
}

/// What the document's example of a request has at an input.
pub(crate) fn example(operation: &'static Operation, input: Input) -> Option<Value> {
    let Input::Body(_) = input else { return None };
    let shown = EXAMPLES.of(operation.id).iter().filter(|example| example.status.is_none());
    let mut bodies = shown.filter_map(|example| serde_json::from_str(example.body).ok());
    bodies.find_map(|body| crate::mock::driver::first_at(&body, input))
}

/// The status of an error of the model.
pub(crate) fn status(answer: taurusdb_descriptors::types::resources::ErrorAnswer) -> Option<u16> {
    answer.status.or_else(|| SERVICE.error_code(answer.code)?.status)
}
