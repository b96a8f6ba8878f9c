//! Plays the walk.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::sync::Arc;

use super::script::{Step, steps};
use crate::exit::{Exit, Failure};
use crate::manual::Manual;
use crate::running::end_wanted;
use crate::session::{self, MOCK};
use crate::shell::Shell;

/// What runs a command line.
pub(crate) type Again = fn(Manual, Vec<OsString>, &mut Shell<'_>) -> u8;

/// What stands for secrets.
const SECRET: &str = "Walk-2024-through";

/// Plays the walk; it ends with the first line that fails.
pub(crate) fn play(manual: Manual, again: Again, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let name = manual.program.name;
    let Some(steps) = steps(manual) else {
        let problem = "the description has nothing that can be made, listed and deleted";
        return Err(Failure::new(Exit::Configuration, problem));
    };
    let failed = |error: io::Error| {
        Failure::new(
            Exit::Configuration,
            format!("there is no place for the mock of the demo: {error}"),
        )
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let world = folder.path().join("demo.mock").to_string_lossy().into_owned();
    let own = session::own_variable(manual, MOCK);
    let prefix = session::own_variable(manual, "");
    let outer = shell.variable.clone();
    let variable: crate::shell::Variables = Arc::new(move |name| match name {
        name if name == own => Some(world.clone()),
        // What the user has set for this program, or keeps in a profile, is about other calls.
        "HUAWEICLOUD_SDK_CREDENTIALS_FILE" | "HOME" | "USERPROFILE" => None,
        name if name.starts_with(&prefix) => None,
        name => outer(name),
    });
    say(
        &format!(
            "Every line below is really run, against a mock of {} in this process: no account, no network, and time \
             that does not have to pass.",
            manual.service.name
        ),
        shell,
    )?;
    let mut kept = BTreeMap::new();
    for step in steps {
        if let Some(exit) = end_wanted() {
            return Err(Failure::new(exit, exit.end()));
        }
        let line = match step {
            Step::Say(text) => {
                shell.answer("\n")?;
                say(&text, shell)?;
                continue;
            }
            Step::Run(line) => line,
        };
        let typed = line.typed(shell.width());
        let typed =
            if shell.style.colour_out { format!("\u{1b}[1m{typed}\u{1b}[0m") } else { typed };
        shell.answer(format_args!("{typed}\n"))?;
        let mut caught = Vec::new();
        let stdout: &mut dyn io::Write =
            if line.keeps.is_some() { &mut caught } else { &mut *shell.stdout };
        let secrets: Vec<String> = line.secrets();
        let variable = variable.clone();
        let mut inner = Shell {
            stdin: &mut io::empty(),
            stdout,
            stderr: &mut *shell.stderr,
            trace: shell.trace.clone(),
            variable: Arc::new(move |name| match secrets.iter().any(|secret| secret == name) {
                true => Some(SECRET.to_owned()),
                false => variable(name),
            }),
            ask: None,
            style: shell.style,
        };
        let code = again(manual, line.arguments(&kept), &mut inner);
        if code != Exit::Success.code() {
            let exit = end_wanted().unwrap_or(Exit::Failed);
            return Err(Failure::new(
                exit,
                format!("the demo ends here: the line above ended with {code}"),
            ));
        }
        if let Some(name) = line.keeps {
            let text = String::from_utf8_lossy(&caught).trim().to_owned();
            shell.answer(format_args!("{name} is now {text}\n"))?;
            kept.insert(name, text);
        }
    }
    shell.answer("\n")?;
    say(
        &format!(
            "Go on by yourself: `{name} --help`, with --mock behind any command; `{name} {}` keeps a mock running.",
            crate::own_command::MOCK
        ),
        shell,
    )
}

/// Says something, in lines that fit.
fn say(text: &str, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let width = shell.width();
    let mut lines = vec!["#".to_owned()];
    for word in text.split(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last + 1 + word.chars().count() > width && last > 1 {
            lines.push("#".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    shell.answer(format_args!("{}\n", lines.join("\n")))
}
