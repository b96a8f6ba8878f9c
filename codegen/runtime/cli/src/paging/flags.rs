//! The flags of commands that list: how much of the list is wanted.

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use taurusdb_descriptor_types::Operation;

/// Flag for all pages.
const ALL: &str = "all";
/// Flag for the most items from all pages.
const MAX_ITEMS: &str = "max-items";
/// What services call the size of a page.
const LIMIT: &str = "limit";

/// How much of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What one call answers.
    OnePage,
    /// The items of all pages, or the first so many of them.
    Items(Option<u64>),
}

impl Extent {
    /// What the flags of a command say.
    pub(crate) fn read(operation: &Operation, matches: &ArgMatches) -> Self {
        if operation.paging.is_none() {
            return Self::OnePage;
        }
        match (matches.get_flag(ALL), matches.get_one::<u64>(MAX_ITEMS)) {
            (_, Some(most)) => Self::Items(Some(*most)),
            (true, None) => Self::Items(None),
            (false, None) => Self::OnePage,
        }
    }
}

/// The flags of an operation that lists; none for others.
pub(crate) fn args(operation: &Operation) -> Vec<Arg> {
    if operation.paging.is_none() {
        return Vec::new();
    }
    let has_limit = operation.parameters.iter().any(|parameter| parameter.flag == Some(LIMIT))
        || operation.request.is_some_and(|body| body.field(LIMIT).is_some());
    let page = if has_limit { "; --limit is the size of one page" } else { "" };
    let all = flag(operation, ALL, format!("Print the items of all pages{page}"))
        .action(ArgAction::SetTrue);
    let most = "Print at most N items, from as many pages as it takes".to_owned();
    let most = flag(operation, MAX_ITEMS, most)
        .value_name("N")
        .value_parser(value_parser!(u64).range(1..));
    // Where the word means nothing else, it means what people expect.
    let most = if has_limit { most } else { most.visible_alias(LIMIT) };
    vec![all, most]
}

fn flag(operation: &Operation, name: &'static str, help: String) -> Arg {
    let is_taken = operation.parameters.iter().any(|parameter| parameter.flag == Some(name));
    // A parameter of that name comes first: the service has it.
    let long = if is_taken { format!("cli-{name}") } else { name.to_owned() };
    Arg::new(name).long(long).help(help).help_heading("Pages")
}
