//! What a program is called, what it says, and what it serves.

use std::path::Path;

use taurusdb_descriptor_types::{Examples, Service};

/// What is served: a service, what its document shows, and a page.
#[derive(Clone, Debug)]
pub struct Served {
    /// The service.
    pub service: &'static Service,
    /// The document's examples.
    pub examples: &'static Examples,
    /// The page that is shown to browsers below `/_mock/`; empty if there is none.
    pub console: &'static str,
    /// Ids of operations that the resource model says nothing of.
    pub undescribed: Vec<String>,
    /// Where else the resource model does not fit.
    pub misfits: Vec<String>,
}

/// Reads what is served from the folder of a specification, and from that of its overlay.
pub type Reader = fn(&Path, Option<&Path>) -> Result<Served, String>;

/// What a program is called, and the texts that it shows.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// What is typed to run it. Its settings have the same name in the environment, in capitals.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What `serve` prints after its first line. `@URL@`, `@AK@`, `@SK@`, `@PROJECT_ID@` and `@REGION@`
    /// stand for those of the server.
    pub welcome: &'static str,
    /// The page that is shown to browsers below `/_mock/`; empty if there is none.
    pub console: &'static str,
    /// What `--spec` is read by; `None` if this program cannot read specifications.
    pub reader: Option<Reader>,
}

impl Program {
    /// A program that says nothing of its own.
    pub const fn named(name: &'static str) -> Self {
        Self { name, version: env!("CARGO_PKG_VERSION"), welcome: "", console: "", reader: None }
    }
}
