//! The exchange of a call: its request is proven and sent, as often as the policy allows, until there is an answer.

use bytes::Bytes;
use taurusdb_descriptor_types::{Parameter, Template};
use tracing::Instrument;
use tracing::field::Empty;

use super::reply::Answer;
use super::sending::Exchange;
use super::{Call, request};
use crate::client::{Proof, Remedies};
use crate::error::{Earlier, InvalidRequest, ServiceError};
use crate::redact::Secrets;
use crate::retry::Round;
use crate::transport::TransportError;
use crate::{Error, encoding, inflate, lenient, request_id};

impl Call {
    /// Finds the project of the client, if the path needs one that is not known yet.
    pub(super) async fn find_project(&self) -> Result<(), Error> {
        if request::project_id(&self.client, &self.parts).is_some() {
            return Ok(());
        }
        let operation = self.parts.operation;
        if Template(operation.path).parameters().any(|name| name == Parameter::PROJECT_ID) {
            // Boxed, like everything that few calls need: it would make the future of each call larger.
            let found = Box::pin(self.client.context().find_project()).await;
            found.map_err(|error| error.of(operation.id))?;
        }
        Ok(())
    }

    /// Proves in the request who is calling.
    pub(super) async fn prove(&self, request: &mut http::Request<Bytes>) -> Result<Proof, Error> {
        let project_id = request::project_id(&self.client, &self.parts);
        self.client.authorize(self.parts.operation.id, project_id, request).await
    }

    /// Boxed, so that a crate with several hundred calls compiles this future only once.
    pub(crate) fn exchange(self) -> Exchange {
        Box::pin(async move {
            let span = tracing::debug_span!(
                "call",
                service = self.client.service_code(),
                operation = self.parts.operation.id,
                method = self.parts.operation.method.as_str(),
                endpoint = self.client.endpoint(),
                status = Empty,
                request_id = Empty,
                attempts = Empty,
            );
            // It borrows the call, which would be in the future once more otherwise.
            self.exchange_in(&span).instrument(span.clone()).await
        })
    }

    async fn exchange_in(&self, span: &tracing::Span) -> Result<Box<Answer>, Error> {
        if self.parts.validate.unwrap_or(self.client.validates()) {
            let project_id = request::project_id(&self.client, &self.parts);
            let violations = self.parts.violations(project_id);
            if !violations.is_empty() {
                let operation = self.parts.operation.id;
                return Err(Error::Invalid(Box::new(InvalidRequest { operation, violations })));
            }
        }
        // Only for a call that can be sent: it may have to ask the identity service.
        self.find_project().await?;
        let retries = self.parts.retries.as_ref().unwrap_or(self.client.retries());
        let effect = self.parts.operation.effect;
        let mut round = Round::new(retries, self.client.budget(), effect).until(self.parts.until);
        let mut remedies = Remedies::default();
        let mut attempts = 0_u32;
        loop {
            attempts += 1;
            if attempts > 1 {
                span.record("attempts", attempts);
            }
            // Signed anew each time: a signature has its date. And all in one future: the request would be in each
            // once more.
            let mut request = request::build(&self.client, &self.parts)?;
            let proof = self.prove(&mut request).await?;
            let sent = self.client.transport().send(request).await;
            let mut error = match self.answered(sent, &proof, span) {
                Ok(answer) => {
                    round.succeeded();
                    self.client.accepted(&remedies);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            if let Error::Service(refusal) = &mut error
                && self.client.remedy(refusal, &proof, &mut remedies)
            {
                continue;
            }
            let pause = round.failed(error)?;
            self.client.timer().sleep(pause).await;
        }
    }

    /// What came of an attempt.
    fn answered(
        &self,
        sent: Result<http::Response<Bytes>, TransportError>,
        proof: &Proof,
        span: &tracing::Span,
    ) -> Result<Box<Answer>, Error> {
        let operation = self.parts.operation;
        let response = sent.map_err(|source| {
            tracing::debug!(error = %source, "no answer");
            let (effect, endpoint) = (operation.effect, self.client.place());
            let earlier = Earlier::default();
            Error::Transport { operation: operation.id, effect, endpoint, source, earlier }
        })?;
        let response = inflate::unpacked(response);
        span.record("status", response.status().as_u16());
        let response = match response.status().is_success() {
            true => match Answer::read(&self.client, operation, response) {
                Ok(Ok(answer)) => {
                    if let Some(id) = answer.request_id() {
                        span.record("request_id", id);
                    }
                    return Ok(Box::new(answer));
                }
                Ok(Err(response)) => response,
                Err(mut error) => {
                    error.hide(&self.secrets(proof, error.body()));
                    if let Some(id) = error.request_id() {
                        span.record("request_id", id);
                    }
                    return Err(Error::Decode(error));
                }
            },
            false => response,
        };
        let secrets = self.secrets(proof, response.body());
        if let Some(id) = request_id::of(response.headers()) {
            // Some echo there what they were sent.
            span.record("request_id", &*secrets.hidden(id));
        }
        let known = |code: &str| self.client.error_code(code);
        let error = ServiceError::new(operation.id, operation.effect, response, &secrets, known);
        tracing::debug!(code = error.code(), "refused");
        Err(Error::Service(Box::new(error)))
    }

    /// What must not be shown of a failed call: what it sent, and what its answer holds.
    #[cold]
    fn secrets(&self, proof: &Proof, body: &[u8]) -> Secrets {
        let mut secrets = self.parts.secrets(self.client.credentials());
        proof.add_to(&mut secrets);
        let schema = self.parts.operation.success().and_then(|response| response.schema);
        let value = lenient::parse(&encoding::text(body)).ok().map(|(value, _)| value);
        secrets.add_answer(value.as_ref(), schema);
        secrets
    }
}
