//! What a test run did, and whether it did what was expected.

use hyper::StatusCode;
use serde_json::json;

use super::asked::{Asked, BODY};
use super::reply::{Reply, Wrong, json};
use crate::expectations::Expected;
use crate::mock::Mock;
use crate::text::instead;
use crate::tree::{At, Misread};

pub(super) fn show(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    json(json!({ "expectations": mock.show_expectations() }))
}

pub(super) fn expect(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    let node = asked.node()?;
    let expected = read(mock, At::whole(BODY, &node))?;
    mock.expect(expected);
    Ok(Reply::Json(StatusCode::CREATED, json!({ "expectations": mock.show_expectations() })))
}

fn read(mock: &Mock, at: At<'_>) -> Result<Expected, Misread> {
    let table = at.table()?;
    let operation = table.need("operation", "the id of an operation")?;
    let [times, least, most, status] =
        ["times", "at_least", "at_most", "status"].map(|name| table.get(name));
    table.end()?;
    let mut expected = Expected::of(&operation.text()?);
    let ids = || mock.service.operations().map(|known| known.id);
    let name = expected.operation.text();
    if !ids().any(|id| expected.operation.matches(id)) {
        let advice = instead(ids(), name);
        return Err(operation.wrong(format!("no operation is called '{name}'; {advice}")));
    }
    if let Some(at) = &times {
        let times = at.count()?;
        (expected.least, expected.most) = (times, Some(times));
        if least.is_some() || most.is_some() {
            return Err(at.wrong("give either 'times', or 'at_least' and 'at_most'"));
        }
    }
    if let Some(at) = &most {
        expected.most = Some(at.count()?);
        expected.least = 0;
    }
    if let Some(at) = &least {
        expected.least = at.count()?;
        if expected.most.is_some_and(|most| most < expected.least) {
            return Err(at.wrong("'at_least' is more than 'at_most'"));
        }
    }
    if let Some(at) = &status {
        let status = u16::try_from(at.count()?).ok().filter(|status| (100..600).contains(status));
        expected.status = Some(status.ok_or_else(|| at.expected("an HTTP status"))?);
    }
    Ok(expected)
}

pub(super) fn clear(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    mock.clear_expectations();
    Ok(Reply::Nothing)
}

pub(super) fn verify(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    match mock.verify() {
        Ok(()) => Ok(Reply::Nothing),
        Err(unmet) => Ok(Reply::Json(StatusCode::CONFLICT, json!({ "unmet": unmet.list }))),
    }
}

pub(super) fn coverage(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    json(mock.coverage())
}

pub(super) fn forget(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    mock.clear_coverage();
    Ok(Reply::Nothing)
}
