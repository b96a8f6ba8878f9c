//! Facts in words: what rustdoc, help and error messages say of a value's limits.

use crate::unit::{counted, names_unit, plural, tells_form};
use crate::{CharClass, Condition, Docs, Facts, Format, Range};

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
        self.limits_beside("")
    }

    /// What the value must be like, without what its meaning tells already.
    ///
    /// ```
    /// use taurusdb_spec::Facts;
    ///
    /// let facts =
    ///     Facts { minimum: Some(10.0), unit: Some("GB".to_owned()), ..Facts::default() };
    /// assert_eq!(facts.limits_beside("New storage").as_deref(), Some("10 GB or more"));
    /// assert_eq!(facts.limits_beside("New storage, in GB").as_deref(), Some("10 or more"));
    /// ```
    pub fn limits_beside(&self, meaning: &str) -> Option<String> {
        let mut parts = Vec::new();
        let is_moment = matches!(self.format, Some(Format::TimestampMs | Format::TimestampS));
        let unit = self.unit.as_deref().filter(|unit| !is_moment && !names_unit(meaning, unit));
        let unit = unit.unwrap_or_default();
        match (self.minimum, self.maximum) {
            (Some(min), Some(max)) => parts.push(format!("{min} to {}", counted(max, unit))),
            // What has a meaning is an amount, and no amount is below nothing.
            (Some(0.0), None) if !meaning.is_empty() => {}
            (Some(min), None) => parts.push(format!("{} or more", counted(min, unit))),
            (None, Some(max)) => parts.push(format!("at most {}", counted(max, unit))),
            (None, None) if !unit.is_empty() => parts.push(format!("in {}", plural(unit))),
            (None, None) => {}
        }
        if let Some(step) = self.multiple_of {
            parts.push(format!("a multiple of {step}"));
        }
        // That a value of a known form is not empty goes without saying, as that an id looks like one.
        let has_form = self.format.is_some();
        let length = self.length.filter(|length| !has_form || length.max.is_some());
        let length = length.and_then(|length| range(length, "character"));
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
        let format = self.format.filter(|format| *format != Format::Uuid);
        if let Some(format) = format.filter(|format| !tells_form(meaning, *format)) {
            parts.push(format.in_words().to_owned());
        }
        if let Some(items) = self.items.and_then(|items| range(items, "item")) {
            parts.push(items);
        }
        if self.case_insensitive {
            parts.push("in upper or lower case".to_owned());
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// When a request must have the value, in words; `None` where no condition is stated.
    pub fn mandatory_when(&self, docs: &Docs) -> Option<String> {
        any(&self.required_when, docs)
    }

    /// When a request must not have the value, in words; `None` where no condition is stated.
    pub fn not_allowed_when(&self, docs: &Docs) -> Option<String> {
        any(&self.excluded_when, docs)
    }

    /// A meaning, and what the value must be like.
    pub fn described(&self, meaning: &str) -> String {
        match self.limits_beside(meaning) {
            Some(limits) => format!("{meaning}, {limits}"),
            None => meaning.to_owned(),
        }
    }
}

impl Condition {
    /// The condition in words: `charge_mode is prePaid`.
    pub fn in_words(&self, docs: &Docs) -> String {
        match self {
            Self::Equals { field, equals } => format!("{field} is {}", list(equals, "or")),
            Self::Given { field, given: true } => format!("{field} is given"),
            Self::Given { field, given: false } => format!("{field} is left out"),
            Self::Named { when } => {
                docs.condition(when).map_or_else(|| when.replace('-', " "), str::to_owned)
            }
        }
    }
}

impl Format {
    /// The form in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Uuid => "an id of the service",
            Self::DateTime => "as yyyy-mm-ddThh:mm:ss+0000",
            Self::Date => "as yyyy-mm-dd",
            Self::Time => "as hh:mm",
            Self::TimeWindow => "as hh:mm-hh:mm",
            Self::TimestampMs => "milliseconds since 1970",
            Self::TimestampS => "seconds since 1970",
            Self::UtcOffset => "as UTC+08:00",
            Self::Ip => "an IP address",
            Self::Cidr => "an IP address or a network such as 10.0.0.0/8",
            Self::CommaSeparated => "separated by commas",
            Self::Url => "a URL",
        }
    }
}

fn any(conditions: &[Condition], docs: &Docs) -> Option<String> {
    let words: Vec<String> = conditions.iter().map(|one| one.in_words(docs)).collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

fn range(range: Range, what: &str) -> Option<String> {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    Some(match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {max} {what}{}", plural(max)),
        (Some(min), Some(max)) if min > 0 => format!("{min} to {max} {what}{}", plural(max)),
        (_, Some(max)) => format!("at most {max} {what}{}", plural(max)),
        (Some(1), None) if what == "character" => "not empty".to_owned(),
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
        return format!("{suffix} at the end");
    }
    if !inner.is_empty()
        && pattern.ends_with('$')
        && inner.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return format!("{inner} at the end");
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
    use crate::{Condition, Docs, Facts, Format, Range};

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

    #[track_caller]
    fn described(facts: &Facts, meaning: &str, expected: &str) {
        assert_eq!(facts.described(meaning), expected);
    }

    #[test]
    fn a_unit_is_said_once_and_counted() {
        let unit = |unit: &str, minimum, maximum| Facts {
            unit: Some(unit.to_owned()),
            minimum,
            maximum,
            ..Facts::default()
        };
        let days = unit("day", Some(1.0), Some(732.0));
        described(&days, "How long backups are kept", "How long backups are kept, 1 to 732 days");
        described(&days, "Number of days", "Number of days, 1 to 732");
        described(&unit("day", None, Some(1.0)), "Delay", "Delay, at most 1 day");
        described(&unit("GB", None, None), "Memory, in GB", "Memory, in GB");
        described(&unit("second", None, None), "Delay", "Delay, in seconds");
        described(&unit("vcpu", None, None), "Size", "Size, in vCPUs");
        described(&unit("vcpu", Some(1.0), None), "Size", "Size, 1 vCPU or more");
        described(&unit("MB", Some(0.0), None), "Size, in MB", "Size, in MB");
        let share = unit("percent", Some(50.0), Some(100.0));
        described(&share, "CPU usage, in percent", "CPU usage, in percent, 50 to 100");
        described(&share, "CPU usage", "CPU usage, 50 to 100 percent");
    }

    #[test]
    fn a_form_is_said_once() {
        let form = |format| Facts { format: Some(format), ..Facts::default() };
        let address = form(Format::Ip);
        described(&address, "Private IP address", "Private IP address");
        described(&address, "Where it listens", "Where it listens, an IP address");
        let list = form(Format::CommaSeparated);
        described(&list, "Names, separated by commas", "Names, separated by commas");
        described(&list, "Names", "Names, separated by commas");
        let moment = Facts { unit: Some("millisecond".to_owned()), ..form(Format::TimestampMs) };
        described(&moment, "Start", "Start, milliseconds since 1970");
        let told = "Start, in milliseconds since 1970-01-01 UTC";
        described(&moment, told, told);
        described(&form(Format::DateTime), "Start", "Start, as yyyy-mm-ddThh:mm:ss+0000");
    }

    #[test]
    fn lengths() {
        let length = |min, max| {
            let length = Some(Range { min, max });
            Facts { length, ..Facts::default() }.limits().unwrap_or_default()
        };
        assert_eq!(length(Some(32), Some(32)), "exactly 32 characters");
        assert_eq!(length(Some(0), Some(43)), "at most 43 characters");
        assert_eq!(length(Some(1), None), "not empty");
        let window = Facts {
            length: Some(Range { min: Some(1), max: None }),
            format: Some(Format::TimeWindow),
            ..Facts::default()
        };
        assert_eq!(window.limits().as_deref(), Some("as hh:mm-hh:mm"));
    }

    #[test]
    fn patterns() {
        assert_eq!(pattern_in_words("^[A-Za-z0-9]*in07$"), "in07 at the end");
        assert_eq!(pattern_in_words("in07$"), "in07 at the end");
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
        let docs = Docs::default();
        assert_eq!(equals(&["a", "b"]).in_words(&docs), "mode is a or b");
        let named = Condition::Named { when: "network-acl-enabled".into() };
        assert_eq!(named.in_words(&docs), "network acl enabled");
    }
}
