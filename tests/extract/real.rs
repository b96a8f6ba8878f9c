//! What the real document must come to; nothing to do where it is not at hand.

use std::collections::BTreeSet;
use std::path::Path;

use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Api, Field, Fixes, Mandatory, Names, Type};
use taurusdb_tests::{reference, root};

use super::determinism::assert_survives_the_disk;
use super::support::copy;

fn extraction(document: &Path) -> Extraction {
    let bytes = std::fs::read(document).expect("the document can be read");
    let overlay = root().join("spec/overlay");
    let names = Names::load(&overlay.join("names")).expect("the names are sound");
    let fixes = Fixes::load(&overlay.join("fixes")).expect("the fixes are sound");
    extract(&bytes, &names, &fixes).expect("the document is understood")
}

#[test]
fn everything_is_found() {
    let Some(document) = reference() else { return };
    let lines = std::fs::read_to_string(&document).expect("the document is text").lines().count();
    let Extraction { api, counts, .. } = extraction(&document);

    assert_eq!((counts.operations, counts.deprecated), (228, 35));
    assert_eq!((counts.tables, counts.rows), (1_519, 4_367));
    assert_eq!(counts.accounts.lines.values().map(|n| *n as usize).sum::<usize>(), lines);
    assert_eq!(counts.examples, 366);
    let read = counts.examples - counts.unread_examples.len();
    assert!(read >= 362, "{read} examples read, not those of lines {:?}", counts.unread_examples);

    let service = &api.service;
    assert_eq!(service.endpoints.len(), 18);
    assert_eq!(service.status_codes.len(), 42);
    assert_eq!(service.error_codes.len(), 225);
    assert_eq!(service.actions.len(), 21);
    assert_eq!(service.metrics.len(), 51);
}

/// The catalogue beside the document lists section, method, path, end and successor of every
/// operation; a person made it from the document by other means.
#[test]
fn every_route_of_the_catalogue_is_found() {
    let Some(document) = reference() else { return };
    let Ok(catalogue) = std::fs::read_to_string(document.with_file_name("catalogue.md")) else {
        eprintln!("not run: there is no catalogue.md beside the document");
        return;
    };
    let api = extraction(&document).api;
    let sections: std::collections::BTreeMap<&str, &str> =
        api.operations().map(|o| (o.id.as_str(), o.section.as_str())).collect();
    let found: BTreeSet<[String; 4]> = api
        .operations()
        .map(|operation| {
            let successor = operation.deprecated.as_ref().and_then(|end| end.successor.as_deref());
            [
                operation.section.clone(),
                operation.method.to_string(),
                operation.path.clone(),
                successor.map_or_else(String::new, |id| sections[id].to_owned()),
            ]
        })
        .collect();
    let listed: BTreeSet<[String; 4]> = catalogue.lines().filter_map(row).collect();
    assert_eq!(listed.len(), 228);
    let missing: Vec<_> = listed.difference(&found).collect();
    let unlisted: Vec<_> = found.difference(&listed).collect();
    assert!(missing.is_empty() && unlisted.is_empty(), "{missing:#?}\n{unlisted:#?}");
}

/// `| 4.3.7 | Title | PUT | `/v3/…` | March 31, 2025 | 4.8.3 |` → section, method, path, successor.
fn row(line: &str) -> Option<[String; 4]> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, section, _, method, path, _, successor, _] = cells[..] else { return None };
    let path = path.strip_prefix('`')?.strip_suffix('`')?;
    // Two titles are those of several sections; the first is the one that is meant.
    let successor = successor.trim_start_matches("['").split('\'').next().unwrap_or_default();
    Some([section, method, path, successor].map(str::to_owned))
}

/// References that are not written as the name of their table: line of the field, tables that its
/// type is made of.
const REFERENCES: [(u32, &[&str]); 24] = [
    // Broken by a space, with other capitals besides.
    (822, &["4-11"]),
    (3559, &["4-182"]),
    (5739, &["4-300"]),
    (9487, &["4-531"]),
    (14536, &["4-826"]),
    // Plural, number of the table, slip of the pen.
    (19339, &["4-1080"]),
    (4915, &["4-251"]),
    (14649, &["4-834"]),
    (6790, &["4-364"]),
    // The name lacks an ending.
    (24871, &["5-32"]),
    (25136, &["5-47"]),
    // The field's type is its own table's name and means another.
    (15402, &["4-884"]),
    // The number stands in the description.
    (25723, &["5-74"]),
    (25729, &["5-76"]),
    // A table that is called like the field, or nearly so.
    (16965, &["4-978"]),
    (24712, &["5-24"]),
    (25752, &["5-75"]),
    (26802, &["5-116"]),
    (26807, &["5-117"]),
    (27547, &["5-151"]),
    // `Table 3`, of which there is none: the one that is left.
    (27857, &["5-161"]),
    (28043, &["5-171"]),
    // Two tables for one field.
    (28281, &["5-183", "5-186"]),
    // As plain as they come, for comparison.
    (724, &["4-4"]),
];

#[test]
fn odd_references_lead_to_the_right_tables() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    for (line, tables) in REFERENCES {
        let kind = &field_of_line(&api, line).kind;
        let name = kind.schema().unwrap_or_else(|| panic!("line {line}: {kind} is no object"));
        let sources: Vec<&str> =
            api.schemas[name].sources.iter().map(|source| source.table.as_str()).collect();
        for table in tables {
            assert!(sources.contains(table), "line {line}: {name} is made of {sources:?}");
        }
    }
}

#[test]
fn objects_of_which_the_document_says_no_more_stay_free() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    for line in [5_640, 9_706, 15_544, 15_833] {
        assert_eq!(field_of_line(&api, line).kind, Type::Object, "line {line}");
    }
    assert_eq!(field_of_line(&api, 25_715).kind, Type::array(Type::String));
}

fn field_of_line(api: &Api, line: u32) -> &Field {
    let mut fields = api.schemas.values().flat_map(|schema| &schema.fields);
    fields.find(|field| field.lines.contains(&line)).expect("the line is that of a field")
}

/// Passwords, tokens and links that need no sign-in; keys of tags and ids of encryption keys may be
/// seen.
#[test]
fn every_secret_is_known_and_nothing_else_is_one() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    let parameters = api.operations().flat_map(|operation| &operation.parameters);
    let fields = api.schemas.values().flat_map(|schema| &schema.fields);
    let stated = parameters
        .map(|parameter| (&*parameter.name, &parameter.facts))
        .chain(fields.map(|field| (&*field.name, &field.facts)));
    let secrets: BTreeSet<&str> =
        stated.filter(|(_, facts)| facts.sensitive).map(|(name, _)| name).collect();
    let expected = ["X-Auth-Token", "db_root_pwd", "download_link", "file_link", "password"];
    assert_eq!(secrets, expected.into());
}

/// A requirement under a condition and the flag say the same, wherever the condition was read.
#[test]
fn what_is_required_under_a_condition_is_conditional() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    let fields = api.schemas.values().flat_map(|schema| &schema.fields);
    for field in fields.filter(|field| field.mandatory != Some(Mandatory::Yes)) {
        let is_conditional = field.mandatory == Some(Mandatory::Conditional);
        let Field { name, lines, .. } = field;
        assert_eq!(is_conditional, !field.facts.required_when.is_empty(), "{name}, {lines:?}");
    }
}

#[test]
fn the_committed_specification_is_what_the_document_yields() {
    let Some(document) = reference() else { return };
    let folder = root().join("spec/api");
    let files = extraction(&document).api.files();
    for (name, text) in &files {
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(committed == *text, "spec/api/{name} is stale; run `cargo xtask extract`");
    }
    let committed = std::fs::read_dir(&folder).expect("spec/api can be read").count();
    assert_eq!(committed, files.len(), "spec/api holds files that no document yields");
}

#[test]
fn loading_what_was_written_gives_the_same() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    // The resource model is no part of what a document yields.
    let overlay = tempfile::tempdir().expect("a folder can be made");
    for part in ["names", "docs"] {
        copy(&root().join("spec/overlay").join(part), &overlay.path().join(part));
    }
    assert_survives_the_disk(&api, overlay.path());
}
