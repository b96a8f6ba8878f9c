//! What the help of a flag tells about its value.

use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::{Facts, Type};

use crate::body::secret::WAYS;
use crate::brackets::{assumed, documented, outdated};
use crate::manual::Manual;
use crate::scalar;

/// A value that help tells about.
pub(super) struct Told<'a> {
    /// The schema or the operation that it belongs to.
    pub(super) owner: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: &'a Type,
    pub(super) facts: &'static Facts<'static>,
    /// What stands first, where nobody has said what the value is.
    pub(super) otherwise: Option<String>,
    /// What stands behind its meaning, in brackets.
    pub(super) marks: Vec<String>,
}

/// The meaning of a value, what it must be like, when it is needed, what is assumed, and where it comes
/// from; its values in lines of their own where there is something to say about them.
pub(super) fn text(manual: Manual, told: Told<'_>) -> String {
    let Told { owner, name, kind, facts, otherwise, marks } = told;
    let meaning = manual.value(owner, name, facts).or(otherwise);
    let mut parts: Vec<String> =
        meaning.or_else(|| phrase::limits(facts, Style::Plain)).into_iter().collect();
    parts.extend(marks.into_iter().map(|mark| format!("[{mark}]")));
    if let Type::Array(inner) = kind
        && !matches!(**inner, Type::Record(_) | Type::Array(_) | Type::Map(_))
    {
        parts.push("[repeat, or separate with commas]".to_owned());
    }
    parts.extend(outdated(facts));
    parts.extend(assumed(facts));
    parts.extend(source(manual, facts));
    if facts.sensitive {
        parts.push(format!("[secret: {WAYS}]"));
    }
    let labels = manual.labels(owner, name, facts);
    if labels.is_none() {
        parts.extend(documented(facts));
    }
    let mut lines = vec![parts.join(" ")];
    lines.extend(labels.unwrap_or_default());
    lines.join("\n")
}

/// The command that supplies a value.
fn source(manual: Manual, facts: &Facts<'_>) -> Option<String> {
    let from = facts.value_from?;
    let operation = manual.service.operation(from.operation)?;
    let field = from.field.map(|field| format!(", {field}")).unwrap_or_default();
    Some(format!("[from `{}`{field}]", manual.program.typed(operation)))
}

/// A type as the placeholder of a value: `integer`, `name=value,…`.
pub(super) fn placeholder(kind: &Type) -> String {
    match kind {
        Type::Array(inner) if is_object(inner) => "name=value,…".to_owned(),
        Type::Array(inner) => format!("{},…", scalar::short(scalar::element(inner))),
        Type::Map(_) => "key=value,…".to_owned(),
        kind if is_object(kind) => "name=value,…".to_owned(),
        kind => scalar::short(kind),
    }
}

/// Whether something is inside values of a type.
pub(super) fn is_compound(kind: &Type) -> bool {
    is_object(kind) || matches!(kind, Type::Array(_))
}

fn is_object(kind: &Type) -> bool {
    matches!(kind, Type::Object | Type::Record(_) | Type::Map(_))
}
