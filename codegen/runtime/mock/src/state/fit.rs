//! Values in the type of the field that shows them.

use serde_json::{Map, Number, Value};
use taurusdb_descriptor_types::{Broken, Facts, Field, Format, Type};

use super::ask::text;
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
    pub(crate) fn fit(&self, value: Value) -> Option<Value> {
        if value.is_null() {
            return self.nullable.then_some(Value::Null);
        }
        if let Some(style) = self.style
            && let Some(moment) = times::of(&value)
            && !matches!(self.kind, Type::Array(_))
        {
            return scalar(&self.kind, times::write(moment, style));
        }
        match self.kind {
            Type::Array(item) => {
                let inner = Self { kind: *item, nullable: false, ..*self };
                let items = match value {
                    Value::Array(items) => items,
                    one => vec![one],
                };
                Some(items.into_iter().filter_map(|item| inner.fit(item)).collect())
            }
            Type::Map(item) => {
                let inner = Self { kind: *item, nullable: false, ..*self };
                let Value::Object(fields) = value else { return None };
                let fields = fields.into_iter();
                let fields: Map<_, _> =
                    fields.filter_map(|(key, value)| Some((key, inner.fit(value)?))).collect();
                Some(fields.into())
            }
            Type::Record(schema) => {
                let Value::Object(fields) = value else { return None };
                let known = fields.into_iter().filter_map(|(key, value)| {
                    let field = schema.field(&key)?;
                    let shape = Self::of(field, Some(&value));
                    Some((key, shape.fit(value)?))
                });
                Some(known.collect::<Map<_, _>>().into())
            }
            Type::Object => value.is_object().then_some(value),
            _ => match value {
                // A list in a scalar field: its first item.
                Value::Array(items) => {
                    items.into_iter().next().and_then(|one| scalar(&self.kind, one))
                }
                one => scalar(&self.kind, one),
            },
        }
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

fn scalar(kind: &Type, value: Value) -> Option<Value> {
    Some(match kind {
        Type::String => match value {
            Value::String(_) => value,
            Value::Array(_) | Value::Object(_) => return None,
            other => text(&other).into(),
        },
        Type::Integer | Type::Long => match &value {
            Value::Number(number) => whole(number)?.into(),
            Value::String(text) => text.trim().parse::<i64>().ok()?.into(),
            Value::Bool(is) => i64::from(*is).into(),
            _ => return None,
        },
        Type::Number => match value {
            Value::Number(_) => value,
            Value::String(text) => Number::from_f64(text.trim().parse().ok()?)?.into(),
            _ => return None,
        },
        Type::Boolean => match &value {
            Value::Bool(_) => value,
            Value::String(text) if text.eq_ignore_ascii_case("true") => true.into(),
            Value::String(text) if text.eq_ignore_ascii_case("false") => false.into(),
            Value::Number(number) => (number.as_i64() != Some(0)).into(),
            _ => return None,
        },
        _ => return None,
    })
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
        assert_eq!(Shape::of(field, None).fit(value.clone()), expected, "{value} as {kind:?}");
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
        assert_eq!(Shape::of(field, None).fit(Value::Null), Some(Value::Null));
    }
}
