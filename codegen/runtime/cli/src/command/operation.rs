//! The command of an operation: its arguments and its help.

use clap::{Arg, ArgAction, Command};
use taurusdb_descriptor_types::{Operation, Parameter, Stage, Type};

use super::flags::{INPUT, NO_VALIDATE, SKELETON};
use super::takes::{Take, takes};
use super::told::{self, Told};
use super::{body, page, usage};
use crate::body::skeleton::FORMS;
use crate::manual::Manual;
use crate::mentioned::Mentioned;
use crate::names::last_word;
use crate::{paging, scalar, waiting};

pub(super) fn command(
    manual: Manual,
    operation: &'static Operation,
    mentioned: &Mentioned,
    width: usize,
) -> Command {
    let command = Command::new(last_word(operation.command)).about(about(manual, operation));
    if !mentioned.mention(command.get_name()) {
        return command;
    }
    // Nothing is mandatory for clap, which would stop there: what is missing is found later, together with
    // all else that is wrong. In help it is.
    let shows_help = ["--help", "-h", "help"].iter().any(|word| mentioned.mention(word));
    let is_short = mentioned.asks_for_short_help();
    let takes = takes(operation);
    let mut command = command
        .args(takes.iter().map(|take| argument(manual, operation, *take, shows_help)))
        .args(others(operation));
    let mut is_cut = false;
    if let Some(schema) = operation.request {
        let (fields, cut) = body::arguments(manual, operation, schema);
        command = command.args(fields);
        is_cut = cut;
    }
    command = command
        .args(paging::args(operation))
        .args(waiting::args(operation))
        .override_usage(usage::lines(manual, operation, &takes, width));
    if is_short {
        let (command, left_out) = shortened(command, operation);
        return command.after_help(page::short(manual, operation, &takes, left_out, width));
    }
    command.after_help(page::below(manual, operation, &takes, is_cut, width))
}

/// The command with what can be left out of a line hidden, and how many flags that is.
fn shortened(command: Command, operation: &'static Operation) -> (Command, usize) {
    let is_needed = |arg: &Arg| {
        let of_take = takes(operation).into_iter().find(|take| take.id() == arg.get_id().as_str());
        match of_take {
            Some(take) => take.parameter.flag.is_none() || take.parameter.is_mandatory(),
            None => body::is_needed(operation, arg),
        }
    };
    let mut left_out = 0;
    let command = command.mut_args(|arg| {
        let hides = !is_needed(&arg);
        left_out += usize::from(hides);
        arg.hide(hides)
    });
    (command, left_out)
}

fn about(manual: Manual, operation: &Operation) -> String {
    let mut about = manual.operation(operation).to_owned();
    if operation.stage == Stage::OpenBeta {
        about += " [open beta]";
    }
    if operation.deprecated.is_some() {
        about += " [deprecated]";
    }
    about
}

fn argument(manual: Manual, operation: &Operation, take: Take, shows_help: bool) -> Arg {
    let parameter = take.parameter;
    let arg = Arg::new(take.id())
        .value_name(parameter.value_name)
        .required(shows_help && parameter.flag.is_none())
        .help(help(manual, operation, take));
    match parameter.flag {
        None => arg,
        Some(flag) if matches!(parameter.kind, Type::Array(_)) => {
            arg.long(flag).action(ArgAction::Append).value_delimiter(',')
        }
        Some(flag) => arg.long(flag),
    }
}

fn help(manual: Manual, operation: &Operation, take: Take) -> String {
    let Parameter { name, kind, facts, flag, .. } = take.parameter;
    let otherwise = flag.is_none().then(|| format!("Stands for {{{name}}} in the path"));
    let mut marks = Vec::new();
    match kind {
        Type::String | Type::Array(_) => {}
        kind => marks.push(scalar::short(kind)),
    }
    if flag.is_some() && take.parameter.is_mandatory() {
        marks.push("mandatory".to_owned());
    }
    told::text(manual, Told { owner: operation.id, name, kind, facts, otherwise, marks })
}

/// The flags that are neither parameters nor fields.
fn others(operation: &Operation) -> Vec<Arg> {
    let lenient = Arg::new(NO_VALIDATE)
        .long(NO_VALIDATE)
        .action(ArgAction::SetTrue)
        .help("Send what the description refuses, such as a value newer than it, with a warning");
    if operation.request.is_none() {
        return vec![lenient];
    }
    let input = Arg::new(INPUT).long(INPUT).value_name("FILE").help(
        "File with the body, in JSON or YAML; - reads standard input. Flags change what it says",
    );
    let skeleton = Arg::new(SKELETON)
        .long(SKELETON)
        .value_name("FORM")
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value(FORMS[0])
        .value_parser(FORMS)
        .hide_possible_values(true)
        .help(
            "Print an input with example values to change, and call nothing: json, or yaml with what each \
             field is",
        );
    vec![input, skeleton, lenient]
}
