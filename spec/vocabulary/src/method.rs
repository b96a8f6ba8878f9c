//! HTTP methods.

use std::fmt;
use std::str::FromStr;

use crate::Effect;

/// An HTTP method that the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "UPPERCASE")
)]
pub enum Method {
    /// Read.
    Get,
    /// Create, or start something.
    Post,
    /// Replace or change.
    Put,
    /// Change in part.
    Patch,
    /// Delete.
    Delete,
    /// Read without the body: only whether something is there, and its headers.
    Head,
}

/// A text that is not a method of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownMethod;

impl Method {
    /// All methods.
    pub const ALL: [Self; 6] =
        [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete, Self::Head];

    /// The method as the wire carries it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }

    /// What repeating a call usually does, for operations of which nothing more is known.
    pub const fn usual_effect(self) -> Effect {
        match self {
            Self::Get | Self::Head => Effect::Read,
            Self::Put | Self::Delete => Effect::Idempotent,
            Self::Post | Self::Patch => Effect::Neither,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for UnknownMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a method of the API: expected GET, POST, PUT, PATCH, DELETE or HEAD")
    }
}

impl std::error::Error for UnknownMethod {}

impl FromStr for Method {
    type Err = UnknownMethod;

    /// Upper and lower case are equal.
    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        let mut methods = Self::ALL.into_iter();
        methods.find(|method| method.as_str().eq_ignore_ascii_case(text)).ok_or(UnknownMethod)
    }
}
