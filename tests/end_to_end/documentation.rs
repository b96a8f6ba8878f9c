//! What the documentation of all crates needs, and what that of the client promises.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// The guide promises the Rust of `rust-version`. Only one toolchain is at hand, so what can be held is that no library
/// that comes along asks for a newer one; `clippy` refuses newer parts of the standard library.
#[test]
fn no_dependency_of_the_client_needs_a_newer_rust() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--all-features", "--format-version", "1"])
        .current_dir(taurusdb_tests::root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let packages: BTreeMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|package| (package["id"].to_string(), package))
        .collect();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (node["id"].to_string(), node))
        .collect();
    let client = packages.iter().find(|(_, package)| package["name"] == "taurusdb");
    let (client, package) = client.expect("the client is a member");
    let promised = version(&package["rust_version"]);
    assert!(promised > [1, 80], "{promised:?}");
    let (mut next, mut seen) = (vec![client.clone()], BTreeMap::new());
    while let Some(id) = next.pop() {
        if seen.contains_key(&id) {
            continue;
        }
        for dependency in list(&nodes[&id]["deps"]) {
            let kinds = list(&dependency["dep_kinds"]);
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                next.push(dependency["pkg"].to_string());
            }
        }
        seen.insert(id.clone(), version(&packages[&id]["rust_version"]));
    }
    assert!(seen.len() > 50, "the libraries below the client are not found");
    seen.retain(|_, needed| *needed > promised);
    assert!(seen.is_empty(), "these need a newer Rust than {promised:?}: {seen:?}");
}

/// The first two numbers of a version; nothing asks for nothing.
fn version(text: &Value) -> [u32; 2] {
    let mut numbers =
        text.as_str().unwrap_or_default().split('.').map(|part| part.parse().unwrap_or(0));
    [numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)]
}

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
