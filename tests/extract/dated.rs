//! The step between two dated issues of a second vendor's reference of the same service, as `cargo
//! xtask diff` reports it. A person compared the expected lines with the pages of operations of both
//! issues. Without the pages, this test says so and passes.

use taurusdb_tests::reference;

use super::run::Run;

/// What a user has to know: facts that the pages of the later issue no longer state, or state newly.
/// Names of fields and values alone; without numbers of lines and words for people. A rule names the
/// operations.
const EXPECTED: [&str; 9] = [
    "legacy.show_instance · 201.instance.nodes[].priority  priotiry → priority",
    "legacy.list_instances · query.type  value: Cluster is gone",
    "legacy.show_flavor · 202.flavors[].instance_mode  value: Cluster is gone",
    "flavors.show · 200.flavors[].type (and 1 more place)  value: arm is gone",
    "legacy.show_flavor · 202.flavors  name of the type: MysqlFlavorsInfo → LegacyMysqlFlavorsInfo",
    "api_version.show  Querying API Versions is new",
    "api_version.show_2  Querying a Specified API Version is new",
    "parameter_template.list_configurations_2  Obtaining Parameter Information of a Specified DB Instance is new",
    "flavors.show · 200.flavors[].type (and 1 more place)  value: x86 is new",
];

#[test]
fn the_step_between_two_dated_issues_is_reported() {
    let Some(document) = reference() else { return };
    let issues = document.with_file_name("otc-taurusdb");
    let (old, new) = (issues.join("2024-06-10"), issues.join("2025-07-11"));
    if !old.is_dir() || !new.is_dir() {
        eprintln!("not run: there are no pages of two dated issues beside the document");
        return;
    }
    let run = Run::new();
    let output = run.program("diff").arg(&old).arg(&new).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("a report is text");
    let found: Vec<&str> = text
        .lines()
        .take_while(|line| *line != "Editorial")
        .filter_map(|line| line.strip_prefix("    "))
        // Words of both issues are quoted below each change.
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.rsplit_once("  (").map_or(line, |(what, _)| what))
        .collect();
    assert_eq!(found, EXPECTED, "{text}\n{}", String::from_utf8_lossy(&output.stderr));
}
