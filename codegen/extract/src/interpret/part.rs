//! The parts of a section that describes an operation, by their headings and labels.

use crate::text::without_s;

/// The parts of an operation's section, in the words of its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Function,
    Constraints,
    /// For people: how to try the call, who may make it.
    Advice,
    Uri,
    Request,
    Response,
    ExampleRequest,
    ExampleResponse,
    Sdk,
    StatusCode,
    ErrorCode,
}

/// Headings and the parts that they open.
pub(super) const PARTS: [(&str, Part); 17] = [
    ("Function", Part::Function),
    ("Constraints", Part::Constraints),
    ("Prerequisites", Part::Advice),
    ("Calling Method", Part::Advice),
    ("Debugging", Part::Advice),
    ("Authorization Information", Part::Advice),
    ("URI", Part::Uri),
    ("Request", Part::Request),
    ("Request Parameters", Part::Request),
    ("Response", Part::Response),
    ("Response Parameters", Part::Response),
    ("Example Request", Part::ExampleRequest),
    ("Example Response", Part::ExampleResponse),
    ("Example SDK Code", Part::Sdk),
    ("SDK Sample Code", Part::Sdk),
    ("Status Code", Part::StatusCode),
    ("Error Code", Part::ErrorCode),
];

impl Part {
    /// The part that a heading opens; issues of the document differ in what they put in the plural.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let found = PARTS.iter().find(|(known, _)| without_s(known) == without_s(heading));
        found.map(|(_, part)| *part)
    }

    /// The headings that open it, for messages.
    pub(super) fn headings(self) -> String {
        let own = PARTS.iter().filter(|(_, part)| *part == self).map(|(heading, _)| *heading);
        own.collect::<Vec<_>>().join("' or '")
    }
}

/// Parts without which a section is not a whole operation.
pub(super) const NEEDED: [Part; 6] =
    [Part::Function, Part::Uri, Part::Request, Part::Response, Part::StatusCode, Part::ErrorCode];

/// Labels of list items that some sections use in place of headings.
pub(super) const LABELS: [&str; 7] = [
    "URI format",
    "Example",
    "Parameter description",
    "Normal response",
    "Example normal response",
    "Request example",
    "Example response",
];

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn headings_open_parts_in_singular_and_plural() {
        for (heading, part) in [
            ("Status Code", Some(Part::StatusCode)),
            ("Status Codes", Some(Part::StatusCode)),
            ("Example Requests", Some(Part::ExampleRequest)),
            ("Authorization Information", Some(Part::Advice)),
            ("Remarks", None),
        ] {
            assert_eq!(Part::of(heading), part, "{heading}");
        }
    }
}
