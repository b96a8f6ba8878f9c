//! Faults, added and removed while the mock runs.

use hyper::StatusCode;
use serde_json::json;

use super::asked::{Asked, BODY};
use super::reply::{Reply, Wrong, json};
use crate::faults::Faults;
use crate::mock::Mock;
use crate::text::instead;

pub(super) fn show(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    json(mock.show_faults())
}

pub(super) fn add(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    let faults = Faults::of(BODY, &asked.node()?)?;
    let names = mock.add_faults(faults)?;
    Ok(Reply::Json(StatusCode::CREATED, json!({ "added": names })))
}

pub(super) fn clear(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    mock.clear_faults();
    Ok(Reply::Nothing)
}

pub(super) fn remove(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    if mock.remove_fault(asked.rest) {
        return Ok(Reply::Nothing);
    }
    let names = mock.fault_names();
    let advice = instead(names.iter().map(String::as_str), asked.rest);
    let error = format!("no fault in force is called '{}'; {advice}", asked.rest);
    Err(Wrong::new(StatusCode::NOT_FOUND, error))
}
