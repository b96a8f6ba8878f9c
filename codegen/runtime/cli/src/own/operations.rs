//! `operations`: everything that can be called.

use std::fmt::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};
use taurusdb_descriptor_types::Service;

use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::own_command::{OPERATIONS, Own};
use crate::print;
use crate::program::Program;
use crate::shell::Shell;

/// The command `operations`.
pub(super) struct Operations;

impl Own for Operations {
    fn words(&self) -> &str {
        OPERATIONS
    }

    fn command(&self, manual: Manual, _width: usize) -> Command {
        command(manual.program)
    }

    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        run(manual.service, matches, shell)
    }
}

fn command(program: Program) -> Command {
    Command::new(OPERATIONS)
        .about("List every operation: id, method and path, section of the API Reference")
        .after_help(format!("Example:\n  {} {} | grep backups", program.name, OPERATIONS))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Print a JSON array instead of columns"),
        )
}

fn run(service: &Service, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    if matches.get_flag("json") {
        let all: Vec<Value> = service
            .operations()
            .map(|operation| {
                json!({
                    "id": operation.id,
                    "method": operation.method.as_str(),
                    "path": operation.path,
                    "section": operation.section,
                    "deprecated": operation.deprecated.is_some(),
                })
            })
            .collect();
        return print::json(&Value::Array(all), Globals::read(matches).compact, shell);
    }
    let width = |column: fn(&taurusdb_descriptor_types::Operation) -> usize| {
        service.operations().map(column).max().unwrap_or(0)
    };
    let (ids, paths) = (width(|one| one.id.len()), width(|one| one.path.len()));
    let sections = width(|one| one.section.len());
    let mut text = String::new();
    for operation in service.operations() {
        let line = format!(
            "{:ids$}  {:6}  {:paths$}  {:sections$}  {}",
            operation.id,
            operation.method.as_str(),
            operation.path,
            operation.section,
            if operation.deprecated.is_some() { "deprecated" } else { "" },
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    shell.answer(text)
}
