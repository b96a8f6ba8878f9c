//! The clock of the service.

use serde_json::json;

use super::asked::{Asked, BODY};
use super::reply::{Reply, Wrong, json};
use crate::mock::Mock;
use crate::tree::At;

pub(super) fn show(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    json(json!({ "now": mock.now().to_string() }))
}

pub(super) fn advance(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    let node = asked.node()?;
    let table = At::whole(BODY, &node).table()?;
    let at = table.need("by", "a span of time such as '24h'")?;
    table.end()?;
    let by = at.duration()?;
    if mock.now().checked_add(by).is_err() {
        return Err(at.wrong("expected a time before the year 10000, found one beyond").into());
    }
    mock.advance(by);
    show(mock, asked)
}
