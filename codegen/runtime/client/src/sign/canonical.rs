//! The canonical form of a request: the text that is signed.

use std::borrow::Cow;

use http::header::GetAll;
use http::{HeaderMap, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, percent_encode};

use super::digest::Digits;
use super::fixed::{CONTENT_HASH_HEADER, EMPTY_HASH, UNSIGNED_PAYLOAD};

/// Whether a byte stands for itself: the unreserved characters of RFC 3986. Most texts have no others, and are
/// copied as they are.
fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[usize::from(byte)]
}

/// The answers for all bytes: each byte of each request is asked about.
const UNRESERVED: [bool; 256] = {
    let mut all = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let it = byte as u8;
        all[byte] = it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    all
};

/// The same for paths, where slashes stand for themselves as well.
const PLAIN_IN_PATH: [bool; 256] = {
    let mut all = UNRESERVED;
    all[b'/' as usize] = true;
    all
};

/// How many headers are looked through one after the other.
const FEW: usize = 32;

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

    /// The headers that a client should sign, with their values, sorted by name.
    pub(super) fn signable(&self) -> Vec<(&'a str, Cow<'a, str>)> {
        let mut lines: Vec<(&str, Cow<'_, str>)> = Vec::with_capacity(self.headers.len());
        for (name, value) in self.headers {
            let (name, value) = (name.as_str(), trimmed(value));
            match lines.last_mut() {
                // Those of one name come one after the other.
                Some((last, values)) if *last == name => {
                    let values = values.to_mut();
                    values.push(',');
                    values.push_str(&value);
                }
                _ if name.contains('_') => {}
                _ => lines.push((name, value)),
            }
        }
        lines.sort_unstable_by_key(|(name, _)| *name);
        lines
    }

    /// The value of a header, trimmed; repeated ones are joined with commas.
    pub(super) fn header(&self, name: &str) -> Option<Cow<'a, str>> {
        let of_authority = || self.authority.filter(|_| name == "host").map(Cow::Borrowed);
        joined(self.headers.get_all(name)).or_else(of_authority)
    }

    /// What the header for the content hash states.
    pub(super) fn stated_hash(&self) -> Option<Cow<'a, str>> {
        joined(self.headers.get_all(CONTENT_HASH_HEADER))
    }

    /// The values of headers by their lower-case names, in the order of the names: see [`header`](Self::header).
    pub(super) fn values(&self, names: &[&str]) -> Vec<Option<Cow<'a, str>>> {
        // A look-up costs as much as going past dozens of names. A client that lists hundreds is not served by that.
        if names.len() > FEW || self.headers.len() > FEW {
            return names.iter().map(|name| self.header(name)).collect();
        }
        let mut values = Vec::with_capacity(names.len());
        values.resize_with(names.len(), || None);
        for (name, value) in self.headers {
            let own = name.as_str();
            for (place, name) in names.iter().enumerate() {
                if *name == own {
                    let known: &mut Option<Cow<'a, str>> = &mut values[place];
                    let value = trimmed(value);
                    *known = Some(match known.take() {
                        None => value,
                        Some(first) => first + "," + value,
                    });
                }
            }
        }
        if self.authority.is_some() {
            for (name, value) in names.iter().zip(&mut values) {
                if *name == "host" && value.is_none() {
                    *value = self.authority.map(Cow::Borrowed);
                }
            }
        }
        values
    }

    /// The values of a header, sorted, each but the first behind a line break and the name: some signers give
    /// each a line of its own.
    pub(super) fn separate(&self, name: &str) -> Cow<'a, str> {
        let mut values: Vec<_> = self.headers.get_all(name).iter().map(trimmed).collect();
        if values.len() < 2 {
            return self.header(name).unwrap_or_default();
        }
        values.sort_unstable();
        values.join(&format!("\n{name}:")).into()
    }

    /// The hash or constant that represents the body at the end of the canonical request, given what the header
    /// for it states.
    pub(super) fn content_hash<'h>(&self, stated: Option<&'h str>) -> ContentHash<'h> {
        match stated {
            // The vendor's signer announces an unsigned payload, but still hashes an empty body.
            Some(stated) if stated != UNSIGNED_PAYLOAD || !self.body.is_empty() => {
                ContentHash::Stated(stated)
            }
            _ if self.body.is_empty() => ContentHash::Stated(EMPTY_HASH),
            _ => ContentHash::Own(Digits::of(self.body)),
        }
    }
}

/// What represents a body.
pub(super) enum ContentHash<'h> {
    Stated(&'h str),
    Own(Digits),
}

impl ContentHash<'_> {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Stated(text) => text,
            Self::Own(digits) => digits.text(),
        }
    }
}

/// The canonical form of a request for a given list of signed headers (lower-case names).
///
/// Headers that are listed but absent count as empty.
pub fn canonical_request(message: &Message<'_>, signed_headers: &[&str]) -> String {
    let line = |name: &&'_ str| message.header(name).unwrap_or_default();
    let values: Vec<_> = signed_headers.iter().map(line).collect();
    let headers = signed_headers.iter().zip(&values).map(|(name, value)| (*name, &**value));
    let stated = message.stated_hash();
    canonical_text(message, headers, message.content_hash(stated.as_deref()).text())
}

/// The canonical form with these headers, by their lower-case names.
pub(super) fn canonical_text<'h>(
    message: &Message<'_>,
    headers: impl Iterator<Item = (&'h str, &'h str)> + Clone,
    content_hash: &str,
) -> String {
    let length =
        headers.clone().map(|(name, value)| 2 * name.len() + value.len() + 3).sum::<usize>();
    let length = length + message.path.len() + message.query.len() + content_hash.len() + 16;
    let mut text = String::with_capacity(length);
    text.push_str(message.method);
    text.make_ascii_uppercase();
    text.push('\n');
    push_uri(&mut text, message.path);
    text.push('\n');
    push_query(&mut text, message.query);
    text.push('\n');
    for (name, value) in headers.clone() {
        for part in [name, ":", value, "\n"] {
            text.push_str(part);
        }
    }
    text.push('\n');
    for (index, (name, _)) in headers.enumerate() {
        if index > 0 {
            text.push(';');
        }
        text.push_str(name);
    }
    text.push('\n');
    text.push_str(content_hash);
    text
}

/// The values of one header, trimmed, with commas between them.
fn joined<'h>(values: GetAll<'h, HeaderValue>) -> Option<Cow<'h, str>> {
    let mut values = values.iter().map(trimmed);
    let first = values.next()?;
    Some(values.fold(first, |all, value| all + "," + value))
}

/// The value of a header without white space around it.
fn trimmed(value: &HeaderValue) -> Cow<'_, str> {
    match value.to_str() {
        Ok(text) => text.trim_ascii().into(),
        Err(_) => String::from_utf8_lossy(value.as_bytes().trim_ascii()),
    }
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
    let mut uri = String::with_capacity(path.len() + 1);
    push_uri(&mut uri, path);
    uri
}

fn push_uri(text: &mut String, path: &str) {
    if path.bytes().all(|byte| PLAIN_IN_PATH[usize::from(byte)]) {
        text.push_str(path);
    } else {
        let decoded: Cow<'_, [u8]> = percent_decode(path.as_bytes()).into();
        text.extend(percent_encode(&decoded, RESERVED_IN_PATH));
    }
    // An encoded slash is one here.
    if !text.ends_with('/') {
        text.push('/');
    }
}

/// The canonical form of a query string: pairs sorted by key, then by value, before encoding.
///
/// ```
/// use taurusdb_runtime::sign::canonical_query;
/// assert_eq!(canonical_query("b=2&a&b=1"), "a=&b=1&b=2");
/// ```
pub fn canonical_query(query: &str) -> String {
    let mut text = String::with_capacity(query.len());
    push_query(&mut text, query);
    text
}

fn push_query(text: &mut String, query: &str) {
    if query.is_empty() {
        return;
    }
    fn decode(text: &str) -> Cow<'_, [u8]> {
        match text.bytes().all(is_unreserved) {
            true => Cow::Borrowed(text.as_bytes()),
            false => percent_decode(text.as_bytes()).into(),
        }
    }
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect();
    pairs.sort_unstable();
    for (index, (key, value)) in pairs.iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        text.extend(percent_encode(key, RESERVED));
        text.push('=');
        text.extend(percent_encode(value, RESERVED));
    }
}

/// Percent-encodes a path segment, or a key or value of a query string.
///
/// ```
/// assert_eq!(taurusdb_runtime::sign::encode("a b/c~d"), "a%20b%2Fc~d");
/// ```
pub fn encode(text: &str) -> String {
    match text.bytes().all(is_unreserved) {
        true => text.to_owned(),
        false => Cow::from(percent_encode(text.as_bytes(), RESERVED)).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::{
        HeaderMap, HeaderValue, Message, canonical_query, canonical_request, canonical_uri,
    };

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
        assert_eq!(message.signable(), [("x-a", "one  two,three".into())]);
        let canonical = canonical_request(&message, &["host", "x-a", "x-absent"]);
        let mut lines = canonical.lines();
        assert_eq!(lines.next(), Some("GET"));
        let headers: Vec<_> = lines.skip(2).take(3).collect();
        assert_eq!(headers, ["host:h:1", "x-a:one  two,three", "x-absent:"]);

        // However many are asked for, and in whichever order.
        let few = ["x-a", "x-absent", "host", "x-a", "x_skip", "", "host"];
        for names in [few.to_vec(), few.repeat(10)] {
            let found = message.values(&names);
            let expected: Vec<_> = names.iter().map(|name| message.header(name)).collect();
            assert_eq!(found, expected);
            assert_eq!(found[..3], [Some("one  two,three".into()), None, Some("h:1".into())]);
        }
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
        let empty = super::super::hex_sha256(b"");
        ends("UNSIGNED-PAYLOAD", "", &empty);
    }
}
