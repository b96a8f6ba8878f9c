//! Checks the entries of resources: parent, kind, operations by role, names and values.

use super::checker::Check;
use crate::resources::places::Key;
use crate::resources::{Does, Fits, Kind, Most, Resource, Role, Settled};

impl<'a> Check<'a> {
    /// Checks every resource.
    pub(super) fn all_resources(&mut self) {
        for (name, resource) in &self.model.resources {
            let key = Key::resource(name);
            self.parent(&key, name, resource);
            self.kind(&key, resource);
            self.roles(&key, name, resource);
            self.names(&key, name, resource);
            self.states(&key, name, resource);
            self.values(&key, name, resource);
            self.belongs(&key, name, resource);
            self.bounds(&key, name, resource);
            self.expires(&key, name, resource);
            self.uses(&key, name, resource);
            for operation in resource.on.keys() {
                self.steps(&key.to("on").to(operation), name, resource, operation);
            }
            for operation in resource.views.keys() {
                self.views(&key.to("views").to(operation), name, resource, operation);
            }
        }
        self.unused_refs();
    }

    /// Checks the refs of what callers create: its sources say where each attribute comes from, so a
    /// ref that no source goes through has no use, unless it keeps what it refers to. For what the service creates, the refs say of which
    /// resource an invented id must be.
    fn unused_refs(&mut self) {
        let entities =
            self.model.resources.iter().filter(|(_, resource)| resource.kind == Kind::Entity);
        for (name, resource) in entities {
            for (path, target) in &resource.refs {
                let target = self.model.resources.get(target);
                let keeps = target.is_some_and(|target| target.errors.used.is_some());
                if !keeps && !self.used_refs.contains(&(name.clone(), path.clone())) {
                    let key = Key::resource(name).to("refs").to(path);
                    self.report(&key, "no source goes through it: remove it");
                }
            }
        }
    }

    fn parent(&mut self, key: &Key, name: &str, resource: &Resource) {
        let key = key.to("parent");
        let mut above = resource.parent.resource();
        for _ in 0..self.model.resources.len() {
            let Some(parent) = above else { return };
            let Some(next) = self.need_resource(&key, parent) else { return };
            above = next.parent.resource();
        }
        self.report(
            &key,
            format!("{name} is its own ancestor: expected the parents to end at the project"),
        );
    }

    fn kind(&mut self, key: &Key, resource: &Resource) {
        let has_id = !resource.id.is_empty();
        if resource.is_single() {
            if has_id || resource.id_shape.is_some() {
                self.report(&key.to("id"), "at most one exists: expected no id and no id_shape");
            }
        } else if !has_id || resource.id_shape.is_none() {
            self.report(key, "several exist: expected id and id_shape");
        }
        let missing = match resource.kind {
            Kind::Entity if resource.create.is_empty() && resource.delete.is_empty() => {
                "callers create or delete an entity: expected a create or delete operation"
            }
            Kind::Setting if resource.change.is_empty() => {
                "callers change a setting: expected a change operation"
            }
            Kind::Optional if resource.create.is_empty() => {
                "callers create an optional resource: expected a create operation"
            }
            _ => return,
        };
        self.report(&key.to("kind"), missing);
    }

    fn roles(&mut self, key: &Key, name: &'a str, resource: &'a Resource) {
        for (role, id) in resource.operations() {
            let key = key.to(role.as_str());
            if self.need_operation(&key, id).is_none() {
                continue;
            }
            if let Some((other, as_what)) = self.owners.insert(id, (name, role)) {
                let message = format!(
                    "{id} is already one of the {} operations of {other}; expected each operation in one list only",
                    as_what.as_str()
                );
                self.report(&key, message);
            }
            let steps = self.model.steps(self.api, name, id);
            let does = |wanted: &[Does]| steps.iter().any(|step| wanted.contains(&step.does));
            let lacks = match role {
                Role::Create if !does(&[Does::Create, Does::Put]) => "a step that creates",
                Role::Change if !does(&[Does::Change, Does::Put]) => "a step that changes",
                Role::Delete if !does(&[Does::Delete]) => "a step that deletes",
                Role::Show | Role::List if !resource.views.contains_key(id) => "a view",
                _ => continue,
            };
            let role = role.as_str();
            self.report(&key, format!("{id} is one of the {role} operations: expected {lacks}"));
        }
    }

    fn names(&mut self, key: &Key, name: &str, resource: &Resource) {
        for path in &resource.id {
            self.need_attribute(&key.to("id"), name, path);
        }
        if let Some(label) = &resource.label {
            self.need_attribute(&key.to("label"), name, label);
        }
        if resource.label.is_some() != resource.lookup.is_some() {
            self.report(key, "expected both label and lookup, or neither");
        }
        if let Some(lookup) = &resource.lookup
            && self.need_operation(&key.to("lookup"), lookup).is_some()
            && !resource.views.contains_key(lookup)
        {
            self.report(
                &key.to("lookup"),
                format!("{lookup} shows no {name}: expected a view of it"),
            );
        }
        if let Some(parameter) = &resource.path_parameter {
            let mut known = self.model.operations.values().flat_map(|facts| facts.refs_to(name));
            if !known.any(|input| input.name() == parameter) {
                let message =
                    format!("no operation has a parameter '{parameter}' for the id of a {name}");
                self.report(&key.to("path_parameter"), message);
            }
        }
    }

    fn values(&mut self, key: &Key, name: &str, resource: &Resource) {
        for (path, target) in &resource.refs {
            let key = key.to("refs").to(path);
            self.need_attribute(&key, name, path);
            self.need_resource(&key, target);
        }
        if let Some(prepaid) = &resource.prepaid {
            self.need_attribute(&key.to("prepaid"), name, &prepaid.attribute);
        }
        for path in &resource.unique {
            self.need_attribute(&key.to("unique"), name, path);
        }
        if !resource.unique.is_empty() && resource.errors.exists.is_none() {
            self.report(
                &key.to("unique"),
                "expected `errors.exists` beside it: what a call is told whose value is taken",
            );
        }
        if !resource.most.is_empty() && resource.errors.quota.is_none() {
            self.report(
                &key.to("most"),
                "expected `errors.quota` beside it: what a call is told that makes one too many",
            );
        }
        let refers = |other: &Resource| other.refs.values().any(|target| target == name);
        if resource.errors.used.is_some() && !self.model.resources.values().any(refers) {
            self.report(
                &key.to("errors").to("used"),
                format!("nothing refers to {name}: expected it among the `refs` of a resource"),
            );
        }
        for most in &resource.most {
            let Most::Stated(stated) = most else { continue };
            let key = key.to("most");
            self.need_attribute(&key, &stated.resource, &stated.attribute);
            if let Some(other) = self.need_resource(&key, &stated.resource)
                && other.parent != resource.parent
            {
                self.report(
                    &key,
                    format!(
                        "{} lies under something else: expected the parent of {name}",
                        stated.resource
                    ),
                );
            }
        }
        if let Some(settled) = &resource.settled {
            self.settled(&key.to("settled"), name, settled);
        }
        for (path, source) in &resource.defaults {
            let key = key.to("defaults").to(path);
            self.need_attribute(&key, name, path);
            // The project is part of every path, so every call that creates a record knows it.
            let of_project = source.inputs().any(|input| input.to_string() == "path:project_id");
            if !of_project {
                self.source(&key, name, source, None);
            }
        }
        for (position, seed) in resource.seeds.iter().enumerate() {
            for (path, value) in seed {
                let key = key.to("seeds").to(position).to(path);
                self.need_attribute(&key, name, path);
                if value.is_object() || value.is_array() {
                    self.report(&key, "expected a text, a number, true or false");
                }
            }
        }
        for (word, answer) in resource.errors.iter() {
            self.need_error(&key.to("errors").to(word), answer);
        }
    }

    fn settled(&mut self, key: &Key, name: &str, settled: &Settled) {
        let Some(operation) = self.need_operation(&key.to("operation"), &settled.operation) else {
            return;
        };
        if self.need_answer(&key.to("none"), operation, &settled.none).is_none() {
            return;
        }
        for (field, fits) in &settled.fields {
            let key = key.to("where").to(field);
            self.need_answer(&key, operation, &settled.none.join(field));
            if let Fits::Attribute(path) = fits {
                self.need_attribute(&key, name, path);
            }
        }
    }
}
