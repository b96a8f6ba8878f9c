//! The commands that read a document: `extract`, `regenerate`, `check` and `convert`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::edition::options as edition_options;
use super::{EXIT_CODES, document};

/// The commands.
pub(super) fn commands() -> [Command; 4] {
    [extract(), regenerate(), check(), convert()]
}

fn extract() -> Command {
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
        .arg(document().required(true).help("The API Reference: its text form, or a folder of its HTML or reStructuredText pages"))
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
        )
}

fn regenerate() -> Command {
    Command::new("regenerate")
        .about("Generate client, command line, mock server and OpenAPI export")
        .long_about(
            "Generates everything below generated/, spec/openapi.json, spec/openapi-3.0.json and \
             spec/LEDGER.md from the committed specification; with a document, spec/api and \
             spec/ledger.json too. Everything is generated before anything is written, and only files \
             that changed are replaced. If the program is stopped early, each file is either old or \
             new, and `check` tells whether old and new files are mixed.",
        )
        .arg(document().help("Read this document first, and write the specification from it"))
        .after_help(EXIT_CODES)
}

fn check() -> Command {
    Command::new("check")
        .about("Check that the generated files are up to date")
        .long_about(
            "Regenerates in memory and compares. Names each file that is stale, missing or not \
             generated, and the command that corrects it. Before that, it reports each text that \
             spec/overlay/docs lacks, and each text there that belongs to no operation, field, value \
             or code.",
        )
        .arg(document().help("Compare with what is generated from this document, spec/api and spec/ledger.json included"))
        .after_help(EXIT_CODES)
}

fn convert() -> Command {
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
        .after_help(EXIT_CODES)
}
