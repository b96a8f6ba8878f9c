//! Flags of fields that had another name before.

use taurusdb_descriptor_types::{Renamed, Schema, Type};

use super::name::{find, kebab};

/// A flag with the new names of its fields, and the names that changed; `None` if none did.
pub(crate) fn with_new_names(
    schema: &'static Schema,
    flag: &str,
    renamed: &Renamed,
) -> Option<(String, &'static str, &'static str)> {
    let mut here = Some(schema);
    let mut changed = None;
    let mut names: Vec<String> = Vec::new();
    for name in flag.split('.') {
        let mut name = name.to_owned();
        if let Some(schema) = here
            && name.parse::<usize>().is_err()
        {
            let own = renamed.fields.iter().filter(|(of, ..)| *of == schema.name);
            let mut old = own.filter(|(_, old, _)| kebab(old) == kebab(&name));
            if find(schema, &name).is_none()
                && let Some((_, old, new)) = old.next()
            {
                changed = Some((*old, *new));
                name = kebab(new);
            }
            here = find(schema, &name).and_then(|field| match &field.kind {
                Type::Map(_) => None,
                kind => kind.schema(),
            });
        }
        names.push(name);
    }
    changed.map(|(old, new)| (names.join("."), old, new))
}
