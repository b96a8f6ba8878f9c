//! The commands that tell what is known: `explain`, `scaffold`, `diff` and `sync`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::edition::options as edition_options;
use super::{EXIT_CODES, document};

/// The codes of the commands that tell changes.
const CHANGE_CODES: &str = "Exit codes: 0 nothing changed; 3 compatible or editorial changes only; \
                            4 breaking changes; 2 it could not be done, and nothing was written";

/// The commands.
pub(super) fn commands() -> [Command; 4] {
    [explain(), scaffold(), diff(), sync()]
}

fn explain() -> Command {
    Command::new("explain")
        .about("Print everything known about an operation, field or other item, with its sources")
        .long_about(
            "Explains an operation (instances.create), a field (instances.create.charge_info.period_num), \
             a schema (MysqlTag), a group, an error code (DBS.200019), a metric, a route (GET /v3/{project_id}/jobs), \
             a section (4.3.7), a table (4-62), a line of the document (1736), a region, an IAM action, a \
             status ('status 404').",
        )
        .arg(Arg::new("what").value_name("WHAT").required(true).help("Its name or number"))
        .after_help(EXIT_CODES)
}

fn scaffold() -> Command {
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
        .arg(document().help("The document that has the operation [default: the committed specification]"))
        .after_help(EXIT_CODES)
}

fn diff() -> Command {
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
        .after_help(CHANGE_CODES)
}

fn sync() -> Command {
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
