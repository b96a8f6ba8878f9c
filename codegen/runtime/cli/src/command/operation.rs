use clap::{Arg, ArgAction, Command};
use taurusdb_tables::{Operation, Service, Stage, Type};

use super::page;
use super::takes::{Take, takes};
use crate::names::kebab;
use crate::scalar;
use crate::words::Words;

/// Flag for the request body.
pub(crate) const INPUT: &str = "input";
/// Flag that shows what a request body looks like.
pub(crate) const SKELETON: &str = "skeleton";

pub(super) fn command(
    service: &'static Service,
    operation: &'static Operation,
    words: &Words,
    width: usize,
) -> Command {
    let command = Command::new(kebab(operation.command)).about(about(operation));
    if !words.mention(command.get_name()) {
        return command;
    }
    // Who asks what an input looks like need not know anything yet. Clap could say so itself
    // (`required_unless_present`), but would then show all arguments as optional.
    let asked = operation.request.is_some() && words.mention(&format!("--{SKELETON}"));
    let takes = takes(operation);
    command
        .args(takes.iter().map(|take| argument(take, !asked)))
        .args(body(operation, !asked))
        .after_help(page::below(service, operation, &takes, width))
}

fn about(operation: &Operation) -> String {
    let mut about = operation.summary.to_owned();
    if operation.stage == Stage::OpenBeta {
        about += " [open beta]";
    }
    if operation.deprecated.is_some() {
        about += " [deprecated]";
    }
    about
}

fn argument(take: &Take, strict: bool) -> Arg {
    let parameter = take.parameter;
    let arg = Arg::new(take.id.clone())
        .value_name(take.value_name.clone())
        .required(strict && parameter.required)
        .help(help(take))
        .allow_negative_numbers(matches!(
            scalar::element(&parameter.kind),
            Type::Integer | Type::Long | Type::Double
        ));
    match &take.flag {
        None => arg,
        Some(flag) if matches!(parameter.kind, Type::Array(_)) => {
            arg.long(flag.clone()).action(ArgAction::Append).value_delimiter(',')
        }
        Some(flag) => arg.long(flag.clone()),
    }
}

fn help(take: &Take) -> String {
    let parameter = take.parameter;
    let mut parts = Vec::new();
    if !parameter.doc.is_empty() {
        parts.push(parameter.doc.to_owned());
    } else if take.flag.is_none() {
        parts.push(format!("Stands for {{{}}} in the path", take.name));
    }
    match parameter.kind {
        Type::String => {}
        Type::Array(_) => parts.push("[repeat, or separate with commas]".to_owned()),
        kind => parts.push(format!("[{}]", scalar::short(&kind))),
    }
    if let Some(default) = parameter.default {
        parts.push(format!("[default: {default}]"));
    }
    if parameter.labels.is_empty() {
        parts.extend(page::documented(parameter.values));
    }
    let mut lines = vec![parts.join(" ")];
    lines.extend(page::labelled(parameter.values, parameter.labels));
    lines.join("\n")
}

fn body(operation: &Operation, strict: bool) -> Vec<Arg> {
    let Some(schema) = operation.request else { return Vec::new() };
    let needed = schema.fields.iter().any(|field| field.required);
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
