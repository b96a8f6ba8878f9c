//! Requests that carry everything a step reads, and what they give.

use serde_json::Value;
use taurusdb_descriptors::types::resources::{End, Input, Presence, Reading, Source, Step};

use super::field::{Described, example};
use super::steps::copied;
use crate::mock::driver::{Record, Request, text};

/// What a request gives attributes, by what the model says.
pub(crate) type Given = Vec<(&'static str, Value)>;

/// Inputs that the source reads.
fn inputs(source: &Source, found: &mut Vec<Input>) {
    match source {
        Source::Read(Reading { through: [], end: End::Input(input) }) => found.push(*input),
        Source::First { from, .. } => inputs(from, found),
        Source::Join { parts, .. } => parts.iter().for_each(|part| inputs(part, found)),
        Source::Entry { of, key } => {
            inputs(of, found);
            inputs(key, found);
        }
        _ => {}
    }
}

/// Adds what a step reads, as far as the description allows it beside the rest.
pub(crate) fn complete(request: &mut Request, step: &Step) {
    for (input, presence) in step.when {
        for one in *presence {
            match one {
                Presence::Value(word) => {
                    let is_boolean = matches!(*word, "true" | "false");
                    let value = if is_boolean { (*word == "true").into() } else { (*word).into() };
                    request.put(*input, None, value);
                    if !request.broken().is_empty() {
                        request.put(*input, None, (*word).into());
                    }
                }
                Presence::Given => add(request, *input),
                Presence::Absent => request.remove(*input),
            }
        }
    }
    let absent = |input: &Input| {
        step.when.iter().any(|(known, all)| known == input && all.contains(&Presence::Absent))
    };
    let mut wanted: Vec<Input> = step.each.to_vec();
    wanted.extend(step.copies.iter().map(|path| copied(step, *path)));
    let sources = step.sets.iter().map(|(_, source)| source);
    let matched = step.matches.iter().map(|(_, source)| source);
    for source in sources.chain(matched).chain(&step.times).chain(&step.parent) {
        inputs(source, &mut wanted);
    }
    for input in wanted.into_iter().filter(|input| !absent(input)) {
        add(request, input);
    }
    // A list that the step goes through has one element, and a count is one.
    for each in step.each {
        if let Some(value) = request.value(*each) {
            request.put(*each, None, value);
        }
    }
}

/// Adds a value at an input, unless that would break something.
pub(crate) fn add(request: &mut Request, input: Input) {
    if request.has(input) && request.value(input).is_some_and(|value| !value.is_null()) {
        return;
    }
    let Some(described) = Described::of(request.operation, input) else { return };
    let before = request.clone();
    let broken = before.broken().len();
    let value = example(request.operation, input).unwrap_or_else(|| described.value());
    for value in std::iter::once(value.clone()).chain(described.others(&value)) {
        request.put(input, None, value);
        if request.broken().len() <= broken {
            return;
        }
    }
    *request = before;
}

/// Gives an input another value that fits; whether there is one.
pub(crate) fn vary(request: &mut Request, input: Input, fits: impl Fn(&Value) -> bool) -> bool {
    let Some(described) = Described::of(request.operation, input) else { return false };
    let Some(old) = request.value(input).or_else(|| Some(described.value())) else { return false };
    let before = request.clone();
    for value in described.others(&old) {
        if !fits(&value) {
            continue;
        }
        request.put(input, None, value);
        if request.broken().is_empty() {
            return true;
        }
    }
    *request = before;
    false
}

/// What a request gives the attributes of a record by a step: those whose values come from the request alone.
pub(crate) fn given(request: &Request, step: &Step, record: &Record) -> Given {
    let mut all = Given::new();
    for path in step.copies {
        if let Some(value) = request.value(copied(step, *path)).filter(|value| !value.is_null()) {
            all.push((path.0, value));
        }
    }
    for (path, source) in step.sets {
        // What its end sets is not to be seen for long.
        if step.ends.iter().any(|(ended, _)| ended == path) {
            continue;
        }
        if let Some(value) = expected(source, request, record) {
            all.push((path.0, value));
        }
    }
    all
}

fn expected(source: &Source, request: &Request, record: &Record) -> Option<Value> {
    match source {
        Source::Read(Reading { through: [], end: End::Input(input) }) => {
            request.value(*input).filter(|value| !value.is_null())
        }
        Source::Read(Reading { through: [], end: End::Attribute(path) }) => {
            record.get(path.0).cloned()
        }
        Source::Text(text) => Some((*text).into()),
        Source::First { from, default, map } => {
            let value = expected(from, request, record)
                .or_else(|| default.and_then(|source| expected(source, request, record)))?;
            let is_it = |(from, _): &&(&str, &str)| is_like(from, &text(&value));
            // The longest says the most.
            let found = map.iter().filter(is_it).max_by_key(|(from, _)| from.len());
            Some(found.map_or(value, |(_, to)| (*to).into()))
        }
        Source::Join { parts, with } => {
            let parts: Option<Vec<_>> =
                parts.iter().map(|part| expected(part, request, record)).collect();
            Some(parts?.iter().map(text).collect::<Vec<_>>().join(with).into())
        }
        _ => None,
    }
}

/// Whether a word is one of a table, in whose words a star stands for any text.
fn is_like(word: &str, sent: &str) -> bool {
    let parts: Vec<_> = word.split('*').map(regex_lite::escape).collect();
    let pattern = format!("^{}$", parts.join(".*"));
    regex_lite::Regex::new(&pattern).expect("a pattern").is_match(sent)
}
