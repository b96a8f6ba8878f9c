//! The written policy is the policy of the code, and means what it says.

use std::path::Path;

use taurusdb_spec::Versions;
use taurusdb_sync::{Bump, Class, Part, Role, bump, policy, raise};

#[test]
fn the_page_is_the_table_of_the_code() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("POLICY.md");
    let written = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(
        written == policy(),
        "codegen/sync/POLICY.md differs from the code; run `cargo xtask sync --policy > codegen/sync/POLICY.md`"
    );
}

#[test]
fn each_crate_feels_a_change_in_its_own_way() {
    let answer = Some(Role::Response(200));
    let steps = |class, role| Part::ALL.map(|part| bump(part, class, role));
    use Bump::{Major, Minor, Patch};
    // Client, command line, mock server, description.
    assert_eq!(steps(Class::OperationRemoved, None), [Major; 4]);
    assert_eq!(steps(Class::OperationAdded, None), [Minor; 4]);
    assert_eq!(steps(Class::ExampleOnly, None), [Patch; 4]);
    assert_eq!(steps(Class::ValueRemoved, Some(Role::Request)), [Major, Major, Major, Minor]);
    assert_eq!(steps(Class::ValueRemoved, answer), [Major, Minor, Major, Minor]);
    assert_eq!(steps(Class::BecameOptional, Some(Role::Request)), [Major, Minor, Minor, Minor]);
    assert_eq!(steps(Class::LimitNarrowed, answer), [Minor; 4]);
}

#[test]
fn without_changes_versions_stay() {
    let mut versions = Versions::default();
    versions.set("taurusdb", "1.4.2".to_owned());
    let raised = raise(&versions, &[]);
    assert_eq!(raised.len(), Part::ALL.len());
    assert!(raised.iter().all(|raised| raised.bump == Bump::None && raised.from == raised.to));
    assert_eq!(raised[0].from, "1.4.2");
}
