//! What a program serves: what it was built with, or a specification that it is given.

use std::path::Path;

use taurusdb_descriptor_types::{Examples, Service};

use super::program::{Program, Served};

/// Where the overlay is unless told otherwise, below the specification.
const OVERLAY: &str = "overlay";
/// Stands for no overlay.
const NONE: &str = "none";

impl Program {
    /// What is served: the specification in this folder, or what the program was built with.
    pub(super) fn served(
        self,
        own: (&'static Service, &'static Examples),
        spec: Option<&Path>,
        overlay: Option<&str>,
    ) -> Result<Served, String> {
        let (service, examples) = own;
        let Some(folder) = spec else {
            if overlay.is_some() {
                return Err(
                    "--overlay: expected --spec beside it: it belongs to a specification, and \
                            what this program was built with has its own"
                        .to_owned(),
                );
            }
            let (undescribed, misfits) = (Vec::new(), Vec::new());
            return Ok(Served { service, examples, console: self.console, undescribed, misfits });
        };
        let Some(read) = self.reader else {
            return Err(format!(
                "--spec: this program was built without the feature `spec`, so it serves {} alone; \
                 build it again with that feature",
                service.name
            ));
        };
        let beside = folder.join(OVERLAY);
        let overlay = match overlay {
            Some(NONE) => None,
            Some(given) => Some(Path::new(given)),
            None => beside.is_dir().then_some(beside.as_path()),
        };
        read(folder, overlay)
    }
}

impl Served {
    /// What there is to know about it, in lines for people.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.service.resources.is_empty() {
            notes.push(
                "there is no resource model: nothing is kept, and answers come from examples and schemas \
                 (--overlay names one)"
                    .to_owned(),
            );
        }
        if !self.undescribed.is_empty() {
            notes.push(format!(
                "the resource model says nothing of {}: what they do is not kept",
                self.undescribed.join(", ")
            ));
        }
        if !self.misfits.is_empty() {
            notes.push(format!(
                "the resource model fits another issue better, and is taken as far as it fits:\n  {}",
                self.misfits.join("\n  ")
            ));
        }
        notes
    }
}
