//! What the document states of a value beyond its type: limits, values, default, conditions.

use serde::{Deserialize, Serialize};
use taurusdb_vocabulary as vocabulary;

use crate::{CharClass, Format, Range, Stage};

/// What the document states about a value beyond its type, taken from the description.
///
/// Only facts: no wording of the document is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// The documented values as the wire carries them, in the order of the document.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The value that the service assumes when none is given, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Least value, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    /// Greatest value, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// The value must be a multiple of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<f64>,
    /// Number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Range>,
    /// Number of items in a list, or of parts in a text with separators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Range>,
    /// The characters that the value may consist of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charset: Vec<CharClass>,
    /// The number of classes of `charset` from which the value must have a character, as for passwords.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes_needed: Option<u8>,
    /// A regular expression (ECMA 262, anchored) for what `charset` cannot say: how the value begins
    /// or ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// A well-known form of text or number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// What the number counts: `GB`, `MB`, `KB`, `byte`, `day`, `hour`, `minute`, `second`,
    /// `millisecond`, `percent`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When a request must have the value; any one condition is enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_when: Vec<Condition>,
    /// When a request must not have the value; any one condition is enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded_when: Vec<Condition>,
    /// Which operation supplies the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_from: Option<ValueFrom>,
    /// Whether the value must not be shown: passwords, tokens, signed links.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// Whether upper and lower case mean the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub case_insensitive: bool,
    /// Set if the value is less mature than its operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Set if the document asks to use the value no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<ValueDeprecation>,
}

/// A condition on the rest of the request, or on something outside of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "expected a condition: {field, equals}, {field, given} or {when}"
)]
pub enum Condition {
    /// A field of the same object, or of the request, has one of these values.
    Equals {
        /// Wire name of the field.
        field: String,
        /// The values, as text.
        equals: Vec<String>,
    },
    /// A field is given, or is not.
    Given {
        /// Wire name of the field.
        field: String,
        /// `true`: it is given; `false`: it is left out.
        given: bool,
    },
    /// Something that no field tells, under a name of our own: `enterprise-project-enabled`.
    Named {
        /// The name, in kebab-case.
        when: String,
    },
}

/// Which operation supplies a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueFrom {
    /// Id of the operation.
    pub operation: String,
    /// Wire name of the field in its response, if the document names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// The document asks to use a value no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueDeprecation {
    /// Wire name of the field or parameter to use instead, if the document names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

impl Condition {
    /// The values that it lists; empty if it lists none.
    fn values(&self) -> Vec<&str> {
        match self {
            Self::Equals { equals, .. } => texts(equals),
            Self::Given { .. } | Self::Named { .. } => Vec::new(),
        }
    }

    /// The same condition in borrowed form; `values` are the values that it lists.
    fn borrowed<'a>(&'a self, values: &'a [&'a str]) -> vocabulary::Condition<'a> {
        match self {
            Self::Equals { field, .. } => vocabulary::Condition::Equals { field, equals: values },
            Self::Given { field, given } => vocabulary::Condition::Given { field, given: *given },
            Self::Named { when } => vocabulary::Condition::Named { when },
        }
    }
}

impl ValueFrom {
    fn borrowed(&self) -> vocabulary::ValueFrom<'_> {
        vocabulary::ValueFrom { operation: &self.operation, field: self.field.as_deref() }
    }
}

impl ValueDeprecation {
    fn borrowed(&self) -> vocabulary::ValueDeprecation<'_> {
        vocabulary::ValueDeprecation { successor: self.successor.as_deref() }
    }
}

fn texts(owned: &[String]) -> Vec<&str> {
    owned.iter().map(String::as_str).collect()
}

impl Facts {
    /// Renames a field in the conditions.
    pub(crate) fn rename(&mut self, from: &str, to: &str) {
        for condition in self.required_when.iter_mut().chain(&mut self.excluded_when) {
            if let Condition::Equals { field, .. } | Condition::Given { field, .. } = condition
                && field == from
            {
                to.clone_into(field);
            }
        }
    }

    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Calls `with` with the facts in borrowed form: the form of constants, which
    /// [`phrase`](vocabulary::phrase) puts into words.
    ///
    /// ```
    /// use taurusdb_spec::Facts;
    /// use taurusdb_spec::phrase::{Style, limits};
    ///
    /// let facts = Facts { minimum: Some(1.0), maximum: Some(5.0), ..Facts::default() };
    /// let said = facts.lend(|facts| limits(facts, Style::Plain));
    /// assert_eq!(said.as_deref(), Some("1 to 5"));
    /// ```
    pub fn lend<R>(&self, with: impl FnOnce(&vocabulary::Facts<'_>) -> R) -> R {
        let values = texts(&self.values);
        let charset: Vec<CharClass<&str>> = self.charset.iter().map(CharClass::borrowed).collect();
        let listed: Vec<Vec<&str>> =
            self.required_when.iter().chain(&self.excluded_when).map(Condition::values).collect();
        let conditions: Vec<vocabulary::Condition<'_>> = self
            .required_when
            .iter()
            .chain(&self.excluded_when)
            .zip(&listed)
            .map(|(condition, values)| condition.borrowed(values))
            .collect();
        let (required_when, excluded_when) = conditions.split_at(self.required_when.len());
        with(&vocabulary::Facts {
            values: &values,
            default: self.default.as_deref(),
            minimum: self.minimum,
            maximum: self.maximum,
            multiple_of: self.multiple_of,
            length: self.length,
            items: self.items,
            charset: &charset,
            classes_needed: self.classes_needed,
            pattern: self.pattern.as_deref(),
            format: self.format,
            unit: self.unit.as_deref(),
            required_when,
            excluded_when,
            value_from: self.value_from.as_ref().map(ValueFrom::borrowed),
            sensitive: self.sensitive,
            case_insensitive: self.case_insensitive,
            stage: self.stage,
            deprecated: self.deprecated.as_ref().map(ValueDeprecation::borrowed),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Facts;

    #[test]
    fn conditions_follow_a_field_to_another_name() {
        let facts = |name: &str| -> Facts {
            let when = serde_json::json!({
                "required_when": [{ "field": name, "equals": ["x"] }, { "when": "mode" }],
                "excluded_when": [{ "field": name, "given": true }, { "field": "size", "given": true }],
            });
            serde_json::from_value(when).expect("facts")
        };
        let mut renamed = facts("mode");
        renamed.rename("mode", "kind");
        assert_eq!(renamed, facts("kind"));
    }
}
