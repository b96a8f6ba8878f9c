//! Temporary keys from the metadata service of a virtual machine.

use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue, USER_AGENT};
use http::{Method, StatusCode, Uri};
use serde_json::Value;

use super::cached::Fetched;
use super::clock::{sent, time};
use super::context::Context;
use super::proof::{Keys, secret_value};
use crate::error::AuthenticationError;
use crate::source::MetadataVersion;
use crate::transport::{SecretAnswer, Timeout, TransportErrorKind};
use crate::{encoding, lenient};

const TOKEN: &str = "/meta-data/latest/api/token";
const KEYS: &str = "/openstack/latest/securitykey";

const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-metadata-token");
const LIFE_HEADER: HeaderName = HeaderName::from_static("x-metadata-token-ttl-seconds");
const LIFE: HeaderValue = HeaderValue::from_static("21600");

/// The service is on the same machine, or there is none.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Before it is asked once more.
const PAUSE: Duration = Duration::from_millis(500);

/// How a service says that it has no tokens: it is the older one.
const OLDER: [StatusCode; 3] =
    [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED, StatusCode::SERVICE_UNAVAILABLE];

impl Context<'_> {
    /// Temporary keys, and the version of the service that they come from.
    pub(super) async fn metadata_keys(
        &self,
        address: &str,
    ) -> Result<(Fetched<Keys>, MetadataVersion), AuthenticationError> {
        let life = Some((LIFE_HEADER, LIFE));
        let answer = self.metadata(address, Method::PUT, TOKEN, life).await?;
        let (token, version) = match answer.status() {
            status if status.is_success() => {
                let text = String::from_utf8_lossy(answer.body());
                let token = secret_value(text.trim())
                    .map_err(|error| self.unusable(address, TOKEN, &error))?;
                (Some((TOKEN_HEADER, token)), MetadataVersion::V2)
            }
            status if OLDER.contains(&status) => (None, MetadataVersion::V1),
            status => {
                return Err(self.unusable(address, TOKEN, &format!("it answered {status}")));
            }
        };
        let answer = self.metadata(address, Method::GET, KEYS, token).await?;
        match answer.status() {
            status if status.is_success() => {}
            StatusCode::NOT_FOUND => {
                return Err(AuthenticationError::new(
                    self.source(),
                    format!(
                        "{address}{KEYS} answered 404 Not Found: there are no keys for this machine"
                    ),
                    "Give the virtual machine an agency that may use the service, or give credentials in \
                     another way",
                ));
            }
            status => {
                return Err(self.unusable(address, KEYS, &format!("it answered {status}")));
            }
        }
        let sent = sent(answer.headers()).unwrap_or_else(|| self.identity.clock.now());
        let json = lenient::parse(&encoding::text(answer.body()));
        let json = json.map(|(json, _)| json).unwrap_or_default();
        let credential = &json["credential"];
        let word = |name: &str| match &credential[name] {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        };
        let (Some(access), Some(secret)) = (word("access"), word("secret")) else {
            return Err(self.unusable(address, KEYS, "the answer holds no access and secret"));
        };
        let security_token = word("securitytoken").or_else(|| word("security_token"));
        let life = time(&credential["expires_at"]).map(|end| end.duration_since(sent));
        tracing::debug!(%version, seconds = life.map(|life| life.as_secs()), "temporary keys");
        Ok((Fetched { value: Keys::new(access, secret, security_token), life }, version))
    }

    /// Asks, and once more if the answer is that of a service which is in trouble for a moment.
    async fn metadata(
        &self,
        address: &str,
        method: Method,
        path: &str,
        header: Option<(HeaderName, HeaderValue)>,
    ) -> Result<http::Response<Bytes>, AuthenticationError> {
        let answer = self.ask_metadata(address, method.clone(), path, header.clone()).await?;
        let status = answer.status();
        let passes = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
        if !passes || method == Method::PUT && OLDER.contains(&status) {
            return Ok(answer);
        }
        tracing::debug!(%status, "asking the metadata service once more");
        self.timer.sleep(PAUSE).await;
        self.ask_metadata(address, method, path, header).await
    }

    async fn ask_metadata(
        &self,
        address: &str,
        method: Method,
        path: &str,
        header: Option<(HeaderName, HeaderValue)>,
    ) -> Result<http::Response<Bytes>, AuthenticationError> {
        let uri: Uri = format!("{address}{path}")
            .parse()
            .map_err(|error| self.unusable(address, path, &format!("it is no address: {error}")))?;
        let mut request = http::Request::new(Bytes::new());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Timeout(TIMEOUT));
        request.extensions_mut().insert(SecretAnswer);
        request.headers_mut().insert(USER_AGENT, self.user_agent.clone());
        request.headers_mut().extend(header.map(|(name, value)| (Some(name), value)));
        self.direct.send(request).await.map_err(|error| {
            let why = match error.kind() {
                TransportErrorKind::Timeout => {
                    format!("no answer within {} s", TIMEOUT.as_secs())
                }
                _ => error.to_string(),
            };
            AuthenticationError::new(
                self.source(),
                format!("the metadata service at {address} cannot be asked: {why}"),
                "Outside of a virtual machine of the cloud there is none: give credentials in another way",
            )
            .retryable(true)
        })
    }

    fn unusable(&self, address: &str, path: &str, what: &str) -> AuthenticationError {
        AuthenticationError::new(
            self.source(),
            format!("the metadata service at {address}{path} is of no use: {what}"),
            "Check the metadata options of the virtual machine, or give credentials in another way",
        )
    }
}
