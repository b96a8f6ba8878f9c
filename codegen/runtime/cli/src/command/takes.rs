use taurusdb_tables::{Location, Operation, Parameter, Template};

use super::Globals;
use super::operation::{INPUT, SKELETON};
use crate::names::{kebab, value_name};

/// What global flags say.
const HANDLED: [&str; 2] = [Parameter::PROJECT_ID, Parameter::LANGUAGE];

/// One thing that an operation takes on the command line, apart from its body.
pub(crate) struct Take {
    /// Name on the wire.
    pub(crate) name: &'static str,
    /// What the tables say about it.
    pub(crate) parameter: &'static Parameter,
    /// Long flag; an argument that is given by position has none.
    pub(crate) flag: Option<String>,
    /// What stands for the value in help.
    pub(crate) value_name: String,
    /// Id among the parsed arguments.
    pub(crate) id: String,
}

impl Take {
    /// How it is called in messages.
    pub(crate) fn label(&self) -> String {
        match &self.flag {
            Some(flag) => format!("--{flag}"),
            None => format!("<{}>", self.value_name),
        }
    }
}

/// All that an operation takes: the parameters of its path, from left to right, then the others in
/// the order of the document.
pub(crate) fn takes(operation: &'static Operation) -> Vec<Take> {
    // The path decides what it needs, also where the tables say nothing about a name.
    static UNDESCRIBED: Parameter =
        Parameter { location: Location::Path, required: true, ..Parameter::DEFAULT };

    let mut takes = Vec::new();
    for name in Template(operation.path).parameters().filter(|name| !is_handled(name)) {
        let described = operation.parameters_in(Location::Path).find(|known| known.name == name);
        takes.push(Take {
            name,
            parameter: described.unwrap_or(&UNDESCRIBED),
            flag: None,
            value_name: value_name(name),
            id: format!("path {name}"),
        });
    }
    for parameter in operation.parameters {
        let location = match parameter.location {
            Location::Path => continue,
            Location::Query => "query",
            Location::Header => "header",
        };
        let name = parameter.name;
        if is_handled(name) {
            continue;
        }
        let plain = kebab(name);
        let taken = is_reserved(&plain)
            || takes.iter().any(|other: &Take| other.flag.as_ref() == Some(&plain));
        takes.push(Take {
            name,
            parameter,
            flag: Some(if taken { format!("{location}-{plain}") } else { plain }),
            value_name: value_name(name),
            id: format!("{location} {name}"),
        });
    }
    takes
}

fn is_handled(name: &str) -> bool {
    HANDLED.iter().any(|handled| handled.eq_ignore_ascii_case(name))
}

fn is_reserved(flag: &str) -> bool {
    Globals::NAMES.contains(&flag) || [INPUT, SKELETON, "help", "version"].contains(&flag)
}

#[cfg(test)]
mod tests {
    use taurusdb_tables::{Location, Operation, Parameter};

    use super::takes;

    #[test]
    fn every_parameter_gets_a_label_of_its_own() {
        static OPERATION: Operation = Operation {
            path: "/v3/{project_id}/instances/{instance_id}/x/{undescribed}",
            parameters: &[
                Parameter { name: "X-Language", location: Location::Header, ..Parameter::DEFAULT },
                Parameter { name: "region", ..Parameter::DEFAULT },
                Parameter { name: "instance_id", ..Parameter::DEFAULT },
                Parameter { name: "instance_id", location: Location::Header, ..Parameter::DEFAULT },
                Parameter { name: "instance_id", location: Location::Path, ..Parameter::DEFAULT },
            ],
            ..Operation::DEFAULT
        };
        let labels: Vec<_> = takes(&OPERATION).iter().map(super::Take::label).collect();
        assert_eq!(
            labels,
            [
                "<INSTANCE_ID>",
                "<UNDESCRIBED>",
                "--query-region",
                "--instance-id",
                "--header-instance-id"
            ]
        );
    }
}
