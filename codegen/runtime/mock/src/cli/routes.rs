//! `routes`: what is served, and what becomes of each call.

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;
use taurusdb_descriptor_types::{Examples, Operation, Service};

use super::output;
use super::program::{Program, Served};
use super::serve::Failed;
use crate::state::{Behaves, behaviours};

pub(super) fn print(
    program: Program,
    own: (&'static Service, &'static Examples),
    options: &ArgMatches,
) -> Result<(), Failed> {
    let [spec, overlay] = ["spec", "overlay"].map(|name| options.get_one::<String>(name));
    let served = program.served(own, spec.map(Path::new), overlay.map(String::as_str));
    let served = served.map_err(Failed::usage)?;
    output::print(&list(&served, options.get_flag("json"))).map_err(Failed::because)
}

/// Method, path and operation of everything that is served, and whether its calls are kept.
fn list(served: &Served, json: bool) -> String {
    let behaves = behaviours(served.service, served.examples);
    let all = || served.service.operations().zip(&behaves);
    if json {
        let one = |(operation, behaves): (&'static Operation, &Behaves)| {
            json!({
                "method": operation.method.as_str(),
                "path": operation.path,
                "operation": operation.id,
                "behaviour": behaves.behaviour.to_string(),
                "why": behaves.why,
            })
        };
        return format!("{:#}\n", json!(all().map(one).collect::<Vec<_>>()));
    }
    let width = all().map(|(operation, _)| operation.path.len()).max().unwrap_or(0);
    let line = |(operation, behaves): (&'static Operation, &Behaves)| {
        let (method, behaviour) = (operation.method.as_str(), behaves.behaviour.to_string());
        format!("{method:6}  {:width$}  {behaviour:8}  {}\n", operation.path, operation.id)
    };
    all().map(line).collect()
}
