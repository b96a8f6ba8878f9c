//! `auth token`: a token for other programs.

use clap::{ArgMatches, Command};
use serde_json::json;
use taurusdb_descriptor_types::Effect;

use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::own_print;
use crate::running::{block_on, interrupted, interruption};
use crate::session;
use crate::shell::Shell;

pub(super) const TOKEN: &str = "token";

pub(super) fn command(manual: Manual) -> Command {
    let name = manual.program.name;
    Command::new(TOKEN)
        .about("Print a token for the credentials: whoever has it can call for a day")
        .after_help(format!(
            "The identity service gives it; nothing is kept.\n\n\
             Example:\n  curl -H \"x-auth-token: $({name} auth {TOKEN})\" …"
        ))
}

pub(super) fn run(
    manual: Manual,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let globals = Globals::read(matches);
    let token = block_on(async {
        let session = session::open(manual, &globals, shell).await?;
        tokio::select! {
            token = session.client().token() => Ok(token?),
            exit = interrupted() => Err(interruption(exit, Effect::Read)),
        }
    })?;
    if shell.style.table_width.is_some() {
        shell.note("whoever reads this token can call as you for a day; a script takes it from standard output");
    }
    let value = json!({ "token": token.expose() });
    own_print::print(manual, &value, &format!("{}\n", token.expose()), matches, shell)
}
