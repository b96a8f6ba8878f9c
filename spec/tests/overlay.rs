//! Mistakes in overlay files are reported with their file and line.

use std::fs;
use std::path::{Path, PathBuf};

use taurusdb_spec::{Api, Docs, Facts, Fixes, Mandatory, Names, Type};
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
        "the group 'teapots' has no operation",
    );
    let same = |text: String| text.replacen("= \"restart\"", "= \"create\"", 1);
    let folder = changed("names", "operations.toml", same);
    let error = Names::load(folder.path()).expect_err("two operations of one name");
    assert!(error.message.contains("'instances.create' is already used in line"), "{error}");
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
    docs_problem(
        "operations.toml",
        set("# nothing"),
        "the operation 'instances.rename' has no summary",
    );
    let empty = set("\"instances.rename\" = \" \"");
    assert_eq!(docs_problem("operations.toml", empty, "is empty"), rename);
    let long = set(
        "\"instances.rename\" = \"Rename a DB instance, which is a thing that has a name that can be changed by this\"",
    );
    assert_eq!(docs_problem("operations.toml", long, "at most 72 fit"), rename);
    let unknown = |text: String| format!("\"teapots.list\" = \"List teapots\"\n{text}");
    assert_eq!(docs_problem("operations.toml", unknown, "there is no operation 'teapots.list'"), 1);
    let unknown = |text: String| format!("\"Teapot.size\" = \"Size of the pot\"\n{text}");
    assert_eq!(
        docs_problem("overrides.toml", unknown, "there is no field or parameter 'Teapot.size'"),
        1
    );
    let unknown = |text: String| text.replacen("category = \"conflict\"", "category = \"odd\"", 1);
    docs_problem("errors.toml", unknown, "'odd' is not a category");
    let missing = |text: String| text.replacen("postpaid =", "prepaid =", 1);
    docs_problem("conditions.toml", missing, "the condition 'postpaid' of InstancesCreateRequest");
    let unknown = |text: String| format!("full-moon = \"the moon is full\"\n{text}");
    let message = "there is no condition 'full-moon'; remove the line";
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
    let result = Fixes::load(folder.path())
        .map_err(|error| vec![error])
        .and_then(|fixes| fixes.apply(&mut api));
    let [error] = &result.expect_err("the fix is wrong")[..] else { panic!("one error") };
    assert!(error.message.contains(message), "{error}");
    assert!((3..=12).contains(&error.line), "{error}");
}

/// With another issue of the document, a maintainer needs to see all of them at once.
#[test]
fn all_fixes_that_do_not_apply_are_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fix = |schema: &str| {
        format!(
            "[[fix]]\nkind = \"add-alias\"\nschema = \"{schema}\"\nfield = \"size\"\nto = \"s\"\n\
             reason = \"r\"\nevidence = \"e\"\n"
        )
    };
    fs::write(folder.path().join("a.toml"), fix("Teapot") + &fix("Kettle")).expect("writable");
    let mut api = Api::load(&spec()).expect("the specification");
    let fixes = Fixes::load(folder.path()).expect("fixes");
    let errors = fixes.apply(&mut api).expect_err("no such schemas");
    let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [1, 8]);
}

/// A schema of the same object would keep the old name, and nobody would notice.
#[test]
fn a_fix_that_leaves_out_a_schema_of_the_same_object_is_reported() {
    let mut api = Api::load(&spec()).expect("the specification");
    let mut part = api.schemas["MysqlTag"].clone();
    part.fields.truncate(1);
    api.schemas.insert("MysqlTagWithoutValue".to_owned(), part);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fix = "[[fix]]\nkind = \"rename-field\"\nschema = \"MysqlTag\"\nfield = \"key\"\nto = \"k\"\n\
               reason = \"r\"\nevidence = \"e\"\n";
    fs::write(folder.path().join("a.toml"), fix).expect("writable");
    let fixes = Fixes::load(folder.path()).expect("fixes");
    let errors = fixes.apply(&mut api).expect_err("the fix is incomplete");
    let message = &errors[0].message;
    assert!(message.contains("MysqlTag.key is incomplete: MysqlTagWithoutValue"), "{message}");
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
        "expected /v2, found /v3/{project_id}/instances/{instance_id}/name",
    );
    fix_error(
        &format!("kind = \"add-alias\"\nschema = \"MysqlTag\"\nto = \"k\"\n{why}"),
        "needs 'field'",
    );
    fix_error(
        &format!("kind = \"guess\"\nschema = \"MysqlTag\"\nfield = \"key\"\n{why}"),
        "'guess' is not a kind of fix",
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

#[test]
fn fixes_of_parameters() {
    let limit = |rest: &str| {
        format!("parameter = \"instances.list.limit\"\n{rest}\nreason = \"r\"\nevidence = \"e\"")
    };
    let mandatory = "kind = \"set-mandatory\"\nfrom = \"yes\"\nto = \"no\"";
    fix_error(
        &limit(mandatory),
        "the fix of instances.list.limit does not apply: expected yes, found no",
    );
    fix_error(
        &limit(mandatory).replace(".limit", ".limits"),
        "the operation does not exist, or has no such parameter",
    );
    fix_error(&limit(&format!("{mandatory}\nfield = \"limit\"")), "write one fix for each");
    fix_error(
        &limit("kind = \"rename-field\"\nto = \"most\""),
        "a parameter takes set-type, set-mandatory or set-facts",
    );
    fix_error(
        &limit("kind = \"set-type\"\nfrom = \"string\"\nto = \"long\""),
        "expected string, found integer",
    );
}

#[test]
fn a_parameter_can_be_fixed() {
    let mut api = Api::load(&spec()).expect("the specification");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fix = |kind: &str, from: &str, to: &str| {
        format!(
            "[[fix]]\nkind = \"{kind}\"\nparameter = \"instances.list.limit\"\nfrom = {from}\nto = {to}\n\
             reason = \"r\"\nevidence = \"e\"\n"
        )
    };
    let limit = |api: &Api| {
        let operation = api.operation("instances.list").expect("the operation");
        let mut parameters = operation.parameters.iter();
        parameters.find(|parameter| parameter.name == "limit").expect("the parameter").clone()
    };
    let facts = limit(&api).facts;
    let (least, most) = (facts.minimum.expect("a least"), facts.maximum.expect("a greatest"));
    let default = facts.default.expect("a default");
    let text = [
        fix("set-mandatory", "\"no\"", "\"yes\""),
        fix("set-type", "\"integer\"", "\"long\""),
        fix(
            "set-facts",
            &format!("{{ default = \"{default}\", minimum = {least:?}, maximum = {most:?} }}"),
            "{ minimum = 2 }",
        ),
    ];
    fs::write(folder.path().join("a.toml"), text.concat()).expect("writable");
    let fixes = Fixes::load(folder.path()).expect("the fixes are sound");
    let entries = fixes.apply(&mut api).expect("the fixes apply");
    let fixed = limit(&api);
    assert_eq!(fixed.mandatory, Mandatory::Yes);
    assert_eq!(fixed.kind, Type::Long);
    assert_eq!(fixed.facts, Facts { minimum: Some(2.0), ..Facts::default() });
    let said: Vec<_> = entries.iter().map(|e| (&*e.operation, &*e.field, &*e.declared)).collect();
    assert_eq!(said[0], ("instances.list", "query.limit", "no"));
    assert_eq!(said[1], ("instances.list", "query.limit", "integer"));
}
