//! Our side: a copy of the generated crate in its own workspace, so that no file of the repository
//! changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use taurusdb_spec::Api;

use super::consumer::{self, Dialect};
use super::file::{REMOVE, write};
use super::side::{CRATE, Side};
use crate::failure::Failure;

/// Makes the workspace, or brings it up to date.
pub(super) fn prepare(
    root: &Path,
    folder: &Path,
    api: &Api,
    picks: &[Vec<&str>],
) -> Result<Side, Failure> {
    let generated = root.join("generated").join(CRATE);
    copy(&generated.join("src"), &folder.join(CRATE).join("src"))?;
    copy_file(&generated.join("README.md"), &folder.join(CRATE).join("README.md"))?;
    let manifest = read(&generated.join("Cargo.toml"))?;
    let mut table = parse(&manifest)?;
    table.remove("dev-dependencies");
    // Their files are not copied.
    table.remove("test");
    table.remove("example");
    let features = table.get("features").and_then(toml::Value::as_table);
    let features = features.into_iter().flat_map(toml::Table::keys);
    // All operations, as on the other side, and nothing that the other side does not have.
    let features: Vec<&String> =
        features.filter(|name| !["default", "http2", "serde"].contains(&name.as_str())).collect();
    write(&folder.join(CRATE).join("Cargo.toml"), &table.to_string())?;

    let calls: BTreeMap<String, String> = taurusdb_emit::calls(api)?.into_iter().collect();
    let dialect = Dialect {
        dependency: &format!(
            "{{ path = \"../{CRATE}\", default-features = false, features = {features:?} }}"
        ),
        head: "use taurusdb::{Client, Credentials};",
        client: "Client::builder().endpoint(\"http://127.0.0.1:1\")\
                 .credentials(Credentials::ak_sk(\"access-key\", \"secret-key\"))\
                 .project_id(\"project_id\").build().await?",
    };
    let programs = consumer::write_all(folder, &dialect, picks, |id| calls[id].clone())?;
    write(&folder.join("Cargo.toml"), &workspace(root, &programs)?)?;
    // The same versions as in the repository; cargo removes those that are not needed.
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        copy_file(&root.join("Cargo.lock"), &lock)?;
    }
    Ok(Side { folder: folder.to_owned(), generated: &["taurusdb-descriptors", CRATE], programs })
}

/// The manifest of the workspace. Members inherit the settings of the repository, with full paths.
fn workspace(root: &Path, programs: &[String]) -> Result<String, Failure> {
    let mut manifest = parse(&read(&root.join("Cargo.toml"))?)?;
    let mut workspace = match manifest.remove("workspace") {
        Some(toml::Value::Table(workspace)) => workspace,
        _ => toml::Table::new(),
    };
    let members = std::iter::once(CRATE).chain(programs.iter().map(String::as_str));
    workspace.insert("members".to_owned(), members.collect::<Vec<_>>().into());
    let dependencies = workspace.get_mut("dependencies").and_then(toml::Value::as_table_mut);
    for (_, dependency) in dependencies.into_iter().flatten() {
        if let Some(toml::Value::String(path)) = dependency.get_mut("path") {
            *path = root.join(&*path).display().to_string();
        }
    }
    let mut manifest = toml::Table::new();
    manifest.insert("workspace".to_owned(), workspace.into());
    Ok(manifest.to_string())
}

fn parse(text: &str) -> Result<toml::Table, Failure> {
    toml::from_str(text).map_err(|error| Failure::Program {
        program: "cargo xtask".to_owned(),
        purpose: "read a manifest of the repository".to_owned(),
        said: error.message().to_owned(),
        advice: "correct Cargo.toml, or run `cargo xtask regenerate`",
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(Failure::read(path, "run `cargo xtask regenerate` first"))
}

fn copy_file(from: &Path, to: &Path) -> Result<(), Failure> {
    write(to, &read(from)?)
}

/// Copies a folder of text files, and removes files that the original does not have.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).map_err(Failure::write(to, REMOVE))?;
    for old in entries(to)? {
        if !from.join(old.file_name().unwrap_or_default()).exists() {
            let removed =
                if old.is_dir() { fs::remove_dir_all(&old) } else { fs::remove_file(&old) };
            removed.map_err(Failure::write(&old, REMOVE))?;
        }
    }
    for entry in entries(from)? {
        let target = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy(&entry, &target)?;
        } else {
            copy_file(&entry, &target)?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let fail = || Failure::read(folder, REMOVE);
    let entries = fs::read_dir(folder).map_err(fail())?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(fail())).collect()
}
