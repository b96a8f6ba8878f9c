//! Bounds: which values an attribute may be given, as the record itself says.

use serde::Deserialize;

use super::FieldPath;

/// Which values an attribute may be given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bounds {
    /// The attribute with the range: `10-100`, or texts between bars.
    pub range: Option<FieldPath>,
    /// The attribute with the type of the value: `integer`, `float`, `boolean`, `list`, `string`.
    #[serde(rename = "type")]
    pub kind: Option<FieldPath>,
    /// The attribute that is true if the value is never changed.
    pub fixed: Option<FieldPath>,
    /// The resource whose bounds count for each entry of a map: for that of the record whose id is the key.
    pub entries: Option<String>,
}

impl Bounds {
    /// The attributes that say what is allowed, each with its key.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &FieldPath)> {
        [("range", &self.range), ("type", &self.kind), ("fixed", &self.fixed)]
            .into_iter()
            .filter_map(|(word, path)| Some((word, path.as_ref()?)))
    }
}
