//! What a line says of a call, and all that is wrong with it together.

use std::path::Path;

use clap::ArgMatches;
use taurusdb_descriptor_types::{Operation, phrase};

use crate::body::secret::{Secrets, WAYS};
use crate::body::{self, Asked, Body, Said};
use crate::command::{INPUT, NO_VALIDATE, SKELETON, taken};
use crate::curl::plain;
use crate::exit::{Exit, Failure};
use crate::filled;
use crate::line::Line;
use crate::manual::Manual;
use crate::output::Settings;
use crate::parameters::{self, Given};
use crate::renamed::warn;
use crate::shell::Shell;
use crate::verdict::{self, Mistake};

/// The parameters and the body of the call that a line asks for.
///
/// # Errors
/// Names all that is wrong with them.
pub(crate) fn of(
    manual: Manual,
    operation: &'static Operation,
    matches: &ArgMatches,
    line: Line,
    shell: &mut Shell<'_>,
) -> Result<(Vec<Given>, Option<Body>), Failure> {
    let Line { fields, renamed, mut mistakes, .. } = line;
    if let Err(wrong) = Settings::read(manual.program, matches, shell)
        && wrong.exit == Exit::Usage
    {
        mistakes.push(wrong.message);
    }
    for (old, new) in renamed {
        warn(&format!("field {old}"), new, shell);
    }
    let taken = taken(manual, operation);
    let is_lenient = matches.get_flag(NO_VALIDATE);
    let mut secrets = Secrets::of(shell);
    let mut given = parameters::read(operation, matches, &mut secrets, &mut mistakes);
    let mut body = None;
    if let Some(schema) = operation.request {
        let said: Vec<Said> =
            fields.into_iter().map(|(target, text)| Said { target, text }).collect();
        let input = matches.get_one::<String>(INPUT).map(String::as_str);
        let asked = Asked { input, said: &said, is_lenient };
        match body::read(manual.service, schema, &asked, &mut secrets, &mut mistakes) {
            Ok(read) => {
                for text in verdict::outdated(schema, &read, &taken) {
                    secrets.shell.warn(text);
                }
                body = Some(read);
            }
            // Without its input, nothing can be said of the body.
            Err(mistake) => mistakes.push(with_skeleton(input, mistake)),
        }
    }
    let tree = operation.request.zip(body.as_mut().map(|body| &mut body.tree));
    filled::fill(manual, operation, matches, &mut given, tree, secrets.shell);
    let mut found = verdict::of(operation, &given, body.as_ref(), &taken);
    let only_secrets = found.iter().all(|one| one.missing_secret.is_some());
    if mistakes.is_empty()
        && only_secrets
        && !is_lenient
        && let (Some(body), Some(ask)) = (&mut body, &mut secrets.shell.ask)
    {
        for (flag, path) in found.iter().filter_map(|one| one.missing_secret.clone()) {
            let secret = ask(&format!("--{flag}: ")).map_err(|error| {
                Failure::usage(format!("--{flag} cannot be asked for: {error}"))
            })?;
            body.set(&path, &secret);
        }
        found = verdict::of(operation, &given, Some(body), &taken);
    }
    let on_flags = mistakes.len();
    let opinions = found.iter().filter(|one| one.is_opinion).count();
    for Mistake { text, missing_secret, is_opinion } in found {
        if is_opinion && is_lenient {
            shell.warn(format_args!("{text}; it is sent as it is"));
            continue;
        }
        if mistakes[..on_flags].iter().any(|said| is_about(said, &text)) {
            continue;
        }
        mistakes.push(match missing_secret {
            Some(_) => format!("{text}; give it as {WAYS}"),
            None => text,
        });
    }
    match mistakes.is_empty() {
        true => Ok((given, body)),
        false => Err(refusal(manual, operation, &mistakes, opinions > 0)),
    }
}

/// What is wrong with an input, and how to have one that is not there.
fn with_skeleton(input: Option<&str>, mistake: String) -> String {
    match input.filter(|input| *input != "-" && !Path::new(input).exists()) {
        Some(input) => {
            format!("{mistake}; --{SKELETON} > {} makes one to fill in", plain(input))
        }
        None => mistake,
    }
}

/// Whether what is wrong with a flag says enough of its field, or of the object around it.
fn is_about(said: &str, text: &str) -> bool {
    let flag = |text: &str| {
        let first = text.split([' ', ':', ',']).next().unwrap_or_default();
        first.starts_with("--").then(|| first.to_owned())
    };
    flag(said).zip(flag(text)).is_some_and(|(said, flag)| {
        said.strip_prefix(&flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// That a line is wrong, and why.
pub(crate) fn wrong(typed: &str, mistakes: &[String]) -> Failure {
    match mistakes {
        [only] => Failure::usage(only.clone()),
        several => Failure::usage(format!("`{typed}` cannot be called like this:"))
            .details(several.to_vec()),
    }
}

fn refusal(
    manual: Manual,
    operation: &'static Operation,
    mistakes: &[String],
    has_opinions: bool,
) -> Failure {
    let typed = manual.program.typed(operation);
    let mut hints = vec![format!("`{typed} --help` shows all flags")];
    if operation.request.is_some() {
        hints.push(format!("--{SKELETON} an input"));
    }
    if has_opinions {
        hints.push(format!("--{NO_VALIDATE} sends what the description refuses"));
    }
    let hints = phrase::list(&hints, "and");
    let section = operation.section;
    wrong(&typed, mistakes).hint(format!("  (API Reference {section}; {hints})"))
}
