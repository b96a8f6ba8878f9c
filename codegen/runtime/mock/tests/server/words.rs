//! Words of the paths where a parameter could stand as well: values only if they look like ones.

use taurusdb_descriptor_types::resources::{FieldPath, IdShape, Input, Kind, RefTarget, Resource};
use taurusdb_descriptor_types::{
    Examples, Facts, Group, Method, Operation, Parameter, Range, Response, Service, Type,
};
use taurusdb_mock_runtime::{Gate, MockServer};

use crate::raw::{Connection, block_on, request};

const KETTLE: &[(Input, &[RefTarget])] =
    &[(Input::Path("kettle_id"), &[RefTarget { resource: "kettle", attribute: None }])];

const DONE: &[Response] = &[Response::new(204, None)];

const fn operation(
    id: &'static str,
    method: Method,
    path: &'static str,
    parameters: &'static [Parameter],
) -> Operation {
    Operation { parameters, responses: DONE, ..Operation::new(id, method, path) }
}

static MODELS: Operation =
    operation("kettles.models", Method::Get, "/v1/{project_id}/kettles/models", &[]);
static RESTART: Operation =
    operation("kettles.restart", Method::Post, "/v1/{project_id}/kettles/restart", &[]);
static SHOW: Operation = Operation {
    refs: KETTLE,
    ..operation("kettles.show", Method::Get, "/v1/{project_id}/kettles/{kettle_id}", &[])
};
static DELETE: Operation = Operation {
    refs: KETTLE,
    ..operation("kettles.delete", Method::Delete, "/v1/{project_id}/kettles/{kettle_id}", &[])
};
static LIDS: Operation =
    operation("lids.models", Method::Get, "/v1/{project_id}/kettles/models/lids", &[]);
static ADD_LID: Operation = Operation {
    refs: KETTLE,
    ..operation("lids.add", Method::Put, "/v1/{project_id}/kettles/{kettle_id}/lids", &[])
};
static PAINTS: Operation = operation("paints.all", Method::Get, "/v1/{project_id}/paints/all", &[]);
static PAINT: Operation = operation(
    "paints.set",
    Method::Put,
    "/v1/{project_id}/paints/{colour}",
    &[Parameter::path("colour", Type::String, "C").facts(&Facts::one_of(&["red", "all-red"]))],
);
static COUNT: Operation =
    operation("shelves.count", Method::Get, "/v1/{project_id}/shelves/count", &[]);
static SHELF: Operation = operation(
    "shelves.delete",
    Method::Delete,
    "/v1/{project_id}/shelves/{number}",
    &[Parameter::path("number", Type::Integer, "N")],
);
static LONG: Facts<'static> =
    Facts { length: Some(Range { min: Some(8), max: None }), ..Facts::NONE };
static USUAL: Operation =
    operation("codes.usual", Method::Get, "/v1/{project_id}/codes/usual", &[]);
static CODE: Operation = operation(
    "codes.delete",
    Method::Delete,
    "/v1/{project_id}/codes/{code}",
    &[Parameter::path("code", Type::String, "C").facts(&LONG)],
);
static LABELS: Operation =
    operation("labels.usual", Method::Get, "/v1/{project_id}/labels/usual", &[]);
static LABEL: Operation =
    operation("labels.delete", Method::Delete, "/v1/{project_id}/labels/{label}", &[]);

static SERVICE: Service = Service {
    groups: &[Group {
        id: "kettles",
        command: "kettles",
        operations: &[
            &MODELS, &RESTART, &SHOW, &DELETE, &LIDS, &ADD_LID, &PAINTS, &PAINT, &COUNT, &SHELF,
            &USUAL, &CODE, &LABELS, &LABEL,
        ],
    }],
    resources: &[Resource {
        id: &[FieldPath("id")],
        id_shape: Some(IdShape::Uuid32(Some("in07"))),
        ..Resource::new("kettle", Kind::Entity)
    }],
    ..Service::named("Kettles")
};

/// Status and `Allow` of the answer.
fn ask(server: &MockServer, method: &str, path: &str) -> (u16, Option<String>) {
    let line = format!("{method} /v1/p/{path}");
    let mut connection = Connection::open(server.address());
    connection.write(request(&line, &[], ""));
    let reply = connection.read_answer_to(&line).expect("an answer");
    (reply.status, reply.header("allow").map(str::to_owned))
}

fn start() -> MockServer {
    let builder = MockServer::builder(&SERVICE, &Examples::NONE).gate(Gate::open());
    block_on(builder.start()).expect("it starts")
}

#[test]
fn words_are_values_only_where_they_look_like_ones() {
    let server = start();
    let id = "054e292c9880d4992f02c0196d3ea468in07";
    for (path, allow) in [
        ("kettles/models", "GET, HEAD, OPTIONS"),
        ("kettles/mod%65ls/", "GET, HEAD, OPTIONS"),
        ("kettles/restart", "POST, OPTIONS"),
        ("kettles/models/lids", "GET, HEAD, OPTIONS"),
        (&format!("kettles/{id}"), "GET, HEAD, DELETE, OPTIONS"),
        (&format!("kettles/{id}/lids"), "PUT, OPTIONS"),
        // No word of the paths: whatever it looks like, it stands for a value.
        ("kettles/other", "GET, HEAD, DELETE, OPTIONS"),
        ("paints/all", "GET, HEAD, OPTIONS"),
        ("paints/red", "PUT, OPTIONS"),
        ("shelves/count", "GET, HEAD, OPTIONS"),
        ("shelves/7", "DELETE, OPTIONS"),
        ("codes/usual", "GET, HEAD, OPTIONS"),
        // Nothing says what a label looks like.
        ("labels/usual", "GET, HEAD, DELETE, OPTIONS"),
    ] {
        let found = ask(&server, "PATCH", path);
        assert_eq!(found, (405, Some(allow.to_owned())), "{path}");
        assert_eq!(ask(&server, "OPTIONS", path), (204, Some(allow.to_owned())), "{path}");
        // What is allowed is never told that it is not, and nothing else is taken.
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
            let (status, _) = ask(&server, method, path);
            let is_allowed = allow.split(", ").any(|one| one == method);
            assert_eq!(status != 405, is_allowed, "{method} {path}: {status}");
        }
    }
}

#[test]
fn ids_are_adopted_unless_nothing_can_have_them() {
    let builder = MockServer::builder(&SERVICE, &Examples::NONE).gate(Gate::open());
    let server = block_on(builder.adopt_unknown_ids(true).start()).expect("it starts");
    let id = "054e292c9880d4992f02c0196d3ea468";
    for (path, status) in [
        (format!("kettles/{id}in07"), 204),
        (format!("kettles/{id}"), 204),
        // A placeholder, as documentation has it.
        ("kettles/kettle_id".to_owned(), 204),
        ("kettles/my-kettle".to_owned(), 204),
        (format!("kettles/{id}%20"), 400),
        (format!("kettles/{id}{id}0"), 400),
        ("kettles/..".to_owned(), 400),
        ("kettles/%2e%2e%2fetc".to_owned(), 400),
        ("kettles/%27%20or%201=1".to_owned(), 400),
        ("kettles/%7Bkettle_id%7D".to_owned(), 400),
        ("kettles/%00".to_owned(), 400),
        ("kettles/k%C3%A4ttle".to_owned(), 400),
    ] {
        assert_eq!(ask(&server, "GET", &path).0, status, "{path}");
    }
}
