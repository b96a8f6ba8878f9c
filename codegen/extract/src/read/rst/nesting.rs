//! How deep an element stands in others.

use super::body;
use super::element::{Element, Ln};
use crate::fault::Fault;

/// Deeper than any page for people; the bound keeps the stack small.
const DEEPEST: u32 = 40;

/// The depth of the elements that are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nesting(pub(super) u32);

impl Nesting {
    /// Reads what an element contains.
    pub(super) fn read<'a>(self, lines: &[Ln<'a>]) -> Result<Vec<Element<'a>>, Fault> {
        let depth = self.0 + 1;
        if depth > DEEPEST {
            let line = lines.first().map_or(1, |line| line.number);
            return Err(Fault::new(
                line,
                format!("an element inside of {DEEPEST} others"),
                "lists and tables that people can read",
            ));
        }
        body::read(lines, Self(depth))
    }
}
