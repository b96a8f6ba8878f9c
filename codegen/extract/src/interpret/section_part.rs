//! The parts of a section that describes an operation, by their headings and labels.

use crate::text::without_s;

/// A part of the section of an operation, named after its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionPart {
    Function,
    Constraints,
    /// For people: how to try the call, and who may make it.
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

/// The headings, each with the part that it opens.
pub(super) const PARTS: [(&str, SectionPart); 17] = [
    ("Function", SectionPart::Function),
    ("Constraints", SectionPart::Constraints),
    ("Prerequisites", SectionPart::Advice),
    ("Calling Method", SectionPart::Advice),
    ("Debugging", SectionPart::Advice),
    ("Authorization Information", SectionPart::Advice),
    ("URI", SectionPart::Uri),
    ("Request", SectionPart::Request),
    ("Request Parameters", SectionPart::Request),
    ("Response", SectionPart::Response),
    ("Response Parameters", SectionPart::Response),
    ("Example Request", SectionPart::ExampleRequest),
    ("Example Response", SectionPart::ExampleResponse),
    ("Example SDK Code", SectionPart::Sdk),
    ("SDK Sample Code", SectionPart::Sdk),
    ("Status Code", SectionPart::StatusCode),
    ("Error Code", SectionPart::ErrorCode),
];

impl SectionPart {
    /// The part that a heading opens. Some issues of the document use the plural, others the
    /// singular.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let found = PARTS.iter().find(|(known, _)| without_s(known) == without_s(heading));
        found.map(|(_, part)| *part)
    }

    /// The headings that open this part, for messages.
    pub(super) fn headings(self) -> String {
        let own = PARTS.iter().filter(|(_, part)| *part == self).map(|(heading, _)| *heading);
        own.collect::<Vec<_>>().join("' or '")
    }
}

/// The parts that every section of an operation must have.
pub(super) const NEEDED: [SectionPart; 6] = [
    SectionPart::Function,
    SectionPart::Uri,
    SectionPart::Request,
    SectionPart::Response,
    SectionPart::StatusCode,
    SectionPart::ErrorCode,
];

/// Labels of list items that some sections use instead of headings.
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
    use super::SectionPart;

    #[test]
    fn headings_open_parts_in_singular_and_plural() {
        for (heading, part) in [
            ("Status Code", Some(SectionPart::StatusCode)),
            ("Status Codes", Some(SectionPart::StatusCode)),
            ("Example Requests", Some(SectionPart::ExampleRequest)),
            ("Authorization Information", Some(SectionPart::Advice)),
            ("Remarks", None),
        ] {
            assert_eq!(SectionPart::of(heading), part, "{heading}");
        }
    }
}
