//! Names as people write them.

use taurusdb_descriptor_types::{Operation, Schema, Service};

/// A name without what people write in one way or another: case, hyphens, underscores, `[]`.
///
/// `chargeMode`, `charge-mode` and `charge_mode` are the same.
pub(crate) fn plain(name: &str) -> String {
    let kept = name.split('[').next().unwrap_or(name).chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The parts of a dotted name or of the words of a command. What only says "any element" is left out.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c == '.' || c == '/' || c == '=' || c.is_whitespace());
    parts.map(plain).filter(|part| !part.is_empty()).collect()
}

/// Whether a name is meant by a text, however it is written.
pub(crate) fn is(name: &str, text: &str) -> bool {
    plain(name) == plain(text)
}

/// The operation whose id the parts begin with, and the parts behind it.
pub(crate) fn operation_in<'p>(
    service: &Service,
    parts: &'p [String],
) -> Option<(&'static Operation, &'p [String])> {
    let fits = |operation: &&'static Operation| {
        let id = operation.id.split('.').map(plain);
        let count = id.clone().count();
        count <= parts.len() && id.zip(parts).all(|(own, part)| own == *part)
    };
    let found = service.operations().filter(fits).max_by_key(|one| one.id.matches('.').count())?;
    Some((found, &parts[found.id.matches('.').count() + 1..]))
}

/// The shapes of all objects in requests and answers, each once.
pub(crate) fn schemas(service: &Service) -> Vec<&'static Schema> {
    let mut found = Vec::new();
    for operation in service.operations() {
        let bodies = operation.responses.iter().filter_map(|answer| answer.schema);
        for body in operation.request.into_iter().chain(bodies) {
            collect(body, &mut found);
        }
    }
    found
}

fn collect(schema: &'static Schema, found: &mut Vec<&'static Schema>) {
    if found.iter().any(|one| std::ptr::eq(*one, schema)) {
        return;
    }
    found.push(schema);
    for inner in schema.fields.iter().filter_map(|field| field.kind.schema()) {
        collect(inner, found);
    }
}
