//! Examples as evidence: each is compared with the schema of its body, in both directions.
//!
//! Neither the example nor the table is trusted blindly. Where an example contradicts the table,
//! the field's wire types are widened (the declared one stays first) and the ledger gets an entry.

mod contradictions;
mod request_lines;
mod self_contradictions;
mod walk;

use std::collections::{BTreeSet, HashMap};

use taurusdb_spec::{Api, LedgerEntry};

use crate::interpret::Draft;

/// Weighs all examples: widens the types that they contradict, and returns the entries for the
/// ledger. `ids` are the ids of the operations, in the order of the drafts.
pub fn weigh(api: &mut Api, drafts: &[Draft], ids: &[String]) -> Vec<LedgerEntry> {
    let listed: BTreeSet<String> =
        api.service.error_codes.iter().map(|error| error.code.clone()).collect();
    let by_id: HashMap<&str, &Draft> = ids.iter().map(String::as_str).zip(drafts).collect();
    let mut entries = Vec::new();
    for operation in api.groups.iter_mut().flat_map(|group| &mut group.operations) {
        let Some(draft) = by_id.get(operation.id.as_str()) else { continue };
        entries.extend(request_lines::entries(draft, &operation.id));
        entries.extend(contradictions::unread(draft, operation));
        let mut examples = std::mem::take(&mut operation.examples);
        for example in &mut examples {
            entries.extend(contradictions::entries(operation, example, &listed, &mut api.schemas));
        }
        operation.examples = examples;
    }
    entries.extend(self_contradictions::entries(api));
    entries
}
