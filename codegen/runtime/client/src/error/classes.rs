//! What kind of error a code is. Codes decide; a status alone is believed only where no code
//! contradicts it, since the service is free with both.

use http::StatusCode;

/// Another operation is running on the instance, or on what belongs to it.
const CONFLICT: [&str; 6] =
    ["DBS.05000084", "DBS.200019", "DBS.200047", "DBS.201014", "DBS.201015", "DBS.212033"];

/// Seen with status 400, 404 and 409.
const NOT_FOUND: [&str; 3] = ["DBS.200932", "DBS.201028", "DBS.280238"];

const THROTTLED: &str = "APIGW.0308";

pub(super) fn is_gateway(code: Option<&str>) -> bool {
    code.is_some_and(|code| code.starts_with("APIGW."))
}

pub(super) fn is_not_found(status: StatusCode, code: Option<&str>) -> bool {
    code.is_some_and(|code| NOT_FOUND.contains(&code))
        || status == StatusCode::NOT_FOUND && !is_gateway(code)
}

pub(super) fn is_conflict(status: StatusCode, code: Option<&str>) -> bool {
    code.is_some_and(|code| CONFLICT.contains(&code))
        || status == StatusCode::CONFLICT && !is_not_found(status, code)
}

pub(super) fn is_throttled(status: StatusCode, code: Option<&str>) -> bool {
    code == Some(THROTTLED) || status == StatusCode::TOO_MANY_REQUESTS
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::{is_conflict, is_not_found, is_throttled};

    #[track_caller]
    fn classified(status: u16, code: &str, found: &str) {
        let status = StatusCode::from_u16(status).unwrap();
        let code = (!code.is_empty()).then_some(code);
        let mut classes = Vec::new();
        if is_not_found(status, code) {
            classes.push("not found");
        }
        if is_conflict(status, code) {
            classes.push("conflict");
        }
        if is_throttled(status, code) {
            classes.push("throttled");
        }
        assert_eq!(classes.join(", "), found);
    }

    #[test]
    fn goes_by_code_before_status() {
        classified(404, "", "not found");
        classified(404, "DBS.280404", "not found");
        classified(404, "APIGW.0101", "");
        classified(400, "DBS.201028", "not found");
        classified(409, "DBS.200932", "not found");
        classified(409, "", "conflict");
        classified(409, "DBS.200019", "conflict");
        classified(400, "DBS.201014", "conflict");
        classified(429, "", "throttled");
        classified(403, "APIGW.0308", "throttled");
        classified(500, "DBS.200001", "");
    }
}
