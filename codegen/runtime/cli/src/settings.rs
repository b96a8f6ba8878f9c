//! Values of a call that a flag of every command says already: the region that is worked in is also the one that
//! something is made in.

use taurusdb_descriptor_types::{Field, Schema, Type};

use crate::fields::kebab;

/// The region that is worked in.
pub(crate) const REGION: &str = "region";

/// The flags of every command that say what is worked on, and not how.
const SETTINGS: [&str; 2] = [REGION, "project-id"];

/// The flag of every command that says what a field of a body is: one of the same name, where the field has to be
/// sent and is a text. What may be left out means something of its own if it is.
pub(crate) fn for_field(field: &Field) -> Option<&'static str> {
    let is_asked_for = field.is_mandatory() && matches!(field.kind, Type::String);
    is_asked_for.then(|| for_name(field.name)).flatten()
}

/// The flag of every command that says what a parameter of this name is.
pub(crate) fn for_name(name: &str) -> Option<&'static str> {
    let name = kebab(name);
    SETTINGS.into_iter().find(|setting| *setting == name)
}

/// What else says the value of a missing field, if a flag of every command does.
pub(crate) fn hint(schema: &'static Schema, path: &str) -> Option<String> {
    Some(format!("--{} says it too", for_field(schema.field(path)?)?))
}
