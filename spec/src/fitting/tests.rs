//! The committed model has no problem, and each kind of mistake is reported with its place.

mod rules;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::resources::{Counts, Kind, Moment, PagingStyle, Role};
use crate::{Api, Effect, OverlayError, Resources};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/overlay/resources");

/// Loaded once: most tests only read it.
static API: LazyLock<Api> = LazyLock::new(|| {
    Api::load(Path::new(env!("CARGO_MANIFEST_DIR")))
        .unwrap_or_else(|error| panic!("the committed specification cannot be loaded: {error}"))
});

#[test]
fn the_overlay_fits_the_specification() {
    let problems = API.resources.validate(&API);
    assert!(problems.is_empty(), "{}", list(&problems));
}

#[test]
fn everything_is_described() {
    let model = &API.resources;
    let kinds = |kind| model.resources.values().filter(|r| r.kind == kind).count();
    assert_eq!(model.resources.len(), 60);
    assert_eq!(
        [Kind::Entity, Kind::Record, Kind::Setting, Kind::Optional].map(kinds),
        [21, 24, 13, 2]
    );

    let facts = || model.operations.values();
    let effects = |effect| facts().filter(|facts| facts.effect == effect).count();
    assert_eq!(model.operations.len(), 228);
    assert_eq!(facts().filter(|facts| facts.resource.is_none()).count(), 20);
    assert_eq!([Effect::Read, Effect::Idempotent, Effect::Neither].map(effects), [99, 87, 42]);
    assert_eq!(facts().filter(|facts| facts.task.is_some()).count(), 83);
    assert_eq!(facts().filter(|facts| facts.paging.is_some()).count(), 70);
}

#[test]
fn an_operation_answers_what_is_known_of_it() {
    let model = &API.resources;
    let restart = model.operation("instances.restart").expect("a known operation");
    assert_eq!(restart.resource.as_deref(), Some("instance"));
    assert_eq!(restart.effect, Effect::Neither);
    let task = restart.task.as_ref().expect("a task");
    assert_eq!(task.job.as_ref().map(ToString::to_string).as_deref(), Some("job_id"));
    assert_eq!(task.delayed_by.as_ref().map(ToString::to_string).as_deref(), Some("body:delay"));

    let list = model.operation("tasks.list").and_then(|facts| facts.paging.as_ref());
    let style = list.map(|paging| &paging.style);
    assert_eq!(style, Some(&PagingStyle::OffsetLimitQuery { first: 1, counts: Counts::Pages }));

    let instance = model.resource("instance").expect("a known resource");
    assert_eq!(instance.role("instances.restart"), Some(Role::Act));
    assert_eq!(instance.word("BUILD", "unified"), "creating");
    assert_eq!(instance.word("BUILD", "raw"), "BUILD");
}

#[test]
fn defaults_keep_the_order_of_the_file() {
    let model = &API.resources;
    let dns_name = model.resource("dns_name").expect("a known resource");
    let order: Vec<String> = dns_name.defaults.iter().map(|(path, _)| path.to_string()).collect();
    assert_eq!(order, ["suffix", "dns_name"]);
}

#[test]
fn what_is_borrowed_fits_the_borrower() {
    let copies = |operation| -> Vec<String> {
        let steps = API.resources.steps(&API, "instance", operation);
        steps.iter().flat_map(|step| &step.copies).map(ToString::to_string).collect()
    };
    let borrowed = copies("legacy.create_instance");
    assert!(copies("instances.create").contains(&"dedicated_resource_id".to_owned()));
    assert!(borrowed.contains(&"name".to_owned()));
    assert!(!borrowed.contains(&"dedicated_resource_id".to_owned()), "{borrowed:?}");

    let views = API.resources.views(&API, "backup", "legacy.list_backups");
    assert_eq!(views.len(), 1);
    assert_eq!(views[0].at.to_string(), "backups[]");

    let nodes = API.resources.steps(&API, "proxy_node", "legacy.add_proxy_nodes");
    assert_eq!(nodes[0].at, Some(Moment::End));
}

#[test]
fn an_operation_that_does_not_exist_is_refused() {
    refuse(
        ("backups.toml", r#"delete = ["backups.delete"]"#, r#"delete = ["backups.remove"]"#),
        "backups.toml: delete = [\"backups.remove\"]",
        "backup.delete: no operation 'backups.remove'; nearest: backups.restore",
    );
    refuse(
        ("tags.toml", r#"[[tag.views."tags.list"]]"#, r#"[[tag.views."tags.lists"]]"#),
        r#"tags.toml: [[tag.views."tags.lists"]]"#,
        "no operation 'tags.lists'; nearest: tags.list",
    );
}

#[test]
fn a_task_is_called_as_the_document_lists_it() {
    refuse(
        (
            "operations.toml",
            "name = \"RebootGaussDBforMySQLInstance\"",
            "name = \"RebootGaussDBInstance\"",
        ),
        r#"operations.toml: task = { job = "job_id", delayed_by = "body:delay", name = "Reb"#,
        "the document lists no task 'RebootGaussDBInstance'; nearest: RebootGaussDBforMySQLInstance",
    );
}

#[test]
fn a_ref_that_nothing_goes_through_is_refused() {
    refuse(
        (
            "tags.toml",
            "label = \"value\"",
            "label = \"value\"
refs = { value = \"instance\" }",
        ),
        r#"tags.toml: refs = { value"#,
        "tag.refs.value: no source goes through it: remove it",
    );
}

#[test]
fn an_operation_without_an_entry_is_refused() {
    refuse(
        ("operations.toml", r#"["tags.update"]"#, r#"["tags.updated"]"#),
        "operations.toml: # What each operation is about",
        "tags.update: no entry: expected one for every operation (section ",
    );
    refuse(
        ("tags.toml", r#"create = ["tags.update"]"#, "create = []"),
        r#"operations.toml: resource = "tag""#,
        "tags.update.resource: no list of tag has the operation",
    );
}

#[test]
fn a_field_that_does_not_exist_is_refused() {
    refuse(
        ("operations.toml", r#"items = "proxy_list""#, r#"items = "proxies""#),
        "operations.toml: paging = { style",
        "'proxies' is not in the answer of proxies.list: no field 'proxies'; nearest: proxy_list",
    );
    refuse(
        ("operations.toml", r#""update_result[].workflow_id""#, r#""update_result.workflow_id""#),
        "operations.toml: task = { workflow",
        "no field 'workflow_id' inside a value of type array<",
    );
    refuse(
        ("operations.toml", r#""path:config_id""#, r#""path:configuration_id""#),
        r#"operations.toml: refs = { "path:configuration_id""#,
        "no such parameter 'configuration_id'; nearest: config_id",
    );
    refuse(
        ("instances.toml", r#"copies = ["alias"]"#, r#"copies = ["aliases"]"#),
        r#"instances.toml: copies = ["aliases"]"#,
        "instance has no attribute 'aliases': no view shows it and it is not hidden; nearest: alias",
    );
    refuse(
        ("databases.toml", r#"where = { user = "name""#, r#"where = { usr = "name""#),
        "databases.toml: where = { usr",
        "database_permission has no attribute 'usr'",
    );
}

#[test]
fn what_is_described_twice_is_refused() {
    refuse(
        ("tags.toml", "[tag]\n", "[backup]\n"),
        "tags.toml: [backup]",
        "backup is already described in backups.toml:4: expected one table only",
    );
    refuse(
        ("tags.toml", r#"label = "value""#, "kind = \"record\""),
        "tags.toml: kind = \"record\"",
        "duplicate key",
    );
    refuse(
        ("tags.toml", r#"list = ["tags.list", "#, r#"list = ["tags.list", "tags.update", "#),
        "tags.toml: list = [",
        "tags.update is already one of the create operations of tag",
    );
}

#[test]
fn a_malformed_source_is_refused() {
    let port = |to| ("proxies.toml", "port = \"parent>port\"", to);
    for (to, message) in [
        ("port = \"@nwo\"", "'@nwo' is not a source: expected one of @now, @new"),
        ("port = \"parent>\"", "'parent>' is not a source: an attribute is missing"),
        ("port = \"parent>a..b\"", "'a..b' is not a path"),
        ("port = \"body:\"", "'body:' is not an input: expected path:NAME"),
        ("port = { join = [\"=a\"] }", "a table that is not a source: expected { from"),
        ("port = { from = \"=a\", els = \"=b\" }", "unknown field `els`"),
        ("port = 3306", "expected a source: a text or a table"),
    ] {
        refuse(port(to), &format!("proxies.toml: {to}"), message);
    }
    refuse(
        port("port = \"parent>prot\""),
        "proxies.toml: port = \"parent>prot\"",
        "proxy.defaults.port: instance has no attribute 'prot'",
    );
    refuse(
        port("port = \"flavor_ref>port\""),
        "proxies.toml: port = \"flavor_ref>port\"",
        "'flavor_ref>' does not name a record: it is not among the refs of proxy",
    );
}

#[test]
fn a_state_that_is_not_declared_is_refused() {
    refuse(
        ("instances.toml", "via = \"REBOOTING\"", "via = \"REBOOT\""),
        "instances.toml: via = \"REBOOT\"",
        "no state 'REBOOT'; nearest: REBOOTING",
    );
    refuse(
        ("proxies.toml", "\"ADDING PROXY NODE\" =", "\"ADDING PROXY NODES\" ="),
        "proxies.toml: \"ADDING PROXY NODES\" =",
        "no step leads to the state: expected one, or by = \"service\"",
    );
    refuse(
        ("backups.toml", "from = [\"@ready\", \"@failed\"]", "from = [\"@broken\"]"),
        "backups.toml: from = [\"@broken\"]",
        "'@broken' is not a class of states: expected @changing",
    );
    refuse(
        ("backups.toml", "status = \"state:raw\" }", "status = \"state:row\" }"),
        "backups.toml: as = { status",
        "backup has no vocabulary 'row'; nearest: raw",
    );
}

#[test]
fn a_key_that_means_nothing_is_refused() {
    refuse(
        ("tags.toml", "label = \"value\"", "title = \"value\""),
        "tags.toml: title = \"value\"",
        "unknown field `title`",
    );
    refuse(
        ("tags.toml", "when = { \"body:action\" = [\"create\"] }", "if = \"create\""),
        "tags.toml: if = \"create\"",
        "unknown field `if`",
    );
    refuse(
        ("operations.toml", "counts = \"pages\" }", "size = 50 }"),
        "operations.toml: paging = { style",
        "unknown field `size`",
    );
}

#[test]
fn what_a_kind_a_role_or_a_style_needs_is_missed() {
    refuse(
        ("tags.toml", "kind = \"entity\"", "kind = \"setting\""),
        "tags.toml: id = [\"key\"]",
        "at most one exists: expected no id and no id_shape",
    );
    refuse(
        ("logs.toml", "change = [\"logs.set_audit_log\"]", "delete = [\"logs.set_audit_log\"]"),
        "logs.toml: delete = [\"logs.set_audit_log\"]",
        "logs.set_audit_log is one of the delete operations: expected a step that deletes",
    );
    refuse(
        ("operations.toml", "first = 1, counts = \"pages\" }", "first = 1 }"),
        "operations.toml: paging = { style",
        "the style 'offset-limit-query' takes first (0 or 1) and counts",
    );
    refuse(
        ("tasks.toml", "missing = { code = \"DBS.200543\" }", "missing = { code = \"DBS.1\" }"),
        "tasks.toml: missing = { code",
        "the document has no code 'DBS.1'",
    );
    refuse(
        ("operations.toml", "locks = [\"backup\"]", "locks = [\"backups\"]"),
        "operations.toml: locks = [\"backups\"]",
        "no resource 'backups'; nearest: backup",
    );
}

/// Replaces the first `from` in a file with `to`, and expects a problem: `place` is the file and the
/// beginning of its line, and `message` a part of its message.
#[track_caller]
fn refuse((file, from, to): (&str, &str, &str), place: &str, message: &str) {
    let files: Vec<(PathBuf, String)> = files()
        .into_iter()
        .map(|(path, text)| {
            if path != Path::new(file) {
                return (path, text);
            }
            assert!(text.contains(from), "{file} has no {from:?}");
            (path, text.replacen(from, to, 1))
        })
        .collect();
    let (operations, others) = files.split_last().expect("there are files");
    let problems = match Resources::parse(operations, others) {
        Ok(model) => model.validate(&API),
        Err(problem) => vec![problem],
    };
    let found = problems.iter().any(|problem| {
        let text =
            files.iter().find(|(path, _)| *path == problem.path).map_or("", |(_, text)| text);
        let line = text.lines().nth(problem.line - 1).unwrap_or_default();
        format!("{}: {line}", problem.path.display()).starts_with(place)
            && problem.message.contains(message)
    });
    assert!(found, "expected at {place:?}: {message}\nfound:\n{}", list(&problems));
}

/// The files of the overlay by name, with `operations.toml` last.
fn files() -> Vec<(PathBuf, String)> {
    let mut files: Vec<(PathBuf, String)> = std::fs::read_dir(FOLDER)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("the file can be read");
            (PathBuf::from(path.file_name().expect("a name")), text)
        })
        .collect();
    files.sort_by_key(|(path, _)| (path == Path::new("operations.toml"), path.clone()));
    files
}

fn list(problems: &[OverlayError]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}
