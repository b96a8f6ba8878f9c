//! What may have been meant by a text that refers to nothing.

use taurusdb_descriptor_types::{Schema, near};

use super::names::{operation_in, parts, schemas};
use crate::manual::Manual;
use crate::search::{Commands, search};

/// Names that are suggested at most.
const SUGGESTED: usize = 5;
/// Those that were only found by words.
const SEARCHED: usize = 3;
/// How deep objects are searched for similar names.
const DEPTH: usize = 4;

/// Names that are like a text that refers to nothing, the likeliest first.
pub(crate) fn unknown(manual: Manual, text: &str) -> Vec<String> {
    let (service, text) = (manual.service, text.trim());
    let parts = parts(text);
    // Behind a known operation, only the rest can be wrong.
    if let Some((operation, rest)) = operation_in(service, &parts)
        && !rest.is_empty()
    {
        let mut names: Vec<String> =
            operation.parameters.iter().map(|one| one.name.to_owned()).collect();
        let answers = operation.responses.iter().filter_map(|answer| answer.schema);
        for body in operation.request.into_iter().chain(answers) {
            collect(body, "", DEPTH, &mut names);
        }
        let wanted = rest.join(".");
        let whole = near(names.iter().map(String::as_str), &wanted, SUGGESTED);
        // A field may be right, and the way to it wrong.
        let last = rest.last().map_or("", String::as_str);
        let by_end = || {
            let ends = names.iter().filter(|name| {
                let end = name.rsplit('.').next().unwrap_or(name);
                !near([end], last, 1).is_empty()
            });
            ends.map(String::as_str).take(SUGGESTED).collect()
        };
        let found = if whole.is_empty() { by_end() } else { whole };
        return found.into_iter().map(|name| format!("{}.{name}", operation.id)).collect();
    }
    let mut names: Vec<&str> = service.operations().map(|operation| operation.id).collect();
    names.extend(service.groups.iter().map(|group| group.id));
    names.extend(service.error_codes.iter().flat_map(|error| [error.code, error.name]));
    names.extend(service.metrics.iter().map(|metric| metric.id));
    names.extend(service.resources.iter().map(|resource| resource.name));
    names.extend(service.endpoints.iter().map(|endpoint| endpoint.region));
    let schemas = schemas(service);
    names.extend(schemas.iter().map(|schema| schema.name));
    names.extend(schemas.iter().flat_map(|schema| schema.fields.iter().map(|field| field.name)));
    // A code in a sentence is near what it should be, the sentence is not.
    let code = words_like_codes(text).next();
    let known = service.operations().map(|operation| (operation.command, operation));
    let by_words = Commands::of(service, known).like(text, "").into_iter();
    let by_words = by_words.map(|(_, operation)| operation.id);
    let mut found: Vec<String> = match code {
        Some(code) => near(names, code, SUGGESTED).into_iter().map(str::to_owned).collect(),
        None => by_words.chain(near(names, text, SUGGESTED)).map(str::to_owned).collect(),
    };
    if found.is_empty() {
        found = search(manual, text).into_iter().map(|hit| hit.name).take(SEARCHED).collect();
    }
    let mut seen = Vec::new();
    found.retain(|name| {
        !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    found.truncate(SUGGESTED);
    found
}

/// The words of a text that look like error codes: letters, a period, digits.
fn words_like_codes(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'));
    words.map(|word| word.trim_matches('.')).filter(|word| {
        word.split_once('.').is_some_and(|(letters, digits)| {
            !letters.is_empty()
                && letters.chars().all(|c| c.is_ascii_alphabetic())
                && digits.len() >= 3
                && digits.chars().all(|c| c.is_ascii_digit())
        })
    })
}

fn collect(schema: &'static Schema, within: &str, depth: usize, names: &mut Vec<String>) {
    for field in schema.fields {
        let path = format!("{within}{}", field.name);
        if let Some(inner) = field.kind.schema().filter(|_| depth > 0) {
            collect(inner, &format!("{path}."), depth - 1, names);
        }
        names.push(path);
    }
}
