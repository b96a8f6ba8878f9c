//! The parts of the export besides paths and schemas: title, servers, tags, security, error codes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use taurusdb_spec::Api;

use super::wording::sentence;

pub(super) fn info(api: &Api) -> Value {
    let service = &api.service;
    let source =
        format!("{} API Reference, issue {}, {}", service.product, service.issue, service.date);
    json!({
        "title": format!("{} API", service.product),
        "version": service.date,
        "summary": format!("Facts of the {source}"),
        "description": format!("What the {source}, states as facts; all wording is our own. {CONVENTIONS}"),
        "contact": { "name": format!("Maintainers of the {} toolchain for Rust", service.product) },
        "license": { "name": LICENSE, "identifier": LICENSE },
        "x-issue": service.issue,
    })
}

/// The licence of this description. It is not a licence for the service.
const LICENSE: &str = "MIT OR Apache-2.0";

const CONVENTIONS: &str = "`x-section` says in which section of the reference an operation was read. \
Requests are strict; responses are open: a listed value stands in `x-known-values`, and a service that answers with another breaks nothing. \
Where examples show a value in another type than the declared one, both are allowed and the declared one comes first. \
Examples that contradict the tables stand under `x-examples`, with what contradicts them. \
Error codes, with advice, stand in `x-error-codes` of the components.";

pub(super) fn servers(api: &Api) -> Vec<Value> {
    let server = |endpoint: &taurusdb_spec::Endpoint| {
        json!({
            "url": format!("https://{}", endpoint.host),
            "description": endpoint.name,
            "x-region": endpoint.region,
        })
    };
    if api.service.endpoints.is_empty() {
        // Tools ask for a server; the reference does not say one.
        return vec![json!({
            "url": "https://{endpoint}",
            "description": "The reference has no table of endpoints: put in that of your region.",
            "variables": { "endpoint": { "default": "localhost" } },
        })];
    }
    api.service.endpoints.iter().map(server).collect()
}

pub(super) fn tags(api: &Api) -> Vec<Value> {
    let tag = |group: &taurusdb_spec::Group| {
        let summary = if group.summary.is_empty() { &group.id } else { &group.summary };
        json!({ "name": group.id, "description": sentence(summary) })
    };
    api.groups.iter().map(tag).collect()
}

pub(super) fn security_schemes() -> Value {
    json!({
        "token": {
            "type": "apiKey",
            "in": "header",
            "name": "X-Auth-Token",
            "description": "A token of the identity service, good for 24 hours.",
        },
        "signature": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "SDK-HMAC-SHA256: access key, list of signed headers and signature over the canonical request; `X-Sdk-Date` says when it was signed.",
        },
    })
}

/// All error codes, also those that are known from use and not from the document.
pub(super) fn error_codes(api: &Api) -> Value {
    let mut codes: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (code, doc) in api.docs.errors() {
        let out = codes.entry(code).or_default();
        out.insert("name".into(), json!(doc.name));
        if let Some(status) = doc.status {
            out.insert("status".into(), json!(status));
        }
        out.insert("category".into(), json!(doc.category));
        out.insert("retryable".into(), json!(doc.retryable));
        out.insert("advice".into(), json!(sentence(&doc.advice)));
        if let Some(source) = &doc.source {
            out.insert("source".into(), json!(source));
        }
    }
    for error in &api.service.error_codes {
        let statuses: Vec<u16> = api.service.statuses_of(&error.code).collect();
        let out = codes.entry(&error.code).or_default();
        out.insert("status".into(), json!(statuses[0]));
        if statuses.len() > 1 {
            out.insert("statuses".into(), json!(statuses));
        }
    }
    json!(codes)
}
