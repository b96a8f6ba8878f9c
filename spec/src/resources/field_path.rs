//! Paths through bodies and records: `quotas.resources[]`.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A path through a body or a record: field names, with marks where it enters lists and maps.
///
/// Written `quotas.resources[]`; the empty path is the body, or the element, itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct FieldPath {
    /// Its steps, outermost first.
    pub segments: Vec<Segment>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The field.
    pub name: String,
    /// What the path enters after the field: `[]`, `{}`, several of them, or nothing.
    pub into: Vec<Inside>,
}

/// What a path enters after a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inside {
    /// The elements of a list: `[]`.
    List,
    /// The values of a map: `{}`.
    Map,
}

impl FieldPath {
    /// Whether the path has no steps: it is the body or the element itself.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// This path followed by `rest`.
    pub fn join(&self, rest: &Self) -> Self {
        Self { segments: self.segments.iter().chain(&rest.segments).cloned().collect() }
    }

    /// Everything but the last step.
    pub fn parent(&self) -> Self {
        let end = self.segments.len().saturating_sub(1);
        Self { segments: self.segments[..end].to_vec() }
    }

    /// The rest of this path below `base`, if it begins with `base`. A step into a list is below the
    /// step that names the list.
    pub fn below(&self, base: &Self) -> Option<Self> {
        let rest = self.segments.strip_prefix(base.segments.as_slice())?;
        Some(Self { segments: rest.to_vec() })
    }

    /// The same path into each element of the list that it leads to.
    pub fn elements(&self) -> Self {
        let mut path = self.clone();
        if let Some(last) = path.segments.last_mut() {
            last.into.push(Inside::List);
        }
        path
    }
}

impl FromStr for FieldPath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let segments: Option<Vec<Segment>> = text.split('.').map(segment).collect();
        segments.map(|segments| Self { segments }).ok_or_else(|| {
            format!(
                "'{text}' is not a path: expected field names joined with '.'; '[]' or '{{}}' may follow a name"
            )
        })
    }
}

fn segment(text: &str) -> Option<Segment> {
    let end = text.find(['[', '{']).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let mut into = Vec::new();
    while !rest.is_empty() {
        let (inside, after) = match rest.strip_prefix("[]") {
            Some(after) => (Inside::List, after),
            None => (Inside::Map, rest.strip_prefix("{}")?),
        };
        into.push(inside);
        rest = after;
    }
    Some(Segment { name: name.to_owned(), into })
}

impl TryFrom<String> for FieldPath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.segments.iter().enumerate() {
            if position > 0 {
                f.write_str(".")?;
            }
            segment.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        for inside in &self.into {
            f.write_str(match inside {
                Inside::List => "[]",
                Inside::Map => "{}",
            })?;
        }
        Ok(())
    }
}
