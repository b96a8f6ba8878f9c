//! Values for parameters that are set by name: what comes from a file or a command line is text.

use serde_json::{Number, Value};
use taurusdb_descriptor_types::{Type, plain};

/// A value of the declared type: text becomes the number or the truth value that it spells, and those become text
/// where text is declared. Null fits everywhere.
///
/// # Errors
/// Says what is expected. The value itself is not shown: it may be a secret.
pub(super) fn fitted(kind: &Type, value: Value) -> Result<Value, String> {
    match (kind, value) {
        (_, Value::Null) => Ok(Value::Null),
        (Type::String, value @ (Value::Number(_) | Value::Bool(_))) => {
            Ok(Value::String(plain(&value).into_owned()))
        }
        (Type::Integer | Type::Long, Value::String(text)) => {
            whole(text.trim()).ok_or_else(|| expected("a whole number", "another text"))
        }
        (Type::Number, Value::String(text)) => match text.trim().parse::<Number>() {
            Ok(number) => Ok(Value::Number(number)),
            Err(_) => Err(expected("a number", "another text")),
        },
        (Type::Boolean, Value::String(text)) => match text.trim() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(expected("true or false", "another text")),
        },
        (Type::Integer | Type::Long, Value::Number(number)) if !is_whole(&number) => {
            Err(expected("a whole number", "a fraction"))
        }
        (Type::Array(element), Value::Array(values)) => {
            let values = values.into_iter().enumerate().map(|(index, value)| {
                fitted(element, value).map_err(|problem| format!("element {index} {problem}"))
            });
            values.collect::<Result<_, _>>().map(Value::Array)
        }
        (Type::String, value @ Value::String(_))
        | (Type::Integer | Type::Long | Type::Number, value @ Value::Number(_))
        | (Type::Boolean, value @ Value::Bool(_))
        | (Type::Object | Type::Map(_) | Type::Record(_), value @ Value::Object(_)) => Ok(value),
        (kind, value) => Err(expected(name_of(kind), given(&value))),
    }
}

fn whole(text: &str) -> Option<Value> {
    let number: Number = text.parse().ok()?;
    is_whole(&number).then_some(Value::Number(number))
}

fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

fn expected(expected: &str, given: &str) -> String {
    format!("must be {expected}, not {given}")
}

fn name_of(kind: &Type) -> &'static str {
    match kind {
        Type::String => "text",
        Type::Integer | Type::Long => "a whole number",
        Type::Number => "a number",
        Type::Boolean => "true or false",
        Type::Array(_) => "a list",
        Type::Object | Type::Map(_) | Type::Record(_) => "an object",
    }
}

fn given(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use taurusdb_descriptor_types::Type;

    use super::fitted;

    #[track_caller]
    fn fits(kind: &Type, value: Value, expected: Value) {
        assert_eq!(fitted(kind, value), Ok(expected));
    }

    #[track_caller]
    fn refuses(kind: &Type, value: Value, problem: &str) {
        assert_eq!(fitted(kind, value), Err(problem.to_owned()));
    }

    #[test]
    fn text_becomes_what_it_spells() {
        fits(&Type::Integer, json!(" 100 "), json!(100));
        fits(&Type::Long, json!("-9007199254740993"), json!(-9_007_199_254_740_993_i64));
        fits(&Type::Number, json!("0.5"), json!(0.5));
        fits(&Type::Boolean, json!("true"), json!(true));
        fits(&Type::Array(&Type::Integer), json!(["1", 2]), json!([1, 2]));
    }

    #[test]
    fn numbers_become_text() {
        fits(&Type::String, json!(8), json!("8"));
        fits(&Type::String, json!(true), json!("true"));
        fits(&Type::String, json!("8.10"), json!("8.10"));
        fits(&Type::Integer, json!(null), json!(null));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        refuses(&Type::Integer, json!("many"), "must be a whole number, not another text");
        refuses(&Type::Integer, json!("1.5"), "must be a whole number, not another text");
        refuses(&Type::Integer, json!(1.5), "must be a whole number, not a fraction");
        refuses(&Type::Boolean, json!("yes"), "must be true or false, not another text");
        refuses(&Type::Number, json!(true), "must be a number, not true or false");
        refuses(&Type::String, json!(["a"]), "must be text, not a list");
        refuses(&Type::Object, json!("a"), "must be an object, not text");
        refuses(&Type::Array(&Type::String), json!("a"), "must be a list, not text");
        let list = Type::Array(&Type::Integer);
        refuses(&list, json!([1, "x"]), "element 1 must be a whole number, not another text");
    }
}
