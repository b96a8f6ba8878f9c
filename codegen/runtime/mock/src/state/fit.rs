//! Values in the type of the field that shows them.

use serde_json::{Map, Number, Value};
use taurusdb_descriptor_types::{Broken, Facts, Field, Format, Type};

use super::datum::{Datum, text};
use super::json;
use super::times::{self, Style};

/// How a field wants its values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) kind: Type,
    /// How it writes moments, if it has any.
    pub(crate) style: Option<Style>,
    /// Whether it may be null.
    pub(crate) nullable: bool,
    /// What else is documented of its values.
    facts: &'static Facts<'static>,
}

impl Shape {
    pub(crate) fn of(field: &'static Field, shown: Option<&Value>) -> Self {
        let first = match shown {
            Some(Value::Array(items)) => items.first(),
            other => other,
        };
        let joins = field.facts.format == Some(Format::CommaSeparated);
        let style = if joins { None } else { times::style(field, first) };
        Self { kind: field.kind, style, nullable: field.nullable, facts: field.facts }
    }

    /// The same for what is inside its list or map.
    pub(crate) fn inside(self) -> Self {
        match self.kind {
            Type::Array(item) | Type::Map(item) => Self { kind: *item, ..self },
            _ => self,
        }
    }

    /// The documented limits that a value breaks.
    pub(crate) fn broken(&self, value: &Value) -> Vec<Broken> {
        broken(self.facts, value)
    }

    /// A value as the field shows it; nothing if it cannot.
    pub(crate) fn fit(&self, value: &Value) -> Option<Value> {
        let mut out = Vec::new();
        self.value(value, &mut out).then(|| serde_json::from_slice(&out).unwrap_or_default())
    }

    /// Writes a value as the field shows it. If it cannot, nothing is written, and this is `false`.
    pub(crate) fn write(&self, value: &Datum, out: &mut Vec<u8>) -> bool {
        match (value, self.kind) {
            (Datum::Json(value), _) => self.value(value, out),
            (Datum::Moment(moment), _) => self.born(*moment, out),
            (Datum::Text(text), Type::String) if self.style.is_none() => {
                json::text(text, out);
                true
            }
            (Datum::Text(text), _) => self.value(&Value::from(text.as_str()), out),
        }
    }

    /// The same for a value of JSON.
    pub(crate) fn value(&self, value: &Value, out: &mut Vec<u8>) -> bool {
        if value.is_null() {
            if self.nullable {
                out.extend_from_slice(b"null");
            }
            return self.nullable;
        }
        if let Some(style) = self.style
            && !matches!(self.kind, Type::Array(_))
            && let Some(moment) = times::of(value)
        {
            return self.moment(moment, style, out);
        }
        match (self.kind, value) {
            (Type::Array(item), value) => {
                let inner = Self { kind: *item, nullable: false, ..*self };
                let items = match value {
                    Value::Array(items) => items.as_slice(),
                    one => std::slice::from_ref(one),
                };
                out.push(b'[');
                let start = out.len();
                for item in items {
                    after(start, out, |out| inner.value(item, out));
                }
                out.push(b']');
                true
            }
            (Type::Map(item), Value::Object(fields)) => {
                let inner = Self { kind: *item, nullable: false, ..*self };
                object(fields, out, |_, value, out| inner.value(value, out))
            }
            (Type::Record(schema), Value::Object(fields)) => {
                object(fields, out, |key, value, out| {
                    let field = schema.field(key);
                    field.is_some_and(|field| Self::of(field, Some(value)).value(value, out))
                })
            }
            (Type::Object, Value::Object(_)) => {
                json::value(value, out);
                true
            }
            (Type::Map(_) | Type::Record(_) | Type::Object, _) => false,
            // A list in a scalar field: its first item.
            (_, Value::Array(items)) => {
                items.first().is_some_and(|one| scalar(&self.kind, one, out))
            }
            (_, one) => scalar(&self.kind, one, out),
        }
    }
}

impl Shape {
    /// Writes when something was made.
    pub(crate) fn born(&self, moment: i64, out: &mut Vec<u8>) -> bool {
        match self.style {
            Some(style) if !matches!(self.kind, Type::Array(_)) => self.moment(moment, style, out),
            _ => self.value(&times::text(moment).into(), out),
        }
    }

    fn moment(&self, moment: i64, style: Style, out: &mut Vec<u8>) -> bool {
        if let (Style::Text(form), Type::String) = (style, self.kind) {
            out.push(b'"');
            form.push(moment, out);
            out.push(b'"');
            return true;
        }
        scalar(&self.kind, &times::write(moment, style), out)
    }
}

/// Writes the fields of an object whose values can be written.
fn object(
    fields: &Map<String, Value>,
    out: &mut Vec<u8>,
    write: impl Fn(&str, &Value, &mut Vec<u8>) -> bool,
) -> bool {
    out.push(b'{');
    let start = out.len();
    for (key, value) in fields {
        after(start, out, |out| {
            json::text(key, out);
            out.push(b':');
            write(key, value, out)
        });
    }
    out.push(b'}');
    true
}

/// Writes one more thing after those that there are since `start`, and takes it back if it is nothing.
fn after(start: usize, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> bool) {
    let at = out.len();
    if at > start {
        out.push(b',');
    }
    if !write(out) {
        out.truncate(at);
    }
}

/// The documented limits that a plain value breaks.
pub(crate) fn broken(facts: &Facts<'_>, value: &Value) -> Vec<Broken> {
    match value {
        Value::String(text) => facts.broken_by_text(text),
        Value::Number(number) => facts.broken_by_number(number.as_f64().unwrap_or_default()),
        _ => Vec::new(),
    }
}

fn scalar(kind: &Type, value: &Value, out: &mut Vec<u8>) -> bool {
    let fitting: Option<Value> = match (kind, value) {
        (Type::String, Value::String(own)) => {
            json::text(own, out);
            return true;
        }
        (Type::Boolean, Value::Bool(_)) | (Type::Number, Value::Number(_)) => {
            json::value(value, out);
            return true;
        }
        (Type::String, Value::Array(_) | Value::Object(_)) => None,
        (Type::String, other) => Some(text(other).into()),
        (Type::Integer | Type::Long, Value::Number(number)) => whole(number).map(Value::from),
        (Type::Integer | Type::Long, Value::String(text)) => {
            text.trim().parse::<i64>().ok().map(Value::from)
        }
        (Type::Integer | Type::Long, Value::Bool(is)) => Some(i64::from(*is).into()),
        (Type::Number, Value::String(text)) => {
            text.trim().parse().ok().and_then(Number::from_f64).map(Value::from)
        }
        (Type::Boolean, Value::String(text)) if text.eq_ignore_ascii_case("true") => {
            Some(true.into())
        }
        (Type::Boolean, Value::String(text)) if text.eq_ignore_ascii_case("false") => {
            Some(false.into())
        }
        (Type::Boolean, Value::Number(number)) => Some((number.as_i64() != Some(0)).into()),
        _ => None,
    };
    fitting.map(|value| json::value(&value, out)).is_some()
}

fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().map(|number| number as i64))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use taurusdb_descriptor_types::{Field, Type};

    use super::Shape;

    #[track_caller]
    fn check(kind: Type, value: Value, expected: Option<Value>) {
        let field: &'static Field = Box::leak(Box::new(Field::new("value", kind)));
        assert_eq!(Shape::of(field, None).fit(&value), expected, "{value} as {kind:?}");
    }

    #[test]
    fn values_take_the_type_of_their_field() {
        check(Type::String, json!(3306), Some(json!("3306")));
        check(Type::Integer, json!("3306"), Some(json!(3306)));
        check(Type::Long, json!(2.0), Some(json!(2)));
        check(Type::Number, json!("0.5"), Some(json!(0.5)));
        check(Type::Boolean, json!("TRUE"), Some(json!(true)));
        check(Type::Boolean, json!(0), Some(json!(false)));
        check(Type::Array(&Type::String), json!("a"), Some(json!(["a"])));
        check(Type::Array(&Type::Integer), json!(["1", "x"]), Some(json!([1])));
        check(Type::String, json!(["a", "b"]), Some(json!("a")));
        check(Type::Map(&Type::String), json!({ "a": 1 }), Some(json!({ "a": "1" })));
    }

    #[test]
    fn what_cannot_be_shown_is_left_out() {
        check(Type::Integer, json!("ten"), None);
        check(Type::Boolean, json!("yes"), None);
        check(Type::String, json!({}), None);
        check(Type::String, Value::Null, None);
        let field: &'static Field = Box::leak(Box::new(Field::new("v", Type::String).nullable()));
        assert_eq!(Shape::of(field, None).fit(&Value::Null), Some(Value::Null));
    }
}
