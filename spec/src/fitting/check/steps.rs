//! Checks steps: what an operation does to the records of a resource.

use super::checker::Check;
use crate::Operation;
use crate::fitting::shape;
use crate::resources::places::Key;
use crate::resources::{
    Allowed, Class, Does, Effect, End, MatchKey, Moment, PerOperation, Resource, Step,
};

impl Check<'_> {
    /// Checks what one operation does to the records of one resource.
    pub(super) fn steps(&mut self, key: &Key, name: &str, resource: &Resource, id: &str) {
        let Some(operation) = self.need_operation(key, id) else { return };
        if let Some(PerOperation::Like(other)) = resource.on.get(id)
            && !matches!(resource.on.get(other), Some(PerOperation::Own(_)))
        {
            self.report(
                key,
                format!(
                    "cannot borrow the steps of '{other}': {name} has no steps of its own for it"
                ),
            );
        }
        if self.facts(id).is_some_and(|facts| facts.effect == Effect::Read) {
            self.report(key, format!("the effect of {id} is read: expected no steps"));
        }
        let steps = self.model.steps(self.api, name, id);
        let works = self.facts(id).is_some_and(|facts| facts.task.is_some())
            || steps.iter().any(|step| step.via.is_some());
        let borrowed = matches!(resource.on.get(id), Some(PerOperation::Like(_)));
        for (position, step) in steps.iter().enumerate() {
            let key = key.to(position);
            self.step_states(&key, resource, step);
            self.step_inputs(&key, operation, step);
            self.step_values(&key, name, operation, step);
            self.order(&key, name, operation, position, step);
            self.step_records(&key, name, resource, operation, step);
            if !works && !borrowed && (step.at == Some(Moment::End) || !step.ends.is_empty()) {
                self.report(
                    &key,
                    format!("{id} has no task: expected neither at = \"end\" nor ends"),
                );
            }
        }
    }

    fn step_states(&mut self, key: &Key, resource: &Resource, step: &Step) {
        let named = [("via", &step.via), ("to", &step.to), ("fail", &step.fail)];
        for (word, state) in named.into_iter().filter_map(|(w, s)| Some((w, s.as_ref()?))) {
            self.need_state(&key.to(word), resource, state);
        }
        for (position, state) in step.then.iter().enumerate() {
            let key = key.to("then");
            let class = self.need_state(&key, resource, state);
            let last = position + 1 == step.then.len();
            if last && class.is_some_and(|class| class != Class::Ready) {
                self.report(
                    &key,
                    format!("'{state}' is not a ready state: expected one as the last"),
                );
            }
        }
        for allowed in &step.from {
            if let Allowed::State(state) = allowed {
                self.need_state(&key.to("from"), resource, state);
            }
        }
    }

    fn step_inputs(&mut self, key: &Key, operation: &Operation, step: &Step) {
        for input in step.when.keys() {
            self.need_input(&key.to("when"), operation, input);
        }
        for input in &step.each {
            let known = self.need_input(&key.to("each"), operation, input);
            let goes_into = input
                .body()
                .and_then(|path| path.segments.last())
                .is_some_and(|segment| !segment.into.is_empty());
            if known && !goes_into {
                self.report(
                    &key.to("each"),
                    format!(
                        "'{input}' is not a list or map: expected body:PATH that ends in [] or {{}}"
                    ),
                );
            }
        }
    }

    fn step_values(&mut self, key: &Key, name: &str, operation: &Operation, step: &Step) {
        let base = step.base();
        for path in &step.copies {
            let key = key.to("copies");
            self.need_attribute(&key, name, path);
            let from = base.join(path);
            let found = shape::request(operation)
                .ok_or_else(|| "no body".to_owned())
                .and_then(|body| shape::follow(self.api, &body, &from));
            if let Err(reason) = found {
                self.report(
                    &key,
                    format!("the body of {} does not have '{from}': {reason}", operation.id),
                );
            }
        }
        for (word, entries) in [("sets", &step.sets), ("ends", &step.ends)] {
            for (path, source) in entries {
                let key = key.to(word).to(path);
                self.need_attribute(&key, name, path);
                self.source(&key, name, source, Some(operation));
            }
        }
        for path in step.refuse_if.keys() {
            self.need_attribute(&key.to("refuse_if"), name, path);
        }
        for (word, source) in [("times", &step.times), ("parent", &step.parent)] {
            if let Some(source) = source {
                self.source(&key.to(word), name, source, Some(operation));
            }
        }
        for (what, source) in &step.matches {
            let key = key.to("match");
            if let MatchKey::Value(reading) = what {
                if matches!(reading.end, End::Attribute(_)) {
                    self.reading(&key, name, reading, None);
                } else {
                    self.report(&key, "expected an attribute or 'parent' to find the records by");
                }
            }
            self.source(&key, name, source, Some(operation));
        }
    }

    /// Checks that a step says which records it changes, and which parent a new record has.
    fn step_records(
        &mut self,
        key: &Key,
        name: &str,
        resource: &Resource,
        operation: &Operation,
        step: &Step,
    ) {
        let changes = step.does != Does::Create;
        if changes && step.matches.is_empty() {
            if resource.is_single() {
                self.one_parent(key, resource, operation);
            } else {
                let refs = self.facts(&operation.id).map_or(0, |f| f.refs_to(name).count());
                if refs != 1 {
                    self.report(
                        key,
                        format!(
                            "{} has {refs} refs to a {name}: expected match, to say which one",
                            operation.id
                        ),
                    );
                }
            }
        }
        if matches!(step.does, Does::Create | Does::Put) && step.parent.is_none() {
            self.one_parent(key, resource, operation);
        }
    }

    fn one_parent(&mut self, key: &Key, resource: &Resource, operation: &Operation) {
        let Some(parent) = resource.parent.resource() else { return };
        let refs = self.facts(&operation.id).map_or(0, |facts| facts.refs_to(parent).count());
        let steps = self.model.steps(self.api, parent, &operation.id);
        let created = steps.iter().any(|step| step.does == Does::Create);
        if refs != 1 && !created {
            self.report(
                key,
                format!(
                    "{} has {refs} refs to a {parent}: expected parent or match, to say which one",
                    operation.id
                ),
            );
        }
    }
}
