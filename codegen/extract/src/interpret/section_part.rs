//! The parts of a section that describes an operation, by their headings and labels.

use super::words;

/// A part of the section of an operation, named after its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionPart {
    Function,
    Constraints,
    /// For people: how to try the call.
    Advice,
    /// Who may make the call: its IAM actions.
    Authorization,
    Uri,
    Request,
    Response,
    ExampleRequest,
    ExampleResponse,
    /// Examples of both; labels tell them apart.
    Examples,
    Sdk,
    StatusCode,
    ErrorCode,
}

/// The usual headings, for messages, each with the part that it opens.
pub(super) const PARTS: [(&str, SectionPart); 16] = [
    ("Function", SectionPart::Function),
    ("Constraints", SectionPart::Constraints),
    ("Prerequisites", SectionPart::Advice),
    ("Calling Method", SectionPart::Advice),
    ("Debugging", SectionPart::Advice),
    ("Authorization Information", SectionPart::Authorization),
    ("URI", SectionPart::Uri),
    ("Request", SectionPart::Request),
    ("Request Parameters", SectionPart::Request),
    ("Response", SectionPart::Response),
    ("Response Parameters", SectionPart::Response),
    ("Example Request", SectionPart::ExampleRequest),
    ("Example Response", SectionPart::ExampleResponse),
    ("Example SDK Code", SectionPart::Sdk),
    ("Status Code", SectionPart::StatusCode),
    ("Error Code", SectionPart::ErrorCode),
];

/// Headings as lists of words, each with the part that it opens. Examples, and code for an SDK, are
/// told by their words in any order.
const BY_WORDS: [(SectionPart, &[&str]); 9] = [
    (
        SectionPart::Function,
        &[
            "function",
            "api function",
            "description",
            "function description",
            "introduction",
            "api description",
            "functional description",
        ],
    ),
    (
        SectionPart::Constraints,
        &[
            "constraint",
            "restriction",
            "precaution",
            "limitation",
            "usage constraint",
            "constraint limitation",
            "note",
        ],
    ),
    (
        SectionPart::Advice,
        &[
            "prerequisite",
            "calling method",
            "call method",
            "debugging",
            "how call",
            "api explorer",
            "usage note",
            "scenario",
            "application scenario",
        ],
    ),
    (
        SectionPart::Authorization,
        &[
            "authorization information",
            "authorization",
            "permission",
            "required permission",
            "iam permission",
            "permission requirement",
            "permission description",
        ],
    ),
    (
        SectionPart::Uri,
        &[
            "uri",
            "url",
            "path",
            "request uri",
            "request url",
            "api uri",
            "uri format",
            "request path",
            "http request",
            "uri parameter",
            "request syntax",
            "request format",
        ],
    ),
    (
        SectionPart::Request,
        &[
            "request",
            "request parameter",
            "request message",
            "request body",
            "request header",
            "request body parameter",
            "request element",
            "request parameter description",
        ],
    ),
    (
        SectionPart::Response,
        &[
            "response",
            "response parameter",
            "response message",
            "response body",
            "response element",
            "response body parameter",
            "response parameter description",
            "response syntax",
            "response format",
            "response header",
            "returned value",
            "return value",
            "returned parameter",
        ],
    ),
    (
        SectionPart::StatusCode,
        &[
            "status code",
            "returned status code",
            "http status code",
            "return code",
            "response status code",
            "status code description",
        ],
    ),
    (SectionPart::ErrorCode, &["error code", "error code description", "returned error code"]),
];

fn sorted(mut words: Vec<&str>) -> Vec<&str> {
    words.sort_unstable();
    words
}

impl SectionPart {
    /// The part that a heading opens.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let found = words::of(heading);
        let has = |any: &[&str]| found.iter().any(|word| any.contains(&&**word));
        if found.len() > 5 {
            return None;
        }
        if has(&["sdk"]) && has(&["code", "sample", "example"]) {
            return Some(Self::Sdk);
        }
        if has(&["example", "sample"]) {
            return match () {
                () if has(&["request", "requesting"]) => Some(Self::ExampleRequest),
                () if has(&["response", "answer", "returned", "reply"]) => {
                    Some(Self::ExampleResponse)
                }
                () if found.len() == 1 => Some(Self::Examples),
                () => None,
            };
        }
        // `Parameters of the Request` has the words of `Request Parameters`.
        let found = sorted(found.iter().map(String::as_str).collect());
        let is_same = |heading: &&str| sorted(heading.split(' ').collect()) == found;
        let opens =
            |(part, headings): &(Self, &[&str])| headings.iter().any(is_same).then_some(*part);
        BY_WORDS.iter().find_map(opens)
    }

    /// The part whose usual heading a text resembles, up to a few letters.
    pub(super) fn resembling(text: &str) -> Option<Self> {
        let text = text.trim_matches(['#', '*', '_', ':', '.', ' ']).to_lowercase();
        if text.len() < 3 || text.len() > 30 {
            return None;
        }
        let slips = 1 + text.len() / 9;
        let is_near = |heading: &str| strsim::levenshtein(&heading.to_lowercase(), &text) <= slips;
        PARTS.iter().find(|(heading, _)| is_near(heading)).map(|(_, part)| *part)
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

/// Labels of list items that some sections use instead of headings, for messages.
pub(super) const LABELS: [&str; 7] = [
    "URI format",
    "Example",
    "Parameter description",
    "Normal response",
    "Example normal response",
    "Request example",
    "Example response",
];

/// Whether an item of a list is such a label: all its words are about the parts of a call.
pub(super) fn is_label(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "uri",
        "url",
        "format",
        "example",
        "sample",
        "parameter",
        "description",
        "normal",
        "successful",
        "response",
        "request",
        "path",
        "message",
        "body",
        "code",
        "returned",
    ];
    let found = words::of(text);
    let all_known = found.iter().all(|word| WORDS.contains(&&**word));
    // One word is a label only if it cannot be the name of something else.
    let is_enough = found.len() > 1 || matches!(found.first().map(|word| &**word), Some("example"));
    !found.is_empty()
        && found.len() <= 4
        && all_known
        && is_enough
        && text.starts_with(|c: char| c.is_uppercase() || c == '*')
}

#[cfg(test)]
mod tests {
    use super::{LABELS, PARTS, SectionPart, is_label};

    #[test]
    fn headings_open_parts_by_meaning() {
        for (heading, part) in [
            ("Status Code", Some(SectionPart::StatusCode)),
            ("Status Codes", Some(SectionPart::StatusCode)),
            ("Returned Status Codes", Some(SectionPart::StatusCode)),
            ("Error Codes", Some(SectionPart::ErrorCode)),
            ("Example Requests", Some(SectionPart::ExampleRequest)),
            ("Request Example", Some(SectionPart::ExampleRequest)),
            ("Example of a Request", Some(SectionPart::ExampleRequest)),
            ("Sample Request", Some(SectionPart::ExampleRequest)),
            ("Response Examples", Some(SectionPart::ExampleResponse)),
            ("Sample Response", Some(SectionPart::ExampleResponse)),
            ("SDK Sample Code", Some(SectionPart::Sdk)),
            ("Example SDK Code", Some(SectionPart::Sdk)),
            ("Authorization Information", Some(SectionPart::Authorization)),
            ("Calling Method", Some(SectionPart::Advice)),
            ("request parameters", Some(SectionPart::Request)),
            ("Parameters of the Request", Some(SectionPart::Request)),
            ("Restrictions", Some(SectionPart::Constraints)),
            ("API Function", Some(SectionPart::Function)),
            ("Remarks", None),
            ("Tea Leaves", None),
        ] {
            assert_eq!(SectionPart::of(heading), part, "{heading}");
        }
        for (heading, part) in PARTS {
            assert_eq!(SectionPart::of(heading), Some(part), "{heading}");
        }
    }

    #[test]
    fn labels_are_about_parts_of_a_call() {
        for label in
            LABELS.into_iter().chain(["Sample request", "URL format", "Successful response:"])
        {
            assert!(is_label(label), "{label}");
        }
        for other in ["A round pot", "Body", "green tea", "Request a new pot"] {
            assert!(!is_label(other), "{other}");
        }
    }
}
