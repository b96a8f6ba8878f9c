//! Facts in words: what rustdoc, help and error messages say of a value's limits.

use crate::{CharClass, Condition, Facts, Format, Range};

impl Facts {
    /// What the value must be like, in a few words; `None` where anything goes.
    ///
    /// Values and default are not part of it: they are shown in their own places.
    ///
    /// ```
    /// use taurusdb_spec::{CharClass, Facts, Range};
    ///
    /// let facts = Facts {
    ///     length: Some(Range { min: Some(4), max: Some(64) }),
    ///     charset: vec![CharClass::Letters, CharClass::Digits, CharClass::Chars("-_".into())],
    ///     pattern: Some("^[A-Za-z][A-Za-z0-9_-]*$".into()),
    ///     ..Facts::default()
    /// };
    /// assert_eq!(
    ///     facts.limits().as_deref(),
    ///     Some("4 to 64 characters: letters, digits, - and _; a letter first")
    /// );
    /// ```
    pub fn limits(&self) -> Option<String> {
        let mut parts = Vec::new();
        let unit = self.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
        match (self.minimum, self.maximum) {
            (Some(min), Some(max)) => parts.push(format!("{min} to {max}{unit}")),
            (Some(min), None) => parts.push(format!("{min}{unit} or more")),
            (None, Some(max)) => parts.push(format!("at most {max}{unit}")),
            (None, None) if !unit.is_empty() => parts.push(format!("in{unit}")),
            (None, None) => {}
        }
        if let Some(step) = self.multiple_of {
            parts.push(format!("a multiple of {step}"));
        }
        let length = self.length.and_then(|length| range(length, "character"));
        let charset = (!self.charset.is_empty()).then(|| classes(&self.charset));
        let charset = charset.map(|charset| match self.classes_needed {
            Some(needed) => format!("at least {needed} of {charset}"),
            None => charset,
        });
        match (length, charset) {
            (Some(length), Some(charset)) => parts.push(format!("{length}: {charset}")),
            (length, charset) => parts.extend(length.or(charset)),
        }
        if let Some(pattern) = &self.pattern {
            parts.push(pattern_in_words(pattern));
        }
        // That an id looks like an id goes without saying.
        if let Some(format) = self.format.filter(|format| *format != Format::Uuid) {
            parts.push(format.in_words().to_owned());
        }
        if let Some(items) = self.items.and_then(|items| range(items, "item")) {
            parts.push(items);
        }
        if self.case_insensitive {
            parts.push("upper and lower case are the same".to_owned());
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

impl Condition {
    /// The condition in words: `charge_mode is prePaid`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Equals { field, equals } => format!("{field} is {}", list(equals, "or")),
            Self::Given { field, given: true } => format!("{field} is given"),
            Self::Given { field, given: false } => format!("{field} is left out"),
            Self::Named { when } => when.replace('-', " "),
        }
    }
}

impl Format {
    /// The form in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Uuid => "an id of the service",
            Self::DateTime => "date and time as yyyy-mm-ddThh:mm:ss+0000",
            Self::Date => "a date as yyyy-mm-dd",
            Self::Time => "a time as hh:mm",
            Self::TimeWindow => "a time window as hh:mm-hh:mm",
            Self::TimestampMs => "milliseconds since 1970",
            Self::TimestampS => "seconds since 1970",
            Self::UtcOffset => "an offset as UTC+08:00",
            Self::Ip => "an IP address",
            Self::Cidr => "an IP address or a network as 10.0.0.0/8",
            Self::CommaSeparated => "joined with commas",
            Self::Url => "a URL",
        }
    }
}

fn range(range: Range, what: &str) -> Option<String> {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    Some(match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {max} {what}{}", plural(max)),
        (Some(min), Some(max)) if min > 0 => format!("{min} to {max} {what}{}", plural(max)),
        (_, Some(max)) => format!("at most {max} {what}{}", plural(max)),
        (Some(min), None) if min > 0 => format!("at least {min} {what}{}", plural(min)),
        _ => return None,
    })
}

fn classes(charset: &[CharClass]) -> String {
    let mut names = Vec::new();
    for class in charset {
        match class {
            CharClass::Letters => names.push("letters".to_owned()),
            CharClass::Uppercase => names.push("capitals".to_owned()),
            CharClass::Lowercase => names.push("small letters".to_owned()),
            CharClass::Digits => names.push("digits".to_owned()),
            CharClass::NonAscii => names.push("letters beyond ASCII".to_owned()),
            CharClass::Chars(chars) if chars.chars().count() <= 4 => {
                names.extend(chars.chars().map(String::from));
            }
            CharClass::Chars(chars) => names.push(chars.clone()),
        }
    }
    list(&names, "and")
}

fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}

/// The usual patterns have names; any other is shown as it is.
fn pattern_in_words(pattern: &str) -> String {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    if let Some((_, suffix)) = inner.rsplit_once(['*', '}'])
        && suffix.len() >= 2
        && suffix.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return format!("ends in {suffix}");
    }
    if !inner.is_empty()
        && pattern.ends_with('$')
        && inner.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return format!("ends in {inner}");
    }
    let starts_with_letter = inner == "[A-Za-z]"
        || inner
            .strip_prefix("[A-Za-z][")
            .is_some_and(|rest| rest.strip_suffix("]*").is_some_and(|class| !class.contains(']')));
    if starts_with_letter {
        return "a letter first".to_owned();
    }
    // Characters that must not occur.
    if let Some(forbidden) = inner.strip_prefix("[^").and_then(|rest| rest.strip_suffix("]*"))
        && !forbidden.contains(']')
    {
        let shown = forbidden.replace("\\r", "").replace("\\n", "").replace('\\', "");
        return format!("none of {shown}");
    }
    format!("matches {pattern}")
}

#[cfg(test)]
mod tests {
    use super::pattern_in_words;
    use crate::{Condition, Facts, Range};

    #[test]
    fn numbers() {
        let facts = Facts {
            minimum: Some(10.0),
            maximum: Some(128_000.0),
            multiple_of: Some(10.0),
            unit: Some("GB".into()),
            ..Facts::default()
        };
        assert_eq!(facts.limits().as_deref(), Some("10 to 128000 GB; a multiple of 10"));
        assert_eq!(Facts::default().limits(), None);
    }

    #[test]
    fn lengths() {
        let length = |min, max| {
            let length = Some(Range { min, max });
            Facts { length, ..Facts::default() }.limits().unwrap_or_default()
        };
        assert_eq!(length(Some(32), Some(32)), "exactly 32 characters");
        assert_eq!(length(Some(0), Some(43)), "at most 43 characters");
        assert_eq!(length(Some(1), None), "at least 1 character");
    }

    #[test]
    fn patterns() {
        assert_eq!(pattern_in_words("^[A-Za-z0-9]*in07$"), "ends in in07");
        assert_eq!(pattern_in_words("in07$"), "ends in in07");
        assert_eq!(pattern_in_words("^[A-Za-z]"), "a letter first");
        assert_eq!(pattern_in_words("^[^\\r\\n!<]*$"), "none of !<");
        assert_eq!(pattern_in_words("^a|b$"), "matches ^a|b$");
    }

    #[test]
    fn conditions() {
        let equals = |values: &[&str]| Condition::Equals {
            field: "mode".into(),
            equals: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        assert_eq!(equals(&["a", "b"]).in_words(), "mode is a or b");
        let named = Condition::Named { when: "network-acl-enabled".into() };
        assert_eq!(named.in_words(), "network acl enabled");
    }
}
