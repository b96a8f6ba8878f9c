//! `cargo xtask bench features`: what each feature of the generated client adds to the time of building it, to
//! its lines and to the packages below it.
//!
//! The time of a group is what the crate takes longer with it than without any; that of another feature, what the
//! crate with all groups takes longer. What is below the crate is not counted, but its packages are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::file::REMOVE;
use super::measure::{self, Cost, LOG};
use super::side::{CRATE, run};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::workspace;

/// A package that is there only to speak TLS.
const TLS: &str = "rustls";

/// What one choice of features costs.
#[derive(Default)]
struct Built {
    cost: Cost,
    lines: usize,
    packages: BTreeSet<String>,
}

/// Builds the crate with each feature, `runs` times, and prints the table.
pub(crate) fn features(runs: usize) -> Result<(), Failure> {
    let root = workspace::root();
    let progress = Progress::start();
    let crate_folder = root.join("generated").join(CRATE);
    let names = names(&crate_folder.join("Cargo.toml"))?;
    let is_group = |name: &&String| module(&crate_folder, name).is_dir();
    let groups: Vec<&str> = names.iter().filter(is_group).map(String::as_str).collect();
    let every_group = groups.join(",");
    progress.stage("building the crate with each of its features");
    let build = |features: &str| built(&root, &crate_folder, features, runs);
    let (none, all) = (build("")?, build(&every_group)?);
    let mut text = format!(
        "What each feature of `{CRATE}` adds: a group to the crate without any, the others to the crate with all \
         groups.\nProcessor seconds of rustc for the crate (debug, the least of {runs} runs), lines of the crate, \
         packages below it.\n\n| feature | seconds | lines | packages | TLS |\n|---|---|---|---|---|\n"
    );
    text += &row("without any", &none, &Built::default());
    for name in &groups {
        text += &row(&format!("`{name}`"), &build(name)?, &none);
    }
    text += &row("all groups", &all, &none);
    for name in names.iter().filter(|name| !is_group(name)) {
        text += &row(&format!("`{name}`"), &build(&format!("{every_group},{name}"))?, &all);
    }
    drop(progress);
    crate::print::out(&text)
}

/// The folder of a group.
fn module(crate_folder: &Path, feature: &str) -> PathBuf {
    crate_folder.join("src").join(feature.replace('-', "_"))
}

fn row(what: &str, built: &Built, base: &Built) -> String {
    let tls = |built: &Built| built.packages.iter().any(|package| package == TLS);
    format!(
        "| {what} | {:.1} | {} | {} | {} |\n",
        (built.cost.processor - base.cost.processor).max(0.0),
        built.lines - base.lines,
        built.packages.difference(&base.packages).count(),
        if tls(built) { "yes" } else { "no" },
    )
}

/// The names of the features, in the order of the manifest, without the one that stands for several.
fn names(manifest: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(manifest)
        .map_err(Failure::read(manifest, "run `cargo xtask regenerate` first"))?;
    let features = text.split("[features]").nth(1).and_then(|rest| rest.split("\n[").next());
    let lines = features.unwrap_or_default().lines();
    let names = lines.filter_map(|line| Some(line.split_once(" = ")?.0.trim().to_owned()));
    Ok(names.filter(|name| name != "default" && !name.starts_with('#')).collect())
}

fn built(root: &Path, crate_folder: &Path, features: &str, runs: usize) -> Result<Built, Failure> {
    let folder = root.join("target/bench");
    fs::create_dir_all(&folder).map_err(Failure::write(&folder, REMOVE))?;
    let log = folder.join("features.log");
    let wrapper = std::env::current_exe();
    let wrapper = wrapper.map_err(Failure::read(Path::new("this program"), "run it again"))?;
    let mut least: Option<Cost> = None;
    for _ in 0..runs {
        // A flag that was never given before makes cargo build the crate, and nothing below it, once more.
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
        let mut cargo = cargo(root, "rustc", features);
        cargo
            .args(["--lib", "--quiet", "--", "--cfg", &format!("measured=\"{now}\"")])
            .env("RUSTC_WRAPPER", &wrapper)
            .env(LOG, &log);
        run(&mut cargo, "build what is measured", "see that `cargo build` works")?;
        let cost = measure::cost_of(&log, CRATE)?;
        least = least.filter(|least| least.processor <= cost.processor).or(Some(cost));
    }
    let mut tree = cargo(root, "tree", features);
    tree.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let packages = tree.output().map_err(|error| Failure::Program {
        program: "cargo".to_owned(),
        purpose: "list the packages below the crate".to_owned(),
        said: error.to_string(),
        advice: "see that `cargo tree` works",
    })?;
    let packages = String::from_utf8_lossy(&packages.stdout);
    let packages = packages.lines().filter_map(|line| Some(line.split(' ').next()?.to_owned()));
    let mut lines = lines_below(&module(crate_folder, "shared"))?;
    for name in features.split(',').filter(|name| !name.is_empty()) {
        lines += lines_below(&module(crate_folder, name))?;
    }
    Ok(Built { cost: least.unwrap_or_default(), lines, packages: packages.collect() })
}

/// Cargo, about the crate with these features.
fn cargo(root: &Path, command: &str, features: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([command, "--package", CRATE, "--no-default-features", "--features", features])
        .current_dir(root)
        .env_remove("RUSTFLAGS");
    cargo
}

/// The lines of all files in a folder, or below it; none if there is no such folder.
fn lines_below(folder: &Path) -> Result<usize, Failure> {
    let mut lines = 0;
    let Ok(entries) = fs::read_dir(folder) else { return Ok(0) };
    for entry in entries {
        let path = entry.map_err(Failure::read(folder, REMOVE))?.path();
        lines += match path.is_dir() {
            true => lines_below(&path)?,
            false => {
                fs::read_to_string(&path).map_err(Failure::read(&path, REMOVE))?.lines().count()
            }
        };
    }
    Ok(lines)
}
