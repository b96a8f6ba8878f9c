//! A small service with each kind of route, parameter and answer that the real one has.

use taurusdb_tables::{
    Example, Field, Group, IdForm, Location, Method, Operation, Parameter, Response, Schema,
    Service, Type,
};

pub(crate) static SERVICE: Service = Service {
    name: "Tiny",
    issue: "07",
    date: "2024-12-31",
    endpoints: &[],
    error_codes: &[],
    ids: &[IdForm { field: "instance_id", hyphens: false, suffix: "in07" }],
    groups: &[
        Group { id: "instances", summary: "Instances", operations: INSTANCES },
        Group { id: "starrocks", summary: "Same shapes, other names", operations: STARROCKS },
        Group { id: "templates", summary: "Paths that must step back", operations: TEMPLATES },
        Group { id: "tasks", summary: "Tasks", operations: TASKS },
    ],
};

const INSTANCES: &[Operation] = &[
    Operation {
        id: "instances.list",
        path: "/v3/{project_id}/instances",
        parameters: &[
            Parameter { name: "project_id", location: Location::Path, ..REQUIRED },
            Parameter { name: "X-Language", location: Location::Header, ..Parameter::DEFAULT },
            Parameter { name: "name", ..Parameter::DEFAULT },
            Parameter { name: "limit", kind: Type::Integer, ..Parameter::DEFAULT },
            Parameter { name: "since", kind: Type::Long, ..Parameter::DEFAULT },
            Parameter { name: "load", kind: Type::Double, ..Parameter::DEFAULT },
            Parameter { name: "deleted", kind: Type::Boolean, ..Parameter::DEFAULT },
            Parameter { name: "ports", kind: Type::Array(&Type::Integer), ..Parameter::DEFAULT },
        ],
        responses: OK,
        examples: &[
            Example { status: None, body: "{}" },
            Example { status: Some(400), body: r#"{"error_code":"DBS.200001"}"# },
            Example { status: Some(200), body: r#"{"operation": "instances.list"}"# },
            Example { status: Some(200), body: r#"{"operation": "a second example"}"# },
        ],
        ..Operation::DEFAULT
    },
    Operation {
        id: "instances.create",
        method: Method::Post,
        path: "/v3/{project_id}/instances/",
        request: Some(&Schema {
            name: "CreateRequest",
            fields: &[
                Field { name: "name", required: true, ..Field::DEFAULT },
                Field { name: "nodes", kind: Type::Integer, ..Field::DEFAULT },
                Field {
                    name: "tags",
                    kind: Type::Array(&Type::String),
                    required: true,
                    ..Field::DEFAULT
                },
            ],
        }),
        responses: &[Response {
            status: 202,
            schema: Some(&Schema {
                name: "CreateResponse",
                fields: &[
                    Field { name: "job_id", ..Field::DEFAULT },
                    Field { name: "mode", values: &["Cluster", "Single"], ..Field::DEFAULT },
                    Field { name: "instance", kind: Type::Record(&INSTANCE), ..Field::DEFAULT },
                ],
            }),
        }],
        ..Operation::DEFAULT
    },
    answering(
        "instances.show",
        Method::Get,
        "/v3/{project_id}/instances/{instance_id}",
        &[Example { status: Some(200), body: r#"{"operation": "instances.show"}"# }],
    ),
    answering(
        "instances.details",
        Method::Get,
        "/v3/{project_id}/instances/details",
        &[Example { status: Some(200), body: r#"{"operation": "instances.details"}"# }],
    ),
    answering(
        "instances.delete",
        Method::Delete,
        "/v3/{project_id}/instances/{instance_id}",
        &[Example { status: Some(200), body: r#"{"operation": "instances.delete"}"# }],
    ),
    Operation {
        id: "instances.rename",
        method: Method::Put,
        path: "/v3/{project_id}/instances/{instance_id}/name",
        request: Some(&Schema {
            name: "RenameRequest",
            fields: &[Field { name: "name", ..Field::DEFAULT }],
        }),
        responses: OK,
        ..Operation::DEFAULT
    },
];

const STARROCKS: &[Operation] = &[
    answering(
        "starrocks.show",
        Method::Get,
        "/v3/{project_id}/instances/{instance_id}/starrocks/{starrocks_instance_id}",
        &[Example { status: Some(200), body: r#"{"operation": "starrocks.show"}"# }],
    ),
    answering(
        "starrocks.delete",
        Method::Delete,
        "/v3/{project_id}/instances/{starrocks_instance_id}/starrocks/{node_id}",
        &[Example { status: Some(200), body: r#"{"operation": "starrocks.delete"}"# }],
    ),
    answering(
        "starrocks.restart",
        Method::Put,
        "/v3/{project_id}/instances/{starrocks_instance_id}/starrocks/restart",
        &[Example { status: Some(200), body: r#"{"operation": "starrocks.restart"}"# }],
    ),
];

const TEMPLATES: &[Operation] = &[
    answering(
        "templates.apply_default",
        Method::Get,
        "/v3/{project_id}/configurations/default/apply",
        &[Example { status: Some(200), body: r#"{"operation": "templates.apply_default"}"# }],
    ),
    answering(
        "templates.history",
        Method::Get,
        "/v3/{project_id}/configurations/{configuration_id}/history",
        &[Example { status: Some(200), body: r#"{"operation": "templates.history"}"# }],
    ),
];

const TASKS: &[Operation] = &[
    Operation {
        id: "tasks.show",
        path: "/v3/{project_id}/jobs",
        parameters: &[
            Parameter { name: "id", ..REQUIRED },
            Parameter {
                name: "X-Depth",
                location: Location::Header,
                kind: Type::Integer,
                ..REQUIRED
            },
        ],
        responses: &[Response { status: 200, schema: Some(&TASK) }],
        ..Operation::DEFAULT
    },
    Operation {
        id: "tasks.delete",
        method: Method::Delete,
        path: "/v3/{project_id}/jobs/{job_id}",
        responses: &[Response { status: 204, schema: None }],
        ..Operation::DEFAULT
    },
];

static INSTANCE: Schema = Schema {
    name: "Instance",
    fields: &[
        Field { name: "id", ..Field::DEFAULT },
        Field { name: "port", kind: Type::Integer, ..Field::DEFAULT },
    ],
};

/// Refers to itself.
static TASK: Schema = Schema {
    name: "Task",
    fields: &[
        Field { name: "status", ..Field::DEFAULT },
        Field { name: "tasks", kind: Type::Array(&Type::Record(&TASK)), ..Field::DEFAULT },
    ],
};

const OK: &[Response] = &[Response { status: 200, schema: None }];

const REQUIRED: Parameter = Parameter { required: true, ..Parameter::DEFAULT };

const fn answering(
    id: &'static str,
    method: Method,
    path: &'static str,
    examples: &'static [Example],
) -> Operation {
    Operation { id, method, path, examples, responses: OK, ..Operation::DEFAULT }
}
