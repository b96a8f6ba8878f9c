//! The flags that every command has.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches};
use taurusdb_descriptor_types::{Location, Parameter, Service};

use crate::brackets::{assumed, documented};
use crate::output;

/// The flags that every command has.
pub(crate) struct Globals {
    pub(crate) endpoint: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) project_id: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) dry_run: bool,
    pub(crate) compact: bool,
}

impl Globals {
    pub(crate) fn read(matches: &ArgMatches) -> Self {
        let text = |id| matches.get_one::<String>(id).cloned();
        Self {
            endpoint: text("endpoint"),
            region: text("region"),
            project_id: text("project-id"),
            language: text("language"),
            timeout: matches.get_one("timeout").copied(),
            dry_run: matches.get_flag("dry-run"),
            compact: matches.get_flag("compact"),
        }
    }
}

pub(crate) fn args(service: &Service) -> Vec<Arg> {
    let mut all = vec![
        value("endpoint", "URL", "Address of the service, instead of the one of the region"),
        value("region", "REGION", "Region to work in"),
        value("project-id", "ID", "Project to work in, instead of the one in the environment"),
        value("language", "LANGUAGE", &language(service)),
        value("timeout", "SECONDS", "Time for the answer to arrive [default: 60]")
            .value_parser(seconds),
        flag("dry-run", "Print the request as a curl line, secrets masked, and send nothing"),
        flag("compact", "Print JSON on one line"),
    ];
    all.extend(output::args());
    all
}

/// The languages are those that the operations take.
fn language(service: &Service) -> String {
    let mut headers = service.operations().flat_map(|o| o.parameters_in(Location::Header));
    let facts = headers.find(|header| header.name == Parameter::LANGUAGE).map(|found| found.facts);
    let text = std::iter::once("Language of messages".to_owned());
    let known =
        facts.into_iter().flat_map(|facts| assumed(facts).into_iter().chain(documented(facts)));
    text.chain(known).collect::<Vec<_>>().join(" ")
}

fn value(name: &'static str, shown: &'static str, help: &str) -> Arg {
    global(name, help).value_name(shown)
}

fn flag(name: &'static str, help: &str) -> Arg {
    global(name, help).action(ArgAction::SetTrue)
}

fn global(name: &'static str, help: &str) -> Arg {
    Arg::new(name).long(name).global(true).help_heading("Global options").help(help.to_owned())
}

/// A number of seconds.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    text.parse::<f64>()
        .ok()
        .filter(|seconds| *seconds > 0.0)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "must be a number of seconds above 0".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::seconds;

    #[test]
    fn seconds_are_positive_and_finite() {
        assert_eq!(seconds("1.5"), Ok(Duration::from_millis(1500)));
        for wrong in ["0", "-1", "inf", "NaN", "1e400", "ten", ""] {
            assert!(seconds(wrong).is_err(), "{wrong:?}");
        }
    }
}
