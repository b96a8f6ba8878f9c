//! The specification as OpenAPI: version 3.1, and version 3.0 for older tools.
//!
//! What JSON Schema cannot express is in `x-` fields: where a fact was read, when a field is
//! required, which values of a response are known, which operation supplies a value.

mod charset;
mod examples;
mod facts;
mod forms;
mod frame;
mod ids;
mod operation;
mod paths;
mod place;
mod resources;
mod schema;
mod variants;
mod version30;
mod wording;

use serde_json::{Map, Value, json};
use taurusdb_spec::Api;

/// The whole document as OpenAPI 3.1.
pub fn generate(api: &Api) -> Value {
    let mut schemas: Map<String, Value> = api
        .schemas
        .iter()
        .map(|(name, schema)| (name.clone(), schema::schema(api, name, schema)))
        .collect();
    ids::add(api, &mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": frame::info(api),
        "servers": frame::servers(api),
        "security": [{ "token": [] }, { "signature": [] }],
        "tags": frame::tags(api),
        "paths": paths::paths(api),
        "components": {
            "schemas": schemas,
            "securitySchemes": frame::security_schemes(),
            "x-error-codes": frame::error_codes(api),
        },
    })
}

/// The export of [`generate`] as OpenAPI 3.0.3: a field that travels in several types is an
/// `anyOf`, and one that may be null is `nullable`.
pub fn to_30(document: Value) -> Value {
    version30::from_31(document)
}
