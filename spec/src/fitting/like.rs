//! The steps and views of an operation, its own or borrowed from another.

use super::shape;
use crate::resources::{MatchKey, PerOperation, Source, Step, View};
use crate::{Api, Operation, Resources};

impl Resources {
    /// What an operation does to the records of a resource, in order.
    pub fn steps(&self, api: &Api, resource: &str, operation: &str) -> Vec<Step> {
        let Some(known) = self.resource(resource) else { return Vec::new() };
        match known.on.get(operation) {
            None => Vec::new(),
            Some(PerOperation::Own(steps)) => steps.clone(),
            Some(PerOperation::Like(other)) => {
                match (known.on.get(other), api.operation(operation)) {
                    (Some(PerOperation::Own(steps)), Some(operation)) => {
                        steps.iter().map(|step| fit_step(api, operation, step)).collect()
                    }
                    _ => Vec::new(),
                }
            }
        }
    }

    /// Where the answer of an operation shows the records of a resource.
    pub fn views(&self, api: &Api, resource: &str, operation: &str) -> Vec<View> {
        let Some(known) = self.resource(resource) else { return Vec::new() };
        match known.views.get(operation) {
            None => Vec::new(),
            Some(PerOperation::Own(views)) => views.clone(),
            Some(PerOperation::Like(other)) => {
                match (known.views.get(other), api.operation(operation)) {
                    (Some(PerOperation::Own(views)), Some(operation)) => {
                        views.iter().map(|view| fit_view(api, operation, view)).collect()
                    }
                    _ => Vec::new(),
                }
            }
        }
    }
}

/// The step without the inputs that the request of this operation does not have.
fn fit_step(api: &Api, operation: &Operation, step: &Step) -> Step {
    let mut step = step.clone();
    let carries =
        |source: &Source| source.inputs().all(|input| shape::input(api, operation, input).is_ok());
    step.sets.retain(|_, source| carries(source));
    step.ends.retain(|_, source| carries(source));
    step.matches.retain(|_: &MatchKey, source| carries(source));
    step.when.retain(|input, _| shape::input(api, operation, input).is_ok());
    let base = step.base();
    if let Some(body) = shape::request(operation) {
        step.copies.retain(|path| shape::follow(api, &body, &base.join(path)).is_ok());
    }
    step
}

/// The view without the fields that the answer of this operation does not have.
fn fit_view(api: &Api, operation: &Operation, view: &View) -> View {
    let mut view = view.clone();
    if let Some(answer) = shape::response(operation) {
        view.fields.retain(|path, _| shape::follow(api, &answer, &view.at.join(path)).is_ok());
    }
    view.filters.retain(|input, _| shape::input(api, operation, input).is_ok());
    view
}
