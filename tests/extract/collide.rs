//! Decided names that collide in the generated code are refused.

use taurusdb_emit::generate;
use taurusdb_spec::{Api, Names};

use super::fixtures::{Fixture, OBSTACLES, TEAPOT, copy};

const ADVICE: &str = "; decide another name in spec/overlay/names: in operations.toml for a command \
                      or group, in schemas.toml for a schema";

#[test]
fn a_command_and_a_group_below() {
    refuses(
        OBSTACLES,
        &[("commands/match\" = \"match\"", "commands/match\" = \"move\"")],
        "the group commands.move and the operation commands.move would both be called move",
    );
}

#[test]
fn a_command_and_the_file_of_another() {
    refuses(
        OBSTACLES,
        &[("values\" = \"new\"", "values\" = \"types_call\"")],
        "the file of struct.types and the file of struct.types_call would both be called types_call",
    );
    refuses(
        OBSTACLES,
        &[("commands/self\" = \"self\"", "commands/self\" = \"mod_call\"")],
        "the file of commands.move.mod_call and the file of commands.move.mod would both be called \
         mod_call",
    );
}

#[test]
fn a_group_and_a_file_of_the_group_around_it() {
    for (name, what) in [("mod", "the list of what is in"), ("types", "the file of the types of")] {
        refuses(
            OBSTACLES,
            &[("[\"commands.move\"]", &format!("[\"commands.{name}\"]"))],
            &format!("{what} commands and the group commands.{name} would both be called {name}"),
        );
    }
}

#[test]
fn a_group_and_a_part_of_the_client() {
    for name in [
        "bin",
        "bytes",
        "client",
        "descriptors",
        "http",
        "lib",
        "serde_json",
        "shared",
        "transport",
    ] {
        refuses(
            TEAPOT,
            &[("[\"brews\"]", &format!("[\"{name}\"]"))],
            &format!(
                "what the client crate calls `{name}` and the group {name} would both be called {name}"
            ),
        );
    }
    for name in ["builder", "runtime"] {
        refuses(
            TEAPOT,
            &[("[\"brews\"]", &format!("[\"{name}\"]"))],
            &format!(
                "the method `{name}` of the client and the group {name} would both be called {name}"
            ),
        );
    }
}

#[test]
fn a_group_and_a_feature_or_a_command() {
    refuses(
        TEAPOT,
        &[("[\"brews\"]", "[\"reqwest\"]")],
        "the feature `reqwest` of the client crate and the feature of the group reqwest would both \
         be called reqwest",
    );
    refuses(
        TEAPOT,
        &[("[\"brews\"]", "[\"operations\"]")],
        "the command `operations` of the command line and the command of the group operations would \
         both be called operations",
    );
}

#[test]
fn two_groups_with_one_file_of_descriptors() {
    refuses(
        TEAPOT,
        &[("[\"brews\"]", "[\"kettles_logs\"]")],
        "the descriptors of the group kettles_logs and the descriptors of the group kettles.logs would \
         both be called kettles_logs",
    );
}

#[test]
fn a_group_and_the_list_of_descriptors() {
    refuses(
        TEAPOT,
        &[("[\"brews\"]", "[\"mod\"]")],
        "the list of the descriptors' files and the descriptors of the group mod would both be called mod",
    );
}

#[test]
fn two_operations_with_one_test() {
    refuses(
        TEAPOT,
        &[
            ("[\"brews\"]", "[\"kettles\"]"),
            ("brews\" = \"create\"", "brews\" = \"logs_list_slow_pours\""),
        ],
        "the test of kettles.logs_list_slow_pours and the test of kettles.logs.list_slow_pours would \
         both be called kettles_logs_list_slow_pours",
    );
}

#[test]
fn a_builder_and_a_type() {
    refuses(
        TEAPOT,
        &[("name\" = \"rename\"", "name\" = \"teapot_detail\"")],
        "the schema TeapotDetail and the builder of teapots.teapot_detail would both be called \
         TeapotDetail",
    );
}

#[test]
fn two_schemas_with_one_descriptor() {
    let mut api = TEAPOT.api();
    let schema = api.schemas["TeapotDetail"].clone();
    api.schemas.insert("TeapotDETAIL".to_owned(), schema);
    check(
        &api,
        "the descriptor of the schema TeapotDETAIL and the descriptor of the schema TeapotDetail would both be \
         called TEAPOT_DETAIL",
    );
}

/// Changes the names of the fixture, and compares the error of the generator.
#[track_caller]
fn refuses(fixture: Fixture, changes: &[(&str, &str)], message: &str) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&fixture.names_folder(), folder.path());
    let path = folder.path().join("operations.toml");
    let mut text = std::fs::read_to_string(&path).expect("the names are text");
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the names");
        text = text.replace(from, to);
    }
    std::fs::write(&path, text).expect("the names can be written");
    // A group without operations would be refused earlier.
    std::fs::write(folder.path().join("groups.toml"), "").expect("the names can be written");
    let names = Names::load(folder.path()).expect("the names are sound");
    check(&fixture.extraction_with(&names).api, message);
}

#[track_caller]
fn check(api: &Api, message: &str) {
    let error = generate(api).expect_err("the names collide");
    assert_eq!(error.to_string(), format!("{message}{ADVICE}"));
}
