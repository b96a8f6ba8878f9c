//! A small service with one of every kind of thing.

use taurusdb_tables::{
    Deprecation, Endpoint, Field, Group, Location, Method, Operation, Parameter, Schema, Service,
    Stage, Type,
};

pub(crate) static SERVICE: Service = Service {
    name: "DemoDB",
    issue: "01",
    date: "2024-12-31",
    endpoints: &[Endpoint { region: "north-1", name: "North", host: "demo.north-1.example.com" }],
    error_codes: &[],
    ids: &[],
    groups: &[
        Group {
            id: "instances",
            summary: "DB instances and their nodes",
            operations: &[CREATE, LIST, RENAME, DELETE, RESTART],
        },
        Group { id: "engines", summary: "Engines for analytics", operations: &[SHOW_ENGINE] },
        Group {
            id: "engines.users",
            summary: "Database users of an engine",
            operations: &[LIST_USERS, DELETE_USERS],
        },
        Group {
            id: "legacy",
            summary: "What is kept for old callers",
            operations: &[LEGACY_LIST, LEGACY_SHOW],
        },
    ],
};

const INSTANCE: Parameter = Parameter {
    name: "instance_id",
    location: Location::Path,
    required: true,
    doc: "Id of the instance",
    ..Parameter::DEFAULT
};

const LANGUAGE: Parameter =
    Parameter { name: "X-Language", location: Location::Header, ..Parameter::DEFAULT };

const CREATE: Operation = Operation {
    id: "instances.create",
    command: "create",
    summary: "Create an instance",
    section: "4.3.1",
    method: Method::Post,
    path: "/v3/{project_id}/instances",
    parameters: &[LANGUAGE],
    request: Some(&CREATE_BODY),
    ..Operation::DEFAULT
};

static CREATE_BODY: Schema = Schema {
    name: "Create",
    fields: &[
        Field { name: "comment", doc: "Free text", ..Field::DEFAULT },
        Field { name: "name", required: true, doc: "Name of the instance", ..Field::DEFAULT },
        Field {
            name: "mode",
            required: true,
            doc: "Kind of instance",
            values: &["Cluster", "Single"],
            labels: &["Several nodes that work as one", ""],
            ..Field::DEFAULT
        },
        Field {
            name: "password",
            required: true,
            sensitive: true,
            doc: "Password of the administrator",
            ..Field::DEFAULT
        },
        Field {
            name: "volume",
            kind: Type::Record(&VOLUME),
            required: true,
            doc: "Storage",
            ..Field::DEFAULT
        },
        Field { name: "tags", kind: Type::Array(&Type::Record(&TAG)), ..Field::DEFAULT },
        Field { name: "settings", kind: Type::Map(&Type::Integer), ..Field::DEFAULT },
        Field { name: "filter", kind: Type::Record(&FILTER), ..Field::DEFAULT },
        Field { name: "ratio", kind: Type::Double, ..Field::DEFAULT },
        Field { name: "ssl", kind: Type::Boolean, default: Some("true"), ..Field::DEFAULT },
        Field { name: "extra", kind: Type::Object, ..Field::DEFAULT },
    ],
};

static VOLUME: Schema = Schema {
    name: "Volume",
    fields: &[
        Field {
            name: "size",
            kind: Type::Integer,
            required: true,
            doc: "In GB, 10 to 4000",
            limits: "10 to 4000 GB",
            ..Field::DEFAULT
        },
        Field { name: "type", ..Field::DEFAULT },
    ],
};

static TAG: Schema = Schema {
    name: "Tag",
    fields: &[
        Field { name: "key", required: true, ..Field::DEFAULT },
        Field { name: "value", ..Field::DEFAULT },
    ],
};

/// Refers to itself in every way there is.
static FILTER: Schema = Schema {
    name: "Filter",
    fields: &[
        Field { name: "field", required: true, ..Field::DEFAULT },
        Field { name: "not", kind: Type::Record(&FILTER), required: true, ..Field::DEFAULT },
        Field { name: "any", kind: Type::Array(&Type::Record(&FILTER)), ..Field::DEFAULT },
        Field { name: "named", kind: Type::Map(&Type::Record(&FILTER)), ..Field::DEFAULT },
    ],
};

const LIST: Operation = Operation {
    id: "instances.list",
    command: "list",
    summary: "List instances",
    section: "4.3.21",
    path: "/v3/{project_id}/instances",
    parameters: &[
        LANGUAGE,
        Parameter {
            name: "limit",
            kind: Type::Integer,
            doc: "Most to answer with",
            default: Some("100"),
            ..Parameter::DEFAULT
        },
        Parameter {
            name: "datastore_type",
            required: true,
            doc: "Engine",
            values: &["mysql", "htap"],
            labels: &["What most instances run", "For analytics"],
            ..Parameter::DEFAULT
        },
        Parameter {
            name: "vpc_ids",
            kind: Type::Array(&Type::String),
            doc: "Networks to look in",
            ..Parameter::DEFAULT
        },
        Parameter { name: "ssl", kind: Type::Boolean, ..Parameter::DEFAULT },
        Parameter { name: "load", kind: Type::Double, ..Parameter::DEFAULT },
        Parameter { name: "region", doc: "Region to filter by", ..Parameter::DEFAULT },
        Parameter {
            name: "X-Request-Tag",
            location: Location::Header,
            doc: "Shown in audit logs",
            ..Parameter::DEFAULT
        },
    ],
    ..Operation::DEFAULT
};

const RENAME: Operation = Operation {
    id: "instances.rename",
    command: "rename",
    summary: "Rename an instance",
    section: "4.3.7",
    method: Method::Put,
    path: "/v3/{project_id}/instances/{instance_id}/name",
    parameters: &[INSTANCE, LANGUAGE],
    request: Some(&Schema {
        name: "Rename",
        fields: &[Field { name: "name", required: true, doc: "New name", ..Field::DEFAULT }],
    }),
    stage: Stage::OpenBeta,
    ..Operation::DEFAULT
};

const DELETE: Operation = Operation {
    id: "instances.delete",
    command: "delete",
    summary: "Delete an instance",
    section: "4.3.3",
    method: Method::Delete,
    path: "/v3/{project_id}/instances/{instance_id}",
    parameters: &[INSTANCE],
    ..Operation::DEFAULT
};

const RESTART: Operation = Operation {
    id: "instances.restart",
    command: "restart",
    summary: "Restart an instance",
    section: "4.3.2",
    method: Method::Post,
    path: "/v3/{project_id}/instances/{instance_id}/restart",
    parameters: &[INSTANCE],
    request: Some(&Schema {
        name: "Restart",
        fields: &[Field { name: "delay", kind: Type::Boolean, ..Field::DEFAULT }],
    }),
    ..Operation::DEFAULT
};

const SHOW_ENGINE: Operation = Operation {
    id: "engines.show",
    command: "show",
    summary: "Show an engine",
    section: "4.15.1",
    path: "/v3/{project_id}/engines/{engine_name}",
    ..Operation::DEFAULT
};

const LIST_USERS: Operation = Operation {
    id: "engines.users.list",
    command: "list",
    summary: "List database users",
    section: "4.15.20",
    path: "/v3/{project_id}/engines/{engine_name}/users",
    ..Operation::DEFAULT
};

const DELETE_USERS: Operation = Operation {
    id: "engines.users.delete",
    command: "delete",
    summary: "Delete database users",
    section: "4.15.21",
    method: Method::Delete,
    path: "/v3/{project_id}/engines/{engine_name}/users",
    request: Some(&Schema {
        name: "DeleteUsers",
        fields: &[Field {
            name: "users",
            kind: Type::Array(&Type::Record(&TAG)),
            required: true,
            doc: "Who to delete",
            ..Field::DEFAULT
        }],
    }),
    ..Operation::DEFAULT
};

const LEGACY_LIST: Operation = Operation {
    id: "legacy.list_instances_v3_1",
    command: "list_instances_v3_1",
    summary: "List instances",
    section: "5.1.1",
    path: "/mysql/v3/{project_id}/instances",
    deprecated: Some(Deprecation { until: "2025-06-30", successor: Some("instances.list") }),
    ..Operation::DEFAULT
};

const LEGACY_SHOW: Operation = Operation {
    id: "legacy.show_instance",
    command: "show_instance",
    summary: "Show an instance",
    section: "5.1.2",
    path: "/mysql/v3/{project_id}/instances/{instance_id}",
    parameters: &[INSTANCE],
    deprecated: Some(Deprecation { until: "2025-06-30", successor: None }),
    ..Operation::DEFAULT
};
