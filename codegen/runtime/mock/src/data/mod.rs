//! Bodies of requests as trees: with short texts in place, since most values are short, and the keys of described
//! fields not copied.

mod key;
mod keys;
mod mark;
mod table;
mod way;

use std::borrow::Cow;

use serde_json::{Number, Value};
use smol_str::SmolStr;
use taurusdb_descriptor_types::check::{Json, Object};
use taurusdb_descriptor_types::resources::{FieldPath, Inside};

pub(crate) use key::Key;
pub(crate) use keys::Keys;
pub(crate) use mark::Mark;
pub(crate) use table::Table;
pub(crate) use way::Way;

/// What stands at a place of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(SmolStr),
    /// Values in their order.
    List(Box<[Self]>),
    /// Values by key, in their order, each key once.
    Object(Box<[(Key, Self)]>),
}

impl Data {
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of a key, if it is an object with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.field(key, Mark::of(key.as_bytes()))
    }

    /// The same for a key whose mark is known.
    fn field(&self, key: &str, mark: Mark) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter().find(|(own, _)| own.is(key, mark)).map(|(_, value)| value)
    }

    /// All values at a path, through its lists and maps.
    pub(crate) fn all(&self, path: FieldPath) -> Vec<&Self> {
        if !goes_inside(path) {
            return self.one(path).into_iter().collect();
        }
        let mut at = vec![self];
        for segment in path.segments() {
            at = at.into_iter().filter_map(|value| value.get(segment.name)).collect();
            for inside in segment.inside() {
                at = at.into_iter().flat_map(|value| value.inside(inside)).collect();
            }
        }
        at
    }

    /// The value at a path that goes into no list and no map. A path that is gone often is a [`Way`].
    pub(crate) fn one(&self, path: FieldPath) -> Option<&Self> {
        let mut rest = path.0;
        let mut at = self;
        while let Some(end) = rest.bytes().position(|byte| byte == b'.') {
            at = at.get(&rest[..end])?;
            rest = &rest[end + 1..];
        }
        if rest.is_empty() { Some(at) } else { at.get(rest) }
    }

    fn inside(&self, inside: Inside) -> Vec<&Self> {
        match (inside, self) {
            (_, Self::List(items)) => items.iter().collect(),
            // One may stand where several are declared.
            (Inside::List, Self::Object(_)) => vec![self],
            (Inside::Map, Self::Object(fields)) => fields.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// It as a tree of JSON.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(is) => Value::Bool(*is),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => text.as_str().into(),
            Self::List(items) => items.iter().map(Self::to_value).collect(),
            Self::Object(fields) => {
                let fields = fields.iter().map(|(key, value)| (key.to_string(), value.to_value()));
                Value::Object(fields.collect())
            }
        }
    }

    /// It as text: a text as it is, the rest as JSON.
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_value().to_string()),
        }
    }

    /// Tells it as a text, or each item if it is a list.
    pub(crate) fn tell(&self, told: &mut dyn FnMut(&str)) {
        match self {
            Self::List(items) => items.iter().for_each(|item| told(&item.plain())),
            value => told(&value.plain()),
        }
    }

    /// It as it is held against descriptions.
    pub(crate) fn to_json(&self) -> Json<'_> {
        match self {
            Self::Null => Json::Null,
            Self::Boolean(is) => Json::Boolean(*is),
            Self::Number(number) => Json::Number(number.clone()),
            Self::Text(text) => Json::Text(text),
            Self::List(items) => Json::List(items.iter().map(Self::to_json).collect()),
            Self::Object(fields) => {
                let mut object = Object::with_capacity(fields.len());
                fields.iter().for_each(|(key, value)| object.push(key.as_str(), value.to_json()));
                Json::Object(object)
            }
        }
    }
}

/// Whether a path goes into a list or a map.
pub(crate) fn goes_inside(path: FieldPath) -> bool {
    // Paths are short: to look at each byte is quicker than to search.
    path.0.bytes().fold(false, |found, byte| found | matches!(byte, b'[' | b'{'))
}

impl From<&Value> for Data {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(is) => Self::Boolean(*is),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(fields) => {
                let fields = fields.iter().map(|(key, value)| (key.as_str().into(), value.into()));
                Self::Object(fields.collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::resources::FieldPath;

    use super::Data;

    #[test]
    fn holds_what_a_tree_of_json_holds() {
        let value = json!({ "z": [1, -2, 0.5, true, null, "é".repeat(30), {}], "a": { "b": "" } });
        let data = Data::from(&value);
        assert_eq!(data.to_value(), value);
        assert_eq!(data.to_value().to_string(), value.to_string());
        assert_eq!(data.to_json(), (&value).into());
    }

    #[test]
    fn paths_lead_through_lists_and_maps() {
        let body =
            json!({ "a": [{ "b": { "x": 1, "y": 2 } }, { "b": { "z": 3 } }, 4], "c": { "d": 5 } });
        let data = Data::from(&body);
        let all =
            |path| data.all(FieldPath(path)).into_iter().map(Data::to_value).collect::<Vec<_>>();
        assert_eq!(all("a[].b{}"), [json!(1), json!(2), json!(3)]);
        assert_eq!(all("c.d"), [json!(5)]);
        assert!(all("c.d.e").is_empty());
        assert_eq!(all("a"), [body["a"].clone()]);
        assert_eq!(all(""), std::slice::from_ref(&body));
    }
}
