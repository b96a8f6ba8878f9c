//! Does to an answer what the faults have decided.

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, DATE, HeaderValue};
use hyper::{Response, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use taurusdb_descriptor_types::Operation;

use crate::answer::Answer;
use crate::faults::{Answered, Pace, Plan, Skew, Spoiled, spoil};
use crate::wire::{Tap, Trouble};

/// The start of the gateway's codes, whose errors name the request.
const GATEWAY: &str = "APIGW.";

/// An answer in place of the service's.
pub(crate) fn response(answered: &Answered, request_id: &str) -> Response<Bytes> {
    let body = match &answered.body {
        Some(body) => body.clone().into(),
        None => {
            let mut body = json!({ "error_code": answered.code, "error_msg": answered.message });
            if answered.code.starts_with(GATEWAY) {
                body["request_id"] = json!(request_id);
            }
            body.to_string().into()
        }
    };
    let status = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Answer { status, body, headers: Vec::new() }.response(request_id)
}

/// Spoils an answer, and has its connection break or be slow.
pub(crate) fn apply(
    mut plan: Plan,
    response: Response<Bytes>,
    called: Option<&'static Operation>,
    now: Timestamp,
    tap: &Tap,
) -> Response<Bytes> {
    let (mut parts, mut body) = response.into_parts();
    if !plan.spoils.is_empty() && !body.is_empty() {
        let Spoiled { body: spoilt, media_type } = spoil(&mut plan.spoils, called, body);
        body = spoilt;
        match media_type {
            Some(media_type) if media_type.is_empty() => drop(parts.headers.remove(CONTENT_TYPE)),
            Some(media_type) => drop(parts.headers.insert(CONTENT_TYPE, media_type)),
            None => {}
        }
    }
    if let Some(date) = plan.skew.and_then(|skew| date(skew, now)) {
        parts.headers.insert(DATE, date);
    }
    for (name, value) in plan.headers {
        match value {
            Some(value) => drop(parts.headers.insert(name, value)),
            None => drop(parts.headers.remove(name)),
        }
    }
    if plan.cut.is_some() || plan.pace.is_some() {
        let pace = plan.pace.map(|Pace { bytes, every }| (bytes, every));
        tap.arm(Trouble { cut: plan.cut, length: body.len(), pace });
    }
    Response::from_parts(parts, body)
}

/// The time as a clock that is wrong would tell it.
fn date(skew: Skew, now: Timestamp) -> Option<HeaderValue> {
    let by = |span| SignedDuration::try_from(span).ok();
    let moment = match skew {
        Skew::Ahead(span) => now.checked_add(by(span)?).ok()?,
        Skew::Behind(span) => now.checked_sub(by(span)?).ok()?,
    };
    let text =
        jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok()?;
    HeaderValue::try_from(text).ok()
}
