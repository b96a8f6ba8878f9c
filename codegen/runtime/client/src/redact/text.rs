//! Masks secrets in text that is not a JSON value: the beginning of a body, an address.

use percent_encoding::percent_decode_str;

use super::is_secret_name;
use super::mask::MASK;

/// A copy of text that may be JSON, whole or in part, with the values of secret names masked.
pub(crate) fn excerpt(text: &str) -> String {
    without_values(text, &is_secret_name)
}

/// A copy of text that may be JSON, whole or in part, with the values of some names masked.
pub(super) fn without_values(text: &str, is_secret: &dyn Fn(&str) -> bool) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(quote) = rest.find('"') {
        let name = string(&rest[quote..]);
        let end = quote + name.len();
        let after = rest[end..].trim_start();
        let Some(value) = after.strip_prefix(':').filter(|_| is_secret(unquoted(name))) else {
            masked.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        };
        let value = value.trim_start();
        masked.push_str(&rest[..rest.len() - value.len()]);
        rest = &value[extent(value)..];
        // Null is not secret, and a value that was cut off has nothing left to hide.
        match &value[..value.len() - rest.len()] {
            shown @ ("null" | "") => masked.push_str(shown),
            _ => masked.push_str(&format!("\"{MASK}\"")),
        }
    }
    masked + rest
}

/// A copy of an address without user, password and query.
pub(crate) fn address(text: &str) -> String {
    let start = text.find("://").map_or(0, |at| at + "://".len());
    let (scheme, rest) = text.split_at(start);
    let (user, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => (format!("{MASK}@"), rest),
        None => (String::new(), rest),
    };
    match rest.split_once('?') {
        Some((place, _)) => format!("{scheme}{user}{place}?{MASK}"),
        None => format!("{scheme}{user}{rest}"),
    }
}

/// A wrong address without what may be a password: all but what certainly is a host.
pub(crate) fn wrong_address(value: &str) -> String {
    let value = value.trim();
    let looks_harmless = |c: char| c.is_ascii_alphanumeric() || ".:/[]-_".contains(c);
    if value.contains('@') || value.contains('?') {
        return address(value);
    }
    // Without an @, a password may still stand where a port should: `user:secret`.
    match value.chars().all(looks_harmless) {
        true => match value.rsplit_once(':') {
            Some((rest, port)) if !rest.is_empty() && !port.starts_with("//") => {
                match port.bytes().all(|byte| byte.is_ascii_digit()) {
                    true => value.to_owned(),
                    false => format!("{rest}:{MASK}"),
                }
            }
            _ => value.to_owned(),
        },
        false => MASK.to_owned(),
    }
}

/// A copy of an address, in which user and password, and the values of secret names in its query, are masked.
///
/// ```
/// use taurusdb_runtime::redact;
///
/// assert_eq!(redact::uri("https://h/p?limit=1&token=abc"), "https://h/p?limit=1&token=***");
/// ```
pub fn uri(text: &str) -> String {
    uri_without(text, &is_secret_name)
}

/// A copy of an address, in which user and password, and the values of some names in its query, are masked.
pub(crate) fn uri_without(text: &str, is_secret: &dyn Fn(&str) -> bool) -> String {
    let Some((place, query)) = text.split_once('?') else { return address(text) };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(&percent_decode_str(name).decode_utf8_lossy()) => {
            format!("{name}={MASK}")
        }
        _ => pair.to_owned(),
    });
    format!("{}?{}", address(place), pairs.collect::<Vec<_>>().join("&"))
}

/// The length of the JSON value at the start of the text. A value without an end takes all of it.
fn extent(text: &str) -> usize {
    match text.as_bytes().first() {
        Some(b'"') => string(text).len(),
        Some(b'{' | b'[') => {
            let (mut depth, mut at) = (0, 0);
            while let Some(next) = text[at..].find(['"', '{', '[', '}', ']']) {
                at += next;
                match text.as_bytes()[at] {
                    b'"' => at += string(&text[at..]).len(),
                    b'{' | b'[' => (depth, at) = (depth + 1, at + 1),
                    _ => (depth, at) = (depth - 1, at + 1),
                }
                if depth == 0 {
                    return at;
                }
            }
            text.len()
        }
        _ => text.find([',', '}', ']', ' ', '\t', '\r', '\n']).unwrap_or(text.len()),
    }
}

/// The JSON string at the start of the text, including its quotes.
fn string(text: &str) -> &str {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return &text[..=at],
            _ => {}
        }
    }
    text
}

fn unquoted(string: &str) -> &str {
    string.trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::{address, excerpt, uri};

    #[track_caller]
    fn masks(text: &str, expected: &str) {
        assert_eq!(excerpt(text), expected);
    }

    #[test]
    fn masks_values_of_secret_names() {
        masks("", "");
        masks("plain", "plain");
        masks(r#"{"name":"n","password":"p"}"#, r#"{"name":"n","password":"***"}"#);
        masks(r#"{"password" : "a\"b" , "x":1}"#, r#"{"password" : "***" , "x":1}"#);
        masks(r#"{"password":1234,"x":1}"#, r#"{"password":"***","x":1}"#);
        masks(r#"{"password":null,"x":1}"#, r#"{"password":null,"x":1}"#);
        masks(r#"{"token":["a]",{"b":"}"}],"x":1}"#, r#"{"token":"***","x":1}"#);
        masks(r#"["password","p"]"#, r#"["password","p"]"#);
    }

    #[test]
    fn masks_values_that_have_no_end() {
        masks(r#"{"password":"hunter2"#, r#"{"password":"***""#);
        masks(r#"{"password":"hunter2\"#, r#"{"password":"***""#);
        masks(r#"{"secret":{"a":["b"#, r#"{"secret":"***""#);
        masks(r#"{"password":"#, r#"{"password":"#);
        masks(r#"{"passwo"#, r#"{"passwo"#);
        masks(r#"{"sk": 12"#, r#"{"sk": "***""#);
    }

    #[test]
    fn shows_no_user_of_an_address() {
        assert_eq!(address("https://user:s3cret@h:1/p"), "https://***@h:1/p");
        assert_eq!(address("user:s3@cr/et@h"), "***@h");
        assert_eq!(address("https://h/p?sig=s3cret"), "https://h/p?***");
        assert_eq!(address("ftp://h"), "ftp://h");
    }

    #[test]
    fn shows_no_secret_of_a_query() {
        assert_eq!(uri("https://h/p"), "https://h/p");
        assert_eq!(
            uri("https://u:p@h/p?limit=1&token=s3cret&a%5Ftoken=s3cret&flag"),
            "https://***@h/p?limit=1&token=***&a%5Ftoken=***&flag"
        );
    }
}
