//! Checks states: something must lead to each of them.

use std::collections::BTreeSet;

use super::checker::Check;
use crate::resources::places::Key;
use crate::resources::{Class, Resource};

impl Check<'_> {
    /// Checks that something leads to every state of a resource.
    pub(super) fn states(&mut self, key: &Key, name: &str, resource: &Resource) {
        if resource.state.is_some() == resource.states.is_empty() {
            self.report(key, "expected both state and states, or neither");
        }
        let mut reached = BTreeSet::new();
        match &resource.initial {
            Some(initial) => {
                self.need_state(&key.to("initial"), resource, initial);
                reached.insert(initial.clone());
            }
            None if !resource.states.is_empty() => self.report(key, "expected the initial state"),
            None => {}
        }
        for operation in resource.on.keys() {
            for step in self.model.steps(self.api, name, operation) {
                reached.extend(step.states().map(str::to_owned));
            }
        }
        for (state, known) in &resource.states {
            let key = key.to("states").to(state);
            let entered = reached.contains(state);
            if entered && known.by.is_some() {
                self.report(&key, "a step leads to the state: expected no 'by'");
            }
            if !entered && known.by.is_none() && known.class != Class::Gone {
                self.report(&key, "no step leads to the state: expected one, or by = \"service\"");
            }
        }
    }
}
