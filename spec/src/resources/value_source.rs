//! Sources: where a value comes from.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::{FieldPath, Input};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// What is read from the request or from a record.
    Read(Reading),
    /// A text: `=TEXT`.
    Text(String),
    /// A value that the service generates: `@now`.
    Word(Word),
    /// The first of two sources that gives a value, then translated.
    First {
        /// The first source.
        from: Box<Source>,
        /// The source to use if the first gives nothing.
        default: Option<Box<Source>>,
        /// Translations of values; other values stay as they are.
        map: BTreeMap<String, String>,
    },
    /// Values joined to one text; nothing if one of them is nothing.
    Join {
        /// The values.
        parts: Vec<Source>,
        /// The text between them.
        with: String,
    },
    /// One entry of a map.
    Entry {
        /// The map.
        of: Box<Source>,
        /// The key of the entry.
        key: Box<Source>,
    },
}

/// A value that is read from the request or from a record: `parent>volume.size`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Reading {
    /// The steps from record to record, in order.
    pub through: Vec<Hop>,
    /// What is read at the end.
    pub end: End,
}

/// A step from a request or a record to a record that it refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hop {
    /// To the record whose id this input carries.
    Input(Input),
    /// To the record whose id this attribute has.
    Attribute(FieldPath),
    /// To the parent.
    Parent,
}

/// What is read at the end of the steps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// What the request has at this input.
    Input(Input),
    /// An attribute of the record.
    Attribute(FieldPath),
    /// An attribute of the one record of a setting or optional resource under the record.
    Under {
        /// The resource.
        resource: String,
        /// Its attribute.
        attribute: FieldPath,
    },
    /// An attribute of all records of a resource under the record.
    All {
        /// The resource.
        resource: String,
        /// Its attribute.
        attribute: FieldPath,
    },
    /// The number of records of a resource under the record.
    Count(String),
    /// The id of the record of a resource that the same call has created.
    Made(String),
    /// Whether an attribute is true in a record of a resource under the record that the same call has
    /// given another value.
    Touched {
        /// The resource.
        resource: String,
        /// Its attribute.
        attribute: FieldPath,
    },
    /// How many more records of a resource the limit allows that the record states, or how much more of an
    /// attribute of theirs (`RESOURCE.ATTRIBUTE`).
    Left(String),
    /// The state of the record in the words of a vocabulary.
    State(String),
}

/// A value that the service generates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// The time.
    Now,
    /// A fresh id.
    New,
    /// JSON null.
    Null,
    /// The handle of the task that this call started.
    Task,
    /// The handle of the order that this call placed.
    Order,
    /// The current key, while a step goes through a map.
    Key,
    /// The record's number among its siblings, two digits.
    Ordinal,
    /// The one record under the addressed parent.
    Only,
}

const WORDS: [(&str, Word); 8] = [
    ("@now", Word::Now),
    ("@new", Word::New),
    ("@null", Word::Null),
    ("@task", Word::Task),
    ("@order", Word::Order),
    ("@key", Word::Key),
    ("@ordinal", Word::Ordinal),
    ("@only", Word::Only),
];

impl Source {
    /// The attribute, if the source is an attribute and nothing else.
    pub fn attribute(&self) -> Option<&FieldPath> {
        match self {
            Self::Read(Reading { through, end: End::Attribute(path) }) if through.is_empty() => {
                Some(path)
            }
            _ => None,
        }
    }

    /// Everything that is read from requests and records.
    pub fn readings(&self) -> Vec<&Reading> {
        match self {
            Self::Read(reading) => vec![reading],
            Self::Text(_) | Self::Word(_) => Vec::new(),
            Self::First { from, default, .. } => from
                .readings()
                .into_iter()
                .chain(default.iter().flat_map(|d| d.readings()))
                .collect(),
            Self::Join { parts, .. } => parts.iter().flat_map(Self::readings).collect(),
            Self::Entry { of, key } => of.readings().into_iter().chain(key.readings()).collect(),
        }
    }

    /// All inputs that it reads from the request.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.readings().into_iter().filter_map(Reading::input)
    }
}

impl Reading {
    /// The input that the reading starts from, if it starts from one.
    pub fn input(&self) -> Option<&Input> {
        match (self.through.first(), &self.end) {
            (Some(Hop::Input(input)), _) | (None, End::Input(input)) => Some(input),
            _ => None,
        }
    }
}

impl FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(text) = text.strip_prefix('=') {
            return Ok(Self::Text(text.to_owned()));
        }
        if text.starts_with('@') {
            let word = WORDS.iter().find(|(name, _)| *name == text);
            return word.map(|(_, word)| Self::Word(*word)).ok_or_else(|| {
                let names: Vec<&str> = WORDS.iter().map(|(name, _)| *name).collect();
                format!("'{text}' is not a source: expected one of {}", names.join(", "))
            });
        }
        text.parse().map(Self::Read)
    }
}

impl FromStr for Reading {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let explain = |reason: String| format!("'{text}' is not a source: {reason}");
        let mut parts = text.split('>');
        let end = parts.next_back().unwrap_or_default();
        let through: Result<Vec<Hop>, String> = parts.map(hop).collect();
        Ok(Self { through: through.map_err(explain)?, end: self::end(end).map_err(explain)? })
    }
}

fn hop(text: &str) -> Result<Hop, String> {
    if text == "parent" {
        Ok(Hop::Parent)
    } else if Input::is_meant(text) {
        text.parse().map(Hop::Input)
    } else {
        attribute(text).map(Hop::Attribute)
    }
}

fn end(text: &str) -> Result<End, String> {
    if Input::is_meant(text) {
        return text.parse().map(End::Input);
    }
    let named = |name: &str| -> Result<String, String> {
        let found = !name.is_empty();
        found.then(|| name.to_owned()).ok_or_else(|| format!("a name is missing in '{text}'"))
    };
    match text.split_once(':') {
        None if text == "parent" => Err("'parent' has to be followed by '>'".to_owned()),
        None => attribute(text).map(End::Attribute),
        Some(("state", vocabulary)) => named(vocabulary).map(End::State),
        Some(("count", resource)) => named(resource).map(End::Count),
        Some(("left", resource)) => named(resource).map(End::Left),
        Some(("made", resource)) => named(resource).map(End::Made),
        Some((word @ ("all" | "touched"), rest)) => {
            let (resource, path) =
                rest.split_once('.').ok_or(format!("expected {word}:RESOURCE.ATTRIBUTE"))?;
            let (resource, attribute) = (named(resource)?, attribute(path)?);
            Ok(match word {
                "all" => End::All { resource, attribute },
                _ => End::Touched { resource, attribute },
            })
        }
        Some((resource, path)) => {
            Ok(End::Under { resource: named(resource)?, attribute: attribute(path)? })
        }
    }
}

fn attribute(text: &str) -> Result<FieldPath, String> {
    let path: FieldPath = text.parse()?;
    if path.is_empty() { Err("an attribute is missing".to_owned()) } else { Ok(path) }
}

impl TryFrom<String> for Reading {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceTable {
    from: Option<Box<Source>>,
    default: Option<Box<Source>>,
    #[serde(default)]
    map: BTreeMap<String, String>,
    join: Option<Vec<Source>>,
    with: Option<String>,
    #[serde(rename = "in")]
    of: Option<Box<Source>>,
    key: Option<Box<Source>>,
}

impl TryFrom<SourceTable> for Source {
    type Error = &'static str;

    fn try_from(table: SourceTable) -> Result<Self, Self::Error> {
        match table {
            SourceTable {
                from: Some(from),
                default,
                map,
                join: None,
                with: None,
                of: None,
                key: None,
            } => Ok(Self::First { from, default, map }),
            SourceTable {
                from: None,
                default: None,
                map,
                join: Some(parts),
                with: Some(with),
                of: None,
                key: None,
            } if map.is_empty() => Ok(Self::Join { parts, with }),
            SourceTable {
                from: None,
                default: None,
                map,
                join: None,
                with: None,
                of: Some(of),
                key: Some(key),
            } if map.is_empty() => Ok(Self::Entry { of, key }),
            _ => Err(
                "a table that is not a source: expected { from, default, map }, { join, with } or { in, key }",
            ),
        }
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SourceVisitor)
    }
}

struct SourceVisitor;

impl<'de> Visitor<'de> for SourceVisitor {
    type Value = Source;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a source: a text or a table")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Source, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Source, A::Error> {
        let table = SourceTable::deserialize(MapAccessDeserializer::new(map))?;
        table.try_into().map_err(de::Error::custom)
    }
}
