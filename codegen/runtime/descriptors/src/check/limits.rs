//! The limits that a value breaks.

use taurusdb_vocabulary::{Broken, Facts, Format};

use super::{Json, Rules, kinds};
use crate::{Field, Parameter, Type};

/// Whether a number or a text that is sent keeps the limits of its field.
pub fn keeps_limits(field: &Field, kind: &Type, value: &Json<'_>) -> bool {
    broken(kind, field.facts, value, Rules::SENDER).is_none_or(|broken| broken.is_empty())
}

/// Whether a value that is sent certainly keeps all that is stated of its parameter: whether it is a text, and its
/// limits are all there is.
pub fn certainly_keeps_limits(parameter: &Parameter, value: &str) -> bool {
    let facts = parameter.facts;
    let is_plain = matches!(parameter.kind, Type::String)
        && !parameter.needs.excluded
        && facts.format != Some(Format::DateTime)
        && !kinds::is_number(&parameter.kind, facts);
    is_plain && broken_by_text(facts, value, Rules::SENDER).is_empty()
}

/// The limits that a scalar breaks; `None` if it had to be a number and is none.
pub(super) fn broken(
    kind: &Type,
    facts: &Facts<'_>,
    value: &Json<'_>,
    rules: Rules,
) -> Option<Vec<Broken>> {
    match (kind, value) {
        (_, Json::Number(number)) => {
            Some(facts.broken_by_number(number.as_f64().unwrap_or_default()))
        }
        (_, Json::Text(text)) if kinds::is_number(kind, facts) => {
            let mut broken = facts.broken_by_number(kinds::number(text)?);
            broken.extend(broken_by_text(facts, text, rules));
            Some(broken)
        }
        (Type::String, Json::Text(text)) => Some(broken_by_text(facts, text, rules)),
        _ => Some(Vec::new()),
    }
}

pub(super) fn broken_by_text(facts: &Facts<'_>, text: &str, rules: Rules) -> Vec<Broken> {
    let mut broken = facts.broken_by_text(text);
    if rules.strict {
        broken.extend(facts.strictly_broken_by_text(text));
    }
    broken
}
