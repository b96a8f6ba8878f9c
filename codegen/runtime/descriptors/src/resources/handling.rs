//! How a call is handled beyond request and answer: locks, the task it starts, the pages of a list.

use super::{ErrorAnswer, FieldPath, IdShape, Input};

/// A resource whose id an input carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefTarget {
    /// The resource.
    pub resource: &'static str,
    /// The attribute, where the id has several.
    pub attribute: Option<FieldPath>,
}

/// Something that a call locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// The records of a resource that the request names, or that lie under the one it names.
    Resource(&'static str),
    /// The record whose id the request carries there.
    Input(Input),
}

/// The work that a call starts, and how it is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// Where the answer has the id of a job.
    pub job: Option<FieldPath>,
    /// Where the answer has the id of a workflow.
    pub workflow: Option<FieldPath>,
    /// Where the answer has the id of an order.
    pub order: Option<FieldPath>,
    /// Other fields in which the handle has been seen, although the document has none.
    pub seen: &'static [FieldPath],
    /// What the value has to look like to be a handle.
    pub shape: Option<IdShape>,
    /// Name of the task in the document's list.
    pub name: Option<&'static str>,
    /// The input that makes the task wait for the maintenance window.
    pub delayed_by: Option<Input>,
    /// How long it takes at least and at most.
    pub seconds: Option<[u32; 2]>,
    /// What other calls are told meanwhile, if not what the resource says.
    pub busy: Option<ErrorAnswer>,
}

impl Task {
    /// A task without any facts, to be filled in.
    pub const NONE: Self = Self {
        job: None,
        workflow: None,
        order: None,
        seen: &[],
        shape: None,
        name: None,
        delayed_by: None,
        seconds: None,
        busy: None,
    };
}

/// Where the items of an answer are, and how the next page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is asked for.
    pub style: PagingStyle,
    /// The list.
    pub items: FieldPath,
    /// The count that the service states; it may be wrong.
    pub total: Option<FieldPath>,
}

/// How the next page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagingStyle {
    /// Not at all: the answer has everything.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// By the number of items received.
    Records,
    /// By one for each page.
    Pages,
}

/// What is carried from the last item of a page into the request for the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The field of the item.
    pub from: FieldPath,
    /// The input that takes it.
    pub to: Input,
}
