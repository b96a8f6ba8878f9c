//! References of invented services, as pages with what the pages of other services do: older skeletons
//! beside newer ones, tables by the label above them, flat tables of nested objects, variants by body,
//! hosts and templates in URIs, other columns, invalid JSON, and a bad page among good ones.

use taurusdb_extract::read::{Edition, Source};
use taurusdb_extract::{Extraction, ReadAs, extract_readable};
use taurusdb_spec::{Api, Field, Fixes, Location, Names, Operation, is_success};
use taurusdb_tests::fixture;

fn source(name: &str) -> Source {
    Source::open(&fixture(name)).expect("the fixture can be opened")
}

fn read(source: &Source) -> Extraction {
    extract_readable(source, &Names::default(), &Fixes::default())
        .expect("most of it is understood")
}

/// A service in reStructuredText.
pub(crate) fn loom() -> Extraction {
    read(&source("loom"))
}

/// A service in HTML.
fn kiln() -> Extraction {
    read(&source("kiln"))
}

fn titled<'a>(api: &'a Api, title: &str) -> &'a Operation {
    let found = api.operations().find(|operation| operation.title == title);
    found.unwrap_or_else(|| panic!("no operation '{title}'"))
}

/// The body of a request, or of the answer of success, as `name: type`, nested ones in brackets.
#[track_caller]
fn body(api: &Api, title: &str, is_request: bool, expected: &str) {
    let operation = titled(api, title);
    let schema = match is_request {
        true => operation.request.as_ref().map(|body| &body.schema),
        false => operation.success().and_then(|(_, response)| response.schema.as_ref()),
    };
    let shown = schema.map_or_else(String::new, |schema| shape(api, schema));
    assert_eq!(shown, expected, "{title}");
}

fn shape(api: &Api, schema: &str) -> String {
    let field = |field: &Field| {
        let kind = field.kind.to_string();
        let kind = match field.kind.schema() {
            Some(name) => kind.replace(name, &format!("({})", shape(api, name))),
            None => kind,
        };
        format!("{}: {kind}", field.name)
    };
    api.schemas[schema].fields.iter().map(field).collect::<Vec<_>>().join(", ")
}

fn names(operation: &Operation, location: Location) -> Vec<&str> {
    operation.parameters_in(location).map(|parameter| parameter.name.as_str()).collect()
}

fn statuses(operation: &Operation) -> Vec<u16> {
    operation.responses.keys().copied().collect()
}

#[test]
fn bodies_are_read_whatever_leads_to_their_tables() {
    let api = loom().api;
    let answer = |title: &str, expected: &str| body(&api, title, false, expected);
    let request = |title: &str, expected: &str| body(&api, title, true, expected);
    answer(
        "Listing Looms",
        "looms: array<(id: string, beam: (id: string, turns: integer), spools: array<integer>)>, \
         count: integer",
    );
    request("Weaving Cloth", "os-weave: (width: integer, thread: string)");
    request("Stopping a Loom", "os-stop: object");
    request("Switching the Light of a Loom", "light: integer");
    answer("Switching the Light of a Loom", "lamp: (watts: integer)");
    answer("Showing a Version", "versions: array<(id: string, links: (href: string))>");
    request("Throwing Shuttles", "shuttles: array<(side: string, speed: integer)>");
    answer("Throwing Shuttles", "task_id: string");
    request("Tagging Shuttles", "action: string, tags: array<(key: string)>");
    answer("Showing Cloth", "threads: map<array<object>>");
    answer("Measuring Cloth", "ells: integer");
    request("Uploading a Pattern", "pattern_file: string");

    let api = kiln().api;
    let answer = |title: &str, expected: &str| body(&api, title, false, expected);
    let request = |title: &str, expected: &str| body(&api, title, true, expected);
    answer("Listing Kilns", "kilns: array<(id: string, heat: integer, bricks: array<object>)>");
    request("Firing a Kiln", "fire: (heat: integer, wood: string)");
    request("Cooling a Kiln", "cool: object");
    answer("Showing the Shelves of a Kiln", "shelves: map<array<(size: integer)>>");
}

#[test]
fn what_a_field_may_be_is_read() {
    let api = loom().api;
    let facts = |schema: &str, field: &str| {
        let field = api.schemas[schema].field(field).unwrap_or_else(|| panic!("no {field}"));
        field.facts.clone()
    };
    let weave = facts("OsWeave", "width");
    assert_eq!((weave.minimum, weave.maximum), (Some(10.0), Some(300.0)));
    let thread = facts("OsWeave", "thread");
    assert_eq!(
        (thread.values.join(" "), thread.default.as_deref()),
        ("wool flax".into(), Some("wool"))
    );
    assert_eq!(facts("Shuttle", "side").values, ["upper", "lower"]);
    // What holds in all cases.
    assert_eq!(facts("Tags", "key").length.and_then(|length| length.max), Some(40));
    assert_eq!(facts("LoomsSwitchLightRequest", "light").values, ["1", "0"]);
}

#[test]
fn statuses_headers_and_ends_are_read() {
    let api = loom().api;
    for (title, expected) in [
        ("Listing Looms", &[200, 400][..]),
        ("Weaving Cloth", &[202]),
        ("Stopping a Loom", &[202]),
        ("Tagging Shuttles", &[204]),
        ("Uploading a Pattern", &[204]),
        ("Probing a Shuttle (V1, Deprecated)", &[200, 404]),
    ] {
        let operation = titled(&api, title);
        assert_eq!(statuses(operation), expected, "{title}");
        assert!(operation.responses.values().all(|response| !response.assumed), "{title}");
    }
    let probe = titled(&api, "Probing a Shuttle (V1, Deprecated)");
    let headers: Vec<&str> =
        probe.responses[&200].headers.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(headers, ["Side", "Weight"]);
    let ends: Vec<&str> = api
        .operations()
        .filter(|operation| operation.deprecated.is_some())
        .map(|operation| operation.title.as_str())
        .collect();
    assert_eq!(ends, ["Probing a Shuttle (V1, Deprecated)", "Folding Cloth"]);
    let successor = probe.deprecated.as_ref().and_then(|end| end.successor.as_deref());
    assert_eq!(successor, Some(titled(&api, "Throwing Shuttles").id.as_str()));
    // Nothing but the example says it.
    assert_eq!(statuses(titled(&kiln().api, "Removing a Shelf")), [204]);
    assert!(titled(&kiln().api, "Lighting a Lamp (Discarded)").deprecated.is_some());
}

#[test]
fn uris_have_hosts_templates_versions_and_variants() {
    let api = loom().api;
    let list = titled(&api, "Listing Looms");
    assert_eq!(list.path, "/v1/{weaver_id}/looms");
    assert_eq!(names(list, Location::Query), ["limit", "colour"]);
    assert_eq!(titled(&api, "Showing Cloth").path, "/v2/{weaver_id}/cloth/{cloth_id}");
    let fields = |api: &Api| -> Vec<String> {
        let variants = api.operations().filter_map(|operation| operation.variant.as_ref());
        variants.filter_map(|variant| variant.field.clone()).collect()
    };
    assert_eq!(fields(&api), ["os-weave", "os-stop"]);
    let of_title = |title: &str| api.operations().filter(|o| o.title == title).count();
    assert_eq!(of_title("Measuring Cloth"), 2);

    let api = kiln().api;
    assert_eq!(fields(&api), ["fire", "cool"]);
    assert_eq!(titled(&api, "Firing a Kiln").path, "/v2/{potter_id}/kilns/{kiln_id}/action");
    assert_eq!(names(titled(&api, "Removing a Shelf"), Location::Query), ["keep_pots"]);
}

#[test]
fn examples_are_read_with_what_stands_around_them() {
    let api = loom().api;
    let bodies = |api: &Api, title: &str| -> Vec<String> {
        let examples = &titled(api, title).examples;
        examples.iter().map(|example| example.body.to_string()).collect()
    };
    assert_eq!(
        bodies(&api, "Weaving Cloth"),
        [r#"{"os-weave":{"width":120,"thread":"wool"}}"#, r#"{"os-weave":{"width":90}}"#]
    );
    assert_eq!(
        bodies(&api, "Switching the Light of a Loom"),
        [r#"{"light":1}"#, r#"{"lamp":{"watts":40}}"#]
    );
    assert_eq!(
        bodies(&kiln().api, "Listing Kilns"),
        [r#"{"kilns":[{"id":"k-1","heat":900,"bricks":[]}]}"#]
    );
    for extraction in [loom(), kiln()] {
        assert!(extraction.counts.unread_examples.is_empty());
    }
}

/// Each page is an operation, is about the service, has words only, or is left out with its reason.
#[test]
fn every_page_is_accounted_for() {
    for (name, extraction, pages, left_out) in [
        ("loom", loom(), 20, &["a body in JSON", "Perhaps text"][..]),
        ("kiln", kiln(), 9, &["the URI"]),
    ] {
        assert_eq!(extraction.overview.len(), pages, "{name}");
        let of = |is: fn(&ReadAs) -> bool| {
            extraction.overview.iter().filter(|one| is(&one.read_as)).count()
        };
        let operations = of(|read_as| matches!(read_as, ReadAs::Operations(_)));
        let others = of(|read_as| matches!(read_as, ReadAs::Service | ReadAs::Words));
        let gone = of(|read_as| *read_as == ReadAs::LeftOut);
        assert_eq!(operations + others + gone, pages, "{name}");
        let reasons: Vec<String> =
            extraction.left_out.iter().map(|item| item.fault.to_string()).collect();
        assert_eq!(reasons.len(), left_out.len(), "{name}: {reasons:?}");
        for words in left_out {
            assert!(reasons.iter().any(|reason| reason.contains(words)), "{name}: {reasons:?}");
        }
        assert_eq!(extraction.api.validate(), [], "{name}");
    }
}

/// A code that comes with several statuses, in rows of its own or in one, is a fact for each.
#[test]
fn an_error_code_may_have_several_statuses() {
    let service = loom().api.service;
    let codes = ["LOOM.0001", "LOOM.0002", "LOOM.0003"];
    let statuses = codes.map(|code| service.statuses_of(code).collect::<Vec<_>>());
    assert_eq!(statuses, [vec![400, 404], vec![404], vec![409, 423]]);
    assert_eq!(service.error_codes.len(), 5);
}

/// What pages do not say, the caller can.
#[test]
fn the_caller_says_issue_and_date() {
    let front = |edition: Edition| {
        let service = read(&source("loom").of_edition(edition)).api.service;
        (service.issue, service.date)
    };
    let day = || Some("2026-03-01".to_owned());
    let pair = |issue: &str, date: &str| (issue.to_owned(), date.to_owned());
    assert_eq!(front(Edition::default()), pair("undated", "undated"));
    assert_eq!(front(Edition { date: day(), issue: None }), pair("2026-03-01", "2026-03-01"));
    let edition = Edition { issue: Some("05".to_owned()), date: day() };
    assert_eq!(front(edition), pair("05", "2026-03-01"));
}

#[test]
fn answers_without_a_body_have_none() {
    let api = loom().api;
    for title in ["Weaving Cloth", "Tagging Shuttles", "Probing a Shuttle (V1, Deprecated)"] {
        let operation = titled(&api, title);
        let success = operation.responses.iter().find(|(status, _)| is_success(**status));
        assert!(success.is_some_and(|(_, response)| response.schema.is_none()), "{title}");
    }
}
