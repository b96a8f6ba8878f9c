//! The module of each schema in the client crate: the innermost module that contains all its users.

use std::collections::BTreeMap;

use taurusdb_spec::Api;

use super::ident::{bare, field_ident};

/// A module of the client crate, by its path below the crate: `starrocks::users`. The empty path
/// is the module of types that groups share.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Home {
    /// The parts of the path, as identifiers.
    parts: Vec<String>,
}

impl Home {
    /// The module of a group. The name of a group may be a keyword.
    pub(super) fn of_group(id: &str) -> Self {
        Self { parts: id.split('.').map(field_ident).collect() }
    }

    /// The longest path that all paths begin with.
    pub(super) fn common<'b>(homes: impl Iterator<Item = &'b Self>) -> Self {
        let shorter = |a: Self, b: Self| {
            let both = a.parts.into_iter().zip(b.parts);
            Self { parts: both.take_while(|(x, y)| x == y).map(|(x, _)| x).collect() }
        };
        homes.cloned().reduce(shorter).unwrap_or_default()
    }

    /// Whether it is the module of types that groups share.
    pub fn is_shared(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether it belongs to a group and is at the root of the crate.
    pub fn is_top(&self) -> bool {
        self.parts.len() == 1
    }

    /// Whether it is `outer` or inside of it.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.parts.starts_with(&outer.parts)
    }

    /// The parts of the path, as identifiers; none for the shared types.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The path below the crate as Rust writes it: `starrocks::users`.
    pub fn path(&self) -> String {
        if self.is_shared() { SHARED.to_owned() } else { self.parts.join("::") }
    }

    /// The folder of its files, below `src`: `starrocks/users`.
    pub fn folder(&self) -> String {
        if self.is_shared() {
            return SHARED.to_owned();
        }
        self.parts.iter().map(|part| bare(part)).collect::<Vec<_>>().join("/")
    }
}

/// The module of types that groups share.
pub(super) const SHARED: &str = "shared";

/// For each schema, the innermost module that contains all its users.
pub(super) fn homes(api: &Api) -> BTreeMap<&str, Home> {
    api.users()
        .into_iter()
        .map(|(schema, groups)| {
            let homes: Vec<Home> = groups.iter().map(|group| Home::of_group(group)).collect();
            (schema, Home::common(homes.iter()))
        })
        .collect()
}
