//! The command line: its commands and options, and the request that the caller makes.

mod bench;
mod conformance;
mod document;
mod edition;
mod known;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use taurusdb_extract::read::Edition;
use taurusdb_sync::Format;

use crate::bench::Load;
use crate::extract;
use crate::overlay::Choice;
use crate::sync;

pub(crate) use conformance::Peer;

/// What the caller asks for.
pub(crate) enum Request {
    Extract(extract::Options),
    Regenerate { document: Option<PathBuf> },
    Check { document: Option<PathBuf> },
    Explain { what: String },
    Diff { old: String, new: String, format: Format },
    Sync(sync::Options),
    Policy,
    Scaffold { what: String, document: Option<PathBuf> },
    Convert { pdf: PathBuf, out: PathBuf, edition: Edition },
    Conformance(Peer),
    BenchBuild { runs: usize },
    BenchFeatures { runs: usize },
    BenchCli { runs: usize },
    BenchClient { rounds: usize, only: Option<String> },
    BenchMock(Load),
}

/// Reads the command line. If it is not a request, prints help or an error and exits.
pub(crate) fn parse() -> Request {
    let matches = command().get_matches();
    match matches.subcommand() {
        Some(("extract", found)) => Request::Extract(extract::Options {
            document: path(found, "document").expect("clap asks for it"),
            edition: edition::of(found),
            out: path(found, "out"),
            overlay: match path(found, "overlay") {
                None => Choice::Own,
                Some(folder) if folder.as_os_str() == "none" => Choice::None,
                Some(folder) => Choice::Folder(folder),
            },
            keep_going: found.get_flag("keep-going"),
        }),
        Some(("regenerate", found)) => Request::Regenerate { document: path(found, "document") },
        Some(("check", found)) => Request::Check { document: path(found, "document") },
        Some(("explain", found)) => Request::Explain {
            what: found.get_one::<String>("what").cloned().expect("clap asks for it"),
        },
        Some(("diff", found)) => Request::Diff {
            old: text(found, "old"),
            new: text(found, "new"),
            format: match found.get_one::<String>("format").map(String::as_str) {
                Some("markdown") => Format::Markdown,
                Some("json") => Format::Json,
                _ => Format::Text,
            },
        },
        Some(("sync", found)) if found.get_flag("policy") => Request::Policy,
        Some(("sync", found)) => Request::Sync(sync::Options {
            document: path(found, "document").expect("clap asks for it"),
            edition: edition::of(found),
            dry_run: found.get_flag("dry-run"),
            accept: found.get_flag("accept"),
            yes: found.get_flag("yes"),
            force: found.get_flag("force"),
            semver_checks: found.get_flag("semver-checks"),
        }),
        Some(("scaffold", found)) => Request::Scaffold {
            what: found.get_one::<String>("what").cloned().expect("clap asks for it"),
            document: path(found, "document"),
        },
        Some(("convert", found)) => Request::Convert {
            pdf: path(found, "pdf").expect("clap asks for it"),
            out: path(found, "out").expect("clap asks for it"),
            edition: edition::of(found),
        },
        Some(("conformance", found)) => Request::Conformance(conformance::peer(found)),
        Some(("bench", found)) => bench::request(found),
        _ => unreachable!("clap asks for a command that it knows"),
    }
}

fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().expect("clap asks for it")
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// The option that names a document.
fn document() -> Arg {
    Arg::new("document").long("document").value_name("FILE").value_parser(value_parser!(PathBuf))
}

fn command() -> Command {
    Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Reads the vendor's API Reference and generates client, command line and mock server from it")
        .after_help(EXIT_CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(document::commands())
        .subcommands(known::commands())
        .subcommand(conformance::command())
        .subcommand(bench::command())
}

const EXIT_CODES: &str = "Exit codes: 0 success; 1 `check` found stale files or missing texts, \
                          `conformance` found differences, or `bench` found a cost over its budget; \
                          2 the command failed: wrong usage, bad input, or a file that cannot be \
                          read or written; 3 and 4 tell how grave the changes are that `diff` and `sync` \
                          found, see their help";
