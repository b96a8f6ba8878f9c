//! One difference between the specification and the SDK, and its place.

use std::fmt;

use serde::Deserialize;

/// The kind of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// The SDK has no such operation.
    OperationMissing,
    /// Only the SDK has the operation.
    OperationExtra,
    /// A variable of the path has another name.
    Path,
    /// The SDK has no such field or parameter.
    FieldMissing,
    /// Only the SDK has the field or parameter.
    FieldExtra,
    /// The values are of different JSON types.
    Type,
    /// One of them says that every request must have it, the other does not.
    Mandatory,
}

/// One difference. Its place is given in the SDK's names: they are stable, because the version is
/// fixed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    pub(crate) kind: Kind,
    /// `METHOD PATH` of an operation, or `Model.field`; a parameter is a field of the request's
    /// model, a body is its field `body`.
    pub(crate) place: String,
    /// What the document has and what the SDK has; absent if the kind already says it.
    pub(crate) sides: Option<Sides>,
}

/// The two sides of a difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sides {
    pub(crate) document: String,
    pub(crate) sdk: String,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OperationMissing => "operation-missing",
            Self::OperationExtra => "operation-extra",
            Self::Path => "path",
            Self::FieldMissing => "field-missing",
            Self::FieldExtra => "field-extra",
            Self::Type => "type",
            Self::Mandatory => "mandatory",
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.place)?;
        match &self.sides {
            Some(Sides { document, sdk }) => write!(f, ": document {document}, SDK {sdk}"),
            None => Ok(()),
        }
    }
}

impl Sides {
    /// The same inside a list or a map.
    pub(super) fn within(self, outer: &str) -> Self {
        let within = |inner| format!("{outer}<{inner}>");
        Self { document: within(self.document), sdk: within(self.sdk) }
    }
}
