//! `operations`: everything that can be called.

use clap::{ArgMatches, Command};
use serde_json::json;
use taurusdb_descriptor_types::Operation;

use super::json_flag;
use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{OPERATIONS, Plain, Uses};
use crate::own_print;
use crate::shell::Shell;

/// The command `operations`.
pub(super) const LIST: Plain = Plain { words: OPERATIONS, uses: Uses::Values, command, run };

fn command(manual: Manual) -> Command {
    Command::new(OPERATIONS)
        .about("List every operation: id, method and path, section of the API Reference")
        .after_help(format!("Example:\n  {} {} | grep backups", manual.program.name, OPERATIONS))
        .arg(json_flag::arg("Print a JSON array instead of columns"))
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let all = || manual.service.operations();
    if json_flag::is_given(matches) {
        let row = |operation: &Operation| {
            json!({
                "id": operation.id,
                "method": operation.method.as_str(),
                "path": operation.path,
                "section": operation.section,
                "deprecated": operation.deprecated.is_some(),
            })
        };
        return json_flag::print(manual, &all().map(row).collect(), matches, shell);
    }
    let row = |operation: &'static Operation| {
        let deprecated = if operation.deprecated.is_some() { "deprecated" } else { "" };
        let Operation { id, method, path, section, .. } = operation;
        [id, method.as_str(), path, section, deprecated].map(str::to_owned)
    };
    shell.answer(own_print::columns(&all().map(row).collect::<Vec<_>>()))
}
