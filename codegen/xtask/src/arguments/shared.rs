//! What several commands have: the option that names a document, exit codes, and how values are taken out.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

/// The exit codes of the commands that have no codes of their own.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 success; 1 `check` found stale files or missing texts, \
                          `conformance` found differences, or `bench` found a cost over its budget; \
                          2 the command failed: wrong usage, bad input, or a file that cannot be \
                          read or written; 3 and 4 tell how grave the changes are that `diff` and `sync` \
                          found, see their help";

/// A text that clap asks for.
pub(super) fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one::<String>(name).cloned().expect("clap asks for it")
}

/// A path, if one is given.
pub(super) fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// The option that names a document.
pub(super) fn document() -> Arg {
    Arg::new("document").long("document").value_name("FILE").value_parser(value_parser!(PathBuf))
}
