//! Reads the body of an answer, as tolerantly as it takes.

use serde_json::Value;

use crate::outline::{Kind, Outline};
use crate::record::{Note, Slot, Unfilled, read_json, read_place};
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
    let notes = match text.is_empty() {
        true => Vec::new(),
        false => Content::of(&text)?.read_into(&mut slot, &text),
    };
    Ok((slot, notes))
}

/// What a text holds, before it is known what it is read into.
#[derive(Clone)]
pub(crate) enum Content {
    /// JSON as it should be.
    Clean(Outline),
    /// What has been made of anything else, and what had to be mended for it.
    Mended(Value, Vec<Note>),
}

impl Content {
    /// Reads a text, without the white space around it.
    pub(crate) fn of(text: &[u8]) -> Result<Self, serde_json::Error> {
        match std::str::from_utf8(text).ok().and_then(Outline::of) {
            Some(outline) => Ok(Self::Clean(outline)),
            None => read_exactly(text).map(|(value, notes)| Self::Mended(value, notes)),
        }
    }

    /// Whether the text that this was made of is an object with such a key.
    pub(crate) fn has_key(&self, text: &[u8], is_wanted: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Clean(outline) => {
                let json = std::str::from_utf8(text).map(|text| outline.of_text(text));
                json.is_ok_and(|json| {
                    let root = json.root();
                    root.kind() == Kind::Object
                        && root.entries().any(|(key, _)| is_wanted(&key.text()))
                })
            }
            Self::Mended(Value::Object(object), _) => object.keys().any(|key| is_wanted(key)),
            Self::Mended(..) => false,
        }
    }

    /// The value of the text that this was made of.
    pub(crate) fn value(&self, text: &[u8]) -> Value {
        match self {
            Self::Clean(outline) => match std::str::from_utf8(text) {
                Ok(text) => outline.of_text(text).root().value(),
                // Nothing has an outline that is not UTF-8.
                Err(_) => Value::Null,
            },
            Self::Mended(value, _) => value.clone(),
        }
    }

    /// Reads the text that this was made of into a slot. The notes also tell what was mended before.
    pub(crate) fn read_into(self, slot: &mut dyn Slot, text: &[u8]) -> Vec<Note> {
        match (self, std::str::from_utf8(text)) {
            (Self::Clean(outline), Ok(text)) => read_place(slot, outline.of_text(text).root()),
            (Self::Mended(value, mut notes), _) => {
                notes.extend(read_json(slot, value));
                notes
            }
            // Nothing has an outline that is not UTF-8.
            (Self::Clean(_), Err(_)) => Vec::new(),
        }
    }
}

/// Reads a body in which each number keeps its digits: see [`digits`].
pub(crate) fn read_exactly(body: &[u8]) -> Result<(Value, Vec<Note>), serde_json::Error> {
    match digits::marked(body).and_then(|marked| lenient::parse(&marked).ok()) {
        Some(read) => Ok(read),
        None => lenient::parse(body),
    }
}
