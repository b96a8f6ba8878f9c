//! The journal.

use serde_json::json;

use super::asked::Asked;
use super::reply::{Reply, Wrong, json};
use crate::journal::Entry;
use crate::mock::Mock;
use crate::pattern::Pattern;

/// How many exchanges are shown unless more are asked for.
const SHOWN: u64 = 100;

pub(super) fn show(mock: &Mock, asked: &Asked<'_>) -> Result<Reply, Wrong> {
    asked.only(&["limit", "operation", "status", "after"])?;
    let limit = asked.number("limit")?.unwrap_or(SHOWN);
    let after = asked.number("after")?.unwrap_or(0);
    let status = asked.number("status")?;
    let operation = asked.value("operation").map(Pattern::new);
    let fits = |entry: &&Entry| {
        entry.number > after
            && status.is_none_or(|status| entry.status.map(u64::from) == Some(status))
            && operation.as_ref().is_none_or(|pattern| {
                entry.called.is_some_and(|operation| pattern.matches(operation.id))
            })
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (total, mut entries) = mock.journal(|journal| {
        let newest = journal.all().rev().filter(fits).take(limit).cloned();
        (journal.total(), newest.collect::<Vec<_>>())
    });
    entries.reverse();
    let exchanges: Vec<_> = entries.iter().map(|entry| entry.exchange().to_json()).collect();
    json(json!({ "total": total, "exchanges": exchanges }))
}

pub(super) fn clear(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    mock.clear_journal();
    Ok(Reply::Nothing)
}
