//! The command of an operation: its arguments and its help.

use clap::{Arg, ArgAction, Command};
use taurusdb_descriptor_types::{Field, Operation, Stage, Type};

use super::flags::{INPUT, SKELETON};
use super::page;
use super::takes::{Take, takes};
use crate::brackets::{assumed, documented, outdated};
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
    // Who asks what an input looks like need not know anything yet. Clap could say so itself
    // (`required_unless_present`), but would then show all arguments as optional.
    let asked = operation.request.is_some() && mentioned.mention(&format!("--{SKELETON}"));
    let takes = takes(operation);
    command
        .args(takes.iter().map(|take| argument(manual, operation, *take, !asked)))
        .args(body(operation, !asked))
        .args(paging::args(operation))
        .args(waiting::args(operation))
        .after_help(page::below(manual, operation, &takes, width))
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

fn argument(manual: Manual, operation: &Operation, take: Take, strict: bool) -> Arg {
    let parameter = take.parameter;
    let arg = Arg::new(take.id())
        .value_name(parameter.value_name)
        .required(strict && parameter.is_mandatory())
        .help(help(manual, operation, take))
        .allow_negative_numbers(matches!(
            scalar::element(&parameter.kind),
            Type::Integer | Type::Long | Type::Number
        ));
    match parameter.flag {
        None => arg,
        Some(flag) if matches!(parameter.kind, Type::Array(_)) => {
            arg.long(flag).action(ArgAction::Append).value_delimiter(',')
        }
        Some(flag) => arg.long(flag),
    }
}

fn help(manual: Manual, operation: &Operation, take: Take) -> String {
    let parameter = take.parameter;
    let (name, facts) = (parameter.name, parameter.facts);
    let mut parts = Vec::new();
    if let Some(text) = manual.value(operation.id, name, facts) {
        parts.push(text);
    } else if parameter.flag.is_none() {
        parts.push(format!("Stands for {{{name}}} in the path"));
    }
    match parameter.kind {
        Type::String => {}
        Type::Array(_) => parts.push("[repeat, or separate with commas]".to_owned()),
        kind => parts.push(format!("[{}]", scalar::short(&kind))),
    }
    parts.extend(outdated(facts));
    parts.extend(assumed(facts));
    let labels = manual.labels(operation.id, name, facts);
    if labels.is_none() {
        parts.extend(documented(facts));
    }
    let mut lines = vec![parts.join(" ")];
    lines.extend(labels.unwrap_or_default());
    lines.join("\n")
}

fn body(operation: &Operation, strict: bool) -> Vec<Arg> {
    let Some(schema) = operation.request else { return Vec::new() };
    let needed = schema.fields.iter().any(Field::is_mandatory);
    let input = Arg::new(INPUT)
        .long(INPUT)
        .value_name("FILE")
        .required(strict && needed)
        .help("JSON file with the request body; - reads standard input");
    let skeleton = Arg::new(SKELETON)
        .long(SKELETON)
        .action(ArgAction::SetTrue)
        .help("Print an input to fill in, mandatory fields first, and call nothing");
    vec![input, skeleton]
}
