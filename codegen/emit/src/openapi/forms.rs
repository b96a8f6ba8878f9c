//! Well-known forms of texts as regular expressions (ECMA 262), for tools that do not know our names for them.

use taurusdb_spec::{Facts, Format};

/// A number as JSON writes it, with an exponent that no number is too large with.
pub(super) const NUMBER: &str = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?$";

const MOMENT: &str = concat!(
    // There is no year 0.
    r"^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])",
    r"-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?",
    r"(Z|[-+](0[0-9]|1[0-8]):?[0-5][0-9])$"
);
const TIME: &str = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";
const WINDOW: &str = concat!(
    r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?",
    r"-([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
);
const UTC_OFFSET: &str = r"^UTC([-+](0[0-9]|1[0-8]):?[0-5][0-9])?$";

/// The pattern of texts of a form: what else they must be, such as a day that there is, no pattern can say.
/// Dates and links have formats that tools know; addresses have too many forms.
pub(super) const fn pattern(format: Format) -> Option<&'static str> {
    match format {
        Format::DateTime => Some(MOMENT),
        Format::Time => Some(TIME),
        Format::TimeWindow => Some(WINDOW),
        Format::UtcOffset => Some(UTC_OFFSET),
        Format::Uuid
        | Format::Date
        | Format::TimestampMs
        | Format::TimestampS
        | Format::Ip
        | Format::Cidr
        | Format::CommaSeparated
        | Format::Url => None,
    }
}

/// The pattern of a text that holds a number, if it does.
pub(super) fn of_number(facts: &Facts) -> Option<&'static str> {
    facts.lend(|facts| facts.holds_number()).then_some(NUMBER)
}

/// What matches these values in capitals and in small letters.
pub(super) fn in_any_case(values: &[String]) -> String {
    let sign = |sign: char| match (sign.to_ascii_lowercase(), sign.to_ascii_uppercase()) {
        (small, capital) if small != capital => format!("[{capital}{small}]"),
        _ if r"^$\.*+?()[]{}|/".contains(sign) => format!("\\{sign}"),
        _ => sign.to_string(),
    };
    let value = |value: &String| value.chars().map(sign).collect::<String>();
    let all: Vec<_> = values.iter().map(value).collect();
    format!("^({})$", all.join("|"))
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Format;

    use super::{in_any_case, pattern};

    /// Texts that fit match, and of those that do not, all but what no pattern can say.
    #[test]
    fn patterns_say_what_the_check_says() {
        let texts = [
            "",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "0900-01-01T00:00:00Z",
            "2024-12-31T00:00:00Z",
            "2024-12-31T23:59:59+0800",
            "2024-12-31T23:59:59-08:30",
            "2024-12-31T23:59:59.123Z",
            "2024-12-31",
            "2024-12-31T00:00:00",
            "2024-12-31T24:00:00Z",
            "2024-12-31T00:00Z",
            "2024-12-31T00:00:00.Z",
            "2024-12-31T00:00:00+1900",
            "22:00",
            "22:00:59",
            "24:00",
            "22:60",
            "2:00",
            "22:00-23:00",
            "22:00-23:00:01",
            "22:00-24:00",
            "22:00-",
            "UTC",
            "UTC+08:00",
            "UTC-0830",
            "UTC+8",
            "utc+08:00",
            "UTC+19:00",
        ];
        for format in [Format::DateTime, Format::Time, Format::TimeWindow, Format::UtcOffset] {
            let pattern = regex_lite::Regex::new(pattern(format).unwrap()).unwrap();
            for text in texts {
                assert_eq!(pattern.is_match(text), format.fits(text), "{format:?} {text}");
            }
        }
    }

    #[test]
    fn case_means_nothing() {
        let values = ["a-b.1".to_owned(), "C_2".to_owned()];
        assert_eq!(in_any_case(&values), r"^([Aa]-[Bb]\.1|[Cc]_2)$");
    }
}
