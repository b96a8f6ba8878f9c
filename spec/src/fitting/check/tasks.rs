//! Checks tasks: where their handles are, and what is known about the work.

use super::checker::Check;
use crate::fitting::shape::{self, nearest};
use crate::resources::places::Key;
use crate::resources::{DELAY, End, FieldPath, Filter, HANDLES, OperationFacts, Resources, Task};
use crate::{Location, Operation, Type};

impl Check<'_> {
    pub(super) fn task(&mut self, key: &Key, operation: &Operation, facts: &OperationFacts) {
        if let Some(task) = &facts.task {
            self.handles(&key.to("task"), operation, task);
            self.work(&key.to("task"), operation, task);
        }
        let known: Vec<String> = facts
            .task
            .iter()
            .flat_map(|task| task.handles().map(|(_, path)| path.to_string()))
            .collect();
        for (_, name) in HANDLES {
            if self.answers(operation, name) && !known.iter().any(|path| path == name) {
                self.report(
                    key,
                    format!("the answer has '{name}': expected it in task as a handle"),
                );
            }
        }
        let waits = facts.task.as_ref().is_some_and(|task| task.delayed_by.is_some());
        if self.can_wait(operation) && !waits {
            self.report(key, format!("the request has '{DELAY}': expected task.delayed_by"));
        }
    }

    fn handles(&mut self, key: &Key, operation: &Operation, task: &Task) {
        if task.handles().next().is_none() {
            self.report(key, "the task has no handle: expected job, workflow or order");
        }
        for (word, path) in task.handles() {
            let key = key.to(word);
            if let Some(kind) = self.need_answer(&key, operation, path)
                && !matches!(kind, Type::String | Type::Integer | Type::Long)
            {
                self.report(
                    &key,
                    format!("'{path}' is of type {kind}: expected a text or a whole number"),
                );
            }
        }
        for path in &task.seen {
            let found = shape::response(operation)
                .is_some_and(|root| shape::follow(self.api, &root, path).is_ok());
            if found {
                self.report(
                    &key.to("seen"),
                    format!(
                        "the document has '{path}': expected it as a handle instead of in seen"
                    ),
                );
            }
        }
    }

    fn work(&mut self, key: &Key, operation: &Operation, task: &Task) {
        if let Some(name) = &task.name {
            let listed = self.listed_names();
            if !listed.is_empty() && !listed.contains(&name.as_str()) {
                let near = nearest(name, listed.into_iter());
                self.report(&key.to("name"), format!("the document lists no task '{name}'{near}"));
            }
        }
        if let Some(input) = &task.delayed_by {
            self.need_input(&key.to("delayed_by"), operation, input);
        }
        if let Some([least, most]) = task.seconds
            && least > most
        {
            self.report(
                &key.to("seconds"),
                format!("{least} is more than {most}: expected [least, most]"),
            );
        }
        if let Some(answer) = &task.busy {
            self.need_error(&key.to("busy"), answer);
        }
    }

    fn answers(&self, operation: &Operation, name: &str) -> bool {
        let path: Result<FieldPath, _> = name.parse();
        let root = shape::response(operation);
        root.zip(path.ok())
            .is_some_and(|(root, path)| shape::follow(self.api, &root, &path).is_ok())
    }

    fn can_wait(&self, operation: &Operation) -> bool {
        let in_query = operation.parameters_in(Location::Query).any(|p| p.name == DELAY);
        let body = operation.request.as_ref().and_then(|body| self.api.schemas.get(&body.schema));
        in_query || body.is_some_and(|body| body.fields.iter().any(|field| field.name == DELAY))
    }

    /// The documented values of the parameter that filters the list of tasks by name.
    fn listed_names(&self) -> Vec<&str> {
        let Some(task) = self.model.resource(Resources::TASK) else { return Vec::new() };
        let Some((lookup, label)) = task.lookup.as_deref().zip(task.label.as_ref()) else {
            return Vec::new();
        };
        let is_label = |filter: &Filter| {
            filter.attribute.as_ref().is_some_and(|r| r.end == End::Attribute(label.clone()))
        };
        let views = self.model.views(self.api, Resources::TASK, lookup);
        let filters = views.iter().flat_map(|view| &view.filters);
        let names: Vec<&str> = filters
            .filter(|(_, filter)| is_label(filter))
            .map(|(input, _)| input.name())
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|name| {
                self.operations.get(lookup)?.parameters.iter().find(|p| p.name == name)
            })
            .flat_map(|parameter| &parameter.facts.values)
            .map(String::as_str)
            .collect();
        names
    }
}
