//! What steps do, and which inputs they read.

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{
    Does, End, FieldPath, Input, MatchKey, Reading, Resource, Source, Step, Word,
};

/// The operations that make a record, the recommended ones first.
pub(crate) fn makers(resource: &'static Resource) -> Vec<&'static Operation> {
    let made = resource.on.iter().filter(|on| on.list.iter().any(makes));
    let mut names: Vec<_> = made.map(|on| on.operation).collect();
    let place = |name: &&str| resource.create.iter().position(|one| one == name).unwrap_or(99);
    names.sort_by_key(place);
    names.iter().filter_map(|name| SERVICE.operation(name)).collect()
}

pub(crate) fn makes(step: &Step) -> bool {
    matches!(step.does, Does::Create | Does::Put)
}

pub(crate) fn steps(
    resource: &'static Resource,
    operation: &Operation,
) -> impl Iterator<Item = &'static Step> + use<> {
    let id = operation.id;
    resource.on.iter().filter(move |on| on.operation == id).flat_map(|on| on.list)
}

/// The input whose value a source is, if it is one.
pub(crate) fn input(source: &Source) -> Option<Input> {
    match source {
        Source::Read(Reading { through: [], end: End::Input(input) }) => Some(*input),
        Source::First { from, .. } => input(from),
        _ => None,
    }
}

/// The input that an attribute is set from.
pub(crate) fn input_of(step: &Step, attribute: FieldPath) -> Option<Input> {
    if step.copies.contains(&attribute) {
        return Some(copied(step, attribute));
    }
    let found = step.sets.iter().find(|(path, _)| *path == attribute);
    found.and_then(|(_, source)| input(source))
}

pub(crate) fn copied(step: &Step, attribute: FieldPath) -> Input {
    match step.each.first() {
        Some(Input::Body(base)) => Input::Body(FieldPath(Box::leak(
            format!("{}.{}", base.0, attribute.0).into_boxed_str(),
        ))),
        _ => Input::Body(attribute),
    }
}

/// Whether an input has to be the id of something that there is.
pub(crate) fn is_ref(operation: &Operation, input: Input) -> bool {
    let is_outside = |name: &str| SERVICE.resource(name).is_some_and(|one| one.outside);
    operation.refs.iter().any(|(known, targets)| {
        *known == input && !targets.iter().any(|target| is_outside(target.resource))
    })
}

/// Whether the request says which records a step is done to.
pub(crate) fn is_aimed(step: &Step) -> bool {
    step.matches.iter().all(|(key, source)| {
        let is_word = |source: &Source| matches!(source, Source::Word(Word::Key | Word::Only));
        *key == MatchKey::Parent || input(source).is_some() || is_word(source)
    })
}

/// Whether a step is done to the only record under its parent.
pub(crate) fn needs_only(step: &Step) -> bool {
    step.matches.iter().any(|(_, source)| *source == Source::Word(Word::Only))
}
