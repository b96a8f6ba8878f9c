//! The parts of a call before it becomes a request.

use std::time::Duration;

use taurusdb_descriptor_types::check::{self, Request, Rules, Sent};
use taurusdb_descriptor_types::{Location, Operation, Parameter};

use super::body::Body;
use super::fits;
use crate::error::Violation;
use crate::instant::Instant;
use crate::record::GivenFields;
use crate::redact::{Secrets, is_secret_header, is_secret_parameter};
use crate::{Client, Credentials, Retries};

/// What an attempt is given, however little time is left: an answer that is under way is worth it.
const LEAST: Duration = Duration::from_secs(2);

/// An operation and its parameters.
pub(super) struct Parts {
    pub(super) operation: &'static Operation,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, Vec<String>)>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
    /// The mandatory fields of the body that a builder has been given.
    pub(super) given: GivenFields,
    /// Instead of the client's.
    pub(super) retries: Option<Retries>,
    /// Instead of what the client does.
    pub(super) validate: Option<bool>,
    /// Instead of the client's.
    pub(super) timeout: Option<Duration>,
    /// When whoever waits for the answer stops waiting.
    pub(super) until: Option<Instant>,
}

impl Clone for Parts {
    fn clone(&self) -> Self {
        Self {
            operation: self.operation,
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.copied(self.given),
            given: self.given,
            retries: self.retries.clone(),
            validate: self.validate,
            timeout: self.timeout,
            until: self.until,
        }
    }
}

impl Parts {
    pub(super) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::Empty,
            given: GivenFields::NONE,
            retries: None,
            validate: None,
            timeout: None,
            until: None,
        }
    }
}

impl Parts {
    /// How long one attempt may take.
    pub(super) fn time_for_attempt(&self, client: &Client) -> Duration {
        let usual = self.timeout.unwrap_or(client.timeout());
        let left = |until: Instant| until.saturating_duration_since(Instant::now()).max(LEAST);
        self.until.map_or(usual, |until| usual.min(left(until)))
    }

    /// All that does not fit the description of the operation.
    pub(super) fn violations(&self, project_id: Option<&str>) -> Vec<Violation> {
        if fits::has_fitting_parameters(self.operation, &self.query) && self.has_fitting_body() {
            debug_assert_eq!(self.all_violations(project_id), [], "{}", self.operation.id);
            return Vec::new();
        }
        self.all_violations(project_id)
    }

    /// Whether the body certainly fits.
    fn has_fitting_body(&self) -> bool {
        match (&self.body, self.operation.request) {
            (Body::Record { record, .. }, Some(schema)) => {
                fits::certainly_fits(&**record, self.given, schema)
            }
            (body, schema) => matches!(body, Body::Empty) && schema.is_none(),
        }
    }

    /// The same as [`violations`](Self::violations), by holding all against all.
    fn all_violations(&self, project_id: Option<&str>) -> Vec<Violation> {
        let sent = |location, name, value| Sent { location, name, value };
        let project = project_id.map(|id| sent(Location::Path, Parameter::PROJECT_ID, id));
        let path = self.path.iter().map(|(name, value)| sent(Location::Path, *name, value));
        let query = self.query.iter().flat_map(|(name, values)| {
            values.iter().map(move |value| sent(Location::Query, *name, value))
        });
        let headers = self.headers.iter().map(|(name, value)| sent(Location::Header, *name, value));
        let parameters = path.chain(project).chain(query).chain(headers).collect();
        let body = self.body.looked_at(self.given);
        let has_data = matches!(self.body, Body::Other { .. });
        let request = Request { operation: self.operation, parameters, body, has_data };
        check::request(&request, Rules::SENDER).violations
    }
}

impl Parts {
    /// The secrets that are sent, which an answer may echo.
    #[cold]
    pub(super) fn secrets(&self, credentials: &Credentials) -> Secrets {
        let mut secrets = Secrets::default();
        credentials.secret().add_to(&mut secrets);
        for (name, value) in &self.headers {
            if is_secret_header(name) {
                secrets.add(value);
            }
        }
        for (name, values) in &self.query {
            if is_secret_parameter(Some(self.operation), name) {
                values.iter().for_each(|value| secrets.add(value));
            }
        }
        if let Some(value) = self.body.json(self.given) {
            secrets.add_json(value, self.operation.request);
        }
        secrets
    }
}
