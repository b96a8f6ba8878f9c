//! Reads the body of an answer, as tolerantly as it takes.

use serde_json::Value;

use crate::record::{Note, Slot, Unfilled, read_json};
use crate::{digits, lenient};

/// Reads the body of an answer into a new record (or any other slot), and tells what had to be mended, converted
/// or dropped. An empty body gives the empty record.
///
/// This is how the client reads answers; use it for bodies that were kept.
///
/// # Errors
/// Fails if the body is not JSON, or ends too early.
pub fn from_bytes<T: Slot + Unfilled>(body: &[u8]) -> Result<(T, Vec<Note>), serde_json::Error> {
    let mut slot = T::unfilled();
    let text = lenient::text(body);
    if text.is_empty() {
        return Ok((slot, Vec::new()));
    }
    let (value, mut notes) = read_exactly(&text)?;
    notes.extend(read_json(&mut slot, value));
    Ok((slot, notes))
}

/// Reads a body in which each number keeps its digits: see [`digits`].
pub(crate) fn read_exactly(body: &[u8]) -> Result<(Value, Vec<Note>), serde_json::Error> {
    match digits::marked(body).and_then(|marked| lenient::parse(&marked).ok()) {
        Some(read) => Ok(read),
        None => lenient::parse(body),
    }
}
