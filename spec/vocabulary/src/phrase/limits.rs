//! The limits of a value in words.

use super::unit::{counted, names_unit, plural, tells_form};
use super::{Style, list, pattern};
use crate::{CharClass, Facts, Format, Range};

/// The limits of a value in a few words; `None` if it has no limits.
///
/// Documented values and the default are not included: they are shown in their own places.
///
/// ```
/// use taurusdb_vocabulary::phrase::{Style, limits};
/// use taurusdb_vocabulary::{CharClass, Facts, Range};
///
/// let facts = Facts {
///     length: Some(Range { min: Some(4), max: Some(64) }),
///     charset: &[CharClass::Letters, CharClass::Digits, CharClass::Chars("-_")],
///     pattern: Some("^[A-Za-z][A-Za-z0-9_-]*$"),
///     ..Facts::NONE
/// };
/// assert_eq!(
///     limits(&facts, Style::Plain).as_deref(),
///     Some("4 to 64 characters: letters, digits, - and _; a letter first")
/// );
/// ```
pub fn limits(facts: &Facts<'_>, style: Style) -> Option<String> {
    limits_beside("", facts, style)
}

/// The limits of a value, without what the text about its meaning already says.
///
/// ```
/// use taurusdb_vocabulary::Facts;
/// use taurusdb_vocabulary::phrase::{Style, limits_beside};
///
/// let facts = Facts { minimum: Some(10.0), unit: Some("GB"), ..Facts::NONE };
/// let beside = |meaning| limits_beside(meaning, &facts, Style::Plain);
/// assert_eq!(beside("New storage").as_deref(), Some("10 GB or more"));
/// assert_eq!(beside("New storage, in GB").as_deref(), Some("10 or more"));
/// ```
pub fn limits_beside(meaning: &str, facts: &Facts<'_>, style: Style) -> Option<String> {
    let mut parts = Vec::new();
    let is_moment = matches!(facts.format, Some(Format::TimestampMs | Format::TimestampS));
    let unit = facts.unit.filter(|unit| !is_moment && !names_unit(meaning, unit));
    let unit = unit.unwrap_or_default();
    match (facts.minimum, facts.maximum) {
        (Some(min), Some(max)) => parts.push(format!("{min} to {}", counted(max, unit))),
        // What has a meaning is an amount, and no amount is below nothing.
        (Some(0.0), None) if !meaning.is_empty() => {}
        (Some(min), None) => parts.push(format!("{} or more", counted(min, unit))),
        (None, Some(max)) => parts.push(format!("at most {}", counted(max, unit))),
        (None, None) if !unit.is_empty() => parts.push(format!("in {}", plural(unit))),
        (None, None) => {}
    }
    if let Some(step) = facts.multiple_of {
        parts.push(format!("a multiple of {step}"));
    }
    // A value of a known form is not empty, and an id looks like an id: neither needs saying.
    let has_form = facts.format.is_some();
    let length = facts.length.filter(|length| !has_form || length.max.is_some());
    let length = length.and_then(|length| range(length, "character"));
    let charset = (!facts.charset.is_empty()).then(|| classes(facts.charset, style));
    let charset = charset.map(|charset| match facts.classes_needed {
        Some(needed) => format!("at least {needed} of {charset}"),
        None => charset,
    });
    match (length, charset) {
        (Some(length), Some(charset)) => parts.push(format!("{length}: {charset}")),
        (length, charset) => parts.extend(length.or(charset)),
    }
    if let Some(text) = facts.pattern {
        parts.push(pattern::in_words(text, style));
    }
    let format = facts.format.filter(|format| *format != Format::Uuid);
    if let Some(format) = format.filter(|format| !tells_form(meaning, *format)) {
        parts.push(form(format).to_owned());
    }
    if let Some(items) = facts.items.and_then(|items| range(items, "item")) {
        parts.push(items);
    }
    if facts.case_insensitive {
        parts.push("in upper or lower case".to_owned());
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The meaning of a value, followed by its limits.
pub fn described(meaning: &str, facts: &Facts<'_>, style: Style) -> String {
    let text = style.text(meaning);
    match limits_beside(meaning, facts, style) {
        Some(limits) => format!("{text}, {limits}"),
        None => text.into_owned(),
    }
}

/// A format in words: `as yyyy-mm-dd`.
pub const fn form(format: Format) -> &'static str {
    match format {
        Format::Uuid => "an id of the service",
        Format::DateTime => "as yyyy-mm-ddThh:mm:ss+0000",
        Format::Date => "as yyyy-mm-dd",
        Format::Time => "as hh:mm",
        Format::TimeWindow => "as hh:mm-hh:mm",
        Format::TimestampMs => "milliseconds since 1970",
        Format::TimestampS => "seconds since 1970",
        Format::UtcOffset => "as UTC+08:00",
        Format::Ip => "an IP address",
        Format::Cidr => "an IP address or a network such as 10.0.0.0/8",
        Format::CommaSeparated => "separated by commas",
        Format::Url => "a URL",
    }
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

fn classes(charset: &[CharClass<&str>], style: Style) -> String {
    let mut names = Vec::new();
    for class in charset {
        match class {
            CharClass::Letters => names.push("letters".to_owned()),
            CharClass::Uppercase => names.push("capitals".to_owned()),
            CharClass::Lowercase => names.push("small letters".to_owned()),
            CharClass::Digits => names.push("digits".to_owned()),
            CharClass::NonAscii => names.push("letters beyond ASCII".to_owned()),
            CharClass::Chars(chars) if chars.chars().count() <= 4 => {
                let each = chars.chars().map(String::from);
                names.extend(each.map(|character| style.code(&character).into_owned()));
            }
            CharClass::Chars(chars) => names.push(style.code(chars).into_owned()),
        }
    }
    list(&names, "and")
}

#[cfg(test)]
mod tests {
    use super::{Style, limits};
    use crate::{CharClass, Facts, Format, Range};

    #[track_caller]
    fn described(facts: &Facts<'_>, meaning: &str, expected: &str) {
        assert_eq!(super::described(meaning, facts, Style::Plain), expected);
    }

    #[test]
    fn numbers() {
        let facts = Facts {
            minimum: Some(10.0),
            maximum: Some(128_000.0),
            multiple_of: Some(10.0),
            unit: Some("GB"),
            ..Facts::NONE
        };
        let expected = "10 to 128000 GB; a multiple of 10";
        assert_eq!(limits(&facts, Style::Plain).as_deref(), Some(expected));
        assert_eq!(limits(&Facts::NONE, Style::Plain), None);
    }

    #[test]
    fn a_unit_appears_once_and_with_its_number() {
        let unit =
            |unit, minimum, maximum| Facts { unit: Some(unit), minimum, maximum, ..Facts::NONE };
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
    fn a_format_appears_once() {
        let form = |format| Facts { format: Some(format), ..Facts::NONE };
        let address = form(Format::Ip);
        described(&address, "Private IP address", "Private IP address");
        described(&address, "Where it listens", "Where it listens, an IP address");
        let list = form(Format::CommaSeparated);
        described(&list, "Names, separated by commas", "Names, separated by commas");
        described(&list, "Names", "Names, separated by commas");
        let moment = Facts { unit: Some("millisecond"), ..form(Format::TimestampMs) };
        described(&moment, "Start", "Start, milliseconds since 1970");
        let told = "Start, in milliseconds since 1970-01-01 UTC";
        described(&moment, told, told);
        described(&form(Format::DateTime), "Start", "Start, as yyyy-mm-ddThh:mm:ss+0000");
    }

    #[test]
    fn lengths() {
        let length = |min, max| {
            let length = Some(Range { min, max });
            limits(&Facts { length, ..Facts::NONE }, Style::Plain).unwrap_or_default()
        };
        assert_eq!(length(Some(32), Some(32)), "exactly 32 characters");
        assert_eq!(length(Some(0), Some(43)), "at most 43 characters");
        assert_eq!(length(Some(1), None), "not empty");
        let window = Facts {
            length: Some(Range { min: Some(1), max: None }),
            format: Some(Format::TimeWindow),
            ..Facts::NONE
        };
        assert_eq!(limits(&window, Style::Plain).as_deref(), Some("as hh:mm-hh:mm"));
    }

    #[test]
    fn characters_are_code_in_markdown() {
        let facts = Facts { charset: &[CharClass::Letters, CharClass::Chars("-_")], ..Facts::NONE };
        let said = limits(&facts, Style::Markdown);
        assert_eq!(said.as_deref(), Some("letters, `-` and `_`"));
    }
}
