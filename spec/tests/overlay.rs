//! Overlay files that are wrong: each is told with its file and line.

use std::fs;
use std::path::{Path, PathBuf};

use taurusdb_spec::{Api, Docs, Fixes, Names};
use tempfile::TempDir;

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A copy of a folder of the overlay with one file changed.
fn changed(folder: &str, file: &str, change: impl FnOnce(String) -> String) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(spec().join("overlay").join(folder)).expect("the overlay") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("a copy");
    }
    let path = copy.path().join(file);
    let text = fs::read_to_string(&path).expect("a file of the overlay");
    fs::write(&path, change(text)).expect("writable");
    copy
}

#[track_caller]
fn names_error(file: &str, change: impl FnOnce(String) -> String, line: usize, message: &str) {
    let folder = changed("names", file, change);
    let error = Names::load(folder.path()).expect_err("the file is wrong");
    assert!(error.path.ends_with(file), "{error}");
    assert!(error.message.contains(message), "{error}");
    assert_eq!(error.line, line, "{error}");
}

fn line_of(file: &str, text: &str) -> usize {
    let whole = fs::read_to_string(spec().join("overlay").join(file)).expect("a file");
    whole.lines().position(|line| line.starts_with(text)).expect("the line") + 1
}

#[test]
fn names() {
    let first = line_of("names/operations.toml", "\"POST /v3/{project_id}/instances\" =");
    names_error(
        "operations.toml",
        |text| text.replace("/instances\" = \"create\"", "/instances\" = \"Create It\""),
        first,
        "'Create It' cannot be a command",
    );
    names_error(
        "operations.toml",
        |text| text.replacen("= \"create\"", "= \"create\" \"twice\"", 1),
        first,
        "",
    );
    names_error(
        "groups.toml",
        |text| format!("[\"teapots\"]\nsummary = \"Teapots\"\n{text}"),
        1,
        "no operation is in the group 'teapots'",
    );
    let same = |text: String| text.replacen("= \"restart\"", "= \"create\"", 1);
    let folder = changed("names", "operations.toml", same);
    let error = Names::load(folder.path()).expect_err("two operations of one name");
    assert!(error.message.contains("'instances.create' is already decided in line"), "{error}");
}

#[track_caller]
fn docs_problem(file: &str, change: impl FnOnce(String) -> String, message: &str) -> usize {
    let folder = changed("docs", file, change);
    let api = Api::load(&spec()).expect("the specification");
    let problems = Docs::load(folder.path()).expect("the form is right").problems(&api);
    let found = problems.iter().find(|problem| problem.message.contains(message));
    let Some(problem) = found else { panic!("expected '{message}', found {problems:#?}") };
    assert!(problem.path.ends_with(file), "{problem}");
    problem.line
}

#[test]
fn words() {
    let rename = line_of("docs/operations.toml", "\"instances.rename\" =");
    let set = |to: &'static str| {
        move |text: String| {
            let replace = |line: &str| {
                if line.starts_with("\"instances.rename\" =") {
                    to.to_owned()
                } else {
                    line.to_owned()
                }
            };
            text.lines().map(replace).collect::<Vec<_>>().join("\n")
        }
    };
    docs_problem("operations.toml", set("# nothing"), "'instances.rename' has no summary");
    let empty = set("\"instances.rename\" = \" \"");
    assert_eq!(docs_problem("operations.toml", empty, "is empty"), rename);
    let long = set(
        "\"instances.rename\" = \"Rename a DB instance, which is a thing that has a name that can be changed by this\"",
    );
    assert_eq!(docs_problem("operations.toml", long, "at most 72 fit"), rename);
    let unknown = |text: String| format!("\"teapots.list\" = \"List teapots\"\n{text}");
    assert_eq!(docs_problem("operations.toml", unknown, "there is no operation 'teapots.list'"), 1);
    let unknown = |text: String| format!("\"Teapot.size\" = \"Size of the pot\"\n{text}");
    assert_eq!(docs_problem("overrides.toml", unknown, "there is no 'Teapot.size'"), 1);
    let unknown = |text: String| text.replacen("category = \"conflict\"", "category = \"odd\"", 1);
    docs_problem("errors.toml", unknown, "'odd' is no category");
    let missing = |text: String| text.replacen("postpaid =", "prepaid =", 1);
    docs_problem("conditions.toml", missing, "the condition 'postpaid' of InstancesCreateRequest");
    let unknown = |text: String| format!("full-moon = \"the moon is full\"\n{text}");
    let message = "there is no condition 'full-moon'; drop the line";
    assert_eq!(docs_problem("conditions.toml", unknown, message), 1);
}

#[test]
fn words_of_the_wrong_form() {
    let folder =
        changed("docs", "fields.toml", |text| format!("size = \"once\"\nsize = \"twice\"\n{text}"));
    let error = Docs::load(folder.path()).expect_err("the key stands there twice");
    assert_eq!(error.line, 2, "{error}");
}

#[track_caller]
fn fix_error(fix: &str, message: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.toml"), format!("# A comment.\n\n[[fix]]\n{fix}\n"))
        .expect("writable");
    let mut api = Api::load(&spec()).expect("the specification");
    let result = Fixes::load(folder.path()).and_then(|fixes| fixes.apply(&mut api));
    let error = result.expect_err("the fix is wrong");
    assert!(error.message.contains(message), "{error}");
    assert!((3..=12).contains(&error.line), "{error}");
}

#[test]
fn fixes() {
    let why = "reason = \"r\"\nevidence = \"e\"";
    fix_error(
        &format!("kind = \"add-alias\"\nschema = \"Teapot\"\nfield = \"size\"\nto = \"s\"\n{why}"),
        "there is no schema Teapot",
    );
    fix_error(
        &format!(
            "kind = \"add-alias\"\nschema = \"MysqlTag\"\nfield = \"size\"\nto = \"s\"\n{why}"
        ),
        "it has only the fields key, value",
    );
    fix_error(
        &format!(
            "kind = \"set-type\"\nschema = \"MysqlTag\"\nfield = \"key\"\nfrom = \"long\"\nto = \"string\"\n{why}"
        ),
        "expected long, found string",
    );
    fix_error(
        &format!(
            "kind = \"set-type\"\nschema = \"MysqlTag\"\nfield = \"key\"\nfrom = \"text\"\nto = \"string\"\n{why}"
        ),
        "'text' is not a type",
    );
    fix_error(
        &format!(
            "kind = \"set-path\"\noperation = \"instances.rename\"\nfrom = \"/v2\"\nto = \"/v3\"\n{why}"
        ),
        "expected the path /v2, found /v3/{project_id}/instances/{instance_id}/name",
    );
    fix_error(
        &format!("kind = \"add-alias\"\nschema = \"MysqlTag\"\nto = \"k\"\n{why}"),
        "needs 'field'",
    );
    fix_error(
        &format!("kind = \"guess\"\nschema = \"MysqlTag\"\nfield = \"key\"\n{why}"),
        "'guess' is no kind of fix",
    );
    fix_error(
        "kind = \"add-alias\"\nschema = \"MysqlTag\"\nfield = \"key\"\nto = \"k\"\nreason = \"\"\nevidence = \"e\"",
        "gives no reason",
    );
    fix_error(
        &format!(
            "kind = \"set-facts\"\nschema = \"MysqlTag\"\nfield = \"key\"\nfrom = {{}}\nto = {{ required_when = [{{ field = \"a\", is = \"b\" }}] }}\n{why}"
        ),
        "expected a condition",
    );
}
