//! Setting the parameters of a call by name.

use serde_json::{Map, Value};
use taurusdb_descriptor_types::{Location, Parameter, Schema, Type, by_likeness, plain};

use super::Call;
use super::body::Body;
use super::fitted::fitted;
use crate::Error;
use crate::record::{GivenFields, Record};

/// How many names an error suggests.
const SUGGESTED: usize = 3;

impl Call {
    /// Sets whatever the operation calls `name`: a parameter of the path, the query or a header, or a field of
    /// the body, with `.` on the way into objects: `volume.size`. Text becomes a number or a truth value where one
    /// is declared, and the reverse.
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
    /// Fails if the operation has nothing of that name, and names what is most like it; and if the value is of
    /// another type. What the service takes although its description does not say so goes with
    /// [`json`](Self::json), [`query`](Self::query) and [`header`](Self::header).
    pub fn set(&mut self, name: &str, value: impl Into<Value>) -> Result<(), Error> {
        let value = value.into();
        let operation = self.parts.operation;
        let wrong = |problem: String| Error::unsendable(operation.id, format!("{name} {problem}"));
        if let Some(parameter) =
            operation.parameters.iter().find(|parameter| parameter.name == name)
        {
            // A list in the query may be one value.
            let kind = match (&parameter.kind, &value) {
                (Type::Array(element), value) if !value.is_array() => element,
                (kind, _) => kind,
            };
            let value = fitted(kind, value).map_err(wrong)?;
            self.set_parameter(parameter, &value);
            return Ok(());
        }
        let value = match field_of(operation.request, name) {
            Ok(Some(kind)) => fitted(kind, value).map_err(wrong)?,
            Ok(None) => value,
            Err(dead_end) => {
                return Err(Error::unsendable(operation.id, self.unknown(name, dead_end)));
            }
        };
        self.put_field(name, value);
        Ok(())
    }

    /// Sets a field of the body, with `.` on the way into objects, whether or not the description has it: for what
    /// the service takes and this crate does not know.
    ///
    /// ```
    /// # use taurusdb_runtime as taurusdb;
    /// # fn f(call: taurusdb::Call) -> taurusdb::Call {
    /// call.field("volume.speed", 7)
    /// # }
    /// ```
    pub fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.put_field(name, value.into());
        self
    }

    fn put_field(&mut self, name: &str, value: Value) {
        put(self.parts.body.object_mut(self.parts.given), name, value);
    }

    /// Notes that a builder has a value for the mandatory field of the body at this place among them.
    #[doc(hidden)]
    pub fn give(&mut self, place: u32) {
        self.parts.given.add(place);
    }

    /// Notes that a builder has a value for each mandatory field of the body.
    #[doc(hidden)]
    pub fn give_all(&mut self) {
        self.parts.given = GivenFields::ALL;
    }

    /// Takes over the body of a builder, without the mandatory fields that have a value only for want of one.
    #[doc(hidden)]
    pub fn built(mut self, body: Box<dyn Record>) -> Self {
        self.parts.body = Body::of(body);
        self
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

    fn unknown(&self, name: &str, dead_end: DeadEnd) -> String {
        let DeadEnd { before, schema } = dead_end;
        let fields = schema.into_iter().flat_map(|schema| schema.fields);
        let mut known: Vec<_> = fields.map(|field| format!("{before}{}", field.name)).collect();
        if before.is_empty() {
            let parameters = self.parts.operation.parameters.iter();
            known.extend(parameters.map(|parameter| parameter.name.to_owned()));
        }
        if known.is_empty() {
            return format!("there is nothing called {name:?}: the operation takes nothing");
        }
        let alike = by_likeness(known.iter().map(String::as_str), name);
        let alike: Vec<_> = alike.into_iter().take(SUGGESTED).map(|(_, name)| name).collect();
        format!("there is nothing called {name:?}; there is {}", alike.join(", "))
    }
}

/// Where the way to a field ends too early.
struct DeadEnd {
    /// The part of the way that leads somewhere, with its last dot.
    before: String,
    /// What has fields there.
    schema: Option<&'static Schema>,
}

/// The type of the field that a name leads to. Below what is not described, everything may be.
fn field_of(schema: Option<&'static Schema>, name: &str) -> Result<Option<&'static Type>, DeadEnd> {
    let (mut schema, mut before, mut rest) = (schema, String::new(), name);
    loop {
        let Some(here) = schema else { return Err(DeadEnd { before, schema: None }) };
        let (first, further) =
            rest.split_once('.').map_or((rest, None), |(first, further)| (first, Some(further)));
        match (here.field(first), further) {
            (None, _) if here.fields.is_empty() => return Ok(None),
            (None, _) => return Err(DeadEnd { before, schema }),
            (Some(field), None) => return Ok(Some(&field.kind)),
            (Some(field), Some(further)) => match &field.kind {
                Type::Record(inner) => {
                    before.push_str(first);
                    before.push('.');
                    (schema, rest) = (Some(*inner), further);
                }
                Type::Object | Type::Map(_) => return Ok(None),
                _ => return Err(DeadEnd { before, schema }),
            },
        }
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
