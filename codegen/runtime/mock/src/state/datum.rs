//! Values as records keep them: small, and quickly copied.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;
use smol_str::SmolStr;

use super::paths::field;
use super::times;
use crate::data::Data;

/// A value as records keep it. Of the several forms that could hold a value, it is always in the first that can:
/// values are equal when their forms are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    /// A text that says a moment in the form in which records keep moments, in milliseconds since 1970.
    Moment(i64),
    /// Any other text.
    Text(SmolStr),
    /// Anything else.
    Json(Arc<Value>),
}

const AT_END: &str = "@end";

impl Datum {
    /// A text of the program, which nobody needs to copy.
    pub(crate) fn fixed(text: &'static str) -> Self {
        match times::kept(text.as_bytes()) {
            Some(moment) => Self::Moment(moment),
            None => Self::Text(SmolStr::new_static(text)),
        }
    }

    /// The text, if it is one.
    pub(crate) fn as_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Moment(moment) => Some(Cow::Owned(times::text(*moment))),
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Json(_) => None,
        }
    }

    /// What it is if it is no text.
    pub(crate) fn as_json(&self) -> Option<&Value> {
        match self {
            Self::Json(value) => Some(value),
            Self::Moment(_) | Self::Text(_) => None,
        }
    }

    /// Stands for the moment at which work ends, until it does.
    pub(crate) const fn at_end() -> Self {
        Self::Text(SmolStr::new_static(AT_END))
    }

    /// Whether it stands for that moment.
    pub(crate) fn is_at_end(&self) -> bool {
        matches!(self, Self::Text(text) if text == AT_END)
    }

    /// The moment that it says, in milliseconds since 1970.
    pub(crate) fn moment(&self) -> Option<i64> {
        match self {
            Self::Moment(moment) => Some(*moment),
            Self::Text(text) => times::parse(text),
            Self::Json(value) => times::of(value),
        }
    }

    /// The elements, if it is a list.
    pub(crate) fn items(&self) -> Option<&[Value]> {
        self.as_json().and_then(Value::as_array).map(Vec::as_slice)
    }

    /// What lies at the end of these names in it.
    pub(crate) fn part(&self, names: &[&str]) -> Option<&Value> {
        names.iter().try_fold(self.as_json()?, |value, name| field(value, name))
    }

    /// It as a tree of JSON.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Moment(moment) => times::text(*moment).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Json(value) => Value::clone(value),
        }
    }

    /// Takes another value in its place. Objects are merged: what the other does not name stays.
    pub(crate) fn take(&mut self, other: Self) {
        if let (Self::Json(old), Self::Json(new)) = (&mut *self, &other)
            && let (Value::Object(_), Value::Object(new)) = (&**old, &**new)
            && let Value::Object(old) = Arc::make_mut(old)
        {
            old.extend(new.clone());
            return;
        }
        *self = other;
    }
}

impl Datum {
    /// Another value in its place, as [`Self::take`] takes it.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.take(other);
        self
    }
}

impl From<SmolStr> for Datum {
    fn from(text: SmolStr) -> Self {
        match times::kept(text.as_bytes()) {
            Some(moment) => Self::Moment(moment),
            None => Self::Text(text),
        }
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        SmolStr::new(text).into()
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        SmolStr::new(text).into()
    }
}

impl From<&Value> for Datum {
    fn from(value: &Value) -> Self {
        match value {
            Value::String(text) => text.as_str().into(),
            other => Self::Json(Arc::new(other.clone())),
        }
    }
}

impl From<Value> for Datum {
    fn from(value: Value) -> Self {
        match value {
            Value::String(text) => text.into(),
            other => Self::Json(Arc::new(other)),
        }
    }
}

impl From<&Data> for Datum {
    fn from(data: &Data) -> Self {
        match data {
            Data::Text(text) => text.clone().into(),
            other => Self::Json(Arc::new(other.to_value())),
        }
    }
}

impl From<i64> for Datum {
    fn from(number: i64) -> Self {
        Value::from(number).into()
    }
}

/// What values have in common however they are held.
pub(crate) trait Plain {
    /// A scalar as the text that it is compared by.
    fn plain(&self) -> Cow<'_, str>;
}

impl Plain for Value {
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::String(text) => Cow::Borrowed(text),
            Self::Null => Cow::Borrowed(""),
            other => Cow::Owned(other.to_string()),
        }
    }
}

impl Plain for Datum {
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Moment(moment) => Cow::Owned(times::text(*moment)),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Json(value) => value.plain(),
        }
    }
}

impl<T: Plain + Clone> Plain for Cow<'_, T> {
    fn plain(&self) -> Cow<'_, str> {
        (**self).plain()
    }
}

/// A scalar as the text that it is compared by.
pub(crate) fn text(value: &impl Plain) -> String {
    value.plain().into_owned()
}

/// The same, without a copy where there is one already.
pub(crate) fn plain(value: &impl Plain) -> Cow<'_, str> {
    value.plain()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Datum, plain};

    #[test]
    fn a_value_comes_back_as_it_was() {
        for value in [
            json!("short"),
            json!(""),
            json!("é".repeat(40)),
            json!("2024-12-31T00:00:00.000Z"),
            json!("2024-12-31T23:59:60.000Z"),
            json!("2024-12-31T00:00:00.000+"),
            json!("0000-01-01T00:00:00.000Z"),
            json!("9999-12-31T23:59:59.999Z"),
            json!(null),
            json!(-7),
            json!(0.5),
            json!(["a", { "b": [1] }]),
        ] {
            let datum = Datum::from(&value);
            assert_eq!(datum.to_value(), value);
            assert_eq!(datum, Datum::from(datum.to_value()));
            assert_eq!(plain(&datum), plain(&value));
        }
    }

    #[test]
    fn objects_are_merged_and_what_else_there_is_is_replaced() {
        let mut kept = Datum::from(json!({ "a": 1, "b": 2 }));
        let copy = kept.clone();
        kept.take(json!({ "b": 3, "c": 4 }).into());
        assert_eq!(kept.to_value(), json!({ "a": 1, "b": 3, "c": 4 }));
        assert_eq!(copy.to_value(), json!({ "a": 1, "b": 2 }));
        kept.take("text".into());
        assert_eq!(kept.to_value(), json!("text"));
    }

    #[test]
    fn it_is_small() {
        assert_eq!(size_of::<Datum>(), 24);
        assert!(size_of::<Value>() > 2 * size_of::<Datum>());
    }
}
