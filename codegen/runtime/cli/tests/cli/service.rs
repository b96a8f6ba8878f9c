//! A small service with one of every kind of thing.

use taurusdb_cli_runtime::Program;
use taurusdb_descriptor_types::{
    Deprecation, Docs, Endpoint, Facts, Field, Group, Mandatory, Method, Operation, Parameter,
    Renamed, Schema, Service, Side, Stage, Type, ValueDeprecation, ValueLabels,
};

pub(crate) const PROGRAM: Program = Program {
    name: "taurusdb",
    version: env!("CARGO_PKG_VERSION"),
    user_agent: concat!("taurusdb-cli/", env!("CARGO_PKG_VERSION")),
    mock: None,
    guide: "",
};

pub(crate) static SERVICE: Service = Service {
    issue: "01",
    date: "2024-12-31",
    endpoints: &[Endpoint { region: "north-1", name: "North", host: "demo.north-1.example.com" }],
    groups: &[
        Group {
            id: "instances",
            command: "instances",
            operations: &[&CREATE, &LIST, &RENAME, &DELETE, &RESTART],
        },
        Group { id: "engines", command: "engines", operations: &[&SHOW_ENGINE] },
        Group {
            id: "engines.users",
            command: "engines users",
            operations: &[&LIST_USERS, &DELETE_USERS],
        },
        Group { id: "legacy", command: "legacy", operations: &[&LEGACY_LIST, &LEGACY_SHOW] },
    ],
    renamed: Renamed {
        commands: &[("instances call-it", "instances rename")],
        flags: &[("instances.list", "engine", "datastore-type")],
        fields: &[("Rename", "title", "name")],
    },
    ..Service::named("DemoDB")
};

pub(crate) static DOCS: Docs = Docs {
    groups: &[
        ("engines", "Engines for analytics"),
        ("engines.users", "Database users of an engine"),
        ("instances", "DB instances and their nodes"),
        ("legacy", "What is kept for old callers"),
    ],
    operations: &[
        ("engines.show", "Show an engine"),
        ("engines.users.delete", "Delete database users"),
        ("engines.users.list", "List database users"),
        ("instances.create", "Create an instance"),
        ("instances.delete", "Delete an instance"),
        ("instances.list", "List instances"),
        ("instances.rename", "Rename an instance"),
        ("instances.restart", "Restart an instance"),
        ("legacy.list_instances_v3_1", "List instances"),
        ("legacy.show_instance", "Show an instance"),
    ],
    fields: &[
        ("X-Request-Tag", "Shown in audit logs"),
        ("comment", "Free text"),
        ("datastore_type", "Engine"),
        ("instance_id", "Id of the instance"),
        ("limit", "Most to answer with"),
        ("mode", "Kind of instance"),
        ("name", "Name of the instance"),
        ("password", "Password of the administrator"),
        ("region", "Region to filter by"),
        ("size", "In GB"),
        ("users", "Who to delete"),
        ("volume", "Storage"),
        ("vpc_ids", "Networks to look in"),
    ],
    overrides: &[("Rename", "name", "New name")],
    values: &[
        ValueLabels {
            owner: "",
            name: "datastore_type",
            labels: &[("htap", "For analytics"), ("mysql", "What most instances run")],
        },
        ValueLabels {
            owner: "",
            name: "mode",
            labels: &[("Cluster", "Several nodes that work as one")],
        },
    ],
    ..Docs::NONE
};

const PROJECT: Parameter = Parameter::path("project_id", Type::String, "PROJECT_ID");
const INSTANCE: Parameter = Parameter::path("instance_id", Type::String, "INSTANCE_ID");
const ENGINE: Parameter = Parameter::path("engine_name", Type::String, "ENGINE_NAME");
const LANGUAGE: Parameter = Parameter::header(Parameter::LANGUAGE, Type::String, "X_LANGUAGE")
    .facts(&Facts { default: Some("en-us"), ..Facts::one_of(&["en-us", "zh-cn"]) });

static CREATE: Operation = Operation {
    command: "instances create",
    section: "4.3.1",
    parameters: &[PROJECT, LANGUAGE],
    request: Some(&CREATE_BODY),
    ..Operation::new("instances.create", Method::Post, "/v3/{project_id}/instances")
};

static CREATE_BODY: Schema = Schema {
    name: "Create",
    side: Side::Request,
    fields: &[
        Field::optional("comment", Type::String),
        Field::mandatory("name", Type::String),
        Field::mandatory("mode", Type::String)
            .facts(&Facts { values: &["Cluster", "Single"], ..Facts::NONE }),
        Field::mandatory("password", Type::String).facts(&Facts { sensitive: true, ..Facts::NONE }),
        Field::mandatory("volume", Type::Record(&VOLUME)),
        Field::optional("tags", Type::Array(&Type::Record(&TAG))),
        Field::optional("settings", Type::Map(&Type::Integer)),
        Field::optional("filter", Type::Record(&FILTER)),
        Field::optional("ratio", Type::Number),
        Field::optional("ssl", Type::Boolean)
            .facts(&Facts { default: Some("true"), ..Facts::NONE }),
        Field::optional("extra", Type::Object),
        Field::optional("spec", Type::String).facts(&Facts {
            default: Some("small"),
            deprecated: Some(ValueDeprecation { successor: Some("volume") }),
            ..Facts::NONE
        }),
    ],
};

static VOLUME: Schema = Schema {
    name: "Volume",
    side: Side::Request,
    fields: &[
        Field::mandatory("size", Type::Integer).facts(&Facts {
            minimum: Some(10.0),
            maximum: Some(4000.0),
            unit: Some("GB"),
            ..Facts::NONE
        }),
        Field::optional("type", Type::String),
    ],
};

static TAG: Schema = Schema {
    name: "Tag",
    side: Side::Request,
    fields: &[Field::mandatory("key", Type::String), Field::optional("value", Type::String)],
};

/// Refers to itself in every way there is.
static FILTER: Schema = Schema {
    name: "Filter",
    side: Side::Request,
    fields: &[
        Field::mandatory("field", Type::String),
        Field::mandatory("not", Type::Record(&FILTER)),
        Field::optional("any", Type::Array(&Type::Record(&FILTER))),
        Field::optional("named", Type::Map(&Type::Record(&FILTER))),
    ],
};

static LIST: Operation = Operation {
    command: "instances list",
    section: "4.3.21",
    parameters: &[
        PROJECT,
        LANGUAGE,
        Parameter::query("limit", Type::Integer, "LIMIT")
            .flag("limit")
            .facts(&Facts { default: Some("100"), ..Facts::NONE }),
        Parameter::query("datastore_type", Type::String, "DATASTORE_TYPE")
            .flag("datastore-type")
            .mandatory(Mandatory::Yes)
            .facts(&Facts { values: &["mysql", "htap"], ..Facts::NONE }),
        Parameter::query("vpc_ids", Type::Array(&Type::String), "VPC_IDS").flag("vpc-ids"),
        Parameter::query("ssl", Type::Boolean, "SSL").flag("ssl"),
        Parameter::query("load", Type::Number, "LOAD").flag("load"),
        Parameter::query("region", Type::String, "REGION").flag("query-region"),
        Parameter::query("zone", Type::String, "ZONE").flag("zone").facts(&Facts {
            deprecated: Some(ValueDeprecation { successor: None }),
            ..Facts::NONE
        }),
        Parameter::header("X-Request-Tag", Type::String, "X_REQUEST_TAG").flag("x-request-tag"),
    ],
    ..Operation::new("instances.list", Method::Get, "/v3/{project_id}/instances")
};

static RENAME: Operation = Operation {
    command: "instances rename",
    section: "4.3.7",
    parameters: &[PROJECT, INSTANCE, LANGUAGE],
    request: Some(&Schema {
        name: "Rename",
        side: Side::Request,
        fields: &[Field::mandatory("name", Type::String)],
    }),
    stage: Stage::OpenBeta,
    ..Operation::new(
        "instances.rename",
        Method::Put,
        "/v3/{project_id}/instances/{instance_id}/name",
    )
};

static DELETE: Operation = Operation {
    command: "instances delete",
    section: "4.3.3",
    parameters: &[PROJECT, INSTANCE],
    ..Operation::new("instances.delete", Method::Delete, "/v3/{project_id}/instances/{instance_id}")
};

static RESTART: Operation = Operation {
    command: "instances restart",
    section: "4.3.2",
    parameters: &[PROJECT, INSTANCE],
    request: Some(&Schema {
        name: "Restart",
        side: Side::Request,
        fields: &[Field::optional("delay", Type::Boolean)],
    }),
    ..Operation::new(
        "instances.restart",
        Method::Post,
        "/v3/{project_id}/instances/{instance_id}/restart",
    )
};

static SHOW_ENGINE: Operation = Operation {
    command: "engines show",
    section: "4.15.1",
    parameters: &[PROJECT, ENGINE],
    ..Operation::new("engines.show", Method::Get, "/v3/{project_id}/engines/{engine_name}")
};

static LIST_USERS: Operation = Operation {
    command: "engines users list",
    section: "4.15.20",
    parameters: &[PROJECT, ENGINE],
    ..Operation::new(
        "engines.users.list",
        Method::Get,
        "/v3/{project_id}/engines/{engine_name}/users",
    )
};

static DELETE_USERS: Operation = Operation {
    command: "engines users delete",
    section: "4.15.21",
    parameters: &[PROJECT, ENGINE],
    request: Some(&Schema {
        name: "DeleteUsers",
        side: Side::Request,
        fields: &[Field::mandatory("users", Type::Array(&Type::Record(&TAG)))],
    }),
    ..Operation::new(
        "engines.users.delete",
        Method::Delete,
        "/v3/{project_id}/engines/{engine_name}/users",
    )
};

static LEGACY_LIST: Operation = Operation {
    command: "legacy list-instances-v3-1",
    section: "5.1.1",
    parameters: &[PROJECT],
    deprecated: Some(Deprecation { until: "2025-06-30", successor: Some("instances.list") }),
    ..Operation::new("legacy.list_instances_v3_1", Method::Get, "/mysql/v3/{project_id}/instances")
};

static LEGACY_SHOW: Operation = Operation {
    command: "legacy show-instance",
    section: "5.1.2",
    parameters: &[PROJECT, INSTANCE],
    deprecated: Some(Deprecation { until: "2025-06-30", successor: None }),
    ..Operation::new(
        "legacy.show_instance",
        Method::Get,
        "/mysql/v3/{project_id}/instances/{instance_id}",
    )
};
