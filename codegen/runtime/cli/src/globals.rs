//! The flags that every command has.

use std::convert::Infallible;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches};
use taurusdb_descriptor_types::{Location, Parameter, Service};

use crate::brackets::{assumed, documented};
use crate::manual::Manual;
use crate::mock::World;
use crate::output;

/// The flags that every command has.
pub(crate) struct Globals {
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) iam_endpoint: Option<String>,
    pub(crate) project_id: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) debug: bool,
    pub(crate) dry_run: Option<DryRun>,
    pub(crate) mock: Option<World>,
    pub(crate) compact: bool,
}

/// What a dry run shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DryRun {
    /// The request as a line for `curl`.
    Curl,
    /// That, the canonical request and the text that is signed.
    Canonical,
}

impl Globals {
    pub(crate) fn read(matches: &ArgMatches) -> Self {
        let text = |id| matches.get_one::<String>(id).cloned();
        // A flag that this program does not have was not given.
        let mock = matches.try_get_one::<World>("mock").ok().flatten();
        Self {
            profile: text("profile"),
            region: text("region"),
            endpoint: text("endpoint"),
            iam_endpoint: text("iam-endpoint"),
            project_id: text("project-id"),
            language: text("language"),
            connect_timeout: matches.get_one("connect-timeout").copied(),
            timeout: matches.get_one("timeout").copied(),
            retries: matches.get_one("retries").copied(),
            debug: matches.get_flag("debug"),
            dry_run: matches.get_one("dry-run").copied(),
            mock: mock.cloned(),
            compact: matches.get_flag("compact"),
        }
    }
}

/// The flags that every command has.
pub(crate) fn args(manual: Manual) -> Vec<Arg> {
    let mut args = vec![
        value(
            "profile",
            "NAME",
            "Profile to call with, instead of what the environment has: see `configure`",
        ),
        value("region", "REGION", "Region to work in"),
        value("endpoint", "URL", "Address of the service, instead of the one of the region"),
        value(
            "iam-endpoint",
            "URL",
            "Address of the identity service, instead of the one of the region",
        ),
        value("project-id", "ID", "Project to work in, instead of the one of the region"),
        value("language", "LANGUAGE", &language(manual.service)),
        value("connect-timeout", "SECONDS", "Time for a connection to be made [default: 10]")
            .value_parser(seconds),
        value("timeout", "SECONDS", "Time for the answer to arrive [default: 60]")
            .value_parser(seconds),
        value("retries", "N", "How often to try again what may be tried again [default: 2]")
            .value_parser(count),
        flag("debug", "Show on standard error what is sent and answered, secrets masked"),
        dry_run(),
        flag("compact", "Print JSON on one line"),
    ];
    args.extend(output::args());
    if manual.program.mock.is_some() {
        args.push(mock());
    }
    args
}

fn dry_run() -> Arg {
    let help = "Print the request as a curl line for a POSIX shell, variables for secrets, and send nothing; \
                with 'canonical' also what is signed";
    optional("dry-run", "WHAT", help).default_missing_value("curl").value_parser(|text: &str| {
        match text {
            "curl" => Ok(DryRun::Curl),
            "canonical" => Ok(DryRun::Canonical),
            _ => Err("must be curl or canonical"),
        }
    })
}

fn mock() -> Arg {
    let help = "Call a mock of the service in this process instead of the service itself: with a few things \
                in it, with nothing ('empty'), with something \
                behind every id ('adopt'), or with what earlier commands left in a file";
    optional("mock", "WORLD", help)
        .default_missing_value("")
        .conflicts_with_all(["endpoint", "iam-endpoint", "profile"])
        .value_parser(|text: &str| Ok::<_, Infallible>(World::read(text)))
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

/// A flag whose value may be left out, and else stands behind `=`.
fn optional(name: &'static str, shown: &'static str, help: &str) -> Arg {
    value(name, shown, help).num_args(0..=1).require_equals(true)
}

fn flag(name: &'static str, help: &str) -> Arg {
    global(name, help).action(ArgAction::SetTrue)
}

fn global(name: &'static str, help: &str) -> Arg {
    Arg::new(name).long(name).global(true).help_heading("Global options").help(help.to_owned())
}

/// A number of times.
fn count(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("must be a whole number from 0 to {}", u32::MAX))
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
