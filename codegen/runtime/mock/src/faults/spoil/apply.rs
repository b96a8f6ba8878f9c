//! Spoils an answer.

use bytes::Bytes;
use fastrand::Rng;
use hyper::header::HeaderValue;
use serde_json::Value;
use taurusdb_descriptor_types::Operation;

use super::kind::Spoil;

/// A spoilt body, and its media type if that is spoilt too.
#[derive(Debug)]
pub(crate) struct Spoiled {
    pub(crate) body: Bytes,
    pub(crate) media_type: Option<HeaderValue>,
}

/// Spoils a body in all these ways, each with the dice of its rule.
pub(crate) fn spoil(
    spoils: &mut [(Spoil, Rng)],
    operation: Option<&'static Operation>,
    body: Bytes,
) -> Spoiled {
    let mut json = None;
    let mut written = body.to_vec();
    let mut media_type = None;
    for (spoil, dice) in spoils {
        if let Spoil::Writing(writing) = spoil {
            if let Some(json) = json.take() {
                written = text(&json);
            }
            writing.apply(&mut written, &mut media_type);
            continue;
        }
        let parsed: Option<Value> = json.take().or_else(|| serde_json::from_slice(&written).ok());
        let Some(mut value) = parsed else { continue };
        match spoil {
            Spoil::Scalars(scalars) => scalars.apply(&mut value, dice),
            Spoil::Totals(totals) => totals.apply(&mut value, operation),
            Spoil::Fields(fields) => fields.apply(&mut value, dice),
            Spoil::Values(values) => values.apply(&mut value, operation, dice),
            Spoil::Lists(lists) => lists.apply(&mut value, dice),
            Spoil::Wrap(wrap) => wrap.apply(&mut value),
            Spoil::Writing(_) => {}
        }
        json = Some(value);
    }
    if let Some(json) = json {
        written = text(&json);
    }
    Spoiled { body: written.into(), media_type }
}

fn text(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}
