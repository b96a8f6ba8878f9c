//! `conformance`: what the specification is compared with.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::{EXIT_CODES, path};

/// What the specification is compared with.
pub(crate) enum Peer {
    Sdk { write: bool },
    Openapi { spec: Option<PathBuf> },
    Mock { newest: bool },
}

/// What the caller wants to compare with.
pub(super) fn peer(found: &ArgMatches) -> Peer {
    match found.subcommand() {
        Some(("sdk", found)) => Peer::Sdk { write: found.get_flag("write") },
        Some(("openapi", found)) => Peer::Openapi { spec: path(found, "spec") },
        Some(("mock", found)) => Peer::Mock { newest: found.get_flag("newest") },
        _ => unreachable!("clap asks for a peer that it knows"),
    }
}

pub(super) fn command() -> Command {
    Command::new("conformance")
        .about("Compare the specification with independent sources and tools")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("sdk")
                .about("Compare the specification with the vendor's Python SDK")
                .long_about(
                    "Installs the vendor's Python SDK below target/conformance, reads its sources, and \
                     compares operations, parameters and fields with the committed specification. Every \
                     difference must stand, with a reason, in spec/overlay/accepted/sdk.toml, and \
                     every entry of that list must still apply. What the SDK says about each field is \
                     kept in spec/sdk.json for `explain`; without --write, that file must be up to \
                     date.",
                )
                .arg(
                    Arg::new("write")
                        .long("write")
                        .action(ArgAction::SetTrue)
                        .help("Write spec/sdk.json again"),
                )
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("openapi")
                .about("Check the OpenAPI export with openapi-spec-validator, Redocly and Spectral")
                .long_about(
                    "Installs the three checkers below target/conformance (Python with venv, and Node.js \
                     with npm, are needed) and runs them on spec/openapi.json and spec/openapi-3.0.json. \
                     There must be no error; every warning must be listed, with a reason, in \
                     spec/overlay/accepted/openapi.toml, and every entry of that list must still apply. \
                     With --spec, they run on what `extract --out DIR` wrote; warnings are then \
                     counted, and only errors count as differences.",
                )
                .arg(
                    Arg::new("spec")
                        .long("spec")
                        .value_name("DIR")
                        .value_parser(value_parser!(PathBuf))
                        .help("Check the export in this folder [default: spec/ of this repository]"),
                )
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("mock")
                .about("Serve the mock to the vendor's Python SDK and to schemathesis")
                .long_about(
                    "Installs the vendor's Python SDK and schemathesis below target/conformance, and \
                     serves the mock to both. The SDK calls each method that both have with a valid \
                     request and a signature that is checked, and decodes the answer; a field or type \
                     that it does not declare must stand, with a reason, in \
                     spec/overlay/accepted/mock.toml. Then an instance is made, enlarged, backed up, \
                     restored and deleted through it. Schemathesis must find no status, header or body \
                     that the OpenAPI export does not describe, and no failure of the server.",
                )
                .arg(
                    Arg::new("newest")
                        .long("newest")
                        .action(ArgAction::SetTrue)
                        .help("Take the newest SDK, not the version that the list names"),
                )
                .after_help(EXIT_CODES),
        )
        .after_help(EXIT_CODES)
}
