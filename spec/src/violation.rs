//! Compares a value with the facts of its field.

use serde_json::Value;
use taurusdb_vocabulary::Broken;

use crate::{Facts, Type};

/// A difference between a value and the facts of its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Whether the value is only missing from the list of values: in answers, such lists are open.
    pub is_unlisted: bool,
    /// What the facts say.
    pub declared: String,
    /// What the value shows.
    pub observed: String,
}

impl Facts {
    /// Compares a value with the facts. A value that does not have the declared JSON type is not
    /// compared, because facts are about the declared type.
    ///
    /// For a list, only the number of items is compared; each item is a value of its own.
    pub fn violations(&self, kind: &Type, value: &Value) -> Vec<Violation> {
        let broken = self.lend(|facts| match (kind, value) {
            (Type::Integer | Type::Long | Type::Number, Value::Number(number)) => {
                facts.broken_by_number(number.as_f64().unwrap_or_default())
            }
            (Type::String, Value::String(text)) => facts.broken_by_text(text),
            (Type::Array(_), Value::Array(items)) => {
                facts.broken_by_count(items.len()).into_iter().collect()
            }
            _ => Vec::new(),
        });
        let violation = |Broken { limit, counted }| Violation {
            is_unlisted: false,
            declared: limit,
            observed: counted.unwrap_or_else(|| value.to_string()),
        };
        broken.into_iter().map(violation).chain(self.unlisted(kind, value)).collect()
    }

    /// Whether a receiver who takes every form seriously takes a text.
    pub fn takes_strictly(&self, text: &str) -> bool {
        self.lend(|facts| facts.strictly_broken_by_text(text).is_empty())
    }

    /// A text that joins several values is not taken apart.
    fn unlisted(&self, kind: &Type, value: &Value) -> Option<Violation> {
        let text = match (kind, value) {
            (Type::String, Value::String(text)) if !text.contains(',') => text.clone(),
            (Type::Integer | Type::Long | Type::Number, Value::Number(number)) => {
                number.to_string()
            }
            _ => return None,
        };
        let is_same = |listed: &String| match self.case_insensitive {
            true => listed.eq_ignore_ascii_case(&text),
            false => *listed == text,
        };
        if self.values.is_empty() || self.values.iter().any(is_same) {
            return None;
        }
        let (declared, observed) = (self.values.join(", "), value.to_string());
        Some(Violation { is_unlisted: true, declared, observed })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use taurusdb_vocabulary::is_date;

    use crate::{Facts, Type};

    /// `facts` in the notation of the specification.
    #[track_caller]
    fn check(facts: Value, kind: Type, value: Value, expected: &[(&str, &str)]) {
        let facts: Facts = serde_json::from_value(facts).expect("facts");
        let found = facts.violations(&kind, &value);
        let found: Vec<(&str, &str)> =
            found.iter().map(|v| (v.declared.as_str(), v.observed.as_str())).collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn numbers_are_held_against_their_bounds() {
        let facts = || json!({ "minimum": 40.0, "maximum": 128.0, "multiple_of": 10.0 });
        check(facts(), Type::Integer, json!(40), &[]);
        check(
            facts(),
            Type::Integer,
            json!(35),
            &[("40 or more", "35"), ("a multiple of 10", "35")],
        );
        check(facts(), Type::Number, json!(130.0), &[("at most 128", "130.0")]);
        // Facts are about numbers, not about texts that contain one.
        check(facts(), Type::String, json!("1"), &[]);
        check(facts(), Type::Integer, json!("1"), &[]);
    }

    #[test]
    fn texts_are_held_against_length_characters_and_form() {
        check(
            json!({ "length": { "min": 8, "max": 9 } }),
            Type::String,
            json!("*****"),
            &[("at least 8 characters", "5 characters")],
        );
        check(json!({ "charset": ["letters"] }), Type::String, json!("abC"), &[]);
        check(
            json!({ "charset": ["letters", { "chars": "-" }] }),
            Type::String,
            json!("a-1"),
            &[("letters and -", "\"a-1\"")],
        );
        // What is wrong with the characters is told first; a pattern says it again, less plainly.
        let facts = || json!({ "pattern": "^[a-z]*07$", "charset": ["letters", "digits"] });
        check(facts(), Type::String, json!("in08"), &[("07 at the end", "\"in08\"")]);
        check(facts(), Type::String, json!("in-8"), &[("letters and digits", "\"in-8\"")]);
        check(
            json!({ "format": "date" }),
            Type::String,
            json!("2024-13-01"),
            &[("as yyyy-mm-dd", "\"2024-13-01\"")],
        );
        check(json!({ "format": "url", "sensitive": true }), Type::String, json!("***"), &[]);
    }

    #[test]
    fn lists_are_counted() {
        let items = Type::array(Type::String);
        let facts = json!({ "items": { "max": 1 } });
        check(facts, items, json!(["a", "b"]), &[("at most 1 item", "2 items")]);
    }

    #[test]
    fn dates_are_told_from_other_texts() {
        assert!(is_date("2024-12-31") && is_date("2024-02-29"));
        for other in
            ["2025-02-29", "2025-13-01", "2025-02-32", "2025-2-3", "0000-01-01", "31.12.2024", ""]
        {
            assert!(!is_date(other), "{other}");
        }
    }

    #[test]
    fn values_are_looked_for_in_the_list() {
        let facts = || json!({ "enum": ["ON", "OFF"] });
        check(facts(), Type::String, json!("ON"), &[]);
        check(facts(), Type::String, json!("on"), &[("ON, OFF", "\"on\"")]);
        check(facts(), Type::String, json!("ON,OFF"), &[]);
        check(json!({ "enum": ["ON"], "case_insensitive": true }), Type::String, json!("on"), &[]);
        check(json!({ "enum": ["1", "2"] }), Type::Integer, json!(3), &[("1, 2", "3")]);
    }
}
