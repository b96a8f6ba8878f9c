//! The versions of the generated crates, `spec/versions.toml`: written by `cargo xtask sync`, read by the
//! manifests of the crates.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::overlay::{OverlayError, parse};

/// The version that a crate has before anything was published.
const FIRST: &str = "0.1.0";

/// The name of the file below `spec`.
const FILE: &str = "versions.toml";

const HEAD: &str = "\
# The versions of the generated crates. `cargo xtask sync` raises them by the policy in
# codegen/sync/POLICY.md; a person may raise one further, and then runs `cargo xtask regenerate`.

[crates]
";

/// The version of each generated crate, by the name of its package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    crates: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    crates: BTreeMap<String, String>,
}

impl Versions {
    /// The file, in the folder `spec`.
    pub fn path(spec: &Path) -> PathBuf {
        spec.join(FILE)
    }

    /// Reads `versions.toml` in the folder `spec`. Without one, every crate has its first version.
    ///
    /// # Errors
    /// Fails if the file cannot be read, or has a version that is not three numbers with dots.
    pub fn load(spec: &Path) -> Result<Self, OverlayError> {
        let path = Self::path(spec);
        if !path.exists() {
            return Ok(Self::default());
        }
        let fail = |line, message| OverlayError { path: path.clone(), line, message };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| fail(1, format!("cannot be read: {error}")))?;
        let File { crates } = parse(&path, &text)?;
        for (package, version) in &crates {
            if !is_version(version) {
                let is_here = |line: &str| line.trim_start().trim_matches('"').starts_with(package);
                let line = text.lines().position(is_here).unwrap_or_default() + 1;
                return Err(fail(
                    line,
                    format!(
                        "'{version}' is not a version of {package}; expected three numbers, such as {FIRST}"
                    ),
                ));
            }
        }
        Ok(Self { crates })
    }

    /// The version of a crate.
    pub fn of(&self, package: &str) -> &str {
        self.crates.get(package).map_or(FIRST, String::as_str)
    }

    /// The versions of a crate that a program can take without a change: `0.2` stands for each 0.2.x, `1` for
    /// each 1.x.y.
    pub fn line(&self, package: &str) -> String {
        let version = self.of(package);
        let numbers = if version.starts_with("0.") { 2 } else { 1 };
        version.split('.').take(numbers).collect::<Vec<_>>().join(".")
    }

    /// The crates that have a version, with it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.crates.iter().map(|(package, version)| (package.as_str(), version.as_str()))
    }

    /// Sets the version of a crate.
    pub fn set(&mut self, package: &str, version: String) {
        self.crates.insert(package.to_owned(), version);
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (package, version) in &self.crates {
            writeln!(text, "{package} = \"{version}\"")
                .expect("a string takes all that is written");
        }
        text
    }
}

fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::Versions;

    #[test]
    fn versions_are_written_and_read() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut versions = Versions::load(folder.path()).expect("no file is no error");
        assert_eq!(versions.of("teapot"), "0.1.0");
        versions.set("teapot", "1.2.3".to_owned());
        let write = |text: &str| std::fs::write(Versions::path(folder.path()), text);
        write(&versions.to_text()).expect("it can be written");
        assert_eq!(Versions::load(folder.path()), Ok(versions));
        write("[crates]\nteapot = \"1.2\"\n").expect("it can be written");
        let error = Versions::load(folder.path()).expect_err("two numbers are not a version");
        assert_eq!(error.line, 2);
        assert!(error.message.contains("'1.2' is not a version of teapot"), "{error}");
    }
}
