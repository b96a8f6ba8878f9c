//! Units and formats in words, and whether the text about a meaning already names them.

use crate::Format;

/// The plural of a unit: `day` becomes `days`, `GB` stays `GB`.
pub(super) fn plural(unit: &str) -> String {
    match unit {
        "vcpu" => "vCPUs".to_owned(),
        // A symbol, or a word that has no plural.
        unit if unit == "percent" || unit.chars().any(char::is_uppercase) => unit.to_owned(),
        unit => format!("{unit}s"),
    }
}

/// A number of units or things: `1 day`, `732 days`.
pub fn counted(number: f64, unit: &str) -> String {
    match unit {
        "" => number.to_string(),
        "vcpu" if number == 1.0 => "1 vCPU".to_owned(),
        unit if number == 1.0 => format!("1 {unit}"),
        unit => format!("{number} {}", plural(unit)),
    }
}

/// Whether a meaning names the unit: "Number of vCPUs", "Duration of the backup, in minutes".
pub(super) fn names_unit(meaning: &str, unit: &str) -> bool {
    let plural = plural(unit);
    meaning.split(|c: char| !c.is_alphanumeric()).any(|word| word == unit || word == plural)
}

/// Whether a meaning names the format of the value: "Private IP address", "Link to the file".
pub(super) fn tells_form(meaning: &str, format: Format) -> bool {
    let telling: &[&str] = match format {
        Format::Ip => &["IP", "address"],
        Format::Cidr => &["CIDR"],
        Format::CommaSeparated => &["comma"],
        Format::Url => &["URL", "Link", "link"],
        Format::TimestampMs | Format::TimestampS => &["since 1970"],
        Format::Uuid
        | Format::DateTime
        | Format::Date
        | Format::Time
        | Format::TimeWindow
        | Format::UtcOffset => &[],
    };
    telling.iter().any(|word| meaning.contains(word))
}
