//! Lets calls in, or says why not.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::http::request::Parts;
use jiff::Timestamp;
use taurusdb_descriptor_types::Parameter;
use taurusdb_runtime::sign::Verifier;

use super::proof::{Proof, Unproven};
use super::settings::{Auth, Gate};
use super::signature;
use super::tokens::{Scope, Tokens, Useless};
use crate::refusal::Refusal;
use crate::text::shorten;

/// Lets calls in, or says why not; gives out tokens.
pub(crate) struct Guard {
    pub(super) gate: Gate,
    /// Names of regions, which are the names of projects.
    pub(super) regions: Vec<&'static str>,
    tokens: Mutex<Tokens>,
    /// How often the server has begun anew.
    begun: Arc<AtomicU64>,
    /// One for each key of the gate.
    verifiers: Vec<Verifier>,
}

impl Guard {
    pub(crate) fn new(gate: Gate, regions: Vec<&'static str>, begun: Arc<AtomicU64>) -> Self {
        let tokens = Mutex::new(Tokens::fixed(&gate.tokens));
        let verifiers = gate.keys.iter().map(|key| Verifier::new(&key.sk)).collect();
        Self { gate, regions, tokens, begun, verifiers }
    }

    /// Checks who calls, and that the project is the caller's. `path` is what the path says for its
    /// parameters; `now` gives the time by the clock of the service.
    pub(crate) fn admit<'p>(
        &self,
        head: &Parts,
        body: &[u8],
        path: impl IntoIterator<Item = (&'static str, &'p str)>,
        now: &dyn Fn() -> Timestamp,
    ) -> Result<(), Refusal> {
        if self.gate.auth == Auth::Off {
            return Ok(());
        }
        let proof = Proof::of(&head.headers);
        let scope = self.good_for(&proof, head, body, now)?;
        let stated = proof.project_id.text()?;
        let in_path = path.into_iter().filter(|(name, _)| *name == Parameter::PROJECT_ID);
        for project in stated.into_iter().chain(in_path.map(|(_, project)| project)) {
            if scope == Scope::Domain {
                return Err(Refusal::Forbidden {
                    message: "the token is for the account alone; ask for one of the project"
                        .to_owned(),
                });
            }
            if project != self.gate.project_id {
                let (asked, own) = (shorten(project), &self.gate.project_id);
                let message = format!("project {asked:?} is not the caller's, which is {own}");
                return Err(Refusal::Forbidden { message });
            }
        }
        Ok(())
    }

    /// What the proof in a request is good for. All that are there must hold.
    pub(super) fn proven(
        &self,
        head: &Parts,
        body: &[u8],
        now: &dyn Fn() -> Timestamp,
    ) -> Result<Scope, Unproven> {
        self.good_for(&Proof::of(&head.headers), head, body, now)
    }

    fn good_for(
        &self,
        proof: &Proof<'_>,
        head: &Parts,
        body: &[u8],
        now: &dyn Fn() -> Timestamp,
    ) -> Result<Scope, Unproven> {
        let is_signed = proof.authorization.is_there();
        if is_signed {
            signature::check(&self.gate, &self.verifiers, proof, head, body)?;
        }
        match proof.auth_token.text()? {
            Some(token) => self.tokens().scope(token, now()).map_err(|useless| match useless {
                Useless::Ended => Unproven::ended(),
                Useless::Unknown => {
                    Unproven::signature("X-Auth-Token is no token of this service".to_owned())
                }
            }),
            None if is_signed => Ok(Scope::Project),
            None => Err(Unproven::signature(
                "there is neither a signature (Authorization) nor a token (X-Auth-Token)"
                    .to_owned(),
            )),
        }
    }

    pub(super) fn tokens(&self) -> MutexGuard<'_, Tokens> {
        // A token is remembered whole or not at all.
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.follow(self.begun.load(Ordering::Relaxed));
        tokens
    }
}
