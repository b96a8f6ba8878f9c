//! What there is, and the way back to the beginning.

use serde_json::json;
use taurusdb_descriptor_types::Service;

use super::asked::Asked;
use super::reply::{Reply, Wrong, json};
use super::route::{PREFIX, Route};
use crate::mock::Mock;

pub(super) fn show(routes: &[Route]) -> Result<Reply, Wrong> {
    let show = |route: &Route| {
        json!({
            "method": route.method,
            "path": format!("{PREFIX}{}", route.path.replace('*', "{name}")),
            "about": route.about,
        })
    };
    json(routes.iter().map(show).collect())
}

pub(super) fn health(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    let Service { name, issue, date, .. } = mock.service;
    json(json!({
        "status": "ok",
        "service": name,
        "issue": issue,
        "date": date,
        "operations": mock.service.operations().count(),
        "requests": mock.journal(|journal| journal.total()),
    }))
}

pub(super) fn operations(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    let show = |operation: &'static taurusdb_descriptor_types::Operation| {
        json!({
            "operation": operation.id,
            "method": operation.method.as_str(),
            "path": operation.path,
            "title": operation.title,
            "section": operation.section,
            "resource": operation.resource,
        })
    };
    json(mock.service.operations().map(show).collect())
}

pub(super) fn reset(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    mock.reset();
    Ok(Reply::Nothing)
}
