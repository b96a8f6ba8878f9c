//! The client crate of the committed specification: what its documentation says.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use taurusdb_emit::{Files, generate};
use taurusdb_spec::Api;

static API: LazyLock<Api> = LazyLock::new(|| {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    Api::load(&spec).expect("the committed specification")
});
static FILES: LazyLock<Files> = LazyLock::new(|| {
    let all = generate(&API).expect("the crates");
    all.into_iter().filter(|(path, _)| path.starts_with("taurusdb/")).collect()
});

/// The documentation of the first item that a file has a line for, its lines joined.
#[track_caller]
fn documented(file: &str, item: &str) -> String {
    let text = &FILES[&format!("taurusdb/src/{file}")];
    let before: Vec<&str> =
        text.lines().map(str::trim).take_while(|line| !line.starts_with(item)).collect();
    assert!(before.len() < text.lines().count(), "{file} has no {item}");
    let lines = before.iter().rev().take_while(|line| line.starts_with(['/', '#']));
    let mut lines: Vec<&str> = lines.filter_map(|line| line.strip_prefix("///")).collect();
    lines.reverse();
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_value_is_documented_where_its_meaning_holds() {
    // The enumeration serves fields that have nothing in common: it says no more than the name.
    assert_eq!(documented("shared/types.rs", "True,"), "`true`");
    assert_eq!(
        documented("backups/list_restorable_tables.rs", "pub fn last_table_info("),
        "List the most recent tables instead of those at the given time. Mandatory.\n\n\
         Known values:\n\
         - `true`: Tables in their newest state\n\
         - `false`: Tables as they were at the chosen time"
    );
    // One meaning everywhere: the enumeration has it, and the field need not repeat it.
    let everywhere = documented("shared/types.rs", "PrePaid,");
    assert_eq!(everywhere, "`prePaid`: Yearly or monthly subscription, paid in advance.");
}

#[test]
fn coded_values_have_their_meaning() {
    let frozen = documented("proxies/types.rs", "pub frozen_flag:");
    assert!(frozen.ends_with("- `2`: Gone: deleted while it was frozen"), "{frozen}");
    let bare = FILES.values().flat_map(|text| text.lines()).find(|l| l.contains("Known values: "));
    assert_eq!(bare, None, "values without their meaning");
}

#[test]
fn a_shared_struct_says_what_it_is_and_who_has_it() {
    assert_eq!(
        documented("proxies/types.rs", "pub struct NodeWeight {"),
        "One of the read weights of the database nodes, their shares of the reads.\n\nPart of the \
         request to [`proxies.create`](crate::proxies::Create)."
    );
    for (path, text) in FILES.iter() {
        for filler in ["An item of the list", "/// The object `", "/// The value of `"] {
            assert!(!text.contains(filler), "{path}: {filler}");
        }
    }
}

#[test]
fn operations_are_links() {
    let create = documented("instances/create.rs", "#[must_use");
    assert!(create.contains("Mandatory before [`send`](Self::send): [`region`](Self::region), "));
    let flavor = documented("instances/create.rs", "pub fn flavor_ref(");
    assert!(flavor.contains("From [`flavors.list`](crate::flavors::List)"), "{flavor}");
    let old = documented("legacy/list_instances.rs", "#[must_use");
    assert!(old.contains("Use [`instances.list`](crate::instances::List) instead."), "{old}");
}

#[test]
fn no_type_is_there_for_nothing() {
    let used: BTreeSet<&str> =
        FILES.values().flat_map(|text| text.lines()).flat_map(used).collect();
    for (path, text) in FILES.iter().filter(|(path, _)| path.ends_with("/types.rs")) {
        for line in text.lines() {
            let name = line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum "));
            let Some(name) = name.and_then(|rest| rest.split(' ').next()) else { continue };
            assert!(used.contains(name), "{path}: {name}");
        }
    }
}

/// The types that a line of code takes, holds or answers; definitions, imports and exports do not.
fn used(line: &str) -> Vec<&str> {
    const OTHERS: [&str; 9] = [
        "///",
        "//!",
        "use ",
        "pub use ",
        "pub struct",
        "pub enum",
        "impl",
        "open_enum",
        "name: \"",
    ];
    let line = line.trim_start();
    // Imports and exports over several lines are separated by commas.
    let is_typed = line.contains(':') || line.contains("->");
    if !is_typed || OTHERS.iter().any(|start| line.starts_with(start)) {
        return Vec::new();
    }
    line.split(|c: char| !c.is_alphanumeric() && c != '_').collect()
}

#[test]
fn nothing_is_said_twice() {
    let lines = FILES.values().flat_map(|text| text.lines()).filter(|line| line.contains("///"));
    for line in lines {
        for unit in ["in GB", "in seconds", "in percent", "in minutes", "commas", "1970", "vCPUs"] {
            assert!(line.matches(unit).count() < 2, "{line}");
        }
        for form in ["in vcpu", "address, an IP", " 1970; ", "network acl", "subsequent page"] {
            assert!(!line.contains(form), "{line}");
        }
    }
}
