//! JSON as it is checked: borrowed from a tree of values, or from a record that was never made one.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

/// A JSON value that borrows its keys and texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'v> {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(&'v str),
    /// Values in their order.
    List(Vec<Self>),
    /// Values by key.
    Object(Object<'v>),
}

/// The entries of a JSON object in their order, each key once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object<'v>(Vec<(&'v str, Json<'v>)>);

impl<'v> Object<'v> {
    /// An object without entries, with room for as many as stated.
    pub fn with_capacity(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Adds an entry, whose key must be new.
    pub fn push(&mut self, key: &'v str, value: Json<'v>) {
        self.0.push((key, value));
    }

    /// Keeps the entries of these keys.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|(key, _)| keep(key));
    }

    /// The entries, to be asked for keys in this order.
    pub(super) fn in_order_of<'k>(&self, keys: impl Iterator<Item = &'k str>) -> InOrder<'_, 'v> {
        let mut found = 0;
        for key in keys {
            found += usize::from(self.0.get(found).is_some_and(|(known, _)| *known == key));
        }
        InOrder { object: self, next: 0, has_order: found == self.0.len() }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Json<'v>> {
        self.entries().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Keys and values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'v str, &Json<'v>)> {
        self.0.iter().map(|(key, value)| (*key, value))
    }
}

/// The entries of an object, mostly in the order in which they are asked for: then none is searched for.
pub(super) struct InOrder<'o, 'v> {
    object: &'o Object<'v>,
    next: usize,
    has_order: bool,
}

impl<'o, 'v> InOrder<'o, 'v> {
    /// The value of a key.
    pub(super) fn get(&mut self, key: &str) -> Option<&'o Json<'v>> {
        match self.object.0.get(self.next) {
            Some((known, value)) if *known == key => {
                self.next += 1;
                Some(value)
            }
            _ if self.has_order => None,
            _ => self.object.get(key),
        }
    }
}

impl<'v> From<&'v Value> for Json<'v> {
    fn from(value: &'v Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Boolean(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text),
            Value::Array(values) => Self::List(values.iter().map(Self::from).collect()),
            Value::Object(map) => Self::Object(map.into()),
        }
    }
}

impl<'v> From<&'v Map<String, Value>> for Object<'v> {
    fn from(map: &'v Map<String, Value>) -> Self {
        Self(map.iter().map(|(key, value)| (key.as_str(), value.into())).collect())
    }
}

impl Json<'_> {
    pub(super) fn is_null(&self) -> bool {
        *self == Self::Null
    }

    pub(super) fn as_object(&self) -> Option<&Object<'_>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// It as a tree of its own.
    pub(super) fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String((*text).to_owned()),
            Self::List(values) => values.iter().map(Json::to_value).collect(),
            Self::Object(object) => {
                let entries =
                    object.entries().map(|(key, value)| (key.to_owned(), value.to_value()));
                Value::Object(entries.collect())
            }
        }
    }

    /// It as text: a text as it is, the rest as JSON.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_value().to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Json;

    #[test]
    fn finds_entries_in_any_order() {
        let object = |value: serde_json::Value, keys: [&str; 3]| {
            let json = Json::from(&value);
            let mut entries = json.as_object().unwrap().in_order_of(keys.into_iter());
            keys.map(|key| entries.get(key).map(|value| value.plain().into_owned()))
        };
        let text =
            |values: [&str; 3]| values.map(|text| (!text.is_empty()).then(|| text.to_owned()));
        for (value, found) in [
            (json!({}), ["", "", ""]),
            (json!({ "b": 2 }), ["", "2", ""]),
            (json!({ "a": 1, "c": 3 }), ["1", "", "3"]),
            (json!({ "a": 1, "b": 2, "c": 3 }), ["1", "2", "3"]),
            (json!({ "c": 3, "b": 2, "a": 1 }), ["1", "2", "3"]),
            (json!({ "b": 2, "a": 1 }), ["1", "2", ""]),
            (json!({ "x": 0, "c": 3 }), ["", "", "3"]),
            (json!({ "a": 1, "x": 0, "c": 3 }), ["1", "", "3"]),
        ] {
            assert_eq!(object(value.clone(), ["a", "b", "c"]), text(found), "{value}");
        }
    }

    #[test]
    fn holds_what_a_tree_holds() {
        let value = json!({ "a": [1, -2, 0.5, "x", true, null, {}], "b": { "c": { "d": [[]] } } });
        let json = Json::from(&value);
        assert_eq!(json.to_value(), value);
        assert_eq!(json.plain(), value.to_string());
        assert_eq!(Json::Text("x").plain(), "x");
    }
}
