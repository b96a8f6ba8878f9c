//! Checks what records use up of the limits that others state.

use super::checker::Check;
use crate::fitting::shape::nearest;
use crate::resources::places::Key;
use crate::resources::{FieldPath, Resource, Stated};

impl Check<'_> {
    /// Checks that a limit is stated for what is used, and for whom.
    pub(super) fn uses(&mut self, key: &Key, name: &str, resource: &Resource) {
        for (path, stated) in &resource.uses {
            let key = key.to("uses").to(path);
            self.need_attribute(&key, name, path);
            let Some(other) = self.need_resource(&key, &stated.resource) else { continue };
            self.need_attribute(&key, &stated.resource, &stated.attribute);
            if !self.pays(name, other) {
                self.report(
                    &key,
                    format!(
                        "neither {name} nor what it lies under refers to what {} is for: expected a ref to the resource of its id",
                        stated.resource
                    ),
                );
            }
            if other.errors.quota.is_none() && resource.errors.quota.is_none() {
                self.report(
                    &key,
                    format!("expected `errors.quota` in {name} or {}: what a call is told that needs too much", stated.resource),
                );
            }
        }
    }

    /// Checks what is left of a limit: `RESOURCE.ATTRIBUTE`.
    pub(super) fn spent(&mut self, key: &Key, at: &str, spent: &str) {
        let (name, attribute) = spent.split_once('.').unwrap_or((spent, ""));
        let Some(known) = self.need_resource(key, name) else { return };
        let stated =
            known.uses.iter().filter(|(_, stated): &(&FieldPath, &Stated)| stated.resource == at);
        let names: Vec<String> = stated.map(|(path, _)| path.to_string()).collect();
        if !names.iter().any(|known| known == attribute) {
            let near = nearest(attribute, names.iter().map(String::as_str));
            self.report(key, format!("{at} states no limit for '{attribute}' of {name}: it is not among its `uses`{near}"));
        }
    }

    /// Whether a resource, or one above it, refers to the same as the id of another one beside it.
    fn pays(&self, name: &str, stating: &Resource) -> bool {
        let [id] = stating.id.as_slice() else { return false };
        let Some(third) = stating.refs.get(id) else { return false };
        let mut at = self.model.resource(name);
        for _ in 0..self.model.resources.len() {
            let Some(known) = at else { return false };
            if known.parent == stating.parent && known.refs.values().any(|target| target == third) {
                return true;
            }
            at = known.parent.resource().and_then(|above| self.model.resource(above));
        }
        false
    }
}
