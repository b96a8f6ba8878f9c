//! The schema of a JSON object: its fields, and the tables of the document that describe it.

use serde::{Deserialize, Serialize};

use crate::{Facts, Mandatory, Type};

/// The schema of a JSON object: one or more tables of the document that say the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Whether requests or responses have it. Requests are strict and responses tolerant, so an object
    /// that both have is two schemas.
    pub side: Side,
    /// The tables it was read from, in the order of the document; at least one.
    pub sources: Vec<Source>,
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
}

impl Schema {
    /// The position of the field that the wire carries under this name, its own or another known one.
    pub fn position(&self, wire: &str) -> Option<usize> {
        let named = |field: &Field| field.name == wire;
        let known = |field: &Field| field.aliases.iter().any(|alias| alias == wire);
        self.fields.iter().position(named).or_else(|| self.fields.iter().position(known))
    }

    /// The field that the wire carries under this name.
    pub fn field(&self, wire: &str) -> Option<&Field> {
        self.position(wire).map(|position| &self.fields[position])
    }

    /// The table that a line of the document belongs to.
    pub fn source_of(&self, line: u32) -> Option<&Source> {
        self.sources.iter().filter(|source| source.line <= line).max_by_key(|source| source.line)
    }
}

impl Source {
    /// What the table describes: `request`, `200`, or `response` if the document states no status. For
    /// an object below the body, the name in the document follows: `200 MysqlTags`. `side` is the
    /// side of the schema.
    pub fn role(&self, side: Side) -> String {
        let role = match (self.status, side) {
            (Some(status), _) => status.to_string(),
            (None, Side::Request) => "request".to_owned(),
            (None, Side::Response) => "response".to_owned(),
        };
        match &self.name {
            Some(name) => format!("{role} {name}"),
            None => role,
        }
    }
}

/// A table that a schema was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id of the operation.
    pub operation: String,
    /// Status of the response; absent for requests, and if the document states no status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Number of the table, for example `4-62`.
    #[serde(skip)]
    pub table: String,
    /// Its name in the document, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Line of the table's title.
    #[serde(skip)]
    pub line: u32,
}

/// The direction in which a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// From the client to the service.
    Request,
    /// From the service to the client.
    Response,
}

/// One field of a schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Name on the wire.
    pub name: String,
    /// Other names that the wire uses for it; they are read, never written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Declared type.
    #[serde(rename = "type")]
    pub kind: Type,
    /// The type as the document writes it, if that differs from the usual notation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// Other JSON kinds that examples show instead: `integer`, `number`, `string`, `boolean`, `array`,
    /// `object`. The declared type is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wire: Vec<String>,
    /// Whether an example shows null.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// Whether a request must have it; absent if the document does not say, as in responses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandatory: Option<Mandatory>,
    /// What the document states beyond the type.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// The lines of its rows, one for each source of the schema that has it.
    #[serde(skip)]
    pub lines: Vec<u32>,
}

impl Field {
    /// Whether every request must have it.
    pub fn is_mandatory(&self) -> bool {
        self.mandatory == Some(Mandatory::Yes)
    }
}
