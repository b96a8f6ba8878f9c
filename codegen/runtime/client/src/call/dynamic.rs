//! Setting the parameters of a call by name.

use serde_json::{Map, Value};
use taurusdb_descriptor_types::{Location, Parameter, Schema, Type, by_likeness, plain};

use super::Call;
use super::parts::Body;
use crate::Error;

/// How many names an error suggests.
const SUGGESTED: usize = 3;

impl Call {
    /// Sets whatever the operation calls `name`: a parameter of the path, the query or a header, or a field of
    /// the body, with `.` on the way into objects: `volume.size`.
    ///
    /// ```no_run
    /// # use taurusdb_runtime as taurusdb;
    /// # async fn f(mut call: taurusdb::Call) -> Result<(), taurusdb::Error> {
    /// for (name, value) in [("name", "orders"), ("volume.size", "100")] {
    ///     call.set(name, value)?;
    /// }
    /// call.send_untyped().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// Fails if the operation has nothing of that name, and names what is most like it.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) -> Result<(), Error> {
        let value = value.into();
        let operation = self.parts.operation;
        if let Some(parameter) =
            operation.parameters.iter().find(|parameter| parameter.name == name)
        {
            self.set_parameter(parameter, &value);
            return Ok(());
        }
        if !is_field(operation.request, name) {
            return Err(Error::unsendable(operation.id, self.unknown(name)));
        }
        if !matches!(self.parts.body, Body::Json(Value::Object(_))) {
            self.parts.body = Body::Json(Value::Object(Map::new()));
        }
        let Body::Json(mut place) = std::mem::replace(&mut self.parts.body, Body::Empty) else {
            return Ok(());
        };
        put(&mut place, name, value);
        self.parts.body = Body::Json(place);
        Ok(())
    }

    /// Takes fields out of the body that a builder has filled in only for want of a value.
    #[doc(hidden)]
    pub fn forget(&mut self, fields: &[(&str, bool)]) {
        if let Body::Json(Value::Object(object)) = &mut self.parts.body {
            for (name, _) in fields.iter().filter(|(_, is_given)| !is_given) {
                object.remove(*name);
            }
        }
    }

    fn set_parameter(&mut self, parameter: &'static Parameter, value: &Value) {
        let texts = match value {
            Value::Array(values) => values.iter().map(|value| plain(value).into_owned()).collect(),
            value => vec![plain(value).into_owned()],
        };
        match parameter.location {
            Location::Path => self.set_path(parameter.name, texts.concat()),
            Location::Header => self.set_header(parameter.name, texts.join(",")),
            Location::Query => self.set_query(parameter.name, texts),
        }
    }

    fn unknown(&self, name: &str) -> String {
        let operation = self.parts.operation;
        let parameters = operation.parameters.iter().map(|parameter| parameter.name);
        let fields = operation.request.into_iter().flat_map(|schema| schema.fields);
        let known: Vec<_> = parameters.chain(fields.map(|field| field.name)).collect();
        let alike = by_likeness(known.iter().copied(), name);
        let alike: Vec<_> = alike.into_iter().take(SUGGESTED).map(|(_, name)| name).collect();
        format!("there is nothing called {name:?}; there is {}", alike.join(", "))
    }
}

/// Whether a name leads to a field. Below what is not described, everything may be.
fn is_field(schema: Option<&Schema>, name: &str) -> bool {
    let Some(schema) = schema else { return false };
    let (first, rest) =
        name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    match (schema.field(first), rest) {
        (None, _) => schema.fields.is_empty(),
        (Some(_), None) => true,
        (Some(field), Some(rest)) => match &field.kind {
            Type::Record(inner) => is_field(Some(inner), rest),
            Type::Object | Type::Map(_) => true,
            _ => false,
        },
    }
}

fn put(place: &mut Value, name: &str, value: Value) {
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    match name.split_once('.') {
        Some((first, rest)) => put(&mut place[first], rest, value),
        None => place[name] = value,
    }
}
