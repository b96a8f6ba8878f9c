//! Where a request carries a value: `path:NAME`, `query:NAME`, `body:PATH`.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::FieldPath;

/// Where a request carries a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Input {
    /// A path parameter: `path:NAME`.
    Path(String),
    /// A query parameter: `query:NAME`.
    Query(String),
    /// A place in the body: `body:PATH`.
    Body(FieldPath),
}

impl Input {
    /// The place in the body, if the input is in the body.
    pub fn body(&self) -> Option<&FieldPath> {
        match self {
            Self::Body(path) => Some(path),
            Self::Path(_) | Self::Query(_) => None,
        }
    }

    /// The name of the parameter, or of the innermost field.
    pub fn name(&self) -> &str {
        match self {
            Self::Path(name) | Self::Query(name) => name,
            Self::Body(path) => path.segments.last().map_or("", |segment| &segment.name),
        }
    }

    /// Whether a text begins like an input, even if the rest is wrong.
    pub(crate) fn is_meant(text: &str) -> bool {
        ["path:", "query:", "body:"].iter().any(|prefix| text.starts_with(prefix))
    }
}

impl FromStr for Input {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let malformed =
            || format!("'{text}' is not an input: expected path:NAME, query:NAME or body:PATH");
        let (place, name) = text.split_once(':').ok_or_else(malformed)?;
        if name.is_empty() {
            return Err(malformed());
        }
        match place {
            "path" => Ok(Self::Path(name.to_owned())),
            "query" => Ok(Self::Query(name.to_owned())),
            "body" => name.parse().map(Self::Body),
            _ => Err(malformed()),
        }
    }
}

impl TryFrom<String> for Input {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(name) => write!(f, "path:{name}"),
            Self::Query(name) => write!(f, "query:{name}"),
            Self::Body(path) => write!(f, "body:{path}"),
        }
    }
}
