//! A workspace for code that a test writes and cargo compiles. It uses the build folder of the
//! repository, so that nothing is built twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::{root, target};

/// Writes the manifest and the lock file of a workspace with these members. It has the versions,
/// profiles and lints of the repository, and uses the crates of the repository in place.
pub fn write_workspace(folder: &Path, members: &[&str]) {
    let root = root();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest is text");
    let (before, rest) = manifest.split_once("members = [").expect("a list of members");
    let (_, after) = rest.split_once("]\n").expect("the end of the list");
    let manifest = format!("{before}members = {:?}\n{after}", [members, &["features"]].concat());
    let here = format!("path = \"{}/", root.display());
    let paths = ["path = \"codegen/", "path = \"spec"];
    let manifest = paths
        .iter()
        .fold(manifest, |text, path| text.replace(path, &path.replace("path = \"", &here)));
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("features/Cargo.toml"), &features());
    write(&folder.join("features/src/lib.rs"), "");
    // Cargo adds the new members to the lock file.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a file can be copied");
}

/// Runs cargo on all members.
pub fn build(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet"])
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target())
        .output()
        .expect("cargo runs")
}

/// What a program of a nested workspace is called, so that it does not take the place of the program of the
/// repository, or of another workspace, in the build folder that all share.
pub fn program_of(folder: &Path, name: &str) -> String {
    let workspace = folder.file_name().expect("a workspace has a folder").to_string_lossy();
    format!("{workspace}-{name}")
}

/// Writes a generated file into a nested workspace, with programs that are called after it.
pub fn write_generated(folder: &Path, path: &str, text: &str) {
    const NAME: &str = "[[bin]]\nname = \"";
    let own = format!("{NAME}{}", program_of(folder, ""));
    write(&folder.join("generated").join(path), &text.replace(NAME, &own));
}

/// Writes a file only if its text has changed, because cargo rebuilds what is newer.
pub fn write(path: &Path, text: &str) {
    if fs::read(path).is_ok_and(|found| found == text.as_bytes()) {
        return;
    }
    let parent = path.parent().expect("a file stands in a folder");
    fs::create_dir_all(parent).expect("a folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// A member with every feature that the members of the repository use: with fewer features, cargo
/// would build the dependencies a second time.
fn features() -> String {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let packages = metadata["packages"].as_array().expect("the workspace has packages");
    let dependencies = packages.iter().flat_map(|package| package["dependencies"].as_array());
    for dependency in dependencies.flatten().filter(|dependency| dependency["path"].is_null()) {
        let name = dependency["name"].as_str().expect("a dependency has a name");
        let features = dependency["features"].as_array().into_iter().flatten();
        wanted.entry(name).or_default().extend(features.filter_map(Value::as_str));
    }
    let mut manifest =
        "[package]\nname = \"features\"\nedition = \"2024\"\n\n[dependencies]\n".to_owned();
    for (name, features) in wanted {
        let features = Vec::from_iter(features);
        writeln!(manifest, "{name} = {{ workspace = true, features = {features:?} }}")
            .expect("a text takes all");
    }
    manifest
}
