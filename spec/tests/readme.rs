//! The worked example of `overlay/resources/README.md` works: pasted as it is, it describes a new
//! operation completely.

use std::fs;
use std::path::{Path, PathBuf};

use taurusdb_spec::{Api, Body, Docs, Names, Resources};

const ID: &str = "instances.pause";
const PATH: &str = "/v3/{project_id}/instances/{instance_id}/pause";

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The specification with the new operation of the README.
fn with_the_operation() -> Api {
    let mut api = Api::load(&spec()).expect("the specification");
    let rename = api.operation("instances.rename").expect("a known operation").clone();
    let body = rename.request.as_ref().expect("it has a body").schema.clone();

    let mut schema = api.schemas[&body].clone();
    schema.fields.truncate(2);
    schema.fields[0].name = "alias".to_owned();
    schema.fields[1].name = "pause_mode".to_owned();
    for (field, values) in schema.fields.iter_mut().zip([&[][..], &["soft", "hard"]]) {
        field.facts = Default::default();
        field.facts.values = values.iter().map(|value| (*value).to_owned()).collect();
    }
    api.schemas.insert("InstancesPauseRequest".to_owned(), schema);

    let mut pause = rename;
    pause.id = ID.to_owned();
    pause.path = PATH.to_owned();
    pause.request = Some(Body { schema: "InstancesPauseRequest".to_owned() });
    pause.examples.clear();
    let group = api.groups.iter_mut().find(|group| group.id == "instances").expect("the group");
    group.operations.push(pause);
    api
}

/// The entries of the README: the place, which the comment in the first line names, and the lines.
fn entries() -> Vec<(String, String)> {
    let readme =
        fs::read_to_string(spec().join("overlay/resources/README.md")).expect("it is there");
    let blocks = readme.split("```toml\n# ").skip(1);
    let entries: Vec<(String, String)> = blocks
        .map(|block| {
            let (block, _) = block.split_once("\n```").expect("a block ends");
            let (place, lines) = block.split_once('\n').expect("a place and lines");
            (place.to_owned(), lines.to_owned())
        })
        .collect();
    assert_eq!(entries.len(), 7, "{entries:#?}");
    entries
}

/// Pastes an entry where its first line says.
fn paste(overlay: &Path, place: &str, lines: &str) {
    let (file, how) = place.split_once(", ").unwrap_or((place, ""));
    let path = overlay.join(file);
    let text = fs::read_to_string(&path).expect("a file of the overlay");
    let table = how.strip_prefix("in ").and_then(|how| how.split(':').next());
    let text = match table {
        None => format!("{text}\n{lines}\n"),
        Some(table) => {
            let (before, after) = text.split_once(&format!("\n{table}\n")).expect("the table");
            let after = match lines.split_once(" = [") {
                // One more item in an existing list.
                Some((key, item)) => after.replacen(
                    &format!("{key} = ["),
                    &format!("{key} = [{}, ", item.trim_end_matches(']')),
                    1,
                ),
                None => format!("{lines}\n{after}"),
            };
            format!("{before}\n{table}\n{after}")
        }
    };
    fs::write(path, text).expect("it can be written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the overlay").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[test]
fn the_worked_example_is_true() {
    let mut api = with_the_operation();
    let refused = api.resources.validate(&api);
    let said = refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains("instances.pause: no entry: expected one for every operation"), "{said}");
    assert!(!api.docs.problems(&api).is_empty());

    let overlay = tempfile::tempdir().expect("a temporary folder");
    copy(&spec().join("overlay"), overlay.path());
    for (place, lines) in entries() {
        paste(overlay.path(), &place, &lines);
    }
    let names = Names::load(&overlay.path().join("names")).expect("sound names");
    assert_eq!(names.operation("PUT", PATH).map(|entry| entry.name.as_str()), Some(ID));
    api.docs = Docs::load(&overlay.path().join("docs")).expect("sound words");
    assert_eq!(api.docs.problems(&api), []);
    api.resources = Resources::load(&overlay.path().join("resources")).expect("a sound model");
    assert_eq!(api.resources.validate(&api), []);
    assert_eq!(api.resources.steps(&api, "instance", ID).len(), 1);
}
