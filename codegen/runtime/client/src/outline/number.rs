//! Where a number ends.

/// How many bytes the number at the beginning has; `None` if there is none that a strict parser takes.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let digits =
        |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || whole > 1 && bytes[at] == b'0' {
        return None;
    }
    at += whole;
    if !matches!(bytes.get(at), Some(b'.' | b'e' | b'E')) && at < 19 {
        return Some(at);
    }
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    // One that no double can hold is mended elsewhere.
    let number: f64 = std::str::from_utf8(&bytes[..at]).ok()?.parse().ok()?;
    number.is_finite().then_some(at)
}
