//! Lines that state the status of an answer.

use super::words;

/// The status of a line that states one and nothing else: `204`, `Status code: 200.`, `202 Accepted`.
pub(super) fn status_of(text: &str) -> Option<u16> {
    let text = text.trim().trim_matches(['*', '`']);
    let text = match text.rsplit_once([':', '：']) {
        None => text,
        Some((label, rest)) => {
            let known = [
                "status",
                "code",
                "normal",
                "response",
                "returned",
                "return",
                "value",
                "success",
                "successful",
                "http",
                "abnormal",
            ];
            let is_label = words::of(label).iter().all(|word| known.contains(&&**word));
            if is_label { rest.trim() } else { return None }
        }
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (status, reason) = text.split_at(digits);
    let status: u16 = status.parse().ok().filter(|status| (100..600).contains(status))?;
    let reason = reason.trim_end_matches(['.', ';']);
    let is_reason = reason.is_empty()
        || reason.starts_with(' ')
            && reason.split_whitespace().count() <= 4
            && reason.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    is_reason.then_some(status)
}

#[cfg(test)]
mod tests {
    use super::status_of;

    #[test]
    fn a_status_alone_is_told_from_a_sentence() {
        for (text, status) in [
            ("204", Some(204)),
            ("Status Code:200.", Some(200)),
            ("**Normal**: 202", Some(202)),
            ("202 Accepted", Some(202)),
            ("400 Bad Request", Some(400)),
            ("For details, see [Status Codes](#s).", None),
            ("200 pots are the most that a kitchen can hold", None),
            ("Pots: 204", None),
            ("999", None),
            ("2xx", None),
        ] {
            assert_eq!(status_of(text), status, "{text}");
        }
    }
}
