//! Well-known forms of a value, such as a date or an address.

use taurusdb_spec::{Format, Type};

use super::sentence::Sentence;
use crate::text::{after, after_any, contains_any};

/// The well-known form of the value, or of each item of a list.
///
/// `is_listed` says that the row lists the values: then its words are about something else.
pub(super) fn format(
    said: &[Sentence],
    name: &str,
    kind: &Type,
    is_listed: bool,
) -> Option<Format> {
    let (scalar, is_single) = match kind {
        Type::Array(item) | Type::Map(item) => (&**item, false),
        other => (other, true),
    };
    let is_text = *scalar == Type::String;
    if !is_text && !matches!(scalar, Type::Integer | Type::Long) {
        return None;
    }
    if let Some(found) = said.iter().find_map(|s| timestamp(&s.lower)) {
        return Some(found);
    }
    if !is_text {
        return None;
    }
    // A text that holds several ids is a list before it is an id.
    if is_single && said.iter().any(|sentence| is_separated(&sentence.lower)) {
        return Some(Format::CommaSeparated);
    }
    let found = said.iter().find_map(|sentence| written(&sentence.lower));
    if is_listed {
        return found;
    }
    found.or_else(|| by_meaning(&said.first()?.lower, name, is_single))
}

fn is_separated(lower: &str) -> bool {
    const SEPARATED: [&str; 3] =
        ["separated by commas", "separate them with commas", "pairs with commas"];
    lower.contains("separate") && contains_any(lower, &SEPARATED)
}

fn timestamp(lower: &str) -> Option<Format> {
    if !contains_any(lower, &["unix timestamp", "unit is millisecond", "timestamp in milli"]) {
        return None;
    }
    // The unit may be in the next sentence; the service always counts in milliseconds.
    Some(if lower.contains("in seconds") { Format::TimestampS } else { Format::TimestampMs })
}

/// Forms that the document writes out.
fn written(lower: &str) -> Option<Format> {
    if let Some(rest) = after_any(lower, &["yyyy-mm-dd", "yy-mm-dd"]) {
        Some(if rest.starts_with("thh:mm:ss") { Format::DateTime } else { Format::Date })
    } else if let Some(rest) = after(lower, "hh:mm") {
        Some(if rest.starts_with("-hh:mm") { Format::TimeWindow } else { Format::Time })
    } else if contains_any(lower, &["uuid format", "with a uuid"]) {
        Some(Format::Uuid)
    } else if lower.contains("same as that of the created") {
        // It refers to another field, whose form is written out.
        Some(Format::DateTime)
    } else {
        None
    }
}

/// Forms that follow from the meaning of the value, as its first sentence states it.
fn by_meaning(first: &str, name: &str, is_single: bool) -> Option<Format> {
    const LINKS: [&str; 2] = ["download link", "link for downloading"];
    if LINKS.iter().any(|link| first.starts_with(link)) {
        return Some(Format::Url);
    }
    if contains_any(first, &["cidr block", "cidr format", "address range", "network segment"]) {
        return Some(Format::Cidr);
    }
    let mentions = contains_any(first, &["ip address", "ipv6 address"])
        || (first.split(' ').any(|word| word == "eip" || word == "eips") && name.contains("ip"));
    // The document does not say how one text would hold several addresses.
    const SEVERAL: [&str; 4] = ["addresses", "eips", "list", "lists"];
    if is_single && first.split([' ', '.']).any(|word| SEVERAL.contains(&word)) {
        return None;
    }
    // What uses an address is none: `The resource using the IP address`.
    let head = ["ip address", "ipv6 address"].iter().filter_map(|words| first.find(words)).min();
    let head = head.map_or("", |at| &first[..at]);
    const OTHERS: [&str; 8] = ["using", "with", "from", "which", "whose", "where", "by", "owning"];
    if head.split(' ').any(|word| OTHERS.contains(&word)) {
        return None;
    }
    // Hosts of accounts are IP addresses with wildcards.
    const OTHERWISE: [&str; 9] =
        ["id", "name", "description", "type", "status", "host", "hosts", "port", "group"];
    let is_other = |word: &str| OTHERWISE.contains(&word);
    let about = first.split(' ').next().is_some_and(is_other) || first.contains("whether");
    (mentions && !about && !name.split(['_', '-']).any(is_other)).then_some(Format::Ip)
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{Format, Type};

    use super::super::sentence::sentences;
    use super::format;
    use crate::read::Cell;

    #[track_caller]
    fn check(name: &str, description: &str, expected: Option<Format>) {
        let said = sentences(&Cell::parse(description));
        assert_eq!(format(&said, name, &Type::String, false), expected, "{description}");
    }

    #[test]
    fn written_forms_are_taken() {
        check("at", "Start. The format is yyyy-MM-ddTHH:mm:ssZ.", Some(Format::DateTime));
        check("at", "Day in the \"yyyy-mm-dd\" format.", Some(Format::Date));
        check("at", "Window in the \"hh:mm-HH:MM\" format.", Some(Format::TimeWindow));
        check("id", "Id, which follows the UUID format.", Some(Format::Uuid));
        check("id", "Id, starting with a UUID and ending with xy07.", Some(Format::Uuid));
        check(
            "ids",
            "Ids in the UUID format. Separate them with commas.",
            Some(Format::CommaSeparated),
        );
        check("ids", "Numbers separated by commas (,).", Some(Format::CommaSeparated));
        check("at", "Point. The unit is millisecond.", Some(Format::TimestampMs));
    }

    #[test]
    fn meanings_have_forms() {
        check("data_vip", "Virtual IP address of a node.", Some(Format::Ip));
        check("public_ip", "EIP to be bound.", Some(Format::Ip));
        check("ip", "IP address or CIDR block.", Some(Format::Cidr));
        check("file_link", "Download link. It expires.", Some(Format::Url));
    }

    #[test]
    fn other_words_have_none() {
        check("public_ip_id", "EIP ID.", None);
        check("host", "Host IP address.", None);
        check("public_ips", "EIP list.", None);
        check("name", "Name of an IP address group.", None);
        check("status", "State. <ul> • OK: The download link works.", None);
    }
}
