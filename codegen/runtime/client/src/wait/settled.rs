//! Whether a record that is ready accepts the next call.

use serde_json::Value;
use taurusdb_descriptor_types::resources::{Fits, Settled};
use taurusdb_descriptor_types::{Location, Service};

use super::observe::{Subject, scalar};
use crate::{Client, Error, json};

/// Whether nothing that the condition speaks of is going on.
///
/// # Errors
/// Those of the calls.
pub(super) async fn is_settled(
    client: &Client,
    service: &'static Service,
    subject: &Subject,
    record: &Value,
    settled: &Settled,
) -> Result<bool, Error> {
    let Some(operation) = service.operation(settled.operation) else { return Ok(true) };
    // Asked for one of the words at a time, where the operation can be asked so: lists are long.
    let narrow = settled.fields.iter().find_map(|(field, fits)| {
        let Fits::OneOf(words) = fits else { return None };
        let name = operation
            .parameters
            .iter()
            .find(|parameter| parameter.location == Location::Query && parameter.name == field.0)?;
        Some((name.name, *words))
    });
    let mut calls = vec![subject.call(client, operation)?];
    if let Some((name, words)) = narrow {
        let call = calls.remove(0);
        calls = words.iter().map(|word| call.clone().query(name, *word)).collect();
    }
    for call in calls {
        let mut pages = call.pages::<Value>();
        while let Some(page) = pages.next().await {
            if shows(page?.json(), subject, record, settled) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Whether an answer has an element that the condition does not allow.
fn shows(answer: &Value, subject: &Subject, record: &Value, settled: &Settled) -> bool {
    let found = json::all(answer, settled.none);
    let is_own_id = |path| subject.resource.id.first() == Some(path);
    found.iter().any(|element| {
        settled.fields.iter().all(|(field, fits)| {
            let found = scalar(element, *field);
            match fits {
                Fits::OneOf(words) => found.is_some_and(|found| {
                    words.iter().any(|word| word.eq_ignore_ascii_case(&found))
                }),
                Fits::Attribute(path) if is_own_id(path) => found.as_deref() == Some(subject.id()),
                Fits::Attribute(path) => found.is_some() && found == scalar(record, *path),
            }
        })
    })
}
