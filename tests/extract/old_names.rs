//! What a next issue renames works under its old names for one version: in programs, with a warning of the
//! compiler, and in commands, with one on standard error.

use std::process::Command;

use fancy_regex::{Captures, Regex};
use taurusdb_emit::generate_with_lock;
use taurusdb_extract::read::Source;
use taurusdb_spec::{Api, Fixes, Renamed};
use taurusdb_sync::{Class, Inventory, compare, old_names};
use taurusdb_tests::nested::{self, write};
use taurusdb_tests::{fixture, target};

use super::fixtures::TEAPOT;

/// What the next issue calls otherwise: an operation by its route, a field of a body, one of an object in
/// it, a parameter of the query, and a documented value. Another group uses the lid, too.
const EDITS: [(&str, &str, &str); 8] = [
    (
        "4.2.4 Renaming a Teap ot\n\n",
        "PUT `/v3/{project_id}/teapots/{teapot_id}/name`",
        "POST `/v3.1/{project_id}/teapots/{teapot_id}/name`",
    ),
    ("4.2.4 Renaming a Teap ot\n\n", "put https://{endpoint}/v3/", "post https://{endpoint}/v3.1/"),
    ("Table 4-14 Request body", "pot_sha pe\tYes\tString", "pot_form\tYes\tString"),
    ("Table 4-15 PotLid", "steam_hole\tNo", "steam_vent\tNo"),
    ("Table 4-19 PotBilling", "• perCup", "• percup"),
    ("Table 4-29 Query parameters", "limit\tNo", "page_limit\tNo"),
    (
        "4.3.1 Starting a Brew\n\n",
        "water\tNo\tBrewWater object\tThe water.\n",
        "water\tNo\tBrewWater object\tThe water.\nlid\tNo\tPotLid object\tThe lid.\n\n\
         Table 4-45 PotLid\n\n\
         Parameter\tMandatory\tType\tDescription\nknob\tYes\tString\tForm of the knob.\nsteam_vent\t\
         No\tBoolean\tWhether steam gets out. The default value is true .\n",
    ),
    ("4.2.1 Creating a Teapot\n\n", "\"pot_shape\" : \"round\"", "\"pot_form\" : \"round\""),
];

/// A program that was written for the version before.
const PROGRAM: &str = r#"
use taurusdb::teapots::{Mode, PotBilling, PotLidInput, PotShape, Rename};
use taurusdb::{Client, Credentials};

fn told(call: taurusdb::Call) -> String {
    let request = call.unsigned_request().expect("a request");
    let body = String::from_utf8_lossy(request.body()).into_owned();
    format!("{} {} {body}", request.method(), request.uri())
}

fn rename(client: &Client) -> Rename {
    client.teapots().rename("t1")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = Client::builder().endpoint("http://127.0.0.1:1").project_id("p");
    let client = client.credentials(Credentials::token("t")).build().await.expect("a client");
    println!("{}", told(rename(&client).name("white-wanda").into_call()));
    println!("{}", told(client.teapots().list().limit(3).into_call()));
    let create = client.teapots().create().name("tom").pot_shape(PotShape::Round).volume(2);
    let create = create.lid(PotLidInput::new("ball").steam_hole(false));
    println!("{}", told(create.billing(PotBilling::new(Mode::PerCup)).into_call()));
}
"#;

/// The tables of the fourth chapter with the numbers of their order; the first ones are where they were.
fn with_tables_counted(text: &str) -> String {
    let caption = Regex::new(r"(?m)^(.*\*\*|)Table 4-\d+(?=\D)").expect("a pattern");
    let mut number = 0;
    let counted = caption.replace_all(text, |found: &Captures<'_>| {
        number += 1;
        format!("{}Table 4-{number}", &found[1])
    });
    counted.into_owned()
}

/// The next issue, with what it renames.
fn next() -> Api {
    let mut text = TEAPOT.text();
    for (after, from, to) in EDITS {
        let start = text.rfind(after).unwrap_or_else(|| panic!("there is no {after:?}"));
        let at = text[start..].find(from).unwrap_or_else(|| panic!("there is no {from:?}"));
        text.replace_range(start + at..start + at + from.len(), to);
    }
    let text = with_tables_counted(&text);
    let before = TEAPOT.api();
    let (_, lock) = generate_with_lock(&before).expect("code can be generated");
    let mut names = TEAPOT.names();
    names.keep(lock);
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
    let found = taurusdb_extract::preview(&Source::text(text), &names, &fixes);
    let mut api = found.expect("the next issue is understood").extraction.api;
    let changes = compare(&Inventory::of(&before), &Inventory::of(&api));
    let renamed = changes.iter().filter(|change| {
        matches!(
            change.class,
            Class::OperationRenamed | Class::ValueRenamed | Class::EnumValueRenamed
        )
    });
    assert_eq!(renamed.count(), 5, "{changes:#?}");
    for package in ["taurusdb", "taurusdb-cli", "taurusdb-descriptors", "taurusdb-mock"] {
        api.versions.set(package, "0.2.0-old-names".to_owned());
    }
    let since = api.versions.line("taurusdb");
    let found = old_names(&changes, &api);
    api.lock.renamed.add(Renamed { since, ..found });
    api.docs = before.docs;
    api
}

#[test]
fn a_program_and_commands_of_the_version_before_work() {
    let folder = target().join("generated-code/old-names");
    nested::write_workspace(&folder, &["generated/taurusdb*", "program"]);
    let (files, lock) = generate_with_lock(&next()).expect("code can be generated");
    assert_eq!(lock.renamed.since, "0.2");
    for (path, text) in files {
        nested::write_generated(&folder, &path, &text);
    }
    write(
        &folder.join("program/Cargo.toml"),
        "[package]\nname = \"old-names\"\nedition = \"2024\"\n\n[dependencies]\n\
         taurusdb = { path = \"../generated/taurusdb\" }\n\
         tokio = { workspace = true, features = [\"macros\", \"rt\"] }\n",
    );
    write(&folder.join("program/src/main.rs"), PROGRAM);
    let built = nested::build(&folder, &["--package", "old-names", "--package", "taurusdb-cli"]);
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    for warning in [
        "use of deprecated type alias `taurusdb::teapots::Rename`: is called RenameName now",
        "use of deprecated type alias `taurusdb::teapots::PotLidInput`: is called shared::PotLidInput now",
        "use of deprecated method `taurusdb::teapots::Api::<'a>::rename`: is called \
         client.teapots().rename_name(…) now",
        "`taurusdb::teapots::List::limit`: is called page_limit now",
        "pot_shape`: is called pot_form now",
        "`taurusdb::shared::PotLidInput::steam_hole`: is called steam_vent now",
        "`taurusdb::teapots::Mode::PerCup`: is called Percup now",
    ] {
        assert!(said.contains(warning), "no {warning:?} in:\n{said}");
    }

    let ran = |program: &str, arguments: &[&str]| {
        let path = target().join("debug").join(program);
        let output = Command::new(path).args(arguments).output().expect("it can be run");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, out, err) = ran("old-names", &[]);
    assert_eq!(code, Some(0), "{err}");
    let base = "http://127.0.0.1:1";
    let calls = [
        format!("POST {base}/v3.1/p/teapots/t1/name {{\"name\":\"white-wanda\"}}"),
        format!("GET {base}/v3.1/p/teapots?page_limit=3 "),
        format!(
            "POST {base}/v3/p/teapots {{\"name\":\"tom\",\"pot_form\":\"round\",\"volume\":2,\
             \"lid\":{{\"knob\":\"ball\",\"steam_vent\":false}},\"billing\":{{\"mode\":\"percup\"}}}}"
        ),
    ];
    assert_eq!(out.lines().collect::<Vec<_>>(), calls);

    let place = ["--dry-run", "--endpoint", base, "--project-id", "p"];
    let program = nested::program_of(&folder, "taurusdb");
    let command = |words: &[&str]| ran(&program, &[&place[..], words].concat());
    let (code, out, err) = command(&["teapots", "list", "--limit", "3"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("page_limit=3"), "{out}");
    assert!(err.contains("'--limit' is called '--page-limit' now"), "{err}");
    let (code, _, err) = command(&["teapots", "rename", "t1", "--skeleton"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("'teapots rename' is called 'teapots rename-name' now"), "{err}");
}
