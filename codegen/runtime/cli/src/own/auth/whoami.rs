//! `auth whoami`: what a call would be made with.

use std::sync::{Arc, Mutex, PoisonError};

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::Effect;
use taurusdb_runtime::jiff::fmt::rfc2822::DateTimeParser;
use taurusdb_runtime::jiff::{SignedDuration, Timestamp};
use taurusdb_runtime::transport::{Passing, Watch};
use taurusdb_runtime::{Client, ClientBuilder};

use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::masked::masked;
use crate::own_print;
use crate::running::{block_on, interrupted, interruption};
use crate::session::{self, Way};
use crate::shell::Shell;
use crate::visible::visible_lines as visible;

pub(super) const WHOAMI: &str = "whoami";
const OFFLINE: &str = "offline";

/// Signatures that state another time than this may be refused.
const ALLOWED: SignedDuration = SignedDuration::from_mins(15);
/// The date of an answer has no fractions of a second, and it takes a while to come.
const UNSEEN: SignedDuration = SignedDuration::from_secs(3);

pub(super) fn command(manual: Manual) -> Command {
    let name = manual.program.name;
    Command::new(WHOAMI)
        .about("Show which credentials are used, and for which region, address and project")
        .after_help(format!(
            "The identity service is asked for the project of the region, which proves the credentials and tells how \
             far the clock of this machine is off.\n\n\
             Examples:\n  {name} auth {WHOAMI}\n  {name} auth {WHOAMI} --{OFFLINE} --profile staging"
        ))
        .arg(
            Arg::new(OFFLINE)
                .long(OFFLINE)
                .action(ArgAction::SetTrue)
                .help("Ask nobody; show what is known without that"),
        )
}

pub(super) fn run(
    manual: Manual,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let globals = Globals::read(matches);
    let is_offline = matches.get_flag(OFFLINE);
    let about = block_on(async {
        tokio::select! {
            about = find(manual, &globals, is_offline, shell) => about,
            exit = interrupted() => Err(interruption(exit, Effect::Read)),
        }
    })?;
    let row = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::String(text) => visible(text),
            _ => "not known".to_owned(),
        };
        [name.replace('_', " "), value]
    };
    let rows: Vec<_> = about.iter().map(row).collect();
    own_print::print(manual, &about.into(), &own_print::columns(&rows), matches, shell)
}

/// What a call would be made with, as names and values in the order of importance.
async fn find(
    manual: Manual,
    globals: &Globals,
    is_offline: bool,
    shell: &Shell<'_>,
) -> Result<Map<String, Value>, Failure> {
    let way = Way::find(manual, globals, shell).await?;
    let offset = Offset::default();
    let client = match is_offline {
        true => way.builder(way.credentials(false)?)?.build().await?,
        false => way.client_with(|builder| offset.watched(builder)).await?,
    };
    let credentials = client.credentials();
    let mut about = Map::new();
    let source = match session::world(manual, globals, &shell.variable) {
        Some(_) => "the mock in this process, which lets them in".to_owned(),
        None => credentials.source().to_string(),
    };
    about.insert("source".to_owned(), source.into());
    if let Some(id) = credentials.access_key() {
        about.insert("access_key".to_owned(), masked(id).into());
    }
    let mut said = |name: &str, value: Option<&str>| {
        about.insert(name.to_owned(), value.map_or(Value::Null, Value::from));
    };
    said("region", client.region());
    said("endpoint", Some(client.endpoint()));
    said("identity_service", client.iam_endpoint());
    let known = client.project_id().map(str::to_owned);
    let asked = match is_offline {
        true => None,
        false => client.find_project().await?,
    };
    said("project_id", known.as_deref().or(asked.as_deref()));
    said("proven", Some(proof(&client, known.as_deref(), asked.as_deref(), is_offline)));
    about.insert("clock".to_owned(), offset.said());
    Ok(about)
}

/// Whether the identity service has accepted the credentials.
fn proof(
    client: &Client,
    known: Option<&str>,
    asked: Option<&str>,
    is_offline: bool,
) -> &'static str {
    match (asked, known) {
        (Some(found), Some(known)) if found != known => {
            "yes, but the project of the region is another one"
        }
        (Some(_), _) => "yes, by the identity service",
        (None, _) if is_offline => "nobody was asked",
        (None, _) if client.iam_endpoint().is_none() => {
            "nobody was asked: without --region or --iam-endpoint, the identity service is not known"
        }
        (None, _) => "nobody was asked: neither a region nor the name of a project is known",
    }
}

/// How far the clock of whoever answered is ahead of this machine's.
#[derive(Clone, Default)]
struct Offset(Arc<Mutex<Option<SignedDuration>>>);

impl Offset {
    /// Looks at the dates of answers.
    fn watched(&self, builder: ClientBuilder) -> ClientBuilder {
        let seen = self.0.clone();
        builder.middleware(Watch::new(move |passing| {
            let Passing::Outcome(outcome, took) = passing else { return };
            let date = outcome["headers"]["date"].as_str();
            let there = date.and_then(|date| DateTimeParser::new().parse_timestamp(date).ok());
            if let Some(there) = there {
                let now = Timestamp::now() - SignedDuration::try_from(took / 2).unwrap_or_default();
                *seen.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(there.duration_since(now));
            }
        }))
    }

    /// What is to be said about it.
    fn said(&self) -> Value {
        let seen = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(ahead) = seen else { return Value::Null };
        let off = ahead.abs();
        if off <= UNSEEN {
            return json!("as that of the service");
        }
        let side = if ahead.is_negative() { "ahead of" } else { "behind" };
        let harm =
            if off > ALLOWED { ": signatures are made by the time of the service" } else { "" };
        json!(format!("{} s {side} that of the service{harm}", off.as_secs()))
    }
}
