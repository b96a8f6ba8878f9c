//! Checks of the entries in `operations.toml`.

use super::checker::Check;
use crate::fitting::shape::nearest;
use crate::resources::places::Key;
use crate::resources::{Effect, Input, Lock, OperationFacts, RefTarget, Role};
use crate::{Location, Method, Operation};

impl Check<'_> {
    /// Checks the entries, and that every operation has one.
    pub(super) fn all_operations(&mut self) {
        for (id, operation) in self.operations.clone() {
            if self.facts(id).is_none() && !self.model.undescribed.contains(id) {
                let Operation { section, uri_line, .. } = operation;
                self.report(
                    &Key::operation(id),
                    format!("no entry: expected one for every operation (section {section}, line {uri_line})"),
                );
            }
        }
        for (id, facts) in &self.model.operations {
            let key = Key::operation(id);
            let Some(operation) = self.need_operation(&key, id) else { continue };
            self.about(&key, id, facts);
            self.effect(&key, operation, facts);
            self.refs(&key, operation, facts);
            self.beside(&key, operation, facts);
            self.path_parameters(&key, operation, facts);
            self.locks(&key, operation, facts);
            self.task(&key, operation, facts);
            self.paging(&key, operation, facts);
        }
    }

    fn about(&mut self, key: &Key, id: &str, facts: &OperationFacts) {
        let owner = self.owners.get(id).copied();
        let Some(name) = &facts.resource else {
            if facts.reason.is_none() {
                self.report(key, "resource is 'none': expected a reason");
            }
            if let Some((owner, role)) = owner {
                self.report(
                    key,
                    format!(
                        "resource is 'none', but {owner} lists it among its {} operations",
                        role.as_str()
                    ),
                );
            }
            return;
        };
        if facts.reason.is_some() {
            self.report(
                &key.to("reason"),
                "expected no reason: only an operation with resource 'none' has one",
            );
        }
        if self.need_resource(&key.to("resource"), name).is_none() {
            return;
        }
        match owner {
            Some((owner, _)) if owner == name => {}
            Some((owner, role)) => self.report(
                &key.to("resource"),
                format!("resource is {name}, but {owner} lists it among its {} operations", role.as_str()),
            ),
            None => self.report(
                &key.to("resource"),
                format!("no list of {name} has the operation: expected it in create, show, list, change, act or delete"),
            ),
        }
    }

    fn effect(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        let key = key.to("effect");
        let is_read = facts.effect == Effect::Read;
        match self.owners.get(operation.id.as_str()) {
            Some((_, role)) if matches!(role, Role::Show | Role::List) != is_read => {
                let role = role.as_str();
                self.report(&key, format!("it is one of the {role} operations: show and list operations must be reads, and no others"));
            }
            None if facts.resource.is_none() && !is_read => {
                self.report(&key, "resource is 'none': expected a read");
            }
            _ => {}
        }
        match operation.method {
            method @ (Method::Get | Method::Head) if !is_read => {
                self.report(&key, format!("a {method}: expected 'read'"));
            }
            Method::Delete if facts.effect != Effect::Idempotent => {
                self.report(&key, "a DELETE: expected 'idempotent'");
            }
            _ => {}
        }
        if is_read && (facts.task.is_some() || !facts.locks.is_empty()) {
            self.report(&key, "a read: expected neither locks nor a task");
        }
    }

    fn refs(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        for (input, targets) in &facts.refs {
            let key = key.to("refs").to(input);
            self.need_input(&key, operation, input);
            for target in &targets.0 {
                self.target(&key, target);
            }
        }
    }

    fn target(&mut self, key: &Key, target: &RefTarget) {
        let Some(resource) = self.need_resource(key, &target.resource) else { return };
        match &target.attribute {
            None if resource.is_single() => {
                self.report(key, format!("{target} has no id: expected a resource that has one"));
            }
            None if resource.id.len() > 1 => {
                self.report(
                    key,
                    format!("the id of {target} has several parts: expected {target}.ATTRIBUTE"),
                );
            }
            Some(attribute) if !resource.id.contains(attribute) => {
                let names: Vec<String> = resource.id.iter().map(ToString::to_string).collect();
                let near = nearest(&attribute.to_string(), names.iter().map(String::as_str));
                self.report(key, format!("{target} is not part of its id{near}"));
            }
            _ => {}
        }
    }

    fn path_parameters(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        let in_path = || operation.parameters_in(Location::Path).map(|p| p.name.as_str());
        // The project is neither the id of a record nor a plain parameter.
        let others = operation.parameters_in(Location::Path).filter(|p| !p.is_project());
        for name in others.map(|parameter| &parameter.name) {
            let is_ref = facts.refs.contains_key(&Input::Path(name.to_owned()));
            let is_plain = facts.plain.iter().any(|plain| plain == name);
            if is_ref == is_plain {
                self.report(
                    key,
                    format!(
                        "the path parameter '{name}' must be in refs or in plain, and not in both"
                    ),
                );
            }
        }
        for name in &facts.plain {
            if !in_path().any(|known| known == name) {
                let near = nearest(name, in_path());
                self.report(&key.to("plain"), format!("no path parameter '{name}'{near}"));
            }
        }
    }

    fn locks(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        let key = key.to("locks");
        for lock in &facts.locks {
            match lock {
                Lock::Input(input) if facts.refs.contains_key(input) => {}
                Lock::Input(input) => {
                    self.report(
                        &key,
                        format!("'{input}' does not name a record: expected one of the refs"),
                    );
                }
                Lock::Resource(name) => {
                    let Some(resource) = self.need_resource(&key, name) else { continue };
                    let parent = resource.parent.resource();
                    let named = |resource: &str| facts.refs_to(resource).next().is_some();
                    if !named(name) && !parent.is_some_and(named) {
                        self.report(
                            &key,
                            format!("{} names neither a {name} nor its parent", operation.id),
                        );
                    }
                }
            }
        }
    }
}
