//! How long records are kept.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{FieldPath, Source};

/// How long a record is kept: it is removed when the time has passed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "ExpiresTable")]
pub struct Expires {
    /// The attribute with the moment from which on the time counts.
    pub since: FieldPath,
    /// How many of the unit it is kept; for good if this gives no number.
    pub after: Source,
    /// The unit in seconds.
    pub unit: u32,
    /// Only records that have one of these values in each of the attributes.
    pub only: BTreeMap<FieldPath, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpiresTable {
    since: FieldPath,
    days: Option<Source>,
    seconds: Option<Source>,
    #[serde(default)]
    only: BTreeMap<FieldPath, Vec<String>>,
}

impl Expires {
    /// The key of the unit.
    pub fn unit_name(&self) -> &'static str {
        if self.unit == 1 { "seconds" } else { "days" }
    }
}

impl TryFrom<ExpiresTable> for Expires {
    type Error = &'static str;

    fn try_from(table: ExpiresTable) -> Result<Self, Self::Error> {
        let ExpiresTable { since, only, .. } = table;
        match (table.days, table.seconds) {
            (Some(after), None) => Ok(Self { since, after, unit: 24 * 60 * 60, only }),
            (None, Some(after)) => Ok(Self { since, after, unit: 1, only }),
            _ => Err("expected either days or seconds: how long a record is kept"),
        }
    }
}
