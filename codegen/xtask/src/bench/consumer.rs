//! The programs that call operations. They are the same on both sides except for the calls.

use std::fmt::Write as _;
use std::path::Path;

use super::file::write;
use super::side::CRATE;
use crate::failure::Failure;

/// What the programs of one side need.
pub(super) struct Dialect<'a> {
    /// The value of the dependency on the crate.
    pub(super) dependency: &'a str,
    /// The first lines of each program.
    pub(super) head: &'a str,
    /// The expression that makes a client; it may use `?`.
    pub(super) client: &'a str,
}

/// Picks `count` operations, spread evenly over all of them, or all if there are fewer.
pub(super) fn pick<'a>(ids: &[&'a str], count: usize) -> Vec<&'a str> {
    let count = count.min(ids.len());
    (0..count).map(|place| ids[place * ids.len() / count]).collect()
}

/// Writes a program for each choice of operations, and returns their names.
pub(super) fn write_all(
    workspace: &Path,
    dialect: &Dialect<'_>,
    picks: &[Vec<&str>],
    call: impl Fn(&str) -> String,
) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for ids in picks {
        let name = format!("calls_{}", ids.len());
        let folder = workspace.join(&name);
        write(&folder.join("Cargo.toml"), &manifest(&name, dialect.dependency))?;
        write(&folder.join("src/main.rs"), &program(dialect, ids, &call))?;
        names.push(name);
    }
    Ok(names)
}

fn manifest(name: &str, dependency: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{CRATE} = {dependency}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"rt\", \"net\", \"time\"] }}\n"
    )
}

fn program(dialect: &Dialect<'_>, ids: &[&str], call: &impl Fn(&str) -> String) -> String {
    let mut text = format!("#![allow(deprecated)]\n{}\n", dialect.head);
    let mut steps = String::new();
    for id in ids {
        let (function, call) = (id.replace('.', "_"), call(id));
        let _ = write!(
            text,
            "\nasync fn {function}(client: &Client) {{\n    match {call}.await {{\n        \
             Ok(reply) => println!(\"{{reply:?}}\"),\n        \
             Err(error) => eprintln!(\"{{error}}\"),\n    }}\n}}\n"
        );
        let _ = writeln!(steps, "    {function}(&client).await;");
    }
    let client = dialect.client;
    let _ = write!(
        text,
        "\nasync fn run() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let client = {client};\n{steps}    Ok(())\n}}\n\n\
         fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())\n}}\n"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::pick;

    #[test]
    fn picks_are_spread() {
        let ids = ["a", "b", "c", "d", "e"];
        assert_eq!(pick(&ids, 2), ["a", "c"]);
        assert_eq!(pick(&ids, usize::MAX), ids);
    }
}
