//! What can be waited for: the resources of the model that have states, and the commands for them.

use taurusdb_descriptor_types::Service;
use taurusdb_descriptor_types::resources::{Parent, Resource};
use taurusdb_runtime::can_be_waited_for;

/// The resource whose records are the work that calls start.
const TASK: &str = "task";

/// A resource that can be waited for, and its command.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// What is typed: `instances wait`.
    pub(crate) words: String,
    pub(crate) resource: &'static Resource,
    /// It and what it lies under, outermost first: their ids lead to it.
    pub(crate) chain: Vec<&'static Resource>,
}

impl Target {
    /// Whether it is the work that calls start, which is only ever waited for until it is done.
    pub(crate) fn is_task(&self) -> bool {
        self.resource.name == TASK
    }
}

/// All that can be waited for, in the order of the model.
pub(crate) fn targets(service: &'static Service) -> Vec<Target> {
    let mut found: Vec<(&'static str, &'static Resource)> = Vec::new();
    for resource in service.resources {
        if let Some(group) = group(service, resource) {
            found.push((group, resource));
        }
    }
    let target = |(group, resource): &(&'static str, &'static Resource)| {
        let others =
            found.iter().filter(|(other, _)| other == group).map(|(_, resource)| *resource);
        let first = others.max_by_key(|other| rank(service, group, other));
        let is_first = first.is_some_and(|first| first.name == resource.name);
        let words = match is_first {
            true => format!("{group} wait"),
            false => format!("{group} wait-{}", below(group, resource.name)),
        };
        let is_taken = service.operations().any(|operation| operation.command == words);
        let words = if is_taken { format!("{words}-for-state") } else { words };
        Target { words, resource, chain: chain(service, resource) }
    };
    found.iter().map(target).collect()
}

/// The work that calls start, if it can be waited for.
pub(crate) fn task(service: &'static Service) -> Option<Target> {
    targets(service).into_iter().find(Target::is_task)
}

/// The group in which a resource is looked at; `None` if it has no states, or if nothing shows them.
fn group(service: &'static Service, resource: &'static Resource) -> Option<&'static str> {
    if resource.states.is_empty() || !can_be_waited_for(service, resource) {
        return None;
    }
    let mut looks = resource.show.iter().chain(&resource.lookup);
    let operation = looks.find_map(|id| service.operation(id))?;
    operation.command.rsplit_once(' ').map(|(group, _)| group)
}

/// How much a group is about a resource: one that has an operation to show it there, and many others.
fn rank(
    service: &Service,
    group: &str,
    resource: &Resource,
) -> (bool, usize, std::cmp::Reverse<&'static str>) {
    let here = || {
        let in_group =
            |command: &str| command.rsplit_once(' ').is_some_and(|(own, _)| own == group);
        service.operations().filter(move |operation| in_group(operation.command))
    };
    let shows = here().any(|operation| resource.show.contains(&operation.id));
    let many = here().filter(|operation| operation.resource == Some(resource.name)).count();
    (shows, many, std::cmp::Reverse(resource.name))
}

/// The name of a resource, without what the name of its group says.
fn below(group: &str, name: &str) -> String {
    let own = group.split(' ').fold(name.to_owned(), |name, word| {
        let start = format!("{}_", word.replace('-', "_"));
        name.strip_prefix(&start).map_or(name.clone(), str::to_owned)
    });
    own.replace('_', "-")
}

fn chain(service: &'static Service, resource: &'static Resource) -> Vec<&'static Resource> {
    let mut chain = vec![resource];
    while let Parent::Resource(parent) = chain[0].parent {
        match service.resource(parent) {
            Some(parent) if chain.len() <= service.resources.len() => chain.insert(0, parent),
            _ => break,
        }
    }
    chain
}
