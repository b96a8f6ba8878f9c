//! What a program is called, and what it says.

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
}

impl Program {
    /// A program that says nothing of its own.
    pub const fn named(name: &'static str) -> Self {
        Self { name, version: env!("CARGO_PKG_VERSION"), welcome: "", console: "" }
    }
}
