//! `cargo xtask`: the command line of the toolchain.

mod arguments;
mod bench;
mod check;
mod conformance;
mod convert;
mod diff;
mod explain;
mod extract;
mod failure;
mod found;
mod generated;
mod left_out;
mod output;
mod overlay;
mod overview;
mod print;
mod progress;
mod python;
mod regenerate;
mod scaffold;
mod specification;
mod summary;
mod sync;
mod work;
mod workspace;

use std::process::ExitCode;

use arguments::{Peer, Request};
use failure::Failure;

fn main() -> ExitCode {
    // During `bench`, cargo calls this program instead of rustc.
    if let Some(code) = bench::as_wrapper() {
        return code;
    }
    // What tells changes has exit codes of its own, for success and for failure.
    let told = |result: Result<ExitCode, Failure>| {
        result.unwrap_or_else(|failure| {
            print::note(&format!("error: {failure}"));
            ExitCode::from(2)
        })
    };
    let result = match arguments::parse() {
        Request::Diff { old, new, format } => return told(diff::run(&old, &new, format)),
        Request::Sync(options) => return told(sync::run(&options)),
        Request::Policy => sync::policy(),
        Request::Extract(options) => extract::run(&options),
        Request::Regenerate { document } => regenerate::run(document.as_deref()),
        Request::Check { document } => check::run(document.as_deref()),
        Request::Explain { what } => explain::run(&what),
        Request::Scaffold { what, document } => scaffold::run(&what, document.as_deref()),
        Request::Convert { pdf, out, edition } => convert::run(&pdf, &out, &edition),
        Request::Conformance(Peer::Sdk { write }) => conformance::sdk(write),
        Request::Conformance(Peer::Mock { newest }) => conformance::mock(newest),
        Request::Conformance(Peer::Openapi { spec }) => conformance::openapi(spec.as_deref()),
        Request::BenchBuild { runs } => bench::build(runs),
        Request::BenchFeatures { runs } => bench::features(runs),
        Request::BenchCli { runs } => bench::cli(runs),
        Request::BenchMock(load) => bench::mock(&load),
        Request::BenchClient { rounds, only } => bench::client(rounds, only.as_deref()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            print::note(&format!("error: {failure}"));
            failure.exit_code()
        }
    }
}
