//! The parts of an answer, and where records, totals and handles go in it.

use taurusdb_descriptor_types::resources::FieldPath;

use super::access::Access;
use super::fit::Shape;
use super::json;
use super::recipe::Recipe;
use super::sort::Made;

/// A part of an answer.
#[derive(Debug)]
pub(crate) enum Node {
    /// Nothing is said.
    Nothing,
    /// The example, where nothing says what is in it.
    Text(&'static str),
    Object(Vec<(Key, Node)>),
    /// The first object whose view has a record to show.
    Either(Vec<(usize, Node)>),
    /// An attribute of the record that a view shows.
    Attribute {
        view: usize,
        access: Access,
        /// What is made up, where it is the same for all records, as the place shows it; empty where it cannot.
        constant: Box<[u8]>,
        shape: Shape,
    },
    /// What a view computes.
    Source {
        view: usize,
        source: Recipe,
        shape: Shape,
    },
    /// One element for each record of a view.
    Records {
        view: usize,
        item: Box<Node>,
        is_paged: bool,
    },
    /// One element for each value of an attribute.
    Groups {
        view: usize,
        attribute: FieldPath,
        item: Box<Node>,
        is_paged: bool,
    },
    /// The value of the group around.
    Group {
        view: usize,
        shape: Shape,
    },
    /// A list of one.
    One(Box<Node>),
    /// Several lists, one after the other.
    Joined(Vec<Node>),
    /// The number of items on all pages.
    Total(Shape),
    /// The handle of the task, or of the order.
    Task,
    Order,
    /// What the service makes up beside the records; about the record of a view, if there is one. A
    /// request that has an input of this name has its value repeated.
    Made {
        view: Option<usize>,
        name: &'static str,
        made: Made,
        shape: Shape,
    },
    /// The elements that the example shows. `is_list` marks the list that the answer is about: its
    /// elements are those that agree with what the request asks for.
    Rows {
        rows: Vec<Node>,
        is_list: bool,
    },
}

/// The name of a field, and how it is written before its value: with a comma, which the first field leaves out.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) written: Box<[u8]>,
}

impl Key {
    pub(crate) fn new(name: &'static str) -> Self {
        let mut written = vec![b','];
        json::text(name, &mut written);
        written.push(b':');
        Self { name, written: written.into() }
    }
}
