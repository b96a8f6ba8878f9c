//! What the document states about a value beyond its type.

use crate::{CharClass, Condition, Format, Range, Stage, ValueDeprecation, ValueFrom};

/// What the document states about a value beyond its type: borrowed from the specification, or a
/// constant.
///
/// ```
/// use taurusdb_vocabulary::{Facts, Range};
///
/// static NAME: Facts<'static> =
///     Facts { length: Some(Range { min: Some(4), max: Some(64) }), ..Facts::NONE };
/// assert!(!NAME.is_empty() && Facts::NONE.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts<'a> {
    /// The documented values as the wire carries them, in the order of the document; empty if any value
    /// is allowed. The list is open: the service may know more values.
    pub values: &'a [&'a str],
    /// The value that the service assumes when none is given, as text.
    pub default: Option<&'a str>,
    /// Least value, included.
    pub minimum: Option<f64>,
    /// Greatest value, included.
    pub maximum: Option<f64>,
    /// The value must be a multiple of this.
    pub multiple_of: Option<f64>,
    /// Number of characters.
    pub length: Option<Range>,
    /// Number of items in a list, or of parts in a text with separators.
    pub items: Option<Range>,
    /// The characters that the value may consist of; empty if any character is allowed.
    pub charset: &'a [CharClass<&'a str>],
    /// The number of classes of `charset` from which the value must have a character, as for passwords.
    pub classes_needed: Option<u8>,
    /// A regular expression (ECMA 262, anchored) for what `charset` cannot say: how the value begins
    /// or ends.
    pub pattern: Option<&'a str>,
    /// A well-known form of text or number.
    pub format: Option<Format>,
    /// What the number counts: `GB`, `MB`, `KB`, `byte`, `day`, `hour`, `minute`, `second`,
    /// `millisecond`, `percent`, …
    pub unit: Option<&'a str>,
    /// When a request must have the value; any one condition is enough.
    pub required_when: &'a [Condition<'a>],
    /// When a request must not have the value; any one condition is enough.
    pub excluded_when: &'a [Condition<'a>],
    /// Which operation supplies the value.
    pub value_from: Option<ValueFrom<'a>>,
    /// Whether the value must not be shown: passwords, tokens, signed links.
    pub sensitive: bool,
    /// Whether upper and lower case mean the same.
    pub case_insensitive: bool,
    /// Set if the value is less mature than its operation.
    pub stage: Option<Stage>,
    /// Set if the value should be used no more.
    pub deprecated: Option<ValueDeprecation<'a>>,
}

impl<'a> Facts<'a> {
    /// The value is one of these; nothing more is stated.
    pub const fn one_of(values: &'a [&'a str]) -> Self {
        Self { values, ..Self::NONE }
    }
}

impl Facts<'_> {
    /// Nothing is stated.
    pub const NONE: Self = Self {
        values: &[],
        default: None,
        minimum: None,
        maximum: None,
        multiple_of: None,
        length: None,
        items: None,
        charset: &[],
        classes_needed: None,
        pattern: None,
        format: None,
        unit: None,
        required_when: &[],
        excluded_when: &[],
        value_from: None,
        sensitive: false,
        case_insensitive: false,
        stage: None,
        deprecated: None,
    };

    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        *self == Facts::NONE
    }

    /// Whether there are limits that a value may break.
    pub const fn is_limited(&self) -> bool {
        self.holds_number()
            || self.length.is_some()
            || self.items.is_some()
            || !self.charset.is_empty()
            || self.classes_needed.is_some()
            || self.pattern.is_some()
            || self.format.is_some()
    }

    /// Whether a text holds a number: it has the limits of one.
    pub const fn holds_number(&self) -> bool {
        self.minimum.is_some() || self.maximum.is_some() || self.multiple_of.is_some()
    }

    /// Whether a request can tell by itself that it must have the value.
    pub const fn may_be_needed(&self) -> bool {
        can_be_told(self.required_when)
    }

    /// Whether a request can tell by itself that it must not have the value.
    pub const fn may_be_excluded(&self) -> bool {
        can_be_told(self.excluded_when)
    }
}

/// Whether a request can tell that one of the conditions is met.
const fn can_be_told(conditions: &[Condition<'_>]) -> bool {
    let mut at = 0;
    while at < conditions.len() {
        if !matches!(conditions[at], Condition::Named { .. }) {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use crate::{CharClass, Condition, Format, Range};

    #[track_caller]
    fn needs(facts: Facts<'_>, expected: [bool; 3]) {
        let found = [facts.is_limited(), facts.may_be_needed(), facts.may_be_excluded()];
        assert_eq!(found, expected, "{facts:?}");
    }

    #[test]
    fn all_that_can_be_broken_is_looked_at() {
        const NONE: Facts<'static> = Facts::NONE;
        needs(NONE, [false; 3]);
        needs(Facts { default: Some("1"), values: &["1"], sensitive: true, ..NONE }, [false; 3]);
        let range = Some(Range { min: Some(1), max: None });
        for limit in [
            Facts { minimum: Some(0.0), ..NONE },
            Facts { maximum: Some(0.0), ..NONE },
            Facts { multiple_of: Some(2.0), ..NONE },
            Facts { length: range, ..NONE },
            Facts { items: range, ..NONE },
            Facts { charset: &[CharClass::Digits], ..NONE },
            Facts { classes_needed: Some(3), ..NONE },
            Facts { pattern: Some("^a$"), ..NONE },
            Facts { format: Some(Format::Date), ..NONE },
        ] {
            needs(limit, [true, false, false]);
        }
        let named = Condition::Named { when: "somewhere-else" };
        let given = Condition::Given { field: "size", given: true };
        needs(Facts { required_when: &[named], excluded_when: &[named], ..NONE }, [false; 3]);
        needs(Facts { required_when: &[named, given], ..NONE }, [false, true, false]);
        needs(Facts { excluded_when: &[given], ..NONE }, [false, false, true]);
    }
}
