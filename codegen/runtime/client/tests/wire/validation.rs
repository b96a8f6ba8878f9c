//! Requests that do not fit the description of their operation.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{
    CharClass, Condition, Facts, Field, Mandatory, Method, Operation, Parameter, Range, Schema,
    Side, Type,
};
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::transport::Sending;
use taurusdb_runtime::{Call, Client, Credentials, Error, Transport};

static NAME: Facts<'static> = Facts {
    length: Some(Range { min: Some(4), max: Some(8) }),
    charset: &[CharClass::Letters],
    ..Facts::NONE
};
static SECRET: Facts<'static> = Facts { sensitive: true, ..NAME };
static SIZE: Facts<'static> =
    Facts { minimum: Some(10.0), maximum: Some(100.0), multiple_of: Some(10.0), ..Facts::NONE };
static COLOUR: Facts<'static> = Facts::one_of(&["red", "green"]);
static PAID: Facts<'static> = Facts {
    required_when: &[Condition::Equals { field: "mode", equals: &["prepaid"] }],
    excluded_when: &[Condition::Equals { field: "mode", equals: &["postpaid"] }],
    ..Facts::NONE
};
static LIDS: Facts<'static> =
    Facts { items: Some(Range { min: None, max: Some(2) }), ..Facts::NONE };

const fn field(name: &'static str, kind: Type, facts: &'static Facts<'static>) -> Field {
    Field::optional(name, kind).facts(facts)
}

static LID: Schema = Schema {
    name: "Lid",
    side: Side::Request,
    fields: &[
        Field::mandatory("size", Type::Integer).facts(&SIZE),
        field("colour", Type::String, &COLOUR),
        field("period", Type::Integer, &PAID),
    ],
};
static KETTLE: Schema = Schema {
    name: "Kettle",
    side: Side::Request,
    fields: &[
        Field::mandatory("name", Type::String).facts(&NAME),
        field("password", Type::String, &SECRET),
        field("mode", Type::String, &Facts::NONE),
        field("lids", Type::Array(&Type::Record(&LID)), &LIDS),
        field("sizes", Type::Map(&Type::Integer), &SIZE),
    ],
};
static CREATE: Operation = Operation {
    parameters: &[
        Parameter::query("limit", Type::Integer, "N").facts(&SIZE),
        Parameter::query("page", Type::String, "N").facts(&SIZE),
        Parameter::query("zone", Type::String, "ZONE").mandatory(Mandatory::Yes),
        Parameter::header("X-Trace", Type::String, "ID").mandatory(Mandatory::Yes),
    ],
    request: Some(&KETTLE),
    ..Operation::new("kettles.create", Method::Post, "/kettles")
};

/// Counts what is sent.
#[derive(Clone, Default)]
struct Counter(Arc<Mutex<usize>>);

impl Transport for Counter {
    fn send(&self, _: Request<Bytes>) -> Sending<'_> {
        *self.0.lock().unwrap() += 1;
        Box::pin(std::future::ready(Ok(Response::new(Bytes::from_static(b"{}")))))
    }
}

async fn client(counter: &Counter, validate: bool) -> Client {
    let builder = Client::builder().endpoint("https://gaussdb.example.com").validate(validate);
    let builder = builder.credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"));
    builder.transport(counter.clone()).build().await.unwrap()
}

async fn create(body: Value) -> Call {
    client(&Counter::default(), true).await.call(&CREATE).query("zone", "z").json(body)
}

/// What is wrong with a call, one line each.
async fn problems(call: Call) -> Vec<String> {
    match call.send_untyped().await {
        Ok(_) => Vec::new(),
        Err(Error::Invalid(error)) => error.violations().iter().map(ToString::to_string).collect(),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn finds_all_that_is_wrong_at_once() {
    let body = json!({
        "name": "a1", "password": "hidden!!!", "mode": "prepaid",
        "lids": [{ "size": 5 }, { "colour": "blue", "period": 1 }, { "size": 110 }],
        "sizes": { "left": 20, "right": 25 },
    });
    let call = create(body).await.query("limit", 7).query("page", "0");
    assert_eq!(
        problems(call).await,
        [
            "limit must be 10 or more, is 7",
            "limit must be a multiple of 10, is 7",
            "page must be 10 or more, is 0",
            "name must be at least 4 characters, has 2 characters",
            "name must be letters, is \"a1\"",
            "password must be at most 8 characters, has 9 characters",
            "password must be letters",
            "lids must be at most 2 items, has 3 items",
            "lids[0].size must be 10 or more, is 5",
            "lids[0].size must be a multiple of 10, is 5",
            "lids[0].period must be set when mode is prepaid",
            "lids[1].size is mandatory and not set",
            "lids[2].size must be at most 100, is 110",
            "lids[2].period must be set when mode is prepaid",
            "sizes.right must be a multiple of 10, is 25",
        ]
    );
}

#[tokio::test]
async fn sends_nothing_and_says_so() {
    let counter = Counter::default();
    let call = client(&counter, true).await.call(&CREATE);
    let error = call.send_untyped().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "kettles.create: nothing was sent, because zone is mandatory and not set; name is mandatory and not \
         set. If the service takes it all the same, switch validation off for the call"
    );
    assert_eq!(error.operation(), Some("kettles.create"));
    assert!(!error.is_retryable());
    assert_eq!(*counter.0.lock().unwrap(), 0);
}

#[tokio::test]
async fn can_be_switched_off() {
    let counter = Counter::default();
    client(&counter, false).await.call(&CREATE).send_untyped().await.unwrap();
    client(&counter, true).await.call(&CREATE).validate(false).send_untyped().await.unwrap();
    client(&counter, false).await.call(&CREATE).validate(true).send_untyped().await.unwrap_err();
    assert_eq!(*counter.0.lock().unwrap(), 2);
}

#[tokio::test]
async fn leaves_to_the_service_what_only_it_knows() {
    let fine = json!({ "name": "kettle", "mode": "postpaid", "new": [1], "lids": [{ "size": 10, "colour": "pink" }] });
    assert!(problems(create(fine).await).await.is_empty());
    // Another type than declared, and a body of another shape.
    assert!(
        problems(create(json!({ "name": 7, "lids": "none", "sizes": [1] })).await).await.is_empty()
    );
    assert!(problems(create(json!([1])).await).await.is_empty());
    let form = create(Value::Null).await.data("multipart/form-data", "x");
    assert!(problems(form).await.is_empty());
}

#[tokio::test]
async fn null_is_not_set() {
    let body = json!({ "name": null, "lids": null });
    assert_eq!(problems(create(body).await).await, ["name is mandatory and not set"]);
    let body =
        json!({ "name": "kettle", "mode": "PostPaid", "lids": [{ "size": 10, "period": 3 }] });
    assert_eq!(
        problems(create(body).await).await,
        ["lids[0].period must not be set when mode is postpaid"]
    );
}

#[tokio::test]
async fn parameters_can_be_set_by_name() {
    let mut call = client(&Counter::default(), true).await.call(&CREATE);
    call.set("zone", "z").unwrap();
    call.set("limit", 20).unwrap();
    call.set("X-Trace", "t").unwrap();
    call.set("name", "kettle").unwrap();
    call.set("sizes.left", 30).unwrap();
    call.set("lids", json!([{ "size": 10 }])).unwrap();
    let request = call.unsigned_request().unwrap();
    assert_eq!(request.uri().query(), Some("zone=z&limit=20"));
    assert_eq!(request.headers()["x-trace"], "t");
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(
        body,
        json!({ "name": "kettle", "sizes": { "left": 30 }, "lids": [{ "size": 10 }] })
    );
    assert!(problems(call.clone()).await.is_empty());
    let error = call.set("nam", "x").unwrap_err().to_string();
    assert!(
        error.starts_with("kettles.create: there is nothing called \"nam\"; there is name"),
        "{error}"
    );
    call.set("name.first", "x").unwrap_err();
    call.set("lids.size", 1).unwrap_err();
}
