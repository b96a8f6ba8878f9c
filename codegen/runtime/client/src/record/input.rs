//! What a slot is read from.

use serde_json::Value;

use crate::outline::{Kind, Place};

/// What a slot is read from: a value that was parsed, or a place in a text.
///
/// A text is read without making values of it, as long as it holds what is declared.
pub struct Input<'j>(pub(super) Form<'j>);

pub(super) enum Form<'j> {
    Value(&'j mut Value),
    Place(Place<'j>),
}

impl<'j> From<&'j mut Value> for Input<'j> {
    /// Takes the value out of its place.
    fn from(value: &'j mut Value) -> Self {
        Self(Form::Value(value))
    }
}

impl<'j> From<Place<'j>> for Input<'j> {
    fn from(place: Place<'j>) -> Self {
        Self(Form::Place(place))
    }
}

impl<'j> Input<'j> {
    /// The value, whatever it is read from.
    pub(super) fn into_value(self) -> Value {
        match self.0 {
            Form::Value(value) => std::mem::take(value),
            Form::Place(place) => place.value(),
        }
    }

    /// The text, if it stands in one as it is.
    pub(super) fn text(&self) -> Option<&'j str> {
        self.place(Kind::Text).map(Place::raw)
    }

    /// The place, if it is one and holds this kind.
    pub(super) fn place(&self, kind: Kind) -> Option<Place<'j>> {
        match self.0 {
            Form::Place(place) if place.kind() == kind => Some(place),
            _ => None,
        }
    }
}
