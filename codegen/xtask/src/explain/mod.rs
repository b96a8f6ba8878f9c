//! `cargo xtask explain`: all that is known of something, and where it is known from.

mod field;
mod operation;
mod service;
mod subject;

use taurusdb_spec::{Api, Ledger};

use crate::failure::Failure;
use crate::workspace;
use subject::{Subject, near_misses};

/// Explains an operation, a field, a schema, an error code, a metric, a section or a line.
pub(crate) fn run(text: &str) -> Result<(), Failure> {
    let spec = workspace::root().join("spec");
    let (api, ledger) = (Api::load(&spec)?, Ledger::load(&spec)?);
    let subjects = Subject::find(&api, text);
    if subjects.is_empty() {
        return Err(Failure::Unknown { what: text.to_owned(), near: near_misses(&api, text) });
    }
    for (position, subject) in subjects.iter().enumerate() {
        if position > 0 {
            println!();
        }
        print(&api, &ledger, subject);
    }
    Ok(())
}

fn print(api: &Api, ledger: &Ledger, subject: &Subject<'_>) {
    match subject {
        Subject::Group(group) => operation::print_group(api, group),
        Subject::Operation(operation) => operation::print(api, ledger, operation),
        Subject::Parameter(operation, parameter) => {
            field::print_parameter(api, ledger, operation, parameter);
        }
        Subject::Field { place, schema, field } => {
            field::print_field(api, ledger, place, schema, field);
        }
        Subject::Schema(name) => field::print_schema(api, name),
        Subject::ErrorCode(code) => service::print_error(api, code),
        Subject::Metric(metric) => service::print_metric(api, metric),
    }
}

/// A title line: what it is on the left, where it is known from on the right.
fn title(what: &str, source: &str) {
    const WIDTH: usize = 100;
    let gap = WIDTH.saturating_sub(what.chars().count() + source.chars().count()).max(2);
    println!("{what}{}{source}", " ".repeat(gap));
}

fn line(text: &str) {
    println!("  {text}");
}
