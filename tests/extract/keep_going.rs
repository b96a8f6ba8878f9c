//! `cargo xtask extract --keep-going` leaves out what is not understood, says so, and reads the rest.

use serde_json::{Value, json};

use super::fixtures::TEAPOT;
use super::run::Run;

fn read(run: &Run, name: &str) -> Value {
    let text = std::fs::read_to_string(run.out().join(name)).expect("the file was written");
    serde_json::from_str(&text).expect("it is JSON")
}

/// The ids in the export.
fn ids(run: &Run) -> Vec<String> {
    let export = read(run, "openapi.json");
    let paths = export["paths"].as_object().expect("paths").values();
    let operations = paths.flat_map(|path| path.as_object().expect("methods").values());
    let ids = operations.filter_map(|operation| operation["operationId"].as_str());
    ids.map(str::to_owned).collect()
}

/// Extracts a changed document with `--keep-going`.
#[track_caller]
fn keeps_going(text: &str, code: i32) -> (Run, String, String) {
    let run = Run::new();
    let document = run.path("document.txt");
    std::fs::write(&document, text).expect("the file can be written");
    let mut command = run.command(&document, &run.out());
    let ended = run.ended(command.arg("--keep-going"));
    let (said, message) = ended.ends_with(code);
    (run, said, message)
}

#[test]
fn nothing_is_left_out_of_a_sound_document() {
    let (run, said, message) = keeps_going(&TEAPOT.text(), 0);
    assert_eq!((said.contains("\nleft out:"), message.as_str()), (false, ""), "{said}");
    assert_eq!(read(&run, "left-out.json"), json!({ "left_out": [] }));
    for (name, text) in TEAPOT.api().files() {
        let path = run.out().join("api").join(&name);
        assert_eq!(std::fs::read_to_string(path).expect("a file"), text, "{name}");
    }
}

/// Whatever is wrong in a section, only that section is left out, and its place is listed.
#[test]
fn a_section_with_a_fault_is_left_out() {
    let all = TEAPOT.api().operations().count();
    let cases = [
        // A table that cannot be read, a type, a URI that cannot be read, no URI.
        ("secret_mark\tNo\tString", "secret_mark\tNo String"),
        ("secret_mark\tNo\tString", "secret_mark\tNo\tStrings of pearls"),
        ("POST /v3/{project_id}/teapots\n", "POST /v3/{project_id}/tea pots\n"),
        ("POST /v3/{project_id}/teapots\n", "\n"),
    ];
    for (old, new) in cases {
        let text = TEAPOT.text();
        assert!(text.contains(old), "{old}");
        let (run, said, message) = keeps_going(&text.replacen(old, new, 1), 1);
        let left = read(&run, "left-out.json");
        let left = left["left_out"].as_array().expect("a list");
        let places: Vec<_> = left.iter().map(|item| (&item["section"], &item["title"])).collect();
        assert_eq!(places, [(&json!("4.2.1"), &json!("Creating a Teapot"))], "{new}");
        let line = left[0]["line"].as_u64().expect("a line");
        assert!(
            said.contains(&format!("  Creating a Teapot: line {line}, section 4.2.1")),
            "{said}"
        );
        assert!(said.contains("\nleft out:\n"), "{said}");
        assert!(message.contains("1 sections or tables are not understood"), "{message}");
        let ids = ids(&run);
        assert_eq!((ids.len(), ids.contains(&"teapots.create".to_owned())), (all - 1, false));
    }
}

/// A successor that was left out cannot be named; the operation that it follows stays.
#[test]
fn an_operation_stays_without_its_successor() {
    let text =
        TEAPOT.text().replacen("GET /v3/{project_id}/teas/{leaf_name}\n", "GET /v3/{tea\n", 1);
    let (run, _, _) = keeps_going(&text, 1);
    let legacy = std::fs::read_to_string(run.out().join("api/legacy.json")).expect("a file");
    assert!(!legacy.contains("teas.list"), "{legacy}");
    assert!(ids(&run).iter().any(|id| id.starts_with("legacy.list_teas")), "{:?}", ids(&run));
}

/// A document whose form is not known is not taken for one with a few faults.
#[test]
fn more_left_out_than_read_is_said_loudly() {
    let text = TEAPOT.text();
    let (before, after) = text.split_at(text.rfind("4.2.1").expect("a section"));
    let text = before.to_owned() + &after.replace("\tType\t", "\tSort of thing\t");
    let (run, _, message) = keeps_going(&text, 3);
    assert!(message.starts_with("error: more was left out than read: "), "{message}");
    assert!(!ids(&run).is_empty());
}

#[test]
fn a_faulty_section_is_an_error_that_names_the_option() {
    let run = Run::new();
    let document = run.path("document.txt");
    let text = TEAPOT.text().replacen("secret_mark\tNo\tString", "secret_mark\tNo String", 1);
    std::fs::write(&document, text).expect("the file can be written");
    let (_, message) = run.extract(&document).ends_with(2);
    assert!(message.contains("`extract --keep-going --out DIR` reads the rest"), "{message}");
    assert!(!run.out().exists(), "something was written");
}
