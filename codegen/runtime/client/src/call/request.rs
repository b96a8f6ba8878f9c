//! Makes the request from the parts of a call.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use taurusdb_descriptor_types::Template;

use super::body::Body;
use super::parts::Parts;
use crate::redact::{self, is_secret_header};
use crate::sign::encode;
use crate::transport::{Called, Timeout};
use crate::{Client, Error};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const LANGUAGE: HeaderName = HeaderName::from_static("x-language");
const PROJECT_ID: &str = "project_id";

pub(super) fn build(client: &Client, call: &Parts) -> Result<http::Request<Bytes>, Error> {
    let operation = call.operation;
    let unsendable = |message: String| Error::unsendable(operation.id, message);

    let path = path(client, call)?;
    let query = call
        .query
        .iter()
        .flat_map(|(name, values)| values.iter().map(|value| name.len() + value.len() + 2));
    let mut uri =
        String::with_capacity(client.endpoint().len() + path.len() + query.sum::<usize>());
    uri.push_str(client.endpoint());
    uri.push_str(&path);
    push_query(&mut uri, call);

    let mut request = http::Request::new(Bytes::new());
    *request.method_mut() = operation
        .method
        .as_str()
        .parse()
        .map_err(|error| unsendable(format!("the method cannot be sent: {error}")))?;
    *request.uri_mut() = uri.parse().map_err(|error| {
        unsendable(format!("{:?} is not an address: {error}", redact::uri(&uri)))
    })?;
    request.extensions_mut().insert(Timeout(call.time_for_attempt(client)));
    request.extensions_mut().insert(Called(operation));

    let headers = request.headers_mut();
    // These, and those that signing adds.
    headers.reserve(8 + call.headers.len());
    headers.insert(ACCEPT, JSON);
    // Also without a body: the gateway requires it on every request.
    headers.insert(CONTENT_TYPE, JSON);
    headers.insert(LANGUAGE, client.language().clone());
    headers.insert(USER_AGENT, client.user_agent().clone());
    if let Body::Other { content_type, .. } = &call.body {
        let value = HeaderValue::try_from(content_type.as_str()).map_err(|error| {
            unsendable(format!("the content type {content_type:?} cannot be sent: {error}"))
        })?;
        headers.insert(CONTENT_TYPE, value);
    }
    let body = call
        .body
        .bytes(call.given)
        .map_err(|error| unsendable(format!("the body cannot be written: {error}")))?;
    for (name, value) in &call.headers {
        let invalid = |_| unsendable(format!("the value of the header {name} cannot be sent"));
        let mut value = HeaderValue::try_from(value.as_str()).map_err(invalid)?;
        value.set_sensitive(is_secret_header(name));
        let name = HeaderName::try_from(*name)
            .map_err(|_| unsendable(format!("{name:?} is not the name of a header")))?;
        if client.credentials().makes(&name) {
            return Err(unsendable(format!(
                "the header {name} is made by signing and cannot be set: leave it out, or call \
                 with `Credentials::token`"
            )));
        }
        headers.insert(name, value);
    }
    *request.body_mut() = body;
    Ok(request)
}

/// The project of the call: the one in its path, or else the client's.
pub(super) fn project_id<'a>(client: &'a Client, call: &'a Parts) -> Option<&'a str> {
    let own = call.path.iter().find(|(name, _)| *name == PROJECT_ID);
    own.map(|(_, value)| value.as_str()).or_else(|| client.project_id())
}

fn path(client: &Client, call: &Parts) -> Result<String, Error> {
    let operation = call.operation;
    let unsendable = |message: String| Error::unsendable(operation.id, message);
    let template = Template(operation.path);
    let own = |name: &str| {
        call.path.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    };
    let (mut found, mut wrong) = (0, None);
    let filled = template.fill(|name| {
        let value = own(name);
        found += usize::from(value.is_some());
        let value = value.or_else(|| client.project_id().filter(|_| name == PROJECT_ID))?;
        wrong = wrong.take().or_else(|| misleading(name, value));
        Some(encode(value))
    });
    if let Some(problem) = wrong {
        return Err(unsendable(problem));
    }
    // A template that could not be filled has not been looked through.
    if found < call.path.len()
        && let Some((name, _)) =
            call.path.iter().find(|(name, _)| !template.parameters().any(|known| known == *name))
    {
        let known: Vec<_> = template.parameters().collect();
        return Err(unsendable(format!(
            "there is no path parameter {name}; there are: {}",
            known.join(", ")
        )));
    }
    filled.map_err(|name| {
        unsendable(match name {
            PROJECT_ID => {
                "the project id is not known: set `.project_id(…)` on the client, or one \
                           of HUAWEICLOUD_SDK_PROJECT_ID and HW_PROJECT_ID along with the keys; with a \
                           region, the client finds it by itself"
                    .to_owned()
            }
            name => format!("the path parameter {name} is not set"),
        })
    })
}

/// Why a value of a path parameter must not be sent, if it must not.
fn misleading(name: &str, value: &str) -> Option<String> {
    // Each of these values would give the address of another operation, also where blanks get lost on the way.
    if ["", ".", ".."].contains(&value.trim()) {
        return Some(format!("the path parameter {name} cannot be {value:?}"));
    }
    // Nothing has such a name; it is the end of the line that an id was read from.
    value.contains(char::is_control).then(|| {
        format!(
            "the path parameter {name} cannot be {value:?}: leave out the line break or other control character"
        )
    })
}

fn push_query(uri: &mut String, call: &Parts) {
    let pairs = call
        .query
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (*name, value.as_str())));
    for (index, (name, value)) in pairs.enumerate() {
        uri.push(if index == 0 { '?' } else { '&' });
        uri.push_str(&encode(name));
        uri.push('=');
        uri.push_str(&encode(value));
    }
}
