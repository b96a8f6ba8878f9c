//! Checks ids that stand beside the id of what their record belongs to.

use super::checker::Check;
use crate::Operation;
use crate::fitting::beside::Candidates;
use crate::resources::places::Key;
use crate::resources::{OperationFacts, Resource};

impl Check<'_> {
    /// Checks that the attributes of `belongs` refer to something.
    pub(super) fn belongs(&mut self, key: &Key, name: &str, resource: &Resource) {
        for path in &resource.belongs {
            self.referred(&key.to("belongs"), name, path);
        }
    }

    /// Checks that it is clear beside which id an id stands.
    pub(super) fn beside(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        for (input, of) in &facts.of {
            let key = key.to("of").to(input);
            let Some(target) = facts.refs.get(input).and_then(|targets| targets.0.first()) else {
                self.report(
                    &key,
                    format!("'{input}' does not name a record: expected one of the refs"),
                );
                continue;
            };
            if !facts.refs.contains_key(of) {
                self.report(
                    &key,
                    format!("'{of}' does not name a record: expected one of the refs"),
                );
            } else if self.model.relation(facts, &target.resource, of).is_none() {
                self.report(
                    &key,
                    format!(
                        "no {} belongs to what '{of}' names: expected the id of its parent, or of what an attribute in its `belongs` refers to",
                        target.resource
                    ),
                );
            }
        }
        for (input, targets) in &facts.refs {
            if facts.of.contains_key(input) {
                continue;
            }
            let Some(target) = targets.0.first() else { continue };
            let all = self.model.candidates(self.api, &target.resource, &operation.id, input);
            for candidates in all {
                let (Candidates::Inputs(_, inputs) | Candidates::Parents(inputs)) = candidates;
                if inputs.len() > 1 {
                    let names: Vec<String> = inputs.iter().map(ToString::to_string).collect();
                    self.report(
                        &key.to("refs").to(input),
                        format!(
                            "several inputs name what the {} may belong to ({}): expected of = {{ \"{input}\" = … }}, to say which one",
                            target.resource,
                            names.join(", ")
                        ),
                    );
                }
            }
        }
    }
}
