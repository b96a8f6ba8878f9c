//! The schema of a JSON object: its fields, and the tables of the document that describe it.

use serde::{Deserialize, Serialize};

use crate::{Facts, Mandatory, Type};

/// The shape of a JSON object: one or more tables of the document that say the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Which way values of this shape travel. Requests are strict, responses tolerant, so a shape
    /// used both ways is two schemas.
    pub side: Side,
    /// The tables it was read from, in the order of the document; at least one.
    pub sources: Vec<Source>,
    /// Its fields, in the order of the document.
    pub fields: Vec<Field>,
}

impl Schema {
    /// Where the field that the wire carries under this name stands: its own name, or another one
    /// that is known.
    pub fn position(&self, wire: &str) -> Option<usize> {
        let named = |field: &Field| field.name == wire;
        let known = |field: &Field| field.aliases.iter().any(|alias| alias == wire);
        self.fields.iter().position(named).or_else(|| self.fields.iter().position(known))
    }

    /// The field that the wire carries under this name.
    pub fn field(&self, wire: &str) -> Option<&Field> {
        self.position(wire).map(|position| &self.fields[position])
    }

    /// The table that a line stands in.
    pub fn source_of(&self, line: u32) -> Option<&Source> {
        self.sources.iter().filter(|source| source.line <= line).max_by_key(|source| source.line)
    }
}

impl Source {
    /// What the table is for, `request`, `200`, or `response` where the document states no status;
    /// and the document's name of it, for an object below the body: `200 MysqlTags`. `side` is that
    /// of the schema.
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

/// Where a schema was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id of the operation.
    pub operation: String,
    /// Status of the response; absent for requests, and where the document states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Number of the table, for example `4-62`.
    #[serde(skip)]
    pub table: String,
    /// The document's name for it, where the table has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Line of the table's title.
    #[serde(skip)]
    pub line: u32,
}

/// Which way a value travels.
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
    /// Other names under which the wire is known to carry it; read, never written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Declared type.
    #[serde(rename = "type")]
    pub kind: Type,
    /// What the document calls the type, where it took more than reading to understand it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// Other JSON kinds that examples show in its place: `integer`, `number`, `string`, `boolean`,
    /// `array`, `object`. The declared type comes first and is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wire: Vec<String>,
    /// Whether an example shows null.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// Whether a request must have it; absent where the document does not say, as in responses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandatory: Option<Mandatory>,
    /// What the document states beyond the type.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// The lines that state it, one for each of the schema's sources that has it.
    #[serde(skip)]
    pub lines: Vec<u32>,
}

impl Field {
    /// Whether every request must have it.
    pub fn is_mandatory(&self) -> bool {
        self.mandatory == Some(Mandatory::Yes)
    }
}
