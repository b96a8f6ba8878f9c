//! The flags that a command knows.

use clap::{Arg, ArgAction, Command};
use taurusdb_descriptor_types::{Operation, Renamed, Schema, Type};

use crate::command::{FIELD, taken, takes};
use crate::fields::{Taken, Target, Unresolved, kebab, resolve, with_new_names};
use crate::manual::Manual;
use crate::scalar;

/// What a flag is.
pub(super) enum Known {
    /// A flag that clap knows.
    Arg {
        long: String,
        takes: bool,
        /// Whether it may be given again.
        repeats: bool,
        /// The values of a flag that may stand without one.
        optional: Option<Vec<String>>,
        is_boolean: bool,
    },
    /// A field of the body.
    Field(Box<Target>),
    /// A field of the body that is called by its old name, and that name and the new one.
    Old(Box<Target>, &'static str, &'static str),
    /// A field of the body, but the way to it is wrong.
    Wrong(String),
}

/// The flags that a command knows.
pub(super) struct Knowledge<'c> {
    pub(super) root: &'c Command,
    pub(super) command: &'c Command,
    /// What is typed to run it.
    pub(super) typed: String,
    args: Vec<&'c Arg>,
    operation: &'static Operation,
    renamed: Renamed,
    pub(super) schema: Option<&'static Schema>,
    pub(super) taken: Taken,
    /// How many values it takes by position.
    pub(super) positions: usize,
}

impl<'c> Knowledge<'c> {
    pub(super) fn of(
        manual: Manual,
        root: &'c Command,
        command: &'c Command,
        operation: &'static Operation,
    ) -> Self {
        let positions = command.get_positionals().count();
        let own = command.get_arguments().filter(|arg| !arg.get_id().as_str().starts_with(FIELD));
        let args = own.chain(root.get_arguments().filter(|arg| arg.is_global_set())).collect();
        let taken = taken(manual, operation);
        let renamed = manual.service.renamed;
        let typed = manual.program.typed(operation);
        let schema = operation.request;
        Self { root, command, typed, args, operation, renamed, schema, taken, positions }
    }

    /// What a flag is, by its name without the hyphens in front.
    pub(super) fn flag(&self, name: &str) -> Option<Known> {
        if name == "help" {
            return Some(self.switch("help"));
        }
        if let Some(arg) = self.args.iter().find(|arg| arg.get_long() == Some(name)) {
            return Some(self.known(arg));
        }
        if let Some(schema) = self.schema {
            match resolve(schema, name, &self.taken) {
                Ok(target) => return Some(Known::Field(Box::new(target))),
                Err(Unresolved::Wrong(mistake)) => return Some(Known::Wrong(mistake)),
                Err(Unresolved::Unknown(_)) => {}
            }
            let new = with_new_names(schema, name, &self.renamed);
            if let Some((flag, old, new)) = new
                && let Ok(target) = resolve(schema, &flag, &self.taken)
            {
                return Some(Known::Old(Box::new(target), old, new));
            }
        }
        let kebab = kebab(name);
        let alike = self.args.iter().find(|arg| arg.get_long() == Some(kebab.as_str()))?;
        Some(self.known(alike))
    }

    /// Whether a short flag takes a value, if it is known.
    pub(super) fn short(&self, letter: char) -> Option<bool> {
        let found = self.args.iter().find(|arg| arg.get_short() == Some(letter));
        match found {
            Some(arg) => Some(arg.get_action().takes_values()),
            None => (letter == 'h').then_some(false),
        }
    }

    fn known(&self, arg: &Arg) -> Known {
        let long = arg.get_long().unwrap_or_default();
        let range = arg.get_num_args();
        let is_optional = range.is_some_and(|range| range.min_values() == 0);
        if !arg.get_action().takes_values() {
            return self.switch(long);
        }
        let values = arg.get_possible_values();
        let values = values.iter().map(|value| value.get_name().to_owned()).collect();
        let of_operation =
            takes(self.operation).into_iter().find(|take| take.parameter.flag == Some(long));
        Known::Arg {
            long: long.to_owned(),
            takes: true,
            repeats: matches!(arg.get_action(), ArgAction::Append),
            optional: is_optional.then_some(values),
            is_boolean: of_operation
                .is_some_and(|take| matches!(scalar::element(&take.parameter.kind), Type::Boolean)),
        }
    }

    fn switch(&self, long: &str) -> Known {
        let long = long.to_owned();
        Known::Arg { long, takes: false, repeats: true, optional: None, is_boolean: false }
    }
}
