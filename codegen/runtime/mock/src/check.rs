//! Whether a request has what its operation asks for.

use std::borrow::Cow;

use hyper::HeaderMap;
use hyper::http::request::Parts;
use serde_json::Value;
use taurusdb_descriptor_types::{Location, Operation, Parameter, Schema, Type};

use crate::call::Call;
use crate::refusal::{Refusal, shorten};
use crate::router::Found;

/// Checks a request by the description of its operation, and takes it apart.
pub(crate) fn call<'r>(
    found: Found<'_>,
    head: &'r Parts,
    body: &[u8],
) -> Result<Call<'r>, Refusal> {
    let Found { operation, index, path } = found;
    parameters(operation, &path, head.uri.query(), &head.headers)?;
    let body = match operation.request {
        Some(schema) => self::body(schema, body)?,
        None => None,
    };
    let path = path.into_iter().map(|(name, value)| (name, value.into_owned())).collect();
    let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
    let query = query.into_owned().collect();
    Ok(Call { operation, index, path, query, headers: &head.headers, body })
}

/// Checks what a request says outside its body. Names that are not documented are
/// ignored, as gateways do.
fn parameters(
    operation: &'static Operation,
    path: &[(&str, Cow<'_, str>)],
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    for (name, value) in path {
        match operation.parameters_in(Location::Path).find(|parameter| parameter.name == *name) {
            Some(parameter) => scalar(parameter.name, &parameter.kind, value, true)?,
            None => scalar(name, &Type::String, value, true)?,
        }
    }
    let pairs: Vec<_> = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).collect();
    for parameter in operation.parameters_in(Location::Query) {
        let named = pairs.iter().filter(|(name, _)| name == parameter.name);
        occurrences(parameter, named.map(|(_, value)| Cow::Borrowed(&**value)))?;
    }
    for parameter in operation.parameters_in(Location::Header) {
        let named = headers.get_all(parameter.name).into_iter();
        occurrences(parameter, named.map(|value| String::from_utf8_lossy(value.as_bytes())))?;
    }
    Ok(())
}

/// Checks that a body is a JSON object with the fields that may not be left out.
fn body(schema: &Schema, bytes: &[u8]) -> Result<Option<Value>, Refusal> {
    const OBJECT: &str = "a JSON object";
    let mut required = schema.fields.iter().filter(|field| field.is_mandatory());
    if bytes.trim_ascii().is_empty() {
        return match required.next() {
            Some(_) => Err(Refusal::parameter("body", OBJECT, "nothing")),
            None => Ok(None),
        };
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        // Only the place: the text around it may hold a password.
        let got = format!("no JSON (line {}, column {})", error.line(), error.column());
        Refusal::parameter("body", OBJECT, got)
    })?;
    let object = value
        .as_object()
        .ok_or_else(|| Refusal::parameter("body", OBJECT, Type::noun_of(&value)))?;
    let missing = required.find_map(|field| match object.get(field.name) {
        None => Some((field, "nothing")),
        Some(Value::Null) => Some((field, "null")),
        Some(_) => None,
    });
    match missing {
        Some((field, got)) => Err(Refusal::parameter(field.name, field.kind.noun(), got)),
        None => Ok(Some(value)),
    }
}

fn occurrences<'v>(
    parameter: &'static Parameter,
    mut values: impl Iterator<Item = Cow<'v, str>>,
) -> Result<(), Refusal> {
    let Parameter { name, kind, .. } = parameter;
    let required = parameter.is_mandatory();
    let Some(first) = values.next() else {
        return match required {
            true => Err(Refusal::parameter(*name, kind.noun(), "nothing")),
            false => Ok(()),
        };
    };
    // Lists travel as repeated pairs, as one pair with commas, or as both.
    if let Type::Array(item) = kind {
        return std::iter::once(first).chain(values).try_for_each(|list| {
            list.split(',').try_for_each(|v| scalar(name, item, v, required))
        });
    }
    match values.count() {
        0 => scalar(name, kind, &first, required),
        more => Err(Refusal::parameter(*name, "one value", format!("{}", more + 1))),
    }
}

fn scalar(name: &str, kind: &Type, value: &str, required: bool) -> Result<(), Refusal> {
    let fits = match kind {
        Type::Integer | Type::Long => value.parse::<i64>().is_ok(),
        Type::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        // Clients written in Python send `True`.
        Type::Boolean => ["true", "false"].iter().any(|word| value.eq_ignore_ascii_case(word)),
        Type::String | Type::Object | Type::Array(_) | Type::Map(_) | Type::Record(_) => true,
    };
    match value {
        "" if required => Err(Refusal::parameter(name, kind.noun(), "an empty value")),
        _ if fits => Ok(()),
        _ => Err(Refusal::parameter(name, kind.noun(), format!("'{}'", shorten(value)))),
    }
}
