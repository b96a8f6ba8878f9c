//! The specification, the OpenAPI export and the code that our own document becomes.

use serde_json::{Value, json};
use taurusdb_emit::{generate, openapi};
use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Fixes, LedgerEntry, Mandatory, Rule, to_text};
use taurusdb_tests::snapshot;

use super::fixtures::{KETTLE, TEAPOT};
use super::services::loom;

#[test]
fn drafts_become_a_specification() {
    let files = TEAPOT.api().files();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "brews.json",
            "kettles.logs.json",
            "legacy.json",
            "log.json",
            "service.json",
            "shared.json",
            "teapots.json",
            "teas.json",
        ]
    );
    // `log` and `kettles.logs` would show nothing more.
    for name in ["brews", "legacy", "service", "shared", "teapots", "teas"] {
        snapshot(&format!("spec-{name}"), &files[&format!("{name}.json")]);
    }
}

/// The fixtures have a fault of every kind that the ledger knows.
#[test]
fn what_the_document_gets_wrong_is_kept() {
    let Extraction { ledger, counts, .. } = TEAPOT.extraction();
    // One line for each; the specification shows what was decided.
    let entries: String = ledger
        .entries
        .iter()
        .map(|entry| {
            let LedgerEntry { line, rule, operation, field, declared, observed, decision, .. } =
                entry;
            let place = [operation.as_str(), field].join(" ");
            let place = place.trim_end();
            format!("{line} {} {place}: {declared} / {observed} -> {decision}\n", rule.as_str())
        })
        .collect();
    snapshot("ledger", &entries);
    // The looser form of other references has faults of its own.
    let mut counts_of_all = ledger.counts();
    counts_of_all.extend(KETTLE.extraction().ledger.counts());
    counts_of_all.extend(loom().ledger.counts());
    let found: Vec<&str> = counts_of_all.keys().map(|rule| rule.as_str()).collect();
    let missing: Vec<&str> =
        Rule::ALL.iter().map(|rule| rule.as_str()).filter(|rule| !found.contains(rule)).collect();
    assert!(missing.is_empty(), "the fixtures have no fault of these kinds: {missing:?}");
    assert_eq!(counts.unread_examples.len(), 1);
    assert_eq!(counts.unread, [321]);
}

/// An operation without a decided name gets one by the rule of `spec/overlay/names/README.md`.
#[test]
fn every_operation_has_a_name() {
    let api = TEAPOT.api();
    let ids: Vec<&str> = api.operations().map(|operation| operation.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "teapots.create",
            "teapots.list",
            "teapots.show",
            "teapots.rename",
            "teapots.delete",
            "teas.list",
            "teas.list_tea_grades",
            "brews.create",
            "brews.delete",
            "kettles.logs.list_slow_pours",
            "legacy.list_teas",
            "legacy.list_teapots",
            "legacy.list_teapot_details_v3",
            "legacy.set_pour_quotas",
            "legacy.show_teapot_slowpour",
            "legacy.list_jobs",
            "log.list_teapot_slow_pours",
        ]
    );
}

/// Two sections have the title of the successor; the section in the chapter with the same name is
/// meant.
#[test]
fn an_ambiguous_successor_is_the_nearest() {
    let api = TEAPOT.api();
    let operation = api.operation("legacy.show_teapot_slowpour").expect("an operation");
    let successor = operation.deprecated.as_ref().and_then(|end| end.successor.as_deref());
    assert_eq!(successor, Some("log.list_teapot_slow_pours"));
}

/// The column has only `Yes` and `No`; a description, of the field or of another one, says when `No`
/// has an exception.
#[test]
fn a_field_that_is_sometimes_mandatory_is_conditional() {
    const ROW: &str = "secret_mark\tNo\tString\tMark below the pot. This parameter is mandatory when \
                       glaze is set to raku .";
    let mandatory = |row: &str| {
        let (text, row) = (TEAPOT.text(), format!("secret_mark\t{row}"));
        assert!(text.contains(ROW));
        let text = text.replacen(ROW, &row, 1);
        let api = extract(text.as_bytes(), &TEAPOT.names(), &Fixes::default()).expect(&row).api;
        let fields = &api.schemas["TeapotsCreateRequest"].fields;
        let field = fields.iter().find(|field| field.name == "secret_mark").expect("the field");
        (field.mandatory, field.facts.required_when.len())
    };
    for (row, expected) in [
        ("No\tString\tMark.", (Mandatory::No, 0)),
        ("No\tString\tMark. This parameter is optional.", (Mandatory::No, 0)),
        ("No\tString\tMark. If glaze is raku, it is needed.", (Mandatory::No, 0)),
        (
            "No\tString\tMark. It is mandatory when glaze is set to raku .",
            (Mandatory::Conditional, 1),
        ),
        (
            "No\tString\tMark. If glaze is raku, secret_mark must be specified.",
            (Mandatory::Conditional, 1),
        ),
        ("No\tString\tMark. It is mandatory if the moon is full.", (Mandatory::Conditional, 0)),
        ("Yes\tString\tMark. It is mandatory when glaze is set to raku .", (Mandatory::Yes, 1)),
        ("It is mandatory when glaze is set to raku .\tString\tMark.", (Mandatory::Conditional, 1)),
        (
            "No\tString\tMark.\nwitness\tNo\tString\tIf this parameter is left blank, secret_mark \
             cannot be left blank.",
            (Mandatory::Conditional, 1),
        ),
    ] {
        assert_eq!(mandatory(row), (Some(expected.0), expected.1), "{row}");
    }
}

#[test]
fn the_specification_becomes_openapi() {
    let whole = openapi::generate(&TEAPOT.api());
    let paths = [
        "/v3/{project_id}/teapots",
        "/v3/{project_id}/teapots/{teapot_id}",
        "/v3/{project_id}/teapots/{teapot_id}/brews",
        "/mysql/v3/{project_id}/teapots",
    ];
    let schemas = ["PotLid", "PotPart", "TeapotDetail", "TeapotsCreateRequest", "DiscardBrewRule"];
    let part = |value: &Value, names: &[&str]| -> Value {
        names.iter().map(|name| ((*name).to_owned(), value[*name].clone())).collect()
    };
    let shown = json!({
        "openapi": whole["openapi"],
        "info": whole["info"],
        "servers": whole["servers"],
        "security": whole["security"],
        "tags": whole["tags"],
        "paths": part(&whole["paths"], &paths),
        "components": { "schemas": part(&whole["components"]["schemas"], &schemas) },
    });
    snapshot("openapi", &to_text(&shown));
}

#[test]
fn the_specification_becomes_code() {
    let files = generate(&TEAPOT.api()).expect("code can be generated");
    for (name, path) in [
        ("client-manifest", "taurusdb/Cargo.toml"),
        ("client-builder", "taurusdb/src/teapots/rename.rs"),
        ("client-types", "taurusdb/src/brews/types.rs"),
        ("client-module", "taurusdb/src/legacy/mod.rs"),
        ("descriptors", "taurusdb-descriptors/src/brews.rs"),
        ("descriptors-of-schemas", "taurusdb-descriptors/src/schemas/brews.rs"),
        ("descriptors-of-examples", "taurusdb-descriptors/src/examples/brews.rs"),
    ] {
        snapshot(&format!("generated-{name}"), &files[path]);
    }
}

/// Guide and examples are about the service at hand: each call in them is one that it has.
#[test]
fn the_guide_is_about_the_service() {
    let api = TEAPOT.api();
    let files = generate(&api).expect("code can be generated");
    let groups: Vec<String> =
        api.groups.iter().map(|group| format!("client.{}", group.id)).collect();
    let mut calls = 0;
    for (path, text) in &files {
        if !path.starts_with("taurusdb/guide/")
            && !path.starts_with("taurusdb/examples/")
            && path != "taurusdb/README.md"
        {
            continue;
        }
        for (at, _) in text.match_indices("client.").filter(|(at, _)| text[*at..].contains("()")) {
            let name = text[at..].split("()").next().unwrap_or_default();
            let is_call =
                name["client.".len()..].bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            if is_call && !name.ends_with("runtime") {
                assert!(groups.contains(&name.to_owned()), "{path} calls {name}");
                calls += 1;
            }
        }
    }
    assert!(calls > 3, "no call is shown");
    assert!(files["taurusdb/guide/credentials.md"].contains("HW_ACCESS_KEY"));
}

/// A decided name applies whether or not the converter breaks the name of the table.
#[test]
fn a_decided_name_finds_its_table_whatever_the_converter_did_to_it() {
    let text = TEAPOT.text();
    let changed = text.replacen(" teapot\n\nParameter", " tea pot\n\nParameter", 1);
    assert!(changed != text, "the fixture has a table called teapot");
    let found = extract(changed.as_bytes(), &TEAPOT.names(), &Fixes::default());
    let found = found.expect("the same document");
    assert!(found.api.schemas.contains_key("TeapotDetail"));
}
