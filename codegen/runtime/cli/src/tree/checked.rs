//! A tree as it is checked.

use taurusdb_descriptor_types::check::{Json, Object};

use super::{Form, Tree};

impl Tree {
    /// A body as it is checked. Digits beyond those of a computer's numbers do not matter to limits.
    pub(crate) fn as_json(&self) -> Json<'_> {
        match &self.form {
            Form::Null => Json::Null,
            Form::Boolean(value) => Json::Boolean(*value),
            Form::Number(digits) => Json::Number(number(digits)),
            Form::Text(text) | Form::Plain(text) => Json::Text(text),
            Form::List(items) => Json::List(items.iter().map(Self::as_json).collect()),
            Form::Object(entries) => {
                let mut object = Object::with_capacity(entries.len());
                for (key, value) in entries {
                    object.push(key, value.as_json());
                }
                Json::Object(object)
            }
        }
    }
}

fn number(digits: &str) -> serde_json::Number {
    let whole = digits.parse::<i64>().ok().map(serde_json::Number::from);
    let large = || digits.parse::<u64>().ok().map(serde_json::Number::from);
    let other = || {
        let number: f64 = digits.parse().unwrap_or(f64::MAX);
        serde_json::Number::from_f64(number.clamp(f64::MIN, f64::MAX))
    };
    whole.or_else(large).or_else(other).unwrap_or_else(|| 0.into())
}
