//! A request as a line for the shell. What is secret in it is a variable, so that the line works where these are
//! set, and may be shown to anybody.

mod body;
mod variables;
mod word;

use taurusdb_descriptor_types::{Location, Operation};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::HeaderValue;
use taurusdb_runtime::http::header::AUTHORIZATION;
use taurusdb_runtime::sign::{self, Authorization, DATE_HEADER, Message};
use taurusdb_runtime::{Source, http, redact};

use variables::Variables;
use word::Word;

pub(crate) use word::plain;

/// A line, and the variables that it reads.
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) variables: Variables,
}

/// Names of the variables that hold who is calling.
struct Keys<'a> {
    access: &'a str,
    secret: &'a str,
    security_token: &'a str,
    token: &'a str,
}

/// The line. `operation` says which values are secret; `source` is where the credentials were found, and
/// `token` is a command that prints a token, for a request that has to get one first.
pub(crate) fn line(
    request: &http::Request<Bytes>,
    operation: &Operation,
    source: &Source,
    token: Option<&str>,
) -> Line {
    let mut variables = Variables::default();
    let keys = Keys::of(source);
    // With `-X HEAD`, curl would wait for a body that never comes.
    let method = match request.method() {
        &http::Method::HEAD => "--head".to_owned(),
        other => format!("-X {other}"),
    };
    let mut text =
        format!("curl {method} {}", address(request, operation, &mut variables).quoted());
    for (name, value) in request.headers() {
        let word = Word::default().text(&format!("{name}: "));
        let word = word.word(header(request, name.as_str(), value, &keys, &mut variables));
        text += &format!(" -H {}", word.quoted());
    }
    if let Some(command) = token {
        text += &format!(" -H {}", Word::default().text("x-auth-token: ").output(command).quoted());
    }
    if !request.body().is_empty() {
        let body = body::word(request.body(), operation.request, &mut variables);
        text += &format!(" --data-raw {}", body.quoted());
    }
    Line { text, variables }
}

/// The canonical request that was signed, and the text to sign; `None` if nothing was.
pub(crate) fn signing(request: &http::Request<Bytes>) -> Option<(String, String)> {
    let signed = Signed::of(request)?;
    let canonical = sign::canonical_request(&Message::of(request), &signed.headers);
    let shown: Vec<_> = canonical
        .lines()
        .map(|line| match line.split_once(':') {
            Some((name, _)) if redact::is_secret_header(name) => format!("{name}:{}", redact::MASK),
            _ => line.to_owned(),
        })
        .collect();
    Some((shown.join("\n"), sign::string_to_sign(signed.date, &canonical)))
}

/// What a signature is about.
struct Signed<'r> {
    date: &'r str,
    headers: Vec<&'r str>,
}

impl<'r> Signed<'r> {
    fn of(request: &'r http::Request<Bytes>) -> Option<Self> {
        let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
        let date = request.headers().get(DATE_HEADER)?.to_str().ok()?;
        Some(Self { date, headers: Authorization::parse(header).ok()?.signed })
    }
}

impl<'a> Keys<'a> {
    /// The variables in which the credentials were found, or else those that are looked at first.
    fn of(source: &'a Source) -> Self {
        let usual = Self {
            access: "HUAWEICLOUD_SDK_AK",
            secret: "HUAWEICLOUD_SDK_SK",
            security_token: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
            token: "HW_AUTH_TOKEN",
        };
        let Source::Environment(names) = source else { return usual };
        let named = |end: &str| names.iter().copied().find(|name| name.ends_with(end));
        Self {
            access: names.first().copied().unwrap_or(usual.access),
            secret: names.get(1).copied().unwrap_or(usual.secret),
            security_token: named("SECURITY_TOKEN").unwrap_or(usual.security_token),
            token: named("AUTH_TOKEN").unwrap_or(usual.token),
        }
    }
}

fn address(
    request: &http::Request<Bytes>,
    operation: &Operation,
    variables: &mut Variables,
) -> Word {
    let address = request.uri().to_string();
    let Some((place, query)) = address.split_once('?') else {
        return Word::default().text(&address);
    };
    let is_secret = |name: &str| {
        let mut own = operation.parameters_in(Location::Query);
        redact::is_secret_name(name)
            || own.any(|parameter| parameter.name == name && parameter.facts.sensitive)
    };
    let mut word = Word::default().text(place);
    for (index, pair) in query.split('&').enumerate() {
        word = word.text(if index == 0 { "?" } else { "&" });
        word = match pair.split_once('=') {
            Some((name, value)) if is_secret(name) => {
                word.text(&format!("{name}=")).variable(&variables.of(name, value))
            }
            _ => word.text(pair),
        };
    }
    word
}

/// The value of a header.
fn header(
    request: &http::Request<Bytes>,
    name: &str,
    value: &HeaderValue,
    keys: &Keys<'_>,
    variables: &mut Variables,
) -> Word {
    let text = String::from_utf8_lossy(value.as_bytes());
    let signed = (name == AUTHORIZATION.as_str()).then(|| Signed::of(request)).flatten();
    if let Some(Signed { date, headers }) = signed {
        return signature(request, date, &headers, keys, variables);
    }
    let variable = match name {
        "x-security-token" => keys.security_token,
        "x-auth-token" => keys.token,
        name if redact::is_secret_header(name) => {
            return Word::default().variable(&variables.of(name, &text));
        }
        _ => return Word::default().text(&text),
    };
    variables.named(variable);
    Word::default().variable(variable)
}

/// A signature that the shell makes, from the text to sign and the key in its variable.
fn signature(
    request: &http::Request<Bytes>,
    date: &str,
    headers: &[&str],
    keys: &Keys<'_>,
    variables: &mut Variables,
) -> Word {
    let canonical = sign::canonical_request(&Message::of(request), headers);
    let to_sign = sign::string_to_sign(date, &canonical);
    let lines: Vec<_> = to_sign.lines().map(|line| Word::default().text(line).quoted()).collect();
    let format = vec!["%s"; lines.len()].join("\\n");
    let command = format!(
        "printf '{format}' {} | openssl dgst -sha256 -hmac \"${}\" -r | cut -d ' ' -f 1",
        lines.join(" "),
        keys.secret
    );
    variables.named(keys.access);
    variables.named(keys.secret);
    Word::default()
        .text(&format!("{} Access=", sign::ALGORITHM))
        .variable(keys.access)
        .text(&format!(", SignedHeaders={}, Signature=", headers.join(";")))
        .output(&command)
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Facts, Field, Method, Operation, Schema, Side, Type};
    use taurusdb_runtime::bytes::Bytes;
    use taurusdb_runtime::{Source, http, sign};

    use super::{line, signing};

    static PLAIN: Operation = Operation::new("demo.head", Method::Head, "/v3/p");
    static CREATE: Operation = Operation {
        request: Some(&Schema {
            name: "Demo",
            side: Side::Request,
            fields: &[
                Field::new("name", Type::String),
                Field::new("pin", Type::String).facts(&Facts { sensitive: true, ..Facts::NONE }),
            ],
        }),
        ..Operation::new("demo.create", Method::Post, "/v3/p")
    };

    #[test]
    fn a_head_request_waits_for_no_body() {
        let request = http::Request::head("http://h/v3/p").body(Bytes::new()).unwrap();
        assert_eq!(line(&request, &PLAIN, &Source::Code, None).text, "curl --head 'http://h/v3/p'");
    }

    #[test]
    fn quotes_everything_and_reads_secrets_from_variables() {
        let request = http::Request::post("http://h/v3/p?a=b&access_token=d")
            .header("x-auth-token", "of a day")
            .header("X-Security-Token", "temporary")
            .header("accept", "application/json")
            .body(Bytes::from_static(br#"{"name":"it's","pin":1234}"#))
            .unwrap();
        let line = line(&request, &CREATE, &Source::Code, None);
        assert_eq!(
            line.text,
            "curl -X POST 'http://h/v3/p?a=b&access_token='\"$ACCESS_TOKEN\" \
             -H 'x-auth-token: '\"$HW_AUTH_TOKEN\" \
             -H 'x-security-token: '\"$HUAWEICLOUD_SDK_SECURITY_TOKEN\" \
             -H 'accept: application/json' --data-raw '{\"name\":\"it'\\''s\",\"pin\":'\"$PIN\"'}'"
        );
        let names: Vec<_> = line.variables.names().collect();
        assert_eq!(
            names,
            ["ACCESS_TOKEN", "HW_AUTH_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "PIN"]
        );
    }

    #[test]
    fn the_shell_signs_with_the_variables_that_the_keys_came_from() {
        let mut request = http::Request::get("http://h/v3/p").body(Bytes::new()).unwrap();
        let keys = sign::Keys { access: "AKEXAMPLE", secret: "SKEXAMPLE" };
        sign::sign(&mut request, keys, "2024-01-02T03:04:05Z".parse().unwrap()).unwrap();
        let source = Source::Environment(vec!["HW_ACCESS_KEY", "HW_SECRET_KEY"]);
        let text = line(&request, &PLAIN, &source, None).text;
        let (_, to_sign) = signing(&request).unwrap();
        let hash = to_sign.lines().last().unwrap();
        let header = format!(
            "-H 'authorization: SDK-HMAC-SHA256 Access='\"$HW_ACCESS_KEY\"', SignedHeaders=host;x-sdk-date, \
             Signature='\"$(printf '%s\\n%s\\n%s' 'SDK-HMAC-SHA256' '20240102T030405Z' '{hash}' | \
             openssl dgst -sha256 -hmac \"$HW_SECRET_KEY\" -r | cut -d ' ' -f 1)\""
        );
        assert!(text.ends_with(&header), "{text}");
    }
}
