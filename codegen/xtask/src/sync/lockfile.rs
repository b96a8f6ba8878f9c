//! The versions of the generated crates in `Cargo.lock`, so that `--locked` builds what was written.

use taurusdb_sync::Raised;

/// The lock file with the new versions of crates of this workspace.
pub(super) fn with_versions(lock: &str, raised: &[Raised]) -> String {
    let mut package = "";
    let mut text = String::with_capacity(lock.len());
    for line in lock.split_inclusive('\n') {
        let value =
            |key: &str| line.trim_end().strip_prefix(key).map(|value| value.trim_matches('"'));
        if let Some(name) = value("name = ") {
            package = name;
        }
        let is_version = value("version = ").is_some();
        let new = raised.iter().find(|raised| is_version && raised.part.package() == package);
        match new {
            Some(raised) => text += &format!("version = \"{}\"\n", raised.to),
            None => text += line,
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use taurusdb_sync::{Bump, Part, Raised};

    use super::with_versions;

    #[test]
    fn only_the_raised_crates_change() {
        let part = Part::Client;
        let (name, bump) = (part.package(), Bump::Major);
        let lock = |version: &str| {
            format!(
                "version = 4\n\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\n\
                 [[package]]\nname = \"tea\"\nversion = \"0.1.0\"\n"
            )
        };
        let raised = Raised { part, from: "0.1.0".to_owned(), to: "0.2.0".to_owned(), bump };
        assert_eq!(with_versions(&lock("0.1.0"), std::slice::from_ref(&raised)), lock("0.2.0"));
        // A document that is taken in again may ask for another step than before.
        assert_eq!(with_versions(&lock("0.1.1"), &[raised]), lock("0.2.0"));
    }
}
