//! Waiting for tasks and resources, as a resource model describes them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::resources::{
    Class, End, ErrorAnswer, Errors, FieldPath, Fits, Input, Kind, OnOperation, Paging,
    PagingStyle, Parent, Reading, RefTarget, Resource, Settled, Source, State, Task, View,
};
use taurusdb_runtime::descriptors::{Group, Method, Operation, Service};
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::timer::Sleeping;
use taurusdb_runtime::transport::{Sending, TransportError, TransportErrorKind};
use taurusdb_runtime::{Client, Credentials, Error, Retries, Timer, Transport, WaitEnd};

const fn target(resource: &'static str) -> RefTarget {
    RefTarget { resource, attribute: None }
}

static CREATE: Operation = Operation {
    task: Some(Task { job: Some(FieldPath("job_id")), ..Task::NONE }),
    ..Operation::new("kettles.create", Method::Post, "/kettles")
};
static SHOW: Operation = Operation {
    refs: &[(Input::Path("kettle_id"), &[target("kettle")])],
    ..Operation::new("kettles.show", Method::Get, "/kettles/{kettle_id}")
};
static LIST_LIDS: Operation = Operation {
    refs: &[(Input::Path("kettle_id"), &[target("kettle")])],
    paging: Some(Paging { style: PagingStyle::None, items: FieldPath("lids"), total: None }),
    ..Operation::new("lids.list", Method::Get, "/kettles/{kettle_id}/lids")
};
static SHOW_TASK: Operation = Operation {
    refs: &[(Input::Query("id"), &[target("task")])],
    ..Operation::new("tasks.show", Method::Get, "/jobs")
};
static LIST_TASKS: Operation = Operation::new("tasks.list", Method::Get, "/all-jobs");

const fn state(name: &'static str, class: Class) -> State {
    State { name, class, words: &[], by: None }
}

static RESOURCES: [Resource; 3] = [
    Resource {
        id: &[FieldPath("id")],
        show: &["kettles.show"],
        state: Some(FieldPath("status")),
        settled: Some(Settled {
            operation: "tasks.list",
            none: FieldPath("jobs[]"),
            fields: &[
                (FieldPath("of"), Fits::Attribute(FieldPath("id"))),
                (FieldPath("status"), Fits::OneOf(&["Running"])),
            ],
        }),
        states: &[
            State { words: &[("simple", "heating")], ..state("BUILD", Class::Changing) },
            State { words: &[("simple", "fine")], ..state("ACTIVE", Class::Ready) },
            State { words: &[("simple", "fine")], ..state("BACKING UP", Class::Changing) },
            State { words: &[("simple", "broken")], ..state("FAILED", Class::Failed) },
        ],
        views: &[OnOperation {
            operation: "kettles.show",
            list: &[View {
                fields: &[(
                    FieldPath("status"),
                    Source::Read(Reading { through: &[], end: End::State("simple") }),
                )],
                ..View::new(FieldPath("kettle"))
            }],
        }],
        errors: Errors {
            missing: Some(ErrorAnswer { code: "DBS.NO_KETTLE", status: None }),
            ..Errors::NONE
        },
        ..Resource::new("kettle", Kind::Entity)
    },
    Resource {
        parent: Parent::Resource("kettle"),
        id: &[FieldPath("id")],
        lookup: Some("lids.list"),
        state: Some(FieldPath("state")),
        states: &[state("open", Class::Changing), state("closed", Class::Ready)],
        views: &[OnOperation {
            operation: "lids.list",
            list: &[View {
                fields: &[(FieldPath("lid_id"), Source::Read(Reading::attribute("id")))],
                ..View::new(FieldPath("lids[]"))
            }],
        }],
        ..Resource::new("lid", Kind::Entity)
    },
    Resource {
        id: &[FieldPath("id")],
        show: &["tasks.show"],
        state: Some(FieldPath("status")),
        states: &[
            state("Pending", Class::Changing),
            state("Running", Class::Changing),
            state("Completed", Class::Ready),
            state("Failed", Class::Failed),
        ],
        views: &[OnOperation { operation: "tasks.show", list: &[View::new(FieldPath("job"))] }],
        ..Resource::new("task", Kind::Record)
    },
];

static SERVICE: Service = Service {
    groups: &[Group {
        id: "all",
        command: "all",
        operations: &[&CREATE, &SHOW, &LIST_LIDS, &SHOW_TASK, &LIST_TASKS],
    }],
    resources: &RESOURCES,
    ..Service::named("Kettles")
};

/// Answers in order, for each path; the last one stays. No time passes.
#[derive(Clone, Default)]
pub(super) struct World {
    answers: Arc<Mutex<HashMap<&'static str, Vec<Answer>>>>,
    asked: Arc<Mutex<Vec<String>>>,
    slept: Arc<Mutex<Vec<Duration>>>,
}

pub(super) type Answer = Option<(u16, Value)>;

impl Transport for World {
    fn send(&self, request: Request<Bytes>) -> Sending<'_> {
        let path = request.uri().path_and_query().unwrap().to_string();
        self.asked.lock().unwrap().push(path);
        let mut answers = self.answers.lock().unwrap();
        let list = answers.get_mut(request.uri().path()).expect("a prepared answer");
        let answer = if list.len() > 1 { list.remove(0) } else { list[0].clone() };
        Box::pin(std::future::ready(match answer {
            Some((status, body)) => {
                // A text stands for a body that is no JSON.
                let text = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
                Ok(Response::builder().status(status).body(text.into()).unwrap())
            }
            None => Err(TransportError::new(TransportErrorKind::Interrupted, "as the test has it")),
        }))
    }
}

impl Timer for World {
    fn sleep(&self, time: Duration) -> Sleeping<'_> {
        self.slept.lock().unwrap().push(time);
        Box::pin(std::future::ready(()))
    }
}

impl World {
    pub(super) fn answers(
        self,
        path: &'static str,
        answers: impl IntoIterator<Item = (u16, Value)>,
    ) -> Self {
        let answers = answers.into_iter().map(Some).collect();
        self.answers.lock().unwrap().insert(path, answers);
        self
    }

    pub(super) fn kettle(self, states: &[&str]) -> Self {
        let show = |state: &&str| (200, json!({ "kettle": { "id": "k1", "status": state } }));
        self.answers("/kettles/k1", states.iter().map(show))
    }

    pub(super) fn task(self, states: &[&str]) -> Self {
        let show = |state: &&str| {
            (
                200,
                json!({ "job": { "id": "j1", "status": state, "fail_reason": "no stock.", "process": 40 } }),
            )
        };
        self.answers("/jobs", states.iter().map(show))
    }

    pub(super) fn service() -> &'static Service {
        &SERVICE
    }

    pub(super) async fn client(&self) -> Client {
        Client::builder()
            .endpoint("https://gaussdb.example.com")
            .service(&SERVICE)
            .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
            .retries(Retries::none())
            .transport(self.clone())
            .timer(self.clone())
            .build()
            .await
            .unwrap()
    }

    pub(super) fn looks(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn slept(&self) -> Duration {
        self.slept.lock().unwrap().iter().sum()
    }
}

const MISSING: (u16, Value) = (404, Value::Null);

#[track_caller]
pub(super) fn end(error: &Error) -> WaitEnd {
    error.wait().unwrap_or_else(|| panic!("{error}")).end()
}

#[tokio::test]
async fn waits_for_the_task_of_a_call() {
    let world = World::default().task(&["Pending", "Running", "Completed"]);
    let world = world.answers("/kettles", [(202, json!({ "workflow_id": "j1" }))]);
    let reply = world.client().await.call(&CREATE).send_untyped().await.unwrap();
    let task = reply.task().unwrap();
    assert_eq!(task.id(), "j1");
    let states = Arc::new(Mutex::new(Vec::new()));
    let seen = states.clone();
    let done = task
        .wait()
        .on_progress(move |progress| seen.lock().unwrap().push(progress.to_string()))
        .await
        .unwrap();
    assert_eq!(done.state(), Some("Completed"));
    assert_eq!(done.record()["id"], "j1");
    let states = states.lock().unwrap();
    assert_eq!(states[0], "the task j1 of kettles.create: Pending, 40 % after 0 s");
    assert_eq!(states.len(), 3);
    assert_eq!(world.asked.lock().unwrap()[1], "/jobs?id=j1");
}

#[tokio::test]
async fn a_task_that_fails_says_why() {
    let world = World::default().task(&["Running", "Failed"]);
    let error = world.client().await.task("j1").wait().await.unwrap_err();
    assert_eq!(end(&error), WaitEnd::Unreachable);
    assert_eq!(
        error.to_string(),
        "the task j1 is Failed and will not become done by itself: no stock"
    );
    assert_eq!(error.wait().unwrap().last()["process"], 40);
}

#[tokio::test]
async fn ends_in_time_and_says_how_to_go_on() {
    let world = World::default().task(&["Running"]);
    let client = world.client().await;
    let hour = client.task("j1").wait().await.unwrap_err();
    assert_eq!((end(&hour), world.slept()), (WaitEnd::TimedOut, Duration::from_secs(3600)));
    assert!(world.looks() < 130, "{}", world.looks());
    let error = client
        .task("j1")
        .wait()
        .every(Duration::from_secs(10))
        .within(Duration::from_secs(25))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the task j1 is not done after 25 s; its state is Running. It goes on all the same; wait again \
         with the id j1 of the task"
    );
    // Resumed with the id alone.
    world.clone().task(&["Completed"]);
    client.task("j1").wait().await.unwrap();
}

#[tokio::test]
async fn a_new_task_may_be_unknown_for_a_while() {
    let done = (200, json!({ "job": { "id": "j1", "status": "Completed" } }));
    let world = World::default().answers("/jobs", [MISSING, MISSING, done]);
    world.client().await.task("j1").wait().await.unwrap();
    let world = World::default().answers("/jobs", [MISSING]);
    let error = world.client().await.task("j1").wait().await.unwrap_err();
    assert_eq!(end(&error), WaitEnd::Gone);
    assert!(world.slept() >= Duration::from_secs(60) && world.slept() < Duration::from_secs(120));
}

#[tokio::test]
async fn goes_on_after_errors_that_pass() {
    let world = World::default().task(&["Running", "Completed"]);
    let fine: Vec<Answer> = world.answers.lock().unwrap()["/jobs"].clone();
    let rough =
        [None, Some((503, json!({}))), fine[0].clone(), Some((429, json!({}))), fine[1].clone()];
    world.answers.lock().unwrap().insert("/jobs", rough.to_vec());
    world.client().await.task("j1").wait().await.unwrap();
    // But not for ever, and not after one that stays.
    let world = World::default();
    world.answers.lock().unwrap().insert("/jobs", vec![None]);
    world.client().await.task("j1").wait().await.unwrap_err();
    assert_eq!(world.looks(), 11);
    let world = World::default().answers("/jobs", [(403, json!({ "error_code": "APIGW.0302" }))]);
    let error = world.client().await.task("j1").wait().await.unwrap_err();
    assert_eq!((error.code(), world.looks()), (Some("APIGW.0302"), 1));
}

#[tokio::test]
async fn an_order_cannot_be_followed_here() {
    let world = World::default().answers("/kettles", [(202, json!({ "order_id": "o1" }))]);
    let reply = world.client().await.call(&CREATE).send_untyped().await.unwrap();
    let error = reply.task().unwrap().wait().await.unwrap_err().to_string();
    assert!(error.contains("the order o1") && error.contains("wait for the resource"), "{error}");
    let world = World::default().answers("/kettles", [(202, json!({}))]);
    let reply = world.client().await.call(&CREATE).send_untyped().await.unwrap();
    let error = reply.task().unwrap_err().to_string();
    assert!(error.starts_with("kettles.create: the answer has no id of a task"), "{error}");
}

#[tokio::test]
async fn waits_until_a_resource_is_ready_and_settled() {
    let world = World::default().kettle(&["heating", "HEATING", "?", "fine"]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    let seen = kettle.until_ready().await.unwrap();
    assert_eq!((seen.state(), world.looks()), (Some("fine"), 4));

    // A backup still runs, though the state does not say so.
    let jobs = |status: &str| {
        (
            200,
            json!({ "jobs": [{ "of": "k1", "status": status }, { "of": "k2", "status": "Running" }] }),
        )
    };
    let world = World::default()
        .kettle(&["fine"])
        .answers("/all-jobs", [jobs("Running"), jobs("running"), jobs("Completed")]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    kettle.until_settled().await.unwrap();
    assert_eq!(world.looks(), 6);
}

#[tokio::test]
async fn a_state_that_stays_ends_the_wait_at_once() {
    let world = World::default().kettle(&["heating", "broken"]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    let error = kettle.until_settled().await.unwrap_err();
    assert_eq!((end(&error), world.looks()), (WaitEnd::Unreachable, 2));
    assert_eq!(error.to_string(), "the kettle k1 is broken and will not become settled by itself");
}

#[tokio::test]
async fn waits_until_a_resource_is_gone() {
    let shown = (200, json!({ "kettle": { "id": "k1", "status": "fine" } }));
    for gone in [MISSING, (400, json!({ "error_code": "DBS.NO_KETTLE" }))] {
        let world = World::default().answers("/kettles/k1", [shown.clone(), gone]);
        let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
        let seen = kettle.until_gone().await.unwrap();
        assert_eq!((seen.state(), world.looks()), (Some("fine"), 2));
    }
    // Not yet there is not gone for one who waits for it to be ready.
    let world = World::default().answers("/kettles/k1", [MISSING, shown.clone(), MISSING]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    kettle.until_ready().await.unwrap();
    let heating = (200, json!({ "kettle": { "id": "k1", "status": "heating" } }));
    let world = World::default().answers("/kettles/k1", [heating, MISSING]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    let error = kettle.until_ready().await.unwrap_err();
    assert_eq!((end(&error), world.looks()), (WaitEnd::Gone, 2));
}

#[tokio::test]
async fn finds_a_resource_in_a_list() {
    let lids = |state: &str| {
        (
            200,
            json!({ "lids": [{ "lid_id": "x", "state": "closed" }, { "lid_id": "l1", "state": state }] }),
        )
    };
    let world = World::default().answers("/kettles/k1/lids", [lids("open"), lids("closed")]);
    let lid = world.client().await.resource("lid", ["k1", "l1"]).unwrap();
    let seen = lid.until_ready().await.unwrap();
    assert_eq!((seen.record()["lid_id"].as_str(), world.looks()), (Some("l1"), 2));
}

#[tokio::test]
async fn names_what_there_is() {
    let client = World::default().client().await;
    let error = client.resource("lids", ["k1"]).unwrap_err().to_string();
    assert_eq!(error, "the service has no resource \"lids\"; it has lid, task, kettle");
    let error = client.resource("lid", ["k1"]).unwrap_err().to_string();
    assert_eq!(error, "a lid needs the ids of: kettle, lid; given were 1");
    let error = client.task("\n").wait().await.unwrap_err().to_string();
    assert_eq!(error, "there is no id of a task to wait for: it is empty");
    let error = client.resource("kettle", [" "]).unwrap_err().to_string();
    assert_eq!(error, "a kettle needs the ids of: kettle; given were 1");
}
