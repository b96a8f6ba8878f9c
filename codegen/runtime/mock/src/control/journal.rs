//! The journal.

use serde_json::json;

use super::asked::Asked;
use super::reply::{Reply, Wrong, json};
use crate::journal::Exchange;
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
    let fits = |exchange: &&Exchange| {
        exchange.number > after
            && status.is_none_or(|status| exchange.status.map(u64::from) == Some(status))
            && operation.as_ref().is_none_or(|pattern| {
                exchange.operation.is_some_and(|operation| pattern.matches(operation))
            })
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (total, mut exchanges) = mock.journal(|journal| {
        let newest = journal.all().rev().filter(fits).take(limit).cloned();
        (journal.total(), newest.collect::<Vec<_>>())
    });
    exchanges.reverse();
    let exchanges: Vec<_> = exchanges.iter().map(Exchange::to_json).collect();
    json(json!({ "total": total, "exchanges": exchanges }))
}

pub(super) fn clear(mock: &Mock, _: &Asked<'_>) -> Result<Reply, Wrong> {
    mock.clear_journal();
    Ok(Reply::Nothing)
}
