//! A record with a field of each kind, and a client that is answered with a given body.

use std::collections::BTreeMap;

use serde_json::Value;
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{Field, Method, Operation, Response, Schema, Side, Type};
use taurusdb_runtime::http;
use taurusdb_runtime::timer::{Sleeping, Timer};
use taurusdb_runtime::transport::{Sending, Transport};
use taurusdb_runtime::{
    Client, Credentials, OpenEnum, Reply, Secret, Time, open_enum_slot, record,
};

#[derive(Default)]
pub(super) struct Kettle {
    pub(super) text: Option<String>,
    pub(super) size: Option<i64>,
    pub(super) ratio: Option<f64>,
    pub(super) full: Option<bool>,
    pub(super) mode: Option<Mode>,
    pub(super) filled: Option<Time>,
    pub(super) password: Option<Secret>,
    pub(super) names: Option<Vec<String>>,
    pub(super) labels: Option<BTreeMap<String, String>>,
    pub(super) lid: Option<Box<Kettle>>,
    pub(super) lids: Option<Vec<Kettle>>,
    pub(super) anything: Value,
}
record!(Kettle {
    text: "text",
    size: "size" | "volume",
    ratio: "ratio",
    full: "full",
    mode: "mode",
    filled: "filled",
    password: "password" secret,
    names: "names",
    labels: "labels",
    lid: "lid",
    lids: "lids",
    anything: "anything",
});

#[derive(Debug, PartialEq)]
pub(super) struct Mode(String);

impl OpenEnum for Mode {
    fn as_str(&self) -> &str {
        &self.0
    }

    fn from_wire(wire: String) -> Self {
        Self(wire)
    }
}
open_enum_slot!(Mode);

static KETTLE: Schema = Schema {
    name: "Kettle",
    side: Side::Response,
    fields: &[
        Field::new("text", Type::String),
        Field::new("size", Type::Long).aliases(&["volume"]),
        Field::new("ratio", Type::Number),
        Field::new("full", Type::Boolean),
        Field::new("mode", Type::String),
        Field::new("filled", Type::String),
        Field::new("password", Type::String),
        Field::new("names", Type::Array(&Type::String)),
        Field::new("labels", Type::Map(&Type::String)),
        Field::new("lid", Type::Record(&KETTLE)),
        Field::new("lids", Type::Array(&Type::Record(&KETTLE))),
        Field::new("anything", Type::Object),
    ],
};

static SHOW: Operation = Operation {
    responses: &[Response { status: 200, schema: Some(&KETTLE), headers: &[] }],
    ..Operation::new("kettles.show", Method::Get, "/v3/{project_id}/kettle")
};

/// Answers each call with the same bytes.
struct Answering(Bytes);

impl Transport for Answering {
    fn send(&self, _: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(std::future::ready(Ok(http::Response::new(self.0.clone()))))
    }
}

/// No time passes.
struct Instantly;

impl Timer for Instantly {
    fn sleep(&self, _: std::time::Duration) -> Sleeping<'_> {
        Box::pin(std::future::ready(()))
    }
}

/// What a client makes of a body.
#[track_caller]
pub(super) fn answered(body: impl Into<Bytes>) -> Reply<Kettle> {
    let body = body.into();
    let call = async {
        let client = Client::builder()
            .endpoint("https://kettles.example.com")
            .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
            .project_id("p1")
            .transport(Answering(body.clone()))
            .timer(Instantly)
            .build()
            .await?;
        client.call(&SHOW).send::<Kettle>().await
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(call).unwrap_or_else(|error| panic!("{error}: {body:?}"))
}

/// The notes, as people read them.
pub(super) fn notes(reply: &Reply<Kettle>) -> Vec<String> {
    reply.notes().iter().map(ToString::to_string).collect()
}
