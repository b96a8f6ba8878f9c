//! Where a request carries a parameter.

/// Where a request carries a parameter that is not in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Location {
    /// In the path, in place of `{name}`.
    Path,
    /// A `name=value` pair of the query string.
    Query,
    /// A request header.
    Header,
}

impl Location {
    /// The word of the specification: `query`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}
