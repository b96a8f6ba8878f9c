//! What all documents made of pages share, whatever their markup: the order of the pages and their
//! section numbers, the list of contents, what a title page would say, and tables that several pages share.

mod elsewhere;
mod front;
mod outline;

pub(super) use elsewhere::{named, state_elsewhere};
pub(super) use front::front;
pub(super) use outline::{Place, chapters, outline, words};

/// What stands for the issue and the date of a document that says neither.
pub const UNDATED: &str = "undated";

/// The number of a table: tables of pages are counted in each page, so the number of its section
/// comes first.
pub(super) fn table_number(section: &str, count: usize) -> String {
    format!("{section}-{count}")
}
