//! What help shows in brackets: the documented values, and the default.

use taurusdb_descriptor_types::Facts;

/// The documented values, in brackets.
pub(crate) fn documented(facts: &Facts<'_>) -> Option<String> {
    (!facts.values.is_empty()).then(|| format!("[values: {}]", facts.values.join(", ")))
}

/// What the service assumes, in brackets.
pub(crate) fn assumed(facts: &Facts<'_>) -> Option<String> {
    facts.default.map(|default| format!("[default: {default}]"))
}
