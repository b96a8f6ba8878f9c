use serde::{Deserialize, Serialize};

use crate::Stage;

/// What the document states of a value beyond its type, mined from the description.
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
    /// Number of items of a list, or of the pieces of a separated text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Range>,
    /// The characters that the value may consist of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charset: Vec<CharClass>,
    /// Of how many classes of `charset` the value must have at least one character, as passwords do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes_needed: Option<u8>,
    /// A regular expression (ECMA 262, anchored) that says what `charset` cannot: what comes first
    /// or last, a fixed suffix.
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
    /// Set where the value is less settled than its operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

/// A range of whole numbers; an end that the document leaves open is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Range {
    /// Least number, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    /// Greatest number, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
}

/// A class of characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharClass {
    /// A to Z and a to z.
    Letters,
    /// A to Z.
    Uppercase,
    /// a to z.
    Lowercase,
    /// 0 to 9.
    Digits,
    /// Any character that is not ASCII.
    NonAscii,
    /// These characters.
    Chars(String),
}

/// A well-known form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// An id as the service makes them: 32 hexadecimal digits, with or without hyphens and suffix.
    Uuid,
    /// `yyyy-mm-ddThh:mm:ssZ`, where `Z` stands for an offset such as `+0800`.
    DateTime,
    /// `yyyy-mm-dd`.
    Date,
    /// `hh:mm` or `hh:mm:ss`.
    Time,
    /// `hh:mm-HH:MM`.
    TimeWindow,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    TimestampMs,
    /// Seconds since 1970-01-01T00:00:00Z.
    TimestampS,
    /// `UTC+08:00`.
    UtcOffset,
    /// An IPv4 or IPv6 address.
    Ip,
    /// An IP address or a network in CIDR notation.
    Cidr,
    /// Values joined with commas.
    CommaSeparated,
    /// A URL.
    Url,
}

/// A condition on the rest of the request, or on the world around it.
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
    /// Something that no field says, by a name of our own: `enterprise-project-enabled`.
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
    /// Wire name of the field of its response, where the document names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Facts {
    /// Lets the conditions on a field follow it to another name.
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
