//! Proves to the service who is calling: adds a token or a signature to a request.

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use jiff::Timestamp;

use super::Client;
use crate::Error;
use crate::credentials::Secret;
use crate::sign::{Keys, sign};

const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");

/// The gateway does not check signatures over larger bodies; a token is accepted for any size.
const LARGEST_SIGNED_BODY: usize = 12 * 1024 * 1024;

impl Client {
    /// Proves to the service who is calling.
    ///
    /// Headers that the call has set are kept, and are signed like the others.
    ///
    /// Async because credentials may have to be fetched or renewed first.
    pub(crate) async fn authorize(
        &self,
        operation: &'static str,
        project_id: Option<&str>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        let unsendable = |name: &'static str| {
            move |_| Error::unsendable(operation, format!("the {name} is not valid in a header"))
        };
        match self.credentials().secret() {
            Secret::Token(token) => {
                let value = secret_value(token).map_err(unsendable("token"))?;
                request.headers_mut().entry(AUTH_TOKEN).or_insert(value);
            }
            Secret::Keys { access, secret, security_token } => {
                let length = request.body().len();
                if length > LARGEST_SIGNED_BODY {
                    return Err(Error::unsendable(
                        operation,
                        format!(
                            "the body has {length} bytes, and one over 12 MB cannot be signed: \
                             send less at once; a program can also call with a token \
                             (`Credentials::token`), which is good for any size"
                        ),
                    ));
                }
                if let Some(project_id) = project_id {
                    let value =
                        HeaderValue::try_from(project_id).map_err(unsendable("project id"))?;
                    request.headers_mut().entry(PROJECT_ID).or_insert(value);
                }
                if let Some(token) = security_token {
                    let value = secret_value(token).map_err(unsendable("security token"))?;
                    request.headers_mut().entry(SECURITY_TOKEN).or_insert(value);
                }
                sign(request, Keys { access, secret }, Timestamp::now()).map_err(|error| {
                    Error::unsendable(operation, format!("the request cannot be signed: {error}"))
                })?;
            }
        }
        Ok(())
    }
}

fn secret_value(secret: &str) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
    let mut value = HeaderValue::try_from(secret)?;
    // Keeps the value out of the logs of HTTP clients.
    value.set_sensitive(true);
    Ok(value)
}
