//! Proves to the service who is calling: adds a token or a signature to a request.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use jiff::Timestamp;

use super::Client;
use crate::Error;
use crate::credentials::Secret;
use crate::error::ServiceError;
use crate::identity::{Keys, Token, secret_value};
use crate::redact::Secrets;

const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");

/// The gateway does not check signatures over larger bodies; a token is accepted for any size.
const LARGEST_SIGNED_BODY: usize = 12 * 1024 * 1024;

/// What a request was proven with.
pub(crate) enum Proof {
    /// A token that was given, by the credentials or by the call.
    Given,
    /// A token that was fetched.
    Token(Arc<Token>),
    /// A signature with these keys, and its time.
    Signature(Arc<Keys>, Timestamp),
}

impl Proof {
    /// Adds what an answer may echo.
    pub(crate) fn add_to(&self, secrets: &mut Secrets) {
        match self {
            Self::Given => {}
            Self::Token(token) => secrets.add(&String::from_utf8_lossy(token.value.as_bytes())),
            Self::Signature(keys, _) => keys.add_to(secrets),
        }
    }
}

/// What was done already about refusals of one call; nothing is done twice.
#[derive(Default)]
pub(crate) struct Remedies {
    clock: bool,
    renewal: bool,
}

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
    ) -> Result<Proof, Error> {
        let unsendable = |problem: String| Error::unsendable(operation, problem);
        let credentials = self.credentials();
        if let Secret::Token(token) = credentials.secret() {
            let value = secret_value(token).map_err(unsendable)?;
            request.headers_mut().entry(AUTH_TOKEN).or_insert(value);
            return Ok(Proof::Given);
        }
        if credentials.needs_token() && request.headers().contains_key(AUTH_TOKEN) {
            return Ok(Proof::Given);
        }
        let context = self.context();
        let length = request.body().len();
        let is_large = length > LARGEST_SIGNED_BODY;
        if credentials.needs_token() || is_large && context.can_get_token() {
            let token = Box::pin(context.token()).await.map_err(|error| error.of(operation))?;
            request.headers_mut().insert(AUTH_TOKEN, token.value.clone());
            return Ok(Proof::Token(token));
        }
        if is_large {
            return Err(unsendable(format!(
                "the body has {length} bytes, and one over 12 MB cannot be signed: send less at once, or let \
                 a token be used, which is good for any size. With a region (`.region(…)`) or the address of \
                 the identity service (`.iam_endpoint(…)`), the client gets one for the keys by itself; \
                 `Credentials::token` and `Credentials::password` are the other ways"
            )));
        }
        let keys = match context.given_keys() {
            Some(keys) => Some(keys),
            None => Box::pin(context.keys()).await.map_err(|error| error.of(operation))?,
        };
        let Some(keys) = keys else {
            return Err(unsendable("these credentials neither sign nor have a token".to_owned()));
        };
        if let Some(project_id) = project_id {
            let value = HeaderValue::try_from(project_id)
                .map_err(|_| unsendable("the project id is not valid in a header".to_owned()))?;
            request.headers_mut().entry(PROJECT_ID).or_insert(value);
        }
        if let Some(token) = &keys.security_token {
            let value = secret_value(token).map_err(unsendable)?;
            request.headers_mut().entry(SECURITY_TOKEN).or_insert(value);
        }
        let now = self.identity().clock.now();
        keys.signer()
            .sign(request, now)
            .map_err(|error| unsendable(format!("the request cannot be signed: {error}")))?;
        Ok(Proof::Signature(keys, now))
    }

    /// Whether a refused call may be sent once more, because what it was proven with has been corrected: the
    /// clock, a token or temporary keys. If not, the error is told what the cause may be.
    ///
    /// A call that was refused for this was not carried out, so sending it again does no harm.
    pub(crate) fn remedy(
        &self,
        error: &mut ServiceError,
        proof: &Proof,
        done: &mut Remedies,
    ) -> bool {
        if !error.refuses_proof() {
            self.accepted(done);
            return false;
        }
        if let Proof::Signature(_, signed_at) = proof
            && !done.clock
            && self.identity().clock.correct(error.headers(), *signed_at)
        {
            done.clock = true;
            return true;
        }
        if matches!(proof, Proof::Signature(..)) && done.clock {
            self.identity().clock.take_back();
        }
        if !done.renewal {
            let is_renewed = match proof {
                Proof::Token(token) => {
                    self.context().forget_token(token);
                    true
                }
                Proof::Signature(keys, _) => self.context().forget_keys(keys),
                Proof::Given => false,
            };
            if is_renewed {
                tracing::info!("what proves who is calling was refused: renewing it once");
                done.renewal = true;
                return true;
            }
        }
        error.explain(self.likely_cause(proof, done));
        false
    }

    /// Notes that a call was not refused for what it was proven with.
    pub(crate) fn accepted(&self, done: &Remedies) {
        if done.clock {
            self.identity().clock.confirm();
        }
    }

    fn likely_cause(&self, proof: &Proof, done: &Remedies) -> String {
        let cause = match proof {
            Proof::Signature(keys, _) if keys.security_token.is_none() => {
                "If the access key is a temporary one, the likely cause is that its security token is missing: \
                 set it with `Credentials::security_token`, HUAWEICLOUD_SDK_SECURITY_TOKEN or \
                 HW_SECURITY_TOKEN beside the keys, or `security_token` in the profile file"
            }
            Proof::Signature(..) => {
                "The access key is a temporary one, and may have ended: get new keys"
            }
            Proof::Given => "A token holds for a day at most: get a new one",
            Proof::Token(_) => "The token was renewed, and the new one is refused as well",
        };
        let clock = match done.clock {
            true => ". The clock was corrected by that of the service for another attempt, in vain",
            false => "",
        };
        format!("{cause}{clock}. Credentials: {}", self.credentials().source())
    }
}
