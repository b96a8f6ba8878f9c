//! From parsed arguments to what a call is given.

use clap::ArgMatches;
use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::{Location, Operation};

use crate::body::secret::Secrets;
use crate::command::{Take, takes};
use crate::scalar;

/// A parameter with the text to send.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    /// More than one only for lists; never empty.
    pub(crate) values: Vec<String>,
}

/// Reads everything but the body, as it is to be sent. What cannot be read is added to `mistakes`; whether
/// the rest is what the operation takes is for others to judge.
pub(crate) fn read(
    operation: &'static Operation,
    matches: &ArgMatches,
    secrets: &mut Secrets<'_, '_>,
    mistakes: &mut Vec<String>,
) -> Vec<Given> {
    let mut given = Vec::new();
    for take in takes(operation) {
        let Some(texts) = matches.get_many::<String>(&take.id()) else {
            if take.parameter.flag.is_none() {
                mistakes.push(format!("{} is missing", take.label()));
            }
            continue;
        };
        let values = texts.map(|text| value(&take, text, secrets)).collect::<Result<Vec<_>, _>>();
        match values {
            Ok(values) => {
                if let Some(end) = take.parameter.facts.deprecated {
                    let end = phrase::deprecated(end, Style::Plain);
                    secrets.shell.warn(format_args!("{} is {end}", take.label()));
                }
                let parameter = take.parameter;
                given.push(Given { name: parameter.name, location: parameter.location, values });
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    given
}

fn value(take: &Take, text: &str, secrets: &mut Secrets<'_, '_>) -> Result<String, String> {
    // Such an address would be another operation's: `DELETE /instances/` is not for one instance.
    if take.parameter.flag.is_none() && matches!(text, "" | "." | "..") {
        return Err(format!("{} must name something, is '{text}'", take.label()));
    }
    let text = match take.parameter.facts.sensitive {
        true => secrets.value(&take.label(), text)?,
        false => text.to_owned(),
    };
    // What has another form is judged as it is.
    Ok(scalar::wire(&take.parameter.kind, &text).unwrap_or(text))
}
