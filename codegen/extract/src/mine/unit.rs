//! Units of numbers.

use taurusdb_spec::Type;

use super::sentence::Sentence;
use crate::read::Label;
use crate::text::{after_any, each_after, number};

/// Units as the document writes them, and as the specification writes them.
const UNITS: [(&str, &str); 31] = [
    ("gigabytes", "GB"),
    ("gigabyte", "GB"),
    ("megabytes", "MB"),
    ("megabyte", "MB"),
    ("kilobytes", "KB"),
    ("kilobyte", "KB"),
    ("terabytes", "TB"),
    ("percentage", "percent"),
    ("mins", "minute"),
    ("min", "minute"),
    ("gb", "GB"),
    ("mb", "MB"),
    ("kb", "KB"),
    ("tb", "TB"),
    ("bytes", "byte"),
    ("byte", "byte"),
    ("milliseconds", "millisecond"),
    ("millisecond", "millisecond"),
    ("ms", "millisecond"),
    ("seconds", "second"),
    ("second", "second"),
    ("minutes", "minute"),
    ("minute", "minute"),
    ("hours", "hour"),
    ("hour", "hour"),
    ("days", "day"),
    ("day", "day"),
    ("months", "month"),
    ("month", "month"),
    ("%", "percent"),
    ("percent", "percent"),
];

/// The unit of a number, or of a text that holds a number.
pub(super) fn unit(said: &[Sentence], name: &str, scalar: &Type) -> Option<String> {
    if !matches!(scalar, Type::String | Type::Integer | Type::Long | Type::Number) {
        return None;
    }
    let is_number = *scalar != Type::String;
    let labelled = |s: &Sentence| match s.label {
        Label::Unit if s.first => starting(s.lower.trim_matches(['"', ' '])),
        _ => None,
    };
    let found = named(name)
        .or_else(|| said.iter().find_map(labelled))
        .or_else(|| said.iter().find_map(|s| spoken(&s.lower)))
        .or_else(|| said.iter().find_map(|s| if is_number { counted(s) } else { amount(s) }))
        .or_else(|| said.iter().find_map(explained))
        .or_else(|| measured(&said.first()?.lower));
    found.map(str::to_owned)
}

/// `size_in_gb`
fn named(name: &str) -> Option<&'static str> {
    starting(name.rsplit_once("_in_")?.1)
}

/// `in GB`, `(GB)`, `The unit is GB`, `retention days`.
fn spoken(lower: &str) -> Option<&'static str> {
    let found = [" in ", "(", "unit is "]
        .iter()
        .find_map(|phrase| each_after(lower, phrase).find_map(starting));
    found.or_else(|| {
        if lower.contains("retention days") {
            Some("day")
        } else if lower.contains("percentage") {
            Some("percent")
        } else {
            None
        }
    })
}

/// The unit that the bounds or the default of a number have.
fn counted(sentence: &Sentence) -> Option<&'static str> {
    let lower = &*sentence.lower;
    amount(sentence).or_else(|| {
        let rest = after_any(lower, &["from ", "default value is "])?;
        starting(number(rest)?.1.trim_start())
    })
}

/// The unit of a labelled range, or of the default of a size.
fn amount(sentence: &Sentence) -> Option<&'static str> {
    let lower = &*sentence.lower;
    let labels = [Label::Values, Label::Default, Label::Minimum, Label::Maximum, Label::Increment];
    if sentence.first && labels.contains(&sentence.label) {
        return starting(number(lower)?.1.trim_start());
    }
    let rest = after_any(lower, &["default value is "])?;
    starting(number(rest)?.1.strip_prefix(' ')?)
}

/// The unit of a listed number, if its explanation repeats the number: `5: every 5s`.
fn explained(sentence: &Sentence) -> Option<&'static str> {
    let value = sentence.item.as_deref()?;
    number(value).filter(|(_, rest)| rest.is_empty())?;
    let (_, explanation) = sentence.lower.split_once(':')?;
    each_after(explanation, &format!(" {value}")).find_map(|rest| starting(rest.trim_start()))
}

/// vCPUs are a unit themselves; other things that a row counts have no unit.
fn measured(first: &str) -> Option<&'static str> {
    let mut words = first.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| word == "vcpu" || word == "vcpus").then_some("vcpu")
}

/// The unit behind the ends of a range, as the specification writes it.
pub(super) fn of_range(written: &str) -> Option<&'static str> {
    starting(written)
}

/// The unit that the text begins with, if no letter or digit follows it.
fn starting(text: &str) -> Option<&'static str> {
    UNITS
        .iter()
        .find_map(|(written, unit)| {
            let rest = text.strip_prefix(written)?;
            (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(*unit)
        })
        .or_else(|| (text == "s" || text.starts_with("s ")).then_some("second"))
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::super::sentence::sentences;
    use super::unit;
    use crate::read::Cell;

    #[track_caller]
    fn check(kind: &Type, name: &str, description: &str, expected: &str) {
        let said = sentences(&Cell::parse(description));
        assert_eq!(unit(&said, name, kind).unwrap_or_default(), expected, "{description}");
    }

    #[test]
    fn units_are_taken() {
        check(&Type::String, "ram", "Memory in GB.", "GB");
        check(&Type::String, "mem", "Memory (GB) of a node.", "GB");
        check(&Type::Integer, "load", "Average load (%).", "percent");
        check(&Type::Integer, "wait", "Pause, in seconds.", "second");
        check(&Type::Long, "at", "Point. The unit is millisecond and so on.", "millisecond");
        check(&Type::Integer, "size_in_gb", "Size.", "GB");
        check(&Type::Integer, "size", "Size. Value range: 50 GB to 90 GB.", "GB");
        check(&Type::String, "size", "Size. The default value is 10 GB.", "GB");
        check(&Type::Integer, "wait", "Pause. The default value is 5s .", "second");
        check(&Type::Integer, "keep", "Retention days. Value range: 1-7", "day");
        check(&Type::Integer, "beat", "Beat. <ul> • 1: It beats every 1s. • 5: And 5s.", "second");
        check(&Type::String, "cpu", "Remaining vCPUs. There are others.", "vcpu");
    }

    #[test]
    fn other_measures_are_no_units() {
        check(&Type::String, "link", "Link. It is valid for 5 minutes.", "");
        check(&Type::String, "at", "Start. It starts within one hour after.", "");
        check(&Type::Integer, "keep", "Copies. Ask for up to 3,660 days.", "");
        check(&Type::String, "code", "Code. The a has 4 vCPUs.", "");
        check(&Type::Integer, "level", "Level. <ul> • 1: It starts after 2 days.", "");
        check(&Type::Number, "price", "Price, which is calculated by month.", "");
        check(&Type::Boolean, "on", "Whether to count in seconds.", "");
    }
}
