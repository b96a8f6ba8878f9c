//! Places in a text that has an outline.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Kind, Mark, Outline};
use crate::digits;

/// A text with its outline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<'j> {
    text: &'j str,
    marks: &'j [Mark],
}

impl Outline {
    /// The outline with the text that it was made of.
    pub(crate) fn of_text<'j>(&'j self, text: &'j str) -> Json<'j> {
        Json { text, marks: &self.0 }
    }
}

impl<'j> Json<'j> {
    /// The whole of it.
    pub(crate) fn root(&'j self) -> Place<'j> {
        Place { json: self, index: 0 }
    }
}

/// One value in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'j> {
    json: &'j Json<'j>,
    index: usize,
}

impl<'j> Place<'j> {
    fn mark(self) -> Mark {
        self.json.marks[self.index]
    }

    pub(crate) fn kind(self) -> Kind {
        self.mark().kind()
    }

    pub(crate) fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The bytes of a scalar as they stand there; of a text, without its quotes.
    pub(crate) fn raw(self) -> &'j str {
        let mark = self.mark();
        &self.json.text[mark.start()..mark.start() + mark.length()]
    }

    /// The text of a string.
    pub(crate) fn text(self) -> Cow<'j, str> {
        match self.kind() {
            Kind::Escaped => {
                let quoted = format!("\"{}\"", self.raw());
                // It was read before, when the outline was made.
                serde_json::from_str::<String>(&quoted).unwrap_or_default().into()
            }
            _ => self.raw().into(),
        }
    }

    /// The elements of a list.
    pub(crate) fn elements(self) -> impl Iterator<Item = Place<'j>> {
        let end = self.index + self.mark().extent();
        let mut next = Place { index: self.index + 1, ..self };
        std::iter::from_fn(move || {
            let place = next;
            (place.index < end).then(|| {
                next.index += place.mark().extent();
                place
            })
        })
    }

    /// The keys of an object, and the places of their values.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Place<'j>, Place<'j>)> {
        let end = self.index + self.mark().extent();
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let (key, value) =
                    (Place { index: next, ..self }, Place { index: next + 1, ..self });
                next += 1 + value.mark().extent();
                (key, value)
            })
        })
    }

    /// How it can be found again among the values of the same text.
    pub(crate) fn index(self) -> usize {
        self.index
    }

    /// The value with this index in the same text.
    pub(crate) fn at(self, index: usize) -> Self {
        Self { index, ..self }
    }

    /// The value as a tree. A number that would lose digits in it is a marked text.
    pub(crate) fn value(self) -> Value {
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::False => Value::Bool(false),
            Kind::True => Value::Bool(true),
            Kind::Number => digits::kept(self.raw()),
            Kind::Text | Kind::Escaped => Value::String(self.text().into_owned()),
            Kind::List => self.elements().map(Place::value).collect(),
            Kind::Object => {
                let entries =
                    self.entries().map(|(key, value)| (key.text().into_owned(), value.value()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }
}
