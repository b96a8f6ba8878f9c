//! What the service keeps.

use std::path::Path;

use hyper::StatusCode;
use serde_json::{Value, json};
use taurusdb_descriptor_types::resources::{Kind, Resource};

use super::asked::{Asked, BODY};
use super::reply::{Reply, Wrong, json};
use crate::mask;
use crate::mock::Mock;
use crate::text::instead;
use crate::tree::{self, At};

pub(super) fn show(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    json(mock.world().snapshot())
}

pub(super) fn records(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    let name = asked.rest;
    if mock.service.resource(name).is_none() {
        let advice = instead(mock.service.resources.iter().map(|known| known.name), name);
        let error = format!("no resource is called '{name}'; {advice}");
        return Err(Wrong::new(StatusCode::NOT_FOUND, error));
    }
    let mut records = Value::Array(mock.records(name));
    mask::json(&mut records, None);
    json(records)
}

pub(super) fn resources(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    let counts = mock.counts();
    let show = |resource: &Resource| {
        json!({
            "name": resource.name,
            "entity": resource.kind == Kind::Entity,
            "records": counts.get(resource.name).copied().unwrap_or_default(),
        })
    };
    json(mock.service.resources.iter().map(show).collect())
}

pub(super) fn seed(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    let value = tree::json(BODY, &asked.body)?;
    mock.seed(BODY, &asked.body, &value)?;
    Ok(Reply::Nothing)
}

pub(super) fn seed_from_file(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    let node = asked.node()?;
    let table = At::whole(BODY, &node).table()?;
    let file = table.need("file", "the path of a file on the mock's machine")?.text()?;
    table.end()?;
    mock.seed_from(Path::new(&file))?;
    json(json!({ "seeded_from": file }))
}
