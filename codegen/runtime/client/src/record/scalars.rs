//! Slots of one scalar each, and how a scalar that arrives as another is understood.

use serde_json::Value;

use super::input::Form;
use super::reading::only;
use super::view::View;
use super::{Input, Reading, Slot};
use crate::decimal::Decimal;
use crate::outline::{Kind, Place};

impl Reading<'_> {
    /// A value declared as text; `None` if it cannot be one.
    pub fn text(&mut self, input: Input<'_>) -> Option<String> {
        self.scalar(input, "a string", |value| match value {
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        })
    }

    /// A value declared as a whole number; `None` if it cannot be one.
    pub fn integer(&mut self, input: Input<'_>) -> Option<i64> {
        self.scalar(input, "an integer", |value| match value {
            Value::Bool(value) => Some(i64::from(*value)),
            other => decimal(other)?.integer(),
        })
    }

    /// A value declared as a number with a fraction; `None` if it cannot be one. The nearest number that
    /// there is, if it cannot hold all digits.
    pub fn number(&mut self, input: Input<'_>) -> Option<f64> {
        self.scalar(input, "a number", |value| match value {
            Value::Bool(value) => Some(f64::from(u8::from(*value))),
            Value::Number(number) => number.as_f64(),
            Value::String(text) => {
                Decimal::of(text.trim())?;
                text.trim().parse().ok().filter(|number: &f64| number.is_finite())
            }
            _ => None,
        })
    }

    /// A value declared as true or false; `None` if it cannot be one.
    pub fn boolean(&mut self, input: Input<'_>) -> Option<bool> {
        self.scalar(input, "a boolean", |value| match value.as_str().map(str::trim) {
            Some(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Some(text) if text.eq_ignore_ascii_case("true") => Some(true),
            _ => boolean(&decimal(value)?),
        })
    }

    /// A scalar as declared, or bent by `convert`, or taken out of a list of one.
    fn scalar<T: Declared>(
        &mut self,
        input: Input<'_>,
        declared: &'static str,
        convert: fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = match input.0 {
            Form::Place(place) => match T::as_written(place) {
                Some(scalar) => return Some(scalar),
                None => place.value(),
            },
            Form::Text(place) => {
                let scalar = T::as_written(place);
                if scalar.is_none() {
                    self.miss();
                }
                return scalar;
            }
            Form::Value(value) => std::mem::take(value),
        };
        self.scalar_of(value, declared, convert)
    }

    fn scalar_of<T: Declared>(
        &mut self,
        value: Value,
        declared: &'static str,
        convert: fn(&Value) -> Option<T>,
    ) -> Option<T> {
        if let Some(digits) = self.written(&value) {
            return match T::from_digits(digits) {
                Some((scalar, is_declared)) => {
                    if !is_declared {
                        self.converted(declared, &value);
                    }
                    Some(scalar)
                }
                None => {
                    self.dropped(declared, &value);
                    None
                }
            };
        }
        let value = match T::as_declared(value) {
            Ok(scalar) => return Some(scalar),
            Err(value) => value,
        };
        if let Some(scalar) = convert(&value) {
            self.converted(declared, &value);
            return Some(scalar);
        }
        if let Value::Array(elements) = &value
            && let [element] = elements.as_slice()
            && !element.is_array()
        {
            self.converted(declared, &value);
            return only(value).and_then(|element| self.scalar_of(element, declared, convert));
        }
        self.dropped(declared, &value);
        None
    }
}

/// A scalar that one kind of JSON value stands for without any bending.
trait Declared: Sized {
    /// The scalar at a place of a text, if it certainly stands there just as declared.
    fn as_written(place: Place<'_>) -> Option<Self>;

    fn as_declared(value: Value) -> Result<Self, Value>;

    /// The scalar that a number in these digits stands for, and whether a number is what is declared.
    fn from_digits(digits: &str) -> Option<(Self, bool)>;
}

impl Declared for String {
    fn as_written(place: Place<'_>) -> Option<Self> {
        (place.kind() == Kind::Text).then(|| place.raw().to_owned())
    }

    fn as_declared(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(other),
        }
    }

    fn from_digits(digits: &str) -> Option<(Self, bool)> {
        Some((digits.to_owned(), false))
    }
}

impl Declared for i64 {
    fn as_written(place: Place<'_>) -> Option<Self> {
        match place.kind() {
            Kind::Number => place.raw().parse().ok().filter(|_| place.raw() != "-0"),
            _ => None,
        }
    }

    fn as_declared(value: Value) -> Result<Self, Value> {
        value.as_i64().ok_or(value)
    }

    fn from_digits(digits: &str) -> Option<(Self, bool)> {
        Some((Decimal::of(digits)?.integer()?, false))
    }
}

impl Declared for f64 {
    fn as_written(place: Place<'_>) -> Option<Self> {
        /// A double has all of so many digits.
        const EXACT: usize = 15;
        let is_short = place.kind() == Kind::Number && place.raw().len() <= EXACT;
        let is_short = is_short && !place.raw().contains(['e', 'E']);
        is_short.then(|| place.raw().parse().ok())?
    }

    fn as_declared(value: Value) -> Result<Self, Value> {
        /// Up to here, a double has all digits of a whole number.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let has_all = |number: &f64| {
            number.abs() < EXACT
                || value.is_f64()
                || decimal(&value).is_some_and(|decimal| decimal.is_exactly(*number))
        };
        value.as_f64().filter(has_all).ok_or(value)
    }

    fn from_digits(digits: &str) -> Option<(Self, bool)> {
        let number = digits.parse().ok().filter(|number: &f64| number.is_finite())?;
        Some((number, Decimal::of(digits)?.is_exactly(number)))
    }
}

impl Declared for bool {
    fn as_written(place: Place<'_>) -> Option<Self> {
        match place.kind() {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }
    }

    fn as_declared(value: Value) -> Result<Self, Value> {
        value.as_bool().ok_or(value)
    }

    fn from_digits(digits: &str) -> Option<(Self, bool)> {
        Some((boolean(&Decimal::of(digits)?)?, false))
    }
}

/// The decimal number that a number or a text stands for.
fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Decimal::of(&number.to_string()),
        Value::String(text) => Decimal::of(text.trim()),
        _ => None,
    }
}

fn boolean(number: &Decimal) -> Option<bool> {
    match number.integer() {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => None,
    }
}

impl Slot for String {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        // What answers have most of.
        if let Some(text) = input.text() {
            *self = text.to_owned();
        } else if let Some(text) = cx.text(input) {
            *self = text;
        }
    }
}

impl Slot for i64 {
    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        if let Some(integer) = cx.integer(input) {
            *self = integer;
        }
    }
}

impl Slot for f64 {
    fn view(&self) -> View<'_> {
        View::Number(*self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        if let Some(number) = cx.number(input) {
            *self = number;
        }
    }
}

impl Slot for bool {
    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        if let Some(boolean) = cx.boolean(input) {
            *self = boolean;
        }
    }
}

/// An object of which the document says no more.
impl Slot for Value {
    fn view(&self) -> View<'_> {
        if self.is_null() { View::Absent } else { View::Json(self) }
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        *self = cx.restored(input.into_value());
    }
}
