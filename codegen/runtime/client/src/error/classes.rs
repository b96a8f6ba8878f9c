//! Decides which kind of error an answer is. A known error code decides; the status counts only if
//! the code is unknown, because the service uses statuses inconsistently.

use http::StatusCode;
use taurusdb_descriptor_types::{Category, ErrorCode};

/// The part of an answer that decides which kind of error it is.
#[derive(Clone, Copy)]
pub(super) struct Class<'a> {
    pub(super) status: StatusCode,
    pub(super) code: Option<&'a str>,
    /// What the code means, if known.
    pub(super) known: Option<&'static ErrorCode>,
    /// Whether the body is a page for a browser.
    pub(super) is_page: bool,
}

/// Statuses that ask to come again, beside those of the servers.
const LATER: [StatusCode; 4] = [
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::CONFLICT,
    StatusCode::TOO_EARLY,
    StatusCode::TOO_MANY_REQUESTS,
];

/// Statuses of servers that come again however often is asked: what is asked for is not there, or a portal wants
/// somebody to log in first.
const STAYS: [StatusCode; 3] = [
    StatusCode::NOT_IMPLEMENTED,
    StatusCode::HTTP_VERSION_NOT_SUPPORTED,
    StatusCode::NETWORK_AUTHENTICATION_REQUIRED,
];

/// The gateway's codes for a signature, a date or a token that it refuses, also where it sends 403 with them.
const PROOF: [&str; 4] = ["APIGW.0301", "APIGW.0303", "APIGW.0305", "APIGW.0307"];

impl Class<'_> {
    pub(super) fn is_not_found(self) -> bool {
        // The gateway does not know the URL; that says nothing about the resource.
        let gateway = self.code.is_some_and(|code| code.starts_with("APIGW."));
        let says_so = self.status == StatusCode::NOT_FOUND && !gateway && !self.is_strangers_page();
        self.is(Category::NotFound, says_so)
    }

    /// Whether something else than the service has answered, with a page: what it says is not about the resource.
    pub(super) fn is_strangers_page(self) -> bool {
        self.is_page && self.code.is_none()
    }

    pub(super) fn is_conflict(self) -> bool {
        self.is(Category::Conflict, self.status == StatusCode::CONFLICT)
    }

    pub(super) fn is_throttled(self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS || self.is(Category::Throttled, false)
    }

    pub(super) fn is_retryable(self) -> bool {
        match self.known {
            Some(known) => known.retryable,
            None => {
                self.status.is_server_error() && !STAYS.contains(&self.status)
                    || LATER.contains(&self.status)
            }
        }
    }

    /// Whether the proof of who is calling is refused; a gateway says so with 403 as well.
    pub(super) fn refuses_proof(self) -> bool {
        let by_gateway = self.code.is_some_and(|code| PROOF.contains(&code));
        self.status == StatusCode::UNAUTHORIZED || by_gateway
    }

    fn is(self, category: Category, by_status: bool) -> bool {
        match self.known {
            Some(known) => known.category == category,
            None => by_status,
        }
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use taurusdb_descriptor_types::{Category, ErrorCode};

    use super::Class;

    const fn entry(code: &'static str, category: Category, retryable: bool) -> ErrorCode {
        ErrorCode { code, name: "", status: None, category, retryable, advice: "" }
    }

    static CODES: [ErrorCode; 6] = [
        entry("APIGW.0101", Category::Unsupported, false),
        entry("APIGW.0308", Category::Throttled, true),
        entry("DBS.1", Category::Conflict, true),
        entry("DBS.2", Category::Conflict, false),
        entry("DBS.3", Category::NotFound, false),
        entry("DBS.4", Category::Internal, false),
    ];

    #[track_caller]
    fn classified(status: u16, code: &str, found: &str) {
        let status = StatusCode::from_u16(status).unwrap();
        let known = ErrorCode::find(&CODES, code);
        let code = (!code.is_empty()).then_some(code);
        let class = Class { status, code, known, is_page: false };
        let classes = [
            ("not found", class.is_not_found()),
            ("conflict", class.is_conflict()),
            ("throttled", class.is_throttled()),
            ("retryable", class.is_retryable()),
        ];
        let names: Vec<_> = classes.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
        assert_eq!(names.join(", "), found);
    }

    #[test]
    fn goes_by_a_code_that_is_known() {
        classified(400, "DBS.1", "conflict, retryable");
        classified(404, "DBS.1", "conflict, retryable");
        classified(409, "DBS.2", "conflict");
        classified(400, "DBS.3", "not found");
        classified(409, "DBS.3", "not found");
        classified(500, "DBS.4", "");
        classified(404, "APIGW.0101", "");
        classified(403, "APIGW.0308", "throttled, retryable");
    }

    #[test]
    fn a_page_says_nothing_about_a_resource() {
        let page = |status, code| Class { status, code, known: None, is_page: true };
        assert!(!page(StatusCode::NOT_FOUND, None).is_not_found());
        assert!(page(StatusCode::NOT_FOUND, Some("DBS.9")).is_not_found());
        // That a gateway has too much to do is its own to say.
        assert!(page(StatusCode::TOO_MANY_REQUESTS, None).is_throttled());
        assert!(page(StatusCode::BAD_GATEWAY, None).is_retryable());
    }

    #[test]
    fn goes_by_status_otherwise() {
        classified(400, "DBS.9", "");
        classified(404, "", "not found");
        classified(404, "DBS.9", "not found");
        classified(404, "APIGW.9", "");
        classified(409, "DBS.9", "conflict, retryable");
        classified(429, "", "throttled, retryable");
        classified(408, "", "retryable");
        classified(425, "", "retryable");
        classified(503, "", "retryable");
        for stays in [501, 505, 511] {
            classified(stays, "", "");
        }
    }
}
