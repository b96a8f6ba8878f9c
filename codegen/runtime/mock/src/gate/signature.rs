//! Signed requests: which key signed, and whether the signature is that of the request.

use hyper::http::request::Parts;
use jiff::Timestamp;
use taurusdb_runtime::sign::{ALGORITHM, Authorization, Message, Verifier, hex_sha256};

use super::proof::{Proof, Unproven};
use super::settings::{AccessKey, Gate};
use crate::text::shorten;

/// Checks a request that has an `Authorization` header, by the clock of this machine: it is the one that
/// answers are dated by and clients sign by, however far the clock of the service has been moved.
///
/// `verifiers` belong to the keys of the gate, one to each.
pub(super) fn check(
    gate: &Gate,
    verifiers: &[Verifier],
    proof: &Proof<'_>,
    head: &Parts,
    body: &[u8],
) -> Result<(), Unproven> {
    let header = proof.authorization.text()?.unwrap_or_default();
    let authorization = Authorization::parse(header).map_err(|malformed| {
        let scheme = header.split_whitespace().next().unwrap_or_default();
        Unproven::signature(match scheme == ALGORITHM {
            true => malformed.to_string(),
            false => format!(
                "the Authorization header is for {:?}; requests are signed with {ALGORITHM}",
                shorten(scheme)
            ),
        })
    })?;
    let mut known = gate.keys.iter().zip(verifiers);
    let known = known.find(|(key, _)| key.ak == authorization.access);
    let (key, verifier) = known.ok_or_else(|| {
        let access = shorten(authorization.access).into_owned();
        Unproven::signature(format!("there is no access key {access:?}"))
    })?;
    let message = Message {
        method: head.method.as_str(),
        path: head.uri.path(),
        query: head.uri.query().unwrap_or_default(),
        authority: head.uri.authority().map(|authority| authority.as_str()),
        headers: &head.headers,
        body,
    };
    verifier
        .verify(&message, &authorization, Timestamp::now())
        .map_err(|refusal| Unproven::signature(refusal.to_string()))?;
    security_token(key, proof)
}

/// A temporary key comes with its security token, and a permanent one with none.
fn security_token(key: &AccessKey, proof: &Proof<'_>) -> Result<(), Unproven> {
    let sent = proof.security_token.text()?;
    let problem = match (&key.security_token, sent) {
        (None, None) => return Ok(()),
        // Hashes are compared, so that the time tells nothing about the token.
        (Some(own), Some(sent)) if hex_sha256(own.as_bytes()) == hex_sha256(sent.as_bytes()) => {
            return Ok(());
        }
        (None, Some(_)) => "the access key is a permanent one, which has no X-Security-Token",
        (Some(_), None) => "the access key is a temporary one, which needs its X-Security-Token",
        (Some(_), Some(_)) => "X-Security-Token is not the one of the access key",
    };
    Err(Unproven::signature(problem.to_owned()))
}
