//! The entries of `operations.toml`: what is known of an operation beyond its description.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer};

use super::{ErrorAnswer, FieldPath, IdShape, Input};
use crate::Effect;

/// What is known of an operation beyond its description.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationFacts {
    /// The resource that it works on; `None` for catalogues and checks that touch no record.
    #[serde(deserialize_with = "resource_or_none")]
    pub resource: Option<String>,
    /// Why it works on no resource.
    #[serde(default)]
    pub reason: Option<String>,
    /// What repeating it does.
    pub effect: Effect,
    /// The inputs that carry an id, and the resource of the id.
    #[serde(default)]
    pub refs: BTreeMap<Input, RefTargets>,
    /// For an id, the input with the id of what its record belongs to, where there are several.
    #[serde(default)]
    pub of: BTreeMap<Input, Input>,
    /// Path parameters that carry no id.
    #[serde(default)]
    pub plain: Vec<String>,
    /// The records that must be free when the call arrives, and are locked while its task runs.
    #[serde(default)]
    pub locks: Vec<Lock>,
    /// How the work can be followed; absent if the answer has no handle.
    #[serde(default)]
    pub task: Option<Task>,
    /// Where the items of a list are; absent if the answer is not a list.
    #[serde(default)]
    pub paging: Option<Paging>,
}

/// The resource whose id an input carries, or several if it can be any of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct RefTargets(pub Vec<RefTarget>);

/// A resource whose id an input carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefTarget {
    /// The resource.
    pub resource: String,
    /// The attribute, if the id consists of several.
    pub attribute: Option<FieldPath>,
}

/// An id, and the id of what its record belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The input with the id of the record.
    pub input: Input,
    /// The input with the id of what it belongs to.
    pub of: Input,
    /// The attribute that says what it belongs to; without one, it lies under it.
    pub by: Option<FieldPath>,
}

/// Something that a call locks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Lock {
    /// The records of a resource that the request names, or whose parent it names.
    Resource(String),
    /// The record whose id this input carries.
    Input(Input),
}

/// The work that a call starts, and how it is followed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Where the answer has the id of a job.
    #[serde(default)]
    pub job: Option<FieldPath>,
    /// Where the answer has the id of a workflow.
    #[serde(default)]
    pub workflow: Option<FieldPath>,
    /// Where the answer has the id of an order.
    #[serde(default)]
    pub order: Option<FieldPath>,
    /// Other fields that have carried the handle, although the document does not have them.
    #[serde(default)]
    pub seen: Vec<FieldPath>,
    /// The shape that a value must have to be a handle.
    #[serde(default)]
    pub shape: Option<IdShape>,
    /// Name of the task in the document's list.
    #[serde(default)]
    pub name: Option<String>,
    /// The input that makes the task wait for the maintenance window.
    #[serde(default)]
    pub delayed_by: Option<Input>,
    /// The least and the greatest duration.
    #[serde(default)]
    pub seconds: Option<[u32; 2]>,
    /// The error that other calls get meanwhile, if it is not the resource's.
    #[serde(default)]
    pub busy: Option<ErrorAnswer>,
}

/// Where the items of an answer are, and how the next page is requested.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "PagingTable")]
pub struct Paging {
    /// How the next page is requested.
    pub style: PagingStyle,
    /// The list.
    pub items: FieldPath,
    /// The count that the service states; it may be wrong.
    pub total: Option<FieldPath>,
}

/// How the next page is requested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagingStyle {
    /// There are no pages: the answer has everything.
    None,
    /// By the query parameters `offset` and `limit`.
    OffsetLimitQuery {
        /// The offset of the first page.
        first: u8,
        /// By what the offset advances.
        counts: Counts,
    },
    /// By `offset` and `limit` in the body.
    OffsetLimitBody {
        /// The offset of the first page.
        first: u8,
        /// By what the offset advances.
        counts: Counts,
    },
    /// By the line number of the last item, in the body.
    LineNumBody(Cursor),
    /// By the name of the last file, in the query.
    FileNameQuery(Cursor),
}

/// By what an offset advances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// By the number of items received.
    Records,
    /// By one for each page.
    Pages,
}

/// The value of the last item that the request for the next page carries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The field of the item.
    pub from: FieldPath,
    /// The input that takes it.
    pub to: Input,
}

impl OperationFacts {
    /// The inputs that carry an id of a resource.
    pub fn refs_to<'a>(&'a self, resource: &'a str) -> impl Iterator<Item = &'a Input> {
        self.refs
            .iter()
            .filter(move |(_, targets)| targets.0.iter().any(|t| t.resource == resource))
            .map(|(input, _)| input)
    }
}

impl Task {
    /// The documented places of handles, each with its key: `job`, `workflow`, `order`.
    pub fn handles(&self) -> impl Iterator<Item = (&'static str, &FieldPath)> {
        [("job", &self.job), ("workflow", &self.workflow), ("order", &self.order)]
            .into_iter()
            .filter_map(|(word, path)| Some((word, path.as_ref()?)))
    }
}

impl PagingStyle {
    /// The style as the files write it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::OffsetLimitQuery { .. } => "offset-limit-query",
            Self::OffsetLimitBody { .. } => "offset-limit-body",
            Self::LineNumBody(_) => "line-num-body",
            Self::FileNameQuery(_) => "file-name-query",
        }
    }

    /// The cursor, if the style has one.
    pub fn cursor(&self) -> Option<&Cursor> {
        match self {
            Self::LineNumBody(cursor) | Self::FileNameQuery(cursor) => Some(cursor),
            _ => None,
        }
    }
}

fn resource_or_none<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    Ok(Some(name).filter(|name| name != "none"))
}

impl TryFrom<String> for RefTargets {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let target = |text: &str| -> Result<RefTarget, String> {
            let (resource, attribute) = match text.split_once('.') {
                Some((resource, attribute)) => (resource, Some(attribute.parse()?)),
                None => (text, None),
            };
            if resource.is_empty() {
                return Err("a resource is missing: expected RESOURCE, A|B or RESOURCE.ATTRIBUTE"
                    .to_owned());
            }
            Ok(RefTarget { resource: resource.to_owned(), attribute })
        };
        text.split('|').map(target).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for RefTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.resource)?;
        self.attribute.as_ref().map_or(Ok(()), |attribute| write!(f, ".{attribute}"))
    }
}

impl TryFrom<String> for Lock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if Input::is_meant(&text) {
            text.parse().map(Self::Input)
        } else {
            Ok(Self::Resource(text))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PagingTable {
    style: String,
    items: FieldPath,
    total: Option<FieldPath>,
    first: Option<u8>,
    counts: Option<Counts>,
    cursor: Option<Cursor>,
}

impl TryFrom<PagingTable> for Paging {
    type Error = String;

    fn try_from(table: PagingTable) -> Result<Self, String> {
        let style = match (table.style.as_str(), table.first, table.counts, table.cursor) {
            ("none", None, None, None) => PagingStyle::None,
            ("offset-limit-query", Some(first @ 0..=1), Some(counts), None) => {
                PagingStyle::OffsetLimitQuery { first, counts }
            }
            ("offset-limit-body", Some(first @ 0..=1), Some(counts), None) => {
                PagingStyle::OffsetLimitBody { first, counts }
            }
            ("line-num-body", None, None, Some(cursor)) => PagingStyle::LineNumBody(cursor),
            ("file-name-query", None, None, Some(cursor)) => PagingStyle::FileNameQuery(cursor),
            ("none", ..) => {
                return Err("the style 'none' takes no first, counts or cursor".to_owned());
            }
            (style @ ("offset-limit-query" | "offset-limit-body"), ..) => {
                return Err(format!(
                    "the style '{style}' takes first (0 or 1) and counts, and no cursor"
                ));
            }
            (style @ ("line-num-body" | "file-name-query"), ..) => {
                return Err(format!("the style '{style}' takes a cursor, and no first or counts"));
            }
            (style, ..) => {
                return Err(format!(
                    "'{style}' is not a style: expected none, offset-limit-query, offset-limit-body, line-num-body or file-name-query"
                ));
            }
        };
        Ok(Self { style, items: table.items, total: table.total })
    }
}
