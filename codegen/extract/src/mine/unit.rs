//! Units of numbers.

use taurusdb_spec::Type;

use super::sentence::Sentence;
use super::unit_in;
use super::unit_name::behind_unit;
use crate::read::Label;
use crate::text::{after_any, each_after, number};

/// The unit of a number, or of a text that holds a number.
pub(super) fn unit(said: &[Sentence], name: &str, scalar: &Type) -> Option<String> {
    if !matches!(scalar, Type::String | Type::Integer | Type::Long | Type::Number) {
        return None;
    }
    let is_number = *scalar != Type::String;
    let labelled = |s: &Sentence| match s.label {
        Label::Unit if s.first => {
            let unit = s.lower.trim_matches(['"', ' ']);
            starting(unit).or_else(|| short(unit))
        }
        _ => None,
    };
    let found = named(name)
        .or_else(|| said.iter().find_map(labelled))
        .or_else(|| said.iter().enumerate().find_map(|(at, s)| spoken(s, at == 0, is_number)))
        .or_else(|| of_number(&said.first()?.lower).filter(|_| is_number))
        .or_else(|| said.iter().find_map(|s| if is_number { counted(s) } else { amount(s) }))
        .or_else(|| said.iter().find_map(explained))
        .or_else(|| measured(&said.first()?.lower));
    found.map(str::to_owned)
}

/// `size_in_gb`
fn named(name: &str) -> Option<&'static str> {
    starting(name.rsplit_once("_in_")?.1)
}

/// `in GB`, `(GB)`, `The unit is GB`, `retention days`. A sentence behind the first one may be about
/// something else: `The pot is heated in seconds`.
fn spoken(sentence: &Sentence, is_meaning: bool, is_number: bool) -> Option<&'static str> {
    const OWN: [&str; 9] = [
        "it ",
        "the value",
        "this parameter",
        "value",
        "measured",
        "expressed",
        "in ",
        "the unit",
        "unit",
    ];
    let lower = &*sentence.lower;
    let is_own = is_meaning
        || sentence.label != Label::Plain
        || OWN.iter().any(|start| lower.starts_with(start));
    let found = unit_in::stated(lower, is_own)
        .or_else(|| in_parentheses(lower, is_number))
        .or_else(|| each_after(lower, "unit is ").find_map(starting));
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

/// `(GB)`, `(unit: s)`, `(in seconds)`. The `(s)` behind a letter is a plural.
fn in_parentheses(lower: &str, is_number: bool) -> Option<&'static str> {
    each_after(lower, "(").find_map(|rest| {
        let before = &lower[..lower.len() - rest.len() - 1];
        let inner = rest.split(')').next().unwrap_or_default().trim();
        let named =
            ["unit: ", "unit is ", "in "].iter().find_map(|words| inner.strip_prefix(words));
        if is_number
            && before.ends_with(' ')
            && let Some(unit) = short(named.unwrap_or(inner))
        {
            return Some(unit);
        }
        // `min.` is a minimum, and `(days off)` says something else.
        behind_unit(named.unwrap_or(inner))
            .filter(|(_, behind)| unit_in::ends(behind) && !unit_in::is_several(behind))
            .map(|(unit, _)| unit)
            .filter(|_| !inner.starts_with("min.") && inner != "s")
    })
}

/// A unit of one or two letters, which only stands by itself.
fn short(text: &str) -> Option<&'static str> {
    const SHORT: [(&str, &str); 6] = [
        ("s", "second"),
        ("sec", "second"),
        ("h", "hour"),
        ("hr", "hour"),
        ("b", "byte"),
        ("min.", "minute"),
    ];
    SHORT.iter().find(|(written, _)| *written == text).map(|(_, unit)| *unit)
}

/// `Number of minutes to wait`, `How many days it is kept`: what is counted is the unit.
fn of_number(first: &str) -> Option<&'static str> {
    const TIMES: [&str; 6] = ["millisecond", "second", "minute", "hour", "day", "month"];
    let counted = ["number of ", "how many "].iter().find_map(|words| first.strip_prefix(words))?;
    let behind = counted.split(' ').nth(1).unwrap_or("to");
    const GOES_ON: [&str; 16] = [
        "to", "for", "that", "which", "during", "after", "before", "within", "since", "until",
        "between", "when", "by", "in", "the", "a",
    ];
    starting(counted).filter(|unit| TIMES.contains(unit) && GOES_ON.contains(&behind))
}

/// The unit that the bounds or the default of a number have.
fn counted(sentence: &Sentence) -> Option<&'static str> {
    let lower = &*sentence.lower;
    amount(sentence).or_else(|| {
        let rest = after_any(lower, &["from ", "default value is "])?;
        let (unit, behind) = behind_unit(number(rest)?.1.trim_start())?;
        // `It takes from 5 minutes to start`
        let is_range = || {
            let to = [" to ", " through "].iter().find_map(|to| behind.strip_prefix(to));
            to.is_some_and(|to| number(to).is_some())
        };
        (unit_in::ends(behind) || is_range()).then_some(unit)
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
    let (unit, behind) = behind_unit(number(rest)?.1.strip_prefix(' ')?)?;
    unit_in::ends(behind).then_some(unit)
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
    behind_unit(text).map(|(unit, _)| unit)
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
        check(&Type::Integer, "wait", "Time-out (s).", "second");
        check(&Type::Integer, "wait", "Time-out (unit: ms) of the pot.", "millisecond");
        check(&Type::Integer, "wait", "Time-out (in seconds).", "second");
        check(&Type::Integer, "wait", "Time-out. Unit: h", "hour");
        check(&Type::Integer, "wait", "Number of minutes to wait.", "minute");
    }

    /// A unit stands at an end, or behind a measure or what says that a number is stated.
    #[test]
    fn units_behind_in_belong_to_a_measure() {
        let number = &Type::Integer;
        for (description, expected) in [
            ("Wait time in seconds before a retry.", "second"),
            ("Time to wait for a pot in seconds.", "second"),
            ("Interval in minutes between refills.", "minute"),
            ("Age in days since the first pour.", "day"),
            ("Backlog (in minutes).", "minute"),
            ("Slow pour threshold in milliseconds of wall time.", "millisecond"),
            ("Tea in GB.", "GB"),
            ("Pot size in MB allocated to tea.", "MB"),
            ("Wait. The value is expressed in hours.", "hour"),
            ("Wait. It is in seconds.", "second"),
            ("Wait. In seconds.", "second"),
            ("Wait, in hours, rounded up.", "hour"),
            ("Share of pots in percent", "percent"),
        ] {
            check(number, "x", description, expected);
        }
        for description in [
            "Requests in seconds of calm.",
            "Pours in minutes of peak load.",
            "Refills in days without guests.",
            "Errors in minutes when the kitchen is full.",
            "Cups used in GB kettles.",
            "Cups in MB-sized boxes.",
            "Price in months with 30 days.",
            "Rank, in days of old called grade.",
            "Retries (second attempt included).",
            "Retries (seconds apart).",
            "Pots in second row.",
            "Pots made in seconds.",
            "Weight. It changes in seconds.",
            "Weight. The value takes effect in minutes.",
            "Weight. Value is applied in seconds.",
            "Weight. In seconds, all pots are warm.",
            "Pots. The default value is 2 days of logs.",
            "Pots. It takes from 5 minutes to start.",
            "Names, in %-encoded form.",
            "Time in hours and minutes.",
            "Time in hours, minutes, and seconds.",
            "Speed in MB per second.",
            "Speed, in MB/s.",
        ] {
            check(number, "x", description, "");
        }
        check(&Type::String, "x", "Name (min length 4).", "");
        check(&Type::String, "x", "Start time, in hours:minutes.", "");
        check(&Type::String, "x", "Date (day and month).", "");
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
        check(&Type::Integer, "pots", "Number of pot(s).", "");
        check(&Type::String, "name", "Name of the pot (s)", "");
        check(&Type::Integer, "lids", "Lids. The pot is heated in seconds.", "");
        check(&Type::Integer, "lids", "Lids (min. 2 pots are there).", "");
    }
}
