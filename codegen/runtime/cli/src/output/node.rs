//! A JSON document as it was written: keys in their order, numbers with their digits.

use serde_json::Value;
use taurusdb_descriptor_types::resources::FieldPath;

/// A JSON value. A number is the text that it was written as: one that is read and written again may have become
/// another one (`1.10`, or one of thirty digits).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The member of this name; of a name that comes twice, the last one counts.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        let Self::Object(members) = self else { return None };
        members.iter_mut().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// What is at a path of member names; paths that go into lists lead nowhere.
    pub(crate) fn at(&self, path: FieldPath) -> Option<&Self> {
        path.segments().try_fold(self, |node, segment| node.get(segment.name))
    }

    pub(crate) fn at_mut(&mut self, path: FieldPath) -> Option<&mut Self> {
        path.segments().try_fold(self, |node, segment| node.get_mut(segment.name))
    }

    pub(crate) fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }

    /// Whether it says nothing: null, or an object or a list without anything in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            _ => false,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }
}

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(yes) => Self::Bool(*yes),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.clone(), value.into()));
                Self::Object(members.collect())
            }
        }
    }
}
