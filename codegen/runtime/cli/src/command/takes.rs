//! What an operation takes on the command line apart from its body.

use taurusdb_descriptor_types::{Location, Operation, Parameter, Template};

/// One thing that an operation takes on the command line, apart from its body.
#[derive(Clone, Copy)]
pub(crate) struct Take {
    /// The parameter.
    pub(crate) parameter: &'static Parameter,
}

impl Take {
    /// How it is called in messages.
    pub(crate) fn label(self) -> String {
        match self.parameter.flag {
            Some(flag) => format!("--{flag}"),
            None => format!("<{}>", self.parameter.value_name),
        }
    }

    /// Id among the parsed arguments: a name may travel in two ways.
    pub(crate) fn id(self) -> String {
        format!("{} {}", self.parameter.location.as_str(), self.parameter.name)
    }
}

/// All that an operation takes: the parameters of its path, from left to right, then the others in
/// the order of the document. What flags of every command say is not among them.
pub(crate) fn takes(operation: &'static Operation) -> Vec<Take> {
    let by_position = Template(operation.path)
        .parameters()
        .filter_map(|name| operation.parameters_in(Location::Path).find(|known| known.name == name))
        .filter(|parameter| !parameter.is_project());
    let by_flag = operation.parameters.iter().filter(|parameter| parameter.flag.is_some());
    by_position.chain(by_flag).map(|parameter| Take { parameter }).collect()
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Method, Operation, Parameter, Type};

    use super::takes;

    #[test]
    fn the_path_comes_first_and_what_every_command_has_not_at_all() {
        const PATH: &str = "/v3/{project_id}/instances/{instance_id}/users/{user}";
        static OPERATION: Operation = Operation {
            parameters: &[
                Parameter::header("X-Language", Type::String, "X_LANGUAGE"),
                Parameter::query("region", Type::String, "REGION").flag("query-region"),
                Parameter::path("user", Type::String, "USER"),
                Parameter::path("project_id", Type::String, "PROJECT_ID"),
                Parameter::path("instance_id", Type::String, "INSTANCE_ID"),
            ],
            ..Operation::new("users.show", Method::Get, PATH)
        };
        let labels: Vec<_> = takes(&OPERATION).into_iter().map(super::Take::label).collect();
        assert_eq!(labels, ["<INSTANCE_ID>", "<USER>", "--query-region"]);
    }
}
