//! A small service with a list of many pages, and with work that goes on after the answer.

use taurusdb_cli_runtime::Program;
use taurusdb_descriptor_types::resources::{
    Class, Counts, FieldPath, IdShape, Input, Kind, OnOperation, Paging, PagingStyle, RefTarget,
    Resource, State, Task, View,
};
use taurusdb_descriptor_types::{
    Category, Effect, ErrorCode, Facts, Field, Group, Method, Operation, Parameter, Response,
    Schema, Service, Side, Type,
};

pub(crate) const PROGRAM: Program =
    Program { name: "demo", version: "1.0.0", user_agent: "demo-cli/1.0.0", mock: None, guide: "" };

pub(crate) static SERVICE: Service = Service {
    groups: &[
        Group { id: "works", command: "works", operations: &[&LIST, &SHOW, &START, &STOP] },
        Group { id: "tasks", command: "tasks", operations: &[&SHOW_TASK] },
    ],
    error_codes: &[
        code("DBS.1", "Missing", Category::NotFound),
        code("DBS.2", "Forbidden", Category::Permission),
        code("DBS.3", "WrongState", Category::State),
        code("DBS.4", "Broken", Category::Internal),
    ],
    resources: &RESOURCES,
    ..Service::named("Demo")
};

const fn code(code: &'static str, name: &'static str, category: Category) -> ErrorCode {
    ErrorCode {
        code,
        name,
        status: None,
        category,
        retryable: false,
        advice: "Do as the test says",
    }
}

const PROJECT: Parameter = Parameter::path("project_id", Type::String, "PROJECT_ID");

static LIST: Operation = Operation {
    command: "works list",
    section: "4.9.1",
    parameters: &[
        PROJECT,
        Parameter::query("offset", Type::Integer, "OFFSET").flag("offset"),
        Parameter::query("limit", Type::Integer, "LIMIT")
            .flag("limit")
            .facts(&Facts { default: Some("100"), ..Facts::NONE }),
    ],
    responses: &[Response::new(200, Some(&MANY))],
    resource: Some("work"),
    paging: Some(Paging {
        style: PagingStyle::OffsetLimitQuery { first: 0, counts: Counts::Records },
        items: FieldPath("works"),
        total: Some(FieldPath("total_count")),
    }),
    ..Operation::new("works.list", Method::Get, "/v3/{project_id}/works")
};

static SHOW: Operation = Operation {
    command: "works show",
    section: "4.9.2",
    parameters: &[PROJECT, Parameter::path("work_id", Type::String, "WORK_ID")],
    resource: Some("work"),
    refs: &[(Input::Path("work_id"), &[RefTarget { resource: "work", attribute: None }])],
    ..Operation::new("works.show", Method::Get, "/v3/{project_id}/works/{work_id}")
};

static START: Operation = Operation {
    command: "works start",
    section: "4.9.3",
    parameters: &[PROJECT],
    effect: Effect::Neither,
    task: Some(Task { job: Some(FieldPath("job_id")), ..Task::NONE }),
    ..Operation::new("works.start", Method::Post, "/v3/{project_id}/works")
};

static STOP: Operation = Operation {
    command: "works stop",
    section: "4.9.4",
    parameters: &[PROJECT, Parameter::path("work_id", Type::String, "WORK_ID")],
    ..Operation::new("works.stop", Method::Delete, "/v3/{project_id}/works/{work_id}")
};

static SHOW_TASK: Operation = Operation {
    command: "tasks show",
    section: "4.13.1",
    parameters: &[PROJECT, Parameter::query("id", Type::String, "ID").flag("id")],
    resource: Some("task"),
    refs: &[(Input::Query("id"), &[RefTarget { resource: "task", attribute: None }])],
    ..Operation::new("tasks.show", Method::Get, "/v3/{project_id}/jobs")
};

static MANY: Schema = Schema {
    name: "Works",
    side: Side::Response,
    fields: &[
        Field::new("works", Type::Array(&Type::Record(&WORK))),
        Field::new("total_count", Type::Integer),
    ],
};

static WORK: Schema = Schema {
    name: "Work",
    side: Side::Response,
    fields: &[
        Field::new("size", Type::Number),
        Field::new("status", Type::String),
        Field::new("name", Type::String),
        Field::new("id", Type::String),
        Field::new("tags", Type::Array(&Type::String)),
    ],
};

static RESOURCES: [Resource; 2] = [
    Resource {
        id: &[FieldPath("id")],
        id_shape: Some(IdShape::Name),
        show: &["tasks.show"],
        state: Some(FieldPath("status")),
        states: &[
            state("Running", Class::Changing),
            state("Completed", Class::Ready),
            state("Failed", Class::Failed),
        ],
        views: &[OnOperation { operation: "tasks.show", list: &[View::new(FieldPath("job"))] }],
        ..Resource::new("task", Kind::Record)
    },
    Resource {
        id: &[FieldPath("id")],
        label: Some(FieldPath("name")),
        show: &["works.show"],
        list: &["works.list"],
        state: Some(FieldPath("status")),
        states: &[
            state("BUILD", Class::Changing),
            state("ACTIVE", Class::Ready),
            state("ERROR", Class::Failed),
        ],
        views: &[
            OnOperation { operation: "works.list", list: &[View::new(FieldPath("works[]"))] },
            OnOperation { operation: "works.show", list: &[View::new(FieldPath("work"))] },
        ],
        ..Resource::new("work", Kind::Entity)
    },
];

const fn state(name: &'static str, class: Class) -> State {
    State { name, class, words: &[], by: None }
}
