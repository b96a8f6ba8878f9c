//! Which issue a document is, where the caller has to say it.

use clap::{Arg, ArgMatches};
use taurusdb_extract::read::Edition;

/// The issue and the date that the caller gives.
pub(super) fn of(matches: &ArgMatches) -> Edition {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    Edition { issue: text("issue"), date: text("date") }
}

/// The options that say which issue a document is.
pub(super) fn options() -> [Arg; 2] {
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
