//! `cargo xtask explain`: everything known about an operation, field or other item, with its
//! sources.

mod evidence;
mod field;
mod operation;
mod page;
mod topic;
mod whole_service;

use taurusdb_spec::{Api, Ledger};

use crate::conformance::Witness;
use crate::failure::Failure;
use crate::specification::Specification;
use crate::{print, workspace};
use page::Page;
use topic::{Topic, near_misses};

/// Explains an operation, a field, a schema, an error code, a metric, a section or a line.
pub(crate) fn run(text: &str) -> Result<(), Failure> {
    let root = workspace::root();
    let Specification { api, ledger, .. } = Specification::committed(&root)?;
    let witness = Witness::load(&root)?;
    let topics = Topic::find(&api, text);
    if topics.is_empty() {
        return Err(Failure::Unknown { what: text.to_owned(), near: near_misses(&api, text) });
    }
    let mut page = Page::new(&api.service, witness);
    for (position, topic) in topics.iter().enumerate() {
        if position > 0 {
            page.gap();
        }
        explain(&mut page, &api, &ledger, topic);
    }
    print::out(page.text())
}

fn explain(page: &mut Page<'_>, api: &Api, ledger: &Ledger, topic: &Topic<'_>) {
    match topic {
        Topic::Group(group) => operation::print_group(page, api, group),
        Topic::Operation(operation) => operation::print(page, api, ledger, operation),
        Topic::Parameter(operation, parameter) => {
            field::print_parameter(page, api, ledger, operation, parameter);
        }
        Topic::Field { place, schema, field } => {
            field::print_field(page, api, ledger, place, schema, field);
        }
        Topic::Schema(name) => field::print_schema(page, api, name),
        Topic::ErrorCode(code) => whole_service::print_error(page, api, code),
        Topic::Metric(metric) => whole_service::print_metric(page, api, metric),
        Topic::Section(number, operations) => {
            operation::print_section(page, api, number, operations);
        }
        Topic::Endpoint(endpoint) => whole_service::print_endpoint(page, endpoint),
        Topic::Status(code) => whole_service::print_status(page, api, code),
        Topic::Action(action) => whole_service::print_action(page, action),
    }
}
