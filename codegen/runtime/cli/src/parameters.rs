//! From parsed arguments to what a call is given.

use clap::ArgMatches;
use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::{Location, Operation};

use crate::command::{Take, takes};
use crate::exit::Failure;
use crate::scalar;
use crate::shell::Shell;
use crate::unlisted::unlisted;

/// A parameter with the text to send.
pub(crate) struct Given {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    /// More than one only for lists; never empty.
    pub(crate) values: Vec<String>,
}

/// Reads and checks everything but the body. All mistakes are reported together.
pub(crate) fn read(
    operation: &'static Operation,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<Vec<Given>, Failure> {
    let mut given = Vec::new();
    let mut mistakes = Vec::new();
    for take in takes(operation) {
        let Some(texts) = matches.get_many::<String>(&take.id()) else {
            if take.parameter.is_mandatory() {
                mistakes.push(format!("{} is missing", take.label()));
            }
            continue;
        };
        let texts: Vec<_> = texts.map(String::as_str).collect();
        match texts.iter().map(|text| value(&take, text)).collect::<Result<Vec<_>, _>>() {
            Ok(values) => {
                warn_of_unknown(&take, &values, shell);
                if let Some(end) = take.parameter.facts.deprecated {
                    let end = phrase::deprecated(end, Style::Plain);
                    shell.warn(format_args!("{} is {end}", take.label()));
                }
                given.push(Given {
                    name: take.parameter.name,
                    location: take.parameter.location,
                    values,
                });
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() {
        return Ok(given);
    }
    let section = operation.section;
    Err(Failure::usage(format!("{}\n  (API Reference {section})", mistakes.join("\nerror: "))))
}

fn value(take: &Take, text: &str) -> Result<String, String> {
    let must = |what: &str| Err(format!("{} must {what} (got '{text}')", take.label()));
    match text {
        // Such an address would be another operation's: `DELETE /instances/` is not for one instance.
        "" | "." | ".." if take.parameter.flag.is_none() => return must("name something"),
        "" if take.parameter.is_mandatory() => return must("not be empty"),
        _ => {}
    }
    scalar::wire(&take.parameter.kind, text).or_else(|noun| must(&format!("be {noun}")))
}

fn warn_of_unknown(take: &Take, values: &[String], shell: &mut Shell<'_>) {
    let known = take.parameter.facts.values;
    for value in values {
        if let Some(what) = unlisted(known, value) {
            shell.warn(format_args!("{} '{value}' is {what}", take.label()));
        }
    }
}
