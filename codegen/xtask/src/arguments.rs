//! The command line: its commands and options, and the request that the caller makes.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use taurusdb_sync::Format;

use taurusdb_extract::read::Edition;

use crate::bench;
use crate::extract;
use crate::overlay::Choice;
use crate::sync;

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
    BenchMock(bench::Load),
}

/// What the specification is compared with.
pub(crate) enum Peer {
    Sdk { write: bool },
    Openapi { spec: Option<PathBuf> },
    Mock { newest: bool },
}

/// Reads the command line. If it is not a request, prints help or an error and exits.
pub(crate) fn parse() -> Request {
    let matches = command().get_matches();
    match matches.subcommand() {
        Some(("extract", found)) => Request::Extract(extract::Options {
            document: path(found, "document").expect("clap asks for it"),
            edition: edition(found),
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
            edition: edition(found),
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
            edition: edition(found),
        },
        Some(("conformance", found)) => Request::Conformance(match found.subcommand() {
            Some(("sdk", found)) => Peer::Sdk { write: found.get_flag("write") },
            Some(("openapi", found)) => Peer::Openapi { spec: path(found, "spec") },
            Some(("mock", found)) => Peer::Mock { newest: found.get_flag("newest") },
            _ => unreachable!("clap asks for a peer that it knows"),
        }),
        Some(("bench", found)) => match found.subcommand() {
            Some(("client", found)) => Request::BenchClient {
                rounds: usize::from(*found.get_one::<u16>("rounds").expect("it has a default")),
                only: found.get_one::<String>("only").cloned(),
            },
            Some(("mock", found)) => Request::BenchMock(bench::Load::of(found)),
            Some(("features", found)) => Request::BenchFeatures {
                runs: usize::from(*found.get_one::<u8>("runs").expect("it has a default")),
            },
            Some(("cli", found)) => Request::BenchCli {
                runs: usize::from(*found.get_one::<u16>("runs").expect("it has a default")),
            },
            Some(("build", found)) => Request::BenchBuild {
                runs: usize::from(*found.get_one::<u8>("runs").expect("it has a default")),
            },
            _ => unreachable!("clap asks for a measurement that it knows"),
        },
        _ => unreachable!("clap asks for a command that it knows"),
    }
}

/// The issue and the date that the caller gives.
fn edition(matches: &ArgMatches) -> Edition {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    Edition { issue: text("issue"), date: text("date") }
}

/// The options that say which issue a document is.
fn edition_options() -> [Arg; 2] {
    let date = |text: &str| match taurusdb_spec::is_date(text) {
        true => Ok(text.to_owned()),
        false => Err("expected a day as YYYY-MM-DD"),
    };
    [
        Arg::new("issue")
            .long("issue")
            .value_name("N")
            .value_parser(|text: &str| match text.trim() {
                "" => Err("expected the number of the issue"),
                issue => Ok(issue.to_owned()),
            })
            .help("The number of the issue, where the document does not say it [default: its date]"),
        Arg::new("date")
            .long("date")
            .value_name("YYYY-MM-DD")
            .value_parser(date)
            .help(
                "The day of the issue, where the document does not say it [default: what the first page, \
                 the name of the folder or the history of changes says, or 'undated']",
            ),
    ]
}

fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().expect("clap asks for it")
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

fn command() -> Command {
    let document = Arg::new("document")
        .long("document")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf));
    Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Reads the vendor's API Reference and generates client, command line and mock server from it")
        .after_help(EXIT_CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("extract")
                .about("Read the document and write the specification")
                .long_about(
                    "Reads the text form of the API Reference and writes what it states: api/ (one file per \
                     group of operations), openapi.json (OpenAPI 3.1), openapi-3.0.json (the same for \
                     tools that need 3.0), and ledger.json and LEDGER.md (the errors of the document). Every \
                     line of the document is accounted for. A line that is not understood is an error, and \
                     then nothing is written. To read the reference of another service, add --overlay none: \
                     names then come from titles and paths by rule, and words from the names. With --out, \
                     sections.json lists each section or page with what it is read as.",
                )
                .arg(document.clone().required(true).help("The API Reference: its text form, or a folder of its HTML or reStructuredText pages"))
                .arg(
                    Arg::new("out")
                        .long("out")
                        .value_name("DIR")
                        .value_parser(value_parser!(PathBuf))
                        .help("Where to write [default: spec/ of this repository]"),
                )
                .arg(
                    Arg::new("overlay")
                        .long("overlay")
                        .value_name("DIR|none")
                        .value_parser(value_parser!(PathBuf))
                        .requires("out")
                        .help("What people decided: names, words, fixes, resources; 'none' names everything by rule [default: spec/overlay of this repository]"),
                )
                .args(edition_options())
                .arg(
                    Arg::new("keep-going")
                        .long("keep-going")
                        .action(ArgAction::SetTrue)
                        .requires("out")
                        .help("Leave out each section or page that is not understood, and read the rest; what was left out is listed in left-out.json"),
                )
                .after_help(
                    "Exit codes: 0 success; 1 it was written, but something was left out or is not described \
                     yet; 3 it was written, but more was left out than read; 2 nothing was written: wrong \
                     usage, bad input, or a file that cannot be read or written",
                ),
        )
        .subcommand(
            Command::new("regenerate")
                .about("Generate client, command line, mock server and OpenAPI export")
                .long_about(
                    "Generates everything below generated/, spec/openapi.json, spec/openapi-3.0.json and \
                     spec/LEDGER.md from the committed specification; with a document, spec/api and \
                     spec/ledger.json too. Everything is generated before anything is written, and only files \
                     that changed are replaced. If the program is stopped early, each file is either old or \
                     new, and `check` tells whether old and new files are mixed.",
                )
                .arg(document.clone().help("Read this document first, and write the specification from it"))
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("explain")
                .about("Print everything known about an operation, field or other item, with its sources")
                .long_about(
                    "Explains an operation (instances.create), a field (instances.create.charge_info.period_num), \
                     a schema (MysqlTag), a group, an error code (DBS.200019), a metric, a route (GET /v3/{project_id}/jobs), \
                     a section (4.3.7), a table (4-62), a line of the document (1736), a region, an IAM action, a \
                     status ('status 404').",
                )
                .arg(Arg::new("what").value_name("WHAT").required(true).help("Its name or number"))
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("scaffold")
                .about("Print the overlay entries that an operation lacks, filled with what is known")
                .long_about(
                    "For an operation that is in the document but not yet in spec/overlay: prints the entries \
                     for its name, its texts and its part of the resource model, each with the place to \
                     paste it. What a person must decide is marked <<…>>; guesses are marked as guesses. It \
                     also works on a document that `extract` still refuses because names or texts are \
                     missing. For an operation that is already known, it prints the existing entries.",
                )
                .arg(
                    Arg::new("what")
                        .value_name("OPERATION_OR_SECTION")
                        .required(true)
                        .help("An id (instances.create), a section (4.3.7, or 4.3 for all below), or 'METHOD PATH'"),
                )
                .arg(document.clone().help("The document that has the operation [default: the committed specification]"))
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("diff")
                .about("Tell what changes from one issue or specification to another")
                .long_about(
                    "Compares two specifications statement by statement: operations, parameters, fields, \
                     facts, examples, and the tables of the service. Each side is a document (a file), a \
                     folder with a specification, or a revision of git, such as HEAD or v0.1.0. Every change \
                     has its class, how severe it is, the lines of both documents, and what to do.",
                )
                .arg(Arg::new("old").value_name("OLD").required(true).help("What was there before: a document, a folder with a specification, or a revision of git"))
                .arg(Arg::new("new").value_name("NEW").required(true).help("What is there now, in any of these forms"))
                .arg(
                    Arg::new("format")
                        .long("format")
                        .value_name("FORMAT")
                        .value_parser(["text", "markdown", "json"])
                        .default_value("text")
                        .help("How the report is written"),
                )
                .after_help(CHANGE_CODES),
        )
        .subcommand(sync_command())
        .subcommand(
            Command::new("check")
                .about("Check that the generated files are up to date")
                .long_about(
                    "Regenerates in memory and compares. Names each file that is stale, missing or not \
                     generated, and the command that corrects it. Before that, it reports each text that \
                     spec/overlay/docs lacks, and each text there that belongs to no operation, field, value \
                     or code.",
                )
                .arg(document.help("Compare with what is generated from this document, spec/api and spec/ledger.json included"))
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("convert")
                .about("Make the text form of a reference from its PDF")
                .long_about(
                    "Reads a PDF with ruled tables and writes its text form, which `extract` and the other \
                     commands read. Running headers and footers are left out; rows and code that the end of \
                     a page tore are joined; code is told by its font, headings are told by weight and size; \
                     the list of contents comes from the outline, or from the pages of contents. The reader \
                     of PDFs, a Python package, is installed below target/ once.",
                )
                .arg(
                    Arg::new("pdf")
                        .value_name("FILE.pdf")
                        .value_parser(value_parser!(PathBuf))
                        .required(true)
                        .help("The PDF"),
                )
                .arg(
                    Arg::new("out")
                        .long("out")
                        .value_name("FILE.txt")
                        .value_parser(value_parser!(PathBuf))
                        .required(true)
                        .help("Where to write the text form"),
                )
                .args(edition_options())
                .after_help(EXIT_CODES),
        )
        .subcommand(
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
                             that the OpenAPI export does not describe, and no failure of the server; what is \
                             valid for the export is taken, what is not is refused, but for the kinds that \
                             spec/overlay/accepted/mock-requests.toml lists with a reason.",
                        )
                        .arg(
                            Arg::new("newest")
                                .long("newest")
                                .action(ArgAction::SetTrue)
                                .help("Take the newest SDK, not the version that the list names"),
                        )
                        .after_help(EXIT_CODES),
                )
                .after_help(EXIT_CODES),
        )
        .subcommand(
            Command::new("bench")
                .about("Measure our client against other clients of the same API, and the mock under load")
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand(
                    Command::new("client")
                        .about("Compare calls through the client with the same calls written by hand")
                        .long_about(
                            "Builds the program in tests/bench (release) and runs it: signed calls on loopback through \
                             the generated client with its default settings, and written by hand with reqwest and \
                             serde; signing a request with a body of 1 KB; reading a page of 100 instances, and the \
                             same with derives of serde. Both sides take turns in short rounds. Prints times and \
                             ratios; fails if one is over its budget.",
                        )
                        .arg(
                            Arg::new("rounds")
                                .long("rounds")
                                .value_name("N")
                                .value_parser(value_parser!(u16).range(1..))
                                .default_value("200")
                                .help("How many rounds each side has"),
                        )
                        .arg(
                            Arg::new("only")
                                .value_name("WORD")
                                .help("Measure only what has this word in its name, such as 'sign' or 'list'"),
                        )
                        .after_help(EXIT_CODES),
                )
                .subcommand(bench::Load::command().after_help(EXIT_CODES))
                .subcommand(
                    Command::new("cli")
                        .about("Tell how large the command line is, and how fast it starts")
                        .long_about(
                            "Builds generated/taurusdb-cli (release), starts it with --help, with mistakes and with \
                             a large help page, in turn with an empty program, and prints size, least and median \
                             time. The budget is 15 ms.",
                        )
                        .arg(
                            Arg::new("runs")
                                .long("runs")
                                .value_name("N")
                                .value_parser(value_parser!(u16).range(1..))
                                .default_value("40")
                                .help("How often each line is started"),
                        )
                        .after_help(EXIT_CODES),
                )
                .subcommand(
                    Command::new("features")
                        .about("Tell what each feature of the client costs to build")
                        .long_about(
                            "Builds generated/taurusdb with each of its features and prints what the feature adds: \
                             seconds of the processor, lines, packages below the crate, and whether TLS is among \
                             them. Takes minutes.",
                        )
                        .arg(
                            Arg::new("runs")
                                .long("runs")
                                .value_name("N")
                                .value_parser(value_parser!(u8).range(1..))
                                .default_value("3")
                                .help("How many times each feature is built; the least counts"),
                        ),
                )
                .subcommand(
                    Command::new("build")
                        .about("Compare the build cost of the client, and of programs with it, with progenitor's")
                        .long_about(
                            "Installs progenitor below target/bench (from crates.io, once), generates a crate with \
                             it from spec/openapi-3.0.json, and builds that crate and generated/taurusdb in turn, alone \
                             and with programs that call 5, 50 and all operations: cold, after a touch of the \
                             program, and after a touch of the crate. Prints times, memory and ratios; fails if \
                             a ratio is over its budget. One run takes minutes.",
                        )
                        .arg(
                            Arg::new("runs")
                                .long("runs")
                                .value_name("N")
                                .value_parser(value_parser!(u8).range(1..))
                                .default_value("3")
                                .help("How many times each side is built"),
                        )
                        .after_help(EXIT_CODES),
                )
                .after_help(EXIT_CODES),
        )
}

fn sync_command() -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("sync")
        .about("Take in the next issue of the document: changes, versions, all files, changelog")
        .long_about(
            "Reads a document, compares what it states with the committed specification, decides the \
             versions of the generated crates by the written policy, and writes everything: what \
             `regenerate --document` writes, spec/versions.toml, Cargo.lock, an entry of CHANGELOG.md \
             and a record in spec/history. Prints a summary in Markdown for a pull request. What people \
             still have to decide does not stop it: rules name what nobody has named, and the summary \
             lists what is left, with entries to paste. After that, run it again with the same document: \
             it writes what it wrote for it again, with the decisions. Everything is written or nothing; \
             a run that was killed is finished by the next one.",
        )
        .arg(
            Arg::new("document")
                .value_name("NEW_DOCUMENT")
                .value_parser(value_parser!(PathBuf))
                .required_unless_present("policy")
                .help("The next issue of the API Reference"),
        )
        .args(edition_options())
        .arg(flag("dry-run", "Write nothing; print what would change"))
        .arg(flag("accept", "Accept every fact that is gone, in spec/overlay/accepted/losses.toml"))
        .arg(flag("yes", "Go on although more than a tenth of the operations or fields is gone"))
        .arg(flag("force", "Go on although the document is older than what is committed"))
        .arg(
            flag(
                "semver-checks",
                "Then ask cargo-semver-checks for a second opinion on the client's version (takes minutes)",
            )
            .conflicts_with("dry-run"),
        )
        .arg(flag("policy", "Print the policy: which change raises which version"))
        .after_help(CHANGE_CODES)
}

/// The codes of the commands that tell changes.
const CHANGE_CODES: &str = "Exit codes: 0 nothing changed; 3 compatible or editorial changes only; \
                            4 breaking changes; 2 it could not be done, and nothing was written";

const EXIT_CODES: &str = "Exit codes: 0 success; 1 `check` found stale files or missing texts, \
                          `conformance` found differences, or `bench` found a cost over its budget; \
                          2 the command failed: wrong usage, bad input, or a file that cannot be \
                          read or written; 3 and 4 tell how grave the changes are that `diff` and `sync` \
                          found, see their help";
