//! What a text in a list of parameters says may be set: `10-100`, `ON|OFF`, and of which type.

use std::fmt;

/// What a value may be.
#[derive(Debug, PartialEq)]
pub(crate) struct Allowed<'a> {
    kind: Kind,
    range: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Integer,
    Float,
    Boolean,
    /// Texts with commas between them.
    List,
    Text,
}

impl<'a> Allowed<'a> {
    /// What the two texts say; an empty one says nothing.
    pub(crate) fn new(kind: &str, range: &'a str) -> Self {
        let kind = match kind.trim().to_ascii_lowercase().as_str() {
            "integer" | "int" | "long" => Kind::Integer,
            "float" | "double" | "number" => Kind::Float,
            "boolean" | "bool" => Kind::Boolean,
            "list" | "set" => Kind::List,
            _ => Kind::Text,
        };
        Self { kind, range: range.trim() }
    }

    /// Whether a value is one of them.
    pub(crate) fn has(&self, value: &str) -> bool {
        match self.kind {
            Kind::Integer => value.parse::<i128>().is_ok() && self.in_range(value),
            Kind::Float => is_number(value) && self.in_range(value),
            Kind::Boolean => match self.range {
                "" => ["true", "false", "on", "off", "0", "1"]
                    .iter()
                    .any(|one| value.eq_ignore_ascii_case(one)),
                _ => self.in_range(value),
            },
            Kind::List => {
                value.is_empty() || value.split(',').all(|part| self.in_range(part.trim()))
            }
            Kind::Text => self.in_range(value),
        }
    }

    fn in_range(&self, value: &str) -> bool {
        let is_numeric = matches!(self.kind, Kind::Integer | Kind::Float);
        let mut parts = self.range.split('|').map(str::trim).peekable();
        // What is not known for certain allows everything: a text may be described in any way.
        let is_clear = |part: &str| match interval(part) {
            Some(_) => is_numeric,
            None => is_word(part) && (!is_numeric || is_number(part)),
        };
        let is_choice = self.range.contains('|') || is_numeric;
        if !is_choice || !parts.clone().all(is_clear) {
            return true;
        }
        parts.any(|part| match interval(part) {
            Some((least, most)) => {
                let number = value.parse::<f64>();
                number.is_ok_and(|number| (least..=most).contains(&number))
            }
            None if is_numeric => part.parse::<f64>() == value.parse::<f64>(),
            None => part == value,
        })
    }
}

/// The least and the most, where a text has both: `-1-100`.
fn interval(text: &str) -> Option<(f64, f64)> {
    let mut dashes = text.match_indices('-').filter(|(at, _)| *at > 0);
    let (at, _) = dashes.next()?;
    let (least, most) = (text[..at].trim(), text[at + 1..].trim());
    let number = |text: &str| is_number(text).then(|| text.parse().ok()).flatten();
    Some((number(least)?, number(most)?))
}

/// Whether a text is a number as people write it, not `inf` or `1e999`.
fn is_number(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
    text.chars().all(is_plain) && text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_word(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+');
    !text.is_empty() && text.chars().all(is_plain)
}

impl fmt::Display for Allowed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Integer => "an integer",
            Kind::Float => "a number",
            Kind::Boolean => "a boolean",
            Kind::List => "a list, with commas,",
            Kind::Text => "a text",
        };
        match self.range {
            "" => f.write_str(kind),
            range if range.contains('|') => write!(f, "{kind} out of {range}"),
            range => write!(f, "{kind} in {range}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Allowed;

    #[track_caller]
    fn check(kind: &str, range: &str, right: &[&str], wrong: &[&str]) {
        let allowed = Allowed::new(kind, range);
        for value in right {
            assert!(allowed.has(value), "{value:?} is {allowed}");
        }
        for value in wrong {
            assert!(!allowed.has(value), "{value:?} is not {allowed}");
        }
    }

    #[test]
    fn numbers_lie_between_two_others() {
        check(
            "integer",
            "10-100",
            &["10", "55", "100"],
            &["9", "101", "", "ten", "10.5", "1e1", " 10"],
        );
        check("integer", "-1-100", &["-1", "0"], &["-2", "--1"]);
        check("integer", "-100--10", &["-100", "-10"], &["-9", "10"]);
        check("integer", "0-18446744073709551615", &["18446744073709551615"], &["-1"]);
        check(
            "float",
            "0.03-3600",
            &["0.03", "1", "3600.0", "1e3"],
            &["0.02", "inf", "NaN", "1,5"],
        );
        check("INTEGER", "", &["-5"], &["x"]);
    }

    #[test]
    fn some_of_several_are_chosen() {
        check("string", "ON|OFF", &["ON", "OFF"], &["on", "", "ON|OFF"]);
        check("boolean", "true|false", &["true"], &["1", "ON"]);
        check("boolean", "", &["ON", "false", "1"], &["2", "yes"]);
        check("list", "A|B|C", &["A", "A,C", "C, B", ""], &["D", "A,D", "A;B"]);
        check("integer", "0|10-20", &["0", "10", "20"], &["1", "21"]);
        check("integer", "1|2|4", &["2"], &["3"]);
    }

    #[test]
    fn what_is_not_clear_allows_everything_of_the_type() {
        check("string", "", &["", "anything"], &[]);
        check("string", "^[a-z]+$|^$", &["anything", "ANYTHING"], &[]);
        check("string", "utf8", &["latin1"], &[]);
        check("integer", "see the manual", &["5"], &["five"]);
        check("", "1-65535", &["whatever"], &[]);
    }
}
