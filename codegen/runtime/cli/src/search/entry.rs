//! What can be found.

use std::collections::HashMap;

use taurusdb_descriptor_types::{Field, Operation, Schema};

use super::words::words;
use crate::manual::Manual;

/// Something that can be found, and where words may be found in it.
pub(super) struct Entry {
    /// What sort of thing it is.
    pub(super) kind: &'static str,
    /// Its name.
    pub(super) name: String,
    /// What to type.
    pub(super) command: String,
    /// What it is, in a sentence.
    pub(super) about: String,
    pub(super) in_name: Vec<String>,
    pub(super) in_text: Vec<String>,
    /// The words of what it belongs to.
    pub(super) around: Vec<String>,
    /// Whether it comes after what is like it: it has an end, or is a part of something else.
    pub(super) is_minor: bool,
}

/// All that can be found, in the order of the description.
pub(super) fn all(manual: Manual) -> Vec<Entry> {
    let explain = |name: &str| format!("{} explain {name}", manual.program.name);
    let service = manual.service;
    let mut entries = Vec::new();
    for group in service.groups {
        let about = manual.group(group);
        let command = format!("{} {} --help", manual.program.name, group.command);
        entries.push(entry("group", group.id, command, about, ""));
    }
    for operation in service.operations() {
        let about = manual.operation(operation);
        let text = format!("{about} {}", operation.title);
        entries.push(Entry {
            in_text: words(&text),
            is_minor: operation.deprecated.is_some(),
            ..entry("operation", operation.id, manual.program.typed(operation), about, "")
        });
    }
    for error in service.error_codes {
        entries.push(Entry {
            in_name: words(&format!("{} {}", error.code, error.name)),
            ..entry("error_code", error.code, explain(error.code), error.advice, "")
        });
    }
    for metric in service.metrics {
        let about = manual.docs.metric(metric.id).unwrap_or(metric.name);
        let text = format!("{about} {}", metric.unit.unwrap_or_default());
        entries.push(Entry {
            in_name: words(&format!("{} {}", metric.id, metric.name)),
            in_text: words(&text),
            ..entry("metric", metric.id, explain(metric.id), about, "")
        });
    }
    for region in service.endpoints {
        let about = region.name;
        entries.push(entry("region", region.region, explain(region.region), about, ""));
    }
    for resource in service.resources {
        let operations = [resource.create, resource.list, resource.show, resource.delete];
        let first: Vec<&str> = operations.iter().filter_map(|ids| ids.first().copied()).collect();
        entries.push(Entry {
            in_text: Vec::new(),
            is_minor: true,
            ..entry("resource", resource.name, explain(resource.name), &first.join(", "), "")
        });
    }
    entries.extend(inputs_and_fields(manual));
    entries
}

fn entry(kind: &'static str, name: &str, command: String, about: &str, around: &str) -> Entry {
    Entry {
        kind,
        name: name.to_owned(),
        command,
        about: about.to_owned(),
        in_name: words(name),
        in_text: words(about),
        around: words(around),
        is_minor: false,
    }
}

/// Parameters and fields; those that are the same in several places are found by the first.
fn inputs_and_fields(manual: Manual) -> Vec<Entry> {
    let mut found = Places { manual, entries: Vec::new(), seen: HashMap::new() };
    // What has an end is the last to be shown as the place of something.
    let (old, new): (Vec<_>, Vec<_>) =
        manual.service.operations().partition(|operation| operation.deprecated.is_some());
    for operation in new.into_iter().chain(old) {
        for parameter in operation.parameters.iter().filter(|one| !one.is_project()) {
            let text = manual.value(operation.id, parameter.name, parameter.facts);
            let values = parameter.facts.values;
            found.add("parameter", operation, "", parameter.name, operation.id, text, values);
        }
        if let Some(body) = operation.request {
            found.below("request", operation, body, "", &mut vec![body]);
        }
        for answer in operation.responses.iter().filter_map(|answer| answer.schema) {
            found.below("answer", operation, answer, "", &mut vec![answer]);
        }
    }
    found.entries
}

struct Places {
    manual: Manual,
    entries: Vec<Entry>,
    /// By name and what it means.
    seen: HashMap<(String, String), ()>,
}

impl Places {
    fn below(
        &mut self,
        kind: &'static str,
        operation: &'static Operation,
        schema: &'static Schema,
        within: &str,
        open: &mut Vec<&'static Schema>,
    ) {
        for field in schema.fields {
            let Field { name, facts, .. } = field;
            let text = self.manual.value(schema.name, name, facts);
            self.add(kind, operation, within, name, schema.name, text, facts.values);
            let inner = field.kind.schema();
            let Some(inner) = inner.filter(|inner| !open.iter().any(|o| std::ptr::eq(*o, *inner)))
            else {
                continue;
            };
            open.push(inner);
            self.below(kind, operation, inner, &format!("{within}{name}."), open);
            open.pop();
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one line")]
    fn add(
        &mut self,
        kind: &'static str,
        operation: &'static Operation,
        within: &str,
        name: &str,
        owner: &str,
        text: Option<String>,
        values: &[&str],
    ) {
        let text = text.unwrap_or_default();
        if self.seen.insert((name.to_owned(), text.clone()), ()).is_some() {
            return;
        }
        let place = format!("{}.{within}{name}", operation.id);
        let labels = values.iter().filter_map(|value| self.manual.docs.value(owner, name, value));
        let said = labels.fold(text.clone(), |all, label| all + " " + label);
        let command = format!("{} explain {place}", self.manual.program.name);
        let mut entry = entry(kind, &place, command, &text, "");
        entry.in_name = whole_and_parts(name);
        entry.in_text = words(&said);
        entry.in_text.extend(values.iter().flat_map(|value| whole_and_parts(value)));
        entry.around = words(&format!("{} {within}", operation.id));
        entry.is_minor = true;
        self.entries.push(entry);
    }
}

/// The words of a name, and the name as one word: `prePaid` is found by `prepaid` too.
fn whole_and_parts(name: &str) -> Vec<String> {
    let mut words = words(name);
    if words.len() > 1 {
        let whole = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        words.push(whole.collect());
    }
    words
}
