//! The operations of the small invented service whose things `model` describes.

use taurusdb_descriptor_types::resources::{
    Counts, Cursor, FieldPath, Input, Lock, Paging, PagingStyle, RefTarget, Task,
};
use taurusdb_descriptor_types::{
    Effect, Example, Examples, Facts, Field, Group, Mandatory, Method, Operation, Parameter,
    Response, Schema, Service, Side, Type,
};

use super::model::{BY_KETTLE, RESOURCES};

pub(crate) static SERVICE: Service = Service {
    date: "2024-12-31",
    parameter_error: "K.1",
    groups: &[Group {
        id: "kettles",
        command: "kettles",
        operations: &[
            &CREATE,
            &LIST,
            &SHOW,
            &RENAME,
            &DESCALE,
            &DELETE,
            &TAGS,
            &TAG_LIST,
            &SET_POLICY,
            &SHOW_POLICY,
            &DRIPS,
            &TASK,
            &ENLARGE,
            &POUR,
        ],
    }],
    resources: &RESOURCES,
    ..Service::named("Kettles")
};

pub(crate) static EXAMPLES: Examples = Examples {
    operations: &[
        (
            "drips.list",
            &[answer(
                r#"{"drips":[
                    {"time":"2020-01-01T00:00:00.000","level":"ERROR","text":"too hot",
                     "spout_id":"11111111-1111-4111-8111-111111111111","line_num":1577836800000},
                    {"time":"2020-01-02T00:00:00.000","level":"NOTE","text":"warm",
                     "spout_id":"11111111-1111-4111-8111-111111111111","line_num":1577923200000}]}"#,
            )],
        ),
        (
            "kettles.list",
            &[answer(
                r#"{"total_count":1,"kettles":[{"id":"0123456789abcdef0123456789abcdefkt01",
                    "name":"example","status":"fine","created":"2020-01-01 00:00:00","ips":["10.*.*.*"],
                    "colour":"red","tags":[{"key":"k","value":"v"}]}]}"#,
            )],
        ),
        (
            "kettles.show",
            &[answer(
                r#"{"kettle":{"id":"0123456789abcdef0123456789abcdefkt01","name":"example",
                    "status":"fine","heat":{"unit":"C","limit":90},"colour":"red","ips":["10.*.*.*"],
                    "lid":{"kettle_id":"0123456789abcdef0123456789abcdefkt01","kettle_name":"example"},
                    "spouts":[{"id":"11111111-1111-4111-8111-111111111111","name":"other"}]}}"#,
            )],
        ),
    ],
    ..Examples::NONE
};

const fn answer(body: &'static str) -> Example {
    Example { status: Some(200), body }
}

const KETTLE: &[(Input, &[RefTarget])] =
    &[(BY_KETTLE, &[RefTarget { resource: "kettle", attribute: None }])];

const HANDLE: Task =
    Task { job: Some(FieldPath("job_id")), seconds: Some([600, 600]), ..Task::NONE };

const PATH: Parameter = Parameter::path("kettle_id", Type::String, "KETTLE_ID");
const PROJECT: Parameter = Parameter::path("project_id", Type::String, "PROJECT_ID");

const fn text(name: &'static str) -> Field {
    Field::new(name, Type::String)
}

const fn schema(name: &'static str, side: Side, fields: &'static [Field]) -> Schema {
    Schema { name, side, fields }
}

macro_rules! operation {
    ($name:ident, $id:literal, $method:ident $path:literal, $($field:ident: $value:expr),* $(,)?) => {
        static $name: Operation = Operation {
            $($field: $value,)*
            ..Operation::new($id, Method::$method, concat!("/v1/{project_id}", $path))
        };
    };
}

static TAG: Schema = schema("Tag", Side::Request, &[text("key"), text("value")]);
const TAGS_TYPE: Type = Type::Array(&Type::Record(&TAG));

static LIMIT: Schema = schema("Limit", Side::Request, &[Field::new("limit", Type::Integer)]);

static CREATE_BODY: Schema = schema(
    "Create",
    Side::Request,
    &[
        Field::mandatory("name", Type::String),
        Field::optional("spouts", Type::Integer),
        Field::optional("heat", Type::Record(&LIMIT)),
        Field::optional("billing", Type::String),
        Field::optional("tags", TAGS_TYPE),
    ],
);

static HEAT: Schema =
    schema("Heat", Side::Response, &[text("unit"), Field::new("limit", Type::String)]);
static LID: Schema = schema("Lid", Side::Response, &[text("kettle_id"), text("kettle_name")]);
static SPOUT: Schema = schema("Spout", Side::Response, &[text("id"), text("name")]);
static KETTLE_SHOWN: Schema = schema(
    "Kettle",
    Side::Response,
    &[
        text("id"),
        text("name"),
        text("status"),
        Field::new("created", Type::String),
        Field::new("heat", Type::Record(&HEAT)),
        Field::new("ips", Type::Array(&Type::String)),
        text("colour"),
        Field::new("lid", Type::Record(&LID)),
        Field::new("spout_count", Type::String),
        text("policy"),
        Field::new("spouts", Type::Array(&Type::Record(&SPOUT))),
        Field::new("tags", TAGS_TYPE),
    ],
);

static CREATED: Schema = schema(
    "Created",
    Side::Response,
    &[Field::new("kettle", Type::Record(&KETTLE_SHOWN)), text("job_id"), text("order_id")],
);

operation! { CREATE, "kettles.create", Post "/kettles",
    parameters: &[PROJECT],
    request: Some(&CREATE_BODY),
    responses: &[Response::new(202, Some(&CREATED))],
    effect: Effect::Neither,
    resource: Some("kettle"),
    task: Some(Task { order: Some(FieldPath("order_id")), ..HANDLE }),
}

static LISTED: Schema = schema(
    "Listed",
    Side::Response,
    &[
        Field::new("total_count", Type::String),
        Field::new("kettles", Type::Array(&Type::Record(&KETTLE_SHOWN))),
    ],
);

operation! { LIST, "kettles.list", Get "/kettles",
    parameters: &[
        PROJECT,
        Parameter::query("offset", Type::Integer, "OFFSET"),
        Parameter::query("limit", Type::Integer, "LIMIT"),
        Parameter::query("name", Type::String, "NAME"),
        Parameter::query("tags", Type::String, "TAGS"),
    ],
    responses: &[Response::new(200, Some(&LISTED))],
    paging: Some(Paging {
        style: PagingStyle::OffsetLimitQuery { first: 0, counts: Counts::Records },
        items: FieldPath("kettles"),
        total: Some(FieldPath("total_count")),
    }),
}

static SHOWN: Schema =
    schema("Shown", Side::Response, &[Field::new("kettle", Type::Record(&KETTLE_SHOWN))]);

operation! { SHOW, "kettles.show", Get "/kettles/{kettle_id}",
    parameters: &[PROJECT, PATH],
    responses: &[Response::new(200, Some(&SHOWN))],
    refs: KETTLE,
}

static RENAME_BODY: Schema =
    schema("Rename", Side::Request, &[Field::mandatory("name", Type::String)]);
static STARTED: Schema = schema("Started", Side::Response, &[text("job_id")]);

operation! { RENAME, "kettles.rename", Put "/kettles/{kettle_id}/name",
    parameters: &[PROJECT, PATH],
    request: Some(&RENAME_BODY),
    responses: &[Response::new(200, Some(&STARTED))],
    refs: KETTLE,
    locks: &[Lock::Resource("kettle")],
    task: Some(HANDLE),
}

static DESCALE_BODY: Schema =
    schema("Descale", Side::Request, &[Field::optional("delay", Type::Boolean)]);

operation! { DESCALE, "kettles.descale", Post "/kettles/{kettle_id}/descale",
    parameters: &[PROJECT, PATH],
    request: Some(&DESCALE_BODY),
    responses: &[Response::new(200, Some(&STARTED))],
    refs: KETTLE,
    locks: &[Lock::Resource("kettle")],
    task: Some(Task { delayed_by: Some(Input::Body(FieldPath("delay"))), ..HANDLE }),
}

operation! { DELETE, "kettles.delete", Delete "/kettles/{kettle_id}",
    parameters: &[PROJECT, PATH],
    responses: &[Response::new(200, Some(&STARTED))],
    refs: KETTLE,
    locks: &[Lock::Resource("kettle")],
    task: Some(HANDLE),
}

static ORDERED: Schema = schema("Ordered", Side::Response, &[text("order_id")]);

operation! { ENLARGE, "kettles.enlarge", Post "/kettles/{kettle_id}/enlarge",
    parameters: &[PROJECT, PATH],
    responses: &[Response::new(200, Some(&ORDERED))],
    refs: KETTLE,
    locks: &[Lock::Resource("kettle")],
    task: Some(Task { order: Some(FieldPath("order_id")), ..Task::NONE }),
}

static TAGS_BODY: Schema = schema(
    "Tags",
    Side::Request,
    &[Field::mandatory("action", Type::String), Field::mandatory("tags", TAGS_TYPE)],
);

operation! { TAGS, "tags.change", Post "/kettles/{kettle_id}/tags",
    parameters: &[PROJECT, PATH],
    request: Some(&TAGS_BODY),
    responses: &[Response::new(204, None)],
    effect: Effect::Idempotent,
    refs: KETTLE,
}

static TAG_GROUP: Schema = schema(
    "TagGroup",
    Side::Response,
    &[text("key"), Field::new("values", Type::Array(&Type::String))],
);
static TAG_GROUPS: Schema = schema(
    "TagGroups",
    Side::Response,
    &[
        Field::new("tags", Type::Array(&Type::Record(&TAG_GROUP))),
        Field::new("total_count", Type::Integer),
    ],
);

operation! { TAG_LIST, "tags.list", Get "/tags",
    parameters: &[PROJECT],
    responses: &[Response::new(200, Some(&TAG_GROUPS))],
    paging: Some(Paging {
        style: PagingStyle::OffsetLimitQuery { first: 0, counts: Counts::Records },
        items: FieldPath("tags"),
        total: Some(FieldPath("total_count")),
    }),
}

static MODE: Schema = schema("Mode", Side::Request, &[text("mode")]);
static POLICY: Schema =
    schema("Policy", Side::Response, &[Field::new("policy", Type::Record(&MODE))]);

operation! { SET_POLICY, "policies.set", Put "/kettles/{kettle_id}/policy",
    parameters: &[PROJECT, PATH],
    request: Some(&MODE),
    responses: &[Response::new(200, None)],
    effect: Effect::Idempotent,
    refs: KETTLE,
}

operation! { SHOW_POLICY, "policies.show", Get "/kettles/{kettle_id}/policy",
    parameters: &[PROJECT, PATH],
    responses: &[Response::new(200, Some(&POLICY))],
    refs: KETTLE,
}

static DRIPS_BODY: Schema = schema(
    "DripsBody",
    Side::Request,
    &[
        Field::optional("from", Type::String),
        Field::optional("until", Type::String),
        Field::optional("level", Type::String),
        Field::optional("limit", Type::Integer),
        Field::optional("line_num", Type::String),
    ],
);
static DRIP: Schema = schema(
    "Drip",
    Side::Response,
    &[
        text("time"),
        Field::new("level", Type::String)
            .facts(&Facts { values: &["ERROR", "NOTE"], ..Facts::NONE }),
        text("text"),
        text("spout_id"),
        text("line_num"),
    ],
);
static DRIPS_SHOWN: Schema =
    schema("Drips", Side::Response, &[Field::new("drips", Type::Array(&Type::Record(&DRIP)))]);

operation! { DRIPS, "drips.list", Post "/kettles/{kettle_id}/drips",
    parameters: &[PROJECT, PATH],
    request: Some(&DRIPS_BODY),
    responses: &[Response::new(200, Some(&DRIPS_SHOWN))],
    effect: Effect::Read,
    refs: KETTLE,
    paging: Some(Paging {
        style: PagingStyle::LineNumBody(Cursor {
            from: FieldPath("drips[].line_num"),
            to: Input::Body(FieldPath("line_num")),
        }),
        items: FieldPath("drips"),
        total: None,
    }),
}

static JOB: Schema = schema(
    "Job",
    Side::Response,
    &[
        text("id"),
        text("name"),
        text("status"),
        text("process"),
        text("created"),
        text("ended"),
        text("kettle_id"),
        text("kettle_name"),
        text("fail_reason"),
    ],
);
static JOB_SHOWN: Schema =
    schema("JobShown", Side::Response, &[Field::new("job", Type::Record(&JOB))]);

operation! { TASK, "tasks.show", Get "/jobs",
    parameters: &[PROJECT, Parameter::query("id", Type::String, "ID").mandatory(Mandatory::Yes)],
    responses: &[Response::new(200, Some(&JOB_SHOWN))],
    refs: &[(
        Input::Query("id"),
        &[
            RefTarget { resource: "task", attribute: None },
            RefTarget { resource: "scheduled_task", attribute: None },
        ],
    )],
}

static POURED: Schema = schema(
    "Poured",
    Side::Request,
    &[Field::mandatory("kettle_id", Type::String), Field::mandatory("spout_id", Type::String)],
);
static POUR_BODY: Schema = schema(
    "Pour",
    Side::Request,
    &[Field::mandatory("pours", Type::Array(&Type::Record(&POURED)))],
);

operation! { POUR, "kettles.pour", Post "/pours",
    parameters: &[PROJECT],
    request: Some(&POUR_BODY),
    responses: &[Response::new(204, None)],
    refs: &[
        (
            Input::Body(FieldPath("pours[].kettle_id")),
            &[RefTarget { resource: "kettle", attribute: None }],
        ),
        (
            Input::Body(FieldPath("pours[].spout_id")),
            &[RefTarget { resource: "spout", attribute: None }],
        ),
    ],
}
