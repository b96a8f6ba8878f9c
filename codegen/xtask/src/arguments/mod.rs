//! The command line: its commands and options, and the request that the caller makes.

mod bench;
mod conformance;
mod document;
mod edition;
mod known;
mod request;
mod shared;

use clap::Command;
use taurusdb_sync::Format;

use crate::extract;
use crate::overlay::Choice;
use crate::sync;

pub(crate) use conformance::Peer;
pub(crate) use request::Request;
use shared::{EXIT_CODES, path, text};

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
