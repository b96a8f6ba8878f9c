//! The types of fields and parameters, and how a type is written in one word.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The type of a field or parameter.
///
/// In the spec's files a type is one word: `string`, `integer`, `long`, `number`, `boolean`,
/// `object`, `array<…>`, `map<…>`, or the name of a schema, which begins with a capital letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// Text.
    String,
    /// A whole number, documented as `Integer`.
    Integer,
    /// A whole number of 64 bits, documented as `Long`.
    Long,
    /// A number that may have a fraction, documented as `Double` or `Number`.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An object that the document does not describe further.
    Object,
    /// A list of values of one type.
    Array(Box<Type>),
    /// An object whose keys are data and whose values are of one type.
    Map(Box<Type>),
    /// An object described by a schema, by its name.
    Schema(String),
}

/// A text that is not a type in the notation of [`Type`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a type: expected string, integer, long, number, boolean, object, array<…>, map<…> or a schema's name"
)]
pub struct ParseTypeError(String);

impl Type {
    /// A list of `item`.
    pub fn array(item: Type) -> Self {
        Self::Array(Box::new(item))
    }

    /// An object whose values are `value`.
    pub fn map(value: Type) -> Self {
        Self::Map(Box::new(value))
    }

    /// The name of the schema in the type, also inside lists and maps.
    pub fn schema(&self) -> Option<&str> {
        match self {
            Self::Schema(name) => Some(name),
            Self::Array(inner) | Self::Map(inner) => inner.schema(),
            _ => None,
        }
    }

    /// The same type with the name of its schema changed by `rename`.
    pub fn map_schema(&self, rename: &mut impl FnMut(&str) -> String) -> Self {
        match self {
            Self::Schema(name) => Self::Schema(rename(name)),
            Self::Array(inner) => Self::array(inner.map_schema(rename)),
            Self::Map(inner) => Self::map(inner.map_schema(rename)),
            other => other.clone(),
        }
    }

    /// Whether the type is neither an object nor a list.
    pub fn is_scalar(&self) -> bool {
        matches!(self, Self::String | Self::Integer | Self::Long | Self::Number | Self::Boolean)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("string"),
            Self::Integer => f.write_str("integer"),
            Self::Long => f.write_str("long"),
            Self::Number => f.write_str("number"),
            Self::Boolean => f.write_str("boolean"),
            Self::Object => f.write_str("object"),
            Self::Array(item) => write!(f, "array<{item}>"),
            Self::Map(value) => write!(f, "map<{value}>"),
            Self::Schema(name) => f.write_str(name),
        }
    }
}

impl FromStr for Type {
    type Err = ParseTypeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let inner = |prefix: &str| text.strip_prefix(prefix)?.strip_suffix('>');
        Ok(match text {
            "string" => Self::String,
            "integer" => Self::Integer,
            "long" => Self::Long,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            _ => {
                if let Some(item) = inner("array<") {
                    Self::array(item.parse()?)
                } else if let Some(value) = inner("map<") {
                    Self::map(value.parse()?)
                } else if text.starts_with(|c: char| c.is_ascii_uppercase())
                    && text.chars().all(|c| c.is_ascii_alphanumeric())
                {
                    Self::Schema(text.to_owned())
                } else {
                    return Err(ParseTypeError(text.to_owned()));
                }
            }
        })
    }
}

impl Serialize for Type {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[track_caller]
    fn round_trip(text: &str) {
        let parsed: Type = text.parse().expect("a type");
        assert_eq!(parsed.to_string(), text);
    }

    #[test]
    fn notation_is_read_as_it_is_written() {
        round_trip("string");
        round_trip("array<long>");
        round_trip("map<array<MysqlTags>>");
        round_trip("MysqlTags");
    }

    #[test]
    fn unknown_words_are_refused() {
        for text in ["text", "array<", "array<text>", "Mysql Tags", ""] {
            assert!(text.parse::<Type>().is_err(), "{text}");
        }
    }
}
