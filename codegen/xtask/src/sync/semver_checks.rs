//! Runs cargo-semver-checks on the client: the committed one against the one that was written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use taurusdb_sync::{Bump, Opinion, Part};

/// What is installed.
const VERSION: &str = "0.51.0";

/// What the tool says; where it cannot be had, one line that says why.
pub(super) fn ask(root: &Path) -> Result<Opinion, String> {
    let program = program(root)?;
    let mut command = Command::new(program);
    command
        .args(["semver-checks", "check-release", "--color", "never", "--baseline-rev", "HEAD"])
        // What it finds counts, not whether the version allows it.
        .args(["--release-type", "patch", "--package", Part::Client.package()])
        .current_dir(root);
    let output = run(&mut command)?;
    let said = format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    read(&said).ok_or_else(|| {
        let line = said.lines().find(|line| line.trim_start().starts_with("error"));
        format!("it gave no result: {}", line.unwrap_or("it said nothing").trim())
    })
}

/// The program; it is installed once, below `target/tools`.
fn program(root: &Path) -> Result<PathBuf, String> {
    let name = "cargo-semver-checks";
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("tools").join(format!("{name}-{VERSION}"));
    let program = folder.join("bin").join(name);
    if !program.is_file() {
        let mut install = Command::new("cargo");
        install
            .args(["install", "--quiet", "--locked", "--root"])
            .arg(&folder)
            .arg(format!("{name}@{VERSION}"))
            // Elsewhere than in a workspace, whose lock file it would not fit.
            .current_dir(std::env::temp_dir());
        let output = run(&mut install)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let line = said.lines().find(|line| !line.trim().is_empty());
            return Err(format!("it cannot be installed: {}", line.unwrap_or("no reason given")));
        }
    }
    Ok(program)
}

fn run(command: &mut Command) -> Result<Output, String> {
    command.output().map_err(|error| {
        format!("{} cannot be run: {error}", command.get_program().to_string_lossy())
    })
}

/// Its result, from what it prints; `None` if it has none.
fn read(said: &str) -> Option<Opinion> {
    let summary = said.lines().find_map(|line| line.trim_start().strip_prefix("Summary "))?;
    let asks = match summary {
        summary if summary.contains("new major version") => Bump::Major,
        summary if summary.contains("new minor version") => Bump::Minor,
        _ => Bump::Patch,
    };
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut check = None;
    let mut is_listing = false;
    for line in said.lines() {
        if let Some(failure) = line.strip_prefix("--- failure ") {
            check = failure.split_once(':').map(|(name, _)| name.to_owned());
            is_listing = false;
        } else if line.starts_with("Failed in:") {
            is_listing = true;
        } else if let (true, Some(check), true) = (is_listing, &check, line.starts_with("  ")) {
            *found.entry(check.clone()).or_default() += 1;
        } else {
            is_listing = false;
        }
    }
    Some(Opinion { asks, found })
}

#[cfg(test)]
mod tests {
    use taurusdb_sync::Bump;

    use super::read;

    #[test]
    fn its_findings_are_counted_by_check() {
        let said = "\
     Checking taurusdb v0.1.0 -> v0.2.0 (assume patch change)
      Checked [   0.1s] 150 checks: 148 pass, 2 fail, 0 warn, 0 skip

--- failure struct_missing: pub struct removed or renamed ---

Description:
A publicly-visible struct cannot be imported by its prior path.
        ref: https://example.com/semver

Failed in:
  struct teapot::Lid, previously in file src/lid.rs:3
  struct teapot::Spout, previously in file src/spout.rs:9

--- failure enum_variant_missing: pub enum variant removed or renamed ---

Failed in:
  variant Tea::Green, previously in file src/tea.rs:4

     Summary semver requires new major version: 2 major and 0 minor checks failed
    Finished [   3.2s] taurusdb
";
        let opinion = read(said).expect("a result");
        assert_eq!(opinion.asks, Bump::Major);
        let found: Vec<(&str, usize)> =
            opinion.found.iter().map(|(name, times)| (name.as_str(), *times)).collect();
        assert_eq!(found, [("enum_variant_missing", 1), ("struct_missing", 2)]);
        let quiet = read("     Summary no semver update required\n").expect("a result");
        assert_eq!((quiet.asks, quiet.found.len()), (Bump::Patch, 0));
        assert_eq!(read("error: failed to build rustdoc\n"), None);
    }
}
