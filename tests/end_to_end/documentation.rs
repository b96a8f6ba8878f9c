//! No two crates of the workspace write their documentation into the same folder.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// rustdoc writes the pages of two targets with the same name into the same folder at the same time,
/// and which of them remain is chance.
#[test]
fn no_two_targets_are_documented_in_one_folder() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(taurusdb_tests::root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("the workspace has packages");
    let mut folders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let name = package["name"].as_str().expect("a package has a name");
        let targets = package["targets"].as_array().expect("a package has targets");
        for target in targets.iter().filter(|target| target["doc"] == true) {
            let folder = target["name"].as_str().expect("a target has a name").replace('-', "_");
            let owners = folders.entry(folder).or_default();
            // Cargo does not document a program that has the name of the library beside it.
            if !owners.contains(&name) {
                owners.push(name);
            }
        }
    }
    assert!(folders.contains_key("taurusdb"), "{folders:?}");
    folders.retain(|_, owners| owners.len() > 1);
    assert!(
        folders.is_empty(),
        "several packages write their documentation into one folder: {folders:?}"
    );
}
