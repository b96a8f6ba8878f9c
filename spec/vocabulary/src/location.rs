//! Where parameters travel.

/// Where a parameter outside the body travels.
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
    /// As the specification writes it: `query`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}
