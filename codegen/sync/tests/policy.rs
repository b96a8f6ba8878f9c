//! The written policy is the policy of the code, and means what it says.

use std::path::Path;

use taurusdb_spec::Versions;
use taurusdb_sync::{
    Aspect, Bump, Change, Class, Opinion, Part, Role, Subject, bump, policy, raise,
};

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

#[test]
fn a_second_opinion_is_explained() {
    let narrowed = ["name", "size"].map(|path| Change {
        subject: Subject::Value {
            operation: "teapots.create".to_owned(),
            role: Role::Request,
            path: path.to_owned(),
        },
        aspect: Aspect::Maximum,
        old: None,
        new: None,
        new_place: None,
        class: Class::LimitNarrowed,
    });
    let opinion = |asks, found: &[(&str, usize)]| Opinion {
        asks,
        found: found.iter().map(|(name, times)| ((*name).to_owned(), *times)).collect(),
    };
    let text = opinion(Bump::Patch, &[]).explain(Bump::Major, &narrowed);
    assert!(
        text.contains("limits, routes and defaults: limit narrowed (2). The policy holds."),
        "{text}"
    );
    let text = opinion(Bump::Patch, &[]).explain(Bump::None, &[]);
    assert!(text.starts_with("It agrees"), "{text}");
    let text = opinion(Bump::Major, &[("struct_missing", 3)]).explain(Bump::Minor, &[]);
    assert!(text.contains("a minor one: `struct_missing` (3)"), "{text}");
    assert!(text.contains("raise `taurusdb` in spec/versions.toml"), "{text}");
}

/// A version that a person chose holds, if it is higher than that of the policy.
#[test]
fn a_higher_version_by_hand_holds() {
    let raised = |from: &str, by_hand: &str| {
        let mut versions = Versions::default();
        versions.set("taurusdb", from.to_owned());
        let mut raised = raise(&versions, &[]).swap_remove(0);
        raised.by_hand(by_hand);
        (raised.to, raised.bump)
    };
    assert_eq!(raised("0.3.1", "0.3.0"), ("0.3.1".to_owned(), Bump::None));
    assert_eq!(raised("0.3.1", "0.3.4"), ("0.3.4".to_owned(), Bump::Minor));
    assert_eq!(raised("0.3.1", "0.10.0"), ("0.10.0".to_owned(), Bump::Major));
    assert_eq!(raised("0.3.1", "1.0.0"), ("1.0.0".to_owned(), Bump::Major));
    assert_eq!(raised("1.3.1", "1.4.0"), ("1.4.0".to_owned(), Bump::Minor));
}
