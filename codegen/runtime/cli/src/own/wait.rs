//! `… wait`: waits for a record of the service, known by its id.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};
use taurusdb_descriptor_types::resources::Resource;
use taurusdb_runtime::Client;

use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::output::{self, Node, Settings, Shape};
use crate::own_command::Own;
use crate::running::block_on;
use crate::session;
use crate::shell::Shell;
use crate::waiting::{Followed, Pace, Resume, Target, pace_args, until};

/// The command that waits for one kind of record.
pub(super) struct WaitFor(pub(super) Target);

/// How long a record may be unknown. Whoever knows its id has it from an answer, so it is there, or will be at once; a
/// mistyped id must not take a minute.
const LATE: Duration = Duration::from_secs(5);

/// The goals that have a flag of their own.
const READY: &str = "ready";
const SETTLED: &str = "settled";
const DELETED: &str = "deleted";
const STATE: &str = "state";

impl Own for WaitFor {
    fn words(&self) -> &str {
        &self.0.words
    }

    fn command(&self, manual: Manual, _width: usize) -> Command {
        let Target { words, resource, chain } = &self.0;
        let name = words.rsplit(' ').next().unwrap_or(words).to_owned();
        let what = spoken(resource.name);
        let about = match self.0.is_task() {
            true => format!("Wait until a {what} is done"),
            false => format!(
                "Wait until {} {what} is settled, ready, deleted, or in a state",
                article(&what)
            ),
        };
        let mut command = Command::new(name).about(about);
        for resource in chain {
            let shown = format!("{}_ID", resource.name.to_uppercase());
            let id = Arg::new(resource.name).value_name(shown).required(true);
            command = command.arg(id.help(format!("Id of the {}", spoken(resource.name))));
        }
        if !self.0.is_task() {
            command = command
                .args(goals(resource))
                .group(ArgGroup::new("goal").args([SETTLED, READY, DELETED, STATE]));
        }
        let example: Vec<String> =
            chain.iter().map(|resource| format!("<{}_ID>", resource.name.to_uppercase())).collect();
        command.args(pace_args()).after_help(format!(
            "Prints the {what} as it was seen last. Ctrl-C ends the wait and nothing else.\n\nExample:\n  {} {words} {} \
             --wait-timeout 1800",
            manual.program.name,
            example.join(" "),
        ))
    }

    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        let settings = Settings::read(manual.program, matches, shell)?;
        let globals = Globals::read(matches);
        if globals.dry_run.is_some() {
            let message = "a wait is many requests, and --dry-run shows one: leave it out, or try the \
                           operation that shows the record";
            return Err(Failure::usage(message));
        }
        let id = |resource: &&'static Resource| matches.get_one::<String>(resource.name).cloned();
        let ids: Vec<String> = self.0.chain.iter().filter_map(id).collect();
        let goal = Goal::read(&self.0, matches, shell);
        let resume = Resume::of(manual, matches);
        let followed = Followed {
            what: format!(
                "the {} {}",
                spoken(self.0.resource.name),
                ids.last().map_or("", String::as_str)
            ),
            again: Some(resume.line(&self.0, &ids, &goal.typed())),
        };
        block_on(async {
            let session = session::open(manual, &globals, shell).await?;
            let wait = goal.wait(session.client(), &self.0, &ids)?.late(LATE);
            let seen = until(Pace::read(matches).set(wait), &followed, shell).await?;
            match Node::from(seen.record()) {
                // It has gone, and nobody has seen it.
                Node::Null => Ok(()),
                record => {
                    output::show(&record, &Shape::of_record(self.0.resource), &settings, shell)
                }
            }
        })
    }
}

/// What is waited for.
enum Goal {
    Done,
    Settled,
    Ready,
    Deleted,
    State(String),
}

impl Goal {
    fn read(target: &Target, matches: &ArgMatches, shell: &mut Shell<'_>) -> Self {
        if target.is_task() {
            return Self::Done;
        }
        if let Some(state) = matches.get_one::<String>(STATE) {
            let states = target.resource.states.iter();
            let known: Vec<&str> = states
                .flat_map(|state| {
                    std::iter::once(state.name).chain(state.words.iter().map(|(_, word)| *word))
                })
                .collect();
            let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(state.trim()));
            if !is_known {
                let known = known.join(", ");
                shell.warn(format_args!(
                    "--{STATE} '{state}' is none of the documented states ({known}); it is waited for all the same"
                ));
            }
            return Self::State(state.clone());
        }
        match (matches.get_flag(READY), matches.get_flag(DELETED)) {
            (true, _) => Self::Ready,
            (_, true) => Self::Deleted,
            _ => Self::Settled,
        }
    }

    /// How it is typed.
    fn typed(&self) -> Vec<String> {
        match self {
            Self::Done => Vec::new(),
            Self::Settled => vec![format!("--{SETTLED}")],
            Self::Ready => vec![format!("--{READY}")],
            Self::Deleted => vec![format!("--{DELETED}")],
            Self::State(state) => vec![format!("--{STATE}"), state.clone()],
        }
    }

    fn wait(
        &self,
        client: &Client,
        target: &Target,
        ids: &[String],
    ) -> Result<taurusdb_runtime::Wait, Failure> {
        if let (Self::Done, Some(id)) = (self, ids.last()) {
            return Ok(client.task(id).wait());
        }
        let record = client.resource(target.resource.name, ids)?;
        Ok(match self {
            Self::Done | Self::Settled => record.until_settled(),
            Self::Ready => record.until_ready(),
            Self::Deleted => record.until_gone(),
            Self::State(state) => record.until_state(state),
        })
    }
}

fn goals(resource: &Resource) -> [Arg; 4] {
    let flag = |name: &'static str, help: String| Arg::new(name).long(name).help(help);
    let states: Vec<&str> = resource.states.iter().map(|state| state.name).collect();
    [
        flag(
            SETTLED,
            "Until the next call is accepted: ready, and nothing going on [default]".to_owned(),
        )
        .action(ArgAction::SetTrue),
        flag(READY, "Until it is in a state in which it works".to_owned())
            .action(ArgAction::SetTrue),
        flag(DELETED, "Until it is gone".to_owned()).action(ArgAction::SetTrue),
        flag(STATE, format!("Until it is in this state [known: {}]", states.join(", ")))
            .value_name("STATE"),
    ]
}

/// The name of a resource as it is said.
fn spoken(name: &str) -> String {
    name.replace('_', " ")
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
