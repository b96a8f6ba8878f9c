//! `api`: any call by its method and path, for what no command describes.

use clap::{Arg, ArgAction, ArgMatches, Command};
use taurusdb_descriptor_types::{Location, Method, Operation, Segment, segments};

use crate::body::text_of;
use crate::call;
use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{Plain, Uses};
use crate::parameters::Given;
use crate::shell::Shell;

const METHOD: &str = "METHOD";
const PATH: &str = "PATH";
const PARAM: &str = "param";
const HEADER: &str = "header";
const INPUT: &str = "input";
const BODY: &str = "body";

/// The command `api`.
pub(super) const API: Plain = Plain { words: "api", uses: Uses::Calls, command, run };

fn command(manual: Manual) -> Command {
    let arg = |name: &'static str, shown: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(shown).help(help)
    };
    let known = manual.service.operations().find(|operation| operation.method == Method::Get);
    let path = known.map_or("/", |operation| operation.path);
    Command::new("api")
        .about("Call any path of the API, signed, with the project filled in")
        .arg(Arg::new(METHOD).required(true).help("GET, POST, PUT, PATCH, DELETE or HEAD"))
        .arg(Arg::new(PATH).required(true).help(
            "Path behind the address of the service; {project_id} in it is the project, and a query may \
             follow it",
        ))
        .arg(
            arg(PARAM, "NAME=VALUE", "Parameter of the query; may be repeated")
                .action(ArgAction::Append),
        )
        .arg(
            arg(HEADER, "NAME=VALUE", "Header of the request; may be repeated")
                .action(ArgAction::Append),
        )
        .arg(arg(INPUT, "FILE", "File with the body, in JSON or YAML; - reads standard input"))
        .arg(arg(BODY, "JSON", "The body").conflicts_with(INPUT))
        .after_help(format!(
            "Nothing is checked but that the body can be read.\n\nExample:\n  {} api GET '{path}'",
            manual.program.name
        ))
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let text = |id| matches.get_one::<String>(id).map(String::as_str);
    let method: Method = text(METHOD)
        .unwrap_or_default()
        .parse()
        .map_err(|error| Failure::usage(format!("<{METHOD}> is {error}")))?;
    let (path, query) = path(text(PATH).unwrap_or_default())?;
    let mut given = Vec::new();
    for (name, value) in query {
        add(&mut given, Location::Query, &name, value);
    }
    for (id, location) in [(PARAM, Location::Query), (HEADER, Location::Header)] {
        for pair in matches.get_many::<String>(id).into_iter().flatten() {
            let Some((name, value)) = pair.split_once('=').filter(|(name, _)| !name.is_empty())
            else {
                return Err(Failure::usage(format!("--{id} must be NAME=VALUE, is '{pair}'")));
            };
            add(&mut given, location, name.trim(), value.to_owned());
        }
    }
    let body = text_of(text(INPUT), text(BODY).map(|body| (BODY, body)), shell)?;
    call::perform(manual, operation(manual, method, &path), matches, (given, body), shell)
}

/// The path, and the pairs of the query behind it.
fn path(text: &str) -> Result<(String, Vec<(String, String)>), Failure> {
    if text.contains("://") {
        return Err(Failure::usage(format!(
            "<{PATH}> is the path behind the address, is '{text}'; the address is given with --endpoint"
        )));
    }
    if !text.starts_with('/') {
        return Err(Failure::usage(format!("<{PATH}> must begin with /, is '{text}'")));
    }
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    if let Some(wrong) = path.chars().find(|c| c.is_whitespace() || c.is_control() || *c == '#') {
        return Err(Failure::usage(format!(
            "<{PATH}> must be encoded: {wrong:?} cannot stand in it, as in '{text}'"
        )));
    }
    for segment in segments(path) {
        if let Segment::Parameter(name) = segment
            && name != taurusdb_descriptor_types::Parameter::PROJECT_ID
        {
            return Err(Failure::usage(format!("<{PATH}>: put a value in place of {{{name}}}")));
        }
    }
    let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Ok((path.to_owned(), pairs))
}

/// Adds a value; several of one name are one parameter.
fn add(given: &mut Vec<Given>, location: Location, name: &str, value: String) {
    match given.iter_mut().find(|one| one.location == location && one.name == name) {
        Some(known) => known.values.push(value),
        None => given.push(Given { name: kept(name), location, values: vec![value] }),
    }
}

/// The operation at a path: with what is described of it, so that its secrets are known and its answer is
/// shown as that of its own command, or with its route alone.
fn operation(manual: Manual, method: Method, path: &str) -> &'static Operation {
    let is_it = |operation: &&'static Operation| {
        operation.method == method
            && segments(operation.path).count() == segments(path).count()
            && segments(operation.path).zip(segments(path)).all(|(known, given)| match known {
                Segment::Parameter(_) => true,
                Segment::Literal(_) => known == given,
            })
    };
    let bare = Operation::new("api", method, kept(path));
    let operation = match manual.service.operations().find(is_it) {
        Some(known) => Operation {
            title: known.title,
            section: known.section,
            request: known.request,
            responses: known.responses,
            resource: known.resource,
            effect: known.effect,
            ..bare
        },
        None => bare,
    };
    Box::leak(Box::new(operation))
}

/// Text that lives as long as the program, which makes one call.
fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
