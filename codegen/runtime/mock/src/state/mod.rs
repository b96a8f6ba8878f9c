//! What the service keeps between calls, and what it answers from that.

use jiff::Timestamp;
use taurusdb_descriptor_types::{Examples, Service};

use crate::answer::Answer;
use crate::call::Call;
use crate::refusal::Refusal;
use crate::sample::Sampler;

/// The service behind the gateway: answers calls that passed all checks.
pub(crate) struct World {
    /// In the order of the service's operations.
    answers: Vec<Answer>,
}

impl World {
    pub(crate) fn new(service: &'static Service, examples: &'static Examples) -> Self {
        let sampler = Sampler::new(service, examples);
        Self { answers: service.operations().map(|o| Answer::documented(&sampler, o)).collect() }
    }

    /// The time by the clock of the service.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// Carries out a call.
    pub(crate) fn answer(&mut self, call: &Call<'_>) -> Result<Answer, Refusal> {
        Ok(self.answers[call.index].clone())
    }

    pub(crate) fn advance(&mut self, _: std::time::Duration) {}

    pub(crate) fn reset(&mut self) {}

    pub(crate) fn snapshot(&self) -> serde_json::Value {
        serde_json::json!({})
    }

    pub(crate) fn restore(&mut self, _: &serde_json::Value) -> Result<(), (String, String)> {
        Ok(())
    }

    pub(crate) fn records(&self, _: &str) -> Vec<serde_json::Value> {
        Vec::new()
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}
