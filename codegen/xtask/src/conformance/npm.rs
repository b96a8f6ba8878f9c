//! Packages of the npm registry, installed below `target/conformance`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::python::{self, REMOVE};

const FROM_REGISTRY: &str =
    "it is installed from the npm registry once: connect to the network and run this again";
const NEEDS_NODE: &str =
    "Node.js 20.19 or newer with npm is needed: install it from nodejs.org or your distribution";

/// A private folder with given npm packages and what they need.
pub(super) struct Packages {
    folder: PathBuf,
}

impl Packages {
    /// The folder `name` below `target/conformance`. It is filled again unless it already has
    /// exactly these packages.
    pub(super) fn ensure(root: &Path, name: &str, packages: &[&str]) -> Result<Self, Failure> {
        let packages_folder = Self { folder: python::private(root, name) };
        let folder = &packages_folder.folder;
        // Written last, so that an interrupted installation does not look complete.
        let mark = folder.join("complete");
        let wanted = packages.join("\n");
        if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
            return Ok(packages_folder);
        }
        fs::create_dir_all(folder).map_err(Failure::write(folder, REMOVE))?;
        let manifest = folder.join("package.json");
        fs::write(&manifest, "{ \"private\": true }\n")
            .map_err(Failure::write(&manifest, REMOVE))?;
        let mut npm = Command::new("npm");
        // No package may run a script while it is installed.
        npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .args([
                "--save-exact",
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000",
                "--prefix",
            ])
            .arg(folder)
            .args(packages);
        let purpose = format!("install {}", packages.join(" "));
        let fail = |said: String, advice| Failure::Program {
            program: "npm".to_owned(),
            purpose: purpose.clone(),
            said,
            advice,
        };
        let output = npm.output().map_err(|error| fail(error.to_string(), NEEDS_NODE))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let reason = said.lines().find(|line| line.contains(" failed"));
            let line = reason.or(said.lines().next()).unwrap_or("it said nothing");
            return Err(fail(line.to_owned(), FROM_REGISTRY));
        }
        fs::write(&mark, wanted).map_err(Failure::write(&mark, REMOVE))?;
        Ok(packages_folder)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs a program of the packages in their folder, so that it finds none of our configuration.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.folder.join("node_modules/.bin").join(program));
        command.current_dir(&self.folder);
        command
    }
}
