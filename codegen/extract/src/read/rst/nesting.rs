//! How deep an element stands in others, and how to read what it contains.

use super::element::{Element, Ln};
use crate::fault::Fault;

/// Deeper than any page for people; the bound keeps the stack small.
const DEEPEST: u32 = 40;

/// Reads elements that stand at a depth.
pub(super) type Read = for<'a> fn(&[Ln<'a>], Nesting) -> Result<Vec<Element<'a>>, Fault>;

/// The depth of the elements that are read. Elements of all kinds contain elements of all kinds, so
/// that which reads them is handed down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nesting {
    depth: u32,
    elements: Read,
}

impl Nesting {
    /// The depth of a page.
    pub(super) fn page(elements: Read) -> Self {
        Self { depth: 0, elements }
    }

    /// Reads what an element contains.
    pub(super) fn read<'a>(self, lines: &[Ln<'a>]) -> Result<Vec<Element<'a>>, Fault> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            let line = lines.first().map_or(1, |line| line.number);
            return Err(Fault::new(
                line,
                format!("an element inside of {DEEPEST} others"),
                "lists and tables that people can read",
            ));
        }
        (self.elements)(lines, Self { depth, ..self })
    }
}
