/// The parts of an operation's section, in the words of its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Function,
    Constraints,
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
pub(super) const PARTS: [(&str, Part); 12] = [
    ("Function", Part::Function),
    ("Constraints", Part::Constraints),
    ("URI", Part::Uri),
    ("Request", Part::Request),
    ("Request Parameters", Part::Request),
    ("Response", Part::Response),
    ("Response Parameters", Part::Response),
    ("Example Request", Part::ExampleRequest),
    ("Example Response", Part::ExampleResponse),
    ("Example SDK Code", Part::Sdk),
    ("Status Code", Part::StatusCode),
    ("Error Code", Part::ErrorCode),
];

impl Part {
    /// The headings that open it, for messages.
    pub(super) fn headings(self) -> String {
        let own = PARTS.iter().filter(|(_, part)| *part == self).map(|(heading, _)| *heading);
        own.collect::<Vec<_>>().join("' or '")
    }
}

/// Parts without which a section is not a whole operation.
pub(super) const NEEDED: [Part; 6] =
    [Part::Function, Part::Uri, Part::Request, Part::Response, Part::StatusCode, Part::ErrorCode];

/// Labels of list items that open a piece of a part, as chapter 5 writes them.
pub(super) const LABELS: [&str; 7] = [
    "URI format",
    "Example",
    "Parameter description",
    "Normal response",
    "Example normal response",
    "Request example",
    "Example response",
];
