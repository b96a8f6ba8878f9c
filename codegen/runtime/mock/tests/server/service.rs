//! A small service with each kind of route, parameter and answer that the real one has.

use taurusdb_descriptor_types::resources::{FieldPath, IdShape, Kind, Resource};
use taurusdb_descriptor_types::{
    Category, Endpoint, ErrorCode, Example, Examples, Facts, Field, Group, Mandatory, Method,
    Operation, Parameter, Response, Schema, Service, Side, Type,
};

pub(crate) static SERVICE: Service = Service {
    issue: "07",
    date: "2024-12-31",
    error_codes: &[ErrorCode {
        code: "TINY.409001",
        name: "Busy",
        status: Some(409),
        category: Category::Conflict,
        retryable: true,
        advice: "Wait",
    }],
    parameter_error: "TINY.400001",
    groups: &[
        Group {
            id: "instances",
            command: "instances",
            operations: &[&LIST, &CREATE, &SHOW, &DETAILS, &DELETE, &RENAME],
        },
        // Same shapes, other names.
        Group {
            id: "starrocks",
            command: "starrocks",
            operations: &[&STARROCKS_SHOW, &STARROCKS_DELETE, &STARROCKS_RESTART],
        },
        // Paths that must step back.
        Group { id: "templates", command: "templates", operations: &[&APPLY_DEFAULT, &HISTORY] },
        Group { id: "tasks", command: "tasks", operations: &[&SHOW_TASK, &DELETE_TASK] },
    ],
    endpoints: &[Endpoint { region: "region-1", name: "One", host: "tiny.region-1.example.com" }],
    resources: &[Resource {
        id: &[FieldPath("id")],
        id_shape: Some(IdShape::Uuid32(Some("in07"))),
        path_parameter: Some("instance_id"),
        ..Resource::new("instance", Kind::Entity)
    }],
    ..Service::named("Tiny")
};

pub(crate) static EXAMPLES: Examples = Examples {
    operations: &[
        ("instances.delete", &[answer(r#"{"operation": "instances.delete"}"#)]),
        ("instances.details", &[answer(r#"{"operation": "instances.details"}"#)]),
        (
            "instances.list",
            &[
                Example { status: None, body: "{}" },
                Example { status: Some(400), body: r#"{"error_code":"DBS.200001"}"# },
                answer(r#"{"operation": "instances.list"}"#),
                answer(r#"{"operation": "a second example"}"#),
            ],
        ),
        ("instances.show", &[answer(r#"{"operation": "instances.show"}"#)]),
        ("starrocks.delete", &[answer(r#"{"operation": "starrocks.delete"}"#)]),
        ("starrocks.restart", &[answer(r#"{"operation": "starrocks.restart"}"#)]),
        ("starrocks.show", &[answer(r#"{"operation": "starrocks.show"}"#)]),
        ("templates.apply_default", &[answer(r#"{"operation": "templates.apply_default"}"#)]),
        ("templates.history", &[answer(r#"{"operation": "templates.history"}"#)]),
    ],
    usual: &[("port", "3306")],
};

const fn answer(body: &'static str) -> Example {
    Example { status: Some(200), body }
}

const OK: &[Response] = &[Response::new(200, None)];

static LIST: Operation = Operation {
    parameters: &[
        Parameter::path("project_id", Type::String, "PROJECT_ID"),
        Parameter::header("X-Language", Type::String, "X_LANGUAGE"),
        Parameter::query("name", Type::String, "NAME"),
        Parameter::query("limit", Type::Integer, "LIMIT"),
        Parameter::query("since", Type::Long, "SINCE"),
        Parameter::query("load", Type::Number, "LOAD"),
        Parameter::query("deleted", Type::Boolean, "DELETED"),
        Parameter::query("ports", Type::Array(&Type::Integer), "PORTS"),
    ],
    responses: OK,
    ..Operation::new("instances.list", Method::Get, "/v3/{project_id}/instances")
};

static CREATE: Operation = Operation {
    request: Some(&Schema {
        name: "CreateRequest",
        side: Side::Request,
        fields: &[
            Field::mandatory("name", Type::String),
            Field::optional("nodes", Type::Integer),
            Field::mandatory("tags", Type::Array(&Type::String)),
        ],
    }),
    responses: &[Response::new(
        202,
        Some(&Schema {
            name: "CreateResponse",
            side: Side::Response,
            fields: &[
                Field::new("job_id", Type::String),
                Field::new("mode", Type::String)
                    .facts(&Facts { values: &["Cluster", "Single"], ..Facts::NONE }),
                Field::new("instance", Type::Record(&INSTANCE)),
            ],
        }),
    )],
    ..Operation::new("instances.create", Method::Post, "/v3/{project_id}/instances/")
};

static SHOW: Operation =
    answering("instances.show", Method::Get, "/v3/{project_id}/instances/{instance_id}");

static DETAILS: Operation =
    answering("instances.details", Method::Get, "/v3/{project_id}/instances/details");

static DELETE: Operation =
    answering("instances.delete", Method::Delete, "/v3/{project_id}/instances/{instance_id}");

static RENAME: Operation = Operation {
    request: Some(&Schema {
        name: "RenameRequest",
        side: Side::Request,
        fields: &[Field::optional("name", Type::String)],
    }),
    ..answering("instances.rename", Method::Put, "/v3/{project_id}/instances/{instance_id}/name")
};

static STARROCKS_SHOW: Operation = answering(
    "starrocks.show",
    Method::Get,
    "/v3/{project_id}/instances/{instance_id}/starrocks/{starrocks_instance_id}",
);

static STARROCKS_DELETE: Operation = answering(
    "starrocks.delete",
    Method::Delete,
    "/v3/{project_id}/instances/{starrocks_instance_id}/starrocks/{node_id}",
);

static STARROCKS_RESTART: Operation = answering(
    "starrocks.restart",
    Method::Put,
    "/v3/{project_id}/instances/{starrocks_instance_id}/starrocks/restart",
);

static APPLY_DEFAULT: Operation = answering(
    "templates.apply_default",
    Method::Get,
    "/v3/{project_id}/configurations/default/apply",
);

static HISTORY: Operation = answering(
    "templates.history",
    Method::Get,
    "/v3/{project_id}/configurations/{configuration_id}/history",
);

static SHOW_TASK: Operation = Operation {
    parameters: &[
        Parameter::query("id", Type::String, "ID").mandatory(Mandatory::Yes),
        Parameter::header("X-Depth", Type::Integer, "X_DEPTH").mandatory(Mandatory::Yes),
    ],
    responses: &[Response::new(200, Some(&TASK))],
    ..Operation::new("tasks.show", Method::Get, "/v3/{project_id}/jobs")
};

static DELETE_TASK: Operation = Operation {
    responses: &[Response::new(204, None)],
    ..Operation::new("tasks.delete", Method::Delete, "/v3/{project_id}/jobs/{job_id}")
};

static INSTANCE: Schema = Schema {
    name: "Instance",
    side: Side::Response,
    fields: &[Field::new("id", Type::String), Field::new("port", Type::Integer)],
};

/// Refers to itself.
static TASK: Schema = Schema {
    name: "Task",
    side: Side::Response,
    fields: &[
        Field::new("status", Type::String),
        Field::new("tasks", Type::Array(&Type::Record(&TASK))),
    ],
};

const fn answering(id: &'static str, method: Method, path: &'static str) -> Operation {
    Operation { responses: OK, ..Operation::new(id, method, path) }
}
