//! What every request must have before it is about anything: one host, well-formed, and a body that can be
//! read.

use std::net::Ipv6Addr;

use hyper::Version;
use hyper::header::{HOST, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

use crate::refusal::Refusal;
use crate::text::shorten;

/// Checks that a request says which host it is for, once and well-formed.
///
/// HTTP/1.0 may leave it out; HTTP/2 says it in `:authority`, and may repeat it.
pub(crate) fn host(head: &Parts) -> Result<(), Refusal> {
    let mut values = head.headers.get_all(HOST).iter();
    let refuse = |got: String| Err(Refusal::BadHost { got });
    let Some(value) = values.next() else {
        let is_named = head.version >= Version::HTTP_2 && head.uri.authority().is_some();
        return match head.version < Version::HTTP_11 || is_named {
            true => Ok(()),
            false => refuse("none".to_owned()),
        };
    };
    if let more @ 1.. = values.count() {
        return refuse(format!("{} of them", more + 1));
    }
    match value.to_str() {
        Ok(host) if is_host(host) => Ok(()),
        Ok(host) => refuse(format!("{:?}", shorten(host))),
        Err(_) => refuse("other characters".to_owned()),
    }
}

/// Checks that a body travels as it is, or in chunks: nobody here unpacks any other coding of the transfer.
pub(crate) fn coding(head: &Parts) -> Result<(), Refusal> {
    for value in head.headers.get_all(TRANSFER_ENCODING) {
        let text = String::from_utf8_lossy(value.as_bytes());
        if !text.trim().eq_ignore_ascii_case("chunked") {
            let (what, got) = ("Transfer-Encoding", format!("{:?}", shorten(&text)));
            return Err(Refusal::UnsupportedMedia { what, expected: "chunked", got });
        }
    }
    Ok(())
}

/// Whether a text is a host, with or without a port.
fn is_host(text: &str) -> bool {
    is_plain(text) || is_other(text)
}

/// Whether it is a name or an IPv4 address, as nearly all are: no character of it needs a closer look.
fn is_plain(text: &str) -> bool {
    let is_of_a_name =
        |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_');
    let length = text.bytes().position(|byte| !is_of_a_name(byte)).unwrap_or(text.len());
    let port_fits = match text[length..].strip_prefix(':') {
        None => length == text.len(),
        Some(port) => {
            let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
            port.is_empty() || is_number && port.parse::<u16>().is_ok()
        }
    };
    length > 0 && port_fits
}

/// Whether it is a host of any kind.
fn is_other(text: &str) -> bool {
    let Ok(authority) = text.parse::<Authority>() else { return false };
    let host = authority.host();
    let has_user = text.contains('@');
    let after = text.get(host.len()..).unwrap_or_default();
    let port_fits = match after.strip_prefix(':') {
        None => after.is_empty(),
        Some(port) => port.is_empty() || port.parse::<u16>().is_ok_and(|_| !port.starts_with('+')),
    };
    let is_address = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|ip| ip.parse::<Ipv6Addr>().is_ok()),
        None => !host.is_empty(),
    };
    is_address && !has_user && port_fits
}

#[cfg(test)]
mod tests {
    use super::{is_host, is_other};

    #[test]
    fn hosts_have_a_name_and_perhaps_a_port() {
        for host in [
            "a.-_",
            "1.2.3.4:65535",
            "mock",
            "mock:80",
            "127.0.0.1:8787",
            "[::1]:1",
            "[::1]",
            "a_b.example.com.",
            "xn--a:",
            "MOCK",
        ] {
            assert!(is_host(host), "{host}");
            assert!(is_other(host), "{host}");
        }
        for host in [
            "", " ", ":80", "a b", "a/b", "a@b", "a:b", "a:99999", "a:65536", "a:1:2", "::1",
            "[::1", "a?b", "http://a", "a,b:x", "a#b", "a:+1", "a:-1", "[", "]", "[]:",
        ] {
            assert!(!is_host(host), "{host}");
        }
    }
}
