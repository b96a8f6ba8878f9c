//! What the description of an operation allows in a request, at every depth.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::{Value, json};
use taurusdb_descriptor_types::{
    Category, CharClass, Condition, ErrorCode, Examples, Facts, Field, Format, Group, Mandatory,
    Method, Operation, OperationError, Parameter, Range, Response, Schema, Service, Side, Type,
};
use taurusdb_mock_runtime::{Gate, MockServer, Unknown};

use crate::raw::{Connection, Reply, block_on, request};

static NAME: Facts<'static> = Facts {
    length: Some(Range { min: Some(4), max: Some(8) }),
    charset: &[CharClass::Letters, CharClass::Digits],
    pattern: Some("^[A-Za-z][A-Za-z0-9]*$"),
    ..Facts::NONE
};
static SECRET: Facts<'static> = Facts {
    sensitive: true,
    length: Some(Range { min: Some(8), max: None }),
    charset: &[CharClass::Uppercase, CharClass::Lowercase, CharClass::Digits],
    classes_needed: Some(3),
    ..Facts::NONE
};
static SIZE: Facts<'static> =
    Facts { minimum: Some(10.0), maximum: Some(100.0), multiple_of: Some(10.0), ..Facts::NONE };
static COLOUR: Facts<'static> = Facts::one_of(&["red", "green"]);
static MODE: Facts<'static> =
    Facts { case_insensitive: true, ..Facts::one_of(&["Cluster", "Single"]) };
static FEW: Facts<'static> =
    Facts { items: Some(Range { min: Some(1), max: Some(2) }), ..Facts::NONE };
static PAID: Facts<'static> = Facts {
    required_when: &[Condition::Equals { field: "mode", equals: &["Single"] }],
    excluded_when: &[Condition::Equals { field: "mode", equals: &["Cluster"] }],
    ..Facts::NONE
};
static TIME: Facts<'static> = Facts { format: Some(Format::DateTime), ..Facts::NONE };
static NETWORK: Facts<'static> = Facts { format: Some(Format::Cidr), ..Facts::NONE };

const fn field(name: &'static str, kind: Type, facts: &'static Facts<'static>) -> Field {
    Field::optional(name, kind).facts(facts)
}

static LID: Schema = Schema {
    name: "Lid",
    side: Side::Request,
    fields: &[
        Field::mandatory("size", Type::Integer).facts(&SIZE),
        field("colour", Type::String, &COLOUR),
        field("open", Type::Boolean, &Facts::NONE),
        field("network", Type::String, &NETWORK),
    ],
};
static KETTLE: Schema = Schema {
    name: "Kettle",
    side: Side::Request,
    fields: &[
        Field::mandatory("name", Type::String).facts(&NAME),
        field("password", Type::String, &SECRET),
        field("mode", Type::String, &MODE),
        field("period", Type::Long, &PAID),
        field("lids", Type::Array(&Type::Record(&LID)), &FEW),
        field("sizes", Type::Map(&Type::Integer), &SIZE),
        field("note", Type::Object, &Facts::NONE).nullable(),
        field("count", Type::Integer, &Facts::NONE).wire(&["string"]),
        field("share", Type::Number, &Facts::NONE),
        field("weight", Type::String, &SIZE).wire(&["integer"]),
        field("spares", Type::Array(&Type::Record(&LID)), &Facts::NONE).wire(&["object"]),
        field("best", Type::Record(&LID), &Facts::NONE).wire(&["array"]),
    ],
};
static CREATE: Operation = Operation {
    parameters: &[
        Parameter::path("lid", Type::Integer, "LID").facts(&SIZE),
        Parameter::query("limit", Type::Integer, "N").facts(&SIZE),
        Parameter::query("zone", Type::String, "ZONE").facts(&COLOUR),
        Parameter::query("from", Type::String, "TIME").facts(&TIME),
        Parameter::query("colours", Type::Array(&Type::String), "C").facts(&COLOUR),
        Parameter::header("X-Colour", Type::String, "C").facts(&COLOUR),
        Parameter::header("X-Trace", Type::String, "ID")
            .mandatory(Mandatory::Conditional)
            .facts(&TRACED),
    ],
    request: Some(&KETTLE),
    responses: &[Response::new(201, None)],
    errors: &[
        OperationError { code: "KET.404", status: Some(404) },
        OperationError { code: "KET.409", status: None },
        OperationError { code: "KET.400", status: Some(400) },
    ],
    ..Operation::new("kettles.create", Method::Post, "/v1/{project_id}/{lid}/kettles")
};
static TRACED: Facts<'static> =
    Facts { required_when: &[Condition::Given { field: "limit", given: true }], ..Facts::NONE };

static SERVICE: Service = Service {
    groups: &[Group { id: "kettles", command: "kettles", operations: &[&CREATE] }],
    error_codes: &[known("KET.400", Category::Invalid), known("KET.409", Category::Conflict)],
    parameter_error: "KET.1",
    ..Service::named("Kettles")
};

const fn known(code: &'static str, category: Category) -> ErrorCode {
    ErrorCode { code, name: code, status: None, category, retryable: false, advice: "" }
}

fn start(unknown: Unknown) -> MockServer {
    let builder = MockServer::builder(&SERVICE, &Examples::NONE).gate(Gate::open());
    block_on(builder.unknown(unknown).start()).expect("it starts")
}

fn post(server: &MockServer, target: &str, headers: &[&str], body: &[u8]) -> Reply {
    let length = format!("Content-Length: {}", body.len());
    let mut all = headers.to_vec();
    all.push(&length);
    let mut bytes = request(&format!("POST {target}"), &all, "").into_bytes();
    bytes.extend_from_slice(body);
    let mut connection = Connection::open(server.address());
    connection.write(bytes);
    connection.read().expect("an answer")
}

const HERE: &str = "/v1/p/10/kettles";

/// What is wrong with a body, one line each.
fn problems(server: &MockServer, body: &Value) -> Vec<String> {
    told(&post(server, HERE, &[], body.to_string().as_bytes()))
}

#[track_caller]
fn told(reply: &Reply) -> Vec<String> {
    if reply.status == 201 {
        return Vec::new();
    }
    assert_eq!(reply.status, 400, "{reply:?}");
    let body = reply.json();
    assert_eq!(body["error_code"], "KET.400", "the code for wrong values that the operation lists");
    assert_eq!(body.as_object().unwrap().len(), 2, "the shape of the service's errors");
    body["error_msg"].as_str().unwrap().split("; ").map(str::to_owned).collect()
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let server = start(Unknown::Ignore);
    let body = json!({
        "name": "a-1", "password": "hidden", "mode": "solo", "period": "1",
        "lids": [{ "size": 5, "colour": "blue" }, { "open": 1 }, [], { "size": 1.5, "network": "10.0.0.0/64" }],
        "sizes": { "left": 20, "right": "x" }, "note": [], "count": true, "share": "much",
    });
    assert_eq!(
        problems(&server, &body),
        [
            "name must be at least 4 characters, has 3 characters",
            "name must be letters and digits, is \"a-1\"",
            "password must be at least 8 characters, has 6 characters",
            "password must be at least 3 of capitals, small letters and digits, has 1 kind",
            "mode must be Cluster or Single, is \"solo\"",
            "period must be a whole number, is a string",
            "lids must be at most 2 items, has 4 items",
            "lids[0].size must be 10 or more, is 5",
            "lids[0].size must be a multiple of 10, is 5",
            "lids[0].colour must be red or green, is \"blue\"",
            "lids[1].size is mandatory and not set",
            "lids[1].open must be true or false, is a number",
            "lids[2] must be an object, is a list",
            "lids[3].size must be a whole number, is 1.5",
            "lids[3].network must be an IP address or a network such as 10.0.0.0/8, is \"10.0.0.0/64\"",
            "sizes.right must be a whole number, is a string",
            "note must be an object, is a list",
            "count must be a whole number, is true or false",
            "share must be a number, is a string",
        ]
    );
}

#[test]
fn what_fits_is_taken() {
    let server = start(Unknown::Report);
    for body in [
        json!({ "name": "kettle" }),
        json!({ "name": "kettle", "mode": "cluster", "lids": [{ "size": 10 }] }),
        json!({ "name": "kettle", "mode": "SINGLE", "period": 0 }),
        json!({ "name": "kettle", "note": null, "count": "3", "share": 1 }),
        json!({ "name": "kettle", "weight": "20" }),
        json!({ "name": "kettle", "weight": 20 }),
        json!({ "name": "kettle", "note": { "any": [1, "x"] }, "count": 3.0, "sizes": {} }),
        json!({ "name": "kettle", "password": "aB345678", "lids": [{ "size": 20, "network": "::/0" }] }),
    ] {
        assert_eq!(problems(&server, &body), [""; 0], "{body}");
    }
}

/// Numbers are often declared as text: their limits hold in either form.
#[test]
fn a_text_with_the_limits_of_a_number_is_one() {
    let server = start(Unknown::Ignore);
    for (weight, said) in [
        (json!("heavy"), "weight must be a number, is 'heavy'"),
        (json!("+20"), "weight must be a number, is '+20'"),
        (json!(" 20"), "weight must be a number, is ' 20'"),
        (json!("NaN"), "weight must be a number, is 'NaN'"),
        (json!(""), "weight must be a number, is ''"),
        (json!("0"), "weight must be 10 or more, is \"0\""),
        (json!("110"), "weight must be at most 100, is \"110\""),
        (json!("15"), "weight must be a multiple of 10, is \"15\""),
        (json!(110), "weight must be at most 100, is 110"),
    ] {
        let body = json!({ "name": "kettle", "weight": weight });
        assert_eq!(problems(&server, &body), [said], "{body}");
    }
}

/// What examples show instead of the declared type is held to the description all the same.
#[test]
fn one_for_several_and_several_for_one_are_looked_into() {
    let server = start(Unknown::Ignore);
    for (body, said) in [
        (json!({ "spares": { "size": 5 } }), "spares.size must be a multiple of 10, is 5"),
        (json!({ "spares": { "colour": "red" } }), "spares.size is mandatory and not set"),
        (json!({ "best": [{ "size": 10 }, {}] }), "best[1].size is mandatory and not set"),
        (json!({ "spares": { "size": 20 }, "best": [{ "size": 10 }] }), ""),
        (json!({ "spares": [[]] }), "spares[0] must be an object, is a list"),
    ] {
        let mut body = body;
        body["name"] = "kettle".into();
        let found = problems(&server, &body);
        assert_eq!(found.last().map_or("", String::as_str), said, "{body}");
    }
}

#[test]
fn whole_numbers_have_64_bits_with_their_sign() {
    let server = start(Unknown::Ignore);
    let body = |count: &str| format!(r#"{{"name":"kettle","count":{count}}}"#);
    for count in ["9223372036854775807", "-9223372036854775808"] {
        let reply = post(&server, HERE, &[], body(count).as_bytes());
        assert_eq!(told(&reply), [""; 0], "{count}");
    }
    let reply = post(&server, HERE, &[], body("9223372036854775808").as_bytes());
    let said = "count must be a whole number of at most 64 bits, is 9223372036854775808";
    assert_eq!(told(&reply), [said]);
}

#[test]
fn conditions_and_null() {
    let server = start(Unknown::Ignore);
    for (body, said) in [
        (json!({ "name": "kettle", "mode": "single" }), "period must be set when mode is Single"),
        (
            json!({ "name": "kettle", "mode": "Cluster", "period": 1 }),
            "period must not be set when mode is Cluster",
        ),
        (json!({ "name": null }), "name must be a string, is null"),
        (json!({ "name": "kettle", "lids": null }), "lids must be a list, is null"),
        (json!({ "name": "kettle", "lids": [null] }), "lids[0] must be an object, is null"),
        (json!({ "name": "kettle", "lids": [] }), "lids must be at least 1 item, has 0 items"),
        (
            json!({ "name": "kettle", "share": 1, "count": 1e20 }),
            "count must be a whole number of at most 64 bits, is 1e+20",
        ),
    ] {
        assert_eq!(problems(&server, &body), [said], "{body}");
    }
    // Four, though each is two bytes or more.
    assert_eq!(problems(&server, &json!({ "name": "kätz" })).len(), 1);
}

#[test]
fn path_query_and_headers_are_held_to_the_same() {
    let server = start(Unknown::Ignore);
    let body = br#"{"name":"kettle"}"#;
    for (target, header, said) in [
        ("/v1/p/x/kettles", "", "lid must be a whole number, is 'x'"),
        ("/v1/p/11/kettles", "", "lid must be a multiple of 10, is 11"),
        ("/v1//10/kettles", "", "project_id must not be empty"),
        ("/v1/p//kettles", "", "lid must not be empty"),
        ("/v1/p/10/kettles?limit=200", "X-Trace: t", "limit must be at most 100, is 200"),
        ("/v1/p/10/kettles?limit=10", "", "X-Trace must be set when limit is given"),
        ("/v1/p/+10/kettles", "", "lid must be a whole number, is '+10'"),
        ("/v1/p/10.0/kettles", "", "lid must be a whole number, is '10.0'"),
        // An empty value is held against the description as any other.
        ("/v1/p/10/kettles?zone=", "", "zone must be red or green, is ''"),
        ("/v1/p/10/kettles?zone", "", "zone must be red or green, is ''"),
        ("/v1/p/10/kettles?colours=red,", "", "colours must be red or green, is ''"),
        ("/v1/p/10/kettles", "X-Colour:", "X-Colour must be red or green, is ''"),
        ("/v1/p/10/kettles?zone=blue", "", "zone must be red or green, is 'blue'"),
        ("/v1/p/10/kettles?zone=%1b%5b2J", "", "zone must be red or green, is '\\u{1b}[2J'"),
        ("/v1/p/10/kettles?colours=red,blue", "", "colours must be red or green, is 'blue'"),
        (
            "/v1/p/10/kettles?colours=red&colours=blue",
            "",
            "colours must be red or green, is 'blue'",
        ),
        (
            "/v1/p/10/kettles?from=2024-12-31",
            "",
            "from must be as yyyy-mm-ddThh:mm:ss+0000, is 2024-12-31",
        ),
        ("/v1/p/10/kettles", "x-colour: blue", "X-Colour must be red or green, is 'blue'"),
    ] {
        let headers: Vec<_> = [header].into_iter().filter(|header| !header.is_empty()).collect();
        assert_eq!(told(&post(&server, target, &headers, body)), [said], "{target}");
    }
    for target in [
        "/v1/p/%31%30/kettles?limit=10&zone=red",
        "/v1/p/10/kettles?limit=%310&from=2024-12-31T00:00:00%2B0800",
        // Clients forget to encode the plus sign.
        "/v1/p/10/kettles?limit=10&from=2024-12-31T00:00:00+0800",
    ] {
        assert_eq!(post(&server, target, &["X-Trace: t", "X-Colour: green"], body).status, 201);
    }
}

#[test]
fn unknown_names_are_reported_or_named() {
    let body = br#"{"name":"kettle","nam":1,"lids":[{"size":10,"s,ize":1}]}"#;
    let target = "/v1/p/10/kettles?limt=1&limt=2";
    let reply = post(&start(Unknown::Ignore), target, &[], body);
    assert_eq!(reply.status, 201);
    assert_eq!(reply.header("x-mock-unknown"), Some("limt, lids%5B0%5D.s%2Cize, nam"));
    assert_eq!(
        told(&post(&start(Unknown::Report), target, &[], body)),
        ["limt is not known here", "lids[0].s,ize is not known here", "nam is not known here"]
    );
}

#[test]
fn a_message_has_an_end() {
    let server = start(Unknown::Report);
    let lids: Vec<_> = (0..10_000).map(|_| json!({})).collect();
    let told = problems(&server, &json!({ "name": "kettle", "lids": lids }));
    assert_eq!(told.len(), 51);
    assert_eq!(told[50], "and 9951 more");
    let long = "x".repeat(1 << 20);
    let reply =
        post(&server, HERE, &[], json!({ "name": "kettle", "mode": long }).to_string().as_bytes());
    assert!(reply.status == 400 && reply.body.len() < 1000, "{}", reply.body.len());
    let reply =
        post(&server, HERE, &[], json!({ "name": "kettle", long: 1 }).to_string().as_bytes());
    assert!(reply.status == 400 && reply.body.len() < 1000, "{}", reply.body.len());
}

#[test]
fn secrets_are_never_shown() {
    let server = start(Unknown::Ignore);
    for password in [json!("s3cr3t!"), json!(733_733), json!(["s3cr3t"]), json!({ "s": "s3cr3t" })]
    {
        let body = json!({ "name": "kettle", "password": password }).to_string();
        let reply = post(&server, HERE, &[], body.as_bytes());
        assert_eq!(reply.status, 400);
        assert!(!reply.body.contains("s3cr3t") && !reply.body.contains("733"), "{}", reply.body);
    }
    let torn = br#"{"name":"kettle","password":"s3cr3t"#;
    assert!(!post(&server, HERE, &[], torn).body.contains("s3cr3t"));
}

#[test]
fn bodies_that_cannot_be_read_are_called_what_they_are() {
    let server = start(Unknown::Ignore);
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(r#"{"name":"kettle"}"#.encode_utf16().flat_map(u16::to_le_bytes));
    for (body, said) in [
        (
            &b"{\"name\":\"\xe4\xe4\xe4\xe4\"}"[..],
            "body must be UTF-8, is something else from byte 10 on",
        ),
        (&utf16, "body must be UTF-8, is UTF-16 (little-endian)"),
        (
            br#"{"name":"kettle","share":1e999}"#,
            "body is JSON, but has a number beyond what can be held",
        ),
        (br#"{"name":"\ud83d"}"#, "body is JSON, but has half of a surrogate pair"),
        (
            br#"{"name":"kettle","name":"other"}"#,
            "body must have each field once, has \"name\" twice",
        ),
        (br#"{"name":kettle}"#, "body must be a JSON object, is no JSON (line 1, column 9)"),
        (b"[]", "body must be a JSON object, is a list"),
        (b"", "body must be a JSON object, is empty"),
    ] {
        let told = told(&post(&server, HERE, &[], body));
        assert!(told[0].starts_with(said), "{told:?}");
    }
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(br#"{"name":"kettle"}"#);
    assert_eq!(post(&server, HERE, &[], &marked).status, 201);
}

#[test]
fn other_media_types_are_not_supported() {
    let server = start(Unknown::Ignore);
    let body = br#"{"name":"kettle"}"#;
    for kind in [
        "application/json",
        "APPLICATION/JSON ; charset=\"UTF-8\"",
        "text/json",
        "application/merge-patch+json",
    ] {
        let header = format!("Content-Type: {kind}");
        assert_eq!(post(&server, HERE, &[&header], body).status, 201, "{kind}");
    }
    for kind in [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/jsonp",
        "json",
        "",
        "application/json\r\nContent-Type: application/json",
    ] {
        let header = format!("Content-Type: {kind}");
        let reply = post(&server, HERE, &[&header], body);
        assert_eq!(reply.status, 415, "{kind}: {reply:?}");
        assert_eq!(reply.header("accept"), Some("application/json"));
        let said = reply.json()["error_msg"].as_str().unwrap().to_owned();
        assert!(said.starts_with("Content-Type: expected application/json, got "), "{said}");
    }
}

#[test]
fn compressed_bodies_are_read() {
    let server = start(Unknown::Ignore);
    let body = br#"{"name":"kettle"}"#;
    let gzip = |body: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    };
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(body).unwrap();
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
    raw.write_all(body).unwrap();
    for (coding, sent) in [
        ("gzip", gzip(body)),
        ("x-gzip", gzip(body)),
        ("GZIP", gzip(body)),
        ("identity", body.to_vec()),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", raw.finish().unwrap()),
        ("gzip, identity, gzip", gzip(&gzip(body))),
    ] {
        let header = format!("Content-Encoding: {coding}");
        let reply = post(&server, HERE, &[&header], &sent);
        assert_eq!(reply.status, 201, "{coding}: {reply:?}");
    }
    for (coding, sent) in
        [("br", body.to_vec()), ("zstd", body.to_vec()), ("gzip,gzip,gzip", body.to_vec())]
    {
        let header = format!("Content-Encoding: {coding}");
        let reply = post(&server, HERE, &[&header], &sent);
        assert_eq!(reply.status, 415, "{coding}: {reply:?}");
        assert_eq!(reply.header("accept-encoding"), Some("gzip, deflate"));
    }
    let torn = &gzip(body)[..20];
    for sent in [torn, body, b"\x1f\x8b"] {
        let reply = post(&server, HERE, &["Content-Encoding: gzip"], sent);
        assert_eq!(reply.status, 400, "{reply:?}");
    }
    // A few bytes that want to be many.
    let bomb = gzip(&gzip(&vec![b' '; 1 << 24]));
    let reply = post(&server, HERE, &["Content-Encoding: gzip, gzip"], &bomb);
    assert_eq!(reply.status, 413);
    assert_eq!(
        post(&server, HERE, &["Content-Encoding: gzip"], &gzip(&vec![b' '; 1 << 24])).status,
        413
    );
}
