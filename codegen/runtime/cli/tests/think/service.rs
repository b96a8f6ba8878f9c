//! A tea house: pots that are lidded, filled and emptied.

use taurusdb_cli_runtime::Program;
use taurusdb_descriptor_types::resources::{
    Class, Counts, ErrorAnswer, Errors, FieldPath, IdShape, Input, Kind, Lock, Paging, PagingStyle,
    Parent, RefTarget, Resource, State, Task,
};
use taurusdb_descriptor_types::{
    Action, Category, Condition, Deprecation, Docs, Effect, Endpoint, ErrorCode, Facts, Field,
    Group, Method, Metric, Operation, OperationError, Parameter, Range, Response, Schema, Service,
    Side, Stage, Status, Type, ValueFrom, ValueLabels,
};

/// The README of the program, as far as it is pages of help.
const GUIDE: &str = "# tea\n\n<!-- help: exit-codes -->\n## Ends\n\n| code | meaning |\n|---|---|\n| 0 | success |\n\n\
    Tea that is cold has a code of its own.\n\n<!-- help: input -->\n## Input\n\nBrew it hot,\nor cold:\n\n\
    ```text\ntea pots list\n```\n\n## More\n\nNo page.\n";

pub(crate) const PROGRAM: Program = Program {
    name: "tea",
    version: "1.0.0",
    user_agent: "tea-cli/1.0.0",
    mock: None,
    guide: GUIDE,
};

pub(crate) static SERVICE: Service = Service {
    issue: "07",
    date: "2026-01-02",
    endpoints: &[
        Endpoint { region: "tea-east-1", name: "Tea East", host: "tea.tea-east-1.example.com" },
        Endpoint { region: "tea-west-2", name: "Tea West", host: "tea.tea-west-2.example.com" },
    ],
    statuses: &[
        Status { status: 400, name: "Bad Request" },
        Status { status: 409, name: "Conflict" },
    ],
    error_codes: &[
        ErrorCode {
            code: "TEA.000104",
            name: "PotBusy",
            status: Some(409),
            category: Category::Conflict,
            retryable: true,
            advice: "Wait until the pot has been filled",
        },
        ErrorCode {
            code: "TEA.000777",
            name: "NoSuchTea",
            status: Some(400),
            category: Category::Invalid,
            retryable: false,
            advice: "Choose a tea that the house has",
        },
    ],
    metrics: &[Metric {
        id: "tea001_heat",
        name: "Heat",
        unit: Some("percent"),
        minimum: Some(0.0),
        maximum: Some(100.0),
    }],
    groups: &[
        Group { id: "pots", command: "pots", operations: &[&LIST, &CREATE, &SET_LID, &DELETE] },
        Group { id: "guests", command: "guests", operations: &[] },
        Group { id: "guests.cups", command: "guests cups", operations: &[&CUPS] },
        Group { id: "legacy", command: "legacy", operations: &[&OLD_LIST] },
    ],
    resources: &[Resource {
        id: &[FieldPath("id")],
        id_shape: Some(IdShape::Name),
        label: Some(FieldPath("name")),
        lookup: Some("pots.list"),
        create: &["pots.create"],
        list: &["pots.list"],
        change: &["pots.set_lid"],
        delete: &["pots.delete"],
        parent: Parent::Project,
        errors: Errors {
            busy: Some(ErrorAnswer { code: "TEA.000104", status: None }),
            ..Errors::NONE
        },
        states: &[
            State { name: "FILLING", class: Class::Changing, words: &[], by: None },
            State { name: "READY", class: Class::Ready, words: &[], by: None },
        ],
        ..Resource::new("pot", Kind::Entity)
    }],
    ..Service::named("TeaHouse")
};

pub(crate) static DOCS: Docs = Docs {
    groups: &[("guests", "Those who drink"), ("legacy", "Kept for old callers"), ("pots", "Pots")],
    operations: &[
        ("guests.cups.list", "List the cups of a guest"),
        ("legacy.list_kettles", "List kettles"),
        ("pots.create", "Make a pot"),
        ("pots.delete", "Break a pot"),
        ("pots.list", "List pots"),
        ("pots.set_lid", "Put a lid on a pot, or take it off"),
    ],
    fields: &[
        ("amount", "How much goes in"),
        ("filling", "What is in it"),
        ("id", "ID of the pot"),
        ("lid", "The lid"),
        ("limit", "Pots to answer with"),
        ("name", "Name of the pot"),
        ("pin", "Secret number of the lock"),
        ("pot_id", "ID of the pot"),
        ("tea", "Sort of tea"),
    ],
    values: &[ValueLabels {
        owner: "",
        name: "tea",
        labels: &[("earlGrey", "Black, with bergamot")],
    }],
    metrics: &[("tea001_heat", "Heat of the stove")],
    ..Docs::NONE
};

const PROJECT: Parameter = Parameter::path("project_id", Type::String, "PROJECT_ID");
const POT: Parameter = Parameter::path("pot_id", Type::String, "POT_ID").facts(&Facts {
    value_from: Some(ValueFrom { operation: "pots.list", field: Some("id") }),
    ..Facts::NONE
});
const LANGUAGE: Parameter = Parameter::header(Parameter::LANGUAGE, Type::String, "X_LANGUAGE");
const POT_REF: (Input, &[RefTarget]) =
    (Input::Path("pot_id"), &[RefTarget { resource: "pot", attribute: None }]);

static POT_SHAPE: Schema = Schema {
    name: "Pot",
    side: Side::Response,
    fields: &[
        Field::new("id", Type::String),
        Field::new("name", Type::String),
        Field::new("filling", Type::Record(&FILLING_SHOWN)).nullable(),
    ],
};

static FILLING_SHOWN: Schema = Schema {
    name: "FillingShown",
    side: Side::Response,
    fields: &[
        Field::new("tea", Type::String),
        Field::new("amount", Type::Integer).wire(&["string"]),
    ],
};

static LIST: Operation = Operation {
    command: "pots list",
    section: "2.1",
    title: "Querying Pots",
    parameters: &[
        PROJECT,
        LANGUAGE,
        Parameter::query("limit", Type::Integer, "LIMIT").flag("limit").facts(&Facts {
            minimum: Some(1.0),
            maximum: Some(100.0),
            default: Some("10"),
            ..Facts::NONE
        }),
        Parameter::query("tea", Type::String, "TEA")
            .flag("tea")
            .facts(&Facts::one_of(&["earlGrey", "sencha"])),
    ],
    responses: &[Response::new(
        200,
        Some(&Schema {
            name: "PotsListResponse",
            side: Side::Response,
            fields: &[Field::new("pots", Type::Array(&Type::Record(&POT_SHAPE)))],
        }),
    )],
    resource: Some("pot"),
    effect: Effect::Read,
    paging: Some(Paging {
        style: PagingStyle::OffsetLimitQuery { first: 0, counts: Counts::Records },
        items: FieldPath("pots[]"),
        total: None,
    }),
    ..Operation::new("pots.list", Method::Get, "/v1/{project_id}/pots")
};

static CREATE: Operation = Operation {
    command: "pots create",
    section: "2.2",
    parameters: &[PROJECT, LANGUAGE],
    request: Some(&CREATE_BODY),
    responses: &[Response::new(
        202,
        Some(&Schema {
            name: "PotsCreateResponse",
            side: Side::Response,
            fields: &[
                Field::new("pot", Type::Record(&POT_SHAPE)),
                Field::new("job_id", Type::String),
            ],
        }),
    )],
    effect: Effect::Neither,
    task: Some(Task { job: Some(FieldPath("job_id")), ..Task::NONE }),
    stage: Stage::OpenBeta,
    actions: &[Action { name: "tea:pot:create", iam_project: true, enterprise_project: false }],
    errors: &[OperationError { code: "TEA.000777", status: Some(400) }],
    ..Operation::new("pots.create", Method::Post, "/v1/{project_id}/pots")
};

static CREATE_BODY: Schema = Schema {
    name: "PotsCreateRequest",
    side: Side::Request,
    fields: &[
        Field::optional("filling", Type::Record(&FILLING)),
        Field::mandatory("name", Type::String)
            .facts(&Facts { length: Some(Range { min: Some(4), max: Some(64) }), ..Facts::NONE }),
        Field::conditional("pin", Type::String).facts(&Facts {
            sensitive: true,
            required_when: &[Condition::Equals { field: "lid", equals: &["locked"] }],
            ..Facts::NONE
        }),
        Field::optional("beside", Type::Array(&Type::String)).facts(&Facts {
            value_from: Some(ValueFrom { operation: "pots.list", field: Some("id") }),
            ..Facts::NONE
        }),
    ],
};

static FILLING: Schema = Schema {
    name: "Filling",
    side: Side::Request,
    fields: &[
        Field::mandatory("tea", Type::String).facts(&Facts::one_of(&["earlGrey", "sencha"])),
        Field::optional("amount", Type::Integer).facts(&Facts {
            minimum: Some(1.0),
            maximum: Some(9.0),
            unit: Some("cup"),
            default: Some("2"),
            ..Facts::NONE
        }),
    ],
};

static SET_LID: Operation = Operation {
    command: "pots set-lid",
    section: "2.3",
    parameters: &[PROJECT, POT, LANGUAGE],
    request: Some(&Schema {
        name: "PotsSetLidRequest",
        side: Side::Request,
        fields: &[
            Field::mandatory("lid", Type::String).facts(&Facts::one_of(&["on", "off", "locked"]))
        ],
    }),
    effect: Effect::Idempotent,
    refs: &[POT_REF],
    locks: &[Lock::Resource("pot")],
    ..Operation::new("pots.set_lid", Method::Put, "/v1/{project_id}/pots/{pot_id}/lid")
};

static DELETE: Operation = Operation {
    command: "pots delete",
    section: "2.4",
    parameters: &[PROJECT, POT, LANGUAGE],
    refs: &[POT_REF],
    ..Operation::new("pots.delete", Method::Delete, "/v1/{project_id}/pots/{pot_id}")
};

static CUPS: Operation = Operation {
    command: "guests cups list",
    section: "3.1",
    parameters: &[PROJECT, Parameter::path("guest_name", Type::String, "GUEST_NAME"), LANGUAGE],
    ..Operation::new("guests.cups.list", Method::Get, "/v1/{project_id}/guests/{guest_name}/cups")
};

static OLD_LIST: Operation = Operation {
    command: "legacy list-kettles",
    section: "9.1",
    parameters: &[PROJECT],
    deprecated: Some(Deprecation { until: "2026-06-30", successor: Some("pots.list") }),
    ..Operation::new("legacy.list_kettles", Method::Get, "/kettles/v1/{project_id}/pots")
};
