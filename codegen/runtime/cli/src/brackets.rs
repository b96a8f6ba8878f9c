//! What help shows in brackets: the documented values, the default, and that a value should be used no
//! more.

use taurusdb_descriptor_types::Facts;
use taurusdb_descriptor_types::phrase::{self, Style};

/// The documented values, in brackets.
pub(crate) fn documented(facts: &Facts<'_>) -> Option<String> {
    (!facts.values.is_empty()).then(|| format!("[values: {}]", facts.values.join(", ")))
}

/// What the service assumes, in brackets.
pub(crate) fn assumed(facts: &Facts<'_>) -> Option<String> {
    facts.default.map(|default| format!("[default: {default}]"))
}

/// That the value should be used no more, in brackets.
pub(crate) fn outdated(facts: &Facts<'_>) -> Option<String> {
    facts.deprecated.map(|end| format!("[{}]", phrase::deprecated(end, Style::Plain)))
}
