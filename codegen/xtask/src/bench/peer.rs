//! The other side: the crate that progenitor generates from the OpenAPI export.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::consumer::{self, Dialect};
use super::file::{REMOVE, write};
use super::placeholder::Placeholders;
use super::reduce::reduce;
use super::side::{CRATE, Side, run};
use crate::failure::Failure;

const FROM_REGISTRY: &str = "the comparison needs progenitor, which is installed from crates.io \
                             once: connect to the network and run this again";

/// Installs progenitor, generates its crate, and makes the workspace around the crate.
pub(super) fn prepare(root: &Path, bench: &Path, picks: &[Vec<&str>]) -> Result<Side, Failure> {
    let tools = bench.join("tools");
    let program = tools.join("bin/cargo-progenitor");
    if !program.is_file() {
        let mut install = Command::new("cargo");
        install
            .args(["install", "cargo-progenitor", "--locked", "--root"])
            .arg(&tools)
            .env("CARGO_TARGET_DIR", tools.join("target"));
        run(&mut install, "install cargo-progenitor", FROM_REGISTRY)?;
    }
    let folder = bench.join("peer");
    let code = generate(root, &program, &folder)?;
    let placeholders = Placeholders::read(&code).map_err(|said| Failure::Program {
        program: "cargo-progenitor".to_owned(),
        purpose: "generate Rust that can be parsed".to_owned(),
        said,
        advice: "its output has a new form: adapt codegen/xtask/src/bench/placeholder.rs, which reads it",
    })?;
    let dialect = Dialect {
        dependency: &format!("{{ path = \"../{CRATE}\" }}"),
        head: "use taurusdb::{Client, types};",
        client: "Client::new(\"http://127.0.0.1:1\")",
    };
    let programs = consumer::write_all(&folder, &dialect, picks, |id| {
        placeholders.call(&id.replace('.', "_"))
    })?;
    let members = std::iter::once(CRATE).chain(programs.iter().map(String::as_str));
    let members: Vec<&str> = members.collect();
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write(&folder.join("Cargo.toml"), &workspace)?;
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        // Both sides use the same versions of their common dependencies.
        let ours = root.join("Cargo.lock");
        let text = fs::read_to_string(&ours).map_err(Failure::read(&ours, REMOVE))?;
        write(&lock, &text)?;
    }
    Ok(Side { generated: &[CRATE], folder, programs })
}

/// Generates the crate if the export has changed, and returns its code.
fn generate(root: &Path, program: &Path, folder: &Path) -> Result<String, Failure> {
    let export = root.join("spec/openapi-3.0.json");
    let text = fs::read_to_string(&export).map_err(Failure::read(&export, REMOVE))?;
    let export = serde_json::from_str(&text).map_err(|error| Failure::Program {
        program: "cargo xtask".to_owned(),
        purpose: "read spec/openapi-3.0.json".to_owned(),
        said: error.to_string(),
        advice: "run `cargo xtask regenerate`",
    })?;
    let reduced = reduce(export).to_string();
    let (input, library) = (folder.join("openapi.json"), folder.join(CRATE).join("src/lib.rs"));
    let is_new = !fs::read_to_string(&input).is_ok_and(|found| found == reduced);
    if is_new || !library.is_file() {
        let draft = folder.join("draft.json");
        write(&draft, &reduced)?;
        let mut progenitor = Command::new(program);
        progenitor.arg("progenitor").arg("-i").arg(&draft).arg("-o").arg(folder.join(CRATE));
        progenitor.args(["-n", CRATE, "-v", "0.1.0"]);
        run(
            &mut progenitor,
            "generate a crate from the OpenAPI export",
            "see what it says about the export",
        )?;
        // The file gets its name only now, so that a failed run does not look like a complete one.
        fs::rename(&draft, &input).map_err(Failure::write(&input, REMOVE))?;
    }
    fs::read_to_string(&library).map_err(Failure::read(&library, REMOVE))
}
