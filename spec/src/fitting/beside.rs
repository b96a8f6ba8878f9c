//! Ids that stand beside each other in a request, where the model says that one record belongs to the other.

use crate::resources::{Beside, FieldPath, Input, OperationFacts, RefTarget};
use crate::{Api, Resources};

/// What an input may be beside another one.
pub(super) enum Candidates {
    /// These inputs name what the record belongs to: which of them is meant has to be said if there are several.
    Inputs(FieldPath, Vec<Input>),
    /// These inputs name what the record lies under.
    Parents(Vec<Input>),
}

impl Resources {
    /// The ids of a resource in the requests of an operation beside which stands the id of what they belong to.
    pub fn beside(&self, api: &Api, resource: &str, operation: &str) -> Vec<Beside> {
        let Some(facts) = self.operation(operation) else { return Vec::new() };
        let mut found = Vec::new();
        for (input, targets) in &facts.refs {
            let is_whole = |one: &RefTarget| one.attribute.is_none();
            if !targets.0.first().is_some_and(|one| one.resource == resource && is_whole(one)) {
                continue;
            }
            if let Some(of) = facts.of.get(input) {
                if let Some(by) = self.relation(facts, resource, of) {
                    found.push(Beside { input: input.clone(), of: of.clone(), by });
                }
                continue;
            }
            for candidates in self.candidates(api, resource, operation, input) {
                if let Candidates::Inputs(by, inputs) = candidates
                    && let [of] = inputs.as_slice()
                {
                    found.push(Beside { input: input.clone(), of: of.clone(), by: Some(by) });
                }
            }
        }
        found
    }

    /// How a record belongs to what an input names: by an attribute, or as its parent; `None` if not at all.
    pub(super) fn relation(
        &self,
        facts: &OperationFacts,
        resource: &str,
        of: &Input,
    ) -> Option<Option<FieldPath>> {
        let targets = &facts.refs.get(of)?.0;
        let is_named = |name: &str| targets.iter().any(|one| one.resource == name);
        let known = self.resource(resource)?;
        let belongs = known.belongs.iter().find(|path| {
            let target = known.refs.get(*path);
            target.is_some_and(|target| is_named(target))
        });
        match belongs {
            Some(path) => Some(Some(path.clone())),
            None => self.above(resource).into_iter().any(is_named).then_some(None),
        }
    }

    /// The inputs beside one that name what its record belongs to. Those that only filter a list do not count.
    pub(super) fn candidates(
        &self,
        api: &Api,
        resource: &str,
        operation: &str,
        input: &Input,
    ) -> Vec<Candidates> {
        let (Some(facts), Some(known)) = (self.operation(operation), self.resource(resource))
        else {
            return Vec::new();
        };
        if self.only_filters(api, operation, input) {
            return Vec::new();
        }
        let named = |target: &str| -> Vec<Input> {
            let inputs = facts.refs_to(target).filter(|one| *one != input);
            inputs.filter(|one| !self.only_filters(api, operation, one)).cloned().collect()
        };
        let mut found = Vec::new();
        for path in &known.belongs {
            if let Some(target) = known.refs.get(path) {
                found.push(Candidates::Inputs(path.clone(), named(target)));
            }
        }
        // The nearest that is named at all says where the record lies.
        let above = self.above(resource).into_iter().map(named).find(|inputs| !inputs.is_empty());
        found.extend(above.map(Candidates::Parents));
        found
    }

    /// The resources above another one, the nearest first.
    fn above(&self, resource: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut at = self.resource(resource).and_then(|known| known.parent.resource());
        while let Some(name) = at.filter(|name| !found.contains(name)) {
            found.push(name);
            at = self.resource(name).and_then(|known| known.parent.resource());
        }
        found
    }

    /// Whether an input only narrows what a list shows.
    fn only_filters(&self, api: &Api, operation: &str, input: &Input) -> bool {
        let shown = self.resources.iter().filter(|(_, known)| known.views.contains_key(operation));
        shown
            .flat_map(|(name, _)| self.views(api, name, operation))
            .any(|view| view.filters.contains_key(input))
    }
}
