//! What a line says of a call, and all that is wrong with it together.

use clap::ArgMatches;
use taurusdb_descriptor_types::{Operation, phrase};

use crate::body::secret::{Secrets, WAYS};
use crate::body::{self, Asked, Body, Said};
use crate::command::{INPUT, NO_VALIDATE, SKELETON, taken};
use crate::exit::Failure;
use crate::line::Line;
use crate::manual::Manual;
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
    for (old, new) in renamed {
        warn(&format!("field {old}"), new, shell);
    }
    let taken = taken(manual, operation);
    let is_lenient = matches.get_flag(NO_VALIDATE);
    let mut secrets = Secrets { shell };
    let given = parameters::read(operation, matches, &mut secrets, &mut mistakes);
    let mut body = None;
    if let Some(schema) = operation.request {
        let said: Vec<Said> =
            fields.into_iter().map(|(target, text)| Said { target, text }).collect();
        let input = matches.get_one::<String>(INPUT).map(String::as_str);
        let asked = Asked { input, said: &said, is_lenient };
        let read = body::read(manual.service, schema, &asked, &mut secrets, &mut mistakes)?;
        for text in verdict::outdated(schema, &read, &taken) {
            secrets.shell.warn(text);
        }
        body = Some(read);
    }
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
    let text = match mistakes {
        [only] => only.clone(),
        several => {
            let several = several.iter().map(|one| format!("\n  {one}")).collect::<String>();
            format!("`{typed}` cannot be called like this:{several}")
        }
    };
    Failure::usage(format!("{text}\n  (API Reference {section}; {hints})"))
}
