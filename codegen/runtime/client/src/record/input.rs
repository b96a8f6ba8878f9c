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
    /// A text that stands there as it is, for whoever takes one without a note; nobody else takes anything.
    Text(Place<'j>),
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
    /// The text at a place that holds one as it is.
    pub(super) fn certain(place: Place<'j>) -> Self {
        Self(Form::Text(place))
    }

    /// The value, whatever it is read from.
    pub(super) fn into_value(self) -> Value {
        match self.0 {
            Form::Value(value) => std::mem::take(value),
            Form::Place(place) | Form::Text(place) => place.value(),
        }
    }

    /// Whether it is for those only who take a text as it is.
    #[doc(hidden)]
    pub fn is_certain(&self) -> bool {
        matches!(self.0, Form::Text(_))
    }

    /// The text, if it stands there as it is.
    #[doc(hidden)]
    pub fn text(&self) -> Option<&'j str> {
        match self.0 {
            Form::Place(place) | Form::Text(place) if place.kind() == Kind::Text => {
                Some(place.raw())
            }
            _ => None,
        }
    }

    /// The place, if it is one and holds this kind.
    pub(super) fn place(&self, kind: Kind) -> Option<Place<'j>> {
        match self.0 {
            Form::Place(place) if place.kind() == kind => Some(place),
            _ => None,
        }
    }
}
