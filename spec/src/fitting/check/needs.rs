//! Looks up what an entry names, and reports what does not exist.

use super::checker::Check;
use crate::fitting::shape::{self, nearest};
use crate::resources::places::Key;
use crate::resources::{Class, ErrorAnswer, FieldPath, Input, OperationFacts, Resource};
use crate::{Operation, Type};

/// Each of these reports a name that does not exist, with the known names that are most like it.
impl<'a> Check<'a> {
    pub(super) fn need_operation(&mut self, key: &Key, id: &str) -> Option<&'a Operation> {
        let found = self.operations.get(id).copied();
        if found.is_none() {
            let near = nearest(id, self.operations.keys().copied());
            self.report(key, format!("no operation '{id}'{near}"));
        }
        found
    }

    pub(super) fn need_resource(&mut self, key: &Key, name: &str) -> Option<&'a Resource> {
        let found = self.model.resource(name);
        if found.is_none() {
            let near = nearest(name, self.model.resources.keys().map(String::as_str));
            self.report(key, format!("no resource '{name}'{near}"));
        }
        found
    }

    pub(super) fn need_attribute(&mut self, key: &Key, resource: &str, path: &FieldPath) {
        let Some(attributes) = self.attributes.get(resource) else { return };
        if !attributes.has(path) {
            let near = nearest(&path.to_string(), attributes.names());
            self.report(
                key,
                format!("{resource} has no attribute '{path}': no view shows it and it is not hidden{near}"),
            );
        }
    }

    pub(super) fn need_input(&mut self, key: &Key, operation: &Operation, input: &Input) -> bool {
        let found = shape::input(self.api, operation, input);
        if let Err(reason) = &found {
            self.report(key, format!("{} has no input '{input}': {reason}", operation.id));
        }
        found.is_ok()
    }

    /// The type of a place in an operation's answer.
    pub(super) fn need_answer(
        &mut self,
        key: &Key,
        operation: &Operation,
        path: &FieldPath,
    ) -> Option<Type> {
        let Some(root) = shape::response(operation) else {
            self.report(key, format!("the answer of {} has no body", operation.id));
            return None;
        };
        match shape::follow(self.api, &root, path) {
            Ok(kind) => Some(kind),
            Err(reason) => {
                self.report(
                    key,
                    format!("'{path}' is not in the answer of {}: {reason}", operation.id),
                );
                None
            }
        }
    }

    pub(super) fn need_state(
        &mut self,
        key: &Key,
        resource: &Resource,
        state: &str,
    ) -> Option<Class> {
        let found = resource.states.get(state);
        if found.is_none() {
            let near = nearest(state, resource.states.keys().map(String::as_str));
            self.report(key, format!("no state '{state}'{near}"));
        }
        found.map(|state| state.class)
    }

    /// Checks an error: the document lists its code, or the entry gives the status; a status that the
    /// document already lists is surplus.
    pub(super) fn need_error(&mut self, key: &Key, answer: &ErrorAnswer) {
        let mut listed = self.api.service.statuses_of(&answer.code);
        match (listed.next(), answer.status) {
            (None, None) => self.report(
                key,
                format!(
                    "the document has no code '{}': expected a code of the document, or a status",
                    answer.code
                ),
            ),
            // The mock answers with the first one.
            (Some(first), Some(status)) if first == status => self.report(
                key,
                format!(
                    "the document already lists {} with {status}; remove the status",
                    answer.code
                ),
            ),
            _ => {}
        }
    }

    pub(super) fn facts(&self, operation: &str) -> Option<&'a OperationFacts> {
        self.model.operation(operation)
    }
}
