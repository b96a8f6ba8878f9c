//! The canonical form of a request: the text that is signed.

use std::borrow::Cow;

use http::HeaderMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_encode};

use super::digest::hex_sha256;
use super::fixed::{CONTENT_HASH_HEADER, UNSIGNED_PAYLOAD};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// The parts of a request that a signature covers, in the form that they have on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// HTTP method.
    pub method: &'a str,
    /// Path, percent-encoded.
    pub path: &'a str,
    /// Query string without the question mark, percent-encoded.
    pub query: &'a str,
    /// Host and port for a request without a `Host` header.
    pub authority: Option<&'a str>,
    /// Headers.
    pub headers: &'a HeaderMap,
    /// Body.
    pub body: &'a [u8],
}

impl<'a> Message<'a> {
    /// The parts of a request that a signature covers.
    pub fn of<B: AsRef<[u8]>>(request: &'a http::Request<B>) -> Self {
        Self {
            method: request.method().as_str(),
            path: request.uri().path(),
            query: request.uri().query().unwrap_or_default(),
            authority: request.uri().authority().map(http::uri::Authority::as_str),
            headers: request.headers(),
            body: request.body().as_ref(),
        }
    }

    /// Lower-case names of the headers that a client should sign, sorted.
    pub(super) fn signable(&self) -> Vec<&'a str> {
        let mut names: Vec<_> = self
            .headers
            .keys()
            .map(http::HeaderName::as_str)
            .filter(|name| !name.contains('_'))
            .collect();
        names.sort_unstable();
        names
    }

    /// The value of a header, trimmed; repeated ones are joined with commas.
    pub(super) fn header(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut values = self
            .headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes().trim_ascii()));
        let Some(first) = values.next() else {
            return self.authority.filter(|_| name == "host").map(Cow::Borrowed);
        };
        Some(values.fold(first, |all, value| all + "," + value))
    }

    /// The hash or constant that represents the body at the end of the canonical request.
    fn content_hash(&self) -> String {
        match self.header(CONTENT_HASH_HEADER.as_str()) {
            // The vendor's signer announces an unsigned payload, but still hashes an empty body.
            Some(stated) if stated != UNSIGNED_PAYLOAD || !self.body.is_empty() => {
                stated.into_owned()
            }
            _ => hex_sha256(self.body),
        }
    }
}

/// The canonical form of a request for a given list of signed headers (lower-case names).
///
/// Headers that are listed but absent count as empty.
pub fn canonical_request(message: &Message<'_>, signed_headers: &[&str]) -> String {
    canonical_request_with(message, signed_headers, &message.content_hash())
}

pub(super) fn canonical_request_with(
    message: &Message<'_>,
    signed_headers: &[&str],
    content_hash: &str,
) -> String {
    let mut text = message.method.to_ascii_uppercase();
    for line in [canonical_uri(message.path), canonical_query(message.query)] {
        text.push('\n');
        text.push_str(&line);
    }
    text.push('\n');
    for name in signed_headers {
        text.push_str(name);
        text.push(':');
        text.push_str(&message.header(name).unwrap_or_default());
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&signed_headers.join(";"));
    text.push('\n');
    text.push_str(content_hash);
    text
}

/// The canonical form of a path: every segment encoded alike, and a slash at the end.
///
/// The vendor decodes the whole path before splitting it, so an encoded slash becomes a
/// separator here although the wire keeps it.
///
/// ```
/// use taurusdb_runtime::sign::canonical_uri;
/// assert_eq!(canonical_uri("/v3/a:b"), "/v3/a%3Ab/");
/// assert_eq!(canonical_uri("/v3/a%2Fb/"), "/v3/a/b/");
/// ```
pub fn canonical_uri(path: &str) -> String {
    let decoded: Vec<u8> = percent_decode(path.as_bytes()).collect();
    let mut uri = percent_encode(&decoded, RESERVED_IN_PATH).to_string();
    if !uri.ends_with('/') {
        uri.push('/');
    }
    uri
}

/// The canonical form of a query string: pairs sorted by key, then by value, before encoding.
///
/// ```
/// use taurusdb_runtime::sign::canonical_query;
/// assert_eq!(canonical_query("b=2&a&b=1"), "a=&b=1&b=2");
/// ```
pub fn canonical_query(query: &str) -> String {
    let decode = |text: &str| percent_decode(text.as_bytes()).collect::<Vec<u8>>();
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect();
    pairs.sort();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(key, value)| {
            format!("{}={}", percent_encode(key, RESERVED), percent_encode(value, RESERVED))
        })
        .collect();
    pairs.join("&")
}

/// Percent-encodes a path segment, or a key or value of a query string.
///
/// ```
/// assert_eq!(taurusdb_runtime::sign::encode("a b/c~d"), "a%20b%2Fc~d");
/// ```
pub fn encode(text: &str) -> String {
    percent_encode(text.as_bytes(), RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, Request};

    use super::{Message, canonical_query, canonical_request, canonical_uri};

    #[track_caller]
    fn uri(path: &str, canonical: &str) {
        assert_eq!(canonical_uri(path), canonical);
    }

    #[test]
    fn canonicalises_paths() {
        uri("", "/");
        uri("/", "/");
        uri("/a", "/a/");
        uri("/a/", "/a/");
        uri("//a", "//a/");
        uri("/a/../b/./c", "/a/../b/./c/");
        uri("/a%20b", "/a%20b/");
        uri("/a%2520b", "/a%2520b/");
        uri("/%e5%ae%9e", "/%E5%AE%9E/");
        uri("/100%", "/100%25/");
    }

    #[track_caller]
    fn query(wire: &str, canonical: &str) {
        assert_eq!(canonical_query(wire), canonical);
    }

    #[test]
    fn canonicalises_queries() {
        query("", "");
        query("&&", "");
        query("a", "a=");
        query("a=", "a=");
        query("a=b=c", "a=b%3Dc");
        query("tags=b&tags=a&limit=1", "limit=1&tags=a&tags=b");
        query("b=1&B=2", "B=2&b=1");
        // Sorted before encoding, not after it: '!' comes before '-'.
        query("a-=2&a%21=1", "a%21=1&a-=2");
        query("q=a+b%20c", "q=a%2Bb%20c");
        query("q=100%2525", "q=100%2525");
    }

    #[test]
    fn trims_and_joins_header_values() {
        let mut headers = HeaderMap::new();
        headers.append("x-a", HeaderValue::from_static("  one  two "));
        headers.append("x-a", HeaderValue::from_static("three"));
        headers.append("x_skip", HeaderValue::from_static("1"));
        let message = Message {
            method: "get",
            path: "/",
            query: "",
            authority: Some("h:1"),
            headers: &headers,
            body: b"",
        };
        assert_eq!(message.signable(), ["x-a"]);
        let canonical = canonical_request(&message, &["host", "x-a", "x-absent"]);
        let mut lines = canonical.lines();
        assert_eq!(lines.next(), Some("GET"));
        let headers: Vec<_> = lines.skip(2).take(3).collect();
        assert_eq!(headers, ["host:h:1", "x-a:one  two,three", "x-absent:"]);
    }

    #[track_caller]
    fn ends(content_hash: &str, body: &str, expected: &str) {
        let request =
            Request::get("http://h/").header("x-sdk-content-sha256", content_hash).body(body);
        let request = request.unwrap();
        let canonical = canonical_request(&Message::of(&request), &["host"]);
        assert_eq!(canonical.lines().last(), Some(expected));
    }

    #[test]
    fn takes_the_stated_content_hash() {
        ends("UNSIGNED-PAYLOAD", "x", "UNSIGNED-PAYLOAD");
        ends("abc", "x", "abc");
        let empty = super::hex_sha256(b"");
        ends("UNSIGNED-PAYLOAD", "", &empty);
    }
}
