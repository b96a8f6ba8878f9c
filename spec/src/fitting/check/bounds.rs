//! Checks the bounds of attributes: what they are held to must be there.

use super::checker::Check;
use crate::resources::places::Key;
use crate::resources::{Bounds, FieldPath, Resource};

impl Check<'_> {
    /// Checks which values the attributes of a resource may be given.
    pub(super) fn bounds(&mut self, key: &Key, name: &str, resource: &Resource) {
        for (path, bounds) in &resource.bounds {
            let key = key.to("bounds").to(path);
            self.need_attribute(&key, name, path);
            for (word, said_by) in bounds.attributes() {
                self.need_attribute(&key.to(word), name, said_by);
            }
            self.entries(&key, path, bounds);
        }
        if !resource.bounds.is_empty() && resource.errors.value.is_none() {
            self.report(
                &key.to("bounds"),
                "expected `errors.value` beside it: what a call is told whose value is not allowed",
            );
        }
    }

    fn entries(&mut self, key: &Key, path: &FieldPath, bounds: &Bounds) {
        let said = bounds.attributes().count();
        let Some(name) = &bounds.entries else {
            if said == 0 {
                self.report(
                    key,
                    format!(
                        "nothing says what '{path}' may be: expected range, type, fixed or entries"
                    ),
                );
            }
            return;
        };
        let key = key.to("entries");
        if said > 0 {
            self.report(
                &key,
                "the bounds are those of the other resource: expected nothing beside it",
            );
        }
        let Some(other) = self.need_resource(&key, name) else { return };
        let is_usable = |bounds: &Bounds| bounds.entries.is_none();
        if other.id.len() != 1 || !other.bounds.values().any(is_usable) {
            self.report(&key, format!("{name} says of no value what it may be: expected a resource with an id of one attribute, and with bounds of its own"));
        }
    }
}
