//! Reads types as the document writes them.

use taurusdb_spec::Type;

use crate::text::{squeezed_lower, without_s};

/// A type as the document writes it, before references are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    Scalar(Type),
    /// An object; the description may say which one.
    Object,
    /// An object by the name of its table.
    Named(String),
    /// An object by the number of its table.
    Numbered(String),
    Array(Box<Expression>),
    Map(Box<Expression>),
}

/// Reads a type; `None` if it is none of the document's forms.
///
/// The forms: `String`, `Integer`, `Long`, `Double`, `Number`, `Boolean`, `Object`, `X object`,
/// `Table 4-1 object`, `Array of X objects`, `Array of strings`, `List<X>`, `Map<String,X>`; the
/// document varies their case and number.
pub(super) fn parse(text: &str) -> Option<Expression> {
    let text = text.trim();
    let list = ["Array of ", "Arrays of "].iter().find_map(|prefix| text.strip_prefix(prefix));
    if let Some(item) = list {
        return Some(Expression::Array(Box::new(element(item)?)));
    }
    if let Some(item) = text.strip_prefix("List<").and_then(|rest| rest.strip_suffix('>')) {
        return Some(Expression::Array(Box::new(element(item)?)));
    }
    if let Some(inner) = text.strip_prefix("Map<").and_then(|rest| rest.strip_suffix('>')) {
        let (key, value) = inner.split_once(',')?;
        if key.trim() != "String" {
            return None;
        }
        return Some(Expression::Map(Box::new(element(value)?)));
    }
    scalar(text).map(Expression::Scalar).or_else(|| object(text))
}

/// The type of a list's items or a map's values: a scalar, possibly in the plural, or an object,
/// possibly without the word `object`.
fn element(text: &str) -> Option<Expression> {
    let text = text.trim();
    let singular = without_s(text);
    if let Some(scalar) = scalar(singular) {
        return Some(Expression::Scalar(scalar));
    }
    match singular {
        // `Array of Lists` does not say what the items are.
        "List" => Some(Expression::Array(Box::new(Expression::Object))),
        _ => object(singular).or_else(|| is_name(text).then(|| Expression::Named(text.to_owned()))),
    }
}

/// The document varies the case, and the converter breaks words with spaces.
fn scalar(text: &str) -> Option<Type> {
    Some(match squeezed_lower(text).as_str() {
        "string" => Type::String,
        "integer" | "int" => Type::Integer,
        "long" => Type::Long,
        "double" | "number" | "float" => Type::Number,
        "boolean" | "bool" => Type::Boolean,
        _ => return None,
    })
}

fn object(text: &str) -> Option<Expression> {
    if matches!(text, "Object" | "object") {
        return Some(Expression::Object);
    }
    let name = text.strip_suffix(" object").or_else(|| text.strip_suffix(" Object"))?.trim();
    if let Some(number) = name.strip_prefix("Table ").filter(|rest| is_number(rest)) {
        return Some(Expression::Numbered(number.to_owned()));
    }
    is_name(name).then(|| Expression::Named(name.to_owned()))
}

/// `4-251`; `Table ReplConfig` is a name that the converter broke.
fn is_number(text: &str) -> bool {
    text.contains('-')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// Table names are identifiers; the converter breaks them with spaces.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

impl Expression {
    /// The innermost expression: the items of a list.
    pub(super) fn core(&self) -> &Self {
        match self {
            Self::Array(inner) | Self::Map(inner) => inner.core(),
            other => other,
        }
    }

    /// The type, with the innermost object replaced.
    pub(super) fn with_core(&self, core: Type) -> Type {
        match self {
            Self::Array(inner) => Type::array(inner.with_core(core)),
            Self::Map(inner) => Type::map(inner.with_core(core)),
            Self::Scalar(scalar) => scalar.clone(),
            Self::Object | Self::Named(_) | Self::Numbered(_) => core,
        }
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::{Expression, parse};

    fn named(name: &str) -> Expression {
        Expression::Named(name.to_owned())
    }

    fn array(item: Expression) -> Expression {
        Expression::Array(Box::new(item))
    }

    #[test]
    fn every_form_of_the_document_is_read() {
        for (text, expected) in [
            ("String", Expression::Scalar(Type::String)),
            ("Array of strings", array(Expression::Scalar(Type::String))),
            ("Array of integers", array(Expression::Scalar(Type::Integer))),
            ("Array of Lists", array(array(Expression::Object))),
            ("List<Integer>", array(Expression::Scalar(Type::Integer))),
            ("Arrays of object", array(Expression::Object)),
            ("Array of Objects", array(Expression::Object)),
            ("object", Expression::Object),
            ("MysqlTags object", named("MysqlTags")),
            ("Array of Mysql Tags objects", array(named("Mysql Tags"))),
            ("Array of sys_tags objects", array(named("sys_tags"))),
            ("Table 4-251 object", Expression::Numbered("4-251".into())),
            ("Table ReplConfig object", named("Table ReplConfig")),
            ("Boolea n", Expression::Scalar(Type::Boolean)),
            ("string", Expression::Scalar(Type::String)),
            ("Map<String, String>", Expression::Map(Box::new(Expression::Scalar(Type::String)))),
            ("Map<String,ParamGroup>", Expression::Map(Box::new(named("ParamGroup")))),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "Text", "Map<Integer,String>", "Array", "String, optional"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
