//! Values given as text: flags and arguments.

use taurusdb_descriptor_types::Type;

/// The text to send for a value of a declared type, or what it must be instead.
pub(crate) fn wire(kind: &Type, text: &str) -> Result<String, &'static str> {
    match kind {
        Type::Integer | Type::Long => {
            text.parse::<i64>().map(|number| number.to_string()).map_err(|_| kind.noun())
        }
        Type::Number => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(text.to_owned()),
            _ => Err(kind.noun()),
        },
        Type::Boolean => match text.to_ascii_lowercase() {
            word if word == "true" || word == "false" => Ok(word),
            _ => Err(kind.noun()),
        },
        Type::Array(element) => wire(element, text),
        Type::String | Type::Object | Type::Map(_) | Type::Record(_) => Ok(text.to_owned()),
    }
}

/// A type in as few words as a list of fields has room for.
pub(crate) fn short(kind: &Type) -> String {
    match kind {
        Type::String => "string".to_owned(),
        Type::Integer | Type::Long => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Object | Type::Record(_) => "object".to_owned(),
        Type::Array(element) => format!("list of {}", plural(element)),
        Type::Map(element) => format!("map of {}", plural(element)),
    }
}

fn plural(kind: &Type) -> String {
    match kind {
        Type::Array(_) | Type::Map(_) => format!("({})", short(kind)),
        _ => short(kind) + "s",
    }
}

/// The type of the values themselves, whether one or many are given.
pub(crate) fn element(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) => element(inner),
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::Type;

    use super::{short, wire};

    #[track_caller]
    fn check(kind: Type, text: &str, expected: Result<&str, &'static str>) {
        assert_eq!(wire(&kind, text).as_deref().map_err(|noun| *noun), expected);
    }

    #[test]
    fn numbers_are_checked_and_written_plainly() {
        check(Type::Integer, "+007", Ok("7"));
        check(Type::Long, "9223372036854775807", Ok("9223372036854775807"));
        check(Type::Long, "9223372036854775808", Err("a whole number"));
        check(Type::Integer, "1.0", Err("a whole number"));
        check(Type::Integer, "", Err("a whole number"));
        check(Type::Number, "0.50", Ok("0.50"));
        check(Type::Number, "NaN", Err("a number"));
    }

    #[test]
    fn booleans_are_written_in_lower_case() {
        check(Type::Boolean, "True", Ok("true"));
        check(Type::Boolean, "1", Err("true or false"));
    }

    #[test]
    fn lists_are_checked_element_by_element() {
        check(Type::Array(&Type::Integer), "ten", Err("a whole number"));
        assert_eq!(short(&Type::Array(&Type::Map(&Type::Long))), "list of (map of integers)");
    }
}
